//! The duties of the law, what the site declares, contradictions with the audit, and a letter to the contact.

use super::super::verdict::tag;
use crate::{
    declarations::{self, joined, partial},
    language::Say,
    text::{Link, Text},
};
use rules::{
    audit::Audit,
    messages::Language,
    statement::{
        Claim, Contradiction, Declared, DutyOutcome, DutyVerdict, Statement, StatementCheck, sentence, title,
    },
};
use serde::Serialize;

const LONGEST_EXCERPT: usize = 240;
/// Most pages listed; `audit.json` has all.
const MOST_PAGES: usize = 6;

#[derive(Serialize)]
pub struct DeclaredView {
    /// Summary in one or two sentences.
    pub sentence: String,
    /// Duties that a person has to look at: not met, to verify, not found.
    pub open: Vec<DutyRow>,
    pub met: Vec<DutyRow>,
    /// «2 points non respectés, 1 à vérifier, 3 non trouvés»
    pub open_counts: String,
    /// «9 points respectés»
    pub met_count: String,
    pub address: Option<Link>,
    /// Values as the site gives them.
    pub said: Vec<SaidLine>,
    pub contradiction: Option<ContradictionView>,
    pub human_audits: Vec<Link>,
    /// The rate that the statement gives, if it names an audit by a human.
    pub human_result: Option<String>,
    /// Contacts of the site. Forms are links; e-mail addresses are text to be copied.
    pub contacts: Vec<Link>,
    pub letter: Text,
}

#[derive(Serialize)]
pub struct DutyRow {
    pub title: &'static str,
    /// CSS class of the tag, the same as for criteria.
    pub class: &'static str,
    pub label: &'static str,
    pub sentence: Text,
    pub excerpt: Option<Text>,
}

#[derive(Serialize)]
pub struct SaidLine {
    pub term: &'static str,
    pub value: Text,
}

#[derive(Serialize)]
pub struct ContradictionView {
    pub claims: Vec<ClaimLine>,
    /// «critère prouvé non conforme», or its plural.
    pub noun: &'static str,
    pub criteria: String,
    pub ceiling: String,
    pub pages: Vec<ProofRow>,
}

#[derive(Serialize)]
pub struct ClaimLine {
    pub claim: String,
    pub excerpt: Text,
    pub address: Link,
}

#[derive(Serialize)]
pub struct ProofRow {
    pub address: Link,
    pub is_checked: bool,
    /// «critère», or its plural.
    pub noun: &'static str,
    pub criteria: String,
}

impl DeclaredView {
    pub fn from_audit(audit: &Audit, language: Language) -> Option<Self> {
        let check = audit.statement.as_ref()?;
        let statement = check.statement.as_ref();
        let result = statement.and_then(|said| said.rate.as_ref()).map(|rate| rate.value.to_string());
        Some(Self {
            sentence: declarations::sentence(&Declared::from_check(check), language),
            open: open(check, language),
            met: with(check, DutyOutcome::Met)
                .map(|verdict| DutyRow::from_verdict(verdict, language))
                .collect(),
            open_counts: open_counts(check, language),
            met_count: language.count(
                with(check, DutyOutcome::Met).count(),
                ["point respecté", "points respectés", "point met", "points met"],
            ),
            address: check.address.as_deref().map(Link::to),
            said: statement.map(|said| lines(said, language)).unwrap_or_default(),
            contradiction: ContradictionView::from_contradictions(&check.contradictions, audit, language),
            human_audits: check
                .human_audits
                .iter()
                .map(|link| Link::labelled(&link.address, &link.text))
                .collect(),
            human_result: result.filter(|_| !check.human_audits.is_empty()),
            contacts: contacts(statement),
            letter: Text::capped(&letter(audit, check), 3000),
        })
    }
}

impl DutyRow {
    fn from_verdict(verdict: &DutyVerdict, language: Language) -> Self {
        let (class, label) = tag(verdict.outcome, language);
        Self {
            title: title(verdict.duty, language),
            class,
            label,
            sentence: Text::capped(&joined(&sentence(verdict, language), language), 500),
            excerpt: verdict.excerpt.as_deref().map(|excerpt| Text::capped(excerpt, LONGEST_EXCERPT)),
        }
    }
}

/// Open outcomes, the most serious first.
const OPEN: [(DutyOutcome, [&str; 4]); 3] = [
    (DutyOutcome::NotMet, ["non respecté", "non respectés", "not met", "not met"]),
    (DutyOutcome::ToVerify, ["à vérifier", "à vérifier", "to verify", "to verify"]),
    (DutyOutcome::NotFound, ["non trouvé", "non trouvés", "not found", "not found"]),
];

fn with(check: &StatementCheck, outcome: DutyOutcome) -> impl Iterator<Item = &DutyVerdict> {
    check.duties.iter().filter(move |verdict| verdict.outcome == outcome)
}

fn open(check: &StatementCheck, language: Language) -> Vec<DutyRow> {
    let rows = OPEN.iter().flat_map(|(outcome, _)| with(check, *outcome));
    rows.map(|verdict| DutyRow::from_verdict(verdict, language)).collect()
}

fn open_counts(check: &StatementCheck, language: Language) -> String {
    let counts = OPEN.map(|(outcome, words)| (with(check, outcome).count(), words));
    let told = counts.into_iter().filter(|(count, _)| *count > 0);
    told.map(|(count, words)| language.count(count, words)).collect::<Vec<_>>().join(", ")
}

