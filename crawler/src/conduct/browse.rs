//! The interface to browsers that an audit needs. A stand-in lets everything else be tested without a browser.

use crate::browser::{Attention, Captured, PageError, Pool};
use std::future::Future;
use url::Url;

pub trait Browse: Send + Sync {
    /// Waits for a browser and captures the page. `reached` is called when the page is requested, and again when the
    /// server has responded.
    fn capture(
        &self,
        url: &Url,
        attention: Attention<'_>,
        reached: impl FnMut() + Send,
    ) -> impl Future<Output = Result<Captured, PageError>> + Send;
}

impl Browse for Pool {
    async fn capture(
        &self,
        url: &Url,
        attention: Attention<'_>,
        reached: impl FnMut() + Send,
    ) -> Result<Captured, PageError> {
        Pool::capture(self, url, attention, reached).await
    }
}
