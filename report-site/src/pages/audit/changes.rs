//! Changes of the site's defects since the previous audit: four classes, and the reasons for which some cannot be
//! compared.

use super::{finding_words, limits::Limits, subject::Subject};
use crate::{
    engine::DrawError,
    language::{Day, Say},
    messages,
    pages::at,
    text::Text,
};
use rules::{
    audit::{Audit, Barrier, Changes, NotCompared},
    messages::Language,
};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct ChangesView {
    pub day: Day,
    pub path: String,
    pub new: Part,
    pub mended: Part,
    pub still_there: Part,
    pub not_compared: Part,
    /// «3 : page absente du second échantillon»
    pub barriers: Vec<String>,
}

/// One of the four classes.
#[derive(Debug, Serialize)]
pub struct Part {
    pub count: usize,
    pub lines: Vec<ChangeLine>,
    /// Defects that are not listed here.
    pub more: usize,
}

#[derive(Debug, Serialize)]
pub struct ChangeLine {
    pub criteria: String,
    pub what: Text,
    /// Path of the defect's page, from the root of the edition.
    pub path: Option<String>,
}

impl ChangesView {
    pub fn new(subject: &Subject<'_>, limits: &Limits) -> Result<Option<Self>, DrawError> {
        let Some(earlier) = &subject.earlier else { return Ok(None) };
        let language = subject.context.language;
        let changes = &earlier.changes;
        let own = at::audit(subject.head)?.to_string();
        let own = Side { audit: subject.audit, path: &own, folders: &subject.shown.folders };
        let other = Side { audit: earlier.audit(), path: &earlier.path, folders: &earlier.folders };
        let later = |number: &usize| own.line(*number, language, limits);
        let before = |number: &usize| other.line(*number, language, limits);
        let told = |told: &NotCompared| if told.later { later(&told.finding) } else { before(&told.finding) };
        let still: Vec<usize> = changes.still_there.iter().map(|(later, _)| *later).collect();
        Ok(Some(Self {
            day: subject.context.day_of(&earlier.audit().site.host, earlier.audit().started_at),
            path: earlier.path.clone(),
            new: Part::new(&changes.new, limits, later),
            mended: Part::new(&changes.mended, limits, before),
            still_there: Part::new(&still, limits, later),
            not_compared: Part::new(&changes.not_compared, limits, told),
            barriers: barriers(changes, language),
        }))
    }
}

impl Part {
    fn new<T>(all: &[T], limits: &Limits, line: impl Fn(&T) -> ChangeLine) -> Self {
        let lines: Vec<_> = all.iter().take(limits.changes).map(line).collect();
        Self { count: all.len(), more: all.len() - lines.len(), lines }
    }
}

/// One of the two audits.
struct Side<'s> {
    audit: &'s Audit,
    path: &'s str,
    folders: &'s [String],
}

impl Side<'_> {
    fn line(&self, number: usize, language: Language, limits: &Limits) -> ChangeLine {
        let finding = &self.audit.findings[number];
        let message = messages::message(&finding.rule, &finding.reason, language, &finding.data);
        let criteria = finding_words::criteria_of(finding);
        ChangeLine {
            criteria: finding_words::list_criteria(&criteria, finding.either, language),
            what: Text::capped(&message.what, limits.sentence),
            path: (number < finding_words::MOST_PAGES)
                .then(|| format!("{}{}/{}/", self.path, at::FINDINGS, self.folders[number])),
        }
    }
}

fn barriers(changes: &Changes, language: Language) -> Vec<String> {
    let all = [
        Barrier::OtherSetting,
        Barrier::OtherBrowser,
        Barrier::RuleChanged,
        Barrier::CaptureChanged,
        Barrier::PageGone,
        Barrier::PageNew,
    ];
    let told = |barrier: Barrier| {
        let count = changes.not_compared.iter().filter(|told| told.barrier == barrier).count();
        (count > 0).then(|| format!("{count} {}", because(barrier, language)))
    };
    all.into_iter().filter_map(told).collect()
}

fn because(barrier: Barrier, language: Language) -> &'static str {
    match barrier {
        Barrier::OtherSetting => language.t(
            "parce que le référentiel, la fenêtre ou l’état du consentement n’est plus le même",
            "because the referential, the window or the state of consent is another",
        ),
        Barrier::OtherBrowser => language
            .t("parce que le navigateur a changé de version", "because the browser changed its version"),
        Barrier::RuleChanged => language.t(
            "parce que notre façon de regarder a changé\u{A0}: la règle qui les constate n’est plus la même",
            "because our way of looking changed: the rule that finds them is another",
        ),
        Barrier::CaptureChanged => language.t(
            "parce que notre façon de regarder a changé\u{A0}: les pages sont relevées autrement",
            "because our way of looking changed: pages are captured in another way",
        ),
        Barrier::PageGone => language.t(
            "parce que leurs pages n’ont pas été examinées cette fois-ci",
            "because their pages were not examined this time",
        ),
        Barrier::PageNew => language.t(
            "parce que leurs pages n’avaient pas été examinées la fois précédente",
            "because their pages had not been examined the time before",
        ),
    }
}
