//! Searches for the declarations of a site: its accessibility statement, then the scheme and the plan that the
//! statement names, on any site. Pages outside the sample are read and kept, never judged.

use super::{
    Auditor, Browse, Visited, look,
    visit::{self, At},
    witness::watched,
};
use crate::{
    browser::Attention,
    discovery::{Candidate, Chosen, Robots, SiteScope, links, sample},
    fetch::Get,
    frontier::Lane,
};
use rules::{
    Page,
    audit::hash_of,
    statement::{self, PageReading, ReadBeside, SourceReading, StatementKind, Target},
};
use std::time::Duration;
use url::Url;

use super::KeptBytes;

/// Most pages read outside the sample of one site.
const MOST_BESIDE: usize = 3;

/// A page that was read and is no part of the sample.
pub struct Beside {
    url: String,
    final_url: String,
    reading: PageReading,
    bytes: Vec<u8>,
}

/// The known page that is most likely the statement.
pub fn statement_page(
    site: &SiteScope,
    robots: &Robots,
    candidates: &[Candidate],
    seed: u64,
) -> Option<Chosen> {
    let allowed: Vec<Candidate> =
        candidates.iter().filter(|candidate| robots.allows(&candidate.url)).cloned().collect();
    sample::likeliest(site.home(), &allowed, crate::discovery::kinds::NamedKind::Accessibility, seed)
}

/// Pages of this site that its statement lists as checked.
pub fn checked_pages(site: &SiteScope, read: &Visited) -> Vec<Candidate> {
    let said = read.reading.as_ref().and_then(|reading| reading.statement.as_ref());
    let listed = said.and_then(|statement| statement.pages_checked.as_ref());
    let pages = listed.iter().flat_map(|read| &read.value);
    let candidate = |page: &statement::CheckedPage| {
        let url = crate::discovery::site::normalise(Url::parse(page.address.as_deref()?).ok()?);
        (site.covers(&url) && links::is_page(&url)).then(|| Candidate {
            url,
            text: page.name.clone(),
            found: sample::Origin::Given,
            depth: 1,
            traits: sample::Traits::default(),
        })
    };
    pages.filter_map(candidate).collect()
}

pub fn sources(visits: &[Visited]) -> Vec<SourceReading> {
    let source = |(number, visited): (u32, &Visited)| {
        Some(SourceReading {
            page: Some(number),
            url: visited.page.url.clone(),
            final_url: visited.page.final_url.clone().unwrap_or_else(|| visited.page.url.clone()),
            reading: visited.reading.clone()?,
        })
    };
    (0..).zip(visits).filter_map(source).collect()
}

/// Numbers the pages outside the sample, after those of the sample.
pub fn keep(
    beside: Vec<Beside>,
    first: u32,
    pages: &mut Vec<KeptBytes>,
    sources: &mut Vec<SourceReading>,
) -> Vec<ReadBeside> {
    let mut kept = Vec::new();
    for (number, page) in (first..).zip(beside) {
        let hash = hash_of(&page.bytes);
        kept.push(ReadBeside { number, url: page.url.clone(), snapshot: hash.clone() });
        pages.push(KeptBytes { number, url: page.url.clone(), hash, bytes: page.bytes });
        sources.push(SourceReading {
            page: None,
            url: page.url,
            final_url: page.final_url,
            reading: page.reading,
        });
    }
    kept
}

pub struct Search<'a, G, B> {
    pub auditor: &'a Auditor<G, B>,
    pub at: At<'a>,
    pub robots: &'a Robots,
}

