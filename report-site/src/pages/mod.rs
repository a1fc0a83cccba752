//! The kinds of page: each one struct, and one template of the same name that sees nothing but it.

pub(crate) mod at;
pub(crate) mod audit;
pub(crate) mod body;
pub(crate) mod chart;
mod common;
pub(crate) mod criteria;
pub(crate) mod data;
mod declarations;
pub(crate) mod department;
pub(crate) mod directory;
pub(crate) mod documents;
pub(crate) mod figure_lists;
pub(crate) mod figures;
pub(crate) mod group;
pub(crate) mod home;
pub(crate) mod kinds;
pub(crate) mod listing;
pub(crate) mod map;
pub(crate) mod meanwhile;
pub(crate) mod member;
pub(crate) mod member_letter;
pub(crate) mod members;
pub(crate) mod not_evaluated;
pub(crate) mod notices;
pub(crate) mod registry_defects;
pub(crate) mod rows;
pub(crate) mod rule;
pub(crate) mod search;
pub(crate) mod shared;
pub(crate) mod shell;
pub(crate) mod site;
pub(crate) mod site_map;
pub(crate) mod table;
pub(crate) mod verdict;

use crate::{
    catalog::{Catalog, Host},
    declarations::Excess,
    digests::Digests,
    engine::{Digest, DrawError, Page, Problem, Shrinks, SitePath},
    input::{AuditHead, Publication},
    language::Say,
    text::Text,
};
use askama::Template;
use rules::messages::Language;
use serde::Serialize;
use shell::{Section, Shell};

/// All that a page is made from, in one language; what it shows of it is its struct.
pub(crate) struct Context<'a> {
    pub publication: &'a Publication,
    pub catalog: &'a Catalog<'a>,
    pub digests: &'a Digests<'a>,
    pub language: Language,
}

impl<'a> Context<'a> {
    /// The day for which the figures hold.
    pub fn today(&self) -> chrono::NaiveDate {
        self.publication.now.date_naive()
    }

    /// Where the pages of this language stand: the root for the first one.
    pub fn edition(&self) -> SitePath {
        edition(&self.publication.settings.languages, self.language)
    }

    /// Whether this edition stands at the root, with all that stands once.
    pub fn is_main(&self) -> bool {
        self.edition() == SitePath::root()
    }

    /// Where a folder of this edition stands below the site's root.
    pub fn place(&self, folder: &SitePath) -> SitePath {
        self.edition().join(folder)
    }

    /// A declaration that goes beyond what is possible, if the main referential knows a rate.
    pub fn excess(&self, head: &AuditHead) -> Option<Excess> {
        let has_rate = self.publication.referentials.main.has_rate();
        crate::declarations::excess(head).filter(|_| has_rate)
    }

    /// The name of the authority whose site it is: of several the first, and how many more there are.
    pub fn authority_of(&self, host: &Host<'_>) -> Option<Text> {
        let named: Vec<_> = host.members().into_iter().filter_map(|id| self.catalog.member(id)).collect();
        let present = named.iter().find(|member| !member.gone).or(named.first())?;
        let more = match named.len() - 1 {
            0 => String::new(),
            more => format!(
                " {} {}",
                self.language.t("et", "and"),
                self.language.count(more, ["autre", "autres", "other", "others"])
            ),
        };
        Some(Text::line(&format!("{}{more}", Text::line(&present.name))))
    }

    /// `folder` is that of the page within its edition, as all addresses of `at` are.
    pub fn shell(&self, folder: &SitePath, section: Section, title: &str) -> Shell {
        Shell::new(self, folder, section, title)
    }

    /// A page whose content is laid out only when the digest of all it is made from has changed.
    pub fn html_of<'p, C: Template>(
        &self,
        folder: &SitePath,
        key: Digest,
        content: impl FnOnce() -> Result<C, DrawError> + Send + 'p,
    ) -> Page<'p> {
        Page::html_of(&self.place(folder), key, content)
    }

    /// The same, shortened until it weighs no more than `most` bytes.
    pub fn html_within<'p, C: Template + Shrinks>(
        &self,
        folder: &SitePath,
        key: Digest,
        most: usize,
        content: impl FnOnce() -> Result<C, DrawError> + Send + 'p,
    ) -> Page<'p> {
        Page::html_within(&self.place(folder), key, most, content)
    }

    pub fn html(&self, folder: &SitePath, content: impl Template + Serialize + Send + 'a) -> Page<'a> {
        Page::html(&self.place(folder), content)
    }
}

/// The folder of a language.
pub(crate) fn edition(languages: &[Language], language: Language) -> SitePath {
    if languages.first().is_none_or(|first| *first == language) {
        return SitePath::root();
    }
    at::named(crate::language::Say::code(language))
}

/// A page, or the problem that keeps it from having an address.
pub(crate) fn page_of<'p>(
    name: &str,
    page: impl FnOnce() -> Result<Page<'p>, DrawError>,
) -> Result<Page<'p>, Problem> {
    page().map_err(|cause| Problem { page: crate::text::Text::line(name).to_string(), cause })
}
