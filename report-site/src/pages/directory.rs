//! The directory of members from A to Z and by kind: the index, pages by letter, and a page for each kind, itself split
//! by letter where it is long. No script is needed.

use super::{
    Context, at,
    listing::{ChunkLink, Item, Leaf, LetterLink, Listing},
    shell::{Crumb, Section, Shell},
};
use crate::{
    catalog::department_key,
    departments,
    engine::{Digest, DrawError, Page, SitePath, UnsafePath},
    filed::Filed,
    input::Member,
    language::{Say, capital},
    text::{Text, weight},
    words::member_kind,
};
use askama::Template;
use rules::messages::Language;
use serde::Serialize;
use std::borrow::Cow;

/// Most sites without a member in the index; `data/sites.csv` has all.
const MOST_OTHERS: usize = 300;

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
    /// Sites that belong to no member, and how many more there are.
    pub others: Vec<Crumb>,
    pub others_more: usize,
}

/// Some of the members, by one letter or one kind.
#[derive(Template, Serialize)]
#[template(path = "letter.html")]
pub struct LetterPage {
    pub shell: Shell,
    /// «Annuaire : E», «Annuaire : commune»
    pub heading: Text,
    pub letters: Vec<LetterLink>,
    /// The pages of its letter, where there are several.
    pub chunks: Vec<ChunkLink>,
    pub members: Vec<MemberRow>,
    /// «12 membres»
    pub count: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct MemberRow {
    pub name: Text,
    /// The name as sorted lists show it: «Rochelle (Commune de La)».
    pub filed: Text,
    pub path: String,
    /// «commune, Finistère»
    pub about: Text,
}

impl MemberRow {
    pub fn from_member(member: &Member) -> Option<Self> {
        let department = member
            .department
            .as_deref()
            .map(|text| departments::find(text).map_or(department_key(text), |known| known.name));
        let kind = member.kind.as_deref().map(member_kind);
        let about: Vec<_> = kind.into_iter().chain(department.map(Cow::from)).collect();
        Some(Self {
            name: Text::line(&member.name),
            filed: Text::line(&Filed::from_name(&member.name).shown()),
            path: at::member(&member.id).ok()?.to_string(),
            about: Text::line(&about.join(", ")),
        })
    }
}

/// Words for the number of members.
pub(super) const MEMBERS: [&str; 4] = ["membre", "membres", "member", "members"];

/// All present members by letter.
pub(crate) fn all<'a>(context: &Context<'a>) -> Listing<'a, &'a Member> {
    Listing::new(folder(), context.catalog.present().map(item))
}

/// Members of one kind.
pub(crate) fn of_kind<'a>(kind: &str, members: &[&'a Member]) -> Result<Listing<'a, &'a Member>, UnsafePath> {
    Ok(Listing::new(at::kind(kind)?, members.iter().copied().map(item)))
}

/// A member as an entry of a sorted list.
pub(super) fn item(member: &Member) -> Item<'_, &Member> {
    let texts = [Some(&member.name), member.kind.as_ref(), member.department.as_ref()];
    let texts: usize = texts.into_iter().flatten().map(|text| weight(text)).sum();
    Item { name: Filed::from_name(&member.name).name, weight: 172 + texts, value: member }
}

fn folder() -> SitePath {
    at::named("annuaire")
}

/// Every way to find a member without the search.
#[derive(Serialize)]
pub struct Ways {
    pub letters: Vec<LetterLink>,
    pub departments: Vec<(Crumb, String)>,
    pub kinds: Vec<(Crumb, String)>,
    pub bodies: Vec<Crumb>,
}

impl Ways {
    pub(crate) fn new(context: &Context<'_>) -> Self {
        Self {
            letters: letter_links(context),
            departments: departments_of(context),
            kinds: kinds(context),
            bodies: bodies(context),
        }
    }
}

pub(crate) fn letter_links(context: &Context<'_>) -> Vec<LetterLink> {
    all(context).all_letters(None, context.language, MEMBERS)
}

fn members_words(count: usize, language: Language) -> String {
    language.count(count, MEMBERS)
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = folder();
    let language = context.language;
    let orphan = |(name, host): (&&str, &crate::catalog::Host<'_>)| {
        host.members().is_empty().then_some(())?;
        Some(Crumb { path: at::site(name).ok()?.to_string(), text: Text::line(name) })
    };
    let others: Vec<_> = context.catalog.hosts.iter().filter_map(orphan).collect();
    let content = DirectoryPage {
        shell: context.shell(&folder, Section::Directory, language.t("Annuaire", "Directory")),
        members: members_words(context.catalog.present().count(), language),
        letters: letter_links(context),
        kinds: kinds(context),
        departments: departments_of(context),
        bodies: bodies(context),
        others_more: others.len().saturating_sub(MOST_OTHERS),
        others: others.into_iter().take(MOST_OTHERS).collect(),
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
            Crumb { path, text: Text::line(&capital(&member_kind(kind))) },
            members_words(members.len(), context.language),
        ))
    };
    context.catalog.kinds.iter().filter_map(link).collect()
}

