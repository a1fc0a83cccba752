//! Finds pages that are the same under several addresses, so that each is audited once. It compares the final address,
//! the canonical address and the text.

use crate::discovery::site::page_key;
use rules::Page;
use std::collections::BTreeSet;
use url::Url;

/// Traits by which pages are compared.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Key of the final address.
    key: String,
    /// The same key without the parameters.
    path: String,
    /// Key of the address that the page says is its own (`rel=canonical`).
    canonical: Option<String>,
    text: blake3::Hash,
    length: usize,
    /// The smallest hashes of groups of three successive words: the share that two pages have in common measures how
    /// similar they are.
    sketch: BTreeSet<u64>,
}

/// Fewest characters of text that are compared; shorter texts may be equal by chance.
const LEAST_CHARACTERS: usize = 200;
const SKETCH: usize = 128;
/// Similarity in per cent that pages of the same canonical address must have, because many sites wrongly name their
/// home page as the canonical address of all pages.
const ALIKE_BY_CANONICAL: usize = 85;
/// Similarity in per cent for pages whose addresses differ in parameters. Sorting and filtering change a few words;
/// another article changes more.
const ALIKE_BY_PATH: usize = 95;

impl Identity {
    pub fn from_page(page: &Page) -> Option<Self> {
        let url = Url::parse(page.url()).ok()?;
        let canonical = page.all(&["link"]).into_iter().find_map(|link| {
            let is_canonical =
                link.attribute("rel")?.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical"));
            let href = link.attribute("href").filter(|href| is_canonical && !href.trim().is_empty())?;
            page.base()?.join(href.trim()).ok()
        });
        let text = page.body()?.rendered_text();
        let mut path = url.clone();
        path.set_query(None);
        Some(Self {
            key: page_key(&url),
            path: page_key(&path),
            canonical: canonical.as_ref().map(page_key),
            text: blake3::hash(text.as_bytes()),
            length: text.len(),
            sketch: sketch(&text),
        })
    }

    /// Whether both are the same page.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_told = self.length >= LEAST_CHARACTERS && other.length >= LEAST_CHARACTERS;
        let same_text = self.text == other.text;
        self.key == other.key
            || (same_text && (is_told || self.path == other.path))
            || (is_told && self.path == other.path && self.alike(other) >= ALIKE_BY_PATH)
            || (is_told && self.same_canonical(other) && self.alike(other) >= ALIKE_BY_CANONICAL)
    }

    fn same_canonical(&self, other: &Self) -> bool {
        let own = |identity: &Self| identity.canonical.clone().unwrap_or_else(|| identity.key.clone());
        own(self) == own(other)
    }

    /// Share of the smallest hashes that both pages have in common, in per cent.
    fn alike(&self, other: &Self) -> usize {
        let both: BTreeSet<u64> = self.sketch.union(&other.sketch).copied().take(SKETCH).collect();
        let shared =
            both.iter().filter(|hash| self.sketch.contains(hash) && other.sketch.contains(hash)).count();
        if both.is_empty() { 0 } else { shared * 100 / both.len() }
    }
}

fn sketch(text: &str) -> BTreeSet<u64> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let hashes: BTreeSet<u64> = words
        .windows(3)
        .map(|three| {
            let hash = blake3::hash(three.join(" ").as_bytes());
            u64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("a hash is longer"))
        })
        .collect();
    hashes.into_iter().take(SKETCH).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(url: &str, canonical: Option<&str>, text: &str) -> Identity {
        let url: Url = url.parse().expect("a URL");
        let mut path = url.clone();
        path.set_query(None);
        Identity {
            key: page_key(&url),
            path: page_key(&path),
            canonical: canonical.map(|canonical| page_key(&canonical.parse().expect("a URL"))),
            text: blake3::hash(text.as_bytes()),
            length: text.len(),
            sketch: sketch(text),
        }
    }

    fn article(subject: &str) -> String {
        (0..60).map(|n| format!("{subject} {n} dit la phrase {n}.")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn one_page_is_known_under_another_address() {
        let (school, market) = (article("école"), article("marché"));
        let page = identity("https://a.example/ecole", None, &school);
        let same = [
            identity("https://a.example/ecole/", None, &market),
            identity("https://a.example/p?id=12", None, &school),
            identity("https://a.example/ecole?tri=date", None, &format!("{school} Trié par date.")),
            identity(
                "https://a.example/x",
                Some("https://a.example/ecole"),
                &format!("{school} Version légère."),
            ),
        ];
        for other in same {
            assert!(page.is_same(&other) && other.is_same(&page), "{}", other.key);
        }
        let others = [
            identity("https://a.example/marche", None, &market),
            // All pages of this site name the home page as their canonical address.
            identity("https://a.example/marche", Some("https://a.example/ecole"), &market),
            identity("https://a.example/ecole?id=2", None, &market),
        ];
        for other in others {
            assert!(!page.is_same(&other), "{}", other.key);
        }
        let short = identity("https://a.example/a", None, "Rien");
        assert!(!short.is_same(&identity("https://a.example/b", None, "Rien")));
    }
}
