//! The grid as OpenDocument.

use super::{AuditExport, Format, Holds, grid};
use crate::exports::sheets::ods;

pub static EXPORT: AuditExport = AuditExport {
    file: "grille.ods",
    format: Format::Ods,
    holds: Holds::Sentences,
    title: [
        "Grille des critères, préremplie pour un audit humain (ODS)",
        "Grid of the criteria, prefilled for a human audit (ODS)",
    ],
    write: |shown| ods(shown.grid(grid::book)),
};
