//! What can go wrong, said for whoever must mend it. No message holds a password.

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
    #[error("the database refused: {0}")]
    Database(#[from] sqlx::Error),
}

impl Error {
    /// Whether the database says that the row is there already.
    pub(crate) fn is_duplicate(&self) -> bool {
        match self {
            Self::Database(error) => error.as_database_error().is_some_and(|e| e.is_unique_violation()),
            _ => false,
        }
    }
}
