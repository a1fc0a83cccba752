//! The colours that a gradient may show at any place.

use super::run::Unknown;
use crate::standards::colours::{Colour, parse};

/// Number of steps from one colour stop to the next. The extreme colours are near the stops, so few steps are enough.
const STEPS: usize = 8;
const MOST_STOPS: usize = 40;

/// Colours of each layer of a computed `background-image`, uppermost first. Fails if a layer is no gradient, or a
/// gradient that cannot be read.
pub(super) fn layers(image: &str) -> Result<Vec<Vec<Colour>>, Unknown> {
    split(image).into_iter().map(colours).collect()
}

fn colours(layer: &str) -> Result<Vec<Colour>, Unknown> {
    let (name, rest) = layer.split_once('(').ok_or(Unknown::Picture)?;
    let name = name.strip_prefix("repeating-").unwrap_or(name);
    if !["linear-gradient", "radial-gradient", "conic-gradient"].contains(&name) {
        return Err(Unknown::Picture);
    }
    let inside = rest.strip_suffix(')').ok_or(Unknown::Colour)?;
    let parts = split(inside);
    // The first part may be a direction or a shape. A length without a colour is a hint between two stops.
    let mut stops = Vec::new();
    for (rank, part) in parts.iter().enumerate() {
        match first_colour(part) {
            Some(colour) if colour.clipped => return Err(Unknown::Colour),
            Some(colour) => stops.push(colour),
            None if rank == 0 || is_length(part) => {}
            None => return Err(Unknown::Colour),
        }
    }
    let other_space = parts.first().is_some_and(|part| part.split(' ').any(|word| word == "in"));
    if stops.len() < 2 || stops.len() > MOST_STOPS || other_space {
        return Err(Unknown::Colour);
    }
    Ok(stops.windows(2).flat_map(|pair| between(pair[0], pair[1])).collect())
}

/// Colours from one stop to the next. Browsers mix stops in gamma-encoded sRGB, weighted by their opacity.
fn between(one: Colour, other: Colour) -> impl Iterator<Item = Colour> {
    (0..=STEPS).map(move |step| {
        let share = step as f64 / STEPS as f64;
        let alpha = one.alpha * (1.0 - share) + other.alpha * share;
        let mix = |a: f64, b: f64| {
            if alpha > 0.0 { (a * one.alpha * (1.0 - share) + b * other.alpha * share) / alpha } else { a }
        };
        Colour {
            red: mix(one.red, other.red),
            green: mix(one.green, other.green),
            blue: mix(one.blue, other.blue),
            alpha,
            clipped: false,
        }
    })
}

/// The colour with which a stop begins.
fn first_colour(part: &str) -> Option<Colour> {
    let end = match part.find('(') {
        Some(_) => part.rfind(')')? + 1,
        None => part.find(' ').unwrap_or(part.len()),
    };
    let colour = &part[..end];
    // In `rgb(1, 2, 3) calc(1px + 2%)`, the last parenthesis does not belong to the colour.
    let end = colour.find(") ").map_or(end, |at| at + 1);
    parse(&part[..end]).ok()
}

fn is_length(part: &str) -> bool {
    part.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.') || part.starts_with("calc(")
}

/// Parts of the text between commas. Commas in parentheses do not count.
fn split(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0i32, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}
