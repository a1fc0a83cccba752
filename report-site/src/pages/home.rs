//! The home page: what this is, how fresh it is, what it found, and the way to every member.

use super::{
    Context, at,
    directory::{self, LetterLink, MemberRow},
    not_evaluated,
    rows::AuditRow,
    shell::{Section, Shell},
};
use crate::{
    engine::{DrawError, Page, SitePath},
    french::{Day, capital, count, number},
    messages::Language,
    text::Text,
    words,
};
use askama::Template;
use rules::audit::AuditOutcome;
use serde::Serialize;
use std::collections::BTreeMap;

const LATEST: usize = 10;
const FREQUENT: usize = 10;
/// Above this the members stand on the pages of their letters only.
const MOST_MEMBERS: usize = 300;

#[derive(Template, Serialize)]
#[template(path = "home.html")]
pub struct HomePage {
    pub shell: Shell,
    /// The day to which the shares refer.
    pub as_of: Day,
    pub members: String,
    pub sites: String,
    pub shares: Vec<Share>,
    pub causes: Vec<CauseCount>,
    pub letters: Vec<LetterLink>,
    pub listed: Vec<(LetterLink, Vec<MemberRow>)>,
    pub latest: Vec<AuditRow>,
    pub frequent: Vec<DefectRow>,
    /// Sites whose latest evaluated audit the frequent defects are counted on.
    pub evaluated: String,
}

/// So many of so many.
#[derive(Debug, Serialize)]
pub struct Share {
    pub label: &'static str,
    pub value: String,
    pub of: String,
    /// Width of the bar, in whole per cents; the figures stand beside it.
    pub bar: usize,
}

#[derive(Serialize)]
pub struct CauseCount {
    /// Of the section on that cause, from the root.
    pub path: String,
    pub label: String,
    pub sites: String,
}

#[derive(Serialize)]
pub struct DefectRow {
    pub title: Text,
    pub tests: String,
    pub sites: String,
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = SitePath::root();
    let letters = directory::by_letter(context);
    let links = directory::letter_links(&letters);
    let members = context.catalog.present().count();
    let rows = letters.values().map(|list| list.iter().copied().filter_map(MemberRow::of).collect());
    let listed = links.iter().cloned().zip(rows).filter(|_| members <= MOST_MEMBERS).collect();
    let evaluated = context.catalog.hosts.values().filter(|host| host.latest_evaluated().is_some()).count();
    let content = HomePage {
        shell: context.shell(&folder, Section::Home, "Accueil"),
        as_of: Day::of(context.publication.now),
        members: count(members as u64, "membre", "membres"),
        sites: count(context.catalog.followed().count() as u64, "site suivi", "sites suivis"),
        shares: shares(context),
        causes: causes(context),
        letters: links,
        listed,
        latest: latest(context),
        frequent: frequent(context),
        evaluated: count(evaluated as u64, "site évalué", "sites évalués"),
    };
    Ok(Page::html(&folder, content))
}

fn shares(context: &Context<'_>) -> Vec<Share> {
    let now = context.publication.now;
    let sites: Vec<_> = context.catalog.followed().map(|(_, host)| host).collect();
    let share = |label, value: usize| Share {
        label,
        value: number(value as u64),
        of: number(sites.len() as u64),
        bar: (value * 100).checked_div(sites.len()).unwrap_or(0),
    };
    let not_evaluated =
        sites.iter().filter(|host| host.latest().is_some_and(|head| head.outcome != AuditOutcome::Evaluated));
    vec![
        share(
            "Évalués au cours des 30 derniers jours",
            sites.iter().filter(|host| host.evaluated_since(now, 30)).count(),
        ),
        share(
            "Évalués au cours des 90 derniers jours",
            sites.iter().filter(|host| host.evaluated_since(now, 90)).count(),
        ),
        share("Non évalués au dernier essai", not_evaluated.count()),
        share("Pas encore visités", sites.iter().filter(|host| host.latest().is_none()).count()),
    ]
}

fn causes(context: &Context<'_>) -> Vec<CauseCount> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for (_, host) in context.catalog.followed() {
        if let Some(AuditOutcome::NotEvaluated { cause, .. }) = host.latest().map(|head| &head.outcome) {
            *counts.entry(cause).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(code, sites)| (std::cmp::Reverse(*sites), *code));
    let view = |(code, sites): (&str, u64)| CauseCount {
        path: format!("{}#{}", at::named("non-evalues"), not_evaluated::anchor(code)),
        label: capital(&words::cause(code).label.french),
        sites: number(sites),
    };
    counts.into_iter().map(view).collect()
}

fn latest(context: &Context<'_>) -> Vec<AuditRow> {
    let mut heads: Vec<_> =
        context.publication.heads.iter().filter(|head| head.withdrawn.is_none()).collect();
    heads.sort_by_key(|head| (std::cmp::Reverse(head.started_at), &head.host));
    heads.into_iter().filter_map(AuditRow::of).take(LATEST).collect()
}

fn frequent(context: &Context<'_>) -> Vec<DefectRow> {
    let row = |defect: &crate::input::FrequentDefect| DefectRow {
        title: Text::line(&context.messages.title(&defect.rule, &defect.reason, Language::French)),
        tests: super::audit::list_tests(&defect.tests),
        sites: number(defect.sites.into()),
    };
    context.publication.frequent_defects.iter().take(FREQUENT).map(row).collect()
}
