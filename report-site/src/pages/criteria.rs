//! The criteria of the referential: the list, and a page each with its tests, the rules that serve them and how many
//! sites have it proven not met.

use super::{
    Context, at,
    shell::{Crumb, Section, Shell},
};
use crate::{
    engine::{DrawError, Page},
    language::Say,
    precision::Precision,
    text::Text,
};
use askama::Template;
use rules::{
    catalogue,
    messages::Language,
    referential::{Class, Criterion, NonApplicability, Referential, Test, TestId},
};
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "criteria.html")]
pub struct CriteriaPage {
    pub shell: Shell,
    pub themes: Vec<ThemeList>,
    pub rules: usize,
}

#[derive(Serialize)]
pub struct ThemeList {
    pub number: u8,
    pub name: &'static str,
    pub criteria: Vec<CriterionLine>,
}

#[derive(Serialize)]
pub struct CriterionLine {
    pub id: String,
    pub title: &'static str,
    pub path: String,
    /// Rules that serve it.
    pub rules: usize,
    /// Sites that have it proven not met.
    pub sites: String,
}

#[derive(Template, Serialize)]
#[template(path = "criterion.html")]
pub struct CriterionPage {
    pub shell: Shell,
    pub id: String,
    pub title: &'static str,
    pub level: &'static str,
    pub wcag: String,
    pub official: String,
    /// «3 sites sur 12 évalués»
    pub sites: String,
    /// How many findings of its rules were read, and how many were right; empty where no rule serves it.
    pub precision: String,
    pub tests: Vec<TestView>,
}

#[derive(Serialize)]
pub struct TestView {
    pub id: String,
    pub title: &'static str,
    pub official: String,
    /// What software can say of it.
    pub class: &'static str,
    pub inapplicable: &'static str,
    pub rules: Vec<Crumb>,
}

pub(crate) fn all<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("criteres");
    let language = context.language;
    let referential = Referential::rgaa();
    let theme = |theme: &'static rules::referential::Theme| ThemeList {
        number: theme.number,
        name: language.t(theme.title_fr, theme.title_en),
        criteria: theme
            .criteria()
            .iter()
            .filter_map(|id| Some(line(context, referential.criterion(*id)?)))
            .collect(),
    };
    let content = CriteriaPage {
        shell: context.shell(
            &folder,
            Section::Criteria,
            language.t("Critères du RGAA", "Criteria of the RGAA"),
        ),
        themes: referential.themes().map(theme).collect(),
        rules: catalogue::ALL.len(),
    };
    Ok(context.html(&folder, content))
}

fn line(context: &Context<'_>, criterion: &'static Criterion) -> CriterionLine {
    let serves = |test: &TestId| test.criterion() == criterion.id;
    let sites = context.publication.failed_criteria.get(&criterion.id).copied().unwrap_or(0);
    CriterionLine {
        id: criterion.id.to_string(),
        title: context.language.t(criterion.title_fr, criterion.title_en),
        path: at::criterion(criterion.id).to_string(),
        rules: catalogue::ALL.iter().filter(|rule| rule.tests.iter().any(serves)).count(),
        sites: context.language.number(sites),
    }
}

fn precision(criterion: &Criterion) -> Option<Precision> {
    let serves = |test: &TestId| test.criterion() == criterion.id;
    let serving = catalogue::ALL.iter().filter(|rule| rule.tests.iter().any(serves));
    serving.map(|rule| Precision::of(rule.id)).reduce(|all, one| all + one)
}

pub(crate) fn page<'a>(context: &Context<'a>, criterion: &'static Criterion) -> Result<Page<'a>, DrawError> {
    let folder = at::criterion(criterion.id);
    let language = context.language;
    let referential = Referential::rgaa();
    let title = language.t(criterion.title_fr, criterion.title_en);
    let name = format!("{} {} – {title}", language.t("Critère", "Criterion"), criterion.id);
    let sites = context.publication.failed_criteria.get(&criterion.id).copied().unwrap_or(0);
    let content = CriterionPage {
        shell: context
            .shell(&folder, Section::Criteria, &name)
            .below(&at::named("criteres"), language.t("Critères", "Criteria")),
        id: criterion.id.to_string(),
        title,
        level: match criterion.level {
            rules::referential::Level::A => "A",
            rules::referential::Level::AA => "AA",
        },
        wcag: criterion.wcag.join(", "),
        official: referential.id().criterion_url(criterion.id),
        sites: format!(
            "{} {} {}",
            language.count(sites, ["site", "sites", "site", "sites"]),
            language.t("sur", "of"),
            language.count(context.catalog.evaluated, ["évalué", "évalués", "evaluated", "evaluated"])
        ),
        precision: precision(criterion).map(|precision| precision.sentence(language)).unwrap_or_default(),
        tests: criterion
            .tests()
            .iter()
            .filter_map(|id| Some(TestView::of(referential.test(*id)?, referential, language)))
            .collect(),
    };
    Ok(context.html(&folder, content))
}

impl TestView {
    fn of(test: &'static Test, referential: &Referential, language: Language) -> Self {
        let serving = catalogue::ALL.iter().filter(|rule| rule.tests.contains(&test.id));
        let link = |rule: &&'static rules::Rule| {
            Some(Crumb { path: at::rule(rule.id).ok()?.to_string(), text: Text::line(rule.id) })
        };
        Self {
            id: test.id.to_string(),
            title: language.t(test.title_fr, test.title_en),
            official: referential.id().test_url(test.id),
            class: class(test.class, language),
            inapplicable: non_applicability(test.non_applicability, language),
            rules: serving.filter_map(link).collect(),
        }
    }
}

fn class(class: Class, language: Language) -> &'static str {
    match class {
        Class::Decidable => language.t(
            "Un logiciel peut le plus souvent trancher dans les deux sens.",
            "Software can mostly decide either way.",
        ),
        Class::FailureOnly => language.t(
            "Un logiciel peut prouver certains échecs ; une réussite demande une personne.",
            "Software can prove some failures; a pass needs a human.",
        ),
        Class::NonApplicabilityOnly => language.t(
            "Un logiciel peut seulement prouver que le test ne s’applique pas.",
            "Software can only prove that the test does not apply.",
        ),
        Class::HumanOnly => language.t(
            "Une personne doit regarder : un logiciel ne peut rien en dire.",
            "A human must look: software can say nothing of it.",
        ),
    }
}

fn non_applicability(value: NonApplicability, language: Language) -> &'static str {
    match value {
        NonApplicability::Yes => {
            language.t("Sa non-application peut être prouvée.", "That it does not apply can be proven.")
        }
        NonApplicability::Partly => language.t(
            "Sa non-application peut parfois être prouvée.",
            "That it does not apply can sometimes be proven.",
        ),
        NonApplicability::No => language
            .t("Sa non-application ne peut pas être prouvée.", "That it does not apply cannot be proven."),
    }
}
