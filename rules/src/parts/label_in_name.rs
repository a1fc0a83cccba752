//! Whether the name that speech control listens to holds the text that people see and say.

use crate::{
    Node, Style,
    page::NodeKind,
    standards::{languages, words::normalise},
};

/// The text that a sighted person reads on a control.
pub struct VisibleLabel {
    /// White space folded; empty when there is no text.
    pub text: String,
    /// Whether an image, which may itself show text, is beside it.
    pub has_image: bool,
    /// Whether the text fills several blocks or lines, so that it needs judgement which part is the label and in which
    /// order they are read.
    pub is_composed: bool,
}

/// Whether a name holds a visible label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Nothing to say: no letter and no figure is shown.
    NoWord,
    Held,
    /// A symbol, an abbreviation or a way of writing may explain the difference.
    Unclear,
    Missing,
}

/// Signs that people read aloud in more than one way.
const SPOKEN_SIGNS: &[char] = &['&', '+', '€', '$', '%', '°', 'º', 'ª', '№', '@', '#', '/'];

/// A symbol has no more letters.
const MOST_OF_SYMBOL: usize = 3;

/// Words written together or apart: no compound has more.
const MOST_JOINED: usize = 12;

/// A label longer than this is content rather than a label.
const MOST_CHARACTERS: usize = 100;

impl VisibleLabel {
    pub fn from_control(control: Node<'_>) -> Self {
        let mut reading = Reading { control, text: String::new(), has_image: false };
        control.children().for_each(|child| reading.read(child));
        let parts = reading.text.split(BREAK).filter(|part| part.chars().any(char::is_alphanumeric)).count();
        let text = crate::page::fold(&reading.text.replace(BREAK, " "));
        let is_composed = parts > 1 || text.chars().count() > MOST_CHARACTERS;
        Self { text, has_image: reading.has_image, is_composed }
    }
}

/// Stands where a block or a line ends.
const BREAK: char = '\u{0}';

struct Reading<'p> {
    control: Node<'p>,
    text: String,
    has_image: bool,
}

impl<'p> Reading<'p> {
    fn read(&mut self, node: Node<'p>) {
        if node.shadow().is_some() && self.control.shadow().is_none() {
            return;
        }
        if node.is_text() {
            if is_read(node, self.control) {
                self.text.push_str(&node.text().replace(BREAK, ""))
            } else {
                self.text.push_str(if has_outer_space(node.text()) { " " } else { "" })
            }
        }
        if !node.is_element() {
            return;
        }
        self.has_image |= node.is_one_of(&["img", "svg", "canvas", "object", "video"]) && node.is_visible();
        let breaks = node.is("br") || !flows_inline(node);
        self.text.extend(breaks.then_some(BREAK));
        node.children().for_each(|child| self.read(child));
        self.text.extend(breaks.then_some(BREAK));
    }
}

fn has_outer_space(text: &str) -> bool {
    text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace)
}

fn flows_inline(node: Node<'_>) -> bool {
    node.style(Style::Display).is_none_or(|display| matches!(display, "inline" | "contents"))
}

/// Whether a sighted person reads the text as letters.
fn is_read(text: Node<'_>, control: Node<'_>) -> bool {
    let Some(parent) = text.parent().filter(|parent| parent.kind() != NodeKind::Pseudo) else { return false };
    let is_icon = parent.is_aria_hidden() && is_name_of_icon(text.text(), parent);
    text.is_visible()
        && !is_icon
        && !super::drawn_text::is_drawn(text)
        && !is_transparent(parent)
        && !is_cut_away(text, control)
}

/// Whether the text is the name of an icon, `home` or `arrow_forward`: one word as programs write it, in the element
/// that is used for icons or with an underscore.
fn is_name_of_icon(text: &str, parent: Node<'_>) -> bool {
    let word = text.trim();
    (parent.is("i") || word.contains('_'))
        && word.len() > 1
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn is_transparent(parent: Node<'_>) -> bool {
    parent
        .style(Style::TextFillColor)
        .or_else(|| parent.style(Style::Color))
        .is_some_and(|color| color.starts_with("rgba(") && color.replace(' ', "").ends_with(",0)"))
}

/// Whether the text is moved out of a box that cuts its overflow, as when an image replaces a text.
fn is_cut_away(text: Node<'_>, control: Node<'_>) -> bool {
    let Some(rect) = text.rect() else { return true };
    let cuts = |node: &Node<'_>| {
        let hides = |style| node.style(style).is_some_and(|value| value != "visible");
        (hides(Style::OverflowX) || hides(Style::OverflowY))
            && node.rect().is_some_and(|bounds| !bounds.overlaps(&rect))
    };
    text.ancestors().take_while(|node| *node != control).chain([control]).any(|node| cuts(&node))
}

