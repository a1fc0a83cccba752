//! Entries of the search: members and their sites, bodies, départements, sites without a member.

use super::words;
use crate::{
    catalog::Host,
    departments,
    engine::{SitePath, UnsafePath},
    filed::Filed,
    input::Member,
    pages::{Context, at},
    text::Text,
    words::member_kind,
};
use rayon::prelude::*;
use rules::page::without_www;

/// Most codes of one member that can be searched.
const MOST_CODES: usize = 32;

/// Something that can be found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// First letter of the kind of page, then the last part of its path: `sville.example`.
    pub place: String,
    pub name: String,
    /// Description that distinguishes the entry from others of the same name.
    pub about: String,
    pub words: Vec<String>,
    /// Indexes in `words` of the words by which the entry is found. The searched text goes from such a word to the end.
    pub starts: Vec<usize>,
}

impl Entry {
    pub fn new(folder: Result<SitePath, UnsafePath>, name: &str) -> Option<Self> {
        let folder = folder.ok()?.to_string();
        let (kind, place) = folder.trim_end_matches('/').split_once('/')?;
        let place = format!("{}{place}", kind.chars().next()?);
        Some(Self { place, name: line(name), ..Self::default() })
    }

    /// Makes each word of the name find the entry, except those before the part that lists are sorted by, such as
    /// «Commune de».
    pub fn by_name(mut self) -> Self {
        self.words = words::in_text(&self.name);
        let first = words::count(Filed::from_name(&self.name).before);
        self.starts = (first.min(self.words.len())..self.words.len()).collect();
        self
    }

    fn with(mut self, text: &str, is_searched: impl Fn(usize, &str) -> bool) -> Self {
        let (text, begin) = (line(text), self.words.len());
        if text.is_empty() {
            return self;
        }
        let words = words::in_text(&text);
        let searched = words.iter().enumerate().filter(|(at, word)| is_searched(*at, word));
        self.starts.extend(searched.map(|(at, _)| begin + at));
        self.words.extend(words);
        let comma = if self.about.is_empty() { "" } else { ", " };
        self.about = [&self.about, comma, &text].concat();
        self
    }

    /// Adds text that is shown and not searched.
    pub fn told(self, text: &str) -> Self {
        self.with(text, |_, _| false)
    }

    pub fn by_code(self, code: &str) -> Self {
        self.with(code, |at, _| at == 0)
    }

    /// Makes the words of the host that the name does not have find the entry. The last part of the host is left out.
    pub fn by_host(self, host: &str) -> Self {
        let known = self.words.clone();
        let of = words::in_text(&line(without_www(host))).len();
        self.with(without_www(host), |at, word| at + 1 < of.max(2) && !known.iter().any(|own| own == word))
    }
}

/// The text on one line, without the separators of fields.
fn line(text: &str) -> String {
    Text::capped(text, 120).to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn all(context: &Context<'_>) -> Vec<Entry> {
    let catalog = context.catalog;
    let members = catalog.members.par_iter().filter_map(|member| of_member(context, member));
    let hosts = catalog.hosts.par_iter().flat_map_iter(|(name, host)| of_host(context, name, host));
    let bodies = catalog
        .bodies
        .par_iter()
        .filter_map(|body| Some(Entry::new(at::body(&body.id), &body.name)?.by_name().told("organisme")));
    let departments = catalog.departments.par_iter().filter_map(|(key, territory)| {
        let entry = Entry::new(at::department(key), &territory.full_name())?;
        Some(entry.by_name().told("département"))
    });
    members.chain(hosts).chain(bodies.chain(departments)).collect()
}

/// The entry of a member. It leads to the member's site if there is one, else to the member's own page.
fn of_member(context: &Context<'_>, member: &Member) -> Option<Entry> {
    let hosts = context.catalog.names_of(member);
    let entry = match hosts {
        [host] => Entry::new(at::site(host), &member.name)?,
        _ => Entry::new(at::member(&member.id), &member.name)?,
    };
    let entry = described(entry.by_name(), member);
    Some(match hosts {
        [host] => entry.by_host(host),
        _ => entry,
    })
}

fn described(entry: Entry, member: &Member) -> Entry {
    let department = member.department.as_deref().unwrap_or_default();
    let department = departments::find(department).map_or(department, |known| known.name);
    let kind = member.kind.as_deref().map(member_kind).unwrap_or_default();
    let entry = entry.told(if member.gone { "ancien membre" } else { "" }).told(&kind).told(department);
    member.codes.iter().take(MOST_CODES).fold(entry, |entry, code| entry.by_code(code))
}

/// Entries of a site to which no entry of a member leads: one for each of its members that has several sites, or one
/// without a name if it has no member.
fn of_host(context: &Context<'_>, name: &str, host: &Host<'_>) -> Vec<Entry> {
    let members = host.members().into_iter().filter_map(|id| context.catalog.member(id));
    let several = |member: &&Member| context.catalog.names_of(member).len() > 1;
    let of_members = members
        .filter(several)
        .filter_map(|member| Some(Entry::new(at::site(name), &member.name)?.told_name().by_host(name)));
    let mut all: Vec<_> = of_members.collect();
    if host.members().is_empty() {
        all.extend(
            Entry::new(at::site(name), without_www(name))
                .map(|entry| Entry { name: String::new(), ..entry }.by_host(name)),
        );
    }
    all
}

impl Entry {
    /// Adds the words of the name, without making them find the entry.
    fn told_name(mut self) -> Self {
        self.words = words::in_text(&self.name);
        self
    }
}
