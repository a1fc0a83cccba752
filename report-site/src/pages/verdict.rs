//! The summary at the top of a site and an audit: one sentence with the verdict, the declaration compared with the
//! ceiling, the duties of the law with their outcomes, and the first corrections to make.

use super::{Context, figures::CeilingView};
use crate::{
    declarations::{self, Excess, midnight},
    departments,
    input::AuditHead,
    language::{Day, Say},
    median::halves,
    peers::Peers,
    text::Text,
    words::member_kind,
};
use chrono::{DateTime, NaiveDate, Utc};
use rules::{
    audit::Summary,
    messages::Language,
    statement::{Declared, Duty, DutyOutcome, title},
};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Verdict {
    /// «12 critères sur 106 sont prouvés non respectés, 2 de moins qu’à l’audit du 3 mars 2026.»
    pub sentence: String,
    /// «La médiane …», where there are enough comparable sites.
    pub peers: Option<String>,
    /// «Vu en partie …», where pages were lost to a failure of ours.
    pub part: Option<String>,
    /// Sentence about a declaration that cannot be true.
    pub excess: Option<String>,
    /// Sentence about the declared rate, if the proofs do not exclude it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub possible: Option<String>,
    pub day: Day,
    pub pages: String,
    /// Duties of the law; empty where the audit did not look for them.
    pub duties: Vec<DutyLine>,
    pub worst: Vec<Worst>,
}

#[derive(Debug, Serialize)]
pub struct DutyLine {
    pub title: &'static str,
    /// CSS class of the tag, and its text.
    pub class: &'static str,
    pub label: &'static str,
    /// Detail that the site itself gives: mention, date or years.
    pub detail: Option<String>,
}

/// A defect to correct first.
#[derive(Debug, Serialize)]
pub struct Worst {
    pub what: Text,
    pub why: Text,
    /// Path from the root of the edition.
    pub path: Option<String>,
    pub count: String,
}

/// The previous audit, whose figures are compared.
#[derive(Debug, Clone, Copy)]
pub struct Before {
    pub failed: u32,
    pub begun: DateTime<Utc>,
}

impl Before {
    /// Figures of the previous audit, if both can be compared.
    pub fn from_earlier(earlier: &AuditHead, head: &AuditHead) -> Option<Self> {
        head.compares_with(earlier)
            .then_some(Self { failed: earlier.summary.failed, begun: earlier.started_at })
    }

    /// Number of criteria that the previous audit proved not met, and its day.
    fn told(self, context: &Context<'_>, head: &AuditHead) -> (u32, String) {
        (self.failed, context.day_of(&head.host, self.begun).words)
    }
}

impl Verdict {
    /// The verdict of an audit. `on` is the day for which the duties are judged: the day of the audit on its own page
    /// and in letters; on the page of the site the current day, because a statement may have ended since the audit.
    pub fn from_head(context: &Context<'_>, head: &AuditHead, before: Option<Before>, on: NaiveDate) -> Self {
        let (summary, language) = (&head.summary, context.language);
        let declared = head.facts.declared.as_ref();
        Self {
            sentence: sentence(summary, before.map(|before| before.told(context, head)), language),
            peers: None,
            part: seen_in_part(head.facts.pages_lost, language),
            excess: context.excess(head).map(|excess| told(&excess, summary, language)),
            possible: possible(context, head),
            day: context.day_of(&head.host, head.started_at),
            pages: language.count(
                summary.pages_audited,
                ["page examinée", "pages examinées", "page examined", "pages examined"],
            ),
            duties: declared.map(|declared| duties(declared, on, language)).unwrap_or_default(),
            worst: Vec::new(),
        }
    }

    pub fn beside(mut self, peers: Option<Peers<'_>>, language: Language) -> Self {
        self.peers = peers.map(|peers| beside(&peers, language));
        self
    }
}

/// Sentence that pages were lost. It is shown wherever the figures of an audit are, because fewer defects may have been
/// found than there are. `None` if no page was lost.
pub fn seen_in_part(lost: u32, language: Language) -> Option<String> {
    let told = match (language, lost) {
        (_, 0) => return None,
        (Language::French, 1) => {
            "Vu en partie\u{A0}: une page de l’échantillon n’a pu être examinée, faute de navigateur, de notre fait.".to_owned()
        }
        (Language::French, lost) => format!(
            "Vu en partie\u{A0}: {lost} pages de l’échantillon n’ont pu être examinées, faute de navigateur, de notre fait."
        ),
        (Language::English, 1) => {
            "Seen in part: one page of the sample could not be examined for want of a browser, a failure of ours.".to_owned()
        }
        (Language::English, lost) => format!(
            "Seen in part: {lost} pages of the sample could not be examined for want of a browser, a failure of ours."
        ),
    };
    let so = language.t(
        "Des défauts peuvent manquer, et ces chiffres ne sont comparés à aucun autre audit.",
        "Defects may be missing, and these figures are compared with no other audit.",
    );
    Some(format!("{told} {so}"))
}

