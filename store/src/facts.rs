//! The facts of an audit that lists show, kept as JSON in a column beside the audit's head. For audits recorded before their
//! sites' declarations were kept, these are read from the documents.

use crate::both::{execute, read};
use crate::open::{commit, next_revision};
use crate::statements as sql;
use crate::{Error, Result, Store};
use rules::audit::AuditFacts;
use uuid::Uuid;

/// Documents read in one transaction. An interrupted run goes on after the last one.
const AT_ONCE: i64 = 100;

/// The JSON that the column holds.
pub fn json(facts: &AuditFacts) -> String {
    serde_json::to_string(facts).expect("facts hold only strings and numbers")
}

impl Store {
    /// Adds the declarations to audits that were recorded before these were kept.
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

    /// The facts of an audit whose document has declarations. A damaged document gives `None`, so that it does not keep
    /// the others from being read.
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
