//! Checks that the natural language of all texts is declared, and that language tags are valid (PDF/UA-1, 7.2;
//! ISO 32000-1, 14.9.2).

use super::{
    super::{
        annotations::names_its_language,
        facts::PdfFacts,
        structure::{Said, Tree},
        text,
        xmp::Metadata,
    },
    counted::sum,
};
use crate::{
    budget::Excess,
    found::{Checks, Evidence},
};
use rules::Outcome;

/// Greatest number of bookmarks of the first level that are read.
const MOST_BOOKMARKS: usize = 200;

/// The language of the whole document, as the catalogue declares it.
pub fn of_document(found: &PdfFacts<'_>) -> Result<Option<String>, Excess> {
    let language = found.file.entry(&found.catalogue, "Lang")?;
    Ok(language.as_text().and_then(|raw| text::shown(&text::decode(raw))))
}

pub fn judge(found: &PdfFacts<'_>, checks: &mut Checks) -> Result<(), Excess> {
    let whole = of_document(found)?;
    tags(found, whole.as_deref(), checks)?;
    if whole.is_some() {
        checks.plain("language", Outcome::Passed);
        return Ok(());
    }
    let marks = &found.contents.marks;
    let mut failed = sum(&[
        &marks.without_language,
        &marks.properties_without_language,
        &found.annotations.texts_without_language,
    ]);
    let of_elements = found.tree.as_ref().map_or(0, alternatives_without_language);
    failed.count = failed.count.saturating_add(of_elements).saturating_add(u32::from(has_outline(found)?));
    failed.count = failed.count.saturating_add(u32::from(has_title_of_no_language(found)));
    // PDF/UA-2, 8.4.4, requires that the catalogue declares the language.
    failed.count = failed.count.saturating_add(u32::from(found.is_second_edition));
    let outcome = if failed.count > 0 {
        Outcome::Failed
    } else if !found.contents.is_complete {
        Outcome::CantTell
    } else if found.contents.pages_with_text > 0 {
        Outcome::Passed
    } else {
        Outcome::Inapplicable
    };
    checks.add("language", outcome, failed);
    Ok(())
}

fn alternatives_without_language(tree: &Tree) -> u32 {
    let words = |said| said == Said::Words;
    let each = tree.elements.iter().filter(|element| {
        !element.has_language
            && (words(element.alternative) || words(element.replacement) || words(element.expansion))
    });
    u32::try_from(each.count()).unwrap_or(u32::MAX)
}

fn has_outline(found: &PdfFacts<'_>) -> Result<bool, Excess> {
    let outlines = found.file.entry(&found.catalogue, "Outlines")?;
    let Some(outlines) = outlines.as_dictionary() else { return Ok(false) };
    let mut at = found.file.entry(outlines, "First")?;
    for _ in 0..MOST_BOOKMARKS {
        let Some(bookmark) = at.as_dictionary() else { return Ok(false) };
        let title = found.file.entry(bookmark, "Title")?;
        if super::document::has_words(&title) && !names_its_language(&title) {
            return Ok(true);
        }
        let next = found.file.entry(bookmark, "Next")?;
        at = next;
    }
    Ok(false)
}

/// Whether titles or other texts of the metadata lack a language. `x-default` names no language.
fn has_title_of_no_language(found: &PdfFacts<'_>) -> bool {
    let tells = |language: &Option<String>| {
        language.as_deref().is_some_and(|tag| tag != "x-default" && !tag.is_empty())
    };
    let texts = |metadata: &Metadata| {
        let titles = metadata.titles.iter().map(|(language, _)| language);
        let told: Vec<bool> = titles.map(tells).collect();
        !told.is_empty() && !told.contains(&true) || metadata.texts_of_no_language > 0
    };
    found.metadata.as_ref().is_some_and(texts)
}

fn tags(found: &PdfFacts<'_>, whole: Option<&str>, checks: &mut Checks) -> Result<(), Excess> {
    let raw = found.file.entry(&found.catalogue, "Lang")?;
    let of_elements =
        found.tree.iter().flat_map(|tree| &tree.elements).filter_map(|element| element.language.as_deref());
    let of_marks = found.contents.marks.languages.iter().map(String::as_str);
    let mut wrong: Vec<&str> =
        whole.into_iter().chain(of_elements).chain(of_marks).filter(|tag| !is_tag(tag)).collect();
    wrong.sort_unstable();
    wrong.dedup();
    let is_empty = raw.as_text().is_some() && whole.is_none();
    let count = u32::try_from(wrong.len()).unwrap_or(u32::MAX).saturating_add(u32::from(is_empty));
    let any = u32::from(
        whole.is_some() || found.tree.iter().any(|tree| tree.elements.iter().any(|e| e.language.is_some())),
    );
    let word = wrong.first().map(|tag| (*tag).to_owned());
    checks.counted("language-tag", any, Evidence { count, word, ..Evidence::default() });
    Ok(())
}

/// Whether a language tag has the syntax of RFC 3066, to which ISO 32000-1 refers: parts of one to eight characters,
/// the first of letters, the others of letters and digits.
fn is_tag(tag: &str) -> bool {
    // An empty tag means that the language is not known. It is allowed everywhere except in the catalogue.
    if tag.is_empty() {
        return true;
    }
    tag.split('-').enumerate().all(|(number, part)| {
        let fits = |byte: u8| byte.is_ascii_alphabetic() || number > 0 && byte.is_ascii_digit();
        (1..=8).contains(&part.len()) && part.bytes().all(fits)
    })
}

#[cfg(test)]
mod tests {
    use super::is_tag;

    #[test]
    fn tags_follow_the_syntax_that_the_standard_names() {
        for tag in ["fr", "fr-FR", "i-klingon", "x-patois", "de-CH-1996", ""] {
            assert!(is_tag(tag), "{tag}");
        }
        for tag in ["français", "fr_FR", "fr-", "1fr", "abcdefghi", "fr FR"] {
            assert!(!is_tag(tag), "{tag}");
        }
    }
}
