//! Checks of the title, the metadata, the claim of PDF/UA, bookmarks, permissions and characters.

use super::super::{facts::PdfFacts, fonts::Told, object::Object, structure::Said, structure::said, text};
use crate::{
    budget::Excess,
    found::{Checks, Evidence},
};
use rules::Outcome;

/// Number of pages above which bookmarks are expected (WCAG technique PDF2).
const MANY_PAGES: u32 = 20;
/// Bit 10 of the permissions: text may be extracted for accessibility.
const FOR_ACCESSIBILITY: i64 = 1 << 9;

pub fn title(found: &PdfFacts<'_>) -> Result<Option<String>, Excess> {
    let metadata = found.metadata.iter().flat_map(|metadata| &metadata.titles);
    let of_metadata = metadata.filter_map(|(_, title)| text::shown(title)).next();
    Ok(of_metadata.or(found.said("Title")?))
}

pub fn judge(found: &PdfFacts<'_>, checks: &mut Checks) -> Result<(), Excess> {
    let is_titled = title(found)?.is_some();
    checks.plain("title", if is_titled { Outcome::Passed } else { Outcome::Failed });
    let has_title =
        found.metadata.iter().flat_map(|held| &held.titles).any(|(_, title)| !title.trim().is_empty());
    let is_unreadable = found.has_metadata && found.metadata.is_none();
    let metadata = if has_title {
        Outcome::Passed
    } else if is_unreadable {
        Outcome::CantTell
    } else {
        Outcome::Failed
    };
    checks.plain("metadata-title", metadata);
    let preferences = found.file.entry(&found.catalogue, "ViewerPreferences")?;
    let shows = match preferences.as_dictionary() {
        Some(preferences) => found.file.entry(preferences, "DisplayDocTitle")?.as_boolean() == Some(true),
        None => false,
    };
    checks.plain("display-title", if shows { Outcome::Passed } else { Outcome::Failed });
    bookmarks(found, checks)?;
    if let Some(permissions) = found.file.permissions() {
        let outcome = if permissions & FOR_ACCESSIBILITY == 0 { Outcome::Failed } else { Outcome::Passed };
        checks.plain("permission", outcome);
    } else {
        checks.plain("permission", Outcome::Inapplicable);
    }
    let (told, count) = found.contents.told();
    let outcome = match told {
        Told::Unused => Outcome::Inapplicable,
        Told::Mapped => Outcome::Passed,
        Told::Unknown => Outcome::CantTell,
        Told::Unmapped | Told::Nonsense => Outcome::Failed,
    };
    let count = if outcome == Outcome::Failed { count } else { 0 };
    checks.add("characters", outcome, Evidence::count(count));
    Ok(())
}

fn bookmarks(found: &PdfFacts<'_>, checks: &mut Checks) -> Result<(), Excess> {
    let outlines = found.file.entry(&found.catalogue, "Outlines")?;
    let has = match outlines.as_dictionary() {
        Some(outlines) => found.file.entry(outlines, "First")?.as_dictionary().is_some(),
        None => false,
    };
    let outcome = if has {
        Outcome::Passed
    } else if found.contents.pages > MANY_PAGES {
        Outcome::CantTell
    } else {
        Outcome::Inapplicable
    };
    checks.plain("bookmarks", outcome);
    Ok(())
}

pub fn claims(found: &PdfFacts<'_>) -> Vec<String> {
    let part = found.metadata.as_ref().and_then(|metadata| metadata.part.as_ref());
    part.and_then(|part| text::shown(&part.value)).map(|part| format!("PDF/UA-{part}")).into_iter().collect()
}

/// Checks that a claim of PDF/UA is written as the standard requires (PDF/UA-1, 5), and that no other check has failed
/// that belongs to a clause of PDF/UA.
pub fn claim(found: &PdfFacts<'_>, claims: &[String], checks: &mut Checks) {
    let Some(metadata) = &found.metadata else { return checks.plain("claim", Outcome::Inapplicable) };
    let properties = [&metadata.part, &metadata.amendment, &metadata.corrigendum, &metadata.revision];
    if properties.iter().all(|property| property.is_none()) {
        return checks.plain("claim", Outcome::Inapplicable);
    }
    let is_spelled =
        properties.iter().filter_map(|property| property.as_ref()).all(|held| held.prefix == "pdfuaid");
    let part = metadata.part.as_ref().map(|part| part.value.as_str());
    let is_dated = metadata.revision.as_ref().is_some_and(|revision| {
        revision.value.len() == 4 && revision.value.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_known = part == Some("1") || part == Some("2") && is_dated;
    if !is_spelled || !is_known {
        let word = claims.first().cloned().unwrap_or_default();
        return checks.add("identification", Outcome::Failed, Evidence::word(word));
    }
    checks.plain("identification", Outcome::Passed);
    let broken = checks
        .0
        .iter()
        .filter(|check| check.outcome == Outcome::Failed)
        .filter(|check| rules::documents::entry(&check.id).is_some_and(|entry| !entry.pdf_ua.is_empty()));
    let count = u32::try_from(broken.count()).unwrap_or(u32::MAX);
    let outcome = if count > 0 { Outcome::Failed } else { Outcome::CantTell };
    checks.add("claim", outcome, Evidence::count(count));
}

/// Whether the value of an entry is a text that is not blank.
pub fn has_words(object: &Object) -> bool {
    said(object) == Said::Words
}
