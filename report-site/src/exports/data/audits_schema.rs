//! The columns of the table of audits.

use super::{DataFile, Format, column::schema};

pub static FILE: DataFile = DataFile {
    file: "audits.schema.json",
    format: Format::JsonSchema,
    title: ["Colonnes de audits.csv (Table Schema)", "Columns of audits.csv (Table Schema)"],
    write: |_| {
        let schema = schema(super::audits::COLUMNS, &["audit"]);
        serde_json::to_vec_pretty(&schema).expect("it holds only strings and lists")
    },
};
