//! Checks whether the file has text and tags, and whether the tags cover all content of the pages.

use super::{super::facts::PdfFacts, counted::sum};
use crate::{
    budget::Excess,
    found::{Checks, Evidence},
};
use rules::{Outcome, documents::Known};

/// Checks whether the pages have text. A page with pictures and no characters may be a picture of text.
pub fn text(found: &PdfFacts<'_>, checks: &mut Checks) -> Known {
    let contents = &found.contents;
    let shown = contents.pages - contents.empty_pages;
    if contents.pages_with_text > 0 {
        let of_pictures = contents.pages_of_pictures;
        if of_pictures > 0 {
            checks.add("text", Outcome::CantTell, Evidence::count(of_pictures));
        } else {
            checks.plain("text", Outcome::Passed);
        }
        return Known::Yes;
    }
    if found.annotations.fields > 0 || found.annotations.others > 0 {
        // Form fields and other annotations may contain text.
        checks.plain("text", Outcome::CantTell);
        return Known::Unknown;
    }
    if !found.is_read() {
        checks.plain("text", Outcome::CantTell);
        return Known::Unknown;
    }
    if shown == 0 {
        checks.plain("text", Outcome::Inapplicable);
        return Known::Unknown;
    }
    // If elements have alternatives, these may give all the text that the pictures show.
    let is_described = found.tree.as_ref().is_some_and(|tree| {
        let told = |said| said == super::super::structure::Said::Words;
        tree.elements.iter().any(|element| told(element.alternative) || told(element.replacement))
    });
    if is_described || contents.pages_of_pictures == 0 {
        checks.add("text", Outcome::CantTell, Evidence::count(shown));
        return if is_described { Known::Unknown } else { Known::No };
    }
    checks.add("text", Outcome::Failed, Evidence::count(shown));
    Known::No
}

pub fn tags(found: &PdfFacts<'_>, checks: &mut Checks) -> Result<Known, Excess> {
    let contents = &found.contents;
    let marks = &contents.marks;
    let mark_info = found.file.entry(&found.catalogue, "MarkInfo")?;
    let flag = |key: &str| -> Result<bool, Excess> {
        let Some(info) = mark_info.as_dictionary() else { return Ok(false) };
        Ok(found.file.entry(info, key)?.as_boolean() == Some(true))
    };
    let (is_marked, is_suspect) = (flag("Marked")?, flag("Suspects")?);
    let elements = found.tree.as_ref().map_or(0, |tree| tree.elements.len());
    let reaches = found.tree.as_ref().is_some_and(|tree| {
        marks.tagged_texts > 0
            || !marks.elements_shown.is_empty()
            || tree.elements.iter().any(|element| element.content > 0) && !contents.is_complete
            || !tree.objects.is_empty()
    });
    let is_empty = contents.empty_pages == contents.pages && contents.is_complete && elements == 0;
    let known = if is_empty {
        Known::Unknown
    } else if elements == 0 || (!reaches && contents.is_complete) {
        Known::No
    } else if is_marked {
        Known::Yes
    } else {
        Known::Unknown
    };
    let outcome = match known {
        Known::Yes => Outcome::Passed,
        Known::No => Outcome::Failed,
        Known::Unknown if is_empty => Outcome::Inapplicable,
        // The file has tags, but does not declare itself as tagged (`Marked`).
        Known::Unknown => Outcome::Failed,
    };
    checks.plain("tagged", outcome);
    // The pages of a portfolio are only a cover: its content is in the files that it contains.
    let known = if known == Known::No && found.catalogue.has("Collection") { Known::Unknown } else { known };
    if found.tree.is_some() && known != Known::No {
        let failed = sum(&[&marks.unmarked, &marks.artifact_in_tagged, &marks.tagged_in_artifact]);
        checks.counted("content-tagged", 1, failed);
        checks.plain("reading-order", Outcome::CantTell);
        checks.plain("suspects", if is_suspect { Outcome::Failed } else { Outcome::Passed });
    } else if is_suspect {
        checks.plain("suspects", Outcome::Failed);
    }
    roles(found, checks);
    Ok(known)
}

fn roles(found: &PdfFacts<'_>, checks: &mut Checks) {
    let Some(tree) = &found.tree else { return };
    let mut words: Vec<&String> =
        tree.roles.unmapped.iter().chain(&tree.roles.circular).chain(&tree.roles.remapped).collect();
    // Some software maps each type to itself («P is P»). This is a fault only in files that claim the standard.
    if found.metadata.as_ref().is_some_and(|metadata| metadata.part.is_some()) {
        words.extend(&tree.roles.own);
    }
    words.sort();
    let failed = Evidence {
        count: u32::try_from(words.len()).unwrap_or(u32::MAX),
        word: words.first().map(|word| (*word).clone()),
        ..Evidence::default()
    };
    checks.counted("role-map", u32::try_from(tree.elements.len()).unwrap_or(u32::MAX), failed);
}
