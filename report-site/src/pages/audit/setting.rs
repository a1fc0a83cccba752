//! The setting of an audit: its site, date and tools, and how to repeat it.

use crate::{language::Say, pages::common, text::Text};
use rules::{
    audit::{Audit, Finding},
    consent,
    messages::Language,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// One line of the description.
#[derive(Debug, Serialize)]
pub struct Line {
    pub term: &'static str,
    pub value: Text,
}

pub fn lines(audit: &Audit, language: Language) -> Vec<Line> {
    let setting = &audit.setting;
    let mut lines = Vec::new();
    let mut add = |french, english, value: &str| {
        // If the site was not reached, the browser is not known.
        if !value.is_empty() {
            lines.push(Line { term: language.t(french, english), value: Text::line(value) });
        }
    };
    let moment =
        |time| format!("{}{}{}", language.day(time).words, language.t(" à ", ", "), language.hour(time));
    add("Début", "Begin", &moment(audit.started_at));
    add("Fin", "End", &moment(audit.ended_at));
    add("Pages", "Pages", &pages(audit, language));
    add("Échantillon", "Sample", &sample(audit, language));
    add("Référentiel", "Referential", &format!("{} {}", setting.referential, setting.referential_version));
    add("Jeu de règles", "Set of rules", &setting.rule_set);
    add("Relevé des pages", "Capture of pages", &setting.capture);
    add("Programme", "Program", &setting.program);
    add("Navigateur", "Browser", &setting.browser);
    let window = format!("{} × {}", setting.viewport_width, setting.viewport_height);
    add("Fenêtre", "Window", &format!("{window} {}", language.t("pixels CSS", "CSS pixels")));
    add("Consentement", "Consent", state_of_consent(&setting.consent, language));
    add("Bandeau de consentement", "Consent banner", &questions(audit, language));
    if let Some(made_with) = &audit.made_with {
        let told = common::of_one(made_with, language);
        add("Fait avec, d’après ses pages", "Made with, as its pages say", &told);
    }
    if let Some(original) = &audit.rejudged_from {
        let told = match language {
            Language::French => format!("des pages conservées de l’audit {original}, sans nouvelle visite"),
            Language::English => format!("of the kept pages of audit {original}, without a new visit"),
        };
        add("Second jugement", "Second judgement", &told);
    }
    lines
}

fn sample(audit: &Audit, language: Language) -> String {
    let sample = &audit.sample;
    let asked = language
        .count(sample.asked, ["page demandée", "pages demandées", "page asked for", "pages asked for"]);
    let known = language
        .count(sample.known, ["adresse connue", "adresses connues", "known address", "known addresses"]);
    let (among, seed) = (language.t("parmi", "among"), language.t("graine", "seed"));
    format!("{asked} {among} {known}, {seed}\u{A0}{}", sample.seed)
}

fn pages(audit: &Audit, language: Language) -> String {
    let words = ["page examinée", "pages examinées", "page examined", "pages examined"];
    let examined = language.count(audit.summary.pages_audited, words);
    match audit.summary.pages_not_audited {
        0 => examined,
        missed => {
            let words = ["non examinée", "non examinées", "not examined", "not examined"];
            format!("{examined}, {}", language.count(missed, words))
        }
    }
}

/// Consent managers whose dialogs covered pages, with the number of pages. Empty where there were none.
fn questions(audit: &Audit, language: Language) -> String {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for question in audit.pages.iter().filter_map(|page| page.consent.as_ref()) {
        let manager = question.manager.as_deref().map(|code| consent::name(code).unwrap_or(code));
        *counts.entry(manager.unwrap_or(language.t("bandeau inconnu", "unknown banner"))).or_default() += 1;
    }
    let words = ["page, sans réponse", "pages, sans réponse", "page, unanswered", "pages, unanswered"];
    let before = language.t("devant", "in front of");
    let told =
        counts.into_iter().map(|(name, count)| format!("{name} {before} {}", language.count(count, words)));
    told.collect::<Vec<_>>().join("\u{A0}; ")
}

fn state_of_consent(state: &str, language: Language) -> &str {
    match state {
        "as-delivered" => language.t(
            "page telle que livrée\u{A0}: rien n’est cliqué, un bandeau de consentement fait partie de la page",
            "page as delivered: nothing is clicked, a consent banner is part of the page",
        ),
        other => other,
    }
}

/// Command that loads the first page of a finding again and judges it.
pub fn page_command(audit: &Audit, finding: &Finding) -> String {
    let page = finding.places.first().and_then(|place| audit.pages.get(place.page as usize));
    let address = page.map_or(audit.site.url.as_str(), |page| page.url.as_str());
    format!("observatoire audit --page {}", quoted(&Text::capped(address, 500).to_string()))
}

/// The command that draws the same sample and judges its pages again.
pub fn command(audit: &Audit) -> String {
    let address = Text::capped(&audit.site.url, 300).to_string();
    format!(
        "observatoire audit --pages {} --seed {} {}",
        audit.sample.asked,
        audit.sample.seed,
        quoted(&address)
    )
}

/// Quotes any text as one word for a POSIX shell, because people will paste the command.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_command_runs_nothing_else() {
        assert_eq!(
            quoted("https://a.example/$(reboot)'; reboot; '"),
            r"'https://a.example/$(reboot)'\''; reboot; '\'''"
        );
    }
}
