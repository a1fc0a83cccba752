//! Variants of the tagged file of the writer.

use crate::writer::{Pdf, tagged};
use documents::{Limits, examine};
use rules::{Outcome, documents::Reading};

pub const CATALOGUE: &str = "/Type /Catalog /Pages 2 0 R /StructTreeRoot 6 0 R /Metadata 9 0 R \
                         /MarkInfo << /Marked true >> /ViewerPreferences << /DisplayDocTitle true >>";

/// The tagged file with further entries in its catalogue, and further elements, numbered from 20. An element is below
/// the document unless it names another parent (`/P`).
pub fn with(catalogue: &str, elements: &[&str]) -> Pdf {
    let mut pdf = tagged();
    pdf.set(1, format!("<< {CATALOGUE} {catalogue} >>"));
    let mut kids = "7 0 R 8 0 R".to_owned();
    for (number, element) in (20..).zip(elements) {
        pdf.set(number, format!("<< /Type /StructElem {element} >>"));
        if !element.contains("/P ") {
            kids.push_str(&format!(" {number} 0 R"));
        }
    }
    pdf.set(10, format!("<< /Type /StructElem /S /Document /P 6 0 R /K [{kids}] >>"));
    pdf
}

pub fn outcome(pdf: &Pdf, check: &str) -> Outcome {
    match examine(&pdf.bytes(), &Limits::default()) {
        Reading::Examined { facts } => facts.outcome(check),
        Reading::NotExamined { reason, .. } => panic!("not examined: {reason:?}"),
    }
}

/// The tagged file with annotations on its page, and further elements.
pub fn annotated(tabs: &str, annotations: &str, elements: &[&str]) -> Pdf {
    let mut pdf = with("/Lang (fr)", elements);
    pdf.set(
        3,
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /StructParents 0 {tabs} \
             /Resources << /Font << /F1 5 0 R >> >> /Annots [{annotations}] >>"
        ),
    );
    pdf
}
