//! The columns of the table of documents.

use super::{Content, DataFile, Format, Holds, column::schema};

pub static FILE: DataFile = DataFile {
    file: "documents.schema.json",
    format: Format::JsonSchema,
    holds: Holds::Sentences,
    title: ["Colonnes de documents.csv (Table Schema)", "Columns of documents.csv (Table Schema)"],
    content: Content::Whole(|context| schema(super::document_figures::COLUMNS, "group", context.language)),
};
