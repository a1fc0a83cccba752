//! The page of one finding: what is wrong, why it matters, what to do, every place, and how to see it again.

use super::{
    super::{
        at,
        shell::{Section, Shell},
    },
    criteria::title,
    earlier::Class,
    finding_words::{MOST_PAGES, code, count, criteria_of, has_page, list_criteria, list_tests},
    framed::FramedView,
    name::Name,
    remedy::Remedy,
    setting,
    subject::{Subject, path, place},
};
use crate::{
    engine::DrawError,
    language::{Day, Say},
    text::{Link, Text},
};
use askama::Template;
use rules::{
    audit::{Finding, Place},
    catalogue,
    messages::Language,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Template, Serialize)]
#[template(path = "finding.html")]
pub struct FindingPage {
    pub shell: Shell,
    /// The authority and the host.
    pub site: Text,
    pub day: Day,
    /// Path of the audit, from this page.
    pub audit_path: String,
    pub criteria: String,
    pub linked: Vec<CriterionLink>,
    pub tests: String,
    pub either: bool,
    pub what: Text,
    pub why: Text,
    pub fix: Text,
    pub html: Text,
    pub framed: Option<FramedView>,
    /// Code before and after the change.
    pub remedy: Option<Remedy>,
    /// Expression that selects the first place in the browser's console.
    pub console: Option<String>,
    /// The same defect on other elements of the site, and the number of those not listed.
    pub siblings: Vec<Sibling>,
    pub siblings_more: usize,
    /// Number of examined pages with the element, if it is on nearly all of them.
    pub everywhere: Option<String>,
    pub count: String,
    pub class: Option<Class>,
    /// The same defect in the previous audit.
    pub earlier: Option<EarlierFinding>,
    pub pages: Vec<PagePlaces>,
    /// Occurrences whose places are not shown.
    pub more: Option<String>,
    pub rule: Text,
    pub rule_path: Option<String>,
    pub reason: Text,
    pub command: String,
    pub rejudge: String,
}

#[derive(Serialize)]
pub struct CriterionLink {
    pub path: String,
    pub text: String,
}

#[derive(Serialize)]
pub struct EarlierFinding {
    pub day: Day,
    pub path: String,
}

/// A page with the places of the defect on it.
#[derive(Serialize)]
pub struct PagePlaces {
    pub title: Text,
    pub address: Link,
    pub selectors: Vec<Text>,
}

/// The pages of all findings that have one: path from the audit's folder, and HTML.
pub fn pages(subject: &Subject<'_>) -> Result<Vec<(String, Vec<u8>)>, DrawError> {
    let numbers = (0..subject.audit.findings.len()).filter(|number| path(subject, *number).is_some());
    numbers
        .map(|number| {
            let folder = &subject.shown.folders[number];
            let page = FindingPage::new(subject, number, folder)?.render()?;
            Ok((format!("{}/{folder}/index.html", at::FINDINGS), page.into_bytes()))
        })
        .collect()
}

impl FindingPage {
    fn new(subject: &Subject<'_>, number: usize, folder: &str) -> Result<Self, DrawError> {
        let audit = subject.audit;
        let language = subject.context.language;
        let finding = &audit.findings[number];
        let message = &subject.shown.messages[number];
        let criteria = list_criteria(&criteria_of(finding), finding.either, language);
        let rule = catalogue::rule(&finding.rule);
        let siblings = siblings(subject, number);
        Ok(Self {
            shell: shell(subject, folder, &criteria, &message.what)?,
            site: Text::line(&subject.site()),
            day: subject.context.day_of(&audit.site.host, audit.started_at),
            audit_path: "../../".into(),
            criteria,
            linked: linked(subject, finding),
            tests: list_tests(&finding.tests),
            either: finding.either,
            what: Text::capped(&message.what, 600),
            why: Text::capped(&message.why, 600),
            fix: Text::capped(&message.fix, 600),
            html: code(finding, 600),
            framed: FramedView::from_subject(subject, number)?,
            remedy: Remedy::from_finding(finding, language),
            console: finding.places.first().and_then(|place| console(&place.selector)),
            everywhere: everywhere(subject, number),
            siblings_more: siblings.len().saturating_sub(MOST_SIBLINGS),
            siblings: siblings.into_iter().take(MOST_SIBLINGS).collect(),
            count: count(finding, language),
            class: subject.class_of(number),
            earlier: earlier(subject, number),
            pages: places(subject, &finding.places),
            more: more(finding, language),
            rule: Text::capped(&finding.rule, 60),
            rule_path: rule.and_then(|rule| Some(at::rule(rule.id).ok()?.to_string())),
            reason: Text::capped(&finding.reason, 60),
            command: setting::page_command(audit, finding),
            rejudge: format!("observatoire rejudge {}", subject.head.id),
        })
    }
}

/// The shell of the page: its title, and its breadcrumbs from the directory.
fn shell(subject: &Subject<'_>, folder: &str, criteria: &str, what: &str) -> Result<Shell, DrawError> {
    let (context, audit) = (subject.context, subject.audit);
    let language = context.language;
    let audit_path = at::audit(subject.head)?;
    let day = context.day_of(&audit.site.host, audit.started_at);
    let audit_name = format!("{} {}", language.t("Audit du", "Audit of"), day.words);
    let name = format!("{} – {what}", subject.site());
    let shell = context.shell(&place(&audit_path, folder)?, Section::Directory, &name);
    Ok(shell
        .named(&format!("{} {criteria}", language.t("Défaut", "Defect")))
        .below(&at::named("annuaire"), language.t("Annuaire", "Directory"))
        .below(&at::site(&audit.site.host)?, &audit.site.host)
        .below(&audit_path, &audit_name))
}

