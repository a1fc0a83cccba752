//! The whole publication, in the order in which pages link to one another: the assets, the permalinks, then what
//! leads to them, the home page last; each language in its folder.

use crate::{
    catalog::{Catalog, Host},
    digests::Digests,
    engine::{Build, BuildError, Digest, Disk, DrawError, FileSystem, Page, Report, SitePath},
    exports::{self, api, data::findings},
    feeds,
    input::{AuditHead, Publication, Source},
    language::Say,
    pages::{self, Context, at, members, page_of},
    picture,
    recent::Recent,
    search,
};
use rayon::prelude::*;
use rules::catalogue;
use std::path::Path;

/// Files that pages load.
const ASSETS: [(&str, &[u8]); 4] = [
    ("favicon.svg", include_bytes!("../assets/favicon.svg")),
    ("style.css", include_bytes!("../assets/style.css")),
    ("search.js", include_bytes!("../assets/search.js")),
    ("filter.js", include_bytes!("../assets/filter.js")),
];

/// Folders of permalinks, which are never removed, in any language.
const PERMANENT: [&str; 3] = ["audits/", "fr/audits/", "en/audits/"];

/// Publishes into `out`. Writes only what changed; whenever it is interrupted, every file in `out` is whole.
pub fn publish(out: &Path, publication: &Publication, source: &impl Source) -> Result<Report, BuildError> {
    publish_on(FileSystem, out, false, publication, source)
}

/// Publishes on a given disk. `thorough` draws every page and restores those that somebody removed or changed.
pub fn publish_on(
    disk: impl Disk,
    out: &Path,
    thorough: bool,
    publication: &Publication,
    source: &impl Source,
) -> Result<Report, BuildError> {
    publish_as(disk, out, Manner { thorough, losses: Losses::Accepted }, publication, source)
}

/// Options of a publication.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    pub thorough: bool,
    pub losses: Losses,
}

/// Treatment of a publication in which many of the published sites are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Losses {
    Accepted,
    /// Nothing is written, because the database may be another one, or an empty one.
    Refused,
}

/// Number of sites that may disappear without confirmation, unless no other site is published.
const FEW_GONE: usize = 2;

/// Publishes with given options.
pub fn publish_as(
    disk: impl Disk,
    out: &Path,
    manner: Manner,
    publication: &Publication,
    source: &impl Source,
) -> Result<Report, BuildError> {
    let open = || Build::open(out, version(publication), &PERMANENT, manner.thorough, disk);
    let (catalog, build) = rayon::join(|| Catalog::new(publication), open);
    let mut build = build?;
    if manner.losses == Losses::Refused {
        refuse_losses(&build, &catalog)?;
    }
    let digests = Digests::new(publication, &catalog);
    let recent = Recent::default();
    let languages = publication.settings.languages.iter();
    let contexts: Vec<_> = languages
        .map(|language| Context {
            publication,
            catalog: &catalog,
            digests: &digests,
            language: *language,
            recent: &recent,
        })
        .collect();
    build.draw(ASSETS.iter(), |(name, content)| Ok(Page::asset(&SitePath::root(), name, content)))?;
    build.draw([picture::CARD].into_iter(), |name| {
        let draw = || Ok(vec![picture::card()]);
        Ok(Page::lazy(&SitePath::root(), vec![name.into()], Digest::default(), draw))
    })?;
    for context in &contexts {
        let home = context.edition().file("index.html");
        build.meanwhile(&home, &pages::meanwhile::html(context))?;
    }
    for context in &contexts {
        let audits =
            catalog.hosts.values().flat_map(|host| host.audits.iter().map(move |head| (host, *head)));
        build.draw(audits, |(host, head)| {
            page_of(&head.host, || pages::audit::page(context, host, head, source))
        })?;
    }
    for context in &contexts {
        // Files are written before the page that offers them.
        tables(&mut build, context, source)?;
        beside_pages(&mut build, context)?;
        if context.is_main() {
            static_api(&mut build, context)?;
            search::draw(&mut build, context)?;
        }
    }
    for context in &contexts {
        lists(&mut build, context, source)?;
    }
    build.draw(contexts.iter(), |context| page_of("index.html", || pages::home::page(context)))?;
    build.finish()
}

fn refuse_losses(build: &Build<'_, impl Disk>, catalog: &Catalog<'_>) -> Result<(), BuildError> {
    let published = build.folders_below("sites/");
    let gone = published.iter().filter(|host| !catalog.hosts.contains_key(host.as_str())).count();
    let all = gone == published.len();
    if gone > 0 && (all || (gone > FEW_GONE && gone * 10 > published.len())) {
        Err(BuildError::Losses { gone, published: published.len() })
    } else {
        Ok(())
    }
}

