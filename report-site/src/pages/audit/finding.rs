//! The page of one finding: what is wrong, why it matters, what to do, every place, and how to see it again.

use super::{
    super::{
        at,
        shell::{Section, Shell},
    },
    Subject,
    changes::Class,
    criteria::title,
    findings,
    pictures::FramedView,
    setting,
};
use crate::{
    engine::{DrawError, SitePath},
    language::{Day, Say},
    text::{Link, Text},
};
use askama::Template;
use rules::{audit::Place, catalogue};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Template, Serialize)]
#[template(path = "finding.html")]
pub struct FindingPage {
    pub shell: Shell,
    pub host: Text,
    pub day: Day,
    /// From this page.
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
    pub count: String,
    pub class: Option<Class>,
    /// The same defect in the audit before.
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

/// Every finding that has a page: its folder below that of the findings, and the page.
pub fn pages(subject: &Subject<'_>) -> Result<Vec<(String, Vec<u8>)>, DrawError> {
    let numbers =
        (0..subject.audit.findings.len()).filter(|number| findings::path(subject, *number).is_some());
    numbers
        .map(|number| {
            let folder = &subject.shown.folders[number];
            let page = FindingPage::of(subject, number, folder)?.render()?;
            Ok((format!("{}/{folder}/index.html", at::FINDINGS), page.into_bytes()))
        })
        .collect()
}

/// Where a finding's page stands, within the edition.
pub fn place(audit: &SitePath, folder: &str) -> Result<SitePath, DrawError> {
    Ok(audit.join(&SitePath::folder([at::FINDINGS, folder])?))
}

impl FindingPage {
    fn of(subject: &Subject<'_>, number: usize, folder: &str) -> Result<Self, DrawError> {
        let (context, audit) = (subject.context, subject.audit);
        let language = context.language;
        let finding = &audit.findings[number];
        let day = language.day(audit.started_at);
        let audit_path = at::audit(subject.head)?;
        let message = &subject.shown.messages[number];
        let name = format!("{} – {}", audit.site.host, message.what);
        let shell = context.shell(&place(&audit_path, folder)?, Section::Directory, &name);
        let audit_name = format!("{} {}", language.t("Audit du", "Audit of"), day.words);
        let shell = shell
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory"))
            .below(&at::site(&audit.site.host)?, &audit.site.host)
            .below(&audit_path, &audit_name);
        let criteria = findings::criteria_of(finding);
        let linked = criteria.iter().filter_map(|id| {
            let text = format!("{id} {}", title(audit, *id, language)?);
            Some(CriterionLink { path: at::criterion(audit.referential()?, *id).to_string(), text })
        });
        let left = (finding.count as usize).saturating_sub(finding.places.len());
        let known = catalogue::rule(&finding.rule);
        Ok(Self {
            shell,
            host: Text::line(&audit.site.host),
            day,
            audit_path: "../../".into(),
            criteria: findings::list_criteria(&criteria, finding.either, language),
            linked: linked.collect(),
            tests: findings::list_tests(&finding.tests),
            either: finding.either,
            what: Text::capped(&message.what, 600),
            why: Text::capped(&message.why, 600),
            fix: Text::capped(&message.fix, 600),
            html: Text::capped(&finding.html, 600),
            framed: FramedView::of(subject, number)?,
            count: findings::count(finding, subject),
            class: subject.class_of(number),
            earlier: subject.earlier.as_ref().and_then(|earlier| {
                let same = earlier.same_as(number).filter(|same| *same < findings::MOST_PAGES)?;
                let folder = &earlier.folders[same];
                let path = format!("{}{}/{folder}/", earlier.path, at::FINDINGS);
                Some(EarlierFinding { day: language.day(earlier.audit.started_at), path })
            }),
            pages: places(subject, &finding.places),
            more: (left > 0).then(|| {
                language.count(
                    left,
                    ["autre occurrence", "autres occurrences", "more occurrence", "more occurrences"],
                )
            }),
            rule: Text::capped(&finding.rule, 60),
            rule_path: known.and_then(|rule| Some(at::rule(rule.id).ok()?.to_string())),
            reason: Text::capped(&finding.reason, 60),
            command: setting::page_command(audit, finding),
            rejudge: format!("observatoire rejudge {}", subject.head.id),
        })
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
