//! A page of a sample after its judgement.

use super::on_page::PageVerdict;
use crate::audit::AuditedPage;

/// A page of the sample: its row in the document, and its verdict if it was captured.
pub struct JudgedPage {
    pub page: AuditedPage,
    pub verdict: Option<PageVerdict>,
}