/// Version of the templates and the texts of all pages. It differs between releases that draw pages differently.
pub fn drawn_by() -> String {
    Digest::of(&[env!("DRAWING_DIGEST").as_bytes(), rules::messages::digest().as_bytes()]).to_string()
}

/// Version of the drawing: it changes with the templates, the texts, or the settings that every page shows.
fn version(publication: &Publication) -> Digest {
    let settings = &publication.settings;
    let languages: Vec<_> = settings.languages.iter().map(|language| language.code()).collect();
    Digest::of(&[
        env!("DRAWING_DIGEST").as_bytes(),
        settings.name.as_bytes(),
        settings.base_url.as_bytes(),
        settings.operator.name.as_bytes(),
        settings.statement.state.words(rules::messages::Language::French).as_bytes(),
        languages.join(" ").as_bytes(),
        rules::messages::digest().as_bytes(),
    ])
}

/// Draws the tables, and the files that describe them.
fn tables(
    build: &mut Build<'_, impl Disk>,
    context: &Context<'_>,
    source: &impl Source,
) -> Result<(), BuildError> {
    let failed = build.failed();
    let sound = |head: &AuditHead| {
        failed.is_empty()
            || at::audit(head).is_ok_and(|path| !failed.contains(&context.place(&path).file("index.html")))
    };
    build.draw(findings::parts(context, sound).into_iter(), |part| {
        page_of("data/findings", || findings::page(context, part, source))
    })?;
    build.draw(exports::data::of_edition(context.is_main()), |file| page_of(file.file, || file.page(context)))
}

/// Draws feeds, badges and control files, in the language of the edition.
fn beside_pages(build: &mut Build<'_, impl Disk>, context: &Context<'_>) -> Result<(), BuildError> {
    let catalog = context.catalog;
    build
        .draw(visited(context), |(name, host)| page_of(name, || exports::site::page(context, name, host)))?;
    build.draw(catalog.bodies.iter(), |body| page_of(&body.name, || feeds::of_body(context, body)))?;
    build.draw(catalog.bodies.iter(), |body| page_of(&body.name, || feeds::ending_of_body(context, body)))?;
    build.draw(catalog.bodies.iter(), |body| {
        page_of(&body.name, || exports::body_control::ods(context, body))
    })?;
    let departments = || catalog.departments.iter();
    build.draw(departments(), |(key, of)| page_of(key, || feeds::of_department(context, key, of)))?;
    build.draw(departments(), |(key, of)| page_of(key, || feeds::ending_of_department(context, key, of)))?;
    build.draw([feeds::FILE].into_iter(), |name| page_of(name, || feeds::of_all(context)))
}

/// Draws the static API, which exists once for all languages.
fn static_api(build: &mut Build<'_, impl Disk>, context: &Context<'_>) -> Result<(), BuildError> {
    let catalog = context.catalog;
    build.draw(visited(context), |(name, host)| page_of(name, || api::of_site(context, name, host)))?;
    let members = catalog.members.iter().filter(|member| catalog.is_visited(member));
    build.draw(members, |member| page_of(&member.name, || api::of_member(context, member)))?;
    build.draw(catalog.bodies.iter(), |body| page_of(&body.name, || pages::table::csv(context, body)))?;
    build.draw(catalog.bodies.iter(), |body| {
        page_of(&body.name, || exports::body_control::json(context, body))
    })?;
    build.draw(catalog.bodies.iter(), |body| page_of(&body.name, || api::of_body(context, body)))?;
    build.draw(catalog.departments.iter(), |(key, of)| {
        page_of(key, || api::of_department(context, key, of))
    })?;
    build.draw(api::shelves(context).into_iter(), |shelf| {
        page_of("api/v1/unseen", || api::shelf(context, shelf))
    })?;
    build.draw(api::lists(context).into_iter(), |list| {
        page_of("api/v1/lists", || api::list(context, &list))
    })?;
    let of_all: [OfAll; 2] = [api::index, api::latest];
    build.draw(of_all.into_iter(), |kind| page_of("api/v1", || kind(context)))
}

