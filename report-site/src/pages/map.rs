//! The map of départements, with one tile for each, and a table with the same content.

use super::{Context, at, hosts::hosts_of};
use crate::{
    catalog::Territory,
    departments::{self, Department},
    median::{halves, median_twice},
    text::Text,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Side of a tile with its margin, in units of the view box.
const TILE: u16 = 30;

/// Smallest number of evaluated sites for which a département is coloured; the table also shows smaller ones.
pub const LEAST_COLOURED: usize = 5;

#[derive(Debug, Serialize)]
pub struct Map {
    pub width: u16,
    pub height: u16,
    pub tiles: Vec<Tile>,
    pub rows: Vec<MapRow>,
}

#[derive(Debug, Serialize)]
pub struct Tile {
    pub code: &'static str,
    pub x: u16,
    pub y: u16,
    /// Middle of the tile, for its code.
    pub middle_x: u16,
    pub middle_y: u16,
    /// Step of the scale, from 0 (too few sites evaluated) to 5.
    pub step: u8,
}

#[derive(Debug, Serialize)]
pub struct MapRow {
    pub name: Text,
    pub path: String,
    pub sites: usize,
    pub evaluated: usize,
    /// Median of the criteria proven not met.
    pub median: String,
}

pub fn map(context: &Context<'_>) -> Map {
    let mut steps: BTreeMap<&str, u8> = BTreeMap::new();
    let mut rows = Vec::new();
    for (key, territory) in &context.catalog.departments {
        let (row, step) = row(context, key, territory);
        steps.insert(key, step);
        rows.extend(row);
    }
    let tile = |known: &'static Department| Tile::new(known, steps.get(known.code).copied().unwrap_or(0));
    let most = |of: fn(&Department) -> u16| departments::ALL.iter().map(of).max().unwrap_or(0);
    Map {
        width: (most(|known| known.column) + 1) * TILE,
        height: (most(|known| known.row) + 1) * TILE,
        tiles: departments::ALL.iter().map(tile).collect(),
        rows,
    }
}

fn row(context: &Context<'_>, key: &str, territory: &Territory<'_>) -> (Option<MapRow>, u8) {
    let hosts = hosts_of(context, territory.members.iter().copied());
    let heads = hosts.values().filter_map(|host| host.latest_evaluated());
    let mut failed: Vec<u64> = heads.map(|head| head.summary.failed.into()).collect();
    failed.sort_unstable();
    let median = median_twice(&failed);
    let row = at::department(key).ok().map(|path| MapRow {
        name: Text::line(&territory.full_name()),
        path: path.to_string(),
        sites: hosts.len(),
        evaluated: failed.len(),
        median: median.map_or_else(|| "–".to_owned(), |twice| halves(twice, context.language)),
    });
    let is_told = failed.len() >= LEAST_COLOURED;
    (row, if is_told { step(median) } else { 0 })
}

/// The scale's steps: 0 to 2, 3 to 5, 6 to 9, 10 to 14, 15 and more criteria proven not met.
fn step(median_twice: Option<u64>) -> u8 {
    let Some(twice) = median_twice else { return 0 };
    match twice.div_ceil(2) {
        0..=2 => 1,
        3..=5 => 2,
        6..=9 => 3,
        10..=14 => 4,
        _ => 5,
    }
}

impl Tile {
    fn new(known: &'static Department, step: u8) -> Self {
        let (x, y) = (known.column * TILE, known.row * TILE);
        Self { code: known.code, x, y, middle_x: x + TILE / 2, middle_y: y + TILE / 2 + 5, step }
    }
}

impl Map {
    /// The range of values of each step of the scale.
    pub fn scale(&self) -> [(u8, &'static str); 5] {
        [(1, "0–2"), (2, "3–5"), (3, "6–9"), (4, "10–14"), (5, "15+")]
    }
}
