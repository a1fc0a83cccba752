//! The links of cells. Their addresses are in a separate part beside the sheet, numbered.

use super::{
    super::xml::{self, escaped, extend},
    markup::{DECLARATION, RELATIONS},
};

/// Most characters of an address. With a longer one, spreadsheets report the file as damaged and drop the link.
const LONGEST: usize = 2080;

#[derive(Default)]
pub struct Links {
    count: usize,
    /// The elements in the sheet.
    cells: String,
    /// The elements in the part beside it.
    targets: String,
}

impl Links {
    /// Adds a link. If the format cannot hold the address, the cell keeps its text without a link.
    pub fn add(&mut self, cell: &str, address: &str) {
        let (address, place) = address.split_once('#').unwrap_or((address, ""));
        if address.len() > LONGEST || place.len() > LONGEST {
            return;
        }
        self.count += 1;
        let number = self.count.to_string();
        extend(&mut self.cells, [r#"<hyperlink ref=""#, cell, r#"" r:id="rId"#, &number, "\""]);
        if !place.is_empty() {
            self.cells += r#" location=""#;
            xml::attribute(&mut self.cells, place);
            self.cells.push('"');
        }
        self.cells += "/>";
        extend(
            &mut self.targets,
            [
                r#"<Relationship Id="rId"#,
                &number,
                r#"" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target=""#,
            ],
        );
        target(&mut self.targets, address);
        self.targets += r#"" TargetMode="External"/>"#;
    }

    pub fn cells(&self) -> String {
        if self.count == 0 { String::new() } else { ["<hyperlinks>", &self.cells, "</hyperlinks>"].concat() }
    }

    pub fn relations(&self) -> Option<String> {
        (self.count > 0).then(|| [DECLARATION, RELATIONS, &self.targets, "</Relationships>"].concat())
    }
}

/// Writes an address. Characters that a spreadsheet would take for its own syntax are percent-encoded. The address is
/// encoded already, so its `%` stays.
fn target(xml: &mut String, address: &str) {
    escaped(xml, address, |byte| match byte {
        b'"' => Some("%22"),
        b' ' => Some("%20"),
        b'<' => Some("%3c"),
        b'>' => Some("%3e"),
        b'[' => Some("%5b"),
        b']' => Some("%5d"),
        b'^' => Some("%5e"),
        b'`' => Some("%60"),
        b'{' => Some("%7b"),
        b'}' => Some("%7d"),
        b'&' => Some("&amp;"),
        _ => None,
    });
}