fn lines(said: &Statement, language: Language) -> Vec<SaidLine> {
    let mut lines = Vec::new();
    let mut add = |french, english, value: Option<String>| {
        if let Some(value) = value {
            lines.push(SaidLine { term: language.t(french, english), value: Text::capped(&value, 300) });
        }
    };
    add("Déclarant", "Declared by", said.who.as_ref().map(|read| read.value.clone()));
    add("S’applique à", "Covers", said.covers.as_ref().map(|read| read.value.clone()));
    add(
        "État de conformité",
        "Status",
        said.conformity.as_ref().map(|read| declarations::status(read.value, language).to_owned()),
    );
    add("Critères respectés", "Criteria met", said.rate.as_ref().map(|read| read.value.to_string()));
    add("Taux moyen", "Average rate", said.average_rate.as_ref().map(|read| read.value.to_string()));
    add("Version du RGAA", "RGAA version", said.rgaa_version.as_ref().map(|read| read.value.clone()));
    add("Audit réalisé par", "Audited by", said.auditor.as_ref().map(|read| auditor(&read.value, language)));
    add("Établie le", "Set on", said.set_on.as_ref().map(|read| partial(read.value, language)));
    add("Mise à jour le", "Updated on", said.updated_on.as_ref().map(|read| partial(read.value, language)));
    add(
        "Pages contrôlées",
        "Pages checked",
        said.pages_checked.as_ref().map(|read| read.value.len().to_string()),
    );
    lines
}

fn auditor(auditor: &rules::statement::Auditor, language: Language) -> String {
    use rules::statement::AuditorKind::{Company, Own, Unknown};
    match (&auditor.name, auditor.kind) {
        (Some(name), _) => name.clone(),
        (None, Own) => language.t("l’organisme lui-même", "the body itself").to_owned(),
        (None, Company) => language.t("une société non nommée", "an unnamed company").to_owned(),
        (None, Unknown) => language.t("non nommé", "not named").to_owned(),
    }
}

const CRITERIA: [&str; 4] = ["critère", "critères", "criterion", "criteria"];
const PROVEN: [&str; 4] = [
    "critère prouvé non conforme",
    "critères prouvés non conformes",
    "criterion proven not met",
    "criteria proven not met",
];

impl ContradictionView {
    /// Contradictions between the declarations and the proofs.
    fn from_contradictions(found: &[Contradiction], audit: &Audit, language: Language) -> Option<Self> {
        let first = found.first()?;
        let list = |criteria: &[rules::referential::CriterionId]| {
            criteria.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        };
        let row = |proof: &rules::statement::ProofPage| {
            let page = audit.pages.get(proof.page as usize)?;
            Some(ProofRow {
                address: Link::to(page.final_url.as_deref().unwrap_or(&page.url)),
                is_checked: proof.is_checked,
                noun: language.word(proof.criteria.len(), CRITERIA),
                criteria: list(&proof.criteria),
            })
        };
        Some(Self {
            claims: found.iter().map(|found| ClaimLine::from_contradiction(found, language)).collect(),
            noun: language.word(first.criteria.len(), PROVEN),
            criteria: list(&first.criteria),
            ceiling: language.per_cent(first.ceiling_per_mille),
            pages: first.pages.iter().filter_map(row).take(MOST_PAGES).collect(),
        })
    }
}

impl ClaimLine {
    fn from_contradiction(found: &Contradiction, language: Language) -> Self {
        let claim = match found.claim {
            Claim::Conformity { conformity } => declarations::status(conformity, language).to_owned(),
            Claim::Rate { rate } => {
                format!("{rate} {}", language.t("des critères respectés", "of criteria met"))
            }
        };
        Self {
            claim,
            excerpt: Text::capped(&found.excerpt, LONGEST_EXCERPT),
            address: Link::to(&found.address),
        }
    }
}

fn contacts(statement: Option<&Statement>) -> Vec<Link> {
    let contact = statement.and_then(|said| said.contact.as_ref()).map(|read| &read.value);
    let all = contact
        .into_iter()
        .flat_map(|contact| contact.addresses.iter().chain(&contact.forms).chain(&contact.telephones));
    all.map(|address| Link::to(address)).collect()
}

/// The letter, which is in French on pages of any language, because it is written to a French body.
fn letter(audit: &Audit, check: &StatementCheck) -> String {
    let day = Language::French.day(audit.started_at).words;
    let site = &audit.site.url;
    let mut text = format!(
        "Bonjour,\n\nJe rencontre une difficulté d’accessibilité sur le site {site} :\n\n[décrivez ici la page et la difficulté]\n\n"
    );
    let open: Vec<String> = check
        .duties
        .iter()
        .filter(|verdict| verdict.outcome == DutyOutcome::NotMet)
        .map(|verdict| format!("– {}", sentence(verdict, Language::French)))
        .collect();
    if !open.is_empty() {
        text.push_str(&format!(
            "Par ailleurs, un examen automatique du {day} a relevé :\n{}\n\n",
            open.join("\n")
        ));
    }
    text.push_str("Pouvez-vous me donner accès à ce contenu sous une autre forme, et me dire quand le site sera corrigé ?\n\nCordialement,");
    text
}
