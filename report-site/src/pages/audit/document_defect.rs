//! The page of one defect of documents: what it is, why it matters, which of the opened documents have it, and what to
//! do in the software that made each of them.

use super::{
    super::{
        at,
        shell::{Section, Shell},
    },
    documents::{self, folder},
    subject::{self, Subject},
};
use crate::{
    declarations::joined,
    engine::DrawError,
    language::{Day, Say},
    text::{Link, Text},
};
use askama::Template;
use rules::{
    Outcome,
    documents::{Check, DocumentFile, Entry, Facts, Format, Reading, Software, entries},
    messages::Language,
};
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "document_defect.html")]
pub struct DocumentDefectPage {
    pub shell: Shell,
    /// The authority and the host.
    pub site: Text,
    pub day: Day,
    /// Path of the audit, from this page.
    pub audit_path: String,
    pub criterion_path: String,
    pub what: String,
    pub why: String,
    pub fix: String,
    /// «RAPDF 1.2, PDF/UA 7.3»
    pub numbers: String,
    /// «3 documents ouverts»
    pub count: String,
    pub files: Vec<FileRow>,
    /// Number of documents that the page does not show, in words.
    pub more: Option<String>,
}

/// Most documents that the page shows; `audit.json` has all.
const MOST_FILES: usize = 20;

/// One document that has the defect.
#[derive(Serialize)]
pub struct FileRow {
    pub name: Text,
    pub address: Link,
    /// «12 fois, pages 1, 3, 4»
    pub seen: Option<String>,
    pub evidence: Option<Text>,
    pub software: &'static str,
    /// How to correct it in that software. `None` where the general advice on the defect is enough.
    pub fix: Option<String>,
}

/// The pages of all defects that an opened document is proven to have, in the folder of the findings' pages.
pub fn pages(subject: &Subject<'_>) -> Result<Vec<(String, Vec<u8>)>, DrawError> {
    let with_files = entries().iter().map(|entry| (entry, with(subject, entry.id)));
    with_files
        .filter(|(_, files)| !files.is_empty())
        .map(|(entry, files)| {
            let page = DocumentDefectPage::new(subject, entry, &files)?.render()?;
            Ok((format!("{}/{}/index.html", at::FINDINGS, folder(entry.id)), page.into_bytes()))
        })
        .collect()
}

type Seen<'a> = (&'a DocumentFile, &'a Facts, &'a Check);

fn with<'a>(subject: &Subject<'a>, id: &str) -> Vec<Seen<'a>> {
    let files = subject.audit.documents.iter().flat_map(|documents| &documents.files);
    let seen = files.filter_map(|file| match &file.reading {
        Reading::Examined { facts } => {
            let check = facts.check(id).filter(|check| check.outcome == Outcome::Failed)?;
            Some((file, facts.as_ref(), check))
        }
        Reading::NotExamined { .. } => None,
    });
    seen.collect()
}

impl DocumentDefectPage {
    fn new(subject: &Subject<'_>, entry: &Entry, files: &[Seen<'_>]) -> Result<Self, DrawError> {
        let (context, audit) = (subject.context, subject.audit);
        let language = context.language;
        let told = documents::wording(entry, language);
        let day = context.day_of(&audit.site.host, audit.started_at);
        let audit_path = at::audit(subject.head)?;
        let name = format!("{} – {}", subject.site(), told.what);
        let audit_name = format!("{} {}", language.t("Audit du", "Audit of"), day.words);
        let shell = context
            .shell(&subject::place(&audit_path, &folder(entry.id))?, Section::Directory, &name)
            .named(told.what)
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory"))
            .below(&at::site(&audit.site.host)?, &audit.site.host)
            .below(&audit_path, &audit_name);
        let words = ["document ouvert", "documents ouverts", "document opened", "documents opened"];
        Ok(Self {
            shell,
            site: Text::line(&subject.site()),
            day,
            audit_path: "../../#documents".into(),
            criterion_path: at::criterion(rules::referential::Referential::usual(), documents::CRITERION)
                .to_string(),
            what: joined(told.what, language),
            why: joined(told.why, language),
            fix: joined(told.fix, language),
            numbers: documents::numbers(entry),
            count: language.count(files.len(), words),
            files: files.iter().take(MOST_FILES).map(|seen| FileRow::new(subject, seen)).collect(),
            more: files
                .len()
                .checked_sub(MOST_FILES)
                .filter(|more| *more > 0)
                .map(|more| language.count(more, ["autre", "autres", "more", "more"])),
        })
    }
}

impl FileRow {
    fn new(subject: &Subject<'_>, (file, facts, check): &Seen<'_>) -> Self {
        let language = subject.context.language;
        let software = Software::from_facts(facts);
        let told = if language == Language::French { &software.french } else { &software.english };
        Self {
            name: Text::capped(&subject.shown.name_of(file), 120),
            address: Link::to(&file.url),
            seen: seen(check, language),
            evidence: check.evidence.as_deref().map(|word| Text::capped(word, 120)),
            software: told.name,
            // Documents of other formats are corrected in the program that wrote them, as the general advice says.
            fix: (facts.format == Format::Pdf).then(|| joined(told.fix, language)),
        }
    }
}

/// Number of occurrences and the first pages that have some. `None` if neither is known.
fn seen(check: &Check, language: Language) -> Option<String> {
    let times = (check.count > 0).then(|| language.count(check.count, ["fois", "fois", "time", "times"]));
    let pages: Vec<String> = check.pages.iter().map(u32::to_string).collect();
    let pages = (!pages.is_empty()).then(|| {
        let word = if pages.len() > 1 { "pages" } else { "page" };
        format!("{word} {}", pages.join(", "))
    });
    let told: Vec<String> = [times, pages].into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(", "))
}
