//! `[site]`: the published site.

use crate::words::say;
use anyhow::{Result, bail};
use report_site::{Language, Operator, Statement};
use serde::Deserialize;
use std::path::PathBuf;

#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SiteSection {
    pub output: PathBuf,
    pub title: String,
    pub base_url: String,
    /// Whether the published site itself is audited after a publication that changed it, and this audit published too.
    pub audit_itself: bool,
    /// Languages of the site. The first is at the root, each other one in a folder with the name of the language.
    pub languages: Vec<Language>,
    pub operator: Operator,
    pub statement: Statement,
    /// IP addresses of the crawler, which are published for webmasters.
    pub crawler_addresses: Vec<String>,
}

impl SiteSection {
    /// Checks the address of the site, with which feeds, site maps and permalinks begin.
    pub(super) fn check(&self) -> Result<()> {
        let address = url::Url::parse(&self.base_url).ok();
        let is_sound = |url: &url::Url| {
            matches!(url.scheme(), "http" | "https")
                && url.has_host()
                && url.query().is_none()
                && url.fragment().is_none()
                && url.username().is_empty()
        };
        if !address.as_ref().is_some_and(is_sound) {
            bail!(say!("site-address", url = self.base_url));
        }
        let email = &self.operator.email;
        if !email.is_empty()
            && !email.trim().split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.'))
        {
            bail!(say!("operator-email", email = email));
        }
        Ok(())
    }
}

impl Default for SiteSection {
    fn default() -> Self {
        Self {
            output: "public".into(),
            title: "Observatoire de l’accessibilité numérique".into(),
            base_url: "http://localhost:8000/".into(),
            audit_itself: true,
            languages: vec![Language::French],
            operator: Operator::default(),
            statement: Statement::default(),
            crawler_addresses: Vec::new(),
        }
    }
}
