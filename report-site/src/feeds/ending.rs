//! Statements of a group that are about to end. An entry appears ninety days before the end and is dated on that day,
//! so that the feed does not change each day.

use super::{
    feed::{Entry, Feed, page},
    names::ENDING_FILE,
};
use crate::{
    catalog::Territory,
    declarations::{self, Ending, SOON, Tally},
    engine::{DrawError, Page, SitePath},
    input::Body,
    language::Say,
    pages::{
        Context, at,
        hosts::{Hosts, hosts_of},
    },
    text::Text,
};
use chrono::{DateTime, Days, Utc};
use rules::messages::Language;

/// Most entries; a reader can act on no more.
const MOST: usize = 500;

pub fn of_body<'a>(context: &'a Context<'a>, body: &'a Body) -> Result<Page<'a>, DrawError> {
    Ok(page(context, at::body(&body.id)?, ENDING_FILE, context.digests.body(body), move |folder| {
        feed(context, folder, &body.name, hosts_of(context, context.catalog.members_of(&body.id)))
    }))
}

pub fn of_department<'a>(
    context: &'a Context<'a>,
    key: &str,
    of: &'a Territory<'a>,
) -> Result<Page<'a>, DrawError> {
    Ok(page(context, at::department(key)?, ENDING_FILE, context.digests.department(key), move |folder| {
        feed(context, folder, of.name, hosts_of(context, of.members.iter().copied()))
    }))
}

fn feed(context: &Context<'_>, folder: &SitePath, about: &str, hosts: Hosts<'_, '_>) -> Feed {
    let tally = Tally::from_hosts(hosts, context.today());
    let title =
        context.language.t("déclarations qui arrivent à échéance", "statements that are about to end");
    Feed::at(context, folder, ENDING_FILE, format!("{} – {title}", Text::line(about)), |context| {
        tally.ending.iter().take(MOST).filter_map(|ending| entry(context, ending)).collect()
    })
}

fn entry(context: &Context<'_>, ending: &Ending<'_>) -> Option<Entry> {
    let until = declarations::midnight(ending.until);
    let told: DateTime<Utc> = until.checked_sub_days(Days::new(SOON))?;
    let language = context.language;
    let (host, day) = (Text::line(ending.host), language.day(until).words);
    Some(Entry {
        key: format!("statement {} {}", ending.host, ending.until),
        title: match language {
            Language::French => format!("{host}\u{A0}: déclaration valable jusqu’au {day} au plus tard"),
            Language::English => format!("{host}: statement good until {day} at the latest"),
        },
        summary: declarations::sentence(ending.declared, language),
        address: context.absolute_place(&at::site(ending.host).ok()?),
        published: told,
        updated: told,
    })
}
