//! The columns of the table of findings.

use super::{Content, DataFile, Format, Holds, column::schema};
use crate::exports::audit::FINDING_COLUMNS;

pub static FILE: DataFile = DataFile {
    file: "findings.schema.json",
    format: Format::JsonSchema,
    holds: Holds::Sentences,
    title: [
        "Colonnes des tables de constats (Table Schema)",
        "Columns of the tables of findings (Table Schema)",
    ],
    content: Content::Whole(|context| schema(FINDING_COLUMNS, "evidence", context.language)),
};
