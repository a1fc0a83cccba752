//! The facts of an audit that lists show, as JSON in a column of the audit's row. The rows of older audits lack what
//! their sites declare: it is added from the audit documents when the database is opened.

use crate::both::{execute, read};
use crate::open::{commit, next_revision};
use crate::statements as sql;
use crate::{Error, Result, Store};
use rules::audit::AuditFacts;
use uuid::Uuid;

/// Number of audits that are completed in one transaction. If the program is interrupted, the next one continues there.
const AT_ONCE: i64 = 100;

/// The JSON that the column holds.
pub fn json(facts: &AuditFacts) -> String {
    serde_json::to_string(facts).expect("facts hold only strings and numbers")
}

impl Store {
    /// Adds what the sites declare to the facts of older audits, which lack it.
    pub(crate) async fn fill_declared(&self) -> Result<()> {
        let mut filled = 0;
        loop {
            let audits: Vec<(Uuid,)> = read!(self, sql::UNDECLARED, AT_ONCE);
            if audits.is_empty() {
                return Ok(());
            }
            filled += audits.len();
            self.fill(&audits).await?;
            tracing::info!(filled, "older audits: what their sites declare is read from their documents");
        }
    }

    async fn fill(&self, audits: &[(Uuid,)]) -> Result<()> {
        let mut told = Vec::new();
        for (audit,) in audits {
            told.push((*audit, self.told_by_document(*audit).await?));
        }
        let mut tx = self.begin().await?;
        for (audit, facts) in told {
            // Another program may have filled this row already.
            if execute!(&mut tx, sql::FORGET_UNDECLARED, audit) == 0 {
                continue;
            }
            let Some(facts) = facts else { continue };
            execute!(&mut tx, sql::SET_FACTS, audit, facts);
            let revision = next_revision(&mut tx).await?;
            execute!(&mut tx, sql::SET_REVISION, audit, revision);
        }
        commit(tx).await
    }

    /// The facts as JSON, from the document of an audit that looked for an accessibility statement. `None` for any
    /// other audit, and for a damaged document, which must not prevent that the others are read.
    async fn told_by_document(&self, audit: Uuid) -> Result<Option<String>> {
        match self.audit_document(audit).await {
            Ok(document) => {
                Ok(document.statement.is_some().then(|| json(&AuditFacts::from_audit(&document))))
            }
            Err(error @ (Error::CorruptDocument { .. } | Error::NoSuchAudit { .. })) => {
                tracing::warn!(%audit, %error, "what the site declared stays unknown");
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}
