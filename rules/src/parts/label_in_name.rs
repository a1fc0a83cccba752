//! Whether the accessible name, by which speech control recognises a control, contains the text that users see and say.

use super::short_forms::{self, MOST_OF_SYMBOL};
use crate::{Node, Style, page::NodeKind, standards::words::normalise};

/// The text that a sighted person reads on a control.
pub struct VisibleLabel {
    /// White space folded; empty when there is no text.
    pub text: String,
    /// Whether the control also shows an image, which may itself contain text.
    pub has_image: bool,
    /// Whether the text has several blocks or lines, or more than 100 characters. Then only a person can tell which
    /// part is the label and in which order the parts are read.
    pub is_composed: bool,
}

/// The result of looking for a visible label in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// The label has no letter and no digit, so that users cannot say it.
    NoWord,
    Held,
    /// The name does not contain the label, but a symbol, an abbreviation or a spelling may explain the difference.
    Unclear,
    Missing,
}

/// Signs that people read aloud in more than one way.
const SPOKEN_SIGNS: &[char] = &['&', '+', '€', '$', '%', '°', 'º', 'ª', '№', '@', '#', '/'];

/// Most successive words of a name that are joined to find a word that the label writes without spaces.
const MOST_JOINED: usize = 12;

/// Most characters of a label; a longer text is content rather than a label.
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

/// Marks the beginning or the end of a block or a line in the text that is gathered.
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

/// Whether a sighted person sees the text, as letters rather than as an icon.
fn is_read(text: Node<'_>, control: Node<'_>) -> bool {
    let Some(parent) = text.parent().filter(|parent| parent.kind() != NodeKind::Pseudo) else { return false };
    let is_icon = parent.is_aria_hidden() && is_name_of_icon(text.text(), parent);
    text.is_visible()
        && !is_icon
        && !super::drawn_text::is_drawn(text)
        && !is_transparent(parent)
        && !is_cut_away(text, control)
}

/// Whether the text is the name of an icon, such as `home` or `arrow_forward`: one word of lower-case letters, digits
/// and underscores, that has an underscore or is inside an `i` element, which is often used for icons.
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

/// Whether the text is outside a box that hides its overflow. Authors hide a text in this way to show an image instead.
fn is_cut_away(text: Node<'_>, control: Node<'_>) -> bool {
    let Some(rect) = text.rect() else { return true };
    let cuts = |node: &Node<'_>| {
        let hides = |style| node.style(style).is_some_and(|value| value != "visible");
        (hides(Style::OverflowX) || hides(Style::OverflowY))
            && node.rect().is_some_and(|bounds| !bounds.overlaps(&rect))
    };
    text.ancestors().take_while(|node| *node != control).chain([control]).any(|node| cuts(&node))
}

/// Compares a visible label with a name. Case, accents and punctuation do not matter; the order of the words does.
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

/// Whether `said` contains the words of `seen`, as whole words and one directly after another.
fn holds(said: &str, seen: &str) -> bool {
    !seen.is_empty() && format!(" {said} ").contains(&format!(" {seen} "))
}

/// The text without remarks in round or square brackets, which users do not say.
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

/// Whether the visible text ends with an ellipsis, and the name contains the words before it.
fn begins(visible: &str, said: &str) -> bool {
    let shown = visible.trim_end_matches([']', ')', ' ']);
    let cut = shown.strip_suffix('…').or_else(|| shown.strip_suffix("..."));
    cut.map(|cut| normalise(cut.trim_end_matches(['[', '(', ' '])))
        .is_some_and(|cut| !cut.is_empty() && format!(" {said}").contains(&format!(" {cut}")))
}

fn is_excused(visible: &str, seen: &str, said: &str) -> bool {
    visible.contains(SPOKEN_SIGNS)
        || short_forms::is_short_form(visible, seen, said)
        || differs_by_spaces(seen, said)
}

/// Whether the name splits a visible word into several words: «justice», «just ice». Speech control does not join them.
pub fn is_parted(visible: &str, name: &str) -> bool {
    let (seen, said) = (normalise(visible), normalise(name));
    let whole = |word: &str| word.chars().count() > MOST_OF_SYMBOL && word.chars().all(char::is_alphabetic);
    whole(&seen) && !holds(&said, &seen) && said.contains(' ') && said.replace(' ', "") == seen
}

/// Whether the name contains the visible text when spaces are ignored, or when all characters of the visible text but
/// letters are ignored. The wording of the RGAA may allow this.
pub fn is_inside_words(visible: &str, name: &str) -> bool {
    let joined = |text: &str| normalise(text).replace(' ', "");
    let letters = |text: &str| joined(text).chars().filter(|c| c.is_alphabetic()).collect::<String>();
    joined(name).contains(&joined(visible)) || joined(name).contains(&letters(visible))
}

/// Whether the name contains the label with other spaces, such as «email» for «e-mail», which sound alike. This does
/// not count for three or more single digits: a number and its digits one by one do not sound alike.
fn differs_by_spaces(seen: &str, said: &str) -> bool {
    let is_digit = |word: &&str| word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_digit());
    let spelt =
        said.split(' ').filter(is_digit).count() >= 3 || seen.split(' ').filter(is_digit).count() >= 3;
    !spelt && joins_somewhere(said, &seen.replace(' ', ""))
}

/// Whether some successive words of the name, joined without spaces, equal this text.
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
            ("10 h", "Réserver à 10 heures"),
            ("11h30", "Réserver à 11 heures 30"),
            ("3 km", "Boucle de 3 kilomètres"),
            ("Lun 4", "Lundi 4 mai 2026"),
            ("12 nov", "Conseil municipal, jeudi 12 novembre"),
        ] {
            assert_eq!(compare(seen, said), Fit::Unclear, "{seen}");
        }
        assert_eq!(compare("RDV en ligne", "Prendre date en ligne"), Fit::Missing);
        assert_eq!(compare("St-Martin", "Saint-Michel"), Fit::Missing);
        assert_eq!(compare("10 h", "Réserver à 11 heures"), Fit::Missing);
        assert_eq!(compare("Lun 4", "Mardi 4 mai"), Fit::Missing);
        assert_eq!(compare("Tarifs h", "Tarifs à l’heure"), Fit::Missing);
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
