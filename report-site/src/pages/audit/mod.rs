//! The page of one audit, at its permanent address, with the document it shows beside it.

mod criteria;
mod findings;
mod limits;
mod setting;
mod visits;
mod withdrawn;

use super::{
    Context, at,
    figures::Figures,
    shell::{Section, Shell},
};
use crate::{
    engine::{DrawError, Page, SitePath},
    french::Day,
    input::{AuditHead, Source},
    text::{Link, Text},
    words,
};
use askama::Template;
use criteria::ThemeView;
use findings::FindingList;
use limits::Limits;
use rules::audit::{Audit, AuditOutcome, hash_of};
use serde::Serialize;
use setting::Line;
use visits::Visits;

pub(crate) use findings::list_tests;

/// The most an audit's page may weigh, whatever the audit: what does not fit is counted, and stands in
/// `audit.json`.
pub const MOST_BYTES: usize = 80_000;

const FILES: [&str; 2] = ["index.html", "audit.json"];

#[derive(Template, Serialize)]
#[template(path = "audit.html")]
pub struct AuditPage {
    pub shell: Shell,
    pub host: Text,
    pub name: Option<Text>,
    pub site: Link,
    pub site_path: String,
    pub day: Day,
    pub figures: Option<Figures>,
    pub failure: Option<Failure>,
    pub setting: Vec<Line>,
    /// «1.1 ou 1.2»
    pub alternatives: Vec<String>,
    pub themes: Vec<ThemeView>,
    pub defects: FindingList,
    pub doubts: FindingList,
    pub visits: Visits,
    pub command: String,
    /// The hash that the permalink begins with, and the whole.
    pub id: String,
    pub hash: String,
    /// In bytes, of `audit.json`.
    pub weight: String,
}

/// Why the site could not be evaluated.
#[derive(Serialize)]
pub struct Failure {
    pub label: &'static str,
    pub sentence: &'static str,
    pub remedy: &'static str,
    pub detail: Option<Text>,
}

/// The key is the audit's id: its document cannot change, so it is not even read again.
pub(crate) fn page<'a>(
    context: &'a Context<'a>,
    head: &'a AuditHead,
    source: &'a impl Source,
) -> Result<Page<'a>, DrawError> {
    let folder = at::audit(head)?;
    if let Some(withdrawal) = &head.withdrawn {
        return Ok(withdrawn::page(context, folder, head, withdrawal));
    }
    let path = folder.clone();
    let draw = move || {
        let bytes = source.document(&head.id)?.ok_or(DrawError::NoDocument)?;
        let html = draw(context, &path, head, &bytes)?;
        Ok(vec![html.into_bytes(), bytes])
    };
    Ok(Page::lazy(&folder, &FILES, head.id.clone(), draw))
}

fn draw(
    context: &Context<'_>,
    folder: &SitePath,
    head: &AuditHead,
    bytes: &[u8],
) -> Result<String, DrawError> {
    let hash = hash_of(bytes);
    if !hash.starts_with(&head.id) {
        return Err(DrawError::OtherDocument { found: hash[..12].to_owned() });
    }
    let audit = Audit::from_json(bytes)?;
    let mut html = String::new();
    for limits in Limits::STEPS {
        let page = AuditPage::of(context, folder, &audit, (&hash, bytes.len()), &limits)?;
        html = page.render()?;
        if html.len() <= MOST_BYTES {
            break;
        }
    }
    Ok(html)
}

impl AuditPage {
    fn of(
        context: &Context<'_>,
        folder: &SitePath,
        audit: &Audit,
        (hash, weight): (&str, usize),
        limits: &Limits,
    ) -> Result<Self, DrawError> {
        let day = Day::of(audit.started_at);
        let site_path = at::site(&audit.site.host)?;
        let shell = context.shell(
            folder,
            Section::Directory,
            &format!("Audit de {} du {}", audit.site.host, day.words),
        );
        let evaluated = audit.outcome == AuditOutcome::Evaluated;
        let visits = Visits::of(audit, limits);
        Ok(Self {
            shell: shell.below(&at::named("annuaire"), "Annuaire").below(&site_path, &audit.site.host),
            host: Text::line(&audit.site.host),
            name: audit.site.name.as_deref().map(Text::line),
            site: Link::to(&audit.site.url),
            site_path: site_path.to_string(),
            day,
            figures: evaluated.then(|| Figures::of(&audit.summary)),
            failure: Failure::of(&audit.outcome),
            setting: setting::lines(audit),
            alternatives: criteria::alternatives(audit),
            themes: if evaluated { criteria::themes(audit) } else { Vec::new() },
            defects: FindingList::of(context, audit, rules::Outcome::Failed, &visits, limits),
            doubts: FindingList::of(context, audit, rules::Outcome::CantTell, &visits, limits),
            visits,
            command: setting::command(audit),
            id: hash[..12].to_owned(),
            hash: hash.to_owned(),
            weight: crate::french::count(weight as u64, "octet", "octets"),
        })
    }
}

impl Failure {
    fn of(outcome: &AuditOutcome) -> Option<Self> {
        let AuditOutcome::NotEvaluated { cause, detail } = outcome else { return None };
        let words = words::cause(cause);
        Some(Self {
            label: &words.label.french,
            sentence: &words.sentence.french,
            remedy: &words.remedy.french,
            detail: detail.as_deref().map(|detail| Text::capped(detail, 400)),
        })
    }
}
