//! A column of a table: its name, its type and its meaning. Schemas are written from it, and a test compares it with
//! the documentation.

use crate::language::Say;
use rules::messages::Language;
use serde_json::{Value, json};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    kind: ColumnType,
    /// Meaning in French and English.
    description: [&'static str; 2],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnType {
    Text,
    Uri,
    Date,
    Time,
    Integer,
    Number,
    Boolean,
}

macro_rules! kinds {
    ($($function:ident => $kind:ident),+ $(,)?) => {
        $(pub const fn $function(name: &'static str, french: &'static str, english: &'static str) -> Self {
            Self { name, kind: ColumnType::$kind, description: [french, english] }
        })+
    };
}

impl Column {
    kinds! {
        text => Text,
        uri => Uri,
        date => Date,
        time => Time,
        integer => Integer,
        number => Number,
        boolean => Boolean,
    }

    pub fn names(columns: &[Self]) -> Vec<&'static str> {
        columns.iter().map(|column| column.name).collect()
    }

    /// Name of the type in Table Schema.
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            ColumnType::Text | ColumnType::Uri => "string",
            ColumnType::Date => "date",
            ColumnType::Time => "datetime",
            ColumnType::Integer => "integer",
            ColumnType::Number => "number",
            ColumnType::Boolean => "boolean",
        }
    }

    fn field(&self, language: Language) -> Value {
        let [french, english] = self.description;
        let description = language.t(french, english);
        let mut field = json!({ "name": self.name, "type": self.type_name(), "description": description });
        if self.kind == ColumnType::Uri {
            field["format"] = "uri".into();
        }
        field
    }
}

/// A Table Schema (<https://specs.frictionlessdata.io/table-schema/>).
pub fn schema(columns: &[Column], key: &str, language: Language) -> Vec<u8> {
    let fields: Vec<Value> = columns.iter().map(|column| column.field(language)).collect();
    let schema = json!({
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "fields": fields,
        "primaryKey": [key],
        "missingValues": [""],
    });
    serde_json::to_vec_pretty(&schema).expect("it holds only strings and lists")
}

/// The columns of a table from parts that tables share.
pub const fn joined<const ALL: usize>(parts: &[&[Column]]) -> [Column; ALL] {
    let mut all = [parts[0][0]; ALL];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let mut column = 0;
        while column < parts[part].len() {
            all[at] = parts[part][column];
            (at, column) = (at + 1, column + 1);
        }
        part += 1;
    }
    assert!(at == ALL, "the table has the columns of its parts");
    all
}
