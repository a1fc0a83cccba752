//! Checks of headings, figures, formulas, lists, tables of contents and notes, and of which elements they may contain
//! (ISO 32000-1, 14.8.4; PDF/UA-1, 7.3 to 7.9).

use super::super::{
    facts::PdfFacts,
    structure::{Element, Said, Tree},
};
use crate::found::{Checks, Evidence};
use rules::Outcome;
use std::collections::HashMap;

pub fn judge(found: &PdfFacts<'_>, checks: &mut Checks) {
    let Some(tree) = &found.tree else { return };
    headings(tree, checks, found);
    alternatives(tree, checks, "figure-alternative", "Figure", found.is_second_edition);
    alternatives(tree, checks, "formula-alternative", "Formula", found.is_second_edition);
    let breaks = if found.is_second_edition { second_list_breaks } else { list_breaks };
    within(tree, checks, "list-structure", &["L", "LI", "LBody"], breaks);
    within(tree, checks, "contents-structure", &["TOC", "TOCI"], contents_breaks);
    notes(tree, checks);
}

fn headings(tree: &Tree, checks: &mut Checks, found: &PdfFacts<'_>) {
    let level =
        |element: &Element| element.kind.strip_prefix('H').and_then(|digits| digits.parse::<u32>().ok());
    let levels: Vec<u32> = tree.elements.iter().filter_map(level).collect();
    let unnumbered = tree.elements.iter().filter(|element| element.kind == "H").count();
    if levels.is_empty() && unnumbered == 0 {
        // A short letter needs no headings. A person decides whether this document needs them.
        let outcome = if found.contents.pages > 1 { Outcome::CantTell } else { Outcome::Inapplicable };
        checks.plain("headings", outcome);
        checks.plain("heading-order", Outcome::Inapplicable);
        return;
    }
    checks.plain("headings", Outcome::CantTell);
    let begins_below = u32::from(levels.first().is_some_and(|first| *first != 1));
    let skips = levels.windows(2).filter(|pair| pair[1] > pair[0] + 1).count();
    let gaps = begins_below.saturating_add(u32::try_from(skips).unwrap_or(u32::MAX));
    if found.is_second_edition {
        // PDF/UA-2 has only headings with a level, and does not forbid to skip a level.
        let outcome = if unnumbered == 0 && gaps > 0 { Outcome::CantTell } else { Outcome::Passed };
        let outcome = if unnumbered > 0 { Outcome::Failed } else { outcome };
        let count = if unnumbered > 0 { u32::try_from(unnumbered).unwrap_or(u32::MAX) } else { gaps };
        return checks.add("heading-order", outcome, Evidence::count(count));
    }
    // A document must not mix `H` with `H1` to `H6`.
    let mut breaks = gaps.saturating_add(u32::from(!levels.is_empty() && unnumbered > 0));
    let doubled =
        tree.elements.iter().filter(|element| tree.kids(element).filter(|kid| kid.kind == "H").count() > 1);
    breaks = breaks.saturating_add(u32::try_from(doubled.count()).unwrap_or(u32::MAX));
    checks.counted("heading-order", 1, Evidence::count(breaks));
}

/// Checks that each element of a kind has an alternative or a replacement text. An empty alternative is none. An empty
/// replacement text is allowed: it means that there is nothing to read.
fn alternatives(tree: &Tree, checks: &mut Checks, id: &'static str, kind: &str, is_second_edition: bool) {
    let all: Vec<&Element> = tree.elements.iter().filter(|element| element.kind == kind).collect();
    // With ISO 32000-2, a formula may contain its description in MathML.
    let is_written_out = |element: &Element| {
        is_second_edition && kind == "Formula" && tree.kids(element).any(|kid| kid.kind == "Formula part")
    };
    let lacks = |element: &&&Element| {
        element.alternative != Said::Words && element.replacement == Said::Nothing && !is_written_out(element)
    };
    let failed = all.iter().filter(lacks).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    checks.counted(id, count(all.len()), Evidence::count(count(failed)));
}

