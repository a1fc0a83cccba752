//! A link that announces the main content leads to it.

use crate::{
    Node, Page, Rule, Verdict,
    page::sections::walk::Next,
    parts::skip_links::{self, InPage},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "skip-link-works",
    aspects: &[Aspect::new("skip-link-works")],
    act: &[],
    wcag: &["2.4.1"],
    doc: include_str!("skip_link_works.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let links = skip_links::all(page).into_iter().map(|found| found.link);
    links.filter(|link| !link.is_hidden() && skip_links::announces_content(*link)).collect()
}

/// The verdict from following the link, if the capture tried it. After that, the next press of Tab must not reach the
/// element after the link, if this is before the target.
fn in_use(link: Node<'_>, target: Node<'_>) -> Verdict {
    let Some((stop, skip)) = link.page().followed(link) else { return Verdict::pass() };
    let next = link.page().reached().find(|reached| reached.presses == stop.presses + 1);
    let is_before =
        next.is_some_and(|next| next.node.document() == 0 && next.node.number() < target.number());
    if skip.next != Next::SameAsBefore || !is_before {
        return Verdict::pass();
    }
    let presses = stop.presses.to_string();
    if skip.moves_target {
        Verdict::cant_tell("skip-link-only-scrolls").with("presses", presses)
    } else {
        Verdict::fail("skip-link-does-nothing").with("presses", presses)
    }
}

fn expectation(link: Node<'_>) -> Verdict {
    let page = link.page();
    let found = skip_links::all(page).into_iter().find(|found| found.link == link);
    if let Some(InPage { target: Some(target), .. }) = found {
        return if target.is_hidden() && target.rendered_text().is_empty() && !target.is("a") {
            Verdict::cant_tell("skip-link-to-hidden")
        } else {
            in_use(link, target)
        };
    }
    let address = link.attribute("href").unwrap_or_default();
    let empty = address.ends_with('#') || address.ends_with("#top");
    // A script may move the focus although the address leads nowhere.
    let scripted =
        !page.all(&["script"]).is_empty() || link.attributes().any(|(name, _)| name.starts_with("on"));
    if empty || scripted {
        Verdict::cant_tell("skip-link-to-nothing-perhaps").with("address", address)
    } else {
        Verdict::fail("skip-link-to-nothing").with("address", address)
    }
}
