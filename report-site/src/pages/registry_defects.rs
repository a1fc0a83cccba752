//! Defects of the registry, for its maintainers: on a page, and as CSV beside it.

use super::{
    Context, at,
    shell::{Section, Shell},
};
use crate::{
    engine::{DrawError, Page, SitePath},
    exports::{Format, Holds, Listed, cells::Csv},
    input::{Member, RegistryDefect},
    language::{Day, Say, capital},
    text::Text,
    words,
};
use askama::Template;
use rules::messages::Language;
use serde::Serialize;
use std::collections::BTreeMap;

/// Most defects of one kind that the page lists; the CSV has all.
const MOST: usize = 300;
const CSV: &str = "defauts.csv";

#[derive(Template, Serialize)]
#[template(path = "registry_defects.html")]
pub struct RegistryDefectsPage {
    pub shell: Shell,
    /// Day of the last check. `None` before the first check, or if the last one found nothing.
    pub checked_on: Option<Day>,
    /// «12 défauts»
    pub total: String,
    pub kinds: Vec<DefectKind>,
}

#[derive(Serialize)]
pub struct DefectKind {
    pub anchor: String,
    /// Name of the kind, with a capital first letter.
    pub label: String,
    pub meaning: &'static str,
    pub remedy: &'static str,
    pub count: String,
    pub rows: Vec<Row>,
    /// Number of defects that are not listed.
    pub more: usize,
}

#[derive(Serialize)]
pub struct Row {
    pub member: Text,
    pub path: String,
    pub value: Option<Text>,
    pub detail: Option<Text>,
    pub source: Text,
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = folder();
    let language = context.language;
    let known = known(context);
    let mut by_code: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for (defect, member) in &known {
        by_code.entry(&defect.code).or_default().extend(Row::from_defect(defect, member));
    }
    let mut kinds: Vec<DefectKind> =
        by_code.into_iter().map(|(code, rows)| DefectKind::new(code, rows, language)).collect();
    kinds.sort_by_key(|kind| std::cmp::Reverse(kind.rows.len() + kind.more));
    let content = RegistryDefectsPage {
        shell: context
            .shell(
                &folder,
                Section::Directory,
                language.t("Défauts de l’annuaire", "Defects of the registry"),
            )
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory")),
        checked_on: known.iter().map(|(defect, _)| defect.found_at).max().map(|at| language.day(at)),
        total: language.count(known.len(), ["défaut", "défauts", "defect", "defects"]),
        kinds,
    };
    Ok(context.html(&folder, content))
}

/// The defects as CSV, one line for each.
pub(crate) fn table<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    const MOST_CHARACTERS: usize = 1000;
    let columns = ["id", "nom", "registre", "defaut", "libelle", "adresse", "constat", "le"];
    let mut table = Csv::new(&columns);
    for (defect, member) in known(context) {
        table.row(|row| {
            row.text(&member.id, MOST_CHARACTERS)
                .text(&member.name, MOST_CHARACTERS)
                .text(&defect.source, MOST_CHARACTERS)
                .own(&defect.code)
                .own(words::registry_defect(&defect.code).label.said(context.language))
                .text(&defect.value, MOST_CHARACTERS)
                .text(&defect.detail, MOST_CHARACTERS)
                .own(&defect.found_at.date_naive().to_string())
        });
    }
    Ok(Page::file(&context.place(&folder()), CSV, table.done()))
}

/// The published table.
pub fn listed() -> Listed {
    Listed {
        path: format!("{}{CSV}", folder()),
        media_type: Format::Csv.media_type(),
        holds: Holds::Sentences,
        title: ["Défauts de l’annuaire (CSV)", "Defects of the registry (CSV)"],
    }
}

fn folder() -> SitePath {
    at::named("defauts-annuaire")
}

/// Defects of members that are still in the registry.
fn known<'a>(context: &Context<'a>) -> Vec<(&'a RegistryDefect, &'a Member)> {
    let defects = context.publication.registry_defects.iter();
    let with_member = |defect: &'a RegistryDefect| Some((defect, context.catalog.member(&defect.member)?));
    defects.filter_map(with_member).filter(|(_, member)| !member.gone).collect()
}

impl DefectKind {
    fn new(code: &str, mut rows: Vec<Row>, language: Language) -> Self {
        let words = words::registry_defect(code);
        let total = rows.len();
        rows.truncate(MOST);
        Self {
            anchor: format!("defaut-{}", crate::slug::slug(code)),
            label: capital(words.label.said(language)),
            meaning: words.meaning.said(language),
            remedy: words.remedy.said(language),
            count: language.count(total, ["défaut", "défauts", "defect", "defects"]),
            more: total - rows.len(),
            rows,
        }
    }
}

impl Row {
    fn from_defect(defect: &RegistryDefect, member: &Member) -> Option<Self> {
        let some = |text: &str| (!text.is_empty()).then(|| Text::line(text));
        Some(Self {
            member: Text::line(&member.name),
            path: at::member(&member.id).ok()?.to_string(),
            value: some(&defect.value),
            detail: some(&defect.detail),
            source: Text::line(&defect.source),
        })
    }
}
