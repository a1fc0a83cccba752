//! Texts that tell users to operate something on the page, identified by its place, shape or size.

use std::sync::LazyLock;

use super::{fold::normalise, lists::List};
use crate::standards::table::Table;

/// A kind of element to which a text may send users.
pub struct Thing {
    pub role: &'static str,
    /// Words that name it.
    pub words: Vec<&'static str>,
    /// Verbs that tell users to operate it or to look for it.
    verbs: Vec<&'static str>,
    /// Words with which the text is about something else: «souris» (mouse) with «bouton» (button).
    unless: Vec<&'static str>,
}

/// Largest distance from the word for the thing to the first word of the place, in words.
const NEAR: usize = 3;
/// Number of words of the longest place in the list.
const LONGEST_PLACE: usize = 5;

static THINGS: LazyLock<Vec<Thing>> = LazyLock::new(|| {
    let text = include_str!("../../../data/words/sent-to.tsv");
    let table = Table::parse("words/sent-to.tsv", text, &["role", "words", "verbs", "unless"])
        .expect("built in, and read by this module's tests");
    let split = |cell: &'static str| cell.split('|').collect();
    let things = table.rows().map(|row| Thing {
        role: row.get(0),
        words: split(row.get(1)),
        verbs: split(row.get(2)),
        unless: split(row.get(3)),
    });
    things.collect()
});

/// The thing to which a text sends users, and the place, shape or size by which the text identifies it.
pub fn sent_to(text: &str) -> Option<(&'static Thing, &'static str)> {
    let folded = normalise(text);
    let all: Vec<&str> = folded.split(' ').collect();
    let is_sent = |thing: &&Thing| {
        let holds = |words: &[&str]| all.iter().any(|word| words.contains(word));
        holds(&thing.verbs) && !holds(&thing.unless)
    };
    THINGS.iter().filter(is_sent).find_map(|thing| {
        let mut places = (0..all.len()).filter(|at| thing.words.contains(&all[*at]));
        places.find_map(|at| sign_beside(&all, at)).map(|sign| (thing, sign))
    })
}

fn sign_beside(all: &[&str], at: usize) -> Option<&'static str> {
    let until = |words: usize| all[at..all.len().min(at + 1 + words)].join(" ");
    let around = all[at.saturating_sub(1)..all.len().min(at + 2)].join(" ");
    let after = until(NEAR + LONGEST_PLACE);
    let is_near =
        |place: &&str| after.find(*place).is_some_and(|end| after[..end].split(' ').count() <= NEAR + 1);
    let place = List::Places.found_in(&after).into_iter().find(is_near);
    place.or_else(|| List::Outlines.found_in(&around).into_iter().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_sends_by_place_or_shape_with_a_verb() {
        let sent = |text: &str| sent_to(text).map(|(thing, sign)| (thing.role, sign));
        assert_eq!(sent("Cliquez sur le bouton de droite."), Some(("button", "de droite")));
        assert_eq!(sent("Click the round button!"), Some(("button", "round")));
        assert_eq!(sent("Find the navigation on the right, for more"), Some(("navigation", "on the right")));
        for text in [
            "Le bouton de droite de la souris",
            "Cliquez avec le bouton de droite de la souris",
            "Un petit menu pour les enfants : 8 euros.",
            "Menu à gauche de la rue, grand parking",
            "Cliquez sur le bouton pour voir tout ce qui se trouve à droite",
            "Cliquez ici. La mairie est à droite.",
            "",
        ] {
            assert_eq!(sent(text), None, "{text}");
        }
    }
}
