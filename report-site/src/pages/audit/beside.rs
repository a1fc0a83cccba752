//! The same findings, judged by another referential: a line on the audit's page, and a page below it.

use super::{
    criteria::{self, ThemeView},
    finding_words::{criteria_of, has_page, list_criteria},
    subject::{self, Subject},
};
use crate::{
    engine::DrawError,
    language::{Day, Say},
    pages::{
        at,
        figures::Figures,
        shell::{Section, Shell},
    },
    text::Text,
};
use askama::Template;
use rules::{
    Outcome,
    audit::{Audit, Finding, Place, Setting},
    messages::Language,
    referential::Referential,
};
use serde::Serialize;
use std::collections::HashSet;

/// Most defects on the page; the data of the audit has them all.
const MOST_DEFECTS: usize = 100;
/// Most points to verify on the page.
const MOST_POINTS: usize = 60;

/// The line on the audit's page.
#[derive(Serialize)]
pub struct BesideLink {
    /// «RAWeb 1.1»
    pub name: String,
    /// Path from the audit's folder.
    pub path: String,
    /// «12 critères»
    pub failed: String,
}

#[derive(Template, Serialize)]
#[template(path = "beside.html")]
pub struct BesidePage {
    pub shell: Shell,
    /// The authority and the host.
    pub site: Text,
    pub day: Day,
    /// «RAWeb 1.1»
    pub name: String,
    /// «le»
    pub article: &'static str,
    /// «du»
    pub of: &'static str,
    /// «le RGAA 4.1.2»
    pub main: String,
    /// Path of the audit, from this page.
    pub audit_path: &'static str,
    pub figures: Figures,
    pub themes: Vec<ThemeView>,
    pub defects: Vec<DefectLine>,
    /// «12 défauts distincts»
    pub total: String,
    /// Defects that are not shown here.
    pub left: Option<String>,
    pub points: Vec<DefectLine>,
    /// «40 points distincts»
    pub points_total: String,
    /// Points that are not shown here.
    pub points_left: Option<String>,
}

#[derive(Serialize)]
pub struct DefectLine {
    /// «8.3», or «1.1 ou 1.2».
    pub criteria: String,
    pub what: Text,
    /// Path from this page to the page that shows the defect with its places.
    pub path: Option<String>,
    pub occurrences: String,
    /// Code of the element and its first places, for a defect without a page of its own, because only this referential
    /// asks about it.
    pub excerpt: Option<Text>,
    pub places: Vec<PlaceLine>,
}

#[derive(Serialize)]
pub struct PlaceLine {
    pub address: Text,
    pub selector: Text,
}

/// Most places of one defect on the page; the document has more.
const MOST_PLACES: usize = 3;

pub fn links(subject: &Subject<'_>) -> Vec<BesideLink> {
    let language = subject.context.language;
    let link = |audit: &Audit, referential: &Referential| BesideLink {
        name: referential.to_string(),
        path: format!("{}/{}/", at::FINDINGS, referential.key()),
        failed: language.count(audit.summary.failed, ["critère", "critères", "criterion", "criteria"]),
    };
    subject.shown.beside().iter().map(|(referential, audit)| link(audit, referential)).collect()
}

/// A page for each referential beside the main one.
pub fn pages(subject: &Subject<'_>) -> Result<Vec<(String, Vec<u8>)>, DrawError> {
    let page = |(referential, audit): &(&'static Referential, Audit)| {
        let folder = referential.key();
        let page = BesidePage::new(subject, referential, audit, &folder)?.render()?;
        Ok((format!("{}/{folder}/index.html", at::FINDINGS), page.into_bytes()))
    };
    subject.shown.beside().iter().map(page).collect()
}

