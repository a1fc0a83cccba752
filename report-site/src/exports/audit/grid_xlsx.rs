//! The grid as Office Open XML.

use super::{AuditExport, Format, Holds, grid};
use crate::exports::sheets::xlsx;

pub static EXPORT: AuditExport = AuditExport {
    file: "grille.xlsx",
    format: Format::Xlsx,
    holds: Holds::Sentences,
    title: [
        "Grille des critères, préremplie pour un audit humain (XLSX)",
        "Grid of the criteria, prefilled for a human audit (XLSX)",
    ],
    write: |shown| xlsx(shown.grid(grid::book)),
};