pub(crate) fn departments_of(context: &Context<'_>) -> Vec<(Crumb, String)> {
    let link = |(key, territory): (&&str, &crate::catalog::Territory<'_>)| {
        let path = at::department(key).ok()?.to_string();
        let text = Text::line(&territory.full_name());
        Some((Crumb { path, text }, members_words(territory.members.len(), context.language)))
    };
    context.catalog.departments.iter().filter_map(link).collect()
}

/// One page of the whole directory.
pub(crate) fn letter_page<'a>(
    context: &'a Context<'a>,
    leaf: Leaf<'a, &'a Member>,
) -> Result<Page<'a>, DrawError> {
    let directory = context.language.t("Annuaire", "Directory");
    leaf_page(context, leaf, directory, Vec::new())
}

/// The page of a kind: its members, or the letters that lead to them.
pub(crate) fn kind_page<'a>(
    context: &Context<'a>,
    kind: &str,
    members: &[&'a Member],
) -> Result<Page<'a>, DrawError> {
    let language = context.language;
    let list = of_kind(kind, members)?;
    let heading = heading(language.t("Annuaire", "Directory"), &capital(&member_kind(kind)), language);
    let content = LetterPage {
        shell: shell(context, &at::kind(kind)?, &heading, &[]),
        heading: Text::line(&heading),
        letters: list.letters(language, MEMBERS),
        chunks: Vec::new(),
        members: list.whole().into_iter().flatten().filter_map(MemberRow::from_member).collect(),
        count: members_words(list.count(), language),
    };
    Ok(context.html(&at::kind(kind)?, content))
}

/// The pages of kinds that are too long for one page.
pub(crate) fn kind_leaves<'a>(context: &Context<'a>) -> Vec<(&'a str, Leaf<'a, &'a Member>)> {
    let leaves = |(kind, members): (&&'a str, &Vec<&'a Member>)| {
        let leaves = of_kind(kind, members).map(Listing::leaves).unwrap_or_default();
        leaves.into_iter().map(|leaf| (*kind, leaf)).collect::<Vec<_>>()
    };
    context.catalog.kinds.iter().flat_map(leaves).collect()
}

pub(crate) fn kind_leaf_page<'a>(
    context: &'a Context<'a>,
    kind: &str,
    leaf: Leaf<'a, &'a Member>,
) -> Result<Page<'a>, DrawError> {
    let above = Crumb { path: at::kind(kind)?.to_string(), text: Text::line(&capital(&member_kind(kind))) };
    leaf_page(context, leaf, &capital(&member_kind(kind)), vec![above])
}

/// A page of names; `above` are the pages between the directory and this one.
pub(super) fn leaf_page<'a>(
    context: &'a Context<'a>,
    leaf: Leaf<'a, &'a Member>,
    of: &str,
    above: Vec<Crumb>,
) -> Result<Page<'a>, DrawError> {
    let heading = heading(of, &leaf.name(context.language), context.language);
    let key = Digest::of_value(&(&heading, leaf.digest(|member| context.digests.member(member))));
    Ok(context.html_of(&leaf.folder()?, key, move || names(context, &leaf, &heading, &above)))
}

fn names(
    context: &Context<'_>,
    leaf: &Leaf<'_, &Member>,
    heading: &str,
    above: &[Crumb],
) -> Result<LetterPage, DrawError> {
    let language = context.language;
    Ok(LetterPage {
        shell: shell(context, &leaf.folder()?, heading, above),
        heading: Text::line(heading),
        letters: leaf.letters(language, MEMBERS),
        chunks: leaf.siblings(),
        members: leaf.values().iter().copied().filter_map(MemberRow::from_member).collect(),
        count: members_words(leaf.count(), language),
    })
}

/// «Annuaire : E»
pub(super) fn heading(of: &str, name: &str, language: Language) -> String {
    format!("{of}{} {name}", language.t("\u{A0}:", ":"))
}

fn shell(context: &Context<'_>, folder: &SitePath, heading: &str, above: &[Crumb]) -> Shell {
    let directory = context.language.t("Annuaire", "Directory");
    let mut shell = context.shell(folder, Section::Directory, heading).below(&self::folder(), directory);
    shell.crumbs.extend(above.iter().cloned());
    shell.script = true;
    shell
}
