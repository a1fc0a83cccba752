//! Additions to an audit after it was recorded: its withdrawal, and replies of the public body.

use crate::both::{execute, read};
use crate::id::milliseconds;
use crate::open::{commit, next_revision};
use crate::statements as sql;
use crate::text::{NAME, PROSE, clean};
use crate::{Error, Result, Store, id_at};
use chrono::{DateTime, Utc};
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReply {
    pub author: String,
    pub said_at: DateTime<Utc>,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Reply {
    pub id: Uuid,
    #[sqlx(rename = "audit_id")]
    pub audit: Uuid,
    pub author: String,
    pub said_at: DateTime<Utc>,
    pub text: String,
}

impl Store {
    /// Withdraws an audit: it is not counted any more, and its address shows when it was withdrawn and why.
    pub async fn withdraw(&self, audit: Uuid, reason: &str, now: DateTime<Utc>) -> Result<()> {
        let mut tx = self.begin().await?;
        let revision = next_revision(&mut tx).await?;
        let reason = clean(reason, PROSE);
        if execute!(&mut tx, sql::WITHDRAW, audit, milliseconds(now), reason, revision) == 0 {
            return Err(Error::NoSuchAudit { audit });
        }
        commit(tx).await
    }

    /// Adds a reply to an audit. The same text with the same date is added once.
    pub async fn add_reply(&self, audit: Uuid, reply: &NewReply, now: DateTime<Utc>) -> Result<()> {
        let said_at = milliseconds(reply.said_at);
        let (author, text) = (clean(&reply.author, NAME), clean(&reply.text, PROSE));
        let id = id_at(said_at, format!("{audit} {author} {text}").as_bytes());
        let mut tx = self.begin().await?;
        let revision = next_revision(&mut tx).await?;
        if execute!(&mut tx, sql::TOUCH, audit, revision) == 0 {
            return Err(Error::NoSuchAudit { audit });
        }
        if execute!(&mut tx, sql::PUT_REPLY, id, audit, author, said_at, milliseconds(now), text) == 0 {
            return Ok(());
        }
        commit(tx).await
    }

    /// All replies with the public id of their audit, oldest first.
    pub async fn all_replies(&self) -> Result<Vec<(String, NewReply)>> {
        let rows: Vec<(String, String, DateTime<Utc>, String)> = read!(self, sql::ALL_REPLIES);
        let reply = |(audit, author, said_at, text)| (audit, NewReply { author, said_at, text });
        Ok(rows.into_iter().map(reply).collect())
    }

    pub async fn replies(&self, audit: Uuid) -> Result<Vec<Reply>> {
        Ok(read!(self, sql::REPLIES, audit))
    }
}
