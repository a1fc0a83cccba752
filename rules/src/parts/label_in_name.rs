//! Whether what is written on a control is part of its accessible name, so that it can be called by voice.

use crate::{Node, Style, standards::words::normalise};

/// A text this long is a content, hardly a name to be spoken.
const MOST_WORDS: usize = 10;

/// How the visible text compares with the accessible name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// The words of the label stand in the name, in the same order.
    Contained,
    /// Certainly not.
    Missing,
    /// Not word for word, yet the text stands inside other words, or only figures differ: the WCAG rule fails, the
    /// RGAA's wording does not certainly do.
    Loosely,
    /// A symbol, an abbreviation, a long text: for a person to say.
    Unsure,
}

/// Compares a visible text with a name; punctuation, signs, accents and letter case aside.
pub(crate) fn compare(visible: &str, name: &str) -> Comparison {
    let label = tokens(&without_parentheses(visible));
    let spoken = tokens(name);
    if label.is_empty() || contains(&spoken, &label) || contains(&tokens(&without_parentheses(name)), &label)
    {
        return Comparison::Contained;
    }
    let (joined_label, joined_name) = (label.concat(), spoken.concat());
    if joined_label.chars().all(|c| c.is_numeric()) || same_but_figures(&label, &spoken) {
        return Comparison::Loosely;
    }
    let is_symbol = joined_label.chars().count() <= 2;
    let has_parentheses = visible.contains(['(', '[']);
    if is_symbol || has_parentheses || has_abbreviation(visible) || label.len() > MOST_WORDS {
        return Comparison::Unsure;
    }
    match joined_name.contains(&joined_label) {
        true => Comparison::Loosely,
        false => Comparison::Missing,
    }
}

/// Text that is seen on an element, in the pieces its layout makes; glyphs of icon fonts left out.
pub(crate) fn visible_text(element: Node<'_>) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        if node.is_text() {
            let seen = node.is_visible() && !is_icon(node);
            text.push_str(if seen { node.text() } else { "" });
        } else if node
            .style(Style::Display)
            .is_some_and(|display| display != "inline" && display != "contents")
        {
            text.push(' ');
        }
        if node.next_sibling().is_none() && node.parent().is_some_and(|parent| parts_words(parent)) {
            text.push(' ');
        }
    }
    crate::page::fold(&text)
}

fn parts_words(node: Node<'_>) -> bool {
    node.style(Style::Display).is_some_and(|display| display != "inline" && display != "contents")
}

/// Ligatures («search», «menu») that the font turns into a drawing.
fn is_icon(text: Node<'_>) -> bool {
    const FONTS: &[&str] = &["icon", "material", "symbol", "awesome", "glyph", "ionic", "feather"];
    let font = text.parent().and_then(|parent| parent.style(Style::FontFamily)).unwrap_or_default();
    let font = font.to_ascii_lowercase();
    FONTS.iter().any(|name| font.contains(name))
}

fn tokens(text: &str) -> Vec<String> {
    let folded = normalise(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn contains(name: &[String], label: &[String]) -> bool {
    name.windows(label.len()).any(|window| window == label)
}

/// Every word of the label is in the name; only numbers are not.
fn same_but_figures(label: &[String], name: &[String]) -> bool {
    let figures = |word: &&String| word.chars().all(char::is_numeric);
    let words: Vec<&String> = label.iter().filter(|word| !figures(word)).collect();
    words.len() < label.len() && words.iter().all(|word| name.contains(word))
}

fn has_abbreviation(text: &str) -> bool {
    text.split_whitespace().any(|word| word.len() > 1 && word.ends_with('.') && word.chars().count() <= 5)
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0usize;
    let kept = text.chars().filter(|c| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_case_and_accents_do_not_matter() {
        assert_eq!(compare("Écrire : message", "ecrire, Message à la mairie"), Comparison::Contained);
        assert_eq!(compare(">> Envoyer <<", "Envoyer"), Comparison::Contained);
        assert_eq!(compare("Date (JJ/MM/AAAA)", "Date"), Comparison::Contained);
    }

    #[test]
    fn other_words_are_missing() {
        assert_eq!(compare("Rechercher", "Lancer la recherche"), Comparison::Missing);
        assert_eq!(compare("Valider la saisie", "Saisie à valider"), Comparison::Missing);
    }

    #[test]
    fn inside_a_word_is_not_word_for_word() {
        assert_eq!(compare("Mai", "Mairie annexe"), Comparison::Loosely);
        assert_eq!(compare("Panier 3", "Panier"), Comparison::Loosely);
    }

    #[test]
    fn symbols_and_abbreviations_are_left_to_a_person() {
        assert_eq!(compare("X", "Fermer"), Comparison::Unsure);
        assert_eq!(compare("Tél.", "Numéro d'appel"), Comparison::Unsure);
    }
}
