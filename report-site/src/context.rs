//! The data of one edition: the records of a publication in one language, from which every page and file is made.

use crate::{
    catalog::{Catalog, Host},
    declarations::Excess,
    digests::Digests,
    engine::{Digest, DrawError, Page, Problem, Shrinks, SitePath},
    input::{AuditHead, Publication},
    language::{Day, Say},
    pages::at,
    recent::Recent,
    text::Text,
};
use askama::Template;
use chrono::{DateTime, Utc};
use rules::messages::Language;
use serde::Serialize;

/// All data that pages are made from, in one language. The struct of a page holds the part that the page shows.
pub(crate) struct Context<'a> {
    pub publication: &'a Publication,
    pub catalog: &'a Catalog<'a>,
    pub digests: &'a Digests<'a>,
    pub language: Language,
    /// Documents that were just read.
    pub recent: &'a Recent,
}

impl<'a> Context<'a> {
    /// The day for which the figures hold.
    pub fn today(&self) -> chrono::NaiveDate {
        self.publication.now.date_naive()
    }

    /// The day on which an audit of a site was begun, with the hour where an earlier audit of that site was begun on
    /// the same day. A later audit of the same day therefore changes no published page.
    pub fn day_of(&self, host: &str, begun: DateTime<Utc>) -> Day {
        let known = self.catalog.hosts.get(host);
        if known.is_some_and(|host| host.has_one_before_on_the_day_of(begun)) {
            self.language.day_and_hour(begun)
        } else {
            self.language.day(begun)
        }
    }

    /// Folder of this language's pages: the root for the first language.
    pub fn edition(&self) -> SitePath {
        edition(&self.publication.settings.languages, self.language)
    }

    /// Whether this edition is at the root, beside the files that exist once for all editions.
    pub fn is_main(&self) -> bool {
        self.edition() == SitePath::root()
    }

    /// Path of a folder of this edition, from the site's root.
    pub fn place(&self, folder: &SitePath) -> SitePath {
        self.edition().join(folder)
    }

    /// A declaration that contradicts the proofs, if the main referential knows a rate.
    pub fn excess(&self, head: &AuditHead) -> Option<Excess> {
        let has_rate = self.publication.referentials.main.has_rate();
        crate::declarations::excess(head).filter(|_| has_rate)
    }

    /// Name of the authority that owns the site. If there are several, the first one and the number of the others.
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

    /// A page whose content is only computed when the digest of its sources has changed.
    pub fn html_of<'p, C: Template>(
        &self,
        folder: &SitePath,
        key: Digest,
        content: impl FnOnce() -> Result<C, DrawError> + Send + 'p,
    ) -> Page<'p> {
        Page::html_of(&self.place(folder), key, content)
    }

    /// The same as [`Self::html_of`], but the page is shortened until it has no more than `most` bytes.
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

    /// Absolute address of a path from the root: the configured address, which ends with `/`, and the path.
    pub fn absolute(&self, path: &str) -> String {
        let base = &self.publication.settings.base_url;
        format!("{}/{path}", base.trim_end_matches('/'))
    }

    /// Absolute address of a folder that exists once for all languages.
    pub fn absolute_folder(&self, folder: &SitePath) -> String {
        self.absolute(&folder.to_string())
    }

    /// Absolute address of a folder of this edition.
    pub fn absolute_place(&self, folder: &SitePath) -> String {
        self.absolute_folder(&self.place(folder))
    }
}

/// The folder of a language.
pub(crate) fn edition(languages: &[Language], language: Language) -> SitePath {
    if languages.first().is_none_or(|first| *first == language) {
        return SitePath::root();
    }
    at::named(language.code())
}

/// The page, or the error that prevented it together with the page's name.
pub(crate) fn page_of<'p>(
    name: &str,
    page: impl FnOnce() -> Result<Page<'p>, DrawError>,
) -> Result<Page<'p>, Problem> {
    page().map_err(|cause| Problem { page: Text::line(name).to_string(), cause })
}
