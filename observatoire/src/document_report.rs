//! The report of `audit --document` about one document: a JSON object for programs, lines of text for people.

use crate::words::{Language, say};
use report_site::words::unread;
use rules::{
    Outcome,
    documents::{Check, Entry, Facts, Reading, Wording, entry},
};
use serde_json::{Value, json};
use std::fmt::Write;

/// One document, with the name the user gave and the result of its examination.
pub struct OneDocument {
    pub name: String,
    pub reading: Reading,
}

impl OneDocument {
    /// The result as a JSON object: each check with its RAPDF criterion, its PDF/UA clause and its texts.
    pub fn object(&self) -> Value {
        let mut object = json!({ "document": self.name, "reading": self.reading });
        if let Reading::Examined { facts } = &self.reading {
            object["reading"]["facts"]["checks"] = facts.checks.iter().map(check_object).collect();
        }
        object
    }

    pub fn text(&self) -> String {
        match &self.reading {
            Reading::Examined { facts } => facts_text(&self.name, facts),
            Reading::NotExamined { reason, detail } => {
                let detail = detail.as_deref().map(|detail| format!(" ({detail})")).unwrap_or_default();
                let told = say!(
                    "document-not-examined",
                    reason = unread(*reason, Language::of_surroundings().of_site()),
                    detail = detail
                );
                format!("{}\n{told}", self.name)
            }
        }
    }
}

/// The texts about a check in the language of the environment.
fn wording(entry: &Entry) -> &Wording {
    match Language::of_surroundings() {
        Language::French => &entry.french,
        Language::English => &entry.english,
    }
}

fn check_object(check: &Check) -> Value {
    let mut object = json!(check);
    if let Some(entry) = entry(&check.id) {
        let filled = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
        object["rapdf"] = filled(entry.rapdf);
        object["pdfUa"] = filled(entry.pdf_ua);
        object["name"] = json!(entry.french.name);
        if matches!(check.outcome, Outcome::Failed | Outcome::CantTell) {
            object["message"] = json!(entry.french.what);
            object["fix"] = json!(entry.french.fix);
        }
    }
    object
}

fn facts_text(name: &str, facts: &Facts) -> String {
    let mut text = format!("{name}\n  {}", facts.format.name());
    let pages = facts.pages.map(|pages| say!("document-pages", count = pages));
    let title = facts.title.as_ref().map(|title| say!("document-title", title = title));
    let date = facts.created.map(|day| say!("document-made", day = day));
    let said = [pages, title, facts.language.clone(), facts.producer.clone(), date];
    for part in said.into_iter().flatten().chain(facts.claims.iter().cloned()) {
        let _written = write!(text, ", {part}");
    }
    for outcome in [Outcome::Failed, Outcome::CantTell] {
        for check in facts.checks.iter().filter(|check| check.outcome == outcome) {
            line(&mut text, check);
        }
    }
    let count = |outcome| facts.checks.iter().filter(|check| check.outcome == outcome).count();
    let (passed, inapplicable) = (count(Outcome::Passed), count(Outcome::Inapplicable));
    let told = say!("document-checks", passed = passed, inapplicable = inapplicable);
    let _written = write!(text, "\n{told}");
    text
}

fn line(text: &mut String, check: &Check) {
    let Some(entry) = entry(&check.id) else { return };
    let number =
        |name: &str, number: &str| if number.is_empty() { None } else { Some(format!("{name} {number}")) };
    let numbers: Vec<String> =
        [number("RAPDF", entry.rapdf), number("PDF/UA", entry.pdf_ua)].into_iter().flatten().collect();
    let failed = check.outcome == Outcome::Failed;
    let word = if failed { say!("document-failed") } else { say!("document-to-verify") };
    let Wording { name, what, fix, .. } = wording(entry);
    let _written = write!(text, "\n  {word}  {name}  [{}] {what}", numbers.join(", "));
    if check.count > 0 {
        let _written = write!(text, " ({} ×)", check.count);
    }
    if !check.pages.is_empty() {
        let pages: Vec<String> = check.pages.iter().map(u32::to_string).collect();
        let _written = write!(text, " p. {}", pages.join(", "));
    }
    if let Some(evidence) = &check.evidence {
        text.push_str(&say!("document-evidence", evidence = evidence));
    }
    if failed {
        let _written = write!(text, "\n      {fix}");
    }
}
