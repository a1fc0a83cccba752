//! Examines a site: its home page, the pages of its sample, its statement and its documents.

use super::{
    Auditor, Browse, Failure, Order, Visited, again, declared, discover, documents,
    failure::not_evaluated,
    sample::Sample,
    visit::{self, visit},
};
use crate::{
    browser::{Attention, Looks},
    discovery::{Chosen, Reason},
    fetch::Get,
};
use rules::audit::AuditOutcome;

impl<G: Get, B: Browse> Auditor<G, B> {
    /// Captures the home page, draws other pages and captures them; draws again while links lead to new pages.
    pub(super) async fn examine(&self, order: &Order, found: discover::Discovered) -> Examination {
        let discover::Discovered { site, lane, robots, candidates, spacing } = found;
        let looks = Looks::default();
        let at =
            visit::At { site: &site, lane: &lane, spacing, witness: order.witness.as_ref(), looks: &looks };
        let home = Chosen { url: site.home().clone(), reason: Reason::Home };
        let first = visit(self, at, home, self.attention(at, 0)).await.ended().await;
        if let Some(failure) = &first.failure {
            return Examination::nothing(failure.clone());
        }
        let site = site.narrowed(&order.url, first.links.iter().map(|link| &link.url));
        let at =
            visit::At { site: &site, lane: &lane, spacing, witness: order.witness.as_ref(), looks: &looks };
        let mut sample = Sample::new(self, order, at, &robots, candidates, first);
        sample.visit_statement().await;
        sample.visit_drawn().await;
        let known = sample.known();
        let mut visits = sample.visits;
        again::those_without_browser(self, at, &mut visits).await;
        let beside = declared::Search { auditor: self, at, robots: &robots }.run(&visits).await;
        let offers = documents::Offers {
            auditor: self,
            site: &site,
            lane: &lane,
            robots: &robots,
            spacing,
            seed: order.seed,
        };
        let documents = Some(offers.open(&visits).await);
        Examination { visits, outcome: AuditOutcome::Evaluated, known, beside, documents }
    }

    /// Additional work for a page. Only when all pages are judged is it known which of them show the defects. So a
    /// picture is taken of each page that may show new ones.
    pub(super) fn attention<'a>(&self, at: visit::At<'a>, number: usize) -> Attention<'a> {
        let pictured = (self.settings.pictures > 0).then_some(at.looks);
        Attention { pictured, walked: number < self.settings.walks }
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
