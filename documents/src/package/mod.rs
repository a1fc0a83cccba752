//! OpenDocument, Office and EPUB: packages of XML parts, read one part at a time within the limits.

mod body;
mod epub;
mod odf;
mod ooxml;
mod parts;
mod text;
mod word;
mod xml;

use crate::{
    budget::Budget,
    found::{Checks, Evidence},
    unread::unread,
};
use body::Body;
use parts::{Package, Unreadable};
use rules::{
    Outcome,
    documents::{Facts, Format, Known, Reading, Unread},
};

pub fn examine(bytes: &[u8], format: Format, budget: &Budget) -> Reading {
    let read = Package::open(bytes, budget).and_then(|mut package| match format {
        Format::Odt | Format::Ods | Format::Odp => odf::read(&mut package, format),
        Format::Epub => epub::read(&mut package),
        _ => ooxml::read(&mut package, format),
    });
    match read {
        Ok(body) => Reading::Examined { facts: Box::new(judge(body, format)) },
        Err(Unreadable::Excess(excess)) => unread(Unread::Excess, Some(excess.to_string())),
        Err(Unreadable::Damaged) => unread(Unread::Damaged, None),
        Err(Unreadable::Encrypted) => unread(Unread::Password, None),
    }
}

/// Judges the counts. Documents of these formats always have a structure, so only few counts prove a fault.
fn judge(body: Body, format: Format) -> Facts {
    let mut checks = Checks::default();
    let is_text = matches!(format, Format::Odt | Format::Docx | Format::Epub);
    let text = if body.letters > 0 { Known::Yes } else { Known::Unknown };
    let outcome = if body.letters > 0 { Outcome::Passed } else { Outcome::CantTell };
    checks.plain("text", outcome);
    let holds = |is_there: bool| if is_there { Outcome::Passed } else { Outcome::Failed };
    checks.plain("title", holds(body.title.is_some()));
    checks.plain("language", if body.language.is_some() { Outcome::Passed } else { Outcome::CantTell });
    if is_text {
        headings(&body, &mut checks);
    }
    checks.counted("figure-alternative", body.pictures, Evidence::count(body.pictures_without_text));
    // A layout table needs no headers.
    doubtful(&mut checks, "table-headers", body.tables, body.tables_without_headers);
    doubtful(&mut checks, "merged-cells", body.tables, body.merged_cells);
    if is_text {
        doubtful(&mut checks, "lists", body.lists.saturating_add(body.typed_items), body.typed_items);
        doubtful(&mut checks, "blank-paragraphs", body.paragraphs, body.blank_runs);
        doubtful(&mut checks, "text-boxes", body.text_boxes, body.text_boxes);
    }
    if let Some(is_there) = body.accessibility_metadata {
        checks.plain("accessibility-metadata", if is_there { Outcome::Passed } else { Outcome::CantTell });
    }
    checks.0.sort_by_key(|check| rules::documents::position(&check.id));
    Facts {
        format,
        pages: body.pages,
        title: body.title,
        language: body.language,
        producer: body.producer,
        creator: None,
        created: body.created.as_deref().and_then(text::date),
        modified: body.modified.as_deref().and_then(text::date),
        text,
        tagged: Known::Yes,
        claims: Vec::new(),
        checks: checks.0,
    }
}

fn headings(body: &Body, checks: &mut Checks) {
    let first = body.levels.first().copied().unwrap_or(1);
    let skips = body.levels.windows(2).filter(|pair| pair[1] > pair[0] + 1).count();
    let breaks = u32::from(first != 1).saturating_add(u32::try_from(skips).unwrap_or(u32::MAX));
    let is_long = body.letters > 3000;
    let outcome = if body.levels.is_empty() && !is_long { Outcome::Inapplicable } else { Outcome::CantTell };
    checks.add("headings", outcome, Evidence::count(u32::try_from(body.levels.len()).unwrap_or(u32::MAX)));
    doubtful(checks, "heading-order", u32::try_from(body.levels.len()).unwrap_or(u32::MAX), breaks);
}

/// Adds an outcome: in doubt if parts were found that a person must look at, passed if there are none, inapplicable if
/// nothing was examined.
fn doubtful(checks: &mut Checks, id: &'static str, looked_at: u32, found: u32) {
    let outcome = if found > 0 {
        Outcome::CantTell
    } else if looked_at > 0 {
        Outcome::Passed
    } else {
        Outcome::Inapplicable
    };
    checks.add(id, outcome, Evidence::count(found));
}