impl<G: Get, B: Browse> Search<'_, G, B> {
    /// Reads the declarations that the sample did not contain: behind links, and at the recommended address where there
    /// are no links.
    pub async fn run(&self, visits: &[Visited]) -> Vec<Beside> {
        let readings: Vec<&PageReading> =
            visits.iter().filter_map(|visited| visited.reading.as_ref()).collect();
        let seen: Vec<&str> = visits.iter().flat_map(addresses).collect();
        let mut beside: Vec<Beside> = Vec::new();
        if !readings.iter().any(|reading| is_statement(reading)) {
            let mut wanted = linked(&readings, &[Target::Statement]);
            if wanted.is_empty() {
                wanted = advised(self.at.site.home(), seen.iter().copied());
            }
            for address in wanted.into_iter().filter(|address| !is_seen(address, &seen)).take(2) {
                beside.extend(self.read(&address).await);
                if beside.iter().any(|page| is_statement(&page.reading)) {
                    break;
                }
            }
        }
        let from: Vec<&PageReading> =
            readings.iter().copied().chain(beside.iter().map(|page| &page.reading)).collect();
        let stated: Vec<&PageReading> = from.into_iter().filter(|reading| is_statement(reading)).collect();
        let room = MOST_BESIDE.saturating_sub(beside.len());
        let wanted = linked(&stated, &[Target::Scheme, Target::Plan]);
        for address in wanted.into_iter().filter(|address| !is_seen(address, &seen)).take(room) {
            beside.extend(self.read(&address).await);
        }
        beside
    }

    /// Reads one page of this site or another, at the usual pace. If it cannot be read, it counts as not found here.
    async fn read(&self, address: &str) -> Option<Beside> {
        let url = Url::parse(address).ok()?;
        if let Err(error) = self.auditor.guard.check_url(&url) {
            tracing::debug!(%url, %error, "not looked at");
            return None;
        }
        let (lane, spacing) = if !self.at.site.covers(&url) {
            self.elsewhere(&url).await?
        } else if self.robots.allows(&url) {
            (self.at.lane.clone(), self.at.spacing)
        } else {
            return None;
        };
        let captured = visit::capture(self.auditor, &lane, spacing, &url, Attention::NONE).await.ok()?;
        let read = move || {
            let snapshot = captured.snapshot().ok()?;
            let bytes = snapshot.encode();
            let page = Page::new(snapshot).ok()?;
            let is_page = look::failure(&page, None).is_none();
            is_page.then(|| (page.url().to_owned(), statement::read(&page), bytes))
        };
        let (final_url, reading, bytes) = watched(self.at.witness.cloned(), read).await.ok()??;
        Some(Beside { url: url.to_string(), final_url, reading, bytes })
    }

    /// The lane and the delay of another host, from its own robots.txt.
    async fn elsewhere(&self, url: &Url) -> Option<(Lane, Option<Duration>)> {
        let lane = self.auditor.lane(url).await;
        let robots = self.auditor.robots(&lane, url).await.ok()?;
        let spacing = self.auditor.spacing(&robots).ok()?;
        robots.allows(url).then_some((lane, spacing))
    }
}

fn is_statement(reading: &PageReading) -> bool {
    reading.statement.as_ref().is_some_and(|said| said.kind == StatementKind::Statement)
}

fn addresses(visited: &Visited) -> Vec<&str> {
    [Some(visited.page.url.as_str()), visited.page.final_url.as_deref()].into_iter().flatten().collect()
}

/// The address `/accessibilite`, as the law recommends. The first variant is written like the site's own addresses
/// (`/accessibilite.html`, `/accessibilite/`), so that two requests are enough.
fn advised<'u>(home: &Url, pages: impl Iterator<Item = &'u str>) -> Vec<String> {
    const ENDINGS: &[&str] = &["/", ".html", ".htm", ".php", ".aspx"];
    let paths: Vec<String> =
        pages.filter_map(|page| Some(Url::parse(page).ok()?.path().to_lowercase())).collect();
    let used = |ending: &str| paths.iter().filter(|path| path.len() > 1 && path.ends_with(ending)).count();
    let most = ENDINGS.iter().copied().filter(|ending| used(ending) > 0).max_by_key(|ending| used(ending));
    let own = most.map(|ending| format!("/accessibilite{ending}"));
    // A server redirects from the address without a slash to the one with it.
    let plain = (own.as_deref() != Some("/accessibilite/")).then(|| "/accessibilite".to_owned());
    own.into_iter().chain(plain).filter_map(|path| Some(home.join(&path).ok()?.to_string())).collect()
}

fn is_seen(address: &str, seen: &[&str]) -> bool {
    seen.iter().any(|other| statement::same_page(address, other))
}

/// Addresses of pages (not files) behind links, those that most pages link to first.
fn linked(readings: &[&PageReading], targets: &[Target]) -> Vec<String> {
    let mut counted: Vec<(usize, String)> = Vec::new();
    for link in readings.iter().flat_map(|reading| &reading.links) {
        if link.is_document || !targets.contains(&link.target) {
            continue;
        }
        match counted.iter_mut().find(|(_, address)| statement::same_page(address, &link.address)) {
            Some((count, _)) => *count += 1,
            None => counted.push((1, link.address.clone())),
        }
    }
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    counted.into_iter().map(|(_, address)| address).collect()
}

#[cfg(test)]
mod tests {
    use super::advised;

    fn tried(pages: &[&str]) -> Vec<String> {
        let home = "https://a.example/".parse().expect("an address");
        advised(&home, pages.iter().copied())
    }

    #[test]
    fn the_advised_address_is_tried_as_the_site_writes_its_own() {
        assert_eq!(tried(&["https://a.example/"]), ["https://a.example/accessibilite"]);
        assert_eq!(
            tried(&["https://a.example/", "https://a.example/mairie.html", "https://a.example/agenda.html"]),
            ["https://a.example/accessibilite.html", "https://a.example/accessibilite"]
        );
        assert_eq!(
            tried(&["https://a.example/index.php", "https://a.example/vie.php", "https://a.example/lu/"]),
            ["https://a.example/accessibilite.php", "https://a.example/accessibilite"]
        );
        assert_eq!(tried(&["https://a.example/mairie/"]), ["https://a.example/accessibilite/"]);
    }
}
