//! Formulas of cells. A formula is written once; each format has its own way to name cells and to separate arguments.

use super::Name;
use std::borrow::Cow;

/// A formula. In its pattern each `@` stands for the next area and `;` separates arguments; text between quotation
/// marks is literal.
#[derive(Debug, Clone)]
pub struct Formula {
    pattern: Cow<'static, str>,
    areas: Vec<Area>,
}

/// Cells of a sheet, or one.
#[derive(Debug, Clone)]
pub struct Area {
    /// Sheet of the cells. `None` for the formula's own sheet.
    pub sheet: Option<Name>,
    /// First row and column, counted from 0.
    pub from: (u16, u16),
    pub to: (u16, u16),
}

impl Area {
    pub fn cell(row: u16, column: u16) -> Self {
        Self::between((row, column), (row, column))
    }

    pub fn between(from: (u16, u16), to: (u16, u16)) -> Self {
        Self { sheet: None, from, to }
    }

    pub fn on(self, sheet: &Name) -> Self {
        Self { sheet: Some(sheet.clone()), ..self }
    }

    /// `A1:B2`, with `prefix` before each cell.
    pub fn name(&self, prefix: &str) -> String {
        let name = |(row, column): (u16, u16)| format!("{prefix}{}{}", column_name(column.into()), row + 1);
        if self.from == self.to { name(self.from) } else { [name(self.from), name(self.to)].join(":") }
    }
}

impl Formula {
    pub fn new(pattern: impl Into<Cow<'static, str>>, areas: impl Into<Vec<Area>>) -> Self {
        Self { pattern: pattern.into(), areas: areas.into() }
    }

    pub fn same(cell: Area) -> Self {
        Self::new("@", [cell])
    }

    pub fn sum(area: Area) -> Self {
        Self::new("SUM(@)", [area])
    }

    /// Formula that counts the cells with a certain text.
    pub fn count(area: Area, word: &str) -> Self {
        Self::new(format!("COUNTIF(@;\"{word}\")"), [area])
    }

    /// The formula in the notation of a format.
    pub fn written(&self, separator: char, area: impl Fn(&Area) -> String) -> String {
        let (mut written, mut areas, mut quoted) = (String::new(), self.areas.iter(), false);
        for sign in self.pattern.chars() {
            quoted ^= sign == '"';
            match sign {
                '@' if !quoted => written.extend(areas.next().map(&area)),
                ';' if !quoted => written.push(separator),
                _ => written.push(sign),
            }
        }
        written
    }
}

/// Name of a column such as «A», from its index, which counts from 0.
pub fn column_name(column: usize) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => letter.to_string(),
        before => format!("{}{letter}", column_name(before - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_writes_areas_and_separators_its_own_way() {
        let cells = Area::between((2, 3), (8, 29)).on(&"P01".into());
        let formula = Formula::new(r#"IF(@=0;"a;@";COUNTIF(@;"C"))"#, [Area::cell(0, 26), cells]);
        let written = formula.written(',', |area| match &area.sheet {
            Some(sheet) => format!("{sheet}!{}", area.name("")),
            None => area.name(""),
        });
        assert_eq!(written, r#"IF(AA1=0,"a;@",COUNTIF(P01!D3:AD9,"C"))"#);
    }
}
