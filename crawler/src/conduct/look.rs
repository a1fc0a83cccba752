//! Checks that a captured page is the requested page of the site. Any other page is never judged as if it were.

use super::{Failure, consent_wall};
use crate::{
    cause::{Cause, challenge, soft_not_found},
    discovery::SiteScope,
};
use http::{HeaderMap, StatusCode};
use rules::Page;
use url::Url;

/// Media types that rules can judge.
const DOCUMENTS: &[&str] = &["text/html", "application/xhtml+xml", "image/svg+xml"];

/// Reason for which this page says nothing about the site, if any. `site` is `None` if one address was requested,
/// whichever site it leads to.
pub fn failure(page: &Page, site: Option<&SiteScope>) -> Option<Failure> {
    let snapshot = page.snapshot();
    if let Some(firewall) = firewall(page) {
        return Some(Failure::new(Cause::FirewallChallenge, firewall));
    }
    let status = StatusCode::from_u16(snapshot.status).ok();
    if let Some(cause) = status.and_then(Cause::of_status) {
        return Some(Failure::new(cause, format!("HTTP {}", snapshot.status)));
    }
    if !DOCUMENTS.contains(&snapshot.content_type.as_str()) {
        return Some(Failure::new(Cause::NotHtml, &snapshot.content_type));
    }
    if is_binary(page) {
        return Some(Failure::new(Cause::NotHtml, "binary content"));
    }
    let elsewhere = |url: &Url| site.is_some_and(|site| !site.covers(url));
    if Url::parse(page.url()).is_ok_and(|url| elsewhere(&url)) {
        return Some(Failure::new(Cause::RedirectOffSite, page.url()));
    }
    site.and_then(|_| absence(page))
}

/// The reason if the site responded with something else than a page of its own.
fn absence(page: &Page) -> Option<Failure> {
    let headings = page.all(&["h1", "h2"]);
    let heading = headings.iter().find(|heading| !heading.is_hidden()).map(|heading| heading.rendered_text());
    if soft_not_found::detect(&page.title().unwrap_or_default(), heading.as_deref()) {
        return Some(Failure::new(Cause::SoftNotFound, heading.or(page.title()).unwrap_or_default()));
    }
    if consent_wall::stands_alone(page) {
        return Some(Failure::new(Cause::EmptyPage, "only a question of consent"));
    }
    is_empty(page).then(|| Failure::new(Cause::EmptyPage, ""))
}

/// Whether the content is binary although announced as HTML: the browser shows replacement characters.
fn is_binary(page: &Page) -> bool {
    let text = page.root().text_content();
    let strange = |c: &char| *c == '\u{fffd}' || (c.is_control() && !c.is_whitespace());
    let count = text.chars().filter(strange).count();
    count > 50 && count * 5 > text.chars().count()
}

/// The name of a firewall. Its marks stand in few places: title, text, and addresses of scripts and frames.
fn firewall(page: &Page) -> Option<&'static str> {
    const LITTLE: usize = 4000;
    let body = page.body()?;
    let mut text = page.title().unwrap_or_default();
    text.push_str(&body.rendered_text());
    if text.len() > LITTLE {
        return None;
    }
    for element in page.all(&["script", "iframe", "form", "div", "meta"]) {
        for name in ["src", "action", "id", "class", "content"] {
            text.push(' ');
            text.push_str(element.attribute(name).unwrap_or_default());
        }
    }
    let status = StatusCode::from_u16(page.snapshot().status).unwrap_or(StatusCode::OK);
    challenge::detect(status, &HeaderMap::new(), &text).map(|challenge| challenge.firewall)
}

/// Whether there is nothing to read, see or use: the page was not displayed.
fn is_empty(page: &Page) -> bool {
    let has_shown = || page.all(consent_wall::SHOWN).iter().any(|node| !node.is_hidden());
    page.root().rendered_text().is_empty() && !has_shown()
}
