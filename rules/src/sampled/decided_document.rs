//! Decides whether a document is proven to break RGAA 13.3.1: it is inaccessible itself, and nothing could replace it.

use super::{Sampled, SampledPage};
use crate::{
    Outcome,
    documents::{Because, Decision, DocumentLink, Opened, Reading, own_words},
};
use chrono::NaiveDate;
use url::Url;

/// Files made before this date may be exempt (decree 2019-768, article 3).
const EXEMPT_BEFORE: NaiveDate = NaiveDate::from_ymd_opt(2018, 9, 23).expect("a day of the calendar");

/// The decision about a document that was opened, with its reason.
pub fn decide_document(document: &Opened, sampled: &Sampled<'_>) -> Decision {
    let facts = match &document.reading {
        Reading::Examined { facts } => facts,
        Reading::NotExamined { .. } => {
            return Decision { outcome: Outcome::Untested, reason: Because::NotExamined };
        }
    };
    let doubt = |reason| Decision { outcome: Outcome::CantTell, reason };
    // A file on another host may belong to another body, so it never fails.
    if document.is_elsewhere || !facts.is_inaccessible() {
        return doubt(Because::ToVerify);
    }
    // A later change may be a mere correction, so the day of creation counts.
    match facts.created {
        None => return doubt(Because::Undated),
        Some(day) if day < EXEMPT_BEFORE => return doubt(Because::MaybeExempt),
        Some(_) => {}
    }
    if may_be_replaced(&document.url, sampled) {
        return doubt(Because::MaybeReplaced);
    }
    Decision { outcome: Outcome::Failed, reason: Because::Inaccessible }
}

fn may_be_replaced(url: &str, sampled: &Sampled<'_>) -> bool {
    let links: Vec<&DocumentLink> =
        sampled.pages.iter().flat_map(|page| &page.digest.documents).filter(|link| link.url == url).collect();
    // Without a link to this address, the document was found in another way, and the words near its link are not known.
    links.is_empty()
        || links.iter().any(|link| !link.near.is_empty())
        || sampled.pages.iter().any(|page| names_the_same(page, url, &links))
}

/// Whether there is a document in another format, a page, or a title under the same name.
fn names_the_same(page: &SampledPage<'_>, url: &str, links: &[&DocumentLink]) -> bool {
    let stem = stem(url);
    let named: Vec<_> = links.iter().map(|link| own_words(&link.text)).collect();
    let is_alike = |words: &std::collections::BTreeSet<String>| {
        named.iter().any(|name| {
            let shared = words.intersection(name).count();
            shared >= 2 && (shared == name.len() || shared == words.len())
        })
    };
    let other_document =
        page.digest.documents.iter().filter(|link| link.url != url).any(|link| {
            self::stem(&link.url) == stem && !stem.is_empty() || is_alike(&own_words(&link.text))
        });
    let titles = page.digest.headings.iter().chain([&page.digest.title]);
    other_document
        || titles.into_iter().any(|title| is_alike(&own_words(title)))
        || page.digest.destinations.iter().any(|to| {
            let of_address = self::stem(&to.address);
            to.address != url
                && (of_address == stem && !stem.is_empty()
                    || is_alike(&own_words(&of_address.replace(['-', '_'], " "))))
        })
        || page.digest.link_texts.iter().any(|(address, text)| address != url && is_alike(&own_words(text)))
}

/// The last part of the path without its extension, in lower case.
fn stem(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return String::new() };
    let last =
        url.path_segments().and_then(|mut parts| parts.rfind(|part| !part.is_empty()).map(str::to_owned));
    let last = last.unwrap_or_default().to_ascii_lowercase();
    last.rsplit_once('.').map_or(last.clone(), |(stem, _)| stem.to_owned())
}
