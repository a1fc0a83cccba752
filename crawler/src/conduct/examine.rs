//! Visits the pages of a site: the home page, then the sample, which is drawn again as long as links lead to new pages.

use super::{
    Auditor, Browse, Failure, Order, Visited, again, declared, discover, documents,
    failure::not_evaluated,
    visit::{self, visit},
};
use crate::{
    browser::Attention,
    discovery::{Candidate, Chosen, Reason, SiteScope, sample, site::page_key},
    fetch::Get,
};
use rules::audit::AuditOutcome;
use std::collections::HashSet;
use url::Url;

impl<G: Get, B: Browse> Auditor<G, B> {
    /// Captures the home page, draws other pages and captures them; draws again while links lead to new pages.
    pub(super) async fn examine(&self, order: &Order, found: discover::Discovered) -> Examination {
        let discover::Discovered { site, lane, robots, mut candidates, spacing } = found;
        let at = visit::At { site: &site, lane: &lane, spacing, witness: order.witness.as_ref() };
        let home = Chosen { url: site.home().clone(), reason: Reason::Home };
        let first = visit(self, at, home, self.attention(0)).await;
        let first = first.ended().await;
        if let Some(failure) = &first.failure {
            return Examination::nothing(failure.clone());
        }
        let site = site.narrowed(&order.url, first.links.iter().map(|link| &link.url));
        let at = visit::At { site: &site, lane: &lane, spacing, witness: order.witness.as_ref() };
        candidates.retain(|candidate| site.covers(&candidate.url));
        candidates.extend(from_links(&site, &first, 1));
        let mut done: HashSet<String> = HashSet::from([page_key(site.home())]);
        let mut spent: HashSet<String> = HashSet::new();
        let mut visits = vec![first];
        // The statement comes first, because the pages it lists as checked belong to the sample.
        if order.pages > 1
            && let Some(page) = declared::statement_page(&site, &robots, &candidates, order.seed)
        {
            done.insert(page_key(&page.url));
            let read = visit(self, at, page, self.attention(1)).await.ended().await;
            candidates.extend(from_links(&site, &read, 2));
            candidates.extend(declared::checked_pages(&site, &read));
            spent.extend(take_seats(&mut visits, vec![read]));
        }
        // The number of pages outside the sample is limited too.
        let most_visits = order.pages * 2;
        loop {
            let seats = visits.iter().filter(|visited| visited.holds_seat()).count();
            let room = order.pages.saturating_sub(seats).min(most_visits.saturating_sub(done.len()));
            let is_free = |candidate: &&Candidate| {
                robots.allows(&candidate.url) && !spent.contains(&page_key(&candidate.url))
            };
            let allowed: Vec<Candidate> = candidates.iter().filter(is_free).cloned().collect();
            let drawn = sample::draw(site.home(), &allowed, order.pages, order.seed);
            let new: Vec<Chosen> =
                drawn.into_iter().filter(|page| !done.contains(&page_key(&page.url))).take(room).collect();
            if new.is_empty() {
                break;
            }
            let mut batch = Vec::new();
            for page in new {
                done.insert(page_key(&page.url));
                let attention = self.attention(visits.len() + batch.len());
                batch.push(visit(self, at, page, attention).await);
            }
            for visited in &mut batch {
                visited.wait().await;
            }
            candidates.extend(batch.iter().flat_map(|visited| from_links(&site, visited, 2)));
            spent.extend(take_seats(&mut visits, batch));
        }
        again::those_without_browser(self, at, &mut visits).await;
        let known = candidates.iter().map(|candidate| candidate.url.as_str()).collect::<HashSet<_>>().len();
        let beside = declared::Search { auditor: self, at, robots: &robots };
        let beside = beside.run(&visits).await;
        let offers = documents::Offers {
            auditor: self,
            site: &site,
            lane: &lane,
            robots: &robots,
            spacing,
            seed: order.seed,
        };
        let documents = Some(offers.open(&visits).await);
        Examination {
            visits,
            outcome: AuditOutcome::Evaluated,
            known: known.max(1) as u32,
            beside,
            documents,
        }
    }

    /// Additional work for the first pages of an audit. The home page is the first, and most of its defects occur on
    /// other pages too.
    pub(super) fn attention(&self, number: usize) -> Attention {
        Attention { pictured: number < self.settings.pictures, walked: number < self.settings.walks }
    }
}

/// The result for a site before it becomes a document.
pub(super) struct Examination {
    pub(super) visits: Vec<Visited>,
    pub(super) outcome: AuditOutcome,
    pub(super) known: u32,
    pub(super) beside: Vec<declared::Beside>,
    pub(super) documents: Option<rules::documents::Documents>,
}

impl Examination {
    pub(super) fn nothing(failure: Failure) -> Self {
        Self {
            visits: Vec::new(),
            outcome: not_evaluated(failure),
            known: 0,
            beside: Vec::new(),
            documents: None,
        }
    }
}

/// Adds visited pages, and gives the addresses of those whose place in the sample is free for others: those that are no
/// page of the site, and those that are there already under another address.
fn take_seats(visits: &mut Vec<Visited>, batch: Vec<Visited>) -> Vec<String> {
    let mut spent = Vec::new();
    for visited in batch {
        let twin = visits.iter().find(|earlier| earlier.is_same(&visited));
        if twin.is_some() || !visited.holds_seat() {
            spent.extend(Url::parse(&visited.page.url).ok().map(|url| page_key(&url)));
        }
        match twin {
            Some(twin) => tracing::debug!(url = visited.page.url, same_as = twin.page.url, "one page"),
            None => visits.push(visited),
        }
    }
    spent
}

fn from_links(site: &SiteScope, visited: &Visited, depth: u8) -> Vec<Candidate> {
    let links = visited.links.iter().filter(|link| site.covers(&link.url));
    links
        .map(|link| Candidate {
            url: link.url.clone(),
            text: link.text.clone(),
            found: sample::Origin::Link,
            depth,
            traits: sample::Traits::default(),
        })
        .collect()
}
