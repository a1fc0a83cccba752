//! What every page has around its content: title, way here, menu, foot.

use crate::{engine::SitePath, input::Settings, text::Text};
use serde::Serialize;

/// Which entry of the menu a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Home,
    Directory,
    NotEvaluated,
    Method,
    None,
}

const MENU: [(Section, &str, &str); 4] = [
    (Section::Home, "", "Accueil"),
    (Section::Directory, "annuaire/", "Annuaire"),
    (Section::NotEvaluated, "non-evalues/", "Non évalués"),
    (Section::Method, "methode/", "Comment c’est mesuré"),
];

#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// From the root.
    pub path: &'static str,
    pub text: &'static str,
    pub current: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct Shell {
    /// Of the page; the observatory's name follows it.
    pub title: Text,
    pub site_name: Text,
    /// What leads to the root: `./`, `../../`, or the whole path where the page may show at any address.
    pub root: String,
    pub menu: Vec<Entry>,
    /// The pages above this one, from the home page down.
    pub crumbs: Vec<Crumb>,
    /// «non conforme»: the law asks for it on every page.
    pub statement: &'static str,
}

#[derive(Debug, Clone, Serialize)]
pub struct Crumb {
    /// From the root.
    pub path: String,
    pub text: Text,
}

impl Shell {
    pub fn new(settings: &Settings, folder: &SitePath, section: Section, title: &str) -> Self {
        let to_root = folder.to_root();
        Self {
            title: Text::line(title),
            site_name: Text::line(&settings.name),
            root: if to_root.is_empty() { "./".into() } else { to_root },
            menu: MENU.map(|(entry, path, text)| Entry { path, text, current: entry == section }).into(),
            crumbs: Vec::new(),
            statement: settings.statement.state.words(),
        }
    }

    pub fn below(mut self, path: &SitePath, text: &str) -> Self {
        self.crumbs.push(Crumb { path: path.to_string(), text: Text::line(text) });
        self
    }
}
