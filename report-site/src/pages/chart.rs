//! Bars drawn as SVG beside the figures they show. The table is the text alternative of the chart.

use serde::Serialize;

/// A bar in a cell of a table. It is hidden from assistive technologies, which read the figure beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Width in per cent.
    pub width: u64,
}

impl Bar {
    /// The bar for a value. It is at least one per cent wide if the value is not zero.
    pub fn of(value: u64, whole: u64) -> Self {
        let width = (value * 100).checked_div(whole).unwrap_or(0).min(100);
        Self { width: if value > 0 { width.max(1) } else { 0 } }
    }
}

/// A column of a chart over time, in units of its view box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    pub x: usize,
    pub y: u64,
    pub height: u64,
    /// Middle of the column, for its label.
    pub middle: usize,
    /// The value. `None` where it is not known, which is shown as a gap.
    pub value: Option<u64>,
}

pub const COLUMN: usize = 40;
pub const HEIGHT: u64 = 120;
/// Room above the highest column for its figure.
const ABOVE: u64 = 16;

/// Columns side by side, oldest first.
pub fn columns(values: &[Option<u64>]) -> Vec<Column> {
    let most = values.iter().flatten().copied().max().unwrap_or(0).max(1);
    let column = |(at, value): (usize, &Option<u64>)| {
        let height = value.unwrap_or(0) * (HEIGHT - ABOVE) / most;
        let height = if *value == Some(0) { 2 } else { height };
        let x = at * COLUMN + 6;
        Column { x, y: HEIGHT - height, height, middle: x + 14, value: *value }
    };
    values.iter().enumerate().map(column).collect()
}

/// The points of a line through the middle of the tops of columns, as SVG writes them. Columns without a value are
/// skipped.
pub fn line<'c>(columns: impl IntoIterator<Item = &'c Column>) -> String {
    let known = columns.into_iter().filter(|column| column.value.is_some());
    let points: Vec<_> = known.map(|column| format!("{},{}", column.middle, column.y)).collect();
    points.join(" ")
}

/// A number out of a total.
#[derive(Debug, Serialize)]
pub struct Share {
    pub label: &'static str,
    pub value: String,
    pub of: String,
    pub bar: Bar,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_the_share_and_a_small_one_is_seen() {
        let widths = [0, 1, 500, 1000, 2000].map(|value| Bar::of(value, 1000).width);
        assert_eq!(widths, [0, 1, 50, 100, 100]);
        assert_eq!(Bar::of(0, 0).width, 0);
    }

    #[test]
    fn what_is_not_known_is_a_gap() {
        let drawn = columns(&[Some(4), None, Some(0)]);
        assert_eq!((drawn[0].y, drawn[0].height), (16, 104));
        assert_eq!((drawn[1].height, drawn[1].value), (0, None));
        assert_eq!(drawn[2].height, 2);
    }
}
