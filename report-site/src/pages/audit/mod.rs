//! The page of one audit at its permalink, with the audit document and a page for each finding beside it.

mod beside;
mod changes;
mod criteria;
mod declared;
mod document_defect;
mod documents;
mod earlier;
mod finding;
mod finding_words;
mod findings;
mod framed;
mod letter;
mod limits;
mod name;
mod pictures;
mod remedy;
mod replies;
mod setting;
mod subject;
mod summary;
mod visits;
mod withdrawn;

use super::{
    Context, at,
    figures::Figures,
    rows::proven,
    shell::{Section, Shell},
    verdict::{Before, Verdict, Worst},
};
use crate::{
    catalog::Host,
    engine::{Digest, DrawError, Drawing, EarlierPage, Page},
    exports::{
        Holds,
        audit::{self as exports, Shown},
    },
    input::{AuditHead, Reply, Source},
    language::{Day, Say},
    recent::{Read, read},
    text::{Link, Text},
    words,
};
use askama::Template;
use beside::BesideLink;
use changes::ChangesView;
use criteria::ThemeView;
use declared::DeclaredView;
use documents::DocumentsView;
use earlier::Earlier;
use findings::FindingList;
use limits::Limits;
use name::Name;
use replies::ReplyView;
use rules::{
    audit::{Audit, AuditOutcome, Changes},
    messages::Language,
};
use serde::Serialize;
use setting::Line;
use subject::Subject;
use visits::Visits;

pub(crate) use finding_words::{has_page, list_tests, name_tests};
pub(crate) use letter::{LetterDefect, to_mend};
pub(crate) use pictures::listed;

/// Greatest size of an audit's page in bytes. Content that does not fit is counted; `audit.json` has it.
pub const MOST_BYTES: usize = 80_000;

#[derive(Template, Serialize)]
#[template(path = "audit.html")]
pub struct AuditPage {
    pub shell: Shell,
    pub host: Text,
    pub name: Option<Text>,
    pub site: Link,
    pub site_path: String,
    pub day: Day,
    pub verdict: Option<Verdict>,
    pub figures: Option<Figures>,
    pub failure: Option<Failure>,
    pub changes: Option<ChangesView>,
    pub unreadable: bool,
    pub replies: Vec<ReplyView>,
    pub declared: Option<DeclaredView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents: Option<DocumentsView>,
    pub setting: Vec<Line>,
    /// «1.1 ou 1.2»
    pub alternatives: Vec<String>,
    /// Name of the referential, if it is not RGAA, which the law names.
    pub referential: Option<Text>,
    pub themes: Vec<ThemeView>,
    /// The same audit under other referentials.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<BesideLink>,
    pub defects: FindingList,
    pub points: FindingList,
    pub visits: Visits,
    pub command: String,
    /// Relative address of `audit.json`, which exists once for all languages.
    pub document: String,
    /// Absolute address of this page.
    pub permalink: String,
    /// The short hash in the permalink, and the complete hash.
    pub id: String,
    pub hash: String,
    /// Size of `audit.json` in bytes, in words.
    pub weight: String,
    pub downloads: Vec<Download>,
}

/// A file beside the page.
#[derive(Serialize)]
pub struct Download {
    /// Path from the page.
    pub path: String,
    pub title: &'static str,
}

/// Why the site could not be evaluated.
#[derive(Serialize)]
pub struct Failure {
    pub label: &'static str,
    pub sentence: &'static str,
    pub remedy: &'static str,
    pub detail: Option<Text>,
}

/// The page of an audit. Its key is made of its id, the id of the previous audit, the replies, and whether the page
/// shows the hour. Documents never change, so they are only read again when the key changes.
pub(crate) fn page<'a>(
    context: &'a Context<'a>,
    host: &Host<'a>,
    head: &'a AuditHead,
    source: &'a impl Source,
) -> Result<Page<'a>, DrawError> {
    let folder = at::audit(head)?;
    if let Some(withdrawal) = &head.withdrawn {
        return Ok(withdrawn::page(context, folder, head, withdrawal));
    }
    let earlier = host.before(head);
    let replies = context.publication.replies.get(&head.id).map_or(&[][..], Vec::as_slice);
    let figures_before = earlier.and_then(|earlier| Before::from_earlier(earlier, head));
    let is_main = context.is_main();
    let says_hour = host.has_one_before_on_the_day_of(head.started_at);
    let key = key(head, earlier, says_hour, replies);
    let place = context.place(&folder);
    let draw = move |_: &EarlierPage<'_>| {
        let document = context.recent.read(source, head)?;
        let Read { bytes, hash, audit } = document.as_ref();
        let before = earlier.map(|earlier| compared(context, source, earlier, audit));
        // If the earlier document cannot be read, this page says so in place of the comparison. The problem itself is
        // reported for the page of the earlier audit.
        let unreadable = before.as_ref().is_some_and(Result::is_err);
        let earlier = before.and_then(Result::ok).flatten();
        let pictures = pictures::read(source, audit)?;
        let permalink = context.absolute_place(&folder);
        let shown = Shown::new(audit, bytes, hash, permalink, context.language);
        let subject = Subject {
            context,
            head,
            audit,
            earlier,
            before: figures_before,
            unreadable,
            replies,
            shown: &shown,
            pictures,
        };
        let mut files = vec![draw(&subject)?.into_bytes()];
        files.extend(exports::contents(&shown, is_main));
        let mut below = finding::pages(&subject)?;
        below.extend(document_defect::pages(&subject)?);
        below.extend(beside::pages(&subject)?);
        if is_main {
            let named = |(page, bytes)| (format!("{}/{}", at::FINDINGS, pictures::file(page)), bytes);
            below.extend(subject.pictures.into_iter().map(named));
        }
        Ok(Drawing { files, below })
    };
    Ok(Page::with_more(&place, exports::names(is_main), key, at::FINDINGS, draw))
}

