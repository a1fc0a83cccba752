//! Declarations of sites in their accessibility statements, counted over a group and put into sentences: for pages,
//! feeds, tables and the API.
//!
//! Figures refer to the day of publication. They change only on days on which a statement begins or ceases to count.

use crate::{catalog::Host, input::AuditHead, language::Say};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rules::{
    messages::Language,
    statement::{Conformity, Declared, Duty, DutyOutcome, PartialDate, Percent},
};
use serde::Serialize;

/// Days before its end from which a statement is announced as ending soon.
pub const SOON: u64 = 90;

/// Numbers of sites by the outcome of one duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Outcomes {
    pub met: u32,
    pub not_met: u32,
    pub to_verify: u32,
    pub not_found: u32,
}

/// A statement that ends soon.
#[derive(Debug, Clone, Copy)]
pub struct Ending<'a> {
    pub host: &'a str,
    pub until: NaiveDate,
    pub declared: &'a Declared,
}

#[derive(Debug, Default)]
pub struct Tally<'a> {
    /// Number of sites whose latest evaluated audit looked for a statement: the denominator of each figure.
    pub asked: u32,
    pub mention: Outcomes,
    pub statement: Outcomes,
    pub scheme: Outcomes,
    pub plan: Outcomes,
    /// Statements that end soon, by date, then by host.
    pub ending: Vec<Ending<'a>>,
}

impl<'a> Tally<'a> {
    pub fn from_hosts<'c>(hosts: impl IntoIterator<Item = (&'a str, &'c Host<'a>)>, day: NaiveDate) -> Self
    where
        'a: 'c,
    {
        let mut tally = Self::default();
        for (host, declared) in hosts.into_iter().filter_map(|(name, host)| Some((name, latest(host)?))) {
            tally.asked += 1;
            tally.mention.count(declared.outcome(Duty::Mention));
            tally.statement.count(declared.statement_on(day));
            tally.scheme.count(declared.scheme_on(day));
            tally.plan.count(declared.plan_on(day));
            if let Some(until) = declared.expires_within(day, SOON) {
                tally.ending.push(Ending { host, until, declared });
            }
        }
        tally.ending.sort_by_key(|ending| (ending.until, ending.host));
        tally
    }
}

/// Declarations that the last audit that could evaluate the site found.
pub fn latest<'a>(host: &Host<'a>) -> Option<&'a Declared> {
    host.latest_evaluated()?.facts.declared.as_ref()
}

/// Declarations of an audit that may be shown. None if it was withdrawn or evaluated nothing.
pub fn told(head: &AuditHead) -> Option<&Declared> {
    let evaluated = head.withdrawn.is_none() && head.outcome == rules::audit::AuditOutcome::Evaluated;
    head.facts.declared.as_ref().filter(|_| evaluated)
}

/// A declaration that the audit's proofs contradict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    Rate(Percent),
    /// «totalement conforme» is declared although a criterion is proven not met.
    Total,
    /// The home page says «totalement conforme», and the declaration does not.
    Mention,
}

/// Tolerance in hundredths of a per cent. Published rates are rounded, often to an integer, so a smaller difference
/// proves nothing.
const ROUNDING: u32 = 50;

/// The declaration that contradicts the proofs of an audit. It is computed from the audit's head and agrees with its
/// document.
pub fn excess(head: &AuditHead) -> Option<Excess> {
    let declared = told(head).filter(|_| head.summary.failed > 0)?;
    let ceiling = head.summary.ceiling()?.per_mille();
    if let Some(rate) = declared.rate.filter(|rate| rate.0 > ceiling * 10 + ROUNDING) {
        return Some(Excess::Rate(rate));
    }
    let total = |found: Option<Conformity>| found == Some(Conformity::Total);
    if total(declared.conformity) {
        return Some(Excess::Total);
    }
    total(declared.mention).then_some(Excess::Mention)
}

impl Outcomes {
    fn count(&mut self, outcome: DutyOutcome) {
        *match outcome {
            DutyOutcome::Met => &mut self.met,
            DutyOutcome::NotMet => &mut self.not_met,
            DutyOutcome::ToVerify => &mut self.to_verify,
            DutyOutcome::NotFound => &mut self.not_found,
        } += 1;
    }
}

/// The site's declarations in one or two plain sentences that hold on any later day.
pub fn sentence(declared: &Declared, language: Language) -> String {
    let said = match declared.outcome(Duty::Statement) {
        DutyOutcome::Met => statement(declared, language),
        DutyOutcome::NotMet => language
            .t(
                "Le site annonce une déclaration d’accessibilité à venir.",
                "The site says that an accessibility statement is to come.",
            )
            .to_owned(),
        DutyOutcome::ToVerify => language
            .t(
                "Le site propose une déclaration d’accessibilité que ce programme n’a pas lue.",
                "The site offers an accessibility statement that this program did not read.",
            )
            .to_owned(),
        DutyOutcome::NotFound => language
            .t(
                "Aucune déclaration d’accessibilité n’a été trouvée là où elle a été cherchée.",
                "No accessibility statement was found where it was looked for.",
            )
            .to_owned(),
    };
    match declared.mention {
        Some(mention) => {
            let page = language.t("Sa page d’accueil porte la mention", "Its home page shows the mention");
            format!("{said} {page} {}.", quoted(mention, language))
        }
        None => said,
    }
}