/// Compares what is seen with a name. Case, accents and punctuation do not matter; the order of the words does.
pub fn compare(visible: &str, name: &str) -> Fit {
    let (seen, said) = (normalise(visible), normalise(name));
    if seen.is_empty() {
        return Fit::NoWord;
    }
    if holds(&said, &seen) || holds(&said, &normalise(&without_brackets(visible))) || begins(visible, &said) {
        return Fit::Held;
    }
    if is_excused(visible, &seen, &said) { Fit::Unclear } else { Fit::Missing }
}

/// Whether `said` contains the words of `seen`, whole and in a row.
fn holds(said: &str, seen: &str) -> bool {
    !seen.is_empty() && format!(" {said} ").contains(&format!(" {seen} "))
}

/// A remark in brackets is no part of what people say.
fn without_brackets(text: &str) -> String {
    let mut depth = 0u32;
    let outside = |c: char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => return (depth == 0).then_some(c),
        }
        Some(' ')
    };
    text.chars().filter_map(outside).collect()
}

/// Whether the visible text is cut short by an ellipsis and begins the complete one.
fn begins(visible: &str, said: &str) -> bool {
    let shown = visible.trim_end_matches([']', ')', ' ']);
    let cut = shown.strip_suffix('…').or_else(|| shown.strip_suffix("..."));
    cut.map(|cut| normalise(cut.trim_end_matches(['[', '(', ' '])))
        .is_some_and(|cut| !cut.is_empty() && format!(" {said}").contains(&format!(" {cut}")))
}

fn is_excused(visible: &str, seen: &str, said: &str) -> bool {
    is_symbol(visible)
        || is_code(seen)
        || visible.contains(SPOKEN_SIGNS)
        || is_abbreviated(visible, said)
        || is_shortened(seen, said)
        || differs_by_spaces(seen, said)
}

/// Whether the text is one letter, alone, doubled or beside a sign: `B`, `Aa`, `A-`, `A A A`.
fn is_symbol(visible: &str) -> bool {
    let letters: Vec<char> =
        visible.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    letters.len() <= MOST_OF_SYMBOL
        && letters.iter().all(|letter| *letter == letters[0] && letter.is_alphabetic())
}

/// Whether the text is the code of a language, as switches show it, or an abbreviation of two or three letters.
fn is_code(seen: &str) -> bool {
    let is_letters = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_one = |word: &str| match word.len() {
        2 => languages::check(word).is_ok() || !word.contains(VOWELS),
        3 => LANGUAGES.contains(&word) || !word.contains(VOWELS),
        _ => false,
    };
    seen.split(' ').all(|word| is_letters(word) && is_one(word))
}

/// Codes of three letters that switches show in place of those of two.
const LANGUAGES: &[&str] =
    &["bre", "bzh", "cat", "cos", "deu", "eng", "esp", "eus", "fra", "gsw", "ita", "occ", "oci", "por"];
const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];

/// Whether a word that ends with a full stop begins a word of the name: «Av.» for «avenue».
fn is_abbreviated(visible: &str, said: &str) -> bool {
    let shortened = visible.split_whitespace().filter(|word| word.ends_with('.')).map(normalise);
    shortened.into_iter().any(|short| {
        !short.is_empty() && said.split(' ').any(|word| word.starts_with(&short) && word != short)
    })
}

/// Whether the seen text is shortened: words without a vowel and numbers with their ending are said in full («RDV» for
/// «rendez-vous», «St», «2e»). All other words must be in the name.
fn is_shortened(seen: &str, said: &str) -> bool {
    let whole: Vec<&str> = said.split(' ').collect();
    let is_said = |word: &str| whole.contains(&word);
    let mut shortened = 0;
    let all = seen.split(' ').all(|word| {
        let is_short = is_ordinal(word) || stands_for_some(word, &whole);
        shortened += usize::from(!is_said(word) && is_short);
        is_said(word) || is_short
    });
    all && shortened > 0
}

/// Whether the word is an ordinal, digits and a few letters: `2e`, `1er`.
fn is_ordinal(word: &str) -> bool {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    letters.len() < word.len()
        && matches!(letters, "e" | "er" | "ere" | "re" | "nd" | "nde" | "eme" | "st" | "th" | "rd")
}

/// Whether its letters, in their order, are among those of a word of the name, or of two in a row, which begins with
/// the same letter.
fn stands_for_some(word: &str, whole: &[&str]) -> bool {
    const LONGEST: usize = 4;
    let is_short = word.len() <= LONGEST
        && word.len() > 1
        && !word.contains(VOWELS)
        && word.chars().all(char::is_alphabetic);
    let holds = |full: String| {
        let mut rest = full.chars();
        full.len() > word.len()
            && full.starts_with(&word[..1])
            && word.chars().all(|letter| rest.any(|c| c == letter))
    };
    is_short
        && (0..whole.len())
            .any(|at| holds(whole[at].to_owned()) || holds(whole[at..].iter().take(2).copied().collect()))
}

