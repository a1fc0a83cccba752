//! Columns of documents in the tables of sites and audits.

use super::Column;
use crate::{exports::cells::Row, input::AuditHead};
use rules::{audit::AuditOutcome, documents::DocumentsDigest};

pub const COLUMNS: [Column; 8] = [
    Column::integer(
        "documents_offered",
        "Documents distincts auxquels mènent les pages examinées ; vide si personne n’a regardé",
        "Distinct documents that the audited pages link to; empty if nobody looked",
    ),
    Column::integer(
        "documents_examined",
        "Parmi eux, ceux qui ont été ouverts et lus jusqu’au bout (un tirage)",
        "Of these, those that were opened and read to the end (a sample)",
    ),
    Column::integer("documents_pdf", "Parmi ceux-ci, les PDF", "Of those, PDF files"),
    Column::integer(
        "documents_pictures",
        "PDF examinés qui ne sont que des images de pages, sans texte",
        "Examined PDF files that are pictures of pages only, without text",
    ),
    Column::integer(
        "documents_untagged",
        "PDF examinés qui ne sont pas balisés, ceux d’images compris",
        "Examined PDF files without tags, those of pictures included",
    ),
    Column::integer(
        "documents_without_title",
        "Documents examinés sans titre",
        "Examined documents without a title",
    ),
    Column::integer(
        "documents_without_language",
        "PDF examinés dont la langue ne peut pas être connue",
        "Examined PDF files whose language cannot be known",
    ),
    Column::integer(
        "documents_failed",
        "Documents dont il est prouvé qu’ils ne respectent pas le test 13.3.1",
        "Documents that are proven to fail test 13.3.1",
    ),
];

/// Figures of documents that may be shown of an audit: none if it was withdrawn or evaluated nothing.
pub fn told(head: &AuditHead) -> Option<&DocumentsDigest> {
    let evaluated = head.withdrawn.is_none() && head.outcome == AuditOutcome::Evaluated;
    head.facts.documents.as_ref().filter(|_| evaluated)
}

/// Cells of the documents. Empty where nothing was evaluated, or documents were not examined.
pub fn cells(row: Row, documents: Option<&DocumentsDigest>) -> Row {
    let Some(told) = documents else {
        return COLUMNS.iter().fold(row, |row, _| row.empty());
    };
    row.number(told.offered)
        .number(told.examined)
        .number(told.pdf)
        .number(told.pictures)
        .number(told.untagged)
        .number(told.without_title)
        .number(told.without_language)
        .number(told.failed)
}
