//! The page of a rule: what it examines, what it leaves to a person, its messages and its examples; and the list of
//! rules.

use super::{
    Context, at,
    shell::{Crumb, Section, Shell},
};
use crate::{
    engine::{DrawError, Page},
    language::Say,
    markdown, messages,
    precision::Precision,
    text::Text,
    words,
};
use askama::Template;
use rules::{Outcome, Rule, catalogue, examples, messages::Language};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Template, Serialize)]
#[template(path = "rules.html")]
pub struct RulesPage {
    pub shell: Shell,
    pub rules: Vec<RuleLine>,
}

#[derive(Serialize)]
pub struct RuleLine {
    pub id: &'static str,
    pub path: String,
    pub about: About,
    pub tests: String,
}

/// A rule in one line.
#[derive(Serialize)]
pub struct About {
    pub text: String,
    /// Whether the title is in English: on English pages, and on French pages if the rule's examples show no message.
    pub is_english: bool,
}

#[derive(Template, Serialize)]
#[template(path = "rule.html")]
pub struct RulePage {
    pub shell: Shell,
    pub id: &'static str,
    pub about: About,
    pub criteria: Vec<Crumb>,
    pub tests: String,
    pub act: Vec<&'static str>,
    pub wcag: String,
    pub messages: Vec<MessageView>,
    /// The rule's Markdown as HTML. Raw HTML in it is shown as text.
    pub doc: String,
    pub digest: String,
    /// Sentence about its findings that a person checked, and how many of them were right.
    pub precision: String,
}

/// The message of the rule for one reason.
#[derive(Serialize)]
pub struct MessageView {
    pub outcome: &'static str,
    pub label: &'static str,
    pub what: String,
    pub why: String,
    pub fix: String,
}

pub(crate) fn all<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("regles");
    let language = context.language;
    let referential = context.publication.referentials.main;
    let line = |rule: &&'static Rule| {
        Some(RuleLine {
            id: rule.id,
            path: at::rule(rule.id).ok()?.to_string(),
            about: About::of(rule, language),
            tests: super::audit::list_tests(&referential.tests_of(rule.aspects)),
        })
    };
    let content = RulesPage {
        shell: context
            .shell(&folder, Section::Criteria, language.t("Règles", "Rules"))
            .below(&at::named("criteres"), language.t("Critères", "Criteria")),
        rules: catalogue::ALL.iter().filter_map(line).collect(),
    };
    Ok(context.html(&folder, content))
}

pub(crate) fn page<'a>(context: &Context<'a>, rule: &'static Rule) -> Result<Page<'a>, DrawError> {
    let folder = at::rule(rule.id)?;
    let language = context.language;
    let referential = context.publication.referentials.main;
    let criteria: BTreeSet<_> =
        referential.tests_of(rule.aspects).iter().map(|test| test.criterion()).collect();
    let criterion = |id: &rules::referential::CriterionId| {
        let found = referential.criterion(*id)?;
        let text = format!("{id} {}", language.t(found.title_fr, found.title_en));
        Some(Crumb { path: at::criterion(referential, *id).to_string(), text: Text::line(&text) })
    };
    let content = RulePage {
        shell: context
            .shell(&folder, Section::Criteria, &format!("{} {}", language.t("Règle", "Rule"), rule.id))
            .below(&at::named("criteres"), language.t("Critères", "Criteria"))
            .below(&at::named("regles"), language.t("Règles", "Rules")),
        id: rule.id,
        about: About::of(rule, language),
        criteria: criteria.iter().filter_map(criterion).collect(),
        tests: super::audit::list_tests(&referential.tests_of(rule.aspects)),
        act: rule.act.to_vec(),
        wcag: rule.wcag.join(", "),
        messages: said(rule, language),
        doc: markdown::html(rule.doc),
        digest: catalogue::digests().get(rule.id).cloned().unwrap_or_default(),
        precision: Precision::for_rule(rule.id).sentence(language),
    };
    Ok(context.html(&folder, content))
}

impl About {
    /// The summary of a rule. In French its title is the message of its first failing example, because its own title is
    /// in English.
    fn of(rule: &'static Rule, language: Language) -> Self {
        match first_reason(rule).filter(|_| language == Language::French) {
            Some(reason) => Self { text: messages::title(rule.id, &reason, language), is_english: false },
            None => Self { text: markdown::title(rule.doc).replace('`', ""), is_english: true },
        }
    }
}

fn first_reason(rule: &'static Rule) -> Option<String> {
    let shown = examples::read_all(rule).expect("a test reads the examples of every rule");
    let first = |outcome: Outcome| {
        let of = shown.iter().filter(|example| example.outcome == outcome);
        of.flat_map(|example| &example.reasons).next().cloned()
    };
    first(Outcome::Failed).or_else(|| first(Outcome::CantTell))
}

/// Each reason that an example of the rule shows, with its outcome; failures come first.
fn reasons(rule: &'static Rule) -> Vec<(String, Outcome)> {
    let shown = examples::read_all(rule).expect("a test reads the examples of every rule");
    let mut reasons: BTreeMap<String, Outcome> = BTreeMap::new();
    for example in shown {
        for reason in example.reasons {
            reasons.insert(reason, example.outcome);
        }
    }
    let mut all: Vec<_> = reasons.into_iter().collect();
    all.sort_by_key(|(reason, outcome)| (std::cmp::Reverse(*outcome), reason.clone()));
    all
}

/// The message of each reason that an example of the rule shows.
fn said(rule: &'static Rule, language: Language) -> Vec<MessageView> {
    let view = |(reason, outcome): (String, Outcome)| {
        let message = messages::message(rule.id, &reason, language, &BTreeMap::new());
        MessageView {
            outcome: outcome.name(),
            label: words::outcome(outcome)[0].said(language),
            what: messages::without_parameters(&message.what),
            why: messages::without_parameters(&message.why),
            fix: messages::without_parameters(&message.fix),
        }
    };
    reasons(rule).into_iter().map(view).collect()
}
