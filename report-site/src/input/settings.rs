//! Settings of the observatory itself.

use crate::language::Say;
use rules::messages::Language;
use serde::{Deserialize, Serialize};
use url::Url;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Name of the observatory, on every page.
    pub name: String,
    /// Address at which the public folder is served: `https://observatoire.example/`, or a folder below a host.
    pub base_url: String,
    pub operator: Operator,
    pub crawler: CrawlerNotice,
    pub statement: Statement,
    /// Published languages. The edition of the first is at the root, each other one in a folder named by its code, such
    /// as `en/`.
    pub languages: Vec<Language>,
}

/// Identity of the publisher, as the law requires it in a legal notice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Operator {
    pub name: String,
    pub address: String,
    pub email: String,
    pub publication_director: String,
    /// Name and address of the company or service that hosts the site.
    pub host: String,
}

/// Information that a webmaster needs to recognise and allow the crawler.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CrawlerNotice {
    /// Name of the crawler in robots.txt.
    pub robots_token: String,
    /// The complete `User-Agent` header.
    pub user_agent: String,
    /// IP addresses from which the crawler connects.
    pub addresses: Vec<String>,
}

/// The observatory's own accessibility statement. Without an audit by a human its state is «non conforme».
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Statement {
    /// `non conforme`, `partiellement conforme` or `totalement conforme`, from an audit by a human.
    pub state: State,
    /// Author, date and rate of that audit, in one sentence.
    pub audit: Option<String>,
    /// Date in words: «22 novembre 2026».
    pub established_on: Option<String>,
    /// Contents known not to be accessible, one sentence each.
    pub known_defects: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum State {
    #[default]
    #[serde(rename = "non conforme")]
    Not,
    #[serde(rename = "partiellement conforme")]
    Partially,
    #[serde(rename = "totalement conforme")]
    Fully,
}

impl State {
    pub fn words(self, language: Language) -> &'static str {
        match self {
            Self::Not => language.t("non conforme", "not conforming"),
            Self::Partially => language.t("partiellement conforme", "partially conforming"),
            Self::Fully => language.t("totalement conforme", "fully conforming"),
        }
    }
}

impl Settings {
    /// Host of the published site as written in permalinks, for the audit of the site itself.
    pub fn own_host(&self) -> Option<String> {
        let url = Url::parse(&self.base_url).ok()?;
        let port = url.port().map_or_else(String::new, |port| format!("_{port}"));
        Some(format!("{}{port}", url.host_str()?.to_lowercase()))
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: "Observatoire de l’accessibilité".into(),
            base_url: "http://localhost:8000/".into(),
            operator: Operator::default(),
            crawler: CrawlerNotice::default(),
            statement: Statement::default(),
            languages: vec![Language::French],
        }
    }
}

impl Default for CrawlerNotice {
    fn default() -> Self {
        Self {
            robots_token: "Observatoire".into(),
            user_agent: "Observatoire/0.1".into(),
            addresses: Vec::new(),
        }
    }
}
