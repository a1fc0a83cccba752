//! A feed and its entries, on any subject.

use crate::{
    context::Context,
    engine::{Digest, Page, SitePath},
    text::Text,
};
use chrono::{DateTime, Utc};
use rules::messages::Language;
use serde::Serialize;

/// All that a feed shows.
#[derive(Debug, Serialize)]
pub struct Feed {
    pub language: Language,
    /// Whether it belongs to the edition at the root.
    pub is_main: bool,
    pub title: String,
    /// Absolute address of the feed.
    pub address: String,
    /// Absolute address of the page it belongs to.
    pub page: String,
    pub author: String,
    pub entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
pub struct Entry {
    /// Text from which the entry's id is made. The key of an audit stays the same when its host changes.
    pub key: String,
    pub title: String,
    pub summary: String,
    pub address: String,
    pub published: DateTime<Utc>,
    pub updated: DateTime<Utc>,
}

impl Feed {
    /// A feed of this edition in a file beside the page of a folder.
    pub fn at(
        context: &Context<'_>,
        folder: &SitePath,
        file: &str,
        title: String,
        entries: impl FnOnce(&Context<'_>) -> Vec<Entry>,
    ) -> Self {
        let place = context.place(folder);
        Self {
            language: context.language,
            is_main: context.is_main(),
            title,
            address: context.absolute(&place.file(file)),
            page: context.absolute_folder(&place),
            author: Text::line(author(context)).to_string(),
            entries: entries(context),
        }
    }
}

fn author<'c>(context: &'c Context<'_>) -> &'c str {
    let settings = &context.publication.settings;
    if settings.operator.name.is_empty() { &settings.name } else { &settings.operator.name }
}

/// A feed beside the page of a folder; `key` is the digest of all it is made from.
pub fn page<'a>(
    context: &Context<'_>,
    folder: SitePath,
    file: &'static str,
    key: Digest,
    feed: impl FnOnce(&SitePath) -> Feed + Send + 'a,
) -> Page<'a> {
    let place = context.place(&folder);
    Page::lazy(&place, vec![file.into()], key, move || Ok(vec![feed(&folder).atom()?]))
}
