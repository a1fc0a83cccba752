//! Links with the same name in the same context lead to the same thing.

use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page, Rule, Verdict,
    parts::{inline, links, verdicts::Verdicts},
    standards::words::normalise,
};
use std::collections::{BTreeMap, HashMap};
use url::Url;

pub static RULE: Rule = Rule {
    id: "links-of-one-name-lead-alike",
    // RGAA asks that a link be explicit. Two links with the same name may be so, each in its own context.
    aspects: &[],
    act: &["fd3a94"],
    wcag: &["2.4.4"],
    doc: include_str!("links_of_one_name_lead_alike.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.fact(Judged::from_page).0.nodes(page)
}

fn expectation(link: Node<'_>) -> Verdict {
    link.page().fact(Judged::from_page).0.on(link)
}

/// Verdicts on all links that share their name and their context with another.
struct Judged(Verdicts);

impl Judged {
    fn from_page(page: &Page) -> Self {
        let mut groups: HashMap<(Node<'_>, String), Vec<Node<'_>>> = HashMap::new();
        for link in links::exposed(page) {
            let name = normalise(link.accessible_name());
            if !name.is_empty() {
                groups.entry((context(link), name)).or_default().push(link);
            }
        }
        let judged = groups.into_values().filter(|links| links.len() > 1).flat_map(|links| {
            let verdict = of_group(&links);
            links.into_iter().map(move |link| (link.number(), verdict.clone()))
        });
        Self(judged.collect())
    }
}

/// The nearest block around the link. Its text is the context that the links in it have in common.
fn context(link: Node<'_>) -> Node<'_> {
    inline::block_around(link).unwrap_or(link)
}

fn of_group(links: &[Node<'_>]) -> Verdict {
    let addresses: Vec<Option<Url>> = links.iter().map(|link| address(*link)).collect();
    let told = |verdict: Verdict| verdict.with("name", links[0].accessible_name());
    let Some(known) = addresses.into_iter().collect::<Option<Vec<Url>>>() else {
        return told(Verdict::cant_tell("links-of-one-name-to-compare"));
    };
    if known.iter().all(|address| *address == known[0]) {
        return Verdict::pass();
    }
    if known.iter().any(|address| is_another_record(address, &known[0])) {
        told(Verdict::fail("links-of-one-name"))
    } else {
        told(Verdict::cant_tell("links-of-one-name-to-compare"))
    }
}

fn address(link: Node<'_>) -> Option<Url> {
    let base = Url::parse(link.document_address()).or_else(|_| Url::parse(link.page().url())).ok()?;
    base.join(links::address(link)?.trim()).ok()
}

/// Whether both addresses have the same path and the same parameters, but not the same values, so that they show
/// different things.
fn is_another_record(one: &Url, other: &Url) -> bool {
    let place = |url: &Url| {
        (url.scheme().to_owned(), url.host_str().map(str::to_owned), url.port(), url.path().to_owned())
    };
    let (first, second) = (parameters(one), parameters(other));
    place(one) == place(other) && !first.is_empty() && first.keys().eq(second.keys()) && first != second
}

/// First words, up to `_`, of the names of parameters that count visits: `utm_source`.
static COUNTERS: WordList = WordList::new(|| entries(include_str!("../../../data/words/visit-counters.txt")));

/// The parameters of the query, except those that only count visits or arrange the same content.
fn parameters(url: &Url) -> BTreeMap<String, String> {
    static ASIDE: WordList =
        WordList::new(|| entries(include_str!("../../../data/words/parameters-left-aside.txt")));
    let counts = |name: &str| {
        let name = name.to_ascii_lowercase();
        !ASIDE.contains(&name.as_str())
            && !name.split('_').next().is_some_and(|first| COUNTERS.contains(&first))
    };
    let pairs = url.query_pairs().filter(|(name, _)| counts(name));
    pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(one: &str, other: &str) -> bool {
        let url =
            |query: &str| Url::parse(&format!("https://ville.example/contact?{query}")).expect("an address");
        is_another_record(&url(one), &url(other))
    }

    #[test]
    fn another_value_is_another_record() {
        assert!(differ("page=1", "page=2") && differ("id=3&x=1", "x=1&id=4"));
    }

    #[test]
    fn what_counts_visits_changes_nothing() {
        assert!(!differ("utm_source=a", "utm_source=b") && !differ("lang=fr", "lang=en"));
        assert!(!differ("page=1", "page=1&ref=menu") && !differ("page=1", "topic=2"));
    }
}
