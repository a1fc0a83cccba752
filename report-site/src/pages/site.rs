//! A site: its latest audit and its history, as a chart and a table.

use super::{
    Context, at,
    chart::{self, Column},
    documents,
    figures::Figures,
    rows::AuditRow,
    shell::{Section, Shell},
};
use crate::{
    catalog::Host,
    declarations,
    engine::{DrawError, Page},
    exports::site::BADGE,
    feeds,
    input::AuditHead,
    language::Say,
    text::{Link, Text},
};
use askama::Template;
use rules::audit::AuditOutcome;
use serde::Serialize;

/// Audits in the chart; the table has all.
const MOST_COLUMNS: usize = 18;

#[derive(Template, Serialize)]
#[template(path = "site.html")]
pub struct SitePage {
    pub shell: Shell,
    pub host: Text,
    pub addresses: Vec<Link>,
    pub members: Vec<MemberLink>,
    pub latest: Option<AuditRow>,
    /// Figures of the latest audit, when it could evaluate the site.
    pub figures: Option<Figures>,
    /// What the site says of its accessibility, as the last audit that could evaluate it found.
    pub declared: Option<String>,
    /// The last audit that could, when the latest could not.
    /// What its documents are, in one sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents: Option<String>,
    pub last_evaluated: Option<AuditRow>,
    pub history: Vec<HistoryRow>,
    pub chart: Option<Chart>,
    /// The whole addresses of this page and of its badge.
    pub address: String,
    pub badge: String,
}

#[derive(Serialize)]
pub struct MemberLink {
    pub name: Text,
    pub path: String,
    pub gone: bool,
}

#[derive(Serialize)]
pub struct HistoryRow {
    pub row: AuditRow,
    /// Judged by other rules or another browser than the audit before: their figures do not compare.
    pub other_eyes: bool,
}

/// Criteria proven not met, audit by audit, oldest first.
#[derive(Serialize)]
pub struct Chart {
    pub columns: Vec<(Column, String)>,
    pub width: usize,
    pub height: u64,
}

pub(crate) fn page<'a>(
    context: &'a Context<'a>,
    name: &'a str,
    host: &'a Host<'a>,
) -> Result<Page<'a>, DrawError> {
    let key = context.digests.site(name, host);
    Ok(context.html_of(&at::site(name)?, key, move || content(context, name, host)))
}

fn content(context: &Context<'_>, name: &str, host: &Host<'_>) -> Result<SitePage, DrawError> {
    let folder = at::site(name)?;
    let language = context.language;
    let latest = host.latest();
    let evaluated = latest.filter(|head| head.outcome == AuditOutcome::Evaluated);
    let row = |head| AuditRow::of(head, language);
    Ok(SitePage {
        shell: context
            .shell(&folder, Section::Directory, &format!("Site {name}"))
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory"))
            .with_feed(feeds::FILE, "Audits de ce site", "Audits of this site"),
        host: Text::line(name),
        addresses: host.sites.iter().map(|site| Link::to(&site.url)).collect(),
        members: members(context, host),
        latest: latest.and_then(row),
        figures: evaluated.map(|head| Figures::of(&head.summary, language)),
        declared: declarations::latest(host).map(|declared| declarations::sentence(declared, language)),
        documents: documents::of_host(host).and_then(|digest| documents::sentence(digest, language)),
        last_evaluated: host.latest_evaluated().filter(|_| evaluated.is_none()).and_then(row),
        history: host.audits.iter().filter_map(|head| history_row(host, head, context)).collect(),
        chart: Chart::of(host),
        address: context.absolute_place(&folder),
        badge: context.absolute(&context.place(&folder).file(BADGE)),
    })
}

fn history_row(host: &Host<'_>, head: &AuditHead, context: &Context<'_>) -> Option<HistoryRow> {
    let before = host.before(head).filter(|_| head.outcome == AuditOutcome::Evaluated);
    let other = before.is_some_and(|old| old.rule_set != head.rule_set || old.browser != head.browser);
    Some(HistoryRow { row: AuditRow::of(head, context.language)?, other_eyes: other })
}

impl Chart {
    /// `None` until there are two audits to set against one another.
    fn of(host: &Host<'_>) -> Option<Self> {
        let mut heads: Vec<_> = host.standing().take(MOST_COLUMNS).collect();
        heads.reverse();
        let value = |head: &&AuditHead| {
            (head.outcome == AuditOutcome::Evaluated).then_some(u64::from(head.summary.failed))
        };
        let values: Vec<_> = heads.iter().map(value).collect();
        if values.iter().flatten().count() < 2 {
            return None;
        }
        let days = heads.iter().map(|head| head.started_at.format("%m/%y").to_string());
        let columns: Vec<_> = chart::columns(&values).into_iter().zip(days).collect();
        Some(Self { width: columns.len() * chart::COLUMN, height: chart::HEIGHT + 24, columns })
    }
}

fn members(context: &Context<'_>, host: &Host<'_>) -> Vec<MemberLink> {
    let link = |id| {
        let member = context.catalog.member(id)?;
        let path = at::member(id).ok()?.to_string();
        Some(MemberLink { name: Text::line(&member.name), path, gone: member.gone })
    };
    host.members().into_iter().filter_map(link).collect()
}
