//! The columns of the table of audits.

use super::{Content, DataFile, Format, Holds, column::schema};

pub static FILE: DataFile = DataFile {
    file: "audits.schema.json",
    format: Format::JsonSchema,
    holds: Holds::Sentences,
    title: ["Colonnes de audits.csv (Table Schema)", "Columns of audits.csv (Table Schema)"],
    content: Content::Whole(|context| schema(super::audits::COLUMNS, "audit", context.language)),
};
