//! The columns of the table of sites.

use super::{Content, DataFile, Format, Holds, column::schema};

pub static FILE: DataFile = DataFile {
    file: "sites.schema.json",
    format: Format::JsonSchema,
    holds: Holds::Sentences,
    title: ["Colonnes de sites.csv (Table Schema)", "Columns of sites.csv (Table Schema)"],
    content: Content::Whole(|context| schema(super::sites::COLUMNS, "host", context.language)),
};
