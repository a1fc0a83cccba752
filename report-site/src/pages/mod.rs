//! The kinds of page: each one struct, and one template of the same name that sees nothing but it.

pub(crate) mod audit;
pub(crate) mod body;
pub(crate) mod directory;
pub(crate) mod figures;
pub(crate) mod home;
pub(crate) mod member;
pub(crate) mod not_evaluated;
pub(crate) mod notices;
pub(crate) mod rows;
pub(crate) mod shell;
pub(crate) mod site;
pub(crate) mod site_map;

use crate::{
    catalog::Catalog,
    engine::{DrawError, Page, Problem, SitePath},
    input::Publication,
    messages::Messages,
};
use shell::{Section, Shell};

/// All that a page is made from; what it shows of it is its struct.
pub(crate) struct Context<'a> {
    pub publication: &'a Publication,
    pub catalog: Catalog<'a>,
    pub messages: &'a dyn Messages,
}

impl Context<'_> {
    pub fn shell(&self, folder: &SitePath, section: Section, title: &str) -> Shell {
        Shell::new(&self.publication.settings, folder, section, title)
    }
}

/// Where a kind of page stands: one function a kind, used by the page and by every link to it.
pub(crate) mod at {
    use crate::{
        engine::{SitePath, UnsafePath},
        french::slug,
        input::AuditHead,
    };

    pub fn member(id: &str) -> Result<SitePath, UnsafePath> {
        SitePath::folder(["membres", &slug(id)])
    }
    pub fn body(id: &str) -> Result<SitePath, UnsafePath> {
        SitePath::folder(["organismes", &slug(id)])
    }
    pub fn site(host: &str) -> Result<SitePath, UnsafePath> {
        SitePath::folder(["sites", host])
    }
    pub fn audit(head: &AuditHead) -> Result<SitePath, UnsafePath> {
        let name = format!("{}-{}", head.started_at.format("%Y-%m-%d"), head.id);
        SitePath::folder(["audits", &head.host, &name])
    }
    pub fn letter(letter: char) -> Result<SitePath, UnsafePath> {
        let name = if letter.is_ascii_lowercase() { letter.to_string() } else { "autres".into() };
        SitePath::folder(["annuaire", &name])
    }
    pub fn named(name: &'static str) -> SitePath {
        SitePath::folder([name]).expect("the fixed addresses are written in harmless characters")
    }
}

/// A page, or the problem that keeps it from having an address.
pub(crate) fn page_of<'p>(
    name: &str,
    page: impl FnOnce() -> Result<Page<'p>, DrawError>,
) -> Result<Page<'p>, Problem> {
    page().map_err(|cause| Problem { page: crate::text::Text::line(name).to_string(), cause })
}
