//! `publish`: the public site, written where it changed.

use super::{Ended, open};
use crate::{cli, clock, config::Config, source::FromStore};
use anyhow::{Context, Result};
use report_site::{FileSystem, Publication};
use store::Store;

pub async fn run(config: &Config, asked: cli::Publish) -> Result<Ended> {
    let store = open(config).await?;
    publish(config, &store, asked).await
}

/// Writes what is new into the folder, and says how much that was.
pub async fn publish(config: &Config, store: &Store, asked: cli::Publish) -> Result<Ended> {
    let thorough = asked.check;
    let out = asked.output.unwrap_or_else(|| config.site.output.clone());
    let source = FromStore::read(store.clone()).await?;
    let (settings, shown) = (config.settings(), out.clone());
    let drawing = move || {
        let publication =
            Publication::read(settings, clock::now(), &source).map_err(anyhow::Error::from_boxed)?;
        report_site::publish_on(FileSystem, &out, thorough, &publication, &source)
            .map_err(anyhow::Error::from)
    };
    let report = tokio::task::spawn_blocking(drawing)
        .await?
        .with_context(|| format!("the site cannot be written to {}", shown.display()))?;
    for problem in &report.problems {
        eprintln!("not published: {problem}");
    }
    println!("published: {}", shown.join("index.html").display());
    let report_site::Report { drawn, kept, written, removed, .. } = report;
    eprintln!("{drawn} pages drawn, {kept} kept, {written} files written, {removed} removed");
    Ok(Ended::whole(report.problems.is_empty()))
}
