//! The right of reply: the authority's answers to the audit, dated and unchanged.

use crate::{
    input::Reply,
    language::{Day, Say},
    text::Text,
};
use rules::messages::Language;
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct ReplyView {
    pub author: Text,
    pub day: Day,
    /// The lines of the reply.
    pub paragraphs: Vec<Text>,
}

impl ReplyView {
    pub fn from_reply(reply: &Reply, language: Language) -> Self {
        const MOST_PARAGRAPHS: usize = 20;
        let lines = reply.text.lines().map(str::trim).filter(|line| !line.is_empty());
        Self {
            author: Text::line(&reply.author),
            day: language.day(reply.said_at),
            paragraphs: lines.take(MOST_PARAGRAPHS).map(|line| Text::capped(line, 1000)).collect(),
        }
    }
}
