//! A link with a vague name has a context that completes it.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{link_context, link_names, links},
    referential::Aspect,
    standards::words,
};
use url::Url;

pub static RULE: Rule = Rule {
    id: "link-is-explicit",
    aspects: &[
        Aspect::new("text-link-explicit"),
        Aspect::new("image-link-explicit"),
        Aspect::new("composite-link-explicit"),
        Aspect::new("svg-link-explicit"),
    ],
    act: &["5effbb"],
    wcag: &["2.4.4"],
    doc: include_str!("link_is_explicit.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    links::exposed(page).into_iter().filter(|link| !link.accessible_name().is_empty()).collect()
}

fn expectation(link: Node<'_>) -> Verdict {
    let name = link.accessible_name();
    let told = |verdict: Verdict| verdict.with("name", name).of(&[links::kind(link).aspect()]);
    if !link_names::is_vague(name) {
        return if is_doubtful(name) {
            told(Verdict::cant_tell("link-name-is-address"))
        } else {
            Verdict::pass().of(&[links::kind(link).aspect()])
        };
    }
    if link_context::is_surrounded(link) || is_in_menu(link) {
        return told(Verdict::cant_tell("link-vague-in-context"));
    }
    match link_context::heading_before(link) {
        None => told(Verdict::fail("link-vague")),
        Some(heading) if has_twin_elsewhere(link, heading) => {
            told(Verdict::fail("link-vague-twins")).with("heading", heading.accessible_name())
        }
        Some(_) => told(Verdict::cant_tell("link-vague-under-heading")),
    }
}

/// Whether the link is in a menu, where a short name may be the name of a part of the site.
fn is_in_menu(link: Node<'_>) -> bool {
    link.ancestors().any(|node| node.is("nav") || node.role_tokens().iter().any(|role| role == "navigation"))
}

/// Whether the name is an address with a path, a file name, or only signs, which is clear to some people only.
fn is_doubtful(name: &str) -> bool {
    let is_long_address =
        words::is_url(name) && Url::parse(name.trim()).is_ok_and(|url| url.path().len() > 1);
    is_long_address || words::is_file_name(name) || words::is_only_punctuation(name)
}

/// Whether another link of the same name under the same heading, with no better context, leads to another place, so
/// that nothing distinguishes the two.
fn has_twin_elsewhere(link: Node<'_>, heading: Node<'_>) -> bool {
    let Some(own) = destination(link) else { return false };
    let name = words::normalise(link.accessible_name());
    let is_twin = |other: &Node<'_>| {
        *other != link
            && words::normalise(other.accessible_name()) == name
            && destination(*other).is_some_and(|place| place != own)
            && !link_context::is_surrounded(*other)
            && link_context::heading_before(*other) == Some(heading)
    };
    links::exposed(link.page()).iter().any(is_twin)
}

/// Host and path of the link's web address. Query and fragment are left out, because another one may lead to the same
/// place.
fn destination(link: Node<'_>) -> Option<String> {
    let base = Url::parse(link.page().url()).ok()?;
    let url = base.join(links::address(link)?.trim()).ok()?;
    let path = url.path().trim_end_matches('/').trim_end_matches("/index.html").to_ascii_lowercase();
    matches!(url.scheme(), "http" | "https").then(|| format!("{}{path}", url.host_str().unwrap_or_default()))
}
