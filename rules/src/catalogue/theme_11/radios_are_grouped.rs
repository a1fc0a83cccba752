//! Radio buttons of one question are in a group.

use crate::standards::word_list::{WordList, entries};
use crate::{Node, Page, Rule, Verdict, parts::fields, referential::Aspect, standards::words::normalise};
use std::collections::HashSet;

/// Answers that mean nothing without their question.
static BARE_ANSWERS: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/bare-answers.txt")));

pub static RULE: Rule = Rule {
    id: "radios-are-grouped",
    aspects: &[Aspect::new("fields-grouped")],
    act: &[],
    wcag: &["1.3.1", "3.3.2"],
    doc: include_str!("radios_are_grouped.md"),
    applicability,
    expectation,
};

/// The first button of each series.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let mut met = HashSet::new();
    let mut firsts = Vec::new();
    for radio in fields::exposed(page).into_iter().filter(|node| is_radio(*node)) {
        let name = radio.attribute("name").unwrap_or_default();
        if !met.insert((name, fields::form_of(radio), radio.document(), radio.shadow_host())) {
            continue;
        }
        let series = series(radio);
        if series.len() > 1 && series.first() == Some(&radio) {
            firsts.push(radio);
        }
    }
    firsts
}

fn is_radio(node: Node<'_>) -> bool {
    node.is("input") && fields::input_type(node) == "radio"
}

/// Exposed radio buttons with the same name, in the same form and tree. Empty if the node is no radio button with a
/// name.
fn series(radio: Node<'_>) -> Vec<Node<'_>> {
    let Some(name) = radio.attribute("name").filter(|name| is_radio(radio) && !name.is_empty()) else {
        return Vec::new();
    };
    let form = fields::form_of(radio);
    let same = |node: &Node<'_>| {
        node.attribute("name") == Some(name)
            && is_radio(*node)
            && fields::form_of(*node) == form
            && node.is_exposed()
    };
    let tree =
        |node: &Node<'_>| node.document() == radio.document() && node.shadow_host() == radio.shadow_host();
    radio.page().all(&["input"]).into_iter().filter(|node| same(node) && tree(node)).collect()
}

fn expectation(first: Node<'_>) -> Verdict {
    let series = series(first);
    if series.iter().all(|radio| group_of(*radio).is_some()) {
        return Verdict::pass();
    }
    let alone = |radio: &Node<'_>| {
        ["title", "aria-label", "aria-labelledby", "aria-describedby"]
            .iter()
            .all(|name| !radio.has_attribute(name))
    };
    let bare = |radio: &Node<'_>| {
        fields::label(*radio).is_some_and(|(_, text)| BARE_ANSWERS.contains(&normalise(&text).as_str()))
    };
    let others = fields::form_of(first).is_some_and(|form| {
        form.descendants().any(|node| fields::is_field(node) && node.is_exposed() && !series.contains(&node))
    });
    let ungrouped = series.iter().all(|radio| group_of(*radio).is_none());
    if ungrouped && others && series.iter().all(|radio| alone(radio) && bare(radio)) {
        Verdict::fail("radios-without-group")
    } else {
        Verdict::cant_tell("radios-perhaps-to-group")
    }
}

fn group_of(radio: Node<'_>) -> Option<Node<'_>> {
    radio.ancestors().find(|node| match fields::explicit_role(*node) {
        Some(role) => ["group", "radiogroup"].contains(&role),
        None => node.is("fieldset"),
    })
}
