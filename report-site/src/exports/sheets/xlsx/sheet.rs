//! One sheet: its columns, its cells row by row, the cells to fill, and its links.

use super::{
    super::{
        Area, Cell, Formula, Sheet, Style, ToFill,
        formula::column_name,
        xml::{self, extend},
    },
    links::Links,
    markup::{DECLARATION, quoted},
    strings::Strings,
    styles::Styles,
};

pub struct SheetXml {
    pub xml: String,
    /// The part with the addresses of its links, if it has any.
    pub relations: Option<String>,
}

const BEGINS: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">"#;
const FITS: &str = r#"<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>"#;
/// Page layout: A4 in landscape, the sheet fitted to the width, on as many pages as needed.
const PAGE: &str = r#"<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" fitToHeight="0" orientation="landscape" horizontalDpi="200" verticalDpi="200"/>"#;

impl SheetXml {
    pub fn new<'b>(sheet: &'b Sheet, is_first: bool, strings: &mut Strings<'b>, styles: &mut Styles) -> Self {
        let columns: Vec<String> = (0..sheet.widths.len()).map(column_name).collect();
        let mut links = Links::default();
        let mut xml = [DECLARATION, BEGINS, FITS, &dimension(sheet), &view(sheet, is_first)].concat();
        xml += r#"<sheetFormatPr defaultRowHeight="15"/>"#;
        widths(&mut xml, &sheet.widths);
        xml += "<sheetData>";
        for (block, rows) in sheet.rows.chunks(ROWS_OF_A_SPAN).enumerate() {
            let span = span(rows);
            let numbered = (block * ROWS_OF_A_SPAN + 1..).zip(rows);
            for (row, cells) in numbered.filter(|(_, cells)| !cells.iter().all(Cell::is_empty)) {
                let row = row.to_string();
                extend(&mut xml, [r#"<row r=""#, &row, r#"" spans=""#, &span, r#"">"#]);
                for (column, cell) in columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                    put(&mut xml, [column, &row], cell, (&mut *strings, &mut *styles));
                    cell.href.iter().for_each(|href| links.add(&[column, row.as_str()].concat(), href));
                }
                xml += "</row>";
            }
        }
        xml += "</sheetData>";
        to_fill(&mut xml, &sheet.to_fill, styles);
        extend(&mut xml, [&links.cells(), PAGE, "</worksheet>"]);
        Self { xml, relations: links.relations() }
    }
}

