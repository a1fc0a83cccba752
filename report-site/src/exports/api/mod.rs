//! The static API: the content of the pages as JSON, below `api/v1/`. Within version 1 nothing is removed or renamed.

mod audit;
mod group;
mod index;
mod links;
mod lists;
mod site;
mod unseen;

use super::{Format, Holds, Listed};
use crate::{
    DrawError,
    engine::{Digest, Name, Page, SitePath},
    pages::Context,
};
use serde::Serialize;

pub use group::{of_body, of_department, of_member};
pub use index::{index, latest};
pub use lists::{list, lists};
pub use site::of_site;
pub use unseen::{shelf, shelves};

pub fn listed() -> Vec<Listed> {
    let file = |path: &str, title: [&'static str; 2]| Listed {
        path: format!("api/v1/{path}"),
        media_type: Format::Json.media_type(),
        holds: Holds::Data,
        title,
    };
    vec![
        file(
            "index.json",
            ["Point d’entrée de l’API statique (JSON)", "Where a program begins with the static API (JSON)"],
        ),
        file("audits/latest.json", ["Les cent derniers audits (JSON)", "The latest hundred audits (JSON)"]),
        file("sites/<host>.json", ["Un site et tous ses audits (JSON)", "A site and all its audits (JSON)"]),
        file("members/<id>.json", ["Un membre et ses sites (JSON)", "A member and its sites (JSON)"]),
        file("bodies/<id>.json", ["Un organisme et ses membres (JSON)", "A body and its members (JSON)"]),
        file(
            "departements/<nom>.json",
            ["Un département et ses membres (JSON)", "A département and its members (JSON)"],
        ),
        file(
            "unseen/members-<xx>.json",
            [
                "Membres dont aucun site n’a encore été visité (JSON)",
                "Members none of whose sites was visited yet (JSON)",
            ],
        ),
        file(
            "unseen/sites-<xx>.json",
            ["Sites qui n’ont pas encore été visités (JSON)", "Sites that were not visited yet (JSON)"],
        ),
        file(
            "lists/sites-<numéro>.json",
            ["Tous les sites, par pages de mille (JSON)", "All sites, a thousand a page (JSON)"],
        ),
        file(
            "lists/members-<numéro>.json",
            ["Tous les membres, par pages de mille (JSON)", "All members, a thousand a page (JSON)"],
        ),
    ]
}

fn folder(kind: &'static str) -> SitePath {
    SitePath::folder(["api", "v1", kind]).expect("the fixed addresses are written in harmless characters")
}

fn page<'a>(folder: &SitePath, name: Name, document: impl Serialize + Send + 'a) -> Page<'a> {
    Page::with_content(folder, vec![name], document, |document| Ok(vec![json(document)]))
}

/// A file of the API that is only made when the digest of its sources has changed.
fn page_of<'a, D: Serialize>(
    folder: &SitePath,
    name: Name,
    key: Digest,
    document: impl FnOnce() -> D + Send + 'a,
) -> Page<'a> {
    Page::lazy(folder, vec![name], key, || Ok(vec![json(&document())]))
}

fn json(document: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(document).expect("it holds only strings, numbers and lists")
}

/// Last part of a folder's path, which is the slug of the folder's subject.
fn last(path: &SitePath) -> String {
    path.to_string().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()
}

/// Absolute address of a file of the API.
fn address(context: &Context<'_>, kind: &str, slug: &str) -> String {
    context.absolute(&format!("api/v1/{kind}/{slug}.json"))
}

type Drawn<'a> = Result<Page<'a>, DrawError>;
