//! The whole publication, in the order in which pages link to one another: the stylesheet, the permalinks, then
//! what leads to them, the home page last.

use crate::{
    catalog::Catalog,
    engine::{Build, BuildError, Disk, FileSystem, Page, Problem, Report, SitePath, digest},
    input::{Publication, Source},
    messages::Messages,
    pages::{self, Context, page_of},
};
use std::path::Path;

const STYLESHEET: &[u8] = include_bytes!("../assets/style.css");

/// Permalinks are never removed.
const PERMANENT: &str = "audits/";

/// Publishes into `out`. Writes only what changed; whenever it is interrupted, every file in `out` is whole.
pub fn publish(
    out: &Path,
    publication: &Publication,
    source: &impl Source,
    messages: &dyn Messages,
) -> Result<Report, BuildError> {
    publish_on(FileSystem, out, publication, source, messages)
}

/// The same on a disk of the caller's.
pub fn publish_on(
    disk: impl Disk,
    out: &Path,
    publication: &Publication,
    source: &impl Source,
    messages: &dyn Messages,
) -> Result<Report, BuildError> {
    let context = Context { publication, catalog: Catalog::of(publication), messages };
    let mut build = Build::open(out, version(&context), PERMANENT, disk)?;
    build.draw([Ok(Page::asset(&SitePath::root(), "style.css", STYLESHEET))].into_iter())?;
    build.draw(audits(&context, source))?;
    build.draw(sites(&context))?;
    build.draw(members_and_bodies(&context))?;
    build.draw(directory(&context))?;
    build.draw(fixed(&context))?;
    build.draw([page_of("index.html", || pages::home::page(&context))].into_iter())?;
    build.finish()
}

/// Changes when the drawing, the words or what every page shows of the settings do.
fn version(context: &Context<'_>) -> String {
    let settings = &context.publication.settings;
    digest(&[
        env!("DRAWING_DIGEST").as_bytes(),
        settings.name.as_bytes(),
        settings.statement.state.words().as_bytes(),
        context.messages.version().as_bytes(),
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

fn members_and_bodies<'p>(context: &'p Context<'p>) -> impl Iterator<Item = Pages<'p>> + Send {
    let members = context.catalog.members.iter();
    let members = members.map(|member| page_of(&member.name, || pages::member::page(context, member)));
    let bodies = context.catalog.bodies.iter();
    members.chain(bodies.map(|body| page_of(&body.name, || pages::body::page(context, body))))
}

fn directory<'p>(context: &'p Context<'p>) -> impl Iterator<Item = Pages<'p>> + Send {
    let letters = pages::directory::by_letter(context);
    let links = pages::directory::letter_links(&letters);
    let page = move |(letter, members): (char, Vec<_>)| {
        page_of("annuaire", || pages::directory::letter_page(context, letter, &links, &members))
    };
    letters.into_iter().map(page)
}

fn fixed<'p>(context: &'p Context<'p>) -> impl Iterator<Item = Pages<'p>> + Send {
    type Kind = for<'c, 'a> fn(&'c Context<'a>) -> Result<Page<'a>, crate::DrawError>;
    let kinds: [Kind; 7] = [
        pages::directory::page,
        pages::not_evaluated::page,
        pages::notices::method,
        pages::notices::statement,
        pages::notices::legal,
        pages::notices::not_found,
        pages::site_map::page,
    ];
    kinds.into_iter().map(|kind| page_of("page fixe", || kind(context)))
}
