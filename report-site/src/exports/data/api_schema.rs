//! The shapes of the static API, as JSON Schema.

use super::{Content, DataFile, Format, Holds};

pub static FILE: DataFile = DataFile {
    file: "api-1.schema.json",
    format: Format::JsonSchema,
    holds: Holds::Data,
    title: ["Formes de l’API statique (JSON Schema)", "Shapes of the static API (JSON Schema)"],
    content: Content::Whole(|_| include_bytes!("../../../schemas/api-1.schema.json").to_vec()),
};