fn put<'b>(
    xml: &mut String,
    [column, row]: [&str; 2],
    cell: &'b Cell,
    (strings, styles): (&mut Strings<'b>, &mut Styles),
) {
    let mut digits = itoa::Buffer::new();
    let style = digits.format(styles.number(cell.style));
    extend(xml, [r#"<c r=""#, column, row, r#"" s=""#, style, "\""]);
    match (&cell.formula, cell.is_number) {
        (Some(formula), is_number) => {
            *xml += if is_number { "><f>" } else { r#" t="str"><f>"# };
            xml::data(xml, &computed(formula));
            *xml += "</f><v>";
            xml::data(xml, &cell.text);
        }
        (None, true) => extend(xml, ["><v>", &cell.text]),
        (None, false) => extend(xml, [r#" t="s"><v>"#, digits.format(strings.number(&cell.text))]),
    }
    *xml += "</v></c>";
}

fn computed(formula: &Formula) -> String {
    formula.written(',', |to, area| {
        if let Some(sheet) = &area.sheet {
            extend(to, [&quoted(sheet), "!"]);
        }
        area.write(to, "");
    })
}

fn cell_name(row: usize, column: usize) -> String {
    format!("{}{}", column_name(column), row + 1)
}

fn area(from: (usize, usize), to: (usize, usize)) -> String {
    let (from, to) = (cell_name(from.0, from.1), cell_name(to.0, to.1));
    if from == to { from } else { format!("{from}:{to}") }
}

/// Rows and columns of the cells that are not empty, counted from 0.
fn filled<'s>(rows: impl IntoIterator<Item = &'s Vec<Cell>>) -> impl Iterator<Item = (usize, usize)> {
    let row = |(row, cells): (usize, &'s Vec<Cell>)| {
        let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        filled.map(move |(column, _)| (row, column))
    };
    rows.into_iter().enumerate().flat_map(row)
}

fn dimension(sheet: &Sheet) -> String {
    let last = filled(&sheet.rows).fold((0, 0), |last, at| (last.0.max(at.0), last.1.max(at.1)));
    format!(r#"<dimension ref="{}"/>"#, area((0, 0), last))
}

const ROWS_OF_A_SPAN: usize = 16;

/// First and last column that are used in some rows, counted from 1.
fn span(rows: &[Vec<Cell>]) -> String {
    let columns = || filled(rows).map(|(_, column)| column);
    let (first, last) = (columns().min().unwrap_or_default(), columns().max().unwrap_or_default());
    format!("{}:{}", first + 1, last + 1)
}

fn view(sheet: &Sheet, is_first: bool) -> String {
    let selected = if is_first { r#" tabSelected="1""# } else { "" };
    match panes(sheet) {
        panes if panes.is_empty() => {
            format!(r#"<sheetViews><sheetView{selected} workbookViewId="0"/></sheetViews>"#)
        }
        panes => {
            format!(r#"<sheetViews><sheetView{selected} workbookViewId="0">{panes}</sheetView></sheetViews>"#)
        }
    }
}

/// The rows and columns that stay in view, and the parts that scroll.
fn panes(sheet: &Sheet) -> String {
    let (rows, columns) = (usize::from(sheet.frozen.0), usize::from(sheet.frozen.1));
    let moves = cell_name(rows, columns);
    let pane = |split: &str, active: &str| {
        format!(r#"<pane {split} topLeftCell="{moves}" activePane="{active}" state="frozen"/>"#)
    };
    let active = |pane: &str| format!(r#"<selection pane="{pane}"/>"#);
    match (rows, columns) {
        (0, 0) => String::new(),
        (0, _) => pane(&format!(r#"xSplit="{columns}""#), "topRight") + &active("topRight"),
        (_, 0) => pane(&format!(r#"ySplit="{rows}""#), "bottomLeft") + &active("bottomLeft"),
        _ => {
            let (right, below) = (cell_name(0, columns), cell_name(rows, 0));
            let beside = format!(
                r#"<selection pane="topRight" activeCell="{right}" sqref="{right}"/><selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/>"#
            );
            let split = format!(r#"xSplit="{columns}" ySplit="{rows}""#);
            pane(&split, "bottomRight") + &beside + &active("bottomRight")
        }
    }
}

/// Writes the widths of columns. Neighbours of the same width share one element.
fn widths(xml: &mut String, widths: &[u16]) {
    *xml += "<cols>";
    let mut first = 1;
    for alike in widths.chunk_by(|one, next| one == next) {
        let (last, width) = (first + alike.len() - 1, alike[0]);
        // The unit is characters; the fraction is the margin on both sides.
        *xml += &format!(r#"<col min="{first}" max="{last}" width="{width}.7109375" customWidth="1"/>"#);
        first = last + 1;
    }
    *xml += "</cols>";
}

/// Writes the lists of values, and the styles that depend on the chosen value.
fn to_fill(xml: &mut String, lists: &[ToFill], styles: &mut Styles) {
    let area = |cells: &ToFill| {
        let mut area = String::new();
        Area::between(cells.from, cells.to).write(&mut area, "");
        area
    };
    let areas: Vec<String> = lists.iter().map(area).collect();
    let mut priority = 0;
    let has_looks = |cells: &ToFill| Style::CHOSEN.iter().any(|(word, _)| cells.choices.contains(word));
    for (cells, area) in lists.iter().zip(&areas).filter(|(cells, _)| has_looks(cells)) {
        extend(xml, [r#"<conditionalFormatting sqref=""#, area, r#"">"#]);
        for (word, style) in Style::CHOSEN.iter().filter(|(word, _)| cells.choices.contains(word)) {
            priority += 1;
            let look = styles.look(*style);
            *xml += &format!(
                r#"<cfRule type="cellIs" dxfId="{look}" priority="{priority}" operator="equal"><formula>"{word}"</formula></cfRule>"#
            );
        }
        *xml += "</conditionalFormatting>";
    }
    if lists.is_empty() {
        return;
    }
    *xml += &format!(r#"<dataValidations count="{}">"#, lists.len());
    for (cells, area) in lists.iter().zip(&areas) {
        let choices = cells.choices.join(",");
        *xml += &format!(
            r#"<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" sqref="{area}"><formula1>"{choices}"</formula1></dataValidation>"#
        );
    }
    *xml += "</dataValidations>";
}