/// Whether the name splits one word into several, which speech control does not: «justice», «just ice».
pub fn is_parted(visible: &str, name: &str) -> bool {
    let (seen, said) = (normalise(visible), normalise(name));
    let whole = |word: &str| word.chars().count() > MOST_OF_SYMBOL && word.chars().all(char::is_alphabetic);
    whole(&seen) && !holds(&said, &seen) && said.contains(' ') && said.replace(' ', "") == seen
}

/// Whether both differ by spaces only, as «e-mail» and «email», which sound alike. A number and its digits one by one
/// do not.
fn differs_by_spaces(seen: &str, said: &str) -> bool {
    let is_digit = |word: &&str| word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_digit());
    let spelt =
        said.split(' ').filter(is_digit).count() >= 3 || seen.split(' ').filter(is_digit).count() >= 3;
    !spelt && joins_somewhere(said, &seen.replace(' ', ""))
}

/// Whether some successive words of the name, joined, are this text.
fn joins_somewhere(said: &str, joined: &str) -> bool {
    let words: Vec<&str> = said.split(' ').collect();
    (0..words.len()).any(|start| {
        let mut run = String::new();
        words[start..].iter().take(MOST_JOINED).any(|word| {
            run.push_str(word);
            run == joined
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_adds_words_around_the_label_holds_it() {
        assert_eq!(compare("Commander", "Produit A : commander maintenant"), Fit::Held);
        assert_eq!(compare("École d’été", "Ecole d'été, inscriptions"), Fit::Held);
        assert_eq!(compare("Agenda (en anglais)", "Agenda"), Fit::Held);
        assert_eq!(compare("Compte rendu du cons…", "Compte rendu du conseil de mai"), Fit::Held);
    }

    #[test]
    fn words_parted_or_changed_are_missing() {
        assert_eq!(compare("Commander maintenant", "Commander produit A maintenant"), Fit::Missing);
        assert_eq!(compare("Contact", "Nouvelle fenêtre"), Fit::Missing);
        assert_eq!(compare("Lire", "Lirette"), Fit::Missing);
        assert_eq!(compare("4 × 4 = 16", "quatre fois quatre"), Fit::Missing);
        assert_eq!(compare("12345", "1 2 3 4 5"), Fit::Missing);
    }

    #[test]
    fn signs_and_abbreviations_are_left_to_people() {
        assert_eq!(compare("B", "Mettre en gras"), Fit::Unclear);
        assert_eq!(compare("Arts & métiers", "Arts et métiers"), Fit::Unclear);
        assert_eq!(compare("Av. du Port", "Avenue du Port"), Fit::Unclear);
        assert_eq!(compare("E-mail", "Email de la mairie"), Fit::Unclear);
        assert_eq!(compare("›", "Suivant"), Fit::NoWord);
        for (symbol, name) in
            [("Aa", "Taille du texte"), ("A-", "Réduire"), ("A A A", "Taille"), ("RDV", "Rendez-vous")]
        {
            assert_eq!(compare(symbol, name), Fit::Unclear, "{symbol}");
        }
    }

    #[test]
    fn words_that_are_said_in_full_are_left_to_people() {
        for (seen, said) in [
            ("RDV en ligne", "Rendez-vous en ligne"),
            ("St-Martin", "Saint-Martin"),
            ("2e étage", "Deuxième étage"),
            ("Bd du Port", "Boulevard du Port"),
            ("Consulter le nº 12", "Consulter le n° 12"),
        ] {
            assert_eq!(compare(seen, said), Fit::Unclear, "{seen}");
        }
        assert_eq!(compare("RDV en ligne", "Prendre date en ligne"), Fit::Missing);
        assert_eq!(compare("St-Martin", "Saint-Michel"), Fit::Missing);
    }

    #[test]
    fn a_switch_of_languages_shows_codes() {
        assert_eq!(compare("EN", "English"), Fit::Unclear);
        assert_eq!(compare("fr", "Passer le site en français"), Fit::Unclear);
        assert_eq!(compare("OK", "Valider"), Fit::Missing);
        assert_eq!(compare("Menu", "Navigation"), Fit::Missing);
    }

    #[test]
    fn letters_written_otherwise_are_the_same() {
        assert_eq!(compare("Bilan CO₂", "Bilan CO2"), Fit::Held);
        assert_eq!(compare("Surface en m²", "Surface en m2"), Fit::Held);
        assert_eq!(compare("Conﬁance", "Confiance"), Fit::Held);
        assert_eq!(compare("Ｍairie", "Mairie"), Fit::Held);
        assert_eq!(compare("Logiciel™", "Logiciel"), Fit::Held);
    }
}
