//! The state of letters. Each letter is noted before it is handed over to the mail server, so that no letter is sent
//! twice, even if the program dies in between.

use crate::both::{execute, read_one};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{ADDRESS, clean};
use crate::{Result, Store};
use chrono::{DateTime, Utc};

/// State of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterState {
    /// Nobody has taken the letter to hand it over.
    Open,
    /// The letter could not be handed over and may be tried again from this time on.
    Waiting { tries: i64, again_at: DateTime<Utc> },
    /// The letter was taken and is not tried again.
    Taken { tries: i64 },
}

impl LetterState {
    pub fn is_due(self, now: DateTime<Utc>) -> bool {
        match self {
            Self::Open => true,
            Self::Waiting { again_at, .. } => again_at <= now,
            Self::Taken { .. } => false,
        }
    }

    /// Number of times the letter was taken to be handed over.
    pub fn tries(self) -> i64 {
        match self {
            Self::Open => 0,
            Self::Waiting { tries, .. } | Self::Taken { tries } => tries,
        }
    }
}

impl Store {
    /// Takes a letter by its key, to hand it over now. `false` if it was taken before and its next try is not due.
    pub async fn take_letter(&self, key: &str, now: DateTime<Utc>) -> Result<bool> {
        let mut tx = self.begin().await?;
        let taken = execute!(&mut tx, sql::PUT_LETTER, clean(key, ADDRESS), milliseconds(now));
        commit(tx).await?;
        Ok(taken == 1)
    }

    /// Notes that a taken letter was not handed over. It may be taken again from `again_at` on.
    pub async fn postpone_letter(&self, key: &str, again_at: DateTime<Utc>) -> Result<()> {
        let mut tx = self.begin().await?;
        execute!(&mut tx, sql::POSTPONE_LETTER, clean(key, ADDRESS), milliseconds(again_at));
        commit(tx).await
    }

    pub async fn letter_state(&self, key: &str) -> Result<LetterState> {
        let row: Option<(i64, Option<DateTime<Utc>>)> = read_one!(self, sql::LETTER, clean(key, ADDRESS));
        Ok(match row {
            None => LetterState::Open,
            Some((tries, None)) => LetterState::Taken { tries },
            Some((tries, Some(again_at))) => LetterState::Waiting { tries, again_at },
        })
    }

    /// Number of letters taken since the given time.
    pub async fn letters_since(&self, since: DateTime<Utc>) -> Result<i64> {
        let row: Option<(i64,)> = read_one!(self, sql::LETTERS_SINCE, milliseconds(since));
        Ok(row.map_or(0, |(count,)| count))
    }
}
