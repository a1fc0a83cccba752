//! The shape of `audit.json`, as JSON Schema.

use super::{DataFile, Format};

pub static FILE: DataFile = DataFile {
    file: "audit-1.schema.json",
    format: Format::JsonSchema,
    title: ["Forme de audit.json (JSON Schema)", "Shape of audit.json (JSON Schema)"],
    write: |_| include_bytes!("../../../schemas/audit-1.schema.json").to_vec(),
};
