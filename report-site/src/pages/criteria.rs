//! The criteria of a referential: the list, and a page for each criterion with its tests, the rules that serve them and
//! the number of sites where it is proven not met under the main referential.

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
    /// «RGAA»
    pub name: &'static str,
    /// «du»
    pub of: &'static str,
    /// Number of criteria.
    pub count: usize,
    /// Whether sites are counted, which is only done for the main referential.
    pub counts_sites: bool,
    pub themes: Vec<ThemeList>,
    pub rules: usize,
    /// The criteria of the other referentials of this site.
    pub others: Vec<OtherCriteria>,
}

/// The criteria of another referential.
#[derive(Serialize)]
pub struct OtherCriteria {
    /// «du»
    pub of: &'static str,
    pub link: Crumb,
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
    /// Number of rules that serve it.
    pub rules: usize,
    /// Number of sites on which it is proven not met.
    pub sites: String,
}

#[derive(Template, Serialize)]
#[template(path = "criterion.html")]
pub struct CriterionPage {
    pub shell: Shell,
    pub id: String,
    pub title: &'static str,
    pub level: &'static str,
    /// The other standard that the criterion serves: «WCAG 2.1», or «EN 301 549» for a criterion of WCAG itself.
    pub serves: &'static str,
    pub numbers: String,
    /// «RGAA 4.1.2»
    pub referential: String,
    /// «du»
    pub of: &'static str,
    pub official: String,
    /// The language of the official text, if the page is in another language; otherwise empty.
    pub official_language: &'static str,
    /// «3 sites sur 12 évalués», under the main referential.
    pub sites: Option<String>,
    /// Number of findings of its rules that a person checked, and number of right ones. Empty where no rule serves it.
    pub precision: String,
    pub tests: Vec<TestView>,
}

#[derive(Serialize)]
pub struct TestView {
    pub id: String,
    pub title: &'static str,
    /// `None` where the standard has no tests.
    pub official: Option<String>,
    /// How much of the test software can decide, used as a CSS class.
    pub class: &'static str,
    pub inapplicable: &'static str,
    pub rules: Vec<Crumb>,
}

/// The criteria of the usual referential, whose address never changes.
pub(crate) fn all<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    list(context, Referential::usual())
}

/// The referentials whose criteria have pages: the usual one, and all that audits are shown by.
pub(crate) fn shown(context: &Context<'_>) -> Vec<&'static Referential> {
    let usual = Referential::usual();
    let others = context.publication.referentials.all().filter(|other| other.key() != usual.key());
    std::iter::once(usual).chain(others).collect()
}

pub(crate) fn list<'a>(
    context: &Context<'a>,
    referential: &'static Referential,
) -> Result<Page<'a>, DrawError> {
    let folder = at::criteria(referential);
    let language = context.language;
    let theme = |theme: &'static rules::referential::Theme| ThemeList {
        number: theme.number,
        name: language.t(theme.title_fr, theme.title_en),
        criteria: theme
            .criteria()
            .iter()
            .filter_map(|id| Some(line(context, referential, referential.criterion(*id)?)))
            .collect(),
    };
    let link = |other: &'static Referential| OtherCriteria {
        of: other.of_article(),
        link: Crumb { path: at::criteria(other).to_string(), text: Text::line(&other.to_string()) },
    };
    let others = shown(context).into_iter().filter(|other| other.key() != referential.key());
    let of = language.t(referential.of_article(), "of the");
    let title = format!("{} {of} {}", language.t("Critères", "Criteria"), referential.name());
    let content = CriteriaPage {
        shell: context.shell(&folder, Section::Criteria, &title),
        name: referential.name(),
        of: referential.of_article(),
        count: referential.criteria().len(),
        counts_sites: is_main(context, referential),
        themes: referential.themes().map(theme).collect(),
        rules: catalogue::ALL.len(),
        others: others.map(link).collect(),
    };
    Ok(context.html(&folder, content))
}

