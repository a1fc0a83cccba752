//! Words of others, made safe for data.

use super::cells;
use crate::text::Link;
use rules::statement::Declared;

/// An address of the web as it may stand in data; what is none is not given as one.
pub(crate) fn web(address: &str) -> Option<String> {
    Link::to(address).href
}

/// The declarations of a site. The address of its statement is kept only if it is a web address.
pub(crate) fn safe(declared: &Declared) -> Declared {
    Declared { address: declared.address.as_deref().and_then(web), ..declared.clone() }
}

/// Text of others for a cell that a spreadsheet opens.
pub fn neutral_cell(text: &str) -> String {
    cells::neutral(text, 1000)
}
