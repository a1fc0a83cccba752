//! The grid on tables written as rows of cells.

use super::Grid;
use crate::{
    Page, Snapshot,
    page::{
        NodeKind,
        snapshot::{DocumentData, NodeData},
    },
};

type CellSource = (&'static str, &'static [(&'static str, &'static str)]);

#[derive(Default)]
struct Builder {
    strings: Vec<String>,
    nodes: Vec<NodeData>,
}

impl Builder {
    fn text(&mut self, text: &str) -> u32 {
        let held = self.strings.iter().position(|held| held == text);
        held.unwrap_or_else(|| {
            self.strings.push(text.to_owned());
            self.strings.len() - 1
        }) as u32
    }

    fn add(&mut self, parent: u32, kind: NodeKind, name: &str, attributes: &[(&str, &str)]) -> u32 {
        let name = self.text(name);
        let attributes = attributes.iter().map(|(key, value)| (self.text(key), self.text(value))).collect();
        self.nodes.push(NodeData { parent, kind, name, attributes, ..NodeData::default() });
        self.nodes.len() as u32 - 1
    }
}

fn page(rows: &[&[CellSource]]) -> Page {
    let mut builder = Builder { strings: vec![String::new()], ..Builder::default() };
    builder.add(0, NodeKind::Document, "#document", &[]);
    let table = builder.add(0, NodeKind::Element, "TABLE", &[]);
    let body = builder.add(table, NodeKind::Element, "TBODY", &[]);
    for cells in rows {
        let row = builder.add(body, NodeKind::Element, "TR", &[]);
        for (name, attributes) in *cells {
            builder.add(row, NodeKind::Element, name, attributes);
        }
    }
    let documents = vec![DocumentData { nodes: builder.nodes, ..DocumentData::default() }];
    Page::new(Snapshot { strings: builder.strings, documents, ..Snapshot::default() })
        .expect("a whole snapshot")
}

fn grid(page: &Page) -> Option<Grid<'_>> {
    Grid::from_table(page.all(&["table"])[0])
}

/// Row and column of each header of the cell at this slot.
fn headers_at(grid: &Grid<'_>, row: usize, column: usize) -> Vec<(usize, usize)> {
    let cell = grid.cell_at(row, column).expect("the slot is covered");
    grid.headers_of(cell).into_iter().map(|header| (header.row, header.column)).collect()
}

#[test]
fn spans_push_the_cells_that_follow() {
    let page = page(&[
        &[("TH", &[("rowspan", "2")]), ("TH", &[("colspan", "2")])],
        &[("TH", &[]), ("TH", &[])],
        &[("TD", &[]), ("TD", &[]), ("TD", &[])],
    ]);
    let grid = grid(&page).unwrap();
    assert_eq!((grid.width, grid.height), (3, 3));
    assert_eq!(grid.cell_at(1, 0).unwrap().row, 0);
    assert_eq!(headers_at(&grid, 2, 2), [(0, 1), (1, 2)]);
}

#[test]
fn a_row_span_of_zero_goes_to_the_end() {
    let page = page(&[&[("TH", &[("rowspan", "0")]), ("TD", &[])], &[("TD", &[])], &[("TD", &[])]]);
    let grid = grid(&page).unwrap();
    assert_eq!(grid.cell_at(2, 0).unwrap().rows, 3);
    assert_eq!(headers_at(&grid, 2, 1), [(0, 0)]);
}

#[test]
fn scope_and_headers_have_the_last_word() {
    let page = page(&[
        &[("TD", &[]), ("TH", &[("id", "soir")])],
        &[("TH", &[("scope", "row")]), ("TD", &[])],
        &[("TH", &[("scope", "row")]), ("TD", &[("headers", "soir")])],
    ]);
    let grid = grid(&page).unwrap();
    assert!(headers_at(&grid, 1, 1).contains(&(1, 0)));
    assert_eq!(headers_at(&grid, 2, 1), [(0, 1)]);
}

#[test]
fn hostile_spans_are_cut_or_refused() {
    let wide = page(&[&[("TD", &[("colspan", "99999999999999999999")])], &[("TD", &[("colspan", "5000")])]]);
    assert_eq!(grid(&wide).unwrap().width, 1000);
    let rows: Vec<&[CellSource]> = vec![&[("TD", &[("colspan", "1000"), ("rowspan", "65534")])]; 300];
    assert!(grid(&page(&rows)).is_none());
    assert!(grid(&page(&[&[]])).is_none());
}