/// Adds a check that counts the elements for which `breaks` is true. `kinds` are the kinds of elements that it judges.
pub(super) fn within(
    tree: &Tree,
    checks: &mut Checks,
    id: &'static str,
    kinds: &[&str],
    breaks: fn(&Tree, &Element) -> bool,
) {
    let looked_at = tree.elements.iter().filter(|element| kinds.contains(&element.kind)).count();
    let failed = tree.elements.iter().filter(|element| breaks(tree, element)).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    checks.counted(id, count(looked_at), Evidence::count(count(failed)));
}

/// Kinds of the child elements in their order. `NonStruct` and `Private` only group, so their children count instead.
pub(super) fn kinds_below<'t>(tree: &'t Tree, element: &'t Element) -> Vec<&'static str> {
    let mut kinds = Vec::new();
    let mut due: Vec<&Element> = tree.kids(element).collect();
    due.reverse();
    while let Some(kid) = due.pop() {
        if matches!(kid.kind, "NonStruct" | "Private") {
            let below: Vec<&Element> = tree.kids(kid).collect();
            due.extend(below.into_iter().rev());
        } else {
            kinds.push(kid.kind);
        }
    }
    kinds
}

pub(super) fn parent_kind(tree: &Tree, element: &Element) -> &'static str {
    tree.structural_parent(element).map_or("", |parent| parent.kind)
}

fn list_breaks(tree: &Tree, element: &Element) -> bool {
    let all_in = |allowed: &[&str]| kinds_below(tree, element).iter().all(|kind| allowed.contains(kind));
    match element.kind {
        "L" => !all_in(&["L", "LI", "Caption"]) || !caption_is_first_or_none(tree, element),
        "LI" => parent_kind(tree, element) != "L" || !all_in(&["Lbl", "LBody"]),
        "LBody" => parent_kind(tree, element) != "LI",
        _ => false,
    }
}

/// The rules of lists in PDF/UA-2: also, a list whose items have labels must declare how they are numbered.
fn second_list_breaks(tree: &Tree, element: &Element) -> bool {
    let has_labels = || tree.kids(element).any(|item| tree.kids(item).any(|part| part.kind == "Lbl"));
    list_breaks(tree, element) || element.kind == "L" && !element.list_numbering && has_labels()
}

fn contents_breaks(tree: &Tree, element: &Element) -> bool {
    let all_in = |allowed: &[&str]| kinds_below(tree, element).iter().all(|kind| allowed.contains(kind));
    match element.kind {
        "TOC" => !all_in(&["TOC", "TOCI", "Caption"]) || !caption_is_first_or_none(tree, element),
        "TOCI" => parent_kind(tree, element) != "TOC",
        _ => false,
    }
}

fn caption_is_first_or_none(tree: &Tree, element: &Element) -> bool {
    !kinds_below(tree, element).iter().skip(1).any(|kind| *kind == "Caption")
}

/// Checks that each note has a unique identifier (PDF/UA-1, 7.9).
fn notes(tree: &Tree, checks: &mut Checks) {
    let notes: Vec<&Element> = tree.elements.iter().filter(|element| element.kind == "Note").collect();
    let mut uses: HashMap<&[u8], u32> = HashMap::new();
    for id in tree.elements.iter().filter_map(|element| element.id.as_deref()) {
        *uses.entry(id).or_default() += 1;
    }
    let failed = notes.iter().filter(|note| match note.id.as_deref() {
        None | Some([]) => true,
        Some(id) => uses.get(id).is_some_and(|count| *count > 1),
    });
    let failed = u32::try_from(failed.count()).unwrap_or(u32::MAX);
    checks.counted("note-id", u32::try_from(notes.len()).unwrap_or(u32::MAX), Evidence::count(failed));
}
