//! The title of the page is neither a placeholder nor an address.

use crate::{Node, Page, Rule, Verdict, referential::Aspect, standards::words};

pub static RULE: Rule = Rule {
    id: "page-title-says-something",
    aspects: &[Aspect::new("page-title-relevant"), Aspect::new("page-title-descriptive")],
    act: &["c4a8a4"],
    wcag: &["2.4.2"],
    doc: include_str!("page_title_says_something.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let has_title = page.title().is_some_and(|title| !title.is_empty());
    page.root_element().filter(|root| has_title && root.is("html")).into_iter().collect()
}

fn expectation(html: Node<'_>) -> Verdict {
    let title = html.page().title().unwrap_or_default();
    let verdict = match title.as_str() {
        text if words::is_placeholder_page_title(text) => Verdict::fail("title-placeholder"),
        text if words::is_file_name(text) || is_page_file(text) => Verdict::fail("title-file-name"),
        text if words::is_url(text) && !is_own_name(text, html.page()) => Verdict::fail("title-address"),
        text if words::is_only_punctuation(text) => Verdict::fail("title-placeholder"),
        _ => return Verdict::cant_tell("title-to-read").with("title", title),
    };
    verdict.with("title", title)
}

fn is_page_file(title: &str) -> bool {
    const ENDINGS: &[&str] = &["html", "htm", "xhtml", "php", "asp", "aspx", "jsp", "cfm"];
    let ending = title.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let one_word = !title.contains(char::is_whitespace);
    one_word && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Whether the title is the host name of the page, with or without `www.`: some sites are named after their domain.
fn is_own_name(title: &str, page: &Page) -> bool {
    let host = url::Url::parse(page.url()).ok().and_then(|url| url.host_str().map(str::to_owned));
    let plain = |text: &str| text.trim().trim_start_matches("www.").trim_end_matches('/').to_lowercase();
    !title.contains("//") && host.is_none_or(|host| plain(&host) == plain(title))
}
