//! Statements of a group that are about to end. An entry comes ninety days before, dated by that, so that a new day alone
//! changes nothing.

use super::{Entry, Feed, LANGUAGE, author};
use crate::{
    catalog::Territory,
    declarations::{self, Ending, SOON, Tally},
    engine::{DrawError, Page, SitePath},
    input::Body,
    language::Say,
    pages::{
        Context, at,
        group::{Hosts, hosts_of},
    },
    text::Text,
};
use chrono::{DateTime, Days, Utc};

pub const FILE: &str = "echeances.atom";

/// More cannot end in ninety days of what a reader can act on.
const MOST: usize = 500;

pub fn of_body<'a>(context: &Context<'_>, body: &Body) -> Result<Page<'a>, DrawError> {
    let hosts = hosts_of(context, context.catalog.members_of(&body.id));
    Ok(page(context, &at::body(&body.id)?, &body.name, hosts))
}

pub fn of_department<'a>(
    context: &Context<'_>,
    key: &str,
    of: &Territory<'_>,
) -> Result<Page<'a>, DrawError> {
    let hosts = hosts_of(context, of.members.iter().copied());
    Ok(page(context, &at::department(key)?, of.name, hosts))
}

fn page<'a>(context: &Context<'_>, folder: &SitePath, about: &str, hosts: Hosts<'_, '_>) -> Page<'a> {
    let tally = Tally::of(hosts, context.today());
    let feed = Feed {
        title: format!("{} – déclarations qui arrivent à échéance", Text::line(about)),
        address: context.absolute(&folder.file(FILE)),
        page: context.absolute_folder(folder),
        author: Text::line(author(context)).to_string(),
        entries: tally.ending.iter().take(MOST).filter_map(|ending| entry(context, ending)).collect(),
    };
    Page::of(folder, vec![FILE.into()], feed, |feed| Ok(vec![feed.atom()?]))
}

fn entry(context: &Context<'_>, ending: &Ending<'_>) -> Option<Entry> {
    let until = declarations::midnight(ending.until);
    let told: DateTime<Utc> = until.checked_sub_days(Days::new(SOON))?;
    let day = LANGUAGE.day(until).words;
    Some(Entry {
        key: format!("statement {} {}", ending.host, ending.until),
        title: format!("{}\u{A0}: déclaration valable jusqu’au {day} au plus tard", Text::line(ending.host)),
        summary: declarations::sentence(ending.declared, LANGUAGE),
        address: context.absolute_folder(&at::site(ending.host).ok()?),
        published: told,
        updated: told,
    })
}
