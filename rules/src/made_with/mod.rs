//! The software and the makers of a site, found in its pages: content management system, theme, and the agency credited
//! in the footer. Sites with the same ones often share defects, which one correction may remove.
//!
//! Nothing here is a finding: it only states what sites have in common, and only where that is certain.

mod credits;
mod resources;
mod systems;

pub use systems::name as system_name;

use crate::Page;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MadeWith {
    /// A code of `data/made_with/systems.tsv`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// Names of the folders from which themes are loaded, sorted. A theme and its parent theme are two entries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Hosts of the agencies that the footer of the pages credits, without `www.`, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<String>,
}

/// Largest number of themes, and of agencies, that are kept.
const MOST: usize = 4;

impl MadeWith {
    /// The software and makers that one page shows.
    pub fn from_page(page: &Page) -> Self {
        let paths = resources::own_paths(page);
        let system = systems::system(page, &paths);
        let themes = system.map(|system| systems::themes(system, &paths)).unwrap_or_default();
        Self {
            system: system.map(str::to_owned),
            themes: themes.into_iter().take(MOST).collect(),
            agencies: credits::agencies(page).into_iter().take(MOST).collect(),
        }
    }

    /// The software and makers that more than half of the pages show. `None` where there is none.
    pub fn of_pages<'p>(pages: impl IntoIterator<Item = &'p Self>) -> Option<Self> {
        let pages: Vec<&Self> = pages.into_iter().collect();
        let most = |of: fn(&Self) -> &[String]| {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for name in pages.iter().flat_map(|page| of(page)) {
                *counts.entry(name).or_default() += 1;
            }
            let kept = counts.into_iter().filter(|(_, count)| count * 2 > pages.len());
            kept.map(|(name, _)| name.to_owned()).take(MOST).collect::<Vec<_>>()
        };
        let all = Self {
            system: most(|page| page.system.as_slice()).pop(),
            themes: most(|page| &page.themes),
            agencies: most(|page| &page.agencies),
        };
        (all != Self::default()).then_some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(system: Option<&str>, agencies: &[&str]) -> MadeWith {
        MadeWith {
            system: system.map(str::to_owned),
            themes: Vec::new(),
            agencies: agencies.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn a_sample_says_what_most_of_its_pages_say() {
        let pages = [
            page(Some("spip"), &["agence.example"]),
            page(Some("spip"), &["agence.example", "autre.example"]),
            page(None, &[]),
        ];
        let all = MadeWith::of_pages(&pages).expect("most pages say something");
        assert_eq!(all, page(Some("spip"), &["agence.example"]));
        assert_eq!(MadeWith::of_pages(&[page(Some("spip"), &[]), page(Some("drupal"), &[])]), None);
        assert_eq!(MadeWith::of_pages(&[]), None);
    }
}