fn linked(subject: &Subject<'_>, finding: &Finding) -> Vec<CriterionLink> {
    let audit = subject.audit;
    let link = |id| {
        let text = format!("{id} {}", title(audit, id, subject.context.language)?);
        Some(CriterionLink { path: at::criterion(audit.referential()?, id).to_string(), text })
    };
    criteria_of(finding).into_iter().filter_map(link).collect()
}

fn earlier(subject: &Subject<'_>, number: usize) -> Option<EarlierFinding> {
    let earlier = subject.earlier.as_ref()?;
    let same = earlier.same_as(number).filter(|same| *same < MOST_PAGES)?;
    let path = format!("{}{}/{}/", earlier.path, at::FINDINGS, earlier.folders[same]);
    let day = subject.context.day_of(&subject.audit.site.host, earlier.audit().started_at);
    Some(EarlierFinding { day, path })
}

fn more(finding: &Finding, language: Language) -> Option<String> {
    let left = (finding.count as usize).saturating_sub(finding.places.len());
    let words = ["autre occurrence", "autres occurrences", "more occurrence", "more occurrences"];
    (left > 0).then(|| language.count(left, words))
}

/// The same defect on another element.
#[derive(Serialize)]
pub struct Sibling {
    /// Path from this page.
    pub path: String,
    pub name: Name,
    pub count: String,
}

const MOST_SIBLINGS: usize = 12;

fn siblings(subject: &Subject<'_>, number: usize) -> Vec<Sibling> {
    let findings = &subject.audit.findings;
    let own = &findings[number];
    let same = |other: &usize| {
        let finding = &findings[*other];
        *other != number && finding.rule == own.rule && finding.reason == own.reason
    };
    let has_page = |other: &usize| has_page(subject.audit, *other);
    let others = (0..findings.len()).filter(same).filter(has_page);
    let sibling = |other: usize| Sibling {
        path: format!("../{}/", subject.shown.folders[other]),
        name: Name::from_finding(subject, other, 120),
        count: count(&findings[other], subject.context.language),
    };
    others.map(sibling).collect()
}

/// Number of pages with an element that is on at least 80 % of the examined pages, and on at least three. Such an
/// element comes from a template, so that one correction corrects them all.
fn everywhere(subject: &Subject<'_>, number: usize) -> Option<String> {
    const LEAST: usize = 3;
    let places = &subject.audit.findings[number].places;
    let pages: BTreeSet<u32> = places.iter().map(|place| place.page).collect();
    let all = subject.audit.summary.pages_audited as usize;
    let language = subject.context.language;
    let words = ["page examinée", "pages examinées", "page examined", "pages examined"];
    let is_nearly_all = pages.len() >= LEAST && pages.len() * 10 >= all * 8;
    is_nearly_all
        .then(|| format!("{} {} {}", pages.len(), language.t("sur", "of"), language.count(all, words)))
}

/// Expression for the browser's console; all browsers know `inspect`. `None` for a selector with invisible characters,
/// which is not safe to paste.
fn console(selector: &str) -> Option<String> {
    const MOST: usize = 500;
    if selector.is_empty() || Text::capped(selector, MOST).to_string() != selector {
        return None;
    }
    let steps: Vec<&str> = selector.split(" >>> ").collect();
    let quoted = |text: &str| serde_json::to_string(text).ok();
    match steps[..] {
        [one] => Some(format!("inspect(document.querySelector({}))", quoted(one)?)),
        _ => {
            let steps = serde_json::to_string(&steps).ok()?;
            let into = "(e, s) => (e.shadowRoot ?? e.contentDocument ?? e).querySelector(s)";
            Some(format!("inspect({steps}.reduce({into}, document))"))
        }
    }
}

fn places(subject: &Subject<'_>, places: &[Place]) -> Vec<PagePlaces> {
    let mut by_page: BTreeMap<u32, Vec<Text>> = BTreeMap::new();
    for place in places {
        by_page.entry(place.page).or_default().push(Text::capped(&place.selector, 300));
    }
    let view = |(page, selectors): (u32, Vec<Text>)| {
        let title = subject.title_of(page);
        let page = subject.audit.pages.get(page as usize)?;
        Some(PagePlaces {
            title: Text::capped(&title, 120),
            address: Link::to(page.final_url.as_deref().unwrap_or(&page.url)),
            selectors,
        })
    };
    by_page.into_iter().filter_map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_line_only_selects() {
        assert_eq!(console("#a > p").unwrap(), r##"inspect(document.querySelector("#a > p"))"##);
        assert_eq!(console(r#"a[b="\"]"#).unwrap(), r#"inspect(document.querySelector("a[b=\"\\\"]"))"#);
        let inner = console("x-y >>> p").unwrap();
        assert!(inner.starts_with(r#"inspect(["x-y","p"].reduce("#), "{inner}");
        for selector in ["", "a\u{202E}", &"p".repeat(501)] {
            assert_eq!(console(selector), None, "{selector}");
        }
    }
}
