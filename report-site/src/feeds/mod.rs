//! Atom feeds of audits: all, of a site, of a body, of a département. Each holds the latest, so that none grows. Beside
//! those of bodies and départements, the statements that are about to end.

mod atom;
mod ending;

use crate::{
    catalog::{Host, Territory},
    declarations,
    engine::{DrawError, Page, SitePath},
    exports::{Format, Listed},
    input::{AuditHead, Body},
    language::Say,
    pages::{
        Context, at,
        rows::{AuditRow, Outcome},
    },
    text::Text,
};
use chrono::{DateTime, Utc};
use rules::messages::Language;
use serde::Serialize;
use std::cmp::Reverse;

pub use ending::{FILE as ENDING_FILE, of_body as ending_of_body, of_department as ending_of_department};

pub const FILE: &str = "feed.atom";

const LANGUAGE: Language = Language::French;

/// Audits in one feed: a reader who comes once a month misses none of a body of that size.
const MOST: usize = 100;

/// All that a feed shows.
#[derive(Debug, Serialize)]
pub struct Feed {
    pub title: String,
    /// Where it stands, whole.
    pub address: String,
    /// The page it belongs to, whole.
    pub page: String,
    pub author: String,
    pub entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
pub struct Entry {
    /// What the entry's id follows from. Of an audit it outlives a change of host.
    pub key: String,
    pub title: String,
    pub summary: String,
    pub address: String,
    pub published: DateTime<Utc>,
    pub updated: DateTime<Utc>,
}

pub fn listed() -> Vec<Listed> {
    let feed = |path: &str, title: [&'static str; 2]| Listed {
        path: format!("{path}{FILE}"),
        media_type: Format::Atom.media_type(),
        title,
    };
    let ending = |path: &str, title: [&'static str; 2]| Listed {
        path: format!("{path}{}", ending::FILE),
        ..feed(path, title)
    };
    vec![
        feed("", ["Derniers audits de tous les sites (Atom)", "Latest audits of all sites (Atom)"]),
        feed(
            "organismes/<id>/",
            [
                "Derniers audits des membres d’un organisme (Atom)",
                "Latest audits of the members of a body (Atom)",
            ],
        ),
        feed(
            "departements/<nom>/",
            ["Derniers audits d’un département (Atom)", "Latest audits of a département (Atom)"],
        ),
        ending(
            "organismes/<id>/",
            [
                "Déclarations des membres d’un organisme qui arrivent à échéance (Atom)",
                "Statements of the members of a body that are about to end (Atom)",
            ],
        ),
        ending(
            "departements/<nom>/",
            [
                "Déclarations d’un département qui arrivent à échéance (Atom)",
                "Statements of a département that are about to end (Atom)",
            ],
        ),
    ]
}

pub fn of_all<'a>(context: &Context<'_>) -> Result<Page<'a>, DrawError> {
    let title = context.publication.settings.name.clone();
    let heads: Vec<_> = context.publication.heads.iter().collect();
    Ok(page(feed(context, &SitePath::root(), &title, heads), &SitePath::root()))
}

pub fn of_body<'a>(context: &Context<'_>, body: &Body) -> Result<Page<'a>, DrawError> {
    let folder = at::body(&body.id)?;
    let members = context.catalog.members_of(&body.id);
    let hosts = members.flat_map(|member| context.catalog.hosts_of(member));
    let heads = hosts.flat_map(|(_, host)| host.audits.iter().copied()).collect();
    Ok(page(feed(context, &folder, &body.name, heads), &folder))
}

pub fn of_department<'a>(
    context: &Context<'_>,
    key: &str,
    of: &Territory<'_>,
) -> Result<Page<'a>, DrawError> {
    let folder = at::department(key)?;
    let hosts = of.members.iter().flat_map(|member| context.catalog.hosts_of(member));
    let heads = hosts.flat_map(|(_, host)| host.audits.iter().copied()).collect();
    Ok(page(feed(context, &folder, of.name, heads), &folder))
}

pub fn of_site(context: &Context<'_>, folder: &SitePath, name: &str, host: &Host<'_>) -> Feed {
    feed(context, folder, name, host.audits.clone())
}

fn page<'a>(feed: Feed, folder: &SitePath) -> Page<'a> {
    Page::of(folder, vec![FILE.into()], feed, |feed| Ok(vec![feed.atom()?]))
}

fn feed(context: &Context<'_>, folder: &SitePath, about: &str, mut heads: Vec<&AuditHead>) -> Feed {
    let order = |head: &&AuditHead| (Reverse(changed(head)), head.id.clone());
    if heads.len() > MOST {
        heads.select_nth_unstable_by_key(MOST, order);
        heads.truncate(MOST);
    }
    heads.sort_by_cached_key(order);
    heads.dedup_by(|one, other| one.id == other.id);
    Feed {
        title: format!("{} – audits d’accessibilité", Text::line(about)),
        address: context.absolute(&folder.file(FILE)),
        page: context.absolute_folder(folder),
        author: Text::line(author(context)).to_string(),
        entries: heads.into_iter().filter_map(|head| Entry::of(context, head)).collect(),
    }
}

fn author<'c>(context: &'c Context<'_>) -> &'c str {
    let settings = &context.publication.settings;
    if settings.operator.name.is_empty() { &settings.name } else { &settings.operator.name }
}

fn changed(head: &AuditHead) -> DateTime<Utc> {
    head.withdrawn.as_ref().map_or(head.recorded_at, |withdrawal| withdrawal.at)
}

impl Entry {
    fn of(context: &Context<'_>, head: &AuditHead) -> Option<Self> {
        let row = AuditRow::of(head, LANGUAGE)?;
        let Outcome { first, second, .. } = row.result;
        let title = format!("{}, {}\u{A0}: {first}", row.host, LANGUAGE.day(head.started_at).words);
        let summary = match head.withdrawn.as_ref() {
            Some(withdrawal) => Text::capped(&withdrawal.reason, 600).to_string(),
            None if second.is_empty() => first,
            None => format!("{first}, {second}. Aucun taux de conformité n’en découle."),
        };
        let said = declarations::told(head).map(|declared| declarations::sentence(declared, LANGUAGE));
        let summary = [Some(summary), said].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Some(Self {
            key: format!("audit {}", head.id),
            title,
            summary,
            address: context.absolute(&row.path),
            published: head.recorded_at,
            updated: changed(head),
        })
    }
}