fn is_main(context: &Context<'_>, referential: &Referential) -> bool {
    context.publication.referentials.main.key() == referential.key()
}

fn serving(referential: &Referential, tests: &[TestId]) -> impl Iterator<Item = &'static rules::Rule> {
    let serves = |rule: &&'static rules::Rule| {
        referential.tests_of(rule.aspects).iter().any(|test| tests.contains(test))
    };
    catalogue::ALL.iter().copied().filter(serves)
}

fn line(context: &Context<'_>, referential: &Referential, criterion: &'static Criterion) -> CriterionLine {
    let sites = context.publication.failed_criteria.get(&criterion.id).copied().unwrap_or(0);
    CriterionLine {
        id: criterion.id.to_string(),
        title: context.language.t(criterion.title_fr, criterion.title_en),
        path: at::criterion(referential, criterion.id).to_string(),
        rules: serving(referential, criterion.tests()).count(),
        sites: context.language.number(sites),
    }
}

fn precision(referential: &Referential, criterion: &Criterion) -> Option<Precision> {
    let serving = serving(referential, criterion.tests());
    serving.map(|rule| Precision::for_rule(rule.id)).reduce(|all, one| all + one)
}

pub(crate) fn page<'a>(
    context: &Context<'a>,
    referential: &'static Referential,
    criterion: &'static Criterion,
) -> Result<Page<'a>, DrawError> {
    let folder = at::criterion(referential, criterion.id);
    let language = context.language;
    let title = language.t(criterion.title_fr, criterion.title_en);
    let name = format!("{} {} – {title}", language.t("Critère", "Criterion"), criterion.id);
    let sites = context.publication.failed_criteria.get(&criterion.id).copied().unwrap_or(0);
    let sites = || {
        format!(
            "{} {} {}",
            language.count(sites, ["site", "sites", "site", "sites"]),
            language.t("sur", "of"),
            language.count(context.catalog.evaluated, ["évalué", "évalués", "evaluated", "evaluated"])
        )
    };
    let is_of_wcag = criterion.wcag == [criterion.id.to_string()];
    let content = CriterionPage {
        shell: context
            .shell(&folder, Section::Criteria, &name)
            .below(&at::criteria(referential), language.t("Critères", "Criteria")),
        id: criterion.id.to_string(),
        title,
        level: match criterion.level {
            rules::referential::Level::A => "A",
            rules::referential::Level::AA => "AA",
            rules::referential::Level::Other => language.t("hors WCAG", "beyond WCAG"),
        },
        serves: if is_of_wcag { "EN 301 549" } else { "WCAG 2.1" },
        numbers: if is_of_wcag { criterion.en.join(", ") } else { criterion.wcag.join(", ") },
        referential: referential.to_string(),
        of: referential.of_article(),
        official_language: match (referential.is_in_french(), language) {
            (true, Language::English) => " (in French)",
            (false, Language::French) => " (en anglais)",
            _ => "",
        },
        official: referential.criterion_url(criterion.id),
        sites: is_main(context, referential).then(sites),
        precision: precision(referential, criterion)
            .map(|precision| precision.sentence(language))
            .unwrap_or_default(),
        tests: criterion
            .tests()
            .iter()
            .filter_map(|id| Some(TestView::from_test(referential.test(*id)?, referential, language)))
            .collect(),
    };
    Ok(context.html(&folder, content))
}

impl TestView {
    fn from_test(test: &'static Test, referential: &Referential, language: Language) -> Self {
        let link = |rule: &'static rules::Rule| {
            Some(Crumb { path: at::rule(rule.id).ok()?.to_string(), text: Text::line(rule.id) })
        };
        Self {
            id: test.id.to_string(),
            title: language.t(test.title_fr, test.title_en),
            official: referential.has_official_tests().then(|| referential.test_url(test.id)),
            class: class(test.class, language),
            inapplicable: non_applicability(test.non_applicability, language),
            rules: serving(referential, &[test.id]).filter_map(link).collect(),
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
