//! The grid of a table, formed from HTML rows or from elements with the ARIA role `row`.

use crate::Node;

/// Most slots of a table that is examined. Nobody writes a larger table by hand.
const MOST_SLOTS: usize = 200_000;
const MOST_COLUMN_SPAN: usize = 1000;
const MOST_ROW_SPAN: usize = 65_534;

/// A cell and the slots that it covers. Rows and columns are numbered from 0.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'p> {
    pub node: Node<'p>,
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
    /// Whether it is a `th`, or a header by its role.
    pub is_header: bool,
}

/// The slots of a table, by the algorithm for forming a table in the HTML standard.
#[derive(Debug)]
pub struct Grid<'p> {
    pub table: Node<'p>,
    pub cells: Vec<Cell<'p>>,
    pub width: usize,
    pub height: usize,
    /// Group of each row. Rows of the same `tbody`, `thead` or `tfoot` have the same number, and so have all rows
    /// outside them.
    pub(super) groups: Vec<usize>,
    slots: Vec<Vec<Option<usize>>>,
    /// Indexes in `cells` of the cells that cover a slot of each row; `in_columns` does the same for columns.
    in_rows: Vec<Vec<usize>>,
    in_columns: Vec<Vec<usize>>,
}

impl<'p> Grid<'p> {
    /// The grid of a `table`, or of an element with the role of a table. `None` for a table without cells or with more
    /// than 200,000 slots.
    pub fn from_table(table: Node<'p>) -> Option<Self> {
        let rows = if table.is("table") { html_rows(table) } else { aria_rows(table) };
        let mut grid = Self {
            table,
            cells: Vec::new(),
            width: 0,
            height: rows.len(),
            groups: Vec::new(),
            slots: Vec::new(),
            in_rows: vec![Vec::new(); rows.len()],
            in_columns: Vec::new(),
        };
        grid.groups = rows.iter().map(|(group, _)| *group).collect();
        grid.slots = vec![Vec::new(); rows.len()];
        for (row, (_, element)) in rows.iter().enumerate() {
            grid.place_row(row, *element)?;
        }
        (!grid.cells.is_empty()).then_some(grid)
    }

    fn place_row(&mut self, row: usize, element: Node<'p>) -> Option<()> {
        let mut column = 0;
        for node in element.child_elements().filter(|node| is_cell(*node)) {
            while self.cell_at(row, column).is_some() {
                column += 1;
            }
            let columns = span(node, "colspan", MOST_COLUMN_SPAN).max(1);
            let left = self.groups[row..].iter().take_while(|group| **group == self.groups[row]).count();
            let rows = match span(node, "rowspan", MOST_ROW_SPAN) {
                0 => left,
                rows => rows.min(left),
            };
            let cell = Cell { node, row, column, rows, columns, is_header: is_header(node) };
            self.cover(cell)?;
            column += columns;
        }
        Some(())
    }

    fn cover(&mut self, cell: Cell<'p>) -> Option<()> {
        self.width = self.width.max(cell.column + cell.columns);
        if self.width * self.height > MOST_SLOTS {
            return None;
        }
        let number = self.cells.len();
        self.cells.push(cell);
        self.in_columns.resize(self.width, Vec::new());
        let columns = &mut self.in_columns[cell.column..cell.column + cell.columns];
        columns.iter_mut().for_each(|cells| cells.push(number));
        let rows = &mut self.in_rows[cell.row..cell.row + cell.rows];
        rows.iter_mut().for_each(|cells| cells.push(number));
        for slots in &mut self.slots[cell.row..cell.row + cell.rows] {
            slots.resize(slots.len().max(cell.column + cell.columns), None);
            for slot in &mut slots[cell.column..cell.column + cell.columns] {
                // If cells overlap, the first one keeps the slot.
                slot.get_or_insert(number);
            }
        }
        Some(())
    }

    pub fn cell_at(&self, row: usize, column: usize) -> Option<&Cell<'p>> {
        self.slots.get(row)?.get(column).copied().flatten().map(|number| &self.cells[number])
    }

    /// Cells that cover a slot of the row, each once.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &Cell<'p>> {
        self.in_rows.get(row).into_iter().flatten().map(|number| &self.cells[*number])
    }

    /// Cells that cover a slot of the column, each once.
    pub fn column(&self, column: usize) -> impl Iterator<Item = &Cell<'p>> {
        self.in_columns.get(column).into_iter().flatten().map(|number| &self.cells[*number])
    }
}

fn span(cell: Node<'_>, name: &str, most: usize) -> usize {
    let digits: String =
        cell.attribute(name).unwrap_or("1").trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(1).min(most)
}

fn role(node: Node<'_>) -> Option<String> {
    node.role_tokens().into_iter().next()
}

fn is_cell(node: Node<'_>) -> bool {
    match role(node).as_deref() {
        Some("cell" | "gridcell" | "columnheader" | "rowheader") => true,
        _ => node.is_one_of(&["td", "th"]),
    }
}

fn is_header(node: Node<'_>) -> bool {
    match role(node).as_deref() {
        Some("columnheader" | "rowheader") => true,
        Some("cell" | "gridcell") => false,
        _ => node.is("th"),
    }
}

/// Rows with the number of their group. The rows of `tfoot` come last, wherever it is in the source.
fn html_rows(table: Node<'_>) -> Vec<(usize, Node<'_>)> {
    let mut rows = Vec::new();
    let (feet, others): (Vec<_>, Vec<_>) = table.child_elements().partition(|node| node.is("tfoot"));
    for (group, part) in others.into_iter().chain(feet).enumerate() {
        match part.name() {
            "tr" => rows.push((usize::MAX, part)),
            "thead" | "tbody" | "tfoot" => {
                rows.extend(part.child_elements().filter(|node| node.is("tr")).map(|row| (group, row)));
            }
            _ => {}
        }
    }
    rows
}

fn aria_rows(table: Node<'_>) -> Vec<(usize, Node<'_>)> {
    let is_table = |node: &Node<'_>| matches!(role(*node).as_deref(), Some("table" | "grid" | "treegrid"));
    let is_own = |row: &Node<'_>| row.ancestors().find(is_table) == Some(table);
    let rows = table.descendants().filter(|node| node.is_element() && role(*node).as_deref() == Some("row"));
    rows.filter(is_own).map(|row| (0, row)).collect()
}
