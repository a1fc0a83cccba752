//! Identifiers that a script generates at each visit. They do not identify an element, because the same element has
//! another one at the next visit.

/// A number of at least so many digits counts as generated: a time, a random number or a counter.
const LONG_NUMBER: usize = 7;
/// A shorter word, in bytes, does not count as generated.
const SHORTEST: usize = 4;
/// A word with at least so many changes between letters and digits counts as generated.
const MOST_CHANGES: usize = 2;

/// Whether a part of the identifier is generated: `:r1a:`, `select2-x7ab`, `block-65f3a2b1c`, `fld1711962845123`.
pub fn is_made_up(identifier: &str) -> bool {
    is_counted_by_framework(identifier) || words_of(identifier).any(is_made_up_word)
}

/// The text without generated words, digits and white space: the rest is the same at each visit.
pub fn without_made_up(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && kept.ends_with('-') {
            kept.pop();
        }
        if !is_made_up_word(&word) {
            kept.extend(word.chars().filter(|c| !c.is_ascii_digit()));
        }
        word.clear();
        // The decimal point of a number is removed with it.
        let goes = c.is_whitespace() || (is_number && c == '.');
        kept.extend((!goes).then_some(c));
    }
    kept
}

fn words_of(identifier: &str) -> impl Iterator<Item = &str> {
    identifier.split(|c: char| !c.is_alphanumeric())
}

/// Whether the identifier has the form of those that React numbers at each visit: `:r1a:`, `«r3»`, `_r_2_`.
fn is_counted_by_framework(identifier: &str) -> bool {
    let inner =
        |open: &str, close: &str| identifier.split_once(open)?.1.split_once(close).map(|parts| parts.0);
    let is_count = |count: &str| {
        let rest = count.strip_prefix(['r', 'R']);
        rest.is_some_and(|rest| rest.len() <= 4 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    };
    [(":", ":"), ("«", "»"), ("_r_", "_")].iter().any(|(open, close)| match *open {
        "_r_" => inner(open, close).is_some_and(|count| count.len() <= 4),
        _ => inner(open, close).is_some_and(is_count),
    })
}

fn is_made_up_word(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 || word.len() < SHORTEST {
        return false;
    }
    let longest = word.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    let is_hexadecimal =
        word.len() >= 8 && word.len() > digits && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    longest >= LONG_NUMBER || is_hexadecimal || changes(word) >= MOST_CHANGES
}

/// Number of changes between letters and digits.
fn changes(word: &str) -> usize {
    let kinds: Vec<bool> = word.chars().map(|c| c.is_ascii_digit()).collect();
    kinds.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

#[cfg(test)]
mod tests {
    use super::{is_made_up, without_made_up};

    #[test]
    fn identifiers_of_scripts_are_told_from_those_of_people() {
        for id in [
            ":r1a:",
            "radix-:R3:",
            "«r3»",
            "select2-data-12-x7ab",
            "block-65f3a2b1c",
            "fld1711962845123",
            "a1b2c3",
            "swiper-wrapper-8c10f1a2b3c4d5e6",
        ] {
            assert!(is_made_up(id), "{id}");
        }
        for id in [
            "menu-principal",
            "h2",
            "col-md-6",
            "slide01",
            "menu-item-12345",
            "wpcf7-f123-p45-o1",
            "3d",
            "covid19",
            "rubrique:actualites",
            "été-2026",
            "",
        ] {
            assert!(!is_made_up(id), "{id}");
        }
    }

    #[test]
    fn an_excerpt_is_the_same_at_each_visit() {
        let one = r#"<input id="fld-x7ab2" name="nom" style="opacity: 0.49">"#;
        let other = r#"<input id="fld-9kq1z" name="nom" style="opacity: 1">"#;
        assert_eq!(without_made_up(one), without_made_up(other));
        assert_eq!(without_made_up("left: -12.5px"), without_made_up("left: 3px"));
        assert_ne!(without_made_up(r#"<input id="nom">"#), without_made_up(r#"<input id="prenom">"#));
    }
}
