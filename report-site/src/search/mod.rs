//! The index that the search field reads, in small parts: a search loads the list of parts and a few of them,
//! independent of the number of members. `assets/search.js` reads these files.

mod entries;
mod parts;
mod words;

use crate::{
    engine::{Build, BuildError, Digest, Disk, Page},
    pages::{Context, at, page_of},
};
use parts::Part;

/// File that lists where each part begins, one line for each part, in their order.
const LIST: &str = "parts.txt";

/// Writes the parts, then their list. Nothing is written unless a name or an address has changed.
pub fn draw(build: &mut Build<'_, impl Disk>, context: &Context<'_>) -> Result<(), BuildError> {
    let folder = at::named("recherche");
    let within = folder.join(&at::named("parts"));
    let key = key(context);
    if build.keep_with_all_below(&folder.file(LIST), key, &within.to_string()) {
        return Ok(());
    }
    let parts = parts::split(&entries::all(context));
    let list = parts::list(&parts);
    build.draw(parts.into_iter(), |Part { begin, text }| {
        let name = format!("{}.txt", parts::file_stem(&begin)).into();
        let key = Digest::of(&[text.as_bytes()]);
        Ok(Page::lazy(&within, vec![name], key, move || Ok(vec![text.into_bytes()])))
    })?;
    build.draw([list].into_iter(), |list| {
        page_of(LIST, || Ok(Page::lazy(&folder, vec![LIST.into()], key, move || Ok(vec![list.into_bytes()]))))
    })
}

/// Digest of all that the index is made from.
fn key(context: &Context<'_>) -> Digest {
    let (catalog, digests) = (context.catalog, context.digests);
    let members: Vec<_> =
        catalog.members.iter().map(|member| (digests.member(member), catalog.names_of(member))).collect();
    let hosts: Vec<_> = catalog.hosts.keys().collect();
    let bodies: Vec<_> = catalog.bodies.iter().map(|body| (&body.id, &body.name)).collect();
    let departments: Vec<_> = catalog.departments.iter().map(|(key, of)| (key, of.name)).collect();
    Digest::of_value(&(members, hosts, bodies, departments))
}

#[cfg(test)]
mod tests;
