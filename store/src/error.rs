//! Errors, worded for the person who must repair the cause. No message holds a password.

use crate::redacted::redacted;
use std::path::PathBuf;
use uuid::Uuid;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "`{url}` names no database this program knows: write `sqlite:FILE` or `postgres://USER@HOST/NAME`"
    )]
    UnknownScheme { url: String },
    #[error("`{url}` keeps nothing: name a file, as in `sqlite:observatoire.db`")]
    NotKept { url: String },
    #[error(
        "the database `{url}` cannot be reached: {reason}. Check that it runs, that the name is right and that this account may use it"
    )]
    Unreachable { url: String, reason: String },
    #[error(
        "the database {} is not there: if there was one, its disk may not be mounted. A new one is made by `observatoire init` and by `observatoire members import`",
        file.display()
    )]
    Missing { file: PathBuf },
    #[error(
        "the database has migration {version}, which this program does not know: it was made by a newer program, use that one or a newer"
    )]
    Newer { version: i64 },
    #[error("the database could not be migrated: {0}")]
    Migration(#[source] sqlx::migrate::MigrateError),
    #[error(
        "the lease of audit {audit} by `{owner}` is lost (it ran out or was released): nothing was recorded, whoever holds it now will"
    )]
    LeaseLost { audit: Uuid, owner: String },
    #[error("audit {public_id} is recorded already")]
    AlreadyRecorded { public_id: String },
    #[error("there is no recorded audit {audit}")]
    NoSuchAudit { audit: Uuid },
    #[error(
        "the document of audit {public_id} cannot be trusted: {reason}. Restore it from a backup or from its published `audit.json`"
    )]
    CorruptDocument { public_id: String, reason: String },
    #[error("the document of audit {public_id} has {size} bytes, more than the {most} that are kept")]
    DocumentTooBig { public_id: String, size: usize, most: usize },
    #[error(
        "`{source_name}` lists {listed} members and {gone} of {known} would be gone: nothing was taken over, what it said before stands. Look whether it is true, then accept it with --accept-losses"
    )]
    TooManyGone { source_name: String, listed: usize, known: usize, gone: usize },
    #[error("what `{source_name}` said of `{key}` cannot be read back: {reason}")]
    CorruptClaim { source_name: String, key: String, reason: String },
    #[error("the database refused: {0}")]
    Database(#[from] sqlx::Error),
}

impl Error {
    pub(crate) fn unreachable(url: &str, reason: &dyn std::fmt::Display) -> Self {
        Self::Unreachable { url: redacted(url), reason: reason.to_string() }
    }

    /// Whether the same operation may succeed later, because the database is unreachable, full or busy.
    pub fn may_pass(&self) -> bool {
        let Self::Database(error) = self else { return matches!(self, Self::Unreachable { .. }) };
        match error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::WorkerCrashed => true,
            sqlx::Error::Database(told) => told.code().is_some_and(|code| passes(&code)),
            _ => false,
        }
    }

    /// Whether the database says that a row with this key exists already.
    pub(crate) fn is_duplicate(&self) -> bool {
        match self {
            Self::Database(error) => error.as_database_error().is_some_and(|e| e.is_unique_violation()),
            _ => false,
        }
    }
}

/// Whether an error code stands for a condition that may pass. Postgres: the classes of connection, resource, operator
/// and system errors; serialisation failure and deadlock; «read only», while a standby takes over; a transaction that
/// was idle too long. SQLite: busy, locked, I/O error, full, cannot open.
fn passes(code: &str) -> bool {
    match code.len() {
        5 => {
            ["08", "53", "57", "58"].contains(&&code[..2])
                || matches!(code, "40001" | "40P01" | "25006" | "25P03")
        }
        _ => code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 10 | 13 | 14)),
    }
}

#[cfg(test)]
mod tests {
    use super::passes;

    #[test]
    fn what_may_pass_is_told_from_what_will_not() {
        for code in ["57P01", "53100", "25006", "25P03", "08006", "40P01", "5", "13", "10", "522"] {
            assert!(passes(code), "{code}");
        }
        for code in ["23505", "42P01", "22021", "1", "19", "2067", "", "x"] {
            assert!(!passes(code), "{code}");
        }
    }
}
