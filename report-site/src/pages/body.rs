//! A body: its members, the results of their sites, the changes, and the defects that they share. Long lists of members
//! have pages of their own.

use super::{
    Context, at,
    declarations::Declarations,
    directory::{self, MEMBERS, MemberRow},
    documents::DocumentFigures,
    group::{Group, MOST_BYTES, SiteCounts},
    hosts,
    kinds::{self, KindRow},
    listing::{Leaf, LetterLink, Listing},
    members,
    shell::{Crumb, Section, Shell},
    table::{self, Table},
};
use crate::{
    engine::{DrawError, Page, Shrinks, SitePath},
    exports::body_control,
    input::{Body, Member},
    language::Say,
    text::Text,
};
use askama::Template;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "body.html")]
pub struct BodyPage {
    pub shell: Shell,
    pub name: Text,
    /// «12 membres»
    pub members_count: String,
    /// The bodies it belongs to, and those that belong to it directly.
    pub belongs_to: Vec<Crumb>,
    pub bodies: Vec<Crumb>,
    /// Indirect members: those of the bodies below it that do not belong to the body itself.
    pub indirect: Option<Indirect>,
    /// Figures over direct and indirect members; `None` where it has no indirect ones.
    pub everyone: Option<Everyone>,
    /// Number of members in the area it covers; `None` if it is not known.
    pub perimeter: Option<String>,
    pub group: Group,
    pub table: Table,
    /// Criteria proven not met, by kind of member.
    pub kinds: Vec<KindRow>,
    /// Paths of the control file: ODS from the root of the edition, JSON from the root of the site.
    pub control: (String, String),
    /// Letters that lead to the members, if the members are too many for this page.
    pub letters: Vec<LetterLink>,
}

/// Figures over all members of a body, direct and indirect: bodies may belong to other bodies.
#[derive(Serialize)]
pub struct Everyone {
    /// «5 312 membres»
    pub members_count: String,
    pub standing: SiteCounts,
    pub declarations: Option<Declarations>,
    pub documents: Option<DocumentFigures>,
}

/// Either the members, or the letters that lead to them.
#[derive(Serialize)]
pub struct Indirect {
    /// «5 012 membres indirects»
    pub count: String,
    pub members: Vec<MemberRow>,
    pub letters: Vec<LetterLink>,
}

impl Shrinks for BodyPage {
    fn shrink(&mut self) -> bool {
        let kept = self.table.rows.len() / 2;
        let has_rows = self.table.rows.drain(kept..).count() > 0;
        self.group.shrink() | has_rows
    }
}

pub(crate) fn page<'a>(context: &'a Context<'a>, body: &'a Body) -> Result<Page<'a>, DrawError> {
    let content = move || content(context, body);
    Ok(context.html_within(&at::body(&body.id)?, context.digests.body(body), MOST_BYTES, content))
}

fn content(context: &Context<'_>, body: &Body) -> Result<BodyPage, DrawError> {
    let folder = at::body(&body.id)?;
    let language = context.language;
    let members: Vec<_> = context.catalog.members_of(&body.id).collect();
    let indirect = context.catalog.indirect_members_of(body);
    let list = members::listing(context, &folder, members.iter().copied());
    let crumb = |other: &Body| {
        Some(Crumb { path: at::body(&other.id).ok()?.to_string(), text: Text::line(&other.name) })
    };
    let children =
        context.catalog.bodies.iter().filter(|child| child.id != body.id && child.bodies.contains(&body.id));
    Ok(BodyPage {
        shell: context
            .shell(&folder, Section::Directory, &body.name)
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory"))
            .with_feeds_of_group()
            .with_script(),
        name: Text::line(&body.name),
        members_count: language.count(list.count(), MEMBERS),
        group: Group::new(context, &hosts::hosts_of(context, members.iter().copied())),
        table: Table::first(context, &folder, &table::entries(context, members.iter().copied())),
        kinds: kinds::rows(context, &members),
        control: (folder.file(body_control::ODS), folder.file(body_control::JSON)),
        letters: list.letters(language, MEMBERS),
        belongs_to: body.bodies.iter().filter_map(|id| crumb(context.catalog.body(id)?)).collect(),
        bodies: children.filter_map(|child| crumb(child)).collect(),
        everyone: (!indirect.is_empty()).then(|| Everyone::new(context, &members, &indirect)),
        indirect: Indirect::new(context, &indirect_list(&folder, &indirect)),
        perimeter: (body.perimeter > 0).then(|| language.number(body.perimeter)),
    })
}

impl Indirect {
    fn new(context: &Context<'_>, list: &Listing<'_, &Member>) -> Option<Self> {
        let words = ["membre indirect", "membres indirects", "indirect member", "indirect members"];
        (list.count() > 0).then(|| Self {
            count: context.language.count(list.count(), words),
            members: list.whole().into_iter().flatten().filter_map(MemberRow::from_member).collect(),
            letters: list.letters(context.language, MEMBERS),
        })
    }
}

impl Everyone {
    fn new<'a>(context: &Context<'a>, direct: &[&'a Member], indirect: &[&'a Member]) -> Self {
        let hosts = hosts::hosts_of(context, direct.iter().chain(indirect).copied());
        Self {
            members_count: context.language.count(direct.len() + indirect.len(), MEMBERS),
            standing: SiteCounts::from_hosts(&hosts, context.language),
            declarations: Declarations::from_hosts(context, &hosts),
            documents: DocumentFigures::from_hosts(context, hosts.values().copied()),
        }
    }
}

fn indirect_list<'a>(folder: &SitePath, members: &[&'a Member]) -> Listing<'a, &'a Member> {
    Listing::new(folder.join(&at::named("indirects")), members.iter().copied().map(directory::item))
}

/// A page of members below that of their body.
pub(crate) struct Below<'a> {
    body: &'a Body,
    leaf: Leaf<'a, &'a Member>,
    direct: bool,
}

/// The pages below that of a body whose members are too many for it.
pub(crate) fn below<'a>(context: &Context<'a>, body: &'a Body) -> Vec<Below<'a>> {
    // A body that cannot have an address is reported as a problem of its page.
    let Ok(folder) = at::body(&body.id) else { return Vec::new() };
    let direct = members::listing(context, &folder, context.catalog.members_of(&body.id)).leaves();
    let indirect = indirect_list(&folder, &context.catalog.indirect_members_of(body)).leaves();
    let direct = direct.into_iter().map(|leaf| Below { body, leaf, direct: true });
    direct.chain(indirect.into_iter().map(|leaf| Below { body, leaf, direct: false })).collect()
}

pub(crate) fn below_page<'a>(context: &'a Context<'a>, below: Below<'a>) -> Result<Page<'a>, DrawError> {
    let Below { body, leaf, direct } = below;
    let above = vec![Crumb { path: at::body(&body.id)?.to_string(), text: Text::line(&body.name) }];
    if direct {
        return members::page(context, leaf, &body.name, above);
    }
    let language = context.language;
    let of = language.t("Membres indirects de", "Indirect members of");
    directory::leaf_page(context, leaf, &format!("{of} {}", Text::line(&body.name)), above)
}