/// Sites with an audit; others have nothing to publish yet. A name that cannot have an address is reported once, by its
/// page.
fn visited<'c, 'a>(context: &'c Context<'a>) -> impl Iterator<Item = (&'c &'a str, &'c Host<'a>)> {
    let visited = |(name, host): &(&&str, &Host<'_>)| !host.audits.is_empty() && at::site(name).is_ok();
    let hosts = context.catalog.hosts.par_iter().filter(visited);
    hosts.collect::<Vec<_>>().into_iter()
}

type OfAll = for<'c, 'a> fn(&'c Context<'a>) -> Result<Page<'static>, DrawError>;

/// Draws the pages of one language that lead to the permalinks.
fn lists(
    build: &mut Build<'_, impl Disk>,
    context: &Context<'_>,
    source: &impl Source,
) -> Result<(), BuildError> {
    let catalog = context.catalog;
    build.draw(catalog.hosts.iter(), |(name, host)| {
        page_of(name, || pages::site::page(context, name, host, source))
    })?;
    build.draw(catalog.members.iter(), |member| {
        page_of(&member.name, || pages::member::page(context, member))
    })?;
    let letters = catalog
        .present()
        .filter_map(|member| Some((&member.name, pages::member_letter::page(context, member, source)?)));
    build.draw(letters, |(name, letter)| page_of(name, || letter))?;
    build.draw(catalog.bodies.iter(), |body| page_of(&body.name, || pages::body::page(context, body)))?;
    build.draw(catalog.departments.iter(), |(key, of)| {
        page_of(key, || pages::department::page(context, key, of))
    })?;
    long_lists(build, context)?;
    build.draw(catalog.kinds.iter(), |(kind, members)| {
        page_of(kind, || pages::directory::kind_page(context, kind, members))
    })?;
    for referential in pages::criteria::shown(context) {
        build.draw(referential.criteria(), |criterion| {
            page_of("criteres", || pages::criteria::page(context, referential, criterion))
        })?;
    }
    let beside = pages::criteria::shown(context).into_iter().skip(1);
    build.draw(beside, |referential| page_of("criteres", || pages::criteria::list(context, referential)))?;
    build.draw(catalogue::ALL.iter(), |rule| page_of(rule.id, || pages::rule::page(context, rule)))?;
    build.draw(pages::figure_lists::ALL.into_iter(), |figure| {
        page_of("chiffres", || pages::figure_lists::page(context, figure))
    })?;
    let leaves = pages::figure_lists::ALL.into_iter().flat_map(|figure| {
        pages::figure_lists::leaves(context, figure).into_iter().map(move |leaf| (figure, leaf))
    });
    build.draw(leaves, |(figure, leaf)| {
        page_of("chiffres", || pages::figure_lists::leaf_page(context, figure, leaf))
    })?;
    build.draw(FIXED.iter(), |kind| page_of("page fixe", || kind(context)))
}

/// Draws the pages of lists that are too long for the page they belong to.
fn long_lists(build: &mut Build<'_, impl Disk>, context: &Context<'_>) -> Result<(), BuildError> {
    use pages::{body, department, directory, member, table};
    let catalog = context.catalog;
    let sites = catalog.members.iter().copied().flat_map(|of| member::below(context, of));
    build.draw(sites, |(of, leaf)| page_of(&of.name, || members::sites_page(context, leaf, of)))?;
    let bodies = catalog.bodies.par_iter().flat_map_iter(|of| body::below(context, of));
    build.draw(bodies.collect::<Vec<_>>().into_iter(), |below| {
        page_of("organismes", || body::below_page(context, below))
    })?;
    let tables = catalog.bodies.par_iter().flat_map_iter(|of| table::leaves(context, of));
    build.draw(tables.collect::<Vec<_>>().into_iter(), |leaf| {
        page_of("organismes", || table::page(context, leaf))
    })?;
    let departments =
        catalog.departments.par_iter().flat_map_iter(|(key, of)| department::below(context, key, of));
    build.draw(departments.collect::<Vec<_>>().into_iter(), |below| {
        page_of("departements", || department::below_page(context, below))
    })?;
    build.draw(directory::all(context).all_leaves().into_iter(), |leaf| {
        page_of("annuaire", || directory::letter_page(context, leaf))
    })?;
    build.draw(directory::kind_leaves(context).into_iter(), |(kind, leaf)| {
        page_of(kind, || directory::kind_leaf_page(context, kind, leaf))
    })
}

type DrawPage = for<'c, 'a> fn(&'c Context<'a>) -> Result<Page<'a>, DrawError>;

/// Pages that exist once, except the home page.
const FIXED: [DrawPage; 14] = [
    pages::directory::page,
    pages::search::page,
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
    pages::registry_defects::page,
    pages::registry_defects::table,
];
