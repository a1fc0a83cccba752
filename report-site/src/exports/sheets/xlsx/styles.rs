//! Styles of cells, numbered in the order of their first use. Number 0 is the default style.

use super::{super::Style, markup::DECLARATION};

#[derive(Default)]
pub struct Styles {
    cells: Vec<Style>,
    /// Styles that depend on the value chosen in a cell.
    looks: Vec<Style>,
}

const PLAIN_TYPE: &str =
    r#"<sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/><scheme val="minor"/></font>"#;

impl Styles {
    pub fn number(&mut self, style: Style) -> usize {
        1 + place(&mut self.cells, style)
    }

    pub fn look(&mut self, style: Style) -> usize {
        place(&mut self.looks, style)
    }

    pub fn xml(&self) -> String {
        let grounds = self.grounds();
        let (fonts, fills, cells, looks) =
            (self.fonts(), fills(&grounds), self.cells(&grounds), self.looks());
        format!(
            r#"{DECLARATION}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{fonts}{fills}<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>{cells}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>{looks}<tableStyles count="0" defaultTableStyle="TableStyleMedium9" defaultPivotStyle="PivotStyleLight16"/></styleSheet>"#
        )
    }

    fn fonts(&self) -> String {
        if self.cells.iter().any(|style| style.is_bold()) {
            format!(r#"<fonts count="2"><font>{PLAIN_TYPE}<font><b/>{PLAIN_TYPE}</fonts>"#)
        } else {
            format!(r#"<fonts count="1"><font>{PLAIN_TYPE}</fonts>"#)
        }
    }

    fn grounds(&self) -> Vec<u32> {
        let mut grounds = Vec::new();
        for ground in self.cells.iter().filter_map(|style| style.ground()) {
            if !grounds.contains(&ground) {
                grounds.push(ground);
            }
        }
        grounds
    }

    fn looks(&self) -> String {
        let looks: String = self.looks.iter().map(look).collect();
        match self.looks.len() {
            0 => r#"<dxfs count="0"/>"#.to_owned(),
            count => format!(r#"<dxfs count="{count}">{looks}</dxfs>"#),
        }
    }

    fn cells(&self, grounds: &[u32]) -> String {
        let cells: String = self.cells.iter().map(|style| cell(*style, grounds)).collect();
        format!(
            r#"<cellXfs count="{}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{cells}</cellXfs>"#,
            self.cells.len() + 1
        )
    }
}

fn place(known: &mut Vec<Style>, style: Style) -> usize {
    known.iter().position(|known| *known == style).unwrap_or_else(|| {
        known.push(style);
        known.len() - 1
    })
}

fn look(style: &Style) -> String {
    let font = if style.is_bold() { "<font><b/></font>" } else { "" };
    let ground = style
        .ground()
        .map(|ground| format!(r#"<fill><patternFill><bgColor rgb="FF{ground:06X}"/></patternFill></fill>"#));
    ["<dxf>", font, &ground.unwrap_or_default(), "</dxf>"].concat()
}

/// Number of fills that the format requires before ours.
const FILLS_OF_ALL: usize = 2;

fn fills(grounds: &[u32]) -> String {
    let fill = |ground: &u32| {
        format!(
            r#"<fill><patternFill patternType="solid"><fgColor rgb="FF{ground:06X}"/><bgColor indexed="64"/></patternFill></fill>"#
        )
    };
    format!(
        r#"<fills count="{}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>{}</fills>"#,
        FILLS_OF_ALL + grounds.len(),
        grounds.iter().map(fill).collect::<String>()
    )
}

fn cell(style: Style, grounds: &[u32]) -> String {
    let font = u32::from(style.is_bold());
    let ground = style.ground().and_then(|ground| grounds.iter().position(|known| *known == ground));
    let fill = ground.map_or(0, |number| FILLS_OF_ALL + number);
    let applied = [(font > 0, r#" applyFont="1""#), (fill > 0, r#" applyFill="1""#)];
    let applied: String = applied.iter().filter(|(is, _)| *is).map(|(_, attribute)| *attribute).collect();
    let wraps = if style.wraps() { r#" wrapText="1""# } else { "" };
    format!(
        r#"<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" xfId="0"{applied} applyAlignment="1"><alignment vertical="top"{wraps}/></xf>"#
    )
}
