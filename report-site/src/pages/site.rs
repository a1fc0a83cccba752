//! A site: its latest audit and its history, as a chart and a table.

use super::{
    Context, at,
    chart::{self, Column},
    documents,
    figures::Figures,
    rows::{AuditRow, proven},
    shell::{Section, Shell},
    verdict::{Before, Verdict},
};
use crate::{
    catalog::Host,
    declarations,
    engine::{Digest, DrawError, Page},
    exports::site::BADGE,
    feeds,
    input::{AuditHead, Source},
    language::Say,
    text::{Link, Text},
};
use askama::Template;
use rules::{audit::AuditOutcome, messages::Language};
use serde::Serialize;

/// Most audits in the chart; the table has all.
const MOST_COLUMNS: usize = 18;

#[derive(Template, Serialize)]
#[template(path = "site.html")]
pub struct SitePage {
    pub shell: Shell,
    /// Name of the authority that owns the site.
    pub name: Option<Text>,
    pub host: Text,
    pub addresses: Vec<Link>,
    pub members: Vec<MemberLink>,
    /// Verdict of the last audit that could evaluate the site; the path leads to the page of that audit.
    pub verdict: Option<Verdict>,
    pub verdict_path: String,
    /// The latest audit, if it could not evaluate the site.
    pub missed: Option<AuditRow>,
    pub figures: Option<Figures>,
    /// Declarations of the site about accessibility, as the last audit that could evaluate it found them.
    pub declared: Option<String>,
    /// The site's documents, in one sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents: Option<String>,
    pub history: Vec<HistoryRow>,
    pub chart: Option<Chart>,
    /// Absolute addresses of this page and of its badge.
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
    /// Whether the figures cannot be compared with those of the audit before: other rules, another browser, or lost
    /// pages.
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
    source: &'a impl Source,
) -> Result<Page<'a>, DrawError> {
    let key = Digest::of_value(&(context.digests.site(name, host), context.catalog.peers_of(host)));
    Ok(context.html_of(&at::site(name)?, key, move || content(context, name, host, source)))
}

fn content<'a>(
    context: &Context<'a>,
    name: &str,
    host: &Host<'a>,
    source: &impl Source,
) -> Result<SitePage, DrawError> {
    let folder = at::site(name)?;
    let language = context.language;
    let evaluated = host.latest_evaluated();
    let missed = host.latest().filter(|head| head.outcome != AuditOutcome::Evaluated);
    let authority = context.authority_of(host);
    let title = match &authority {
        Some(authority) => format!("{authority}, {name}"),
        None => format!("Site {name}"),
    };
    let shell = context
        .shell(&folder, Section::Directory, &title)
        .described(description(evaluated, language))
        .below(&at::named("annuaire"), language.t("Annuaire", "Directory"));
    let shell = if host.audits.is_empty() {
        shell
    } else {
        shell.with_feed(feeds::FILE, "Audits de ce site", "Audits of this site")
    };
    Ok(SitePage {
        shell,
        name: authority,
        host: Text::line(name),
        addresses: host.sites.iter().map(|site| Link::to(&site.url)).collect(),
        members: members(context, host),
        verdict: evaluated.map(|head| verdict(context, host, head, source)),
        verdict_path: evaluated
            .and_then(|head| at::audit(head).ok())
            .map(|path| path.to_string())
            .unwrap_or_default(),
        missed: missed.and_then(|head| AuditRow::from_head(head, language)),
        figures: evaluated.map(|head| Figures::from_summary(&head.summary, language)),
        declared: declarations::latest(host).map(|declared| declarations::sentence(declared, language)),
        documents: documents::of_host(host).and_then(|digest| documents::sentence(digest, language)),
        history: host.audits.iter().filter_map(|head| history_row(host, head, context)).collect(),
        chart: Chart::from_host(host),
        address: context.absolute_place(&folder),
        badge: context.absolute(&context.place(&folder).file(BADGE)),
    })
}

/// Description for previews of the address.
fn description(evaluated: Option<&AuditHead>, language: Language) -> String {
    let Some(head) = evaluated else {
        return language.t("Accessibilité de ce site.", "Accessibility of this site.").to_owned();
    };
    let day = language.day(head.started_at).words;
    format!("{} ({day})", proven(head.summary.failed, language))
}

/// The verdict of an audit, as at the top of its own page, compared with the site's peers.
fn verdict<'a>(context: &Context<'a>, host: &Host<'a>, head: &'a AuditHead, source: &impl Source) -> Verdict {
    let language = context.language;
    let before = host.before(head).and_then(|earlier| Before::from_earlier(earlier, head));
    let verdict = Verdict::from_head(context, head, before, context.today());
    // A document that cannot be read is reported as a problem of the audit's page.
    let worst = super::audit::worst_of(source, head, language).unwrap_or_default();
    Verdict { worst, ..verdict }.beside(context.catalog.peers_of(host), language)
}

fn history_row(host: &Host<'_>, head: &AuditHead, context: &Context<'_>) -> Option<HistoryRow> {
    let before = host.before(head).filter(|_| head.outcome == AuditOutcome::Evaluated);
    let other = before.is_some_and(|old| !head.compares_with(old));
    let mut row = AuditRow::from_head(head, context.language)?;
    if host.has_several_on_the_day_of(head.started_at) {
        row.hour = Some(context.language.hour(head.started_at));
    }
    Some(HistoryRow { row, other_eyes: other })
}

impl Chart {
    /// The chart of a site. `None` until there are two audits to compare.
    fn from_host(host: &Host<'_>) -> Option<Self> {
        let mut heads: Vec<_> = host.standing().take(MOST_COLUMNS).collect();
        heads.reverse();
        let value = |head: &&AuditHead| {
            (head.outcome == AuditOutcome::Evaluated && head.is_whole())
                .then_some(u64::from(head.summary.failed))
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
