//! `audit --document`: examines documents (files or web addresses) one after the other, without a browser.

use crate::{config::Config, document_report::OneDocument, engine, report::Output, words::say};
use anyhow::{Context, Result};
use crawler::{
    egress::Guard,
    fetch::{Fetcher, Get},
};
use rules::documents::{Reading, Unread};
use std::{path::Path, sync::Arc};
use url::Url;

/// Examines each document. `false` if one could not be examined.
pub async fn each(config: &Config, named: &[String], output: &mut Output) -> Result<bool> {
    let mut fetcher = None;
    let mut whole = true;
    for name in named {
        let reading = match address(name) {
            None => of_file(Path::new(name))?,
            Some(url) => {
                if fetcher.is_none() {
                    fetcher = Some(client(config)?);
                }
                match &fetcher {
                    Some(fetcher) => of_address(fetcher, &url).await,
                    None => continue,
                }
            }
        };
        whole &= matches!(reading, Reading::Examined { .. });
        output.document(&OneDocument { name: name.clone(), reading })?;
    }
    Ok(whole)
}

/// The name as a web address. `None` if it is the path of a file.
fn address(name: &str) -> Option<Url> {
    Url::parse(name).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

fn client(config: &Config) -> Result<Fetcher> {
    engine::check_identity(config)?;
    let guard = Arc::new(Guard::new(config.policy()));
    Fetcher::new(guard, &config.identity(), config.crawl.limits.of_fetcher())
        .with_context(|| say!("no-web-client"))
}

fn of_file(path: &Path) -> Result<Reading> {
    let limits = documents::Limits::default();
    let size = std::fs::metadata(path).with_context(|| say!("cannot-read", file = path.display()))?.len();
    if size > limits.bytes as u64 {
        return Ok(Reading::NotExamined {
            reason: Unread::Excess,
            detail: Some(format!("{} MiB", size >> 20)),
        });
    }
    let bytes = std::fs::read(path).with_context(|| say!("cannot-read", file = path.display()))?;
    Ok(documents::examine(&bytes, &limits))
}

async fn of_address(fetcher: &Fetcher, url: &Url) -> Reading {
    let limits = documents::Limits::default();
    let unread = |detail: String| Reading::NotExamined { reason: Unread::Fetch, detail: Some(detail) };
    match fetcher.get(url, limits.bytes).await {
        Err(error) => unread(error.to_string()),
        Ok(fetched) if !fetched.status.is_success() => unread(fetched.status.to_string()),
        Ok(fetched) if fetched.truncated => Reading::NotExamined {
            reason: Unread::Excess,
            detail: Some(format!("> {} MiB", limits.bytes >> 20)),
        },
        Ok(fetched) => documents::examine(&fetched.body, &limits),
    }
}
