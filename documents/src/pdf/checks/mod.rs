//! Judges the facts of a PDF. Each check follows the text of PDF/UA-1 (ISO 14289-1) and ISO 32000-1. If neither pass
//! nor failure can be proven, the outcome is `cantTell`.

mod annotated;
mod attached;
mod counted;
mod document;
mod language;
mod nesting;
mod tables;
mod tagged;

use super::{facts::PdfFacts, text};
use crate::{budget::Excess, found::Checks};
use rules::{
    Outcome,
    documents::{Facts, Format, Known},
};

pub(super) fn judge(found: &PdfFacts<'_>) -> Result<Facts, Excess> {
    let mut checks = Checks::default();
    let text = tagged::text(found, &mut checks);
    let is_tagged = tagged::tags(found, &mut checks)?;
    document::judge(found, &mut checks)?;
    language::judge(found, &mut checks)?;
    nesting::judge(found, &mut checks);
    tables::judge(found, &mut checks);
    annotated::judge(found, &mut checks)?;
    attached::judge(found, &mut checks)?;
    let claims = document::claims(found);
    document::claim(found, &claims, &mut checks);
    if !found.is_whole() {
        soften(&mut checks);
    }
    checks.0.sort_by_key(|check| rules::documents::position(&check.id));
    let metadata = found.metadata.as_ref();
    let of_metadata = |value: Option<&String>| value.and_then(|value| text::shown(value));
    let dated = |said: Option<String>, meta: Option<&String>| {
        said.as_deref().and_then(text::date).or_else(|| meta.and_then(|value| text::date(value)))
    };
    Ok(Facts {
        format: Format::Pdf,
        pages: Some(found.contents.pages),
        title: document::title(found)?,
        language: language::of_document(found)?,
        producer: found.said("Producer")?.or(of_metadata(metadata.and_then(|held| held.producer.as_ref()))),
        creator: found.said("Creator")?.or(of_metadata(metadata.and_then(|held| held.creator_tool.as_ref()))),
        created: dated(found.said("CreationDate")?, metadata.and_then(|held| held.created.as_ref())),
        modified: dated(found.said("ModDate")?, metadata.and_then(|held| held.modified.as_ref())),
        text,
        tagged: if found.is_whole() || is_tagged == Known::Yes { is_tagged } else { Known::Unknown },
        claims,
        checks: checks.0,
    })
}

/// Turns `failed` into `cantTell`. In a file that could not be read as a whole, something that was not found is not
/// proven to be missing.
fn soften(checks: &mut Checks) {
    for check in checks.0.iter_mut().filter(|check| check.outcome == Outcome::Failed) {
        check.outcome = Outcome::CantTell;
    }
}
