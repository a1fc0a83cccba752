//! The home page: the purpose of the site, how recent its data is, the main results, and links to every member.

use super::{
    Context, at,
    chart::{Bar, Share},
    declarations::Declarations,
    documents::DocumentFigures,
    figure_lists::{self, FigureLink},
    group::{Moved, Trend},
    hosts::Hosts,
    map::{self, Map},
    not_evaluated,
    rows::AuditRow,
    shell::{Section, Shell},
};
use crate::{
    engine::{DrawError, Page, SitePath},
    feeds,
    input::{AuditHead, FrequentDefect},
    language::{Day, Say, capital},
    median::{halves, median_twice},
    messages,
    text::Text,
    words,
};
use askama::Template;
use rules::{audit::AuditOutcome, messages::Language};
use serde::Serialize;
use std::{cmp::Reverse, collections::BTreeMap};

const LATEST: usize = 10;
const FREQUENT: usize = 10;

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
    /// Median of the criteria proven not met: «9 critères prouvés non respectés».
    pub median: Option<String>,
    pub moved: Option<Moved>,
    pub figures: Vec<FigureLink>,
    pub trend: Option<Trend>,
    pub latest: Vec<AuditRow>,
    pub distribution: Vec<Class>,
    pub declarations: Option<Declarations>,
    pub documents: Option<DocumentFigures>,
    pub frequent: Vec<DefectRow>,
    pub map: Map,
    /// Number of evaluated sites, on whose latest evaluated audits the frequent defects are counted.
    pub evaluated: String,
}

#[derive(Serialize)]
pub struct CauseCount {
    /// Path of the section on that cause, from the root.
    pub path: String,
    pub label: String,
    pub sites: String,
    pub bar: Bar,
}

/// A class of sites by the number of criteria proven not met.
#[derive(Serialize)]
pub struct Class {
    pub label: String,
    pub sites: String,
    pub bar: Bar,
}

#[derive(Serialize)]
pub struct DefectRow {
    pub title: Text,
    pub rule_path: Option<String>,
    pub tests: String,
    pub sites: String,
    pub bar: Bar,
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = SitePath::root();
    let language = context.language;
    let followed: Hosts<'_, '_> = context.catalog.followed().collect();
    let content = HomePage {
        shell: context
            .shell(&folder, Section::Home, language.t("Accueil", "Home"))
            .described(
                language
                    .t(
                        "Ce qu’un logiciel peut prouver de l’accessibilité des sites publics.",
                        "What software can prove of the accessibility of public sites.",
                    )
                    .to_owned(),
            )
            .with_search_within()
            .with_feed(feeds::FILE, "Derniers audits de tous les sites", "Latest audits of all sites"),
        as_of: language.day(context.publication.now),
        members: language
            .count(context.catalog.present().count(), ["membre", "membres", "member", "members"]),
        sites: language.count(
            context.catalog.followed().count(),
            ["site suivi", "sites suivis", "site followed", "sites followed"],
        ),
        shares: shares(context),
        causes: causes(context),
        median: median(&followed, language),
        moved: Moved::from_hosts(&followed, language),
        figures: figure_lists::links(context),
        trend: Trend::from_hosts(&followed, language),
        latest: latest(context),
        distribution: distribution(context),
        declarations: Declarations::from_hosts(context, &followed),
        documents: DocumentFigures::from_hosts(context, context.catalog.followed().map(|(_, host)| host)),
        frequent: frequent(context),
        map: map::map(context),
        evaluated: language.count(
            context.catalog.evaluated,
            ["site évalué", "sites évalués", "site evaluated", "sites evaluated"],
        ),
    };
    Ok(context.html(&folder, content))
}

/// Median of the criteria proven not met, over the latest evaluated audit of each site.
fn median(followed: &Hosts<'_, '_>, language: Language) -> Option<String> {
    let heads = followed.values().filter_map(|host| host.latest_evaluated());
    let mut failed: Vec<u64> = heads.map(|head| head.summary.failed.into()).collect();
    failed.sort_unstable();
    let median = halves(median_twice(&failed)?, language);
    let words = language.t("critères prouvés non respectés", "criteria proven not met");
    Some(format!("{median} {words}"))
}

