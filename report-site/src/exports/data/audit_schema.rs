//! The shape of `audit.json`, as JSON Schema.

use super::{Content, DataFile, Format, Holds};

pub static FILE: DataFile = DataFile {
    file: "audit-1.schema.json",
    format: Format::JsonSchema,
    holds: Holds::Data,
    title: ["Forme de audit.json (JSON Schema)", "Shape of audit.json (JSON Schema)"],
    content: Content::Whole(|_| include_bytes!("../../../schemas/audit-1.schema.json").to_vec()),
};
