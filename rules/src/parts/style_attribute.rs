//! Declarations of a `style` attribute, as the author wrote them.

use crate::Node;

/// The value of the last valid declaration of this property that is marked `!important`, without this mark. Normal
/// declarations of style sheets, even the user's own, cannot override it.
pub fn important(node: Node<'_>, property: &str, is_valid: impl Fn(&str) -> bool) -> Option<String> {
    let declarations = declarations(node.attribute("style")?);
    let held = declarations
        .filter(|(name, value)| name == property && is_valid(value.trim_end_matches("!important").trim()));
    held.filter_map(|(_, value)| Some(value.strip_suffix("!important")?.trim_end().to_owned())).last()
}

/// Names and values of the declarations, in lower case, without white space around the `!` of `!important`.
fn declarations(style: &str) -> impl Iterator<Item = (String, String)> {
    split(style).into_iter().filter_map(|part| {
        let (name, value) = part.split_once(':')?;
        let mut value = value.trim().to_ascii_lowercase();
        if let Some((before, after)) = value.rsplit_once('!')
            && after.trim() == "important"
        {
            value = format!("{}!important", before.trim_end());
        }
        Some((name.trim().to_ascii_lowercase(), value))
    })
}

/// Parts of the text between semicolons. Semicolons in parentheses and strings do not count.
fn split(style: &str) -> Vec<&str> {
    let (mut depth, mut quote, mut start, mut parts) = (0i32, None, 0, Vec::new());
    for (at, c) in style.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            (None, ';') if depth <= 0 => {
                parts.push(&style[start..at]);
                start = at + 1;
            }
            (None, _) => {}
        }
    }
    parts.push(&style[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_semicolon_in_a_string_or_an_address_parts_nothing() {
        let read: Vec<_> =
            declarations("background: url(a;b.png); content: ';' ; COLOR : Red ! IMPORTANT").collect();
        let names: Vec<_> = read.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["background", "content", "color"]);
        assert_eq!(read[2].1, "red!important");
    }

    #[test]
    fn what_is_not_closed_does_not_break() {
        for style in ["", ";;:", "a:(", "a:'", "é:ü;:", "color:red!", "!important"] {
            let _ = declarations(style).count();
        }
        assert_eq!(declarations("color").count(), 0);
    }
}
