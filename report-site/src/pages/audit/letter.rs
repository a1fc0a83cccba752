//! The defects of an audit that the letter to its authority lists.

use super::{
    finding_words::{code, count, criteria_of, has_page, list_criteria},
    framed::FramedView,
    summary,
};
use crate::{
    engine::DrawError,
    input::{AuditHead, Source},
    messages::message,
    pages::at,
    recent::{Read, read},
    text::Text,
};
use rules::{
    audit::{Finding, Picture},
    messages::Language,
};
use serde::Serialize;

/// A defect in a letter.
#[derive(Debug, Serialize)]
pub struct LetterDefect {
    pub criteria: String,
    pub what: Text,
    pub why: Text,
    pub fix: Text,
    pub html: Text,
    /// Path of the defect's page, from the root of the edition.
    pub path: Option<String>,
    pub count: String,
    pub framed: Option<FramedView>,
}

/// The defects of an audit that a letter lists.
pub(crate) fn to_mend(
    source: &impl Source,
    head: &AuditHead,
    language: Language,
) -> Result<Vec<LetterDefect>, DrawError> {
    const MOST: usize = 5;
    let Read { audit, .. } = read(source, head)?;
    let folders = at::findings(&audit.findings);
    let is_there =
        |_: u32, picture: &Picture| source.picture(&picture.hash).is_ok_and(|bytes| bytes.is_some());
    let defect = |(number, finding): (usize, &Finding)| {
        let message = message(&finding.rule, &finding.reason, language, &finding.data);
        let framed = FramedView::on(&audit, head, number, is_there, language)?;
        Ok(LetterDefect {
            criteria: list_criteria(&criteria_of(finding), finding.either, language),
            what: Text::capped(&message.what, 160),
            why: Text::capped(&message.why, 240),
            fix: Text::capped(&message.fix, 320),
            html: code(finding, 160),
            path: summary::path(&audit, head, &folders, number),
            count: count(finding, language),
            framed: framed.filter(|_| has_page(&audit, number)),
        })
    };
    summary::ranked(&audit).into_iter().take(MOST).map(defect).collect()
}
