//! Letters that were handed over: written down before, so that none goes out twice, whatever dies meanwhile.

use crate::both::{execute, read_one};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{ADDRESS, clean};
use crate::{Result, Store};
use chrono::{DateTime, Utc};

impl Store {
    /// Takes a letter by its key, to be handed over now. `false` when it was taken before, by whomever.
    pub async fn take_letter(&self, key: &str, now: DateTime<Utc>) -> Result<bool> {
        let mut tx = self.begin().await?;
        let taken = execute!(&mut tx, sql::PUT_LETTER, clean(key, ADDRESS), milliseconds(now));
        commit(tx).await?;
        Ok(taken == 1)
    }

    pub async fn is_letter_taken(&self, key: &str) -> Result<bool> {
        let row: Option<(String,)> = read_one!(self, sql::LETTER, clean(key, ADDRESS));
        Ok(row.is_some())
    }

    /// How many were taken since then.
    pub async fn letters_since(&self, since: DateTime<Utc>) -> Result<i64> {
        let row: Option<(i64,)> = read_one!(self, sql::LETTERS_SINCE, milliseconds(since));
        Ok(row.map_or(0, |(count,)| count))
    }
}
