//! The entry point of the API, with the addresses of all that it offers.

use super::{Drawn, audit::AuditEntry, folder, links::Named, lists::lists, page};
use crate::{
    engine::SitePath,
    exports::{Listed, listed},
    feeds,
    pages::Context,
    text::Text,
};
use serde::Serialize;
use std::cmp::Reverse;

const LATEST: usize = 100;

#[derive(Serialize)]
struct Index {
    version: u32,
    name: String,
    schema: String,
    licence: &'static str,
    latest: String,
    feed: String,
    datapackage: String,
    lists: Vec<String>,
    bodies: Vec<Named>,
    departements: Vec<Named>,
    /// Every kind of file offered for download.
    files: Vec<Listed>,
}

#[derive(Serialize)]
struct Latest {
    audits: Vec<AuditEntry>,
}

pub fn index<'a>(context: &Context<'_>) -> Drawn<'a> {
    let root = SitePath::folder(["api", "v1"]).expect("written in harmless characters");
    let bodies = context.catalog.bodies.iter();
    let departments = context.catalog.departments.iter();
    let lists = lists(context).into_iter();
    let document = Index {
        version: 1,
        name: Text::line(&context.publication.settings.name).to_string(),
        schema: context.absolute("data/api-1.schema.json"),
        licence: "Licence Ouverte 2.0",
        latest: context.absolute("api/v1/audits/latest.json"),
        feed: context.absolute(feeds::FILE),
        datapackage: context.absolute("data/datapackage.json"),
        lists: lists.map(|list| context.absolute(&format!("api/v1/lists/{}", list.file()))).collect(),
        bodies: bodies.filter_map(|body| Named::body(context, body)).collect(),
        departements: departments.filter_map(|(key, of)| Named::department(context, key, of)).collect(),
        files: listed(),
    };
    Ok(page(&root, "index.json".into(), document))
}

pub fn latest<'a>(context: &Context<'_>) -> Drawn<'a> {
    let heads = context.catalog.recorded().iter().filter(|head| head.withdrawn.is_none() && !head.own);
    let mut heads: Vec<_> = heads.rev().take(LATEST).copied().collect();
    heads.sort_by_cached_key(|head| (Reverse(head.started_at), head.id.clone()));
    let audits = heads.into_iter().filter_map(|head| AuditEntry::from_head(context, head)).collect();
    Ok(page(&folder("audits"), "latest.json".into(), Latest { audits }))
}
