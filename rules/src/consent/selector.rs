//! The subset of CSS selectors that the table of consent managers needs.

use crate::Node;

/// Alternative selectors, of which one must match. Each is a list of steps from the outermost element to the one found.
#[derive(Debug, PartialEq, Eq)]
pub struct List(Vec<Vec<Step>>);

/// One step of a selector: conditions on the name and the attributes of one element.
#[derive(Debug, PartialEq, Eq, Default)]
struct Step {
    name: Option<&'static str>,
    /// Name of the attribute, how its value is compared, and the value to compare it with.
    attributes: Vec<(&'static str, Compared, &'static str)>,
}

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Compared {
    Whole,
    Beginning,
    /// Equals one of the words of the value.
    Word,
    Present,
}

impl List {
    /// Parses a list of selectors. `None` if it is not valid. `-` is an empty list, which matches nothing.
    pub fn read(written: &'static str) -> Option<Self> {
        if written == "-" {
            return Some(Self(Vec::new()));
        }
        let selector = |written: &'static str| written.split_whitespace().map(Step::read).collect();
        written.split(',').map(selector).collect::<Option<Vec<Vec<Step>>>>().map(Self).filter(Self::is_whole)
    }

    fn is_whole(&self) -> bool {
        self.0.iter().all(|steps| !steps.is_empty())
    }

    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn finds(&self, node: Node<'_>) -> bool {
        self.0.iter().any(|steps| is_found(steps, node))
    }
}

fn is_found(steps: &[Step], node: Node<'_>) -> bool {
    let Some((last, around)) = steps.split_last() else { return false };
    let mut outer = node.ancestors();
    last.fits(node) && around.iter().rev().all(|step| outer.any(|above| step.fits(above)))
}

impl Step {
    fn read(written: &'static str) -> Option<Self> {
        let is_sign = |c: char| matches!(c, '#' | '.' | '[');
        let begins = written.find(is_sign).unwrap_or(written.len());
        let (name, mut rest) = written.split_at(begins);
        let mut step = Self { name: (!name.is_empty()).then_some(name), attributes: Vec::new() };
        while let Some(sign) = rest.chars().next() {
            let inner = &rest[1..];
            let ends =
                if sign == '[' { inner.find(']')? } else { inner.find(is_sign).unwrap_or(inner.len()) };
            let told = &inner[..ends];
            rest = &inner[ends + usize::from(sign == '[')..];
            let attribute = match sign {
                '#' => ("id", Compared::Whole, told),
                '.' => ("class", Compared::Word, told),
                _ => attribute(told),
            };
            if told.is_empty() || attribute.0.is_empty() {
                return None;
            }
            step.attributes.push(attribute);
        }
        Some(step)
    }

    fn fits(&self, node: Node<'_>) -> bool {
        let bears = |(name, compared, told): &(&str, Compared, &str)| {
            let Some(value) = node.attribute(name) else { return false };
            match compared {
                Compared::Whole => value == *told,
                Compared::Beginning => value.starts_with(told),
                Compared::Word => value.split_ascii_whitespace().any(|word| word == *told),
                Compared::Present => true,
            }
        };
        node.is_element() && self.name.is_none_or(|name| node.is(name)) && self.attributes.iter().all(bears)
    }
}

fn attribute(told: &'static str) -> (&'static str, Compared, &'static str) {
    match told.split_once('=') {
        Some((name, value)) => match name.strip_suffix('^') {
            Some(name) => (name, Compared::Beginning, value),
            None => (name, Compared::Whole, value),
        },
        None => (told, Compared::Present, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_read_with_their_parts() {
        let list = List::read("#a .b.c, button[data-role=all], [id^=sp_]").expect("a list");
        let word = |word| ("class", Compared::Word, word);
        let expected = vec![
            vec![
                Step { name: None, attributes: vec![("id", Compared::Whole, "a")] },
                Step { name: None, attributes: vec![word("b"), word("c")] },
            ],
            vec![Step { name: Some("button"), attributes: vec![("data-role", Compared::Whole, "all")] }],
            vec![Step { name: None, attributes: vec![("id", Compared::Beginning, "sp_")] }],
        ];
        assert_eq!(list, List(expected));
        assert_eq!(List::read("-"), Some(List(Vec::new())));
    }

    #[test]
    fn what_is_no_selector_is_refused() {
        for written in ["", " , #a", "#", "a[", "[]", "[=x]", ".a..b"] {
            assert_eq!(List::read(written), None, "{written}");
        }
    }
}
