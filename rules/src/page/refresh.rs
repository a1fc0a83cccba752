//! The `meta` refresh that loads the page again or leads to another one, as browsers read it.

use super::{Node, Page};
use url::Url;

/// Twenty hours, in seconds. WCAG 2.2.1 sets no duty for a time limit that is longer than this.
pub(crate) const TWENTY_HOURS: u64 = 72_000;

/// A refresh as browsers carry it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refresh {
    pub seconds: u64,
    /// Address as written; `None` to load the same page again.
    pub address: Option<String>,
}

/// The first `meta` refresh that browsers obey.
pub(crate) fn element(page: &Page) -> Option<Node<'_>> {
    page.all(&["meta"]).into_iter().find(|meta| meta.document() == 0 && read(*meta).is_some())
}

/// The refresh that this `meta` element asks for, if browsers can read it.
pub(crate) fn read(meta: Node<'_>) -> Option<Refresh> {
    meta.attribute_is("http-equiv", "refresh").then(|| parse(meta.attribute("content")?)).flatten()
}

impl Refresh {
    /// Whether it shows the page again, not another one.
    pub(crate) fn is_of_same_page(&self, page: &Page) -> bool {
        let Some(address) = &self.address else { return true };
        let Ok(base) = Url::parse(page.url()) else { return false };
        let without_fragment = |mut url: Url| {
            url.set_fragment(None);
            url
        };
        base.join(address).is_ok_and(|target| without_fragment(target) == without_fragment(base))
    }
}

/// The steps of HTML («shared declarative refresh steps»): digits, then a separator, then an address.
fn parse(content: &str) -> Option<Refresh> {
    let content = content.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = content.split_at(digits);
    if number.is_empty() && !rest.starts_with('.') {
        return None;
    }
    let seconds = if number.is_empty() { 0 } else { number.parse().unwrap_or(u64::MAX) };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if rest.is_empty() {
        return Some(Refresh { seconds, address: None });
    }
    if !rest.starts_with(|c: char| c == ';' || c == ',' || c.is_ascii_whitespace()) {
        return None;
    }
    let space = |c: char| c.is_ascii_whitespace();
    let rest = rest.trim_start_matches(space);
    let rest = rest.strip_prefix([';', ',']).unwrap_or(rest).trim_start_matches(space);
    let address = address(rest);
    Some(Refresh { seconds, address: (!address.is_empty()).then(|| address.to_owned()) })
}

/// The address after an optional `url=`, in quotation marks or not.
fn address(text: &str) -> &str {
    let named = text.get(..3).filter(|word| word.eq_ignore_ascii_case("url")).and_then(|_| {
        let rest = text[3..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        Some(rest.strip_prefix('=')?.trim_start_matches(|c: char| c.is_ascii_whitespace()))
    });
    let text = named.unwrap_or(text);
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].split(quote).next().unwrap_or_default(),
        _ => text.trim_end(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refresh(content: &str) -> Option<(u64, Option<String>)> {
        parse(content).map(|refresh| (refresh.seconds, refresh.address))
    }

    #[test]
    fn is_read_as_browsers_do() {
        assert_eq!(refresh("30"), Some((30, None)));
        assert_eq!(refresh(" 5.9; URL='/plan'"), Some((5, Some("/plan".into()))));
        assert_eq!(refresh("0;url=/plan"), Some((0, Some("/plan".into()))));
        assert_eq!(refresh("7 /plan"), Some((7, Some("/plan".into()))));
        assert_eq!(refresh(".5"), Some((0, None)));
    }

    #[test]
    fn what_browsers_do_not_obey_is_nothing() {
        for content in ["", "; 30", "-1", "+5; /plan", "bientôt", "5: /plan"] {
            assert_eq!(refresh(content), None, "{content}");
        }
    }

    #[test]
    fn a_number_without_end_is_a_long_time() {
        assert_eq!(refresh("99999999999999999999999"), Some((u64::MAX, None)));
    }
}
