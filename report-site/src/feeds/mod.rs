//! Atom feeds of audits: all, of a site, of a body, of a département. Each holds a limited number of the latest audits.
//! Bodies and départements also have a feed of statements that end soon.

mod atom;
mod ending;
mod feed;
mod names;

use crate::{
    catalog::{Host, Territory},
    declarations,
    engine::{DrawError, Page, SitePath},
    exports::{Format, Holds, Listed},
    input::{AuditHead, Body, Member},
    language::Say,
    pages::{
        Context, at,
        rows::{AuditRow, Outcome},
    },
    text::Text,
};
use chrono::{DateTime, Utc};
use std::cmp::Reverse;

pub use ending::{of_body as ending_of_body, of_department as ending_of_department};
use feed::page;
pub use feed::{Entry, Feed};
pub use names::{ENDING_FILE, FILE};

/// Most audits in one feed. For a body of 100 sites that are audited once a month, a monthly reader misses none.
const MOST: usize = 100;

pub fn listed() -> Vec<Listed> {
    let feed = |path: &str, title: [&'static str; 2]| Listed {
        path: format!("{path}{FILE}"),
        media_type: Format::Atom.media_type(),
        holds: Holds::Sentences,
        title,
    };
    let ending = |path: &str, title: [&'static str; 2]| Listed {
        path: format!("{path}{}", ENDING_FILE),
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
    let folder = SitePath::root();
    let title = context.publication.settings.name.clone();
    let heads: Vec<_> = context.publication.heads.iter().collect();
    let feed = feed(context, &folder, &title, heads);
    Ok(Page::with_content(&context.place(&folder), vec![FILE.into()], feed, |feed| Ok(vec![feed.atom()?])))
}

pub fn of_body<'a>(context: &'a Context<'a>, body: &'a Body) -> Result<Page<'a>, DrawError> {
    Ok(page(context, at::body(&body.id)?, FILE, context.digests.body(body), move |folder| {
        let heads = heads_of(context, context.catalog.members_of(&body.id));
        feed(context, folder, &body.name, heads)
    }))
}

pub fn of_department<'a>(
    context: &'a Context<'a>,
    key: &str,
    of: &'a Territory<'a>,
) -> Result<Page<'a>, DrawError> {
    Ok(page(context, at::department(key)?, FILE, context.digests.department(key), move |folder| {
        feed(context, folder, of.name, heads_of(context, of.members.iter().copied()))
    }))
}

fn heads_of<'a>(context: &Context<'a>, members: impl IntoIterator<Item = &'a Member>) -> Vec<&'a AuditHead> {
    let hosts = members.into_iter().flat_map(|member| context.catalog.hosts_of(member));
    hosts.flat_map(|(_, host)| host.audits.iter().copied()).collect()
}

pub fn of_site(context: &Context<'_>, folder: &SitePath, name: &str, host: &Host<'_>) -> Feed {
    feed(context, folder, name, host.audits.clone())
}

fn feed(context: &Context<'_>, folder: &SitePath, about: &str, mut heads: Vec<&AuditHead>) -> Feed {
    heads.retain(|head| !head.own);
    let order = |head: &&AuditHead| (Reverse(changed(head)), head.id.clone());
    if heads.len() > MOST {
        heads.select_nth_unstable_by_key(MOST, order);
        heads.truncate(MOST);
    }
    heads.sort_by_cached_key(order);
    heads.dedup_by(|one, other| one.id == other.id);
    let title = context.language.t("audits d’accessibilité", "accessibility audits");
    Feed::at(context, folder, FILE, format!("{} – {title}", Text::line(about)), |context| {
        heads.into_iter().filter_map(|head| Entry::from_head(context, head)).collect()
    })
}

fn changed(head: &AuditHead) -> DateTime<Utc> {
    head.withdrawn.as_ref().map_or(head.recorded_at, |withdrawal| withdrawal.at)
}

impl Entry {
    fn from_head(context: &Context<'_>, head: &AuditHead) -> Option<Self> {
        let language = context.language;
        let row = AuditRow::from_head(head, language)?;
        let Outcome { first, second, .. } = row.result;
        let title = format!(
            "{}, {}{} {first}",
            row.host,
            language.day(head.started_at).words,
            language.t("\u{A0}:", ":")
        );
        let summary = match head.withdrawn.as_ref() {
            Some(withdrawal) => Text::capped(&withdrawal.reason, 600).to_string(),
            None if second.is_empty() => first,
            None => {
                let none = language
                    .t("Aucun taux de conformité n’en découle.", "No rate of conformity follows from it.");
                format!("{first}, {second}. {none}")
            }
        };
        let said = declarations::told(head).map(|declared| declarations::sentence(declared, language));
        let summary = [Some(summary), said].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Some(Self {
            key: format!("audit {}", head.id),
            title,
            summary,
            address: context.absolute(&context.edition().file(&row.path)),
            published: head.recorded_at,
            updated: changed(head),
        })
    }
}
