//! Language and country of a workbook.

use crate::{exports::sheets::Book, language::Say};

/// Language and country, as OpenDocument asks for both.
pub fn locale(book: &Book) -> (&'static str, &'static str) {
    (book.language.code(), book.language.t("FR", "GB"))
}