fn sentence(summary: &Summary, before: Option<(u32, String)>, language: Language) -> String {
    let all = summary.criteria;
    let proven = match (language, summary.failed) {
        (Language::French, 0) => format!("Aucun des {all} critères n’est prouvé non respecté"),
        (Language::French, 1) => format!("1 critère sur {all} est prouvé non respecté"),
        (Language::French, failed) => format!("{failed} critères sur {all} sont prouvés non respectés"),
        (Language::English, 0) => format!("None of {all} criteria is proven not met"),
        (Language::English, 1) => format!("1 of {all} criteria is proven not met"),
        (Language::English, failed) => format!("{failed} of {all} criteria are proven not met"),
    };
    let change =
        before.map(|(before, day)| change(summary.failed, before, &day, language)).unwrap_or_default();
    format!("{proven}{change}.")
}

/// «, 2 de moins qu’à l’audit du 3 mars 2026»
fn change(failed: u32, before: u32, day: &str, language: Language) -> String {
    let by = failed.abs_diff(before);
    match (language, failed.cmp(&before)) {
        (Language::French, std::cmp::Ordering::Less) => format!(", {by} de moins qu’à l’audit du {day}"),
        (Language::French, std::cmp::Ordering::Greater) => format!(", {by} de plus qu’à l’audit du {day}"),
        (Language::French, std::cmp::Ordering::Equal) => format!(", autant qu’à l’audit du {day}"),
        (Language::English, std::cmp::Ordering::Less) => format!(", {by} fewer than at the audit of {day}"),
        (Language::English, std::cmp::Ordering::Greater) => format!(", {by} more than at the audit of {day}"),
        (Language::English, std::cmp::Ordering::Equal) => format!(", as many as at the audit of {day}"),
    }
}

fn beside(peers: &Peers<'_>, language: Language) -> String {
    let kind = Text::line(&member_kind(peers.kind));
    let department = departments::find(peers.department).map_or(peers.department, |known| known.name);
    let department = Text::line(department);
    let (median, sites) = (halves(peers.median_twice, language), language.number(peers.sites as u64));
    match language {
        Language::French => format!(
            "La médiane des {sites} sites de même nature ({kind}) du même département ({department}), jugés par les mêmes règles, est {median}."
        ),
        Language::English => format!(
            "The median of the {sites} sites of the same kind ({kind}) in the same département ({department}), judged by the same rules, is {median}."
        ),
    }
}

/// Sentence that compares a declaration with the ceiling.
pub fn told(excess: &Excess, summary: &Summary, language: Language) -> String {
    let ceiling = summary
        .ceiling()
        .map(|ceiling| CeilingView::from_ceiling(ceiling, language).rate)
        .unwrap_or_default();
    let words = declarations::quoted(rules::statement::Conformity::Total, language);
    let told = match (excess, language) {
        (Excess::Rate(rate), Language::French) => format!(
            "Le site déclare {rate} de critères respectés\u{A0}; sur les pages examinées, il ne peut pas en respecter plus de {ceiling}."
        ),
        (Excess::Rate(rate), Language::English) => format!(
            "The site declares {rate} of criteria met; on the pages examined it cannot meet more than {ceiling}."
        ),
        (Excess::Total, Language::French) => format!(
            "Le site se déclare {words}\u{A0}; sur les pages examinées, il ne peut pas respecter plus de {ceiling} des critères."
        ),
        (Excess::Total, Language::English) => format!(
            "The site declares itself {words}; on the pages examined it cannot meet more than {ceiling} of the criteria."
        ),
        (Excess::Mention, Language::French) => format!(
            "La page d’accueil dit le site {words}\u{A0}; sur les pages examinées, il ne peut pas respecter plus de {ceiling} des critères."
        ),
        (Excess::Mention, Language::English) => format!(
            "The home page calls the site {words}; on the pages examined it cannot meet more than {ceiling} of the criteria."
        ),
    };
    declarations::joined(&told, language)
}

