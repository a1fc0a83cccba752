//! The columns of the table of findings.

use super::{DataFile, Format, column::schema};

pub static FILE: DataFile = DataFile {
    file: "findings.schema.json",
    format: Format::JsonSchema,
    title: ["Colonnes des tables de constats (Table Schema)", "Columns of the tables of findings (Table Schema)"],
    write: |_| {
        let schema = schema(crate::exports::audit::FINDING_COLUMNS, &["evidence"]);
        serde_json::to_vec_pretty(&schema).expect("it holds only strings and lists")
    },
};
