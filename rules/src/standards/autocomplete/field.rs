//! The autofill fields of the HTML standard and their groups.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::standards::table::{Row, Table};

/// One kind of data that browsers can fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub group: Group,
    /// Whether `home`, `work`, `mobile`, `fax` or `pager` may come before it.
    pub contact: bool,
    /// Whether WCAG 2.1 lists it among the input purposes about the user.
    pub about_user: bool,
}

/// The kind of a field's content. It decides on which controls the field is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    Text,
    Multiline,
    Password,
    Url,
    Username,
    Telephone,
    Numeric,
    Month,
    Date,
}

/// The field of this name, given in lower case.
pub fn field(name: &str) -> Option<&'static Field> {
    FIELDS.get(name)
}

static FIELDS: LazyLock<HashMap<&'static str, Field>> = LazyLock::new(|| {
    let text = include_str!("../../../data/html/autofill-fields.tsv");
    let columns = ["field", "group", "contact", "about_user"];
    let table = Table::parse("html/autofill-fields.tsv", text, &columns)
        .expect("built in, and read by this module's tests");
    table.rows().map(|row| (row.get(0), read(&row))).collect()
});

fn read(row: &Row) -> Field {
    Field {
        name: row.get(0),
        group: match row.get(1) {
            "multiline" => Group::Multiline,
            "password" => Group::Password,
            "url" => Group::Url,
            "username" => Group::Username,
            "telephone" => Group::Telephone,
            "numeric" => Group::Numeric,
            "month" => Group::Month,
            "date" => Group::Date,
            _ => Group::Text,
        },
        contact: row.get(2) == "yes",
        about_user: row.get(3) == "yes",
    }
}
