//! Zoom that a `meta name="viewport"` allows. Values are read by CSS Device Adaptation, as mobile browsers do.

use crate::{Node, Page, Verdict};

/// The zoom that a viewport allows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Zoom {
    /// `user-scalable` forbids it.
    Off,
    /// `maximum-scale`, as a factor.
    UpTo(f64),
    Free,
}

impl Zoom {
    /// Whether text can be shown at twice its size.
    pub fn reaches_double(self) -> bool {
        match self {
            Self::Off => false,
            Self::UpTo(factor) => factor >= 2.0,
            Self::Free => true,
        }
    }
}

/// The page's viewport elements that say something about zoom.
pub fn metas(page: &Page) -> Vec<Node<'_>> {
    let metas = page.all(&["meta"]).into_iter();
    metas
        .filter(|meta| meta.document() == 0 && meta.attribute_is("name", "viewport") && zoom(*meta).is_some())
        .collect()
}

/// The verdict `when_blocked` if the viewport prevents text from being shown at twice its size, otherwise a pass.
pub fn judge(meta: Node<'_>, when_blocked: Verdict) -> Verdict {
    match zoom(meta) {
        Some(zoom) if !zoom.reaches_double() => when_blocked,
        _ => Verdict::pass(),
    }
}

/// The zoom that the element allows. `None` if it has neither `user-scalable` nor `maximum-scale`.
pub fn zoom(meta: Node<'_>) -> Option<Zoom> {
    read(meta.attribute("content")?)
}

fn read(content: &str) -> Option<Zoom> {
    let mut scalable = None;
    let mut maximum = None;
    // The last value of a property counts.
    for (name, value) in properties(content) {
        match name.as_str() {
            "user-scalable" => scalable = Some(is_scalable(&value)),
            "maximum-scale" => maximum = Some(scale(&value)),
            _ => {}
        }
    }
    match (scalable, maximum) {
        (None, None) => None,
        (Some(false), _) => Some(Zoom::Off),
        (_, Some(Some(factor))) => Some(Zoom::UpTo(factor)),
        _ => Some(Zoom::Free),
    }
}

/// Names and values of the properties, in lower case. Commas, semicolons and white space separate properties; spaces
/// around `=` are ignored.
fn properties(content: &str) -> Vec<(String, String)> {
    let mut tidy = content.to_ascii_lowercase();
    while tidy.contains(" =") || tidy.contains("= ") {
        tidy = tidy.replace(" =", "=").replace("= ", "=");
    }
    let parts = tidy.split(|c: char| c == ',' || c == ';' || c.is_ascii_whitespace());
    parts
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Whether the value allows scaling: `yes`, a device length, or a number that is not between -1 and 1.
fn is_scalable(value: &str) -> bool {
    match value {
        "yes" | "device-width" | "device-height" => true,
        _ => number(value).is_some_and(|number| number.abs() >= 1.0),
    }
}

/// The scale that a value gives, as a factor from 0.1 to 10. `None` for negative values, which set no limit. A value
/// that cannot be read counts as 0.1.
fn scale(value: &str) -> Option<f64> {
    match value {
        "yes" => Some(1.0),
        "device-width" | "device-height" => Some(10.0),
        _ => match number(value) {
            Some(number) if number < 0.0 => None,
            Some(number) => Some(number.clamp(0.1, 10.0)),
            None => Some(0.1),
        },
    }
}

/// The number with which a text begins.
fn number(value: &str) -> Option<f64> {
    let end = value
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || *c == '.' || (*at == 0 && (*c == '-' || *c == '+'))))
        .map_or(value.len(), |(at, _)| at);
    value[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_forbidding_is_read() {
        for content in [
            "user-scalable=no",
            "width=device-width, USER-SCALABLE = 0",
            "user-scalable=0.5;initial-scale=1",
            "user-scalable=peut-etre",
        ] {
            assert_eq!(read(content), Some(Zoom::Off), "{content}");
        }
    }

    #[test]
    fn the_largest_scale_is_read() {
        assert_eq!(read("maximum-scale=1.5"), Some(Zoom::UpTo(1.5)));
        assert_eq!(read("maximum-scale=yes"), Some(Zoom::UpTo(1.0)));
        assert_eq!(read("maximum-scale=-3"), Some(Zoom::Free));
        assert_eq!(read("maximum-scale=1, maximum-scale=5"), Some(Zoom::UpTo(5.0)));
        assert_eq!(read("maximum-scale=rien"), Some(Zoom::UpTo(0.1)));
    }

    #[test]
    fn what_says_nothing_about_enlarging_is_left_aside() {
        for content in ["", "width=device-width, initial-scale=1", "=", "maximum-scale", "é=é"] {
            assert_eq!(read(content), None, "{content}");
        }
    }
}
