//! A stand-in for browsers: it requests the address over the network, and always returns the same small page.

use super::page;
use crawler::{
    browser::{Attention, Captured, PageError},
    conduct::Browse,
    egress::Guard,
};
use std::{sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::timeout,
};
use url::Url;

const DEADLINE: Duration = Duration::from_secs(30);

pub struct StandIn {
    guard: Arc<Guard>,
}

impl StandIn {
    pub fn new(guard: Arc<Guard>) -> Self {
        Self { guard }
    }

    async fn visit(&self, url: &Url) -> Result<(), PageError> {
        let gone = |_| PageError::Network("ERR_CONNECTION_FAILED".to_owned());
        let host = url.host_str().unwrap_or_default();
        let port = url.port_or_known_default().unwrap_or(80);
        let mut stream = self
            .guard
            .connect(host, port)
            .await
            .map_err(|_| PageError::Network("ERR_CONNECTION_FAILED".to_owned()))?;
        let request =
            format!("GET {} HTTP/1.1\r\nhost: {host}:{port}\r\nconnection: close\r\n\r\n", url.path());
        stream.write_all(request.as_bytes()).await.map_err(gone)?;
        stream.read_to_end(&mut Vec::new()).await.map_err(gone)?;
        Ok(())
    }
}

impl Browse for StandIn {
    async fn capture(
        &self,
        url: &Url,
        _: Attention<'_>,
        mut reached: impl FnMut() + Send,
    ) -> Result<Captured, PageError> {
        reached();
        match timeout(DEADLINE, self.visit(url)).await {
            Ok(visited) => visited?,
            Err(_) => return Err(PageError::Timeout(DEADLINE.as_secs())),
        }
        Ok(Captured::ready(page::snapshot(url)))
    }
}