fn shares(context: &Context<'_>) -> Vec<Share> {
    let (now, language) = (context.publication.now, context.language);
    let sites: Vec<_> = context.catalog.followed().map(|(_, host)| host).collect();
    let share = |french, english, value: usize| Share {
        label: language.t(french, english),
        value: language.number(value as u64),
        of: language.number(sites.len() as u64),
        bar: Bar::of(value as u64, sites.len() as u64),
    };
    let fresh = |days| sites.iter().filter(|host| host.evaluated_since(now, days)).count();
    let failed = |host: &&&crate::catalog::Host<'_>| {
        host.latest().is_some_and(|head| head.outcome != AuditOutcome::Evaluated)
    };
    vec![
        share("Évalués au cours des 30 derniers jours", "Evaluated in the last 30 days", fresh(30)),
        share("Évalués au cours des 90 derniers jours", "Evaluated in the last 90 days", fresh(90)),
        share(
            "Non évalués au dernier essai",
            "Not evaluated at the last try",
            sites.iter().filter(failed).count(),
        ),
        share(
            "Pas encore visités",
            "Not visited yet",
            sites.iter().filter(|host| host.latest().is_none()).count(),
        ),
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
    counts.sort_by_key(|(code, sites)| (Reverse(*sites), *code));
    let all = counts.iter().map(|(_, sites)| sites).sum();
    let view = |(code, sites): (&str, u64)| CauseCount {
        path: format!("{}#{}", at::named("non-evalues"), not_evaluated::anchor(code)),
        label: capital(words::cause(code).label.said(context.language)),
        sites: context.language.number(sites),
        bar: Bar::of(sites, all),
    };
    counts.into_iter().map(view).collect()
}

fn latest(context: &Context<'_>) -> Vec<AuditRow> {
    let mut heads: Vec<_> =
        context.publication.heads.iter().filter(|head| head.withdrawn.is_none() && !head.own).collect();
    heads.sort_by_key(|head| (Reverse(head.started_at), &head.host));
    let same_day = |head: &AuditHead| {
        let day = |head: &AuditHead| (head.started_at.date_naive(), head.host.clone());
        heads.iter().take(2 * LATEST).filter(|other| day(other) == day(head)).count() > 1
    };
    let row = |head: &&AuditHead| {
        let row = AuditRow::from_head(head, context.language)?;
        Some(AuditRow { hour: same_day(head).then(|| context.language.hour(head.started_at)), ..row })
    };
    heads.iter().filter_map(row).take(LATEST).collect()
}

/// Classes of the number of criteria proven not met: smallest and largest number of each.
const CLASSES: [(u32, u32); 7] = [(0, 0), (1, 2), (3, 5), (6, 9), (10, 14), (15, 19), (20, u32::MAX)];

fn distribution(context: &Context<'_>) -> Vec<Class> {
    let heads = context.catalog.followed().filter_map(|(_, host)| host.latest_evaluated());
    let failed: Vec<u32> = heads.map(|head| head.summary.failed).collect();
    if failed.is_empty() {
        return Vec::new();
    }
    let counts = CLASSES
        .map(|(least, most)| failed.iter().filter(|failed| (least..=most).contains(failed)).count() as u64);
    let bars = counts.map(|count| Bar::of(count, failed.len() as u64));
    let class = |((bounds, count), bar): (((u32, u32), u64), Bar)| Class {
        label: class_label(bounds, context.language),
        sites: context.language.number(count),
        bar,
    };
    CLASSES.into_iter().zip(counts).zip(bars).map(class).collect()
}

fn class_label((least, most): (u32, u32), language: Language) -> String {
    match (least, most) {
        (0, 0) => language.t("aucun", "none").to_owned(),
        (least, u32::MAX) => format!("{least} {}", language.t("et plus", "and more")),
        (least, most) => format!("{least} {} {most}", language.t("à", "to")),
    }
}

fn frequent(context: &Context<'_>) -> Vec<DefectRow> {
    let evaluated = context.catalog.evaluated as u64;
    let row = |defect: &FrequentDefect| DefectRow {
        title: Text::line(&messages::title(&defect.rule, &defect.reason, context.language)),
        rule_path: rules::catalogue::rule(&defect.rule)
            .and_then(|rule| Some(at::rule(rule.id).ok()?.to_string())),
        tests: super::audit::name_tests(&defect.tests),
        sites: context.language.number(u64::from(defect.sites)),
        bar: Bar::of(defect.sites.into(), evaluated),
    };
    context.publication.frequent_defects.iter().take(FREQUENT).map(row).collect()
}
