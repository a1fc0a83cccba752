//! Draws the pages that represent a site: those that the RGAA names, one of each layout, then some at random, by a
//! seed.
//!
//! Source: RGAA 4.1.2, «Échantillon»; at least one page in ten is drawn at random.

use super::{
    kinds::{self, NamedKind},
    site::{language, page_key},
};
use serde::{Deserialize, Serialize};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashSet},
};
use url::Url;

/// A page that could be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub url: Url,
    /// The text of the link to it; empty where there was none.
    pub text: String,
    pub found: Origin,
    /// Number of links from the home page to it.
    pub depth: u8,
    pub traits: Traits,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Given with the site, for instance listed in its statement.
    Given,
    Link,
    Sitemap,
}

/// Known traits of a page's content; `false` also means «not known».
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits {
    pub form: bool,
    pub table: bool,
    pub media: bool,
}

/// Declares the reasons, one on each line: variant and code. Codes are published and never change their meaning.
macro_rules! reasons {
    ($($name:ident $code:literal,)+) => {
        /// Reason for which a page is in the sample.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Reason { $(#[serde(rename = $code)] $name,)+ }

        impl Reason {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The stable code, in kebab-case.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

reasons! {
    Home "home",
    Contact "contact",
    Legal "legal",
    Accessibility "accessibility",
    Sitemap "sitemap",
    Help "help",
    Login "login",
    Search "search",
    Checked "checked",
    Form "form",
    Table "table",
    Media "media",
    Layout "layout",
    Random "random",
}

impl From<NamedKind> for Reason {
    fn from(kind: NamedKind) -> Self {
        match kind {
            NamedKind::Contact => Self::Contact,
            NamedKind::Legal => Self::Legal,
            NamedKind::Accessibility => Self::Accessibility,
            NamedKind::Sitemap => Self::Sitemap,
            NamedKind::Help => Self::Help,
            NamedKind::Login => Self::Login,
            NamedKind::Search => Self::Search,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    pub url: Url,
    pub reason: Reason,
}

/// Default number of pages in a sample.
pub const USUAL_PAGES: usize = 15;

/// Draws at most `pages` pages, the home page first. The same candidates in any order and the same seed give the same
/// sample. One candidate more or less changes few of the drawn pages.
pub fn draw(home: &Url, candidates: &[Candidate], pages: usize, seed: u64) -> Vec<Chosen> {
    let (native, foreign): (Vec<_>, Vec<_>) =
        candidates.iter().cloned().partition(|candidate| is_native(home, &candidate.url));
    let mut draw = Draw { pool: Pool::new(&native, seed), taken: HashSet::new(), chosen: Vec::new() };
    draw.take(home.clone(), Reason::Home);
    let by_chance = pages.div_ceil(10).min(draw.pool.pages.len());
    let by_name = pages.saturating_sub(by_chance);
    for kind in NamedKind::ALL {
        draw.take_best_of(*kind, by_name);
    }
    draw.take_given(by_name);
    draw.take_one_with(Reason::Form, |has| has.form, by_name);
    draw.take_one_with(Reason::Table, |has| has.table, by_name);
    draw.take_one_with(Reason::Media, |has| has.media, by_name);
    draw.take_layouts(by_name);
    draw.take_random(pages);
    // Translations do not take places of pages in the site's own language.
    draw.pool = Pool::new(&foreign, seed);
    draw.take_random(pages);
    draw.chosen.truncate(pages);
    draw.chosen
}

/// Whether the page is in the language of the home page, or in French, as far as its address tells.
fn is_native(home: &Url, url: &Url) -> bool {
    language(url).is_none_or(|code| code == "fr" || language(home) == Some(code))
}

/// The page that is most likely of this kind.
pub fn likeliest(home: &Url, candidates: &[Candidate], kind: NamedKind, seed: u64) -> Option<Chosen> {
    let mut draw = Draw { pool: Pool::new(candidates, seed), taken: HashSet::new(), chosen: Vec::new() };
    draw.take(home.clone(), Reason::Home);
    let all = std::mem::take(&mut draw.pool.pages);
    let (native, foreign) = all.into_iter().partition(|page| is_native(home, &page.url));
    draw.pool.pages = native;
    draw.take_best_of(kind, usize::MAX);
    draw.pool.pages = if draw.chosen.len() > 1 { Vec::new() } else { foreign };
    draw.take_best_of(kind, usize::MAX);
    draw.chosen.into_iter().nth(1)
}

/// All that is known of one page, from all links to it.
struct Page {
    key: String,
    url: Url,
    texts: BTreeSet<String>,
    found: Origin,
    depth: u8,
    traits: Traits,
    /// Its position in the random order.
    lot: [u8; 32],
}

struct Pool {
    /// Pages in random order.
    pages: Vec<Page>,
}

impl Pool {
    fn new(candidates: &[Candidate], seed: u64) -> Self {
        let mut pages = BTreeMap::<String, Page>::new();
        for candidate in candidates {
            let key = page_key(&candidate.url);
            pages
                .entry(key)
                .or_insert_with_key(|key| Page::from_candidate(key, candidate, seed))
                .join(candidate);
        }
        let mut pages: Vec<_> = pages.into_values().collect();
        pages.sort_by_key(|page| page.lot);
        Self { pages }
    }
}

impl Page {
    fn from_candidate(key: &str, candidate: &Candidate, seed: u64) -> Self {
        let mut lot = blake3::Hasher::new();
        lot.update(&seed.to_le_bytes()).update(key.as_bytes());
        Self {
            key: key.to_owned(),
            url: candidate.url.clone(),
            texts: BTreeSet::new(),
            found: candidate.found,
            depth: candidate.depth,
            traits: Traits::default(),
            lot: lot.finalize().into(),
        }
    }

    fn join(&mut self, candidate: &Candidate) {
        let rank = |url: &Url| (url.scheme() != "https", url.as_str().len(), url.to_string());
        if rank(&candidate.url) < rank(&self.url) {
            self.url = candidate.url.clone();
        }
        if !candidate.text.is_empty() {
            self.texts.insert(candidate.text.clone());
        }
        self.found = self.found.min(candidate.found);
        self.depth = self.depth.min(candidate.depth);
        self.traits.form |= candidate.traits.form;
        self.traits.table |= candidate.traits.table;
        self.traits.media |= candidate.traits.media;
    }

    /// Key of the layout: pages of one section at one level mostly share it; parameters make another.
    fn layout(&self) -> (String, usize, bool) {
        let parts: Vec<_> =
            self.url.path_segments().into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let section = if parts.len() > 1 { parts[0].to_owned() } else { String::new() };
        (section, parts.len(), self.url.query().is_some())
    }
}

struct Draw {
    pool: Pool,
    taken: HashSet<String>,
    chosen: Vec<Chosen>,
}

impl Draw {
    fn take(&mut self, url: Url, reason: Reason) {
        self.taken.insert(page_key(&url));
        self.chosen.push(Chosen { url, reason });
    }

    fn free(&self) -> impl Iterator<Item = &Page> {
        self.pool.pages.iter().filter(|page| !self.taken.contains(&page.key))
    }

    /// Takes the page that is most likely of a kind; among equals the nearest to the home page, then at random.
    fn take_best_of(&mut self, kind: NamedKind, most: usize) {
        let best = self
            .free()
            .filter_map(|page| {
                let likeness = kinds::likeness(kind, &page.url, page.texts.iter().map(String::as_str))?;
                Some(((Reverse(likeness), page.depth, page.found, page.lot), page.url.clone()))
            })
            .min_by(|one, other| one.0.cmp(&other.0));
        if let Some((_, url)) = best
            && self.chosen.len() < most
        {
            self.take(url, kind.into());
        }
    }

    fn take_one_with(&mut self, reason: Reason, has: fn(&Traits) -> bool, most: usize) {
        let first = self.free().find(|page| has(&page.traits)).map(|page| page.url.clone());
        if let Some(url) = first
            && self.chosen.len() < most
        {
            self.take(url, reason);
        }
    }

    /// Takes pages that were given with the site, at random; at most half of the places, so that others are visited
    /// too.
    fn take_given(&mut self, most: usize) {
        let room = most.saturating_sub(self.chosen.len()).div_ceil(2);
        let given = self.free().filter(|page| page.found == Origin::Given).take(room);
        let given: Vec<_> = given.map(|page| page.url.clone()).collect();
        for url in given {
            self.take(url, Reason::Checked);
        }
    }

    /// Takes one page of each layout, beginning with the layouts of most pages.
    fn take_layouts(&mut self, most: usize) {
        let mut layouts = BTreeMap::<_, (usize, Url)>::new();
        for page in self.free() {
            layouts.entry(page.layout()).or_insert_with(|| (0, page.url.clone())).0 += 1;
        }
        let mut layouts: Vec<_> = layouts.into_iter().collect();
        layouts.sort_by_key(|(_, (pages, _))| Reverse(*pages));
        let room = most.saturating_sub(self.chosen.len());
        for (_, (_, url)) in layouts.into_iter().take(room) {
            self.take(url, Reason::Layout);
        }
    }

    fn take_random(&mut self, most: usize) {
        let room = most.saturating_sub(self.chosen.len());
        let drawn: Vec<_> = self.free().take(room).map(|page| page.url.clone()).collect();
        for url in drawn {
            self.take(url, Reason::Random);
        }
    }
}

#[cfg(test)]
mod tests;
