//! A page of a sample after its judgement.

use super::on_page::PageVerdict;
use crate::audit::AuditedPage;

/// A page of the sample: its row in the audit document, and its verdict. The verdict is `None` if the page was not
/// captured.
pub struct JudgedPage {
    pub page: AuditedPage,
    pub verdict: Option<PageVerdict>,
}
