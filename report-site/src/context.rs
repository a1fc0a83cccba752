//! The records of a publication as one edition shows them: what every page and every file is made from.

use crate::{
    catalog::{Catalog, Host},
    declarations::Excess,
    digests::Digests,
    engine::{Digest, DrawError, Page, Problem, Shrinks, SitePath},
    input::{AuditHead, Publication},
    language::{Day, Say},
    pages::at,
    text::Text,
};
use askama::Template;
use chrono::{DateTime, Utc};
use rules::messages::Language;
use serde::Serialize;

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

    /// When an audit of a site was begun: the day, with the hour where another audit came before it on that day. One that
    /// comes after it changes no page that is already published.
    pub fn day_of(&self, host: &str, begun: DateTime<Utc>) -> Day {
        let known = self.catalog.hosts.get(host);
        if known.is_some_and(|host| host.has_one_before_on_the_day_of(begun)) {
            self.language.day_and_hour(begun)
        } else {
            self.language.day(begun)
        }
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

    /// The whole address of a path from the root. The configured one, with `/` at its end.
    pub fn absolute(&self, path: &str) -> String {
        let base = &self.publication.settings.base_url;
        format!("{}/{path}", base.trim_end_matches('/'))
    }

    /// The whole address of a folder that stands once for all languages.
    pub fn absolute_folder(&self, folder: &SitePath) -> String {
        self.absolute(&folder.to_string())
    }

    /// The whole address of a folder of this edition.
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

/// A page, or the problem that keeps it from having an address.
pub(crate) fn page_of<'p>(
    name: &str,
    page: impl FnOnce() -> Result<Page<'p>, DrawError>,
) -> Result<Page<'p>, Problem> {
    page().map_err(|cause| Problem { page: Text::line(name).to_string(), cause })
}