fn key(head: &AuditHead, earlier: Option<&AuditHead>, says_hour: bool, replies: &[Reply]) -> Digest {
    let said: Vec<_> = replies
        .iter()
        .flat_map(|reply| [reply.author.clone(), reply.said_at.to_rfc3339(), reply.text.clone()])
        .collect();
    let mut parts = vec![head.id.as_bytes(), earlier.map_or("", |earlier| &earlier.id).as_bytes()];
    parts.extend(said.iter().map(String::as_bytes));
    parts.extend(says_hour.then_some(&b"hour"[..]));
    Digest::of(&parts)
}

fn compared(
    context: &Context<'_>,
    source: &impl Source,
    earlier: &AuditHead,
    audit: &Audit,
) -> Result<Option<Earlier>, DrawError> {
    let document = context.recent.read(source, earlier)?;
    let path = at::audit(earlier)?.to_string();
    let before = &document.audit;
    let (changes, folders) = (Changes::between(before, audit), at::findings(&before.findings));
    Ok(changes.map(|changes| Earlier { document, path, folders, changes }))
}

/// The verdict at the top of the page.
fn verdict(subject: &Subject<'_>) -> Verdict {
    let Subject { context, head, audit, .. } = subject;
    let told = Verdict::from_head(context, head, subject.before, audit.started_at.date_naive());
    Verdict { worst: summary::worst(audit, head, &subject.shown.folders, context.language), ..told }
}

/// The most important defects, for the page of the site.
pub(crate) fn worst_of(
    source: &impl Source,
    head: &AuditHead,
    language: Language,
) -> Result<Vec<Worst>, DrawError> {
    let Read { audit, .. } = read(source, head)?;
    Ok(summary::worst(&audit, head, &at::findings(&audit.findings), language))
}

fn draw(subject: &Subject<'_>) -> Result<String, DrawError> {
    let mut html = String::new();
    for limits in Limits::STEPS {
        html = AuditPage::new(subject, &limits)?.render()?;
        if html.len() <= MOST_BYTES {
            break;
        }
    }
    Ok(html)
}

impl AuditPage {
    fn new(subject: &Subject<'_>, limits: &Limits) -> Result<Self, DrawError> {
        let (context, audit) = (subject.context, subject.audit);
        let language = context.language;
        let day = context.day_of(&audit.site.host, audit.started_at);
        let folder = at::audit(subject.head)?;
        let site_path = at::site(&audit.site.host)?;
        let of = language.t("\u{A0}: audit du", ": audit of");
        let title = format!("{}{of} {}", subject.site(), day.words);
        let shell = context
            .shell(&folder, Section::Directory, &title)
            .named(&format!("{} {}", language.t("Audit du", "Audit of"), day.words))
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory"))
            .below(&site_path, &audit.site.host);
        let shell = shell.described(proven(audit.summary.failed, language));
        let evaluated = audit.outcome == AuditOutcome::Evaluated;
        // Relative address of the files that exist once for all languages.
        let once = if context.is_main() { String::new() } else { format!("{}{folder}", shell.top) };
        Ok(Self {
            document: format!("{once}audit.json"),
            downloads: Download::all(&once, language),
            permalink: context.absolute_place(&folder),
            shell,
            host: Text::line(&audit.site.host),
            name: audit.site.name.as_deref().map(Text::line),
            site: Link::to(&audit.site.url),
            site_path: site_path.to_string(),
            day,
            verdict: evaluated.then(|| verdict(subject)),
            figures: evaluated.then(|| Figures::from_summary(&audit.summary, language)),
            failure: Failure::from_outcome(&audit.outcome, language),
            changes: ChangesView::new(subject, limits)?,
            unreadable: subject.unreadable,
            replies: subject.replies.iter().map(|reply| ReplyView::from_reply(reply, language)).collect(),
            declared: DeclaredView::from_audit(audit, language),
            documents: DocumentsView::from_audit(audit, limits, language),
            setting: setting::lines(audit, language),
            alternatives: criteria::alternatives(audit, language),
            themes: if evaluated { criteria::themes(audit, language) } else { Vec::new() },
            referential: (audit.setting.referential != "RGAA")
                .then(|| Text::line(&audit.setting.referential)),
            beside: beside::links(subject),
            defects: FindingList::new(subject, rules::Outcome::Failed, limits.findings, limits),
            points: FindingList::new(subject, rules::Outcome::CantTell, limits.points, limits),
            visits: Visits::from_audit(audit, limits, language),
            command: setting::command(audit),
            id: subject.shown.id().to_owned(),
            hash: subject.shown.hash.to_owned(),
            weight: language.count(subject.shown.bytes.len(), ["octet", "octets", "byte", "bytes"]),
        })
    }
}

impl Download {
    fn all(once: &str, language: Language) -> Vec<Self> {
        let folder = |export: &exports::AuditExport| if export.holds == Holds::Data { once } else { "" };
        let download = |export: &&exports::AuditExport| Self {
            path: format!("{}{}", folder(export), export.file),
            title: language.t(export.title[0], export.title[1]),
        };
        exports::ALL.iter().map(download).collect()
    }
}

impl Failure {
    fn from_outcome(outcome: &AuditOutcome, language: Language) -> Option<Self> {
        let AuditOutcome::NotEvaluated { cause, detail } = outcome else { return None };
        let words = words::cause(cause);
        Some(Self {
            label: words.label.said(language),
            sentence: words.sentence.said(language),
            remedy: words.remedy.said(language),
            detail: detail.as_deref().map(|detail| Text::capped(detail, 400)),
        })
    }
}
