//! Predicates whose proof is only partial: they sort work for a person and never make a test inapplicable.

use super::{Predicate, scan::Scan};
use crate::{Node, standards::words};

pub static LIKELY: &[(&str, Predicate)] = &[
    ("captcha", |scan| !has_verification(scan)),
    ("captcha-img", |scan| super::images::no_named_image(scan) || !has_verification(scan)),
    ("colour-word", |scan| !shown_texts(scan).any(words::names_a_colour)),
    ("contrast-mechanism", no_contrast_switch),
    ("quotation-mark", |scan| {
        !scan.has(&["q", "blockquote", "cite"]) && !shown_texts(scan).any(holds_quotation)
    }),
    ("cryptic-content", |scan| !scan.has(&["pre"]) && !shown_texts(scan).any(is_cryptic)),
    ("non-search-field", |scan| scan.fields.iter().all(|field| is_search_field(*field))),
];

/// Rendered texts, and the texts that stand for images and controls.
fn shown_texts<'p>(scan: &Scan<'p>) -> impl Iterator<Item = &'p str> {
    let rendered: Vec<&str> = scan.texts.iter().filter(|text| !text.is_hidden()).map(Node::text).collect();
    let names = scan.named(&["img", "area", "input", "svg"]).chain(scan.with_role(&["img", "image"]));
    let names: Vec<&str> = names.map(|node| node.accessible_name()).collect();
    rendered.into_iter().chain(names)
}

fn has_verification(scan: &Scan<'_>) -> bool {
    let speaks = |node: Node<'_>| {
        let told = ["id", "class", "name", "src", "action"].iter().filter_map(|name| node.attribute(name));
        told.into_iter().any(words::speaks_of_captcha)
    };
    scan.fields.iter().any(|field| !is_search_field(*field))
        || scan.page.elements().any(speaks)
        || shown_texts(scan).any(words::speaks_of_captcha)
        || scan.page.all(&["iframe", "frame", "script"]).into_iter().any(comes_from_verifier)
}

fn comes_from_verifier(node: Node<'_>) -> bool {
    node.attribute("src").and_then(super::media::host).is_some_and(words::is_captcha_host)
}

/// See «Search field» in the README beside the data.
fn is_search_field(field: Node<'_>) -> bool {
    let by_role =
        |node: &Node<'_>| node.role_tokens().iter().any(|role| role == "search" || role == "searchbox");
    let named = |name: &str| field.attribute(name).is_some_and(words::is_search_field_name);
    (field.is("input") && field.attribute_is("type", "search"))
        || by_role(&field)
        || field.closest(|above| above.is("search") || by_role(above)).is_some()
        || named("name")
        || named("id")
}

fn no_contrast_switch(scan: &Scan<'_>) -> bool {
    let controls = scan.named(&["button", "summary"]).chain(scan.with_role(&["button"]));
    let links = scan.links.iter().map(|link| link.node);
    let clickable = scan.page.elements().filter(Node::is_clickable);
    let sheet = |link: Node<'_>| {
        link.tokens("rel").any(|word| word.eq_ignore_ascii_case("alternate"))
            && link.tokens("rel").any(|word| word.eq_ignore_ascii_case("stylesheet"))
    };
    !controls.chain(links).chain(clickable).chain(scan.fields.iter().copied()).any(may_switch)
        && !scan.page.all(&["link"]).into_iter().any(sheet)
}

fn may_switch(node: Node<'_>) -> bool {
    let told = ["id", "class", "href"].iter().filter_map(|name| node.attribute(name));
    told.into_iter().any(words::may_announce_contrast_switch)
        || words::may_announce_contrast_switch(node.accessible_name())
        || words::may_announce_contrast_switch(&node.text_content())
}

fn holds_quotation(text: &str) -> bool {
    text.contains(['«', '»', '‹', '›', '"', '“', '”', '„', '‟'])
        || text.split_once('‘').is_some_and(|(_, rest)| rest.contains('’'))
}

fn is_cryptic(text: &str) -> bool {
    let is_symbol = |character: &char| !character.is_alphanumeric() && !character.is_whitespace();
    let characters: Vec<char> = text.chars().collect();
    let run = characters.windows(3).any(|three| three.iter().all(is_symbol));
    run || words::has_emoji(text) || words::has_emoticon(text)
}
