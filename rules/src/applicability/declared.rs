//! Traits of an element's look that its attributes declare. In doubt a trait counts as declared.

use crate::page::snapshot::StyleTrait;
use std::collections::HashSet;

/// Length in bytes from which a value may have been cut at the capture.
const CUT: usize = 3_900;

/// Words in a `style` attribute, in lower case, and the trait that each of them may declare.
const PARTS: &[(&str, StyleTrait)] = &[
    ("color", StyleTrait::TextColour),
    ("background", StyleTrait::Ground),
    ("url", StyleTrait::Image),
    ("gradient", StyleTrait::Image),
    ("image", StyleTrait::Image),
    ("src(", StyleTrait::Image),
    ("paint(", StyleTrait::Image),
    ("element(", StyleTrait::Image),
    ("cross-fade", StyleTrait::Image),
    ("animation", StyleTrait::Motion),
    ("transition", StyleTrait::Motion),
    ("zoom", StyleTrait::Scale),
    ("scale", StyleTrait::Scale),
];

const ALL: &[StyleTrait] = &[
    StyleTrait::Style,
    StyleTrait::TextColour,
    StyleTrait::Ground,
    StyleTrait::Image,
    StyleTrait::Motion,
    StyleTrait::Scale,
];

/// Adds the traits that an attribute with this name and value declares.
pub fn read(name: &str, value: &str, found: &mut HashSet<StyleTrait>) {
    match name {
        "style" => read_style(value, found),
        "color" | "text" | "link" | "vlink" | "alink" => {
            found.extend([StyleTrait::Style, StyleTrait::TextColour]);
        }
        "bgcolor" => found.extend([StyleTrait::Style, StyleTrait::Ground]),
        "background" => found.extend([StyleTrait::Style, StyleTrait::Ground, StyleTrait::Image]),
        "bordercolor" => found.extend([StyleTrait::Style]),
        _ => {}
    }
}

fn read_style(value: &str, found: &mut HashSet<StyleTrait>) {
    if value.trim().is_empty() {
        return;
    }
    found.insert(StyleTrait::Style);
    // Escapes and comments may hide a name, a custom property may contain a value, and `all` sets every property.
    if value.len() >= CUT || value.contains(['\\', '/']) || value.contains("--") || value.contains("all") {
        found.extend(ALL);
        return;
    }
    let lower = value.to_ascii_lowercase();
    found.extend(PARTS.iter().filter(|(part, _)| lower.contains(part)).map(|(_, style)| *style));
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::page::snapshot::StyleTrait::{self, Ground, Image, Style, TextColour};
    use std::collections::HashSet;

    fn found(name: &str, value: &str) -> HashSet<StyleTrait> {
        let mut found = HashSet::new();
        read(name, value, &mut found);
        found
    }

    #[test]
    fn a_style_attribute_declares_what_it_names() {
        assert_eq!(found("style", "width: 3em"), HashSet::from([Style]));
        assert_eq!(found("style", "COLOR: red"), HashSet::from([Style, TextColour]));
        assert!(found("style", " ").is_empty());
    }

    #[test]
    fn what_may_be_written_otherwise_declares_all() {
        assert!(found("style", "c\\6flor: red").contains(&TextColour));
        assert!(found("style", "--fond: x").contains(&Image));
    }

    #[test]
    fn old_attributes_declare_too() {
        assert_eq!(found("bgcolor", "red"), HashSet::from([Style, Ground]));
        assert_eq!(found("link", "red"), HashSet::from([Style, TextColour]));
    }
}