fn statement(declared: &Declared, language: Language) -> String {
    let mut text = match declared.conformity {
        Some(conformity) => {
            format!(
                "{} {}",
                language.t("Le site se déclare", "The site declares itself"),
                quoted(conformity, language)
            )
        }
        None => language
            .t(
                "Le site publie une déclaration d’accessibilité",
                "The site publishes an accessibility statement",
            )
            .to_owned(),
    };
    if let Some(rate) = declared.rate {
        let (announces, met) = (
            language.t("et annonce", "and announces"),
            language.t("de critères respectés", "of criteria met"),
        );
        text.push_str(&format!(" {announces} {rate} {met}"));
    }
    let latest =
        [declared.set_on, declared.updated_on].into_iter().flatten().max_by_key(|date| date.latest());
    if let Some(date) = latest {
        let of = if date.day.is_some() { "du" } else { "de" };
        let dated = format!("{} {}", language.t("déclaration", "statement"), language.t(of, "of"));
        text.push_str(&format!(" ({dated} {})", partial(date, language)));
    }
    text + "."
}

/// The law's term for a state of conformity, in French or translated into English.
pub fn status(conformity: Conformity, language: Language) -> &'static str {
    let english = match conformity {
        Conformity::Total => "fully conforming",
        Conformity::Partial => "partially conforming",
        Conformity::Non => "not conforming",
    };
    language.t(conformity.words(), english)
}

pub fn quoted(conformity: Conformity, language: Language) -> String {
    let words = status(conformity, language);
    match language {
        Language::French => format!("«\u{A0}{words}\u{A0}»"),
        Language::English => format!("“{words}”"),
    }
}

/// Joins French punctuation to its word with a no-break space. Tables and documents use plain spaces.
pub fn joined(text: &str, language: Language) -> String {
    let mut text = text.to_owned();
    if language == Language::French {
        for (plain, joined) in
            [("« ", "«\u{A0}"), (" »", "\u{A0}»"), (" :", "\u{A0}:"), (" ;", "\u{A0};"), (" %", "\u{A0}%")]
        {
            text = text.replace(plain, joined);
        }
    }
    text
}

/// «9 mars 2024», «mars 2024», «2024»: as precise as it was given.
pub fn partial(date: PartialDate, language: Language) -> String {
    match (date.month, date.day) {
        (Some(_), Some(_)) => language.day(midnight(date.latest())).words,
        (Some(_), None) => language.month(midnight(date.latest())),
        _ => date.year.to_string(),
    }
}

/// A day as the time at which it begins.
pub fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(statement: DutyOutcome) -> Declared {
        Declared {
            judged_on: "2026-11-22".parse().unwrap(),
            mention: None,
            address: None,
            conformity: None,
            rate: None,
            set_on: None,
            updated_on: None,
            valid_until: None,
            scheme_years: Vec::new(),
            duties: [(Duty::Statement, statement)].into(),
        }
    }

    #[test]
    fn a_sentence_tells_what_the_site_says_and_no_more() {
        let date = |text: &str| Some(PartialDate::try_from(text.to_owned()).unwrap());
        let said = Declared {
            mention: Some(Conformity::Non),
            conformity: Some(Conformity::Partial),
            rate: Some(rules::statement::Percent(7250)),
            set_on: date("2023-02"),
            updated_on: date("2024-03"),
            ..declared(DutyOutcome::Met)
        };
        assert_eq!(
            sentence(&said, Language::French),
            "Le site se déclare «\u{A0}partiellement conforme\u{A0}» et annonce 72,5\u{A0}% de critères respectés \
             (déclaration de mars 2024). Sa page d’accueil porte la mention «\u{A0}non conforme\u{A0}»."
        );
        let bare = sentence(&declared(DutyOutcome::Met), Language::English);
        assert_eq!(bare, "The site publishes an accessibility statement.");
    }

    #[test]
    fn what_was_not_found_is_not_said_to_be_absent() {
        for language in [Language::French, Language::English] {
            let text = sentence(&declared(DutyOutcome::NotFound), language);
            assert!(text.contains(language.t("trouvée là où", "found where")), "{text}");
        }
    }

    #[test]
    fn a_date_is_as_precise_as_it_was_given() {
        let told = |text: &str| partial(PartialDate::try_from(text.to_owned()).unwrap(), Language::French);
        assert_eq!(
            (told("2024-02-01"), told("2024-02"), told("2024")),
            ("1er février 2024".into(), "février 2024".into(), "2024".into())
        );
    }
}
