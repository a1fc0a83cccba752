//! The members from A to Z: the index of letters, and a page a letter.

use super::{
    Context, at,
    shell::{Crumb, Section, Shell},
};
use crate::{
    engine::{DrawError, Page},
    french::{count, fold},
    input::Member,
    text::Text,
};
use askama::Template;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Template, Serialize)]
#[template(path = "directory.html")]
pub struct DirectoryPage {
    pub shell: Shell,
    /// «12 membres»
    pub members: String,
    pub letters: Vec<LetterLink>,
    pub bodies: Vec<Crumb>,
    /// Sites that belong to no member.
    pub others: Vec<Crumb>,
}

#[derive(Template, Serialize)]
#[template(path = "letter.html")]
pub struct LetterPage {
    pub shell: Shell,
    pub letter: Letter,
    pub letters: Vec<LetterLink>,
    pub members: Vec<MemberRow>,
}

/// `A`, or `Autres` for names that begin with no letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter(pub String);

#[derive(Debug, Clone, Serialize)]
pub struct LetterLink {
    pub letter: Letter,
    pub path: String,
    pub members: String,
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
        let about = [&member.kind, &member.department].into_iter().flatten().map(String::as_str);
        Some(Self {
            name: Text::line(&member.name),
            path: at::member(&member.id).ok()?.to_string(),
            about: Text::line(&about.collect::<Vec<_>>().join(", ")),
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

pub(crate) fn letter_links(letters: &BTreeMap<char, Vec<&Member>>) -> Vec<LetterLink> {
    let link = |(letter, members): (&char, &Vec<&Member>)| {
        Some(LetterLink {
            letter: letter_name(*letter),
            path: at::letter(*letter).ok()?.to_string(),
            members: count(members.len() as u64, "membre", "membres"),
        })
    };
    letters.iter().filter_map(link).collect()
}

fn letter_name(letter: char) -> Letter {
    Letter(if letter == '~' { "Autres".into() } else { letter.to_uppercase().to_string() })
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("annuaire");
    let orphan = |(name, host): (&str, &crate::catalog::Host<'_>)| {
        host.members().is_empty().then_some(())?;
        Some(Crumb { path: at::site(name).ok()?.to_string(), text: Text::line(name) })
    };
    let content = DirectoryPage {
        shell: context.shell(&folder, Section::Directory, "Annuaire"),
        members: count(context.catalog.present().count() as u64, "membre", "membres"),
        letters: letter_links(&by_letter(context)),
        bodies: bodies(context),
        others: context.catalog.hosts.iter().filter_map(|(name, host)| orphan((name, host))).collect(),
    };
    Ok(Page::html(&folder, content))
}

pub(crate) fn bodies(context: &Context<'_>) -> Vec<Crumb> {
    let crumb = |body: &&crate::input::Body| {
        Some(Crumb { path: at::body(&body.id).ok()?.to_string(), text: Text::line(&body.name) })
    };
    context.catalog.bodies.iter().filter_map(crumb).collect()
}

pub(crate) fn letter_page<'a>(
    context: &Context<'a>,
    letter: char,
    letters: &[LetterLink],
    members: &[&Member],
) -> Result<Page<'a>, DrawError> {
    let folder = at::letter(letter)?;
    let name = letter_name(letter);
    let shell = context.shell(&folder, Section::Directory, &format!("Annuaire, {}", name.0));
    let content = LetterPage {
        shell: shell.below(&at::named("annuaire"), "Annuaire"),
        letter: name,
        letters: letters.to_vec(),
        members: members.iter().copied().filter_map(MemberRow::of).collect(),
    };
    Ok(Page::html(&folder, content))
}
