//! The documents that the audited pages offer: all are counted, and a sample is loaded one by one and examined.

mod hosts;
mod offers;

use super::{Browse, Visited};
use crate::{
    discovery::SiteScope,
    fetch::{Fetched, Get},
};
use hosts::Hosts;
pub(super) use offers::Offers;
use offers::{MOST_BYTES, unread};
use rules::{
    Outcome,
    audit::{PageKind, hash_of},
    documents::{
        Because, Decision, DocumentFile, DocumentLink, Documents, Drawn, Reading, Unread, inventory,
    },
};
use std::collections::HashMap;
use tokio::task::spawn_blocking;
use url::Url;

/// The documents that a page links to.
struct PageLinks<'a> {
    number: u32,
    /// Whether the RGAA requires the page in the sample.
    is_required: bool,
    links: &'a [DocumentLink],
}

impl<'a> PageLinks<'a> {
    /// The documents of a visited page. `None` for a page that was not judged.
    fn from_visit(number: u32, visited: &'a Visited) -> Option<Self> {
        let links = &visited.verdict.as_ref()?.digest.documents;
        Some(Self { number, is_required: visited.page.kind != PageKind::RANDOM, links })
    }
}

/// A document that may be drawn.
struct Candidate<'a> {
    link: &'a DocumentLink,
    url: Url,
    pages: Vec<u32>,
    /// Whether a page that the RGAA requires links to it.
    is_required: bool,
    /// The latest year in its address or its link text.
    year: u32,
    /// Whether it is on another host of the site's domain.
    elsewhere: bool,
}

impl<G: Get, B: Browse> Offers<'_, G, B> {
    pub async fn open(&self, visits: &[Visited]) -> Documents {
        let pages: Vec<_> = (0..)
            .zip(visits)
            .filter_map(|(number, visited)| PageLinks::from_visit(number, visited))
            .collect();
        self.of_pages(&pages).await
    }

    async fn of_pages(&self, pages: &[PageLinks<'_>]) -> Documents {
        let asked = self.auditor.settings.documents;
        let is_own = |address: &str| Url::parse(address).is_ok_and(|url| self.site.covers(&url));
        let offered = inventory(pages.iter().flat_map(|page| page.links), is_own);
        let candidates = candidates(pages, self.site);
        let mut files = Vec::new();
        let mut hosts = Hosts::new(self);
        for (candidate, drawn) in draw(candidates, asked, self.seed) {
            // A document whose host cannot be visited at the usual pace is only listed.
            let Some(fetched) = hosts.fetch(&candidate.url).await else { continue };
            files.push(file(candidate, drawn, fetched).await);
        }
        Documents { asked: asked as u32, offered, files }
    }
}

async fn file(candidate: Candidate<'_>, drawn: Drawn, fetched: Result<Fetched, Reading>) -> DocumentFile {
    let mut file = DocumentFile {
        url: candidate.link.url.clone(),
        final_url: None,
        text: candidate.link.text.clone(),
        pages: candidate.pages,
        drawn,
        elsewhere: candidate.elsewhere,
        bytes: None,
        hash: None,
        reading: Reading::NotExamined { reason: Unread::Fetch, detail: None },
        decision: Decision { outcome: Outcome::Untested, reason: Because::NotExamined },
    };
    let fetched = match fetched {
        Ok(fetched) => fetched,
        Err(reading) => {
            file.reading = reading;
            return file;
        }
    };
    file.final_url = (fetched.url != candidate.url).then(|| fetched.url.to_string());
    if !fetched.status.is_success() {
        file.reading = unread(Unread::Fetch, fetched.status.as_str());
        return file;
    }
    if fetched.truncated {
        file.reading = unread(Unread::Excess, &format!("more than {} MiB", MOST_BYTES >> 20));
        return file;
    }
    file.bytes = Some(fetched.body.len() as u64);
    file.hash = Some(hash_of(&fetched.body));
    let read = spawn_blocking(move || ::documents::examine(&fetched.body, &::documents::Limits::default()));
    file.reading = read.await.unwrap_or(Reading::NotExamined { reason: Unread::Internal, detail: None });
    file
}

/// Distinct documents of the site itself and of its neighbours, in the order in which its pages link to them.
fn candidates<'a>(pages: &[PageLinks<'a>], site: &SiteScope) -> Vec<Candidate<'a>> {
    let mut order: Vec<Candidate<'a>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for PageLinks { number, is_required, links } in pages {
        let (number, is_required) = (*number, *is_required);
        for link in links.iter().filter(|link| link.format.is_some()) {
            if let Some(at) = known.get(link.url.as_str()) {
                let candidate = &mut order[*at];
                candidate.is_required |= is_required;
                if candidate.pages.last() != Some(&number) {
                    candidate.pages.push(number);
                }
                continue;
            }
            let Ok(url) = Url::parse(&link.url) else { continue };
            let elsewhere = !site.covers(&url);
            if elsewhere && !site.is_neighbour(&url) {
                continue;
            }
            known.insert(&link.url, order.len());
            let year = year(&link.url).max(year(&link.text));
            order.push(Candidate { link, url, pages: vec![number], is_required, year, elsewhere });
        }
    }
    order
}

/// The latest year from 2000 to 2099 that is a word of its own in a text.
fn year(text: &str) -> u32 {
    let numbers =
        text.split(|character: char| !character.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (2000..2100).contains(year))
        .max()
        .unwrap_or(0)
}

/// Draws documents: two fifths from pages that the RGAA requires, two fifths the newest, and the rest at random. If one
/// group has too few, the next ones fill its places. The same seed draws the same documents.
fn draw(candidates: Vec<Candidate<'_>>, asked: usize, seed: u64) -> Vec<(Candidate<'_>, Drawn)> {
    let rank = |candidate: &Candidate<'_>| hash_of(format!("{seed}\n{}", candidate.link.url).as_bytes());
    let mut left = candidates;
    left.sort_by_cached_key(rank);
    let share = asked.saturating_mul(2).div_ceil(5);
    let mut drawn = Vec::new();
    let (required, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|candidate| candidate.is_required);
    let mut required = required.into_iter();
    drawn.extend(required.by_ref().take(share).map(|candidate| (candidate, Drawn::Required)));
    let mut rest: Vec<Candidate<'_>> = others.into_iter().chain(required).collect();
    // Documents without a year are no newer than any other.
    rest.sort_by_key(|candidate| std::cmp::Reverse(candidate.year));
    let dated = rest.iter().filter(|candidate| candidate.year > 0).count().min(share);
    let mut random = rest.split_off(dated);
    drawn.extend(rest.into_iter().map(|candidate| (candidate, Drawn::Newest)));
    random.sort_by_cached_key(rank);
    drawn.extend(random.into_iter().map(|candidate| (candidate, Drawn::Random)));
    drawn.truncate(asked);
    drawn
}

#[cfg(test)]
mod tests;
