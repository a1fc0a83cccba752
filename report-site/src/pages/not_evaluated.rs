//! The sites that could not be evaluated: why, and what their webmasters can do.

use super::{
    Context, at,
    rows::AuditRow,
    shell::{Section, Shell},
};
use crate::{
    engine::{DrawError, Page},
    input::CrawlerNotice,
    language::{Say, capital},
    words,
};
use askama::Template;
use rules::{audit::AuditOutcome, messages::Language};
use serde::Serialize;
use std::collections::BTreeMap;

/// Most sites that are listed for one cause; each has its own page besides.
const MOST_SITES: usize = 300;

#[derive(Template, Serialize)]
#[template(path = "not_evaluated.html")]
pub struct NotEvaluatedPage {
    pub shell: Shell,
    pub crawler: CrawlerNotice,
    pub followed: String,
    /// «2 sites»
    pub total: String,
    pub causes: Vec<CauseSection>,
}

#[derive(Serialize)]
pub struct CauseSection {
    /// Anchor of its heading.
    pub anchor: String,
    /// Name of the cause, with a capital first letter.
    pub label: String,
    pub sentence: &'static str,
    pub remedy: &'static str,
    pub count: String,
    pub sites: Vec<AuditRow>,
    /// Number of sites that are not listed.
    pub more: usize,
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("non-evalues");
    let language = context.language;
    let mut by_cause: BTreeMap<&str, Vec<AuditRow>> = BTreeMap::new();
    for (_, host) in context.catalog.followed() {
        let Some(head) = host.latest() else { continue };
        if let AuditOutcome::NotEvaluated { cause, .. } = &head.outcome {
            by_cause.entry(cause).or_default().extend(AuditRow::from_head(head, language));
        }
    }
    let mut causes: Vec<_> = by_cause.into_iter().collect();
    causes.sort_by_key(|(code, sites)| (std::cmp::Reverse(sites.len()), *code));
    let total: usize = causes.iter().map(|(_, sites)| sites.len()).sum();
    let title = language.t("Sites non évalués", "Sites not evaluated");
    let content = NotEvaluatedPage {
        shell: context.shell(&folder, Section::NotEvaluated, title),
        crawler: context.publication.settings.crawler.clone(),
        followed: language.number(context.catalog.followed().count()),
        total: sites_words(total, language),
        causes: causes.into_iter().map(|(code, sites)| CauseSection::new(code, sites, language)).collect(),
    };
    Ok(context.html(&folder, content))
}

fn sites_words(count: usize, language: Language) -> String {
    language.count(count, ["site", "sites", "site", "sites"])
}

/// Anchor of the section about a cause.
pub(crate) fn anchor(code: &str) -> String {
    format!("cause-{}", crate::slug::slug(code))
}

impl CauseSection {
    fn new(code: &str, mut sites: Vec<AuditRow>, language: Language) -> Self {
        let cause = words::cause(code);
        let total = sites.len();
        sites.truncate(MOST_SITES);
        Self {
            anchor: anchor(code),
            label: capital(cause.label.said(language)),
            sentence: cause.sentence.said(language),
            remedy: cause.remedy.said(language),
            count: sites_words(total, language),
            more: total - sites.len(),
            sites,
        }
    }
}
