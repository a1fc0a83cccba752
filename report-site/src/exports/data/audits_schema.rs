//! The columns of the table of audits.

use super::{DataFile, Format, Holds, column::schema};

pub static FILE: DataFile = DataFile {
    file: "audits.schema.json",
    format: Format::JsonSchema,
    holds: Holds::Sentences,
    title: ["Colonnes de audits.csv (Table Schema)", "Columns of audits.csv (Table Schema)"],
    of_records: false,
    write: |context| schema(super::audits::COLUMNS, "audit", context.language),
};
