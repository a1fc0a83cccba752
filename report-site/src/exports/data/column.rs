//! A column of a table: its name, its type, and what it says, told once for schema and documentation.

use serde_json::{Value, json};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    kind: Kind,
    /// In French.
    pub description: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
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
        $(pub const fn $function(name: &'static str, description: &'static str) -> Self {
            Self { name, kind: Kind::$kind, description }
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

    /// In the words of Table Schema.
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            Kind::Text | Kind::Uri => "string",
            Kind::Date => "date",
            Kind::Time => "datetime",
            Kind::Integer => "integer",
            Kind::Number => "number",
            Kind::Boolean => "boolean",
        }
    }

    fn field(&self) -> Value {
        let mut field =
            json!({ "name": self.name, "type": self.type_name(), "description": self.description });
        if self.kind == Kind::Uri {
            field["format"] = "uri".into();
        }
        field
    }
}

/// A Table Schema (<https://specs.frictionlessdata.io/table-schema/>).
pub fn schema(columns: &[Column], key: &[&str]) -> Value {
    let fields: Vec<Value> = columns.iter().map(Column::field).collect();
    json!({
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "fields": fields,
        "primaryKey": key,
        "missingValues": [""],
    })
}
