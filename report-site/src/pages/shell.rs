//! The parts around the content of every page: title, breadcrumbs, menu, footer.

use super::{Context, edition};
use crate::{engine::SitePath, feeds, language::Say, text::Text};
use rules::messages::Language;
use serde::Serialize;

/// Which entry of the menu a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Home,
    Directory,
    Criteria,
    NotEvaluated,
    Method,
    Data,
    None,
}

const MENU: [(Section, &str, &str, &str); 6] = [
    (Section::Home, "", "Accueil", "Home"),
    (Section::Directory, "annuaire/", "Annuaire", "Directory"),
    (Section::Criteria, "criteres/", "Critères", "Criteria"),
    (Section::NotEvaluated, "non-evalues/", "Non évalués", "Not evaluated"),
    (Section::Method, "methode/", "Méthode", "Method"),
    (Section::Data, "donnees/", "Données", "Data"),
];

#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Path from the root of the edition.
    pub path: &'static str,
    pub text: &'static str,
    pub current: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct Shell {
    pub language: Language,
    /// Title of the page; the observatory's name follows it.
    pub title: Text,
    /// Description for previews of the address. `None` where the title is enough.
    pub description: Option<String>,
    /// Absolute address of the picture shown in previews.
    pub card: String,
    pub site_name: Text,
    /// Relative address of the home page in this language: `./`, `../../`. An absolute path if the page may be shown at
    /// any address.
    pub root: String,
    /// Relative address of the site's root, which holds styles and data.
    pub top: String,
    pub menu: Vec<Entry>,
    /// The pages above this one, from the home page down.
    pub crumbs: Vec<Crumb>,
    /// Last breadcrumb: a shorter name if the title repeats the other breadcrumbs, otherwise the title.
    pub here: Text,
    /// State of the site's own accessibility, such as «non conforme», which the law requires on every page.
    pub statement: &'static str,
    /// The same page in the other languages.
    pub others: Vec<Other>,
    /// Feeds beside the page: their file and their title.
    pub feeds: Vec<(&'static str, &'static str)>,
    /// Whether the head of the page has the search field. It has none if the page has a larger one.
    pub search: bool,
    /// Whether the page loads the small script that filters its list. The page works without it.
    pub script: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct Crumb {
    /// Path from the root of the edition.
    pub path: String,
    pub text: Text,
}

/// The same page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct Other {
    pub code: &'static str,
    pub name: &'static str,
    /// Path from the site's root.
    pub path: String,
}

impl Context<'_> {
    /// The shell of a page. `folder` is the folder of the page within its edition, as the functions of `at` give it.
    pub fn shell(&self, folder: &SitePath, section: Section, title: &str) -> Shell {
        Shell::new(self, folder, section, title)
    }
}

impl Shell {
    pub fn new(context: &Context<'_>, folder: &SitePath, section: Section, title: &str) -> Self {
        let settings = &context.publication.settings;
        let language = context.language;
        let entry = |(entry, path, french, english): (Section, &'static str, &'static str, &'static str)| {
            Entry { path, text: language.t(french, english), current: entry == section }
        };
        let other = |other: &Language| Other {
            code: other.code(),
            name: other.t("Français", "English"),
            path: edition(&settings.languages, *other).join(folder).to_string(),
        };
        Self {
            language,
            title: Text::line(title),
            description: None,
            card: context.absolute(crate::picture::CARD),
            site_name: Text::line(&settings.name),
            root: here_or(folder.to_root()),
            top: here_or(context.place(folder).to_root()),
            menu: MENU.map(entry).into(),
            crumbs: Vec::new(),
            here: Text::line(title),
            statement: settings.statement.state.words(language),
            others: settings.languages.iter().filter(|one| **one != language).map(other).collect(),
            feeds: Vec::new(),
            search: true,
            script: false,
        }
    }

    pub fn below(mut self, path: &SitePath, text: &str) -> Self {
        self.crumbs.push(Crumb { path: path.to_string(), text: Text::line(text) });
        self
    }

    /// Sets a shorter name for the last breadcrumb.
    pub fn named(mut self, here: &str) -> Self {
        self.here = Text::line(here);
        self
    }

    pub fn described(mut self, description: String) -> Self {
        self.description = Some(description);
        self
    }

    /// Adds the script that filters a list.
    pub fn with_script(mut self) -> Self {
        self.script = true;
        self
    }

    /// Removes the search field from the head, for a page with a larger one.
    pub fn with_search_within(mut self) -> Self {
        self.search = false;
        self
    }

    /// Adds a feed beside the page.
    pub fn with_feed(mut self, file: &'static str, french: &'static str, english: &'static str) -> Self {
        self.feeds.push((file, self.language.t(french, english)));
        self
    }

    /// Adds the feeds beside the page of a body or a département.
    pub fn with_feeds_of_group(self) -> Self {
        self.with_feed(feeds::FILE, "Derniers audits", "Latest audits").with_feed(
            feeds::ENDING_FILE,
            "Déclarations qui arrivent à échéance",
            "Statements that are about to end",
        )
    }

    /// The phrase in the page's language.
    pub fn t<'a>(&self, french: &'a str, english: &'a str) -> &'a str {
        self.language.t(french, english)
    }

    /// The form of a word that goes with a number: French one, French many, English one, English many.
    pub fn word<'a>(&self, count: &usize, words: &[&'a str; 4]) -> &'a str {
        self.language.word(*count, *words)
    }

    /// Attribute `lang` for names of the registry, which are French on pages of any language.
    pub fn french_names(&self) -> &'static str {
        self.language.t("", " lang=\"fr\"")
    }

    pub fn is_french(&self) -> bool {
        self.language == Language::French
    }

    pub fn code(&self) -> &'static str {
        self.language.code()
    }
}

fn here_or(to_root: String) -> String {
    if to_root.is_empty() { "./".into() } else { to_root }
}
