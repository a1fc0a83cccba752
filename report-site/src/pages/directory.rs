//! The members from A to Z and by kind: the index, a page a letter, a page a kind. No script is needed to find one.

use super::{
    Context, at,
    shell::{Crumb, Section, Shell},
};
use crate::{
    catalog::department_key,
    departments,
    engine::{DrawError, Page, SitePath},
    input::Member,
    language::{Say, capital},
    slug::fold,
    text::Text,
};
use askama::Template;
use rules::messages::Language;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Template, Serialize)]
#[template(path = "directory.html")]
pub struct DirectoryPage {
    pub shell: Shell,
    /// «12 membres»
    pub members: String,
    pub letters: Vec<LetterLink>,
    pub kinds: Vec<(Crumb, String)>,
    pub departments: Vec<(Crumb, String)>,
    pub bodies: Vec<Crumb>,
    /// Sites that belong to no member.
    pub others: Vec<Crumb>,
}

/// Some of the members, by one letter or one kind.
#[derive(Template, Serialize)]
#[template(path = "letter.html")]
pub struct LetterPage {
    pub shell: Shell,
    /// «Annuaire : E», «Annuaire : commune»
    pub heading: Text,
    pub letters: Vec<LetterLink>,
    pub members: Vec<MemberRow>,
    /// «12 membres»
    pub count: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct LetterLink {
    /// `A`, or `Autres` for names that begin with no letter.
    pub letter: String,
    pub path: String,
    pub members: String,
    pub current: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct MemberRow {
    pub name: Text,
    pub path: String,
    /// «commune, Finistère»
    pub about: Text,
}

impl MemberRow {
    pub fn of(member: &Member) -> Option<Self> {
        let department = member
            .department
            .as_deref()
            .map(|text| departments::find(text).map_or(department_key(text), |known| known.name));
        let about: Vec<_> = member.kind.as_deref().into_iter().chain(department).collect();
        Some(Self {
            name: Text::line(&member.name),
            path: at::member(&member.id).ok()?.to_string(),
            about: Text::line(&about.join(", ")),
        })
    }
}

/// The letters that have members, and their members.
pub(crate) fn by_letter<'a>(context: &Context<'a>) -> BTreeMap<char, Vec<&'a Member>> {
    let mut letters: BTreeMap<char, Vec<_>> = BTreeMap::new();
    for member in context.catalog.present() {
        let first = fold(member.name.trim()).chars().next().filter(char::is_ascii_lowercase);
        // `~` sorts after the letters.
        letters.entry(first.unwrap_or('~')).or_default().push(member);
    }
    letters
}

pub(crate) fn letter_links(
    letters: &BTreeMap<char, Vec<&Member>>,
    current: Option<char>,
    language: Language,
) -> Vec<LetterLink> {
    let link = |(letter, members): (&char, &Vec<&Member>)| {
        Some(LetterLink {
            letter: letter_name(*letter, language),
            path: at::letter(*letter).ok()?.to_string(),
            members: members_words(members.len(), language),
            current: current == Some(*letter),
        })
    };
    letters.iter().filter_map(link).collect()
}

fn members_words(count: usize, language: Language) -> String {
    language.count(count, ["membre", "membres", "member", "members"])
}

fn letter_name(letter: char, language: Language) -> String {
    match letter {
        '~' => language.t("Autres", "Others").to_owned(),
        letter => letter.to_uppercase().to_string(),
    }
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("annuaire");
    let language = context.language;
    let orphan = |(name, host): (&&str, &crate::catalog::Host<'_>)| {
        host.members().is_empty().then_some(())?;
        Some(Crumb { path: at::site(name).ok()?.to_string(), text: Text::line(name) })
    };
    let content = DirectoryPage {
        shell: context.shell(&folder, Section::Directory, language.t("Annuaire", "Directory")),
        members: members_words(context.catalog.present().count(), language),
        letters: letter_links(&by_letter(context), None, language),
        kinds: kinds(context),
        departments: departments_of(context),
        bodies: bodies(context),
        others: context.catalog.hosts.iter().filter_map(orphan).collect(),
    };
    Ok(context.html(&folder, content))
}

pub(crate) fn bodies(context: &Context<'_>) -> Vec<Crumb> {
    let crumb = |body: &&crate::input::Body| {
        Some(Crumb { path: at::body(&body.id).ok()?.to_string(), text: Text::line(&body.name) })
    };
    context.catalog.bodies.iter().filter_map(crumb).collect()
}

pub(crate) fn kinds(context: &Context<'_>) -> Vec<(Crumb, String)> {
    let link = |(kind, members): (&&str, &Vec<&Member>)| {
        let path = at::kind(kind).ok()?.to_string();
        Some((
            Crumb { path, text: Text::line(&capital(kind)) },
            members_words(members.len(), context.language),
        ))
    };
    context.catalog.kinds.iter().filter_map(link).collect()
}

pub(crate) fn departments_of(context: &Context<'_>) -> Vec<(Crumb, String)> {
    let link = |(key, territory): (&&str, &crate::catalog::Territory<'_>)| {
        let path = at::department(key).ok()?.to_string();
        let text = Text::line(&super::department::name_of(territory));
        Some((Crumb { path, text }, members_words(territory.members.len(), context.language)))
    };
    context.catalog.departments.iter().filter_map(link).collect()
}

pub(crate) fn letter_page<'a>(
    context: &Context<'a>,
    letter: char,
    letters: &BTreeMap<char, Vec<&Member>>,
) -> Result<Page<'a>, DrawError> {
    let name = letter_name(letter, context.language);
    let links = letter_links(letters, Some(letter), context.language);
    list_page(context, &at::letter(letter)?, &name, links, &letters[&letter])
}

pub(crate) fn kind_page<'a>(
    context: &Context<'a>,
    kind: &str,
    members: &[&Member],
) -> Result<Page<'a>, DrawError> {
    list_page(context, &at::kind(kind)?, &capital(kind), Vec::new(), members)
}

fn list_page<'a>(
    context: &Context<'a>,
    folder: &SitePath,
    name: &str,
    letters: Vec<LetterLink>,
    members: &[&Member],
) -> Result<Page<'a>, DrawError> {
    let language = context.language;
    let directory = language.t("Annuaire", "Directory");
    let heading = format!("{directory}{} {name}", language.t("\u{A0}:", ":"));
    let mut shell =
        context.shell(folder, Section::Directory, &heading).below(&at::named("annuaire"), directory);
    shell.script = true;
    let content = LetterPage {
        shell,
        heading: Text::line(&heading),
        letters,
        members: members.iter().copied().filter_map(MemberRow::of).collect(),
        count: members_words(members.len(), language),
    };
    Ok(context.html(folder, content))
}
