//! The columns of the table of sites.

use super::{DataFile, Format, column::schema};

pub static FILE: DataFile = DataFile {
    file: "sites.schema.json",
    format: Format::JsonSchema,
    title: ["Colonnes de sites.csv (Table Schema)", "Columns of sites.csv (Table Schema)"],
    write: |_| {
        let schema = schema(super::sites::COLUMNS, &["host"]);
        serde_json::to_vec_pretty(&schema).expect("it holds only strings and lists")
    },
};
