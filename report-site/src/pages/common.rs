//! Technologies that several sites share: content management system, theme, and the agency named in the footer.

use crate::{language::Say, text::Text};
use rules::{
    made_with::{MadeWith, system_name},
    messages::Language,
};
use std::collections::BTreeMap;

/// Technologies that all or most of some sites share, in words; `None` where there are none.
///
/// `sites` is the number of sites. `of` holds the technologies of those where they are known.
pub fn words<'m>(sites: usize, of: impl Iterator<Item = &'m MadeWith>, language: Language) -> Option<String> {
    let known: Vec<&MadeWith> = of.collect();
    let shared = [
        most_shared(sites, known.iter().flat_map(|of| &of.themes))
            .map(|(name, count)| (theme(name, language), count)),
        most_shared(sites, known.iter().flat_map(|of| &of.agencies))
            .map(|(host, count)| (agency(host, language), count)),
        most_shared(sites, known.iter().filter_map(|of| of.system.as_ref()))
            .map(|(code, count)| (system(code, language), count)),
    ];
    let told = shared.into_iter().flatten().map(|(words, count)| {
        if count == sites { words } else { format!("{words} ({count} {} {sites})", language.t("sur", "of")) }
    });
    let told = told.collect::<Vec<_>>().join(", ");
    let begin = language.t("Ces sites ont en commun\u{A0}:", "These sites have in common:");
    (!told.is_empty()).then(|| format!("{begin} {told}."))
}

/// Technologies of one site.
pub fn of_one(made_with: &MadeWith, language: Language) -> String {
    let system = made_with.system.iter().map(|code| system(code, language));
    let themes = made_with.themes.iter().map(|name| theme(name, language));
    let agencies = made_with.agencies.iter().map(|host| agency(host, language));
    system.chain(themes).chain(agencies).collect::<Vec<_>>().join(", ")
}

/// The name that at least two thirds of the sites share, and at least two sites. If there are several, the first one.
fn most_shared<'m>(sites: usize, names: impl Iterator<Item = &'m String>) -> Option<(&'m str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    (most.1 > 1 && most.1 * 3 >= sites * 2).then_some(most)
}

fn theme(name: &str, language: Language) -> String {
    let (before, behind) = (language.t("le thème «\u{A0}", "the theme “"), language.t("\u{A0}»", "”"));
    format!("{before}{}{behind}", short(name))
}

fn agency(host: &str, language: Language) -> String {
    match language {
        Language::French => format!("la réalisation par {}, signalée en pied de page", short(host)),
        Language::English => format!("the maker {}, credited at the foot of the page", short(host)),
    }
}

fn system(code: &str, language: Language) -> String {
    let name = system_name(code).map_or_else(|| short(code), Text::line);
    format!("{} {name}", language.t("le système", "the system"))
}

/// A name, shortened: another version of the program, or a person, may have written a long one.
fn short(name: &str) -> Text {
    Text::capped(name, 80)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(system: &str, themes: &[&str]) -> MadeWith {
        MadeWith {
            system: Some(system.into()),
            themes: themes.iter().map(ToString::to_string).collect(),
            agencies: Vec::new(),
        }
    }

    #[test]
    fn what_all_share_and_what_most_share_is_told() {
        let all =
            [made("wordpress", &["commune"]), made("wordpress", &["commune", "enfant"]), made("spip", &[])];
        assert_eq!(
            words(3, all.iter(), Language::French).as_deref(),
            Some(
                "Ces sites ont en commun\u{A0}: le thème «\u{A0}commune\u{A0}» (2 sur 3), le système WordPress (2 sur 3)."
            )
        );
        assert_eq!(
            words(2, all[..2].iter(), Language::English).as_deref(),
            Some("These sites have in common: the theme “commune”, the system WordPress.")
        );
    }

    #[test]
    fn what_few_share_is_not_told() {
        let all = [made("wordpress", &[]), made("spip", &[])];
        assert_eq!(words(2, all.iter(), Language::French), None);
        // The technologies of the other six sites are not known.
        let known = [made("spip", &[]), made("spip", &[])];
        assert_eq!(words(8, known.iter(), Language::French), None);
        assert_eq!(words(1, known[..1].iter(), Language::French), None);
    }
}