/// Sentence about a declared rate that is not excluded, which does not confirm it.
fn possible(context: &Context<'_>, head: &AuditHead) -> Option<String> {
    let language = context.language;
    let is_possible = context.publication.referentials.main.has_rate() && context.excess(head).is_none();
    let rate = declarations::told(head).filter(|_| is_possible)?.rate?;
    let excluded = head.summary.ceiling().and_then(|ceiling| CeilingView::excluded(ceiling, language));
    let told = match (language, excluded) {
        (Language::French, Some(above)) => format!(
            "Le site déclare {rate} de critères respectés ; sur les pages examinées, seul un taux de {above} est exclu, ce qui ne confirme pas le sien."
        ),
        (Language::French, None) => format!(
            "Le site déclare {rate} de critères respectés ; rien de ce qui est prouvé ici ne l’exclut ni ne le confirme."
        ),
        (Language::English, Some(above)) => format!(
            "The site declares {rate} of criteria met; on the pages examined only a rate {above} is excluded, which does not confirm its own."
        ),
        (Language::English, None) => format!(
            "The site declares {rate} of criteria met; nothing that is proven here excludes or confirms it."
        ),
    };
    Some(declarations::joined(&told, language))
}

/// The duties, in the order of the law.
fn duties(declared: &Declared, on: NaiveDate, language: Language) -> Vec<DutyLine> {
    let mention = declared.mention.map(|found| declarations::quoted(found, language));
    let years = match declared.scheme_years.as_slice() {
        [] => None,
        [year] => Some(year.to_string()),
        [first, .., last] => Some(format!("{first}–{last}")),
    };
    [
        (Duty::Mention, declared.outcome(Duty::Mention), mention),
        (Duty::Statement, declared.statement_on(on), statement(declared, on, language)),
        (Duty::Scheme, declared.scheme_on(on), years),
        (Duty::Plan, declared.plan_on(on), None),
    ]
    .map(|(duty, outcome, detail)| DutyLine::new(duty, outcome, detail, language))
    .into()
}

/// «datée du 9 mars 2024, valable jusqu’au 9 mars 2027»
fn statement(declared: &Declared, on: NaiveDate, language: Language) -> Option<String> {
    let dates = [declared.set_on, declared.updated_on].into_iter().flatten();
    let date = dates.max_by_key(|date| date.latest())?;
    let of = if date.day.is_some() { "datée du" } else { "datée de" };
    let dated = format!("{} {}", language.t(of, "dated"), declarations::partial(date, language));
    let until = declared.valid_until.map(|until| {
        let words = if until < on {
            language.t("à renouveler depuis le", "to be renewed since")
        } else {
            language.t("valable jusqu’au", "valid until")
        };
        format!(", {words} {}", language.day(midnight(until)).words)
    });
    Some(dated + &until.unwrap_or_default())
}

impl DutyLine {
    fn new(duty: Duty, outcome: DutyOutcome, detail: Option<String>, language: Language) -> Self {
        let (class, label) = tag(outcome, language);
        Self { title: title(duty, language), class, label, detail }
    }
}

/// CSS class and text of the tag of an outcome.
pub fn tag(outcome: DutyOutcome, language: Language) -> (&'static str, &'static str) {
    let (class, french, english) = match outcome {
        DutyOutcome::Met => ("passed", "respecté", "met"),
        DutyOutcome::NotMet => ("failed", "non respecté", "not met"),
        DutyOutcome::NotFound => ("inapplicable", "non trouvé", "not found"),
        DutyOutcome::ToVerify => ("cantTell", "à vérifier", "to verify"),
    };
    (class, language.t(french, english))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_says_how_many_and_whether_they_grow_fewer() {
        let of = |failed| Summary { criteria: 106, failed, ..Summary::default() };
        let before = Some((12, "1er mars 2026".to_owned()));
        for (failed, before, french) in [
            (0, None, "Aucun des 106 critères n’est prouvé non respecté."),
            (1, None, "1 critère sur 106 est prouvé non respecté."),
            (
                10,
                before.clone(),
                "10 critères sur 106 sont prouvés non respectés, 2 de moins qu’à l’audit du 1er mars 2026.",
            ),
            (
                12,
                before.clone(),
                "12 critères sur 106 sont prouvés non respectés, autant qu’à l’audit du 1er mars 2026.",
            ),
        ] {
            assert_eq!(sentence(&of(failed), before, Language::French), french);
        }
        assert_eq!(
            sentence(&of(13), Some((12, "1 March 2026".to_owned())), Language::English),
            "13 of 106 criteria are proven not met, 1 more than at the audit of 1 March 2026."
        );
    }
}
