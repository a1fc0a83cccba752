//! Records an audit in one transaction: its head, its document, its rows for queries, its kept pages and pictures.

mod rows;

use crate::both::{Open, execute};
use crate::documents::AuditDocument;
use crate::id::milliseconds;
use crate::kept_pages::{self, KeptPage};
use crate::leases::Lease;
use crate::leases::REST;
use crate::open::{commit, next_revision};
use crate::pictures::{self, Picture};
use crate::statements as sql;
use crate::text::{NAME, clean};
use crate::{Error, Result, Store, id_at};
use chrono::{DateTime, Utc};
use rows::Head;
use rules::audit::Audit;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    pub audit: Uuid,
    /// Twelve hexadecimal digits, as in the permalink.
    pub public_id: String,
    /// Path of the permalink, below the site's root.
    pub path: String,
    pub revision: i64,
}

impl Store {
    /// Records the result of a leased audit. [`Error::LeaseLost`] if another owner may be working on it, so that each
    /// audit is recorded once. A lease that ran out is still valid if nobody took the audit.
    pub async fn record(
        &self,
        lease: &Lease,
        audit: &Audit,
        pages: &[KeptPage],
        pictures: &[Picture],
        now: DateTime<Utc>,
    ) -> Result<Recorded> {
        let document = AuditDocument::from_audit(audit)?;
        let (head, now) = (Head::from_document(&document, now), milliseconds(now));
        let owner = clean(&lease.owner, NAME);
        let mut tx = self.begin().await?;
        if !head.record_leased(&mut tx, lease, &owner).await.map_err(|error| twice(error, &document))? {
            return Err(Error::LeaseLost { audit: lease.audit, owner });
        }
        execute!(&mut tx, sql::REST_LANE_OF_AUDIT, lease.audit, now + REST);
        execute!(&mut tx, sql::REMEMBER_LANE, lease.audit);
        kept_pages::put(&mut tx, lease.audit, pages, now).await?;
        pictures::put(&mut tx, pictures).await?;
        self.finish(tx, lease.audit, document).await
    }

    /// Records a second judgement of the kept pages of the audit `of`, as a new audit of the same site.
    pub async fn record_rejudged(&self, of: Uuid, audit: &Audit, now: DateTime<Utc>) -> Result<Recorded> {
        let document = AuditDocument::from_audit(audit)?;
        let head = Head::from_document(&document, now);
        let id = id_at(now, document.hash.as_bytes());
        let mut tx = self.begin().await?;
        if !head.record_rejudged(&mut tx, id, of).await.map_err(|error| twice(error, &document))? {
            return Err(Error::NoSuchAudit { audit: of });
        }
        self.finish(tx, id, document).await
    }

    async fn finish(&self, mut tx: Open, audit: Uuid, document: AuditDocument<'_>) -> Result<Recorded> {
        rows::put_all(&mut tx, audit, &document).await?;
        let revision = next_revision(&mut tx).await?;
        execute!(&mut tx, sql::SET_REVISION, audit, revision);
        commit(tx).await?;
        Ok(Recorded { audit, public_id: document.public_id, path: document.path, revision })
    }
}

fn twice(error: Error, document: &AuditDocument<'_>) -> Error {
    if error.is_duplicate() {
        return Error::AlreadyRecorded { public_id: document.public_id.clone() };
    }
    error
}
