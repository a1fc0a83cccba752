//! Declarations of the sites of a group: how many sites have each of them, and which statements end soon.

use super::{Context, at, chart::Bar, hosts::Hosts};
use crate::{
    declarations::{self, Ending, Outcomes, SOON, Tally},
    language::{Day, Say},
    text::{Link, Text},
};
use rules::messages::Language;
use serde::Serialize;

const MOST_ENDING: usize = 50;

#[derive(Debug, Serialize)]
pub struct Declarations {
    /// «9 sites évalués»
    pub asked: String,
    /// Empty for a single site whose declarations are in `sentence`.
    pub rows: Vec<DutyCount>,
    pub sentence: Option<String>,
    /// Number of days before its end from which a statement is listed in `ending`.
    pub soon: u64,
    /// «2 déclarations»
    pub ending_count: String,
    pub ending: Vec<EndingRow>,
    pub ending_more: usize,
}

/// A number of sites out of a total.
#[derive(Debug, Serialize)]
pub struct DutyCount {
    pub label: &'static str,
    pub value: String,
    pub of: String,
    pub bar: Bar,
    /// Numbers of the other sites, by outcome.
    pub others: String,
}

#[derive(Debug, Serialize)]
pub struct EndingRow {
    pub until: Day,
    pub host: Text,
    /// Path of the site's page, from the root.
    pub path: String,
    pub statement: Option<Link>,
}

impl Declarations {
    /// The declarations of a group. `None` where no audit looked for a statement.
    pub fn from_hosts(context: &Context<'_>, hosts: &Hosts<'_, '_>) -> Option<Self> {
        let language = context.language;
        let tally = Tally::from_hosts(hosts.iter().map(|(name, host)| (*name, *host)), context.today());
        let only = (hosts.len() == 1).then(|| hosts.values().find_map(|host| declarations::latest(host)));
        let sentence = only.flatten().map(|declared| declarations::sentence(declared, language));
        let rows = if sentence.is_some() { Vec::new() } else { rows(&tally, language) };
        let shown: Vec<_> = tally
            .ending
            .iter()
            .filter_map(|ending| EndingRow::from_ending(ending, language))
            .take(MOST_ENDING)
            .collect();
        (tally.asked > 0).then(|| Self {
            asked: language
                .count(tally.asked, ["site évalué", "sites évalués", "site evaluated", "sites evaluated"]),
            rows,
            sentence,
            soon: SOON,
            ending_count: language
                .count(tally.ending.len(), ["déclaration", "déclarations", "statement", "statements"]),
            ending_more: tally.ending.len() - shown.len(),
            ending: shown,
        })
    }
}

fn rows(tally: &Tally<'_>, language: Language) -> Vec<DutyCount> {
    let row = |label, outcomes: Outcomes| DutyCount {
        label,
        value: language.number(outcomes.met),
        of: language.number(tally.asked),
        bar: Bar::of(outcomes.met.into(), tally.asked.into()),
        others: others(outcomes, language),
    };
    vec![
        row(
            language.t("Mention trouvée sur la page d’accueil", "Mention found on the home page"),
            tally.mention,
        ),
        row(
            language
                .t("Déclaration de moins de trois ans trouvée", "Statement less than three years old found"),
            tally.statement,
        ),
        row(
            language.t("Schéma pluriannuel en cours trouvé", "Current multi-year scheme found"),
            tally.scheme,
        ),
        row(language.t("Plan d’action de l’année trouvé", "Plan of the year found"), tally.plan),
    ]
}

/// «à vérifier : 3, non trouvé là où nous avons cherché : 2»: only outcomes that occur.
fn others(outcomes: Outcomes, language: Language) -> String {
    let told = [
        (
            outcomes.not_met,
            language.t(
                "trouvé mais échu, trop long ou seulement annoncé",
                "found but over, too long or only announced",
            ),
        ),
        (outcomes.to_verify, language.t("à vérifier", "to verify")),
        (outcomes.not_found, language.t("non trouvé là où nous avons cherché", "not found where we looked")),
    ];
    let told = told.into_iter().filter(|(count, _)| *count > 0);
    told.map(|(count, words)| {
        format!("{words}{}{}", language.t("\u{A0}:\u{A0}", ":\u{A0}"), language.number(count))
    })
    .collect::<Vec<_>>()
    .join(", ")
}

impl EndingRow {
    fn from_ending(ending: &Ending<'_>, language: Language) -> Option<Self> {
        let name = format!("{} {}", language.t("déclaration de", "statement of"), ending.host);
        let link = |address: &String| Some(Link::labelled(address, &name)).filter(|link| link.href.is_some());
        Some(Self {
            until: language.day(declarations::midnight(ending.until)),
            host: Text::line(ending.host),
            path: at::site(ending.host).ok()?.to_string(),
            statement: ending.declared.address.as_ref().and_then(link),
        })
    }
}
