//! The sites that could not be evaluated: why, and what their webmasters can do.

use super::{
    Context, at,
    rows::AuditRow,
    shell::{Section, Shell},
};
use crate::{
    engine::{DrawError, Page},
    french::{capital, count},
    input::CrawlerNotice,
    words,
};
use askama::Template;
use rules::audit::AuditOutcome;
use serde::Serialize;
use std::collections::BTreeMap;

/// Most sites that are listed for one cause; each has its own page besides.
const MOST_SITES: usize = 300;

#[derive(Template, Serialize)]
#[template(path = "not_evaluated.html")]
pub struct NotEvaluatedPage {
    pub shell: Shell,
    pub crawler: CrawlerNotice,
    pub followed: usize,
    /// «2 sites»
    pub total: String,
    pub causes: Vec<CauseSection>,
}

#[derive(Serialize)]
pub struct CauseSection {
    /// Of its heading.
    pub anchor: String,
    /// With a capital.
    pub label: String,
    pub sentence: &'static str,
    pub remedy: &'static str,
    pub count: String,
    pub sites: Vec<AuditRow>,
    /// How many more there are than are listed.
    pub more: usize,
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("non-evalues");
    let mut by_cause: BTreeMap<&str, Vec<AuditRow>> = BTreeMap::new();
    for (_, host) in context.catalog.followed() {
        let Some(head) = host.latest() else { continue };
        if let AuditOutcome::NotEvaluated { cause, .. } = &head.outcome {
            by_cause.entry(cause).or_default().extend(AuditRow::of(head));
        }
    }
    let mut causes: Vec<_> = by_cause.into_iter().collect();
    causes.sort_by_key(|(code, sites)| (std::cmp::Reverse(sites.len()), *code));
    let content = NotEvaluatedPage {
        shell: context.shell(&folder, Section::NotEvaluated, "Sites non évalués"),
        crawler: context.publication.settings.crawler.clone(),
        followed: context.catalog.followed().count(),
        total: count(causes.iter().map(|(_, sites)| sites.len() as u64).sum::<u64>(), "site", "sites"),
        causes: causes.into_iter().map(|(code, sites)| CauseSection::of(code, sites)).collect(),
    };
    Ok(Page::html(&folder, content))
}

/// Where the words on a cause stand on this page.
pub(crate) fn anchor(code: &str) -> String {
    format!("cause-{}", crate::french::slug(code))
}

impl CauseSection {
    fn of(code: &str, mut sites: Vec<AuditRow>) -> Self {
        let cause = words::cause(code);
        let total = sites.len();
        sites.truncate(MOST_SITES);
        Self {
            anchor: anchor(code),
            label: capital(&cause.label.french),
            sentence: &cause.sentence.french,
            remedy: &cause.remedy.french,
            count: count(total as u64, "site", "sites"),
            more: total - sites.len(),
            sites,
        }
    }
}
