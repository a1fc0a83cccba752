//! Pages that were lost because no browser was available are tried again before the audit ends, because a page that was
//! not examined would seem to have no defects.

use super::{
    Auditor, Browse,
    visit::{At, Visited, visit},
};
use crate::{
    cause::Cause,
    discovery::{Chosen, Reason},
    fetch::Get,
};
use std::time::Duration;
use url::Url;

/// Time before each further attempt, for browsers that are ending or a grid that is full.
const PAUSES: [Duration; 3] = [Duration::from_secs(15), Duration::from_secs(60), Duration::from_secs(120)];

pub(super) async fn those_without_browser<G: Get, B: Browse>(
    auditor: &Auditor<G, B>,
    at: At<'_>,
    visits: &mut [Visited],
) {
    for pause in PAUSES {
        let lost: Vec<usize> = (0..visits.len()).filter(|place| is_lost(&visits[*place])).collect();
        if lost.is_empty() {
            return;
        }
        tracing::warn!(pages = lost.len(), "no browser could be had for them: they are tried again");
        tokio::time::sleep(pause).await;
        for place in lost {
            again(auditor, at, place, &mut visits[place]).await;
        }
    }
}

fn is_lost(visited: &Visited) -> bool {
    visited.failure.as_ref().is_some_and(|failure| failure.cause == Cause::BrowserUnavailable)
}

async fn again<G: Get, B: Browse>(auditor: &Auditor<G, B>, at: At<'_>, place: usize, visited: &mut Visited) {
    let Ok(url) = Url::parse(&visited.page.url) else { return };
    let kind = visited.page.kind.clone();
    *visited = visit(auditor, at, Chosen { url, reason: Reason::Random }, auditor.attention(at, place))
        .await
        .ended()
        .await;
    visited.page.kind = kind;
}
