//! The state of each source between two readings, and what the sources say about members.

use super::NewMember;
use crate::both::{Open, execute, read};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{CODE, PROSE, clean};
use crate::{Error, Result, Store};
use chrono::{DateTime, Utc};

/// Rank of a source that was never given one. All other ranks are smaller.
pub(super) const UNRANKED: i64 = 1_000;

#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct SourceState {
    pub source: String,
    pub rank: i64,
    /// State that the connector needs at its next reading.
    pub state: String,
    /// Number of members that the last reading listed.
    pub listed: i64,
    pub tried_at: Option<DateTime<Utc>>,
    pub synced_at: Option<DateTime<Utc>>,
    /// Reason for which the last reading was not taken over. `None` if it was.
    pub failure: Option<String>,
}

/// A member as a source describes it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub source: String,
    /// Id of the member that it describes. `None` while no source names that member.
    pub of: Option<String>,
    /// The description. Its `id` is the source's own key of the member.
    pub member: NewMember,
}

impl Store {
    /// The statements of all sources about one member.
    pub async fn said_of(&self, member: &str) -> Result<Vec<Statement>> {
        let rows: Vec<(String, String, Option<String>, String)> =
            read!(self, sql::CLAIMS_OF_MEMBER, clean(member, CODE));
        rows.into_iter().map(statement).collect()
    }

    /// All current statements of all sources, in the order of the sources' ranks.
    pub async fn all_said(&self) -> Result<Vec<Statement>> {
        let rows: Vec<(String, String, Option<String>, String)> = read!(self, sql::LIVE_CLAIMS);
        rows.into_iter().map(statement).collect()
    }

    /// All sources that were ever read, in the order of their ranks.
    pub async fn sources(&self) -> Result<Vec<SourceState>> {
        Ok(read!(self, sql::SOURCES))
    }

    /// Notes that a source could not be read, or that its reading was not taken over. Its earlier content stays valid.
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

    /// Notes that a source answered that nothing changed.
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