impl BesidePage {
    fn new(
        subject: &Subject<'_>,
        referential: &Referential,
        audit: &Audit,
        folder: &str,
    ) -> Result<Self, DrawError> {
        let (context, language) = (subject.context, subject.context.language);
        let day = context.day_of(&audit.site.host, audit.started_at);
        let audit_path = at::audit(subject.head)?;
        let name = referential.to_string();
        let title = format!("{} – {} {}", subject.site(), name, day.words);
        let place = subject::place(&audit_path, folder)?;
        let shell = context
            .shell(&place, Section::Directory, &title)
            .named(&name)
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory"))
            .below(&at::site(&audit.site.host)?, &audit.site.host)
            .below(&audit_path, &format!("{} {}", language.t("Audit du", "Audit of"), day.words));
        let of = |outcome: Outcome| audit.findings.iter().filter(move |found| found.outcome == outcome);
        let defects: Vec<&Finding> = of(Outcome::Failed).collect();
        let points = own_first(subject.audit, of(Outcome::CantTell));
        let line = |finding: &&Finding| DefectLine::from_finding(subject, finding);
        let of_defects = ["défaut distinct", "défauts distincts", "distinct defect", "distinct defects"];
        let of_points = ["point distinct", "points distincts", "distinct point", "distinct points"];
        Ok(Self {
            shell,
            site: Text::line(&subject.site()),
            day,
            name,
            article: referential.article(),
            of: referential.of_article(),
            main: main(subject.audit, language),
            audit_path: "../../",
            figures: Figures::under(&audit.summary, referential, language),
            themes: themes(audit, referential, subject),
            defects: defects.iter().take(MOST_DEFECTS).map(line).collect(),
            total: language.count(defects.len(), of_defects),
            left: left(defects.len(), MOST_DEFECTS, of_defects, language),
            points: points.iter().take(MOST_POINTS).map(line).collect(),
            points_total: language.count(points.len(), of_points),
            points_left: left(points.len(), MOST_POINTS, of_points, language),
        })
    }
}

/// The findings, first those that no other page of the audit shows, because only this referential asks about them.
fn own_first<'f>(main: &Audit, findings: impl Iterator<Item = &'f Finding>) -> Vec<&'f Finding> {
    let known: HashSet<&str> = main.findings.iter().map(|finding| finding.id.as_str()).collect();
    let (shared, mut all): (Vec<_>, Vec<_>) =
        findings.partition(|finding| known.contains(finding.id.as_str()));
    all.extend(shared);
    all
}

fn left(total: usize, most: usize, words: [&str; 4], language: Language) -> Option<String> {
    let left = total.saturating_sub(most);
    (left > 0).then(|| language.count(left, words))
}

/// «le RGAA 4.1.2», «the RGAA 4.1.2»
fn main(audit: &Audit, language: Language) -> String {
    let article = audit.referential().map_or("le", Referential::article);
    let Setting { referential, referential_version, .. } = &audit.setting;
    format!("{} {referential} {referential_version}", language.t(article, "the"))
}

/// The criteria by theme. Each links to its official text, so that this page never changes, whatever referentials the
/// site shows later.
fn themes(audit: &Audit, referential: &Referential, subject: &Subject<'_>) -> Vec<ThemeView> {
    let mut themes = criteria::themes(audit, subject.context.language);
    for row in themes.iter_mut().flat_map(|theme| &mut theme.criteria) {
        row.path = row.id.parse().ok().map(|id| referential.criterion_url(id));
    }
    themes
}

fn places(audit: &Audit, finding: &Finding) -> Vec<PlaceLine> {
    let line = |place: &Place| {
        let page = audit.pages.get(place.page as usize)?;
        Some(PlaceLine {
            address: Text::capped(&page.url, 300),
            selector: Text::capped(&place.selector, 300),
        })
    };
    finding.places.iter().take(MOST_PLACES).filter_map(line).collect()
}

impl DefectLine {
    fn from_finding(subject: &Subject<'_>, finding: &Finding) -> Self {
        let language = subject.context.language;
        let number = subject.audit.findings.iter().position(|own| own.id == finding.id);
        let number = number.filter(|number| has_page(subject.audit, *number));
        let message = crate::messages::of_all(std::slice::from_ref(finding), language);
        Self {
            criteria: list_criteria(&criteria_of(finding), finding.either, language),
            what: Text::capped(message.first().map_or("", |message| &message.what), 300),
            path: number.map(|number| format!("../{}/", subject.shown.folders[number])),
            occurrences: language
                .count(finding.count, ["occurrence", "occurrences", "occurrence", "occurrences"]),
            excerpt: number.is_none().then(|| Text::capped(&finding.html, 300)),
            places: if number.is_none() { places(subject.audit, finding) } else { Vec::new() },
        }
    }
}
