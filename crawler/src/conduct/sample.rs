//! Visits the sample of a site, which is drawn again as long as links lead to new pages.

use super::{
    Auditor, Browse, Order, Visited, declared,
    visit::{self, visit},
};
use crate::{
    discovery::{Candidate, Chosen, Robots, SiteScope, sample, site::page_key},
    fetch::Get,
};
use std::collections::HashSet;
use url::Url;

/// The sample of one site while its pages are visited.
pub struct Sample<'a, G, B> {
    auditor: &'a Auditor<G, B>,
    order: &'a Order,
    at: visit::At<'a>,
    robots: &'a Robots,
    /// Addresses that were found so far.
    candidates: Vec<Candidate>,
    /// Pages that were visited.
    done: HashSet<String>,
    /// Pages whose place in the sample is free for others.
    spent: HashSet<String>,
    pub visits: Vec<Visited>,
}

impl<'a, G: Get, B: Browse> Sample<'a, G, B> {
    /// A sample that holds the home page alone.
    pub fn new(
        auditor: &'a Auditor<G, B>,
        order: &'a Order,
        at: visit::At<'a>,
        robots: &'a Robots,
        mut candidates: Vec<Candidate>,
        home: Visited,
    ) -> Self {
        candidates.retain(|candidate| at.site.covers(&candidate.url));
        candidates.extend(from_links(at.site, &home, 1));
        let done = HashSet::from([page_key(at.site.home())]);
        Self { auditor, order, at, robots, candidates, done, spent: HashSet::new(), visits: vec![home] }
    }

    /// Visits the accessibility statement, before all other pages: the pages it lists as checked belong to the sample.
    pub async fn visit_statement(&mut self) {
        let found = || declared::statement_page(self.at.site, self.robots, &self.candidates, self.order.seed);
        let Some(page) = (self.order.pages > 1).then(found).flatten() else { return };
        self.done.insert(page_key(&page.url));
        let read = visit(self.auditor, self.at, page, self.auditor.attention(self.at, 1)).await.ended().await;
        self.candidates.extend(from_links(self.at.site, &read, 2));
        self.candidates.extend(declared::checked_pages(self.at.site, &read));
        self.take_seats(vec![read]);
    }

    /// Draws pages and visits them, until nothing new is drawn.
    pub async fn visit_drawn(&mut self) {
        loop {
            let new = self.draw();
            if new.is_empty() {
                return;
            }
            let batch = self.visit_all(new).await;
            let found = batch.iter().flat_map(|visited| from_links(self.at.site, visited, 2));
            self.candidates.extend(found);
            self.take_seats(batch);
        }
    }

    /// Number of known addresses of the site.
    pub fn known(&self) -> u32 {
        let known: HashSet<_> = self.candidates.iter().map(|candidate| candidate.url.as_str()).collect();
        known.len().max(1) as u32
    }

    /// Pages of the sample that were not visited, as many as there are free places.
    fn draw(&self) -> Vec<Chosen> {
        let is_free = |candidate: &&Candidate| {
            self.robots.allows(&candidate.url) && !self.spent.contains(&page_key(&candidate.url))
        };
        let allowed: Vec<Candidate> = self.candidates.iter().filter(is_free).cloned().collect();
        let drawn = sample::draw(self.at.site.home(), &allowed, self.order.pages, self.order.seed);
        let is_new = |page: &Chosen| !self.done.contains(&page_key(&page.url));
        drawn.into_iter().filter(is_new).take(self.room()).collect()
    }

    /// Number of pages that may still be visited. The number of pages outside the sample is limited too.
    fn room(&self) -> usize {
        let most_visits = self.order.pages * 2;
        let seats = self.visits.iter().filter(|visited| visited.holds_seat()).count();
        self.order.pages.saturating_sub(seats).min(most_visits.saturating_sub(self.done.len()))
    }

    async fn visit_all(&mut self, pages: Vec<Chosen>) -> Vec<Visited> {
        let mut batch = Vec::new();
        for page in pages {
            self.done.insert(page_key(&page.url));
            let attention = self.auditor.attention(self.at, self.visits.len() + batch.len());
            batch.push(visit(self.auditor, self.at, page, attention).await);
        }
        for visited in &mut batch {
            visited.wait().await;
        }
        batch
    }

    /// Adds visited pages. A page that does not belong to the site, or that was already visited under another address,
    /// leaves its place to another page.
    fn take_seats(&mut self, batch: Vec<Visited>) {
        for visited in batch {
            let twin = self.visits.iter().find(|earlier| earlier.is_same(&visited));
            if twin.is_some() || !visited.holds_seat() {
                self.spent.extend(Url::parse(&visited.page.url).ok().map(|url| page_key(&url)));
            }
            match twin {
                Some(twin) => tracing::debug!(url = visited.page.url, same_as = twin.page.url, "one page"),
                None => self.visits.push(visited),
            }
        }
    }
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
