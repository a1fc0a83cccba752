//! Content that appears under the pointer does not disappear by itself.

use crate::{
    Node, Page, Rule, Verdict,
    page::hovered::Hovered,
    parts::{
        hover_content::{controls, is_component, trigger_words},
        links,
    },
    referential::Aspect,
    standards::{
        word_list::{WordList, entries},
        words::normalise,
    },
};

const PLAYERS: &[&str] = &["video", "audio", "canvas", "iframe", "object", "embed"];
/// Most nodes of a part of the page in which a player or a slide show is searched for.
const MOST_NEAR: usize = 200;

pub static RULE: Rule = Rule {
    id: "hover-content-persists",
    aspects: &[Aspect::new("additional-content-persistent")],
    act: &[],
    wcag: &["1.4.13"],
    doc: include_str!("hover_content_persists.md"),
    applicability,
    expectation,
};

/// Content that disappeared both times while the pointer rested.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.hovered().iter().filter(|content| content.seen.is_brief).map(Hovered::told).collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    let Some(content) = node.page().hovered_at(node) else { return Verdict::pass() };
    let is_proven = is_component(&content)
        && stays_valid(&content)
        && !may_be_our_doing(&content)
        && !tells_of_a_state(&content)
        && !is_beside_what_plays(&content);
    let verdict = if is_proven {
        Verdict::fail("hover-content-goes")
    } else {
        Verdict::cant_tell("hover-content-perhaps-goes")
    };
    verdict.with("trigger", trigger_words(&content))
}

/// Whether the content stays valid as time passes: it is a menu, or it describes its trigger in words that speak of no
/// state.
fn stays_valid(content: &Hovered<'_>) -> bool {
    static STATES: WordList =
        WordList::new(|| entries(include_str!("../../../data/words/passing-states.txt")));
    let Some(node) = content.node else { return false };
    let tells_of_one = node.descendants().filter(Node::is_text).any(|text| {
        let says = normalise(text.text());
        STATES.iter().any(|state| says.contains(state))
    });
    let name = node.attribute("id").unwrap_or_default();
    let describes = |trigger: Node<'_>| {
        let within = std::iter::once(trigger).chain(trigger.descendants());
        !name.is_empty()
            && within.into_iter().any(|other| other.tokens("aria-describedby").any(|id| id == name))
    };
    is_menu(content, node) || !tells_of_one && describes(content.trigger)
}

/// Whether the content is beside its trigger and consists of links only. A message may contain a link among its words.
fn is_menu(content: &Hovered<'_>, node: Node<'_>) -> bool {
    const WHOLE: &[&str] = &["body", "main", "header", "footer", "section", "article"];
    let is_link = |node: Node<'_>| links::address(node).is_some();
    let says_more = |text: &Node<'_>| {
        text.is_text() && !text.text().trim().is_empty() && text.closest(|around| is_link(*around)).is_none()
    };
    let beside = content.trigger.parent().filter(|parent| !parent.is_one_of(WHOLE));
    let is_near = [Some(content.trigger), beside]
        .into_iter()
        .flatten()
        .any(|around| node.closest(|other| *other == around).is_some());
    is_near && controls(content).into_iter().any(is_link) && !node.descendants().any(|text| says_more(&text))
}

/// Whether the content may have disappeared because a request of the page was refused, or because it moves by itself.
fn may_be_our_doing(content: &Hovered<'_>) -> bool {
    let page = content.trigger.page();
    let is_quiet =
        page.hovers().is_some_and(|hovers| hovers.refused_requests == 0 && hovers.closed_dialogs == 0);
    !is_quiet || page.is_unsettled() || page.is_moving(content.told()) || page.is_moving(content.trigger)
}

/// Whether the content may be about something that ends with it: a message, or a wait.
fn tells_of_a_state(content: &Hovered<'_>) -> bool {
    const STATES: &[&str] = &["status", "alert", "log", "timer", "marquee", "progressbar"];
    let is_state = |node: Node<'_>| {
        node.has_attribute("aria-live")
            || node.has_attribute("aria-busy")
            || node.role_tokens().iter().any(|role| STATES.contains(&role.as_str()))
    };
    let node = content.told();
    std::iter::once(node).chain(node.descendants()).chain(node.ancestors()).any(is_state)
}

/// Whether a player or a slide show is near. Their controls are often hidden while the pointer rests.
fn is_beside_what_plays(content: &Hovered<'_>) -> bool {
    const WHOLE: &[&str] = &["html", "body", "main"];
    let plays = |node: &Node<'_>| node.is_one_of(PLAYERS) || is_called_a_show(*node);
    let holds_one = |node: &Node<'_>| node.descendants().take(MOST_NEAR).any(|inner| plays(&inner));
    content.trigger.closest(|node| plays(node) || !node.is_one_of(WHOLE) && holds_one(node)).is_some()
}

fn is_called_a_show(node: Node<'_>) -> bool {
    static NAMES: WordList = WordList::new(|| entries(include_str!("../../../data/words/what-plays.txt")));
    ["class", "id", "aria-roledescription"].iter().filter_map(|name| node.attribute(name)).any(|value| {
        let value = value.to_lowercase();
        NAMES.iter().any(|name| value.contains(name))
    })
}
