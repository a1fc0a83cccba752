//! Remembers how long pages with a script pause between changes, so that a site costs a few waits and not one for each
//! page. Scripts are remembered one by one, because pages of one site mostly differ in one or two scripts.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    time::Duration,
};

/// Number of pages with a script that must have been observed before the next page is expected to behave like them.
const PAGES: usize = 2;
/// Number of last pages with a script that are remembered.
const REMEMBERED: usize = 4;
/// Shortest pause that counts. Shorter ones are taken for this one, because they depend more on the machine than on the
/// page.
const SHORTEST: Duration = Duration::from_millis(60);
/// Most scripts, and most endless requests, that are remembered.
const MOST: usize = 5_000;

#[derive(Debug, Default)]
pub struct Learnt {
    habits: HashMap<String, Habit>,
    /// Addresses, without query and fragment, of requests that were still under way when the time of a page was over.
    pub endless: HashSet<String>,
}

/// Observations of pages with a certain script.
#[derive(Debug, Default)]
struct Habit {
    /// The longest pause between two changes, for each of the last pages.
    pauses: VecDeque<Duration>,
    /// Number of pages in a row on which scrolling changed nothing.
    unmoved: usize,
}

impl Learnt {
    /// The longest pause between two changes on the last pages with these scripts; zero where nothing changed after
    /// loading. `None` where too little is known of one of the scripts.
    pub fn pause(&self, code: &[String]) -> Option<Duration> {
        let longest = code.iter().map(|script| self.habits.get(script)?.longest_pause());
        let longest = longest.collect::<Option<Vec<_>>>()?.into_iter().max()?;
        if longest.is_zero() { Some(longest) } else { Some(longest.max(SHORTEST)) }
    }

    /// Whether scrolling through pages with these scripts changes nothing.
    pub fn is_unmoved(&self, code: &[String]) -> bool {
        code.iter().all(|script| self.habits.get(script).is_some_and(|habit| habit.unmoved >= PAGES))
    }

    /// Records the longest pause between two changes of a page, or `None` if the page did not settle by itself. A pause
    /// longer than known scripts ever made is attributed to the new ones, if there are any.
    pub fn waited(&mut self, code: &[String], pause: Option<Duration>) {
        let (known, new): (Vec<_>, Vec<_>) = code.iter().partition(|script| self.is_known(script));
        let is_usual = pause.is_some_and(|pause| known.iter().any(|script| self.has_paused(script, pause)));
        for script in &new {
            self.habit(script).waited(pause);
        }
        if new.is_empty() || is_usual {
            known.iter().for_each(|script| self.habit(script).waited(pause));
        }
    }

    fn is_known(&self, script: &str) -> bool {
        self.habits.get(script).is_some_and(|habit| habit.longest_pause().is_some())
    }

    /// Whether pages with this script have paused for as long before.
    fn has_paused(&self, script: &str, pause: Duration) -> bool {
        self.habits
            .get(script)
            .and_then(Habit::longest_pause)
            .is_some_and(|longest| pause <= longest.max(SHORTEST))
    }

    /// Records whether scrolling through a page with these scripts changed anything.
    pub fn gone_through(&mut self, code: &[String], came: bool) {
        for script in code {
            let habit = self.habit(script);
            habit.unmoved = if came { 0 } else { habit.unmoved.saturating_add(1) };
        }
    }

    /// Records requests that need not be waited for on the next pages.
    pub fn never_answered(&mut self, places: HashSet<String>) {
        if self.endless.len() < MOST {
            self.endless.extend(places);
        }
    }

    fn habit(&mut self, script: &str) -> &mut Habit {
        if self.habits.len() >= MOST {
            self.habits.clear();
        }
        self.habits.entry(script.to_owned()).or_default()
    }
}

impl Habit {
    fn longest_pause(&self) -> Option<Duration> {
        if self.pauses.len() < PAGES {
            return None;
        }
        self.pauses.iter().max().copied()
    }

    fn waited(&mut self, pause: Option<Duration>) {
        let Some(pause) = pause else {
            self.pauses.clear();
            return;
        };
        if self.pauses.len() == REMEMBERED {
            self.pauses.pop_front();
        }
        self.pauses.push_back(pause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STILL: Option<Duration> = Some(Duration::ZERO);

    fn code(scripts: &[&str]) -> Vec<String> {
        scripts.iter().map(|script| script.to_string()).collect()
    }

    fn milliseconds(number: u64) -> Option<Duration> {
        Some(Duration::from_millis(number))
    }

    #[test]
    fn two_pages_that_stood_at_once_speak_for_the_next_and_one_that_did_not_takes_it_back() {
        let (menu, map) = (code(&["menu.js"]), code(&["carte.js"]));
        let mut learnt = Learnt::default();
        learnt.waited(&menu, STILL);
        assert_eq!(learnt.pause(&menu), None);
        learnt.waited(&menu, STILL);
        assert_eq!((learnt.pause(&menu), learnt.pause(&map)), (STILL, None));
        assert!(!learnt.is_unmoved(&menu));
        learnt.waited(&menu, None);
        assert_eq!(learnt.pause(&menu), None);
    }

    #[test]
    fn each_script_is_known_from_whatever_pages_it_stood_on() {
        let mut learnt = Learnt::default();
        for page in [["menu.js", "carte.js"], ["menu.js", "onglets.js"], ["carte.js", "onglets.js"]] {
            learnt.waited(&code(&page), STILL);
            learnt.gone_through(&code(&page), false);
        }
        let all = code(&["menu.js", "carte.js", "onglets.js"]);
        assert_eq!(learnt.pause(&all), STILL);
        assert!(learnt.is_unmoved(&all));
        assert_eq!(learnt.pause(&code(&["menu.js", "agenda.js"])), None);
        assert!(!learnt.is_unmoved(&code(&["menu.js", "agenda.js"])));
    }

    #[test]
    fn a_pause_that_known_scripts_never_made_is_laid_to_the_new_one() {
        let (menu, both) = (code(&["menu.js"]), code(&["menu.js", "carte.js"]));
        let mut learnt = Learnt::default();
        (0..PAGES).for_each(|_| learnt.waited(&menu, STILL));
        (0..PAGES).for_each(|_| learnt.waited(&both, milliseconds(500)));
        assert_eq!((learnt.pause(&menu), learnt.pause(&both)), (STILL, milliseconds(500)));
        learnt.waited(&menu, milliseconds(200));
        assert_eq!(learnt.pause(&menu), milliseconds(200), "where none is new, it may have been any");
    }

    #[test]
    fn the_longest_of_the_last_pauses_counts() {
        let menu = code(&["menu.js"]);
        let mut learnt = Learnt::default();
        [5, 100].iter().for_each(|pause| learnt.waited(&menu, milliseconds(*pause)));
        assert_eq!(learnt.pause(&menu), milliseconds(100));
        (0..REMEMBERED).for_each(|_| learnt.waited(&menu, milliseconds(5)));
        assert_eq!(
            learnt.pause(&menu),
            Some(SHORTEST),
            "what was long ago is forgotten, a short pause is not believed"
        );
    }

    #[test]
    fn what_is_kept_in_mind_is_bounded() {
        let mut learnt = Learnt::default();
        (0..2 * MOST).for_each(|number| learnt.waited(&[number.to_string()], STILL));
        assert!(learnt.habits.len() <= MOST);
    }
}
