//! One audit with everything that its page and the pages below it are drawn from.

use super::{
    earlier::{Class, Earlier},
    finding_words::has_page,
    pictures::Pictures,
};
use crate::{
    engine::{DrawError, SitePath},
    exports::audit::Shown,
    input::{AuditHead, Reply},
    language::Say,
    pages::{Context, at, verdict::Before},
    text::Text,
};
use rules::{audit::Audit, messages::Language};

/// One audit with all data that is known beside its document.
pub struct Subject<'s> {
    pub context: &'s Context<'s>,
    pub head: &'s AuditHead,
    pub audit: &'s Audit,
    pub earlier: Option<Earlier>,
    /// Figures of the previous audit, if they can be compared.
    pub before: Option<Before>,
    /// Whether there is a previous audit whose document cannot be read.
    pub unreadable: bool,
    pub replies: &'s [Reply],
    /// The audit as exports see it.
    pub shown: &'s Shown<'s>,
    pub pictures: Pictures,
}

impl Subject<'_> {
    pub fn class_of(&self, number: usize) -> Option<Class> {
        self.earlier.as_ref()?.class_of(number, self.context.language)
    }

    /// The authority whose site it is, where the audit knows it, and the host.
    pub fn site(&self) -> String {
        let site = &self.audit.site;
        let name = site.name.as_deref().filter(|name| !name.trim().is_empty());
        name.map_or_else(|| site.host.clone(), |name| format!("{}, {}", Text::line(name), site.host))
    }

    /// Title of a page, or a substitute for a page without title.
    pub fn title_of(&self, page: u32) -> String {
        title_of(self.audit, page, self.context.language)
    }
}

pub fn title_of(audit: &Audit, page: u32, language: Language) -> String {
    let page = audit.pages.get(page as usize);
    let title = page.and_then(|page| page.title.as_deref()).map(str::trim);
    let untitled = || language.t("(page sans titre)", "(page without title)");
    title.filter(|title| !title.is_empty()).unwrap_or_else(untitled).to_owned()
}

/// Path of a finding's page from the audit's folder. `None` if it has no page.
pub fn path(subject: &Subject<'_>, number: usize) -> Option<String> {
    has_page(subject.audit, number).then(|| format!("{}/{}/", at::FINDINGS, subject.shown.folders[number]))
}

/// Folder of a finding's page, within the edition.
pub fn place(audit: &SitePath, folder: &str) -> Result<SitePath, DrawError> {
    Ok(audit.join(&SitePath::folder([at::FINDINGS, folder])?))
}
