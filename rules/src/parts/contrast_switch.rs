//! A control that may let the user choose other colours. With such a control the RGAA accepts the default colours.

use crate::standards::word_list::{WordList, entries};
use crate::{Node, Page};
use url::Url;

/// Words by which a control of any kind announces that it changes the look of the page.
static WORDS: WordList = WordList::new(|| entries(include_str!("../../data/words/display-controls.txt")));
/// Words that count only on a control that opens something. A link with these words leads to the accessibility
/// statement.
static PANEL_WORDS: WordList = WordList::new(|| entries(include_str!("../../data/words/display-panels.txt")));
/// Parts of the addresses of scripts that add a control for the display.
static SCRIPTS: WordList = WordList::new(|| entries(include_str!("../../data/words/display-scripts.txt")));
const CONTROLS: &[&str] = &["a", "button", "input", "select", "summary", "label", "option"];

/// Whether the page may have a control that changes the colours. Only a person who tries the control can be sure.
pub fn may_be_offered(page: &Page) -> bool {
    struct Offered(bool);
    let look = |page: &Page| {
        Offered(page.elements().any(|node| is_switch(node) || is_alternate_sheet(node) || adds_switch(node)))
    };
    page.fact(look).0
}

fn is_switch(node: Node<'_>) -> bool {
    let interactive = node.is_one_of(CONTROLS) || node.has_attribute("role") || node.has_attribute("onclick");
    if !interactive && !node.has_attribute("tabindex") {
        return false;
    }
    if leads_elsewhere(node) {
        return false;
    }
    let said = said(node);
    let address = node.attribute("href").unwrap_or("#");
    let opens =
        !node.is("a") || address.starts_with('#') || address.starts_with("javascript:") || address.is_empty();
    WORDS.iter().any(|word| said.contains(word))
        || (opens && PANEL_WORDS.iter().any(|word| said.contains(word)))
}

/// Whether the link leads to another site, so that it does not change the display of this one.
fn leads_elsewhere(node: Node<'_>) -> bool {
    let here = Url::parse(node.page().url());
    let there =
        node.attribute("href").filter(|_| node.is("a")).and_then(|href| here.as_ref().ok()?.join(href).ok());
    let (Ok(here), Some(there)) = (here, there) else { return false };
    let is_web = there.scheme() == "http" || there.scheme() == "https";
    is_web && there.domain().map(site) != here.domain().map(site)
}

/// The last two labels of a host. The variant of a site with other colours may be on a subdomain of its own.
fn site(host: &str) -> String {
    let labels: Vec<&str> = host.rsplit('.').take(2).collect();
    labels.join(".")
}

/// All texts by which a control may announce its function, in lower case.
fn said(node: Node<'_>) -> String {
    const LONGEST: usize = 120;
    let mut said = String::new();
    for name in [
        "id",
        "class",
        "name",
        "title",
        "aria-label",
        "aria-controls",
        "data-target",
        "value",
        "href",
        "onclick",
    ] {
        said.push_str(node.attribute(name).unwrap_or_default());
        said.push(' ');
    }
    said.push_str(node.accessible_name());
    let text = node.text_content();
    if text.len() <= LONGEST {
        said.push(' ');
        said.push_str(&text);
    }
    said.to_lowercase()
}

fn is_alternate_sheet(node: Node<'_>) -> bool {
    node.is("link")
        && node.tokens("rel").any(|token| token.eq_ignore_ascii_case("alternate"))
        && node.tokens("rel").any(|t| t.eq_ignore_ascii_case("stylesheet"))
}

fn adds_switch(node: Node<'_>) -> bool {
    let source =
        node.is("script").then(|| node.attribute("src")).flatten().unwrap_or_default().to_ascii_lowercase();
    !source.is_empty() && SCRIPTS.iter().any(|word| source.contains(word))
}
