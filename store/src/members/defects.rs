//! Defects of the registry (wrong or dead addresses) that the last `members check` found.

use crate::both::{execute, read};
use crate::id::milliseconds;
use crate::open::{commit, next_revision};
use crate::statements as sql;
use crate::text::{ADDRESS, CODE, NAME, clean};
use crate::{Result, Store};
use chrono::{DateTime, Utc};

#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct RegistryDefect {
    pub member_id: String,
    /// Kind of defect, from a fixed list: `no-site`, `malformed`, `dead` …
    pub code: String,
    /// The address as the registry writes it. Empty if there is none.
    pub value: String,
    /// Name of the registry that gives the address.
    pub source: String,
    /// Further detail; may be empty.
    pub detail: String,
    pub found_at: DateTime<Utc>,
}

impl Store {
    /// Replaces the defects of the previous check by these.
    pub async fn replace_registry_defects(&self, found: &[RegistryDefect]) -> Result<()> {
        let mut tx = self.begin().await?;
        next_revision(&mut tx).await?;
        execute!(&mut tx, sql::CLEAR_DEFECTS);
        for defect in found {
            execute!(
                &mut tx,
                sql::PUT_DEFECT,
                clean(&defect.member_id, CODE),
                clean(&defect.code, CODE),
                clean(&defect.value, ADDRESS),
                clean(&defect.source, CODE),
                clean(&defect.detail, NAME),
                milliseconds(defect.found_at),
            );
        }
        commit(tx).await
    }

    /// Defects of present members, sorted by code and member.
    pub async fn registry_defects(&self) -> Result<Vec<RegistryDefect>> {
        Ok(read!(self, sql::DEFECTS))
    }
}
