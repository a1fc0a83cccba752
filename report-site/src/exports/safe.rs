//! Foreign text, made safe for data.

use super::cells;
use crate::text::Link;
use rules::statement::Declared;

/// An address, if it is a web address. Others are not published.
pub(crate) fn web(address: &str) -> Option<String> {
    Link::to(address).href
}

/// The declarations of a site. The address of its statement is kept only if it is a web address.
pub(crate) fn safe(declared: &Declared) -> Declared {
    Declared { address: declared.address.as_deref().and_then(web), ..declared.clone() }
}

/// Foreign text, made safe for a cell of a spreadsheet.
pub fn neutral_cell(text: &str) -> String {
    cells::neutral(text, 1000)
}
