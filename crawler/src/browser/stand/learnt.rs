//! What earlier pages taught of the scripts they share with the next one, so that a site is not waited for on each page.

use std::collections::{HashMap, HashSet};

/// So many pages with the same scripts must have stood at once before the next is believed to.
const PAGES: u8 = 2;
/// Sets of scripts, and places that never answer, that are kept in mind.
const MOST: usize = 5_000;

#[derive(Debug, Default)]
pub struct Learnt {
    habits: HashMap<String, Habit>,
    /// Places that were still asked when the time of a page was over.
    pub endless: HashSet<String>,
}

/// Of pages with the same scripts, in a row.
#[derive(Debug, Default)]
struct Habit {
    still: u8,
    unmoved: u8,
}

impl Learnt {
    /// Nothing changes on these pages once they are loaded.
    pub fn is_still(&self, code: &str) -> bool {
        self.habits.get(code).is_some_and(|habit| habit.still >= PAGES)
    }

    /// Nothing comes of going through these pages.
    pub fn is_unmoved(&self, code: &str) -> bool {
        self.habits.get(code).is_some_and(|habit| habit.unmoved >= PAGES)
    }

    pub fn waited(&mut self, code: &str, is_still: bool) {
        let habit = self.habit(code);
        habit.still = if is_still { habit.still.saturating_add(1) } else { 0 };
    }

    pub fn gone_through(&mut self, code: &str, came: bool) {
        let habit = self.habit(code);
        habit.unmoved = if came { 0 } else { habit.unmoved.saturating_add(1) };
    }

    pub fn never_answered(&mut self, places: HashSet<String>) {
        if self.endless.len() < MOST {
            self.endless.extend(places);
        }
    }

    fn habit(&mut self, code: &str) -> &mut Habit {
        if self.habits.len() >= MOST {
            self.habits.clear();
        }
        self.habits.entry(code.to_owned()).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_pages_that_stood_at_once_speak_for_the_next_and_one_that_did_not_takes_it_back() {
        let mut learnt = Learnt::default();
        learnt.waited("menu.js", true);
        assert!(!learnt.is_still("menu.js"));
        learnt.waited("menu.js", true);
        assert!(learnt.is_still("menu.js") && !learnt.is_still("carte.js") && !learnt.is_unmoved("menu.js"));
        learnt.waited("menu.js", false);
        assert!(!learnt.is_still("menu.js"));
    }

    #[test]
    fn what_is_kept_in_mind_is_bounded() {
        let mut learnt = Learnt::default();
        (0..2 * MOST).for_each(|number| learnt.waited(&number.to_string(), true));
        assert!(learnt.habits.len() <= MOST);
    }
}
