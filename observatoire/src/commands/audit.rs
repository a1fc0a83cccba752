//! `audit`: audits sites, pages or documents immediately, without a database.

use super::Ended;
use crate::{
    cli,
    config::Config,
    engine::{self, Engine},
    report,
    words::say,
};
use anyhow::{Context, Result, bail};
use crawler::conduct::{Conducted, Order, PageReport};
use registry::host_key;
use rules::audit::AuditOutcome;
use std::{io::Write, path::Path, sync::Arc};
use tokio::task::JoinSet;
use url::Url;

/// Number of pages under way at once for each browser: while one is captured, others are judged or wait.
const AHEAD: usize = 4;

pub async fn run(config: Config, asked: cli::Audit) -> Result<Ended> {
    let mut config = config.with(&asked.crawl)?;
    // The result is only printed, so no pictures are kept.
    config.crawl.pictures = 0;
    let pages = pages(&asked)?;
    if pages.is_empty() && asked.sites.is_empty() && asked.documents.is_empty() {
        bail!(say!("audit-nothing"));
    }
    if let Some(folder) = &asked.keep {
        std::fs::create_dir_all(folder).with_context(|| say!("cannot-make", file = folder.display()))?;
    }
    let mut output = report::Output::new(asked.format, config.crawl.referentials()?.main);
    let of_documents = super::documents::each(&config, &asked.documents, &mut output).await?;
    if pages.is_empty() && asked.sites.is_empty() {
        output.finish()?;
        return Ok(Ended::whole(of_documents));
    }
    let engine = Arc::new(engine::start(&config).await?);
    let of_pages = each_page(&engine, &config, pages, |page| {
        keep(asked.keep.as_deref(), page)?;
        output.page(page)
    })
    .await?;
    let of_sites = audit_sites(&engine, &config, &asked, &mut output).await?;
    output.finish()?;
    engine.browse.close().await;
    Ok(Ended::whole(of_documents && of_pages && of_sites))
}

/// The addresses of the pages as the user gave them. A text that is no address is reported like a page that cannot be
/// reached.
fn pages(asked: &cli::Audit) -> Result<Vec<String>> {
    let mut pages: Vec<String> = asked.page_urls.iter().map(Url::to_string).collect();
    if let Some(file) = &asked.urls_file {
        let text = if file.as_os_str() == "-" {
            std::io::read_to_string(std::io::stdin()).with_context(|| say!("input-unreadable"))?
        } else {
            std::fs::read_to_string(file).with_context(|| say!("cannot-read", file = file.display()))?
        };
        let lines = text.lines().map(|line| line.trim().trim_start_matches('\u{feff}'));
        pages.extend(lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned));
    }
    Ok(pages)
}

/// Audits exactly these pages and passes each to `then` as soon as it is judged. `false` if one could not be audited.
pub(super) async fn each_page(
    engine: &Arc<Engine>,
    config: &Config,
    pages: Vec<String>,
    mut then: impl FnMut(&PageReport) -> Result<()>,
) -> Result<bool> {
    let mut pages = pages.into_iter();
    let mut running = JoinSet::new();
    let mut whole = true;
    loop {
        while running.len() < config.browsers() * AHEAD
            && let Some(page) = pages.next()
        {
            let engine = engine.clone();
            running.spawn(async move { engine.page(&page).await });
        }
        let Some(ended) = running.join_next().await else { return Ok(whole) };
        let page = ended?;
        whole &= page.verdict.is_ok();
        then(&page)?;
    }
}

fn keep(folder: Option<&Path>, page: &PageReport) -> Result<()> {
    let (Some(folder), Ok(judged)) = (folder, &page.verdict) else { return Ok(()) };
    let name = format!("{}.page", &rules::audit::hash_of(page.url.as_bytes())[..16]);
    let file = folder.join(name);
    let mut opened =
        std::fs::File::create(&file).with_context(|| say!("cannot-write", file = file.display()))?;
    opened.write_all(&judged.bytes).with_context(|| say!("cannot-write", file = file.display()))
}

async fn audit_sites(
    engine: &Arc<Engine>,
    config: &Config,
    asked: &cli::Audit,
    output: &mut report::Output,
) -> Result<bool> {
    let mut running = JoinSet::new();
    for url in asked.sites.clone() {
        let order = Order {
            host_key: host_key(&url),
            url,
            name: None,
            seed: config.crawl.seed,
            pages: config.crawl.pages as usize,
            crossing: None,
            witness: None,
        };
        let engine = engine.clone();
        running.spawn(async move { engine.audit_watched(&order).await });
    }
    let mut whole = true;
    while let Some(ended) = running.join_next().await {
        let Conducted { audit, .. } = ended?;
        whole &= audit.outcome == AuditOutcome::Evaluated;
        output.site(&audit)?;
    }
    Ok(whole)
}
