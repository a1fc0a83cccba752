//! The memory of a source between two readings.

use super::NewMember;
use crate::both::{Open, execute, read};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{CODE, PROSE, clean};
use crate::{Error, Result, Store};
use chrono::{DateTime, Utc};

/// Rank of a source that was never ranked: after all that were.
pub(super) const UNRANKED: i64 = 1_000;

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SourceState {
    pub source: String,
    pub rank: i64,
    /// As the connector left it.
    pub state: String,
    /// How many members it listed when it was read last.
    pub listed: i64,
    pub tried_at: Option<DateTime<Utc>>,
    pub synced_at: Option<DateTime<Utc>>,
    /// Why the last reading was not taken.
    pub failure: Option<String>,
}

/// The current words of a source about a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub source: String,
    /// The member it is about; `None` while nobody else names it.
    pub of: Option<String>,
    /// With the source's own key as its id.
    pub member: NewMember,
}

impl Store {
    /// The words of each source about one member.
    pub async fn said_of(&self, member: &str) -> Result<Vec<Statement>> {
        let rows: Vec<(String, String, Option<String>, String)> =
            read!(self, sql::CLAIMS_OF_MEMBER, clean(member, CODE));
        rows.into_iter().map(statement).collect()
    }

    /// All that all sources say, in the order in which they speak.
    pub async fn all_said(&self) -> Result<Vec<Statement>> {
        let rows: Vec<(String, String, Option<String>, String)> = read!(self, sql::LIVE_CLAIMS);
        rows.into_iter().map(statement).collect()
    }

    /// All sources that were ever read, in the order in which they speak.
    pub async fn sources(&self) -> Result<Vec<SourceState>> {
        Ok(read!(self, sql::SOURCES))
    }

    /// The source could not be read, or its reading not be taken. All it said before stands.
    pub async fn source_failed(
        &self,
        source: &str,
        rank: i64,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        let (source, reason) = (clean(source, CODE), clean(reason, PROSE));
        execute!(&mut tx, sql::PUT_SOURCE_FAILURE, &source, rank, milliseconds(now), &reason);
        commit(tx).await
    }

    /// The source says that nothing changed.
    pub async fn source_unchanged(&self, source: &str, now: DateTime<Utc>) -> Result<()> {
        let mut tx = self.begin().await?;
        execute!(&mut tx, sql::SOURCE_UNCHANGED, clean(source, CODE), milliseconds(now));
        commit(tx).await
    }
}

fn statement((source, key, of, said): (String, String, Option<String>, String)) -> Result<Statement> {
    match serde_json::from_str::<NewMember>(&said) {
        Ok(member) => Ok(Statement { member: NewMember { id: key, ..member }, source, of }),
        Err(error) => Err(Error::CorruptClaim { source_name: source, key, reason: error.to_string() }),
    }
}

pub(super) async fn put(tx: &mut Open, source: &SourceState, now: DateTime<Utc>) -> Result<()> {
    let SourceState { source, rank, state, listed, .. } = source;
    execute!(tx, sql::PUT_SOURCE, source, rank, state, listed, milliseconds(now));
    Ok(())
}
