//! The whole publication, in the order in which pages link to one another: the assets, the permalinks, then what
//! leads to them, the home page last; each language in its folder.

use crate::{
    catalog::Catalog,
    engine::{Build, BuildError, Disk, FileSystem, Page, Problem, Report, SitePath, digest},
    input::{Publication, Source},
    language::Say,
    pages::{self, Context, page_of},
};
use rules::{catalogue, referential::Referential};
use std::path::Path;

/// What pages ask for beside themselves.
const ASSETS: [(&str, &[u8]); 2] = [
    ("style.css", include_bytes!("../assets/style.css")),
    ("filter.js", include_bytes!("../assets/filter.js")),
];

/// Permalinks are never removed, in no language.
const PERMANENT: [&str; 3] = ["audits/", "fr/audits/", "en/audits/"];

/// Publishes into `out`. Writes only what changed; whenever it is interrupted, every file in `out` is whole.
pub fn publish(out: &Path, publication: &Publication, source: &impl Source) -> Result<Report, BuildError> {
    publish_on(FileSystem, out, publication, source)
}

/// The same on a disk of the caller's.
pub fn publish_on(
    disk: impl Disk,
    out: &Path,
    publication: &Publication,
    source: &impl Source,
) -> Result<Report, BuildError> {
    let catalog = Catalog::of(publication);
    let languages = &publication.settings.languages;
    let contexts: Vec<_> = languages
        .iter()
        .map(|language| Context { publication, catalog: &catalog, language: *language })
        .collect();
    let mut build = Build::open(out, version(publication), &PERMANENT, disk)?;
    build.draw(ASSETS.iter().map(|(name, content)| Ok(Page::asset(&SitePath::root(), name, content))))?;
    for context in &contexts {
        build.draw(audits(context, source))?;
        build.draw(sites(context))?;
        build.draw(members_and_groups(context))?;
        build.draw(directory(context))?;
        build.draw(referential(context))?;
        build.draw(fixed(context))?;
    }
    build.draw(contexts.iter().map(|context| page_of("index.html", || pages::home::page(context))))?;
    build.finish()
}

/// Changes when the drawing, the words or what every page shows of the settings do.
fn version(publication: &Publication) -> String {
    let settings = &publication.settings;
    let languages: Vec<_> = settings.languages.iter().map(|language| language.code()).collect();
    digest(&[
        env!("DRAWING_DIGEST").as_bytes(),
        settings.name.as_bytes(),
        settings.base_url.as_bytes(),
        settings.statement.state.words(rules::messages::Language::French).as_bytes(),
        languages.join(" ").as_bytes(),
        rules::messages::digest().as_bytes(),
    ])
}

type Pages<'p> = Result<Page<'p>, Problem>;

fn audits<'p>(context: &'p Context<'p>, source: &'p impl Source) -> impl Iterator<Item = Pages<'p>> + Send {
    let heads = context.publication.heads.iter();
    heads.map(move |head| page_of(&head.host, || pages::audit::page(context, head, source)))
}

fn sites<'p>(context: &'p Context<'p>) -> impl Iterator<Item = Pages<'p>> + Send {
    context.catalog.hosts.iter().map(|(name, host)| page_of(name, || pages::site::page(context, name, host)))
}

fn members_and_groups<'p>(context: &'p Context<'p>) -> impl Iterator<Item = Pages<'p>> + Send {
    let catalog = context.catalog;
    let members =
        catalog.members.iter().map(|member| page_of(&member.name, || pages::member::page(context, member)));
    let bodies = catalog.bodies.iter().map(|body| page_of(&body.name, || pages::body::page(context, body)));
    let departments = catalog.departments.iter();
    let departments = departments.map(|(key, of)| page_of(key, || pages::department::page(context, key, of)));
    members.chain(bodies).chain(departments)
}

fn directory<'p>(context: &'p Context<'p>) -> impl Iterator<Item = Pages<'p>> + Send {
    let letters = pages::directory::by_letter(context);
    let keys: Vec<char> = letters.keys().copied().collect();
    let by_letter =
        move |letter| page_of("annuaire", || pages::directory::letter_page(context, letter, &letters));
    let kinds = context.catalog.kinds.iter();
    let kinds =
        kinds.map(|(kind, members)| page_of(kind, || pages::directory::kind_page(context, kind, members)));
    keys.into_iter().map(by_letter).chain(kinds)
}

fn referential<'p>(context: &'p Context<'p>) -> impl Iterator<Item = Pages<'p>> + Send {
    let criteria = Referential::rgaa().criteria();
    let criteria =
        criteria.map(|criterion| page_of("criteres", || pages::criteria::page(context, criterion)));
    let rules = catalogue::ALL.iter();
    criteria.chain(rules.map(|rule| page_of(rule.id, || pages::rule::page(context, rule))))
}

fn fixed<'p>(context: &'p Context<'p>) -> impl Iterator<Item = Pages<'p>> + Send {
    type Kind = for<'c, 'a> fn(&'c Context<'a>) -> Result<Page<'a>, crate::DrawError>;
    let kinds: [Kind; 11] = [
        pages::directory::page,
        pages::department::all,
        pages::criteria::all,
        pages::rule::all,
        pages::data::page,
        pages::not_evaluated::page,
        pages::notices::method,
        pages::notices::statement,
        pages::notices::legal,
        pages::notices::not_found,
        pages::site_map::page,
    ];
    kinds.into_iter().map(|kind| page_of("page fixe", || kind(context)))
}
