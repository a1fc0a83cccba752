//! `[site]`: the published site.

use report_site::{Language, Operator, Statement};
use serde::Deserialize;
use std::path::PathBuf;

#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    pub output: PathBuf,
    pub title: String,
    pub base_url: String,
    /// Whether each publication with news is audited itself, and that audit published too.
    pub audit_itself: bool,
    /// The first stands at the root, each other in a folder of its name.
    pub languages: Vec<Language>,
    pub operator: Operator,
    pub statement: Statement,
    /// Addresses the crawler comes from, told to webmasters.
    pub crawler_addresses: Vec<String>,
}

impl Default for Site {
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
