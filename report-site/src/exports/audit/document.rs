//! The audit itself: the bytes whose hash is its address.

use super::{AuditExport, Format, Holds};

pub static EXPORT: AuditExport = AuditExport {
    file: "audit.json",
    format: Format::Json,
    holds: Holds::Data,
    title: [
        "Audit complet (JSON canonique, celui de l’empreinte)",
        "Whole audit (canonical JSON, that of the hash)",
    ],
    write: |shown| shown.bytes.to_vec(),
};
