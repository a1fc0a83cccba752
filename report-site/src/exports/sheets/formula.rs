//! Formulas of cells. A formula is written once; each format has its own way to name cells and to separate arguments.

use super::Name;
use std::borrow::Cow;

/// Usual length of an area such as `'P01'!A1:B20`, in bytes.
const LENGTH_OF_AREA: usize = 16;

/// A formula. In its pattern each `@` stands for the next area and `;` separates arguments; text between quotation
/// marks is literal.
#[derive(Debug, Clone)]
pub struct Formula {
    pattern: Cow<'static, str>,
    areas: Vec<Area>,
}

/// A rectangle of cells of a sheet, or one cell.
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

    /// Writes `A1:B2`, with `prefix` before each cell.
    pub fn write(&self, to: &mut String, prefix: &str) {
        write_cell(to, prefix, self.from);
        if self.from != self.to {
            to.push(':');
            write_cell(to, prefix, self.to);
        }
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

    /// The formula in the notation of a format. `write_area` appends an area to the text directly, because a workbook
    /// has thousands of them.
    pub fn written(&self, separator: char, write_area: impl Fn(&mut String, &Area)) -> String {
        let (mut areas, mut quoted) = (self.areas.iter(), false);
        let mut written = String::with_capacity(self.pattern.len() + self.areas.len() * LENGTH_OF_AREA);
        for sign in self.pattern.chars() {
            quoted ^= sign == '"';
            match sign {
                '@' if !quoted => areas.by_ref().take(1).for_each(|area| write_area(&mut written, area)),
                ';' if !quoted => written.push(separator),
                _ => written.push(sign),
            }
        }
        written
    }
}

fn write_cell(to: &mut String, prefix: &str, (row, column): (u16, u16)) {
    *to += prefix;
    write_column(to, column.into());
    *to += itoa::Buffer::new().format(u32::from(row) + 1);
}

/// Name of a column such as «A», from its index, which counts from 0.
pub fn column_name(column: usize) -> String {
    let mut name = String::new();
    write_column(&mut name, column);
    name
}

fn write_column(to: &mut String, column: usize) {
    if column >= 26 {
        write_column(to, column / 26 - 1);
    }
    to.push(char::from(b'A' + (column % 26) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_writes_areas_and_separators_its_own_way() {
        let cells = Area::between((2, 3), (8, 29)).on(&"P01".into());
        let formula = Formula::new(r#"IF(@=0;"a;@";COUNTIF(@;"C"))"#, [Area::cell(0, 26), cells]);
        let written = formula.written(',', |to, area| {
            *to += &area.sheet.as_ref().map_or_else(String::new, |sheet| format!("{sheet}!"));
            area.write(to, "");
        });
        assert_eq!(written, r#"IF(AA1=0,"a;@",COUNTIF(P01!D3:AD9,"C"))"#);
    }
}
