//! The control file as JSON.

use super::{AuditExport, Format, Holds, control::Control};

pub static EXPORT: AuditExport = AuditExport {
    file: "controle.json",
    format: Format::Json,
    holds: Holds::Data,
    title: [
        "Fichier de contrôle\u{A0}: échantillon, échecs, non couvert, quatre vérifications (JSON)",
        "Control file: sample, failures, what was not covered, four checks (JSON)",
    ],
    write: |shown| {
        serde_json::to_vec(&Control::new(shown)).expect("it holds only strings, numbers and lists")
    },
};
