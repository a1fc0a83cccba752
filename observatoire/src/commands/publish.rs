//! `publish`: writes the files of the public site that changed.

use super::Ended;
use crate::{
    causes::with_causes, cli, clock, config::Config, database, own_audit, report::tell, source::FromStore,
    words::say,
};
use anyhow::{Context, Result};
use report_site::{FileSystem, Losses, Manner, Publication, Report};
use std::{path::Path, str::EscapeDebug};
use store::Store;

/// Largest number of files of one kind that are named. Further files are only counted.
const MOST_LINES: usize = 100;

pub async fn run(config: &Config, asked: cli::Publish) -> Result<Ended> {
    let store = database::open(config).await?;
    publish(config, &store, asked).await
}

/// Publishes into the folder, reports how much was written, and audits the published site.
pub async fn publish(config: &Config, store: &Store, asked: cli::Publish) -> Result<Ended> {
    let out = asked.output.unwrap_or_else(|| config.site.output.clone());
    let losses = if asked.yes { Losses::Accepted } else { Losses::Refused };
    let report = write(config, store, &out, Manner { thorough: asked.check, losses }).await?;
    tell_each(&report.mended, |file| say!("publish-mended", file = file));
    if asked.check {
        // Files that the publisher did not write are reported and not removed.
        tell_each(&report_site::strangers(&out)?, |file| say!("publish-added", file = file));
    }
    println!("{}", say!("publish-done", file = out.join("index.html").display()));
    let Report { drawn, kept, written, removed, .. } = report;
    tell(&say!("publish-counts", drawn = drawn, kept = kept, written = written, removed = removed));
    let whole = report.problems.is_empty();
    if config.site.audit_itself && written > 0 && own_audit::is_due(config, store).await? {
        audit_itself(config, store, &out).await?;
    }
    Ok(Ended::whole(whole))
}

fn tell_each(files: &[String], told: impl Fn(EscapeDebug<'_>) -> String) {
    files.iter().take(MOST_LINES).for_each(|file| println!("{}", told(file.escape_debug())));
    if files.len() > MOST_LINES {
        println!("{}", say!("and-more", count = files.len() - MOST_LINES));
    }
}

async fn write(config: &Config, store: &Store, out: &Path, manner: Manner) -> Result<Report> {
    let source = FromStore::read(store.clone(), config.crawl.referentials()?).await?;
    let (settings, folder) = (config.settings(), out.to_owned());
    let drawing = move || {
        let publication =
            Publication::read(settings, clock::now(), &source).map_err(anyhow::Error::from_boxed)?;
        report_site::publish_as(FileSystem, &folder, manner, &publication, &source)
            .map_err(anyhow::Error::from)
    };
    let report = tokio::task::spawn_blocking(drawing)
        .await?
        .with_context(|| say!("publish-cannot-write", folder = out.display()))?;
    for problem in &report.problems {
        tell(&say!("publish-problem", problem = problem));
    }
    Ok(report)
}

/// Audits the published site. If the audit fails, this is reported, and the publication still counts as successful.
async fn audit_itself(config: &Config, store: &Store, out: &Path) -> Result<()> {
    let audit = match own_audit::audited(config, out).await {
        Ok(audit) => audit,
        Err(error) => {
            tell(&say!("publish-own-failed", reason = with_causes(&error)));
            return Ok(());
        }
    };
    store.put_own_audit(&audit, &report_site::drawn_by(), clock::now()).await?;
    write(config, store, out, Manner { thorough: false, losses: Losses::Accepted }).await?;
    let summary = &audit.summary;
    tell(&say!("publish-own", pages = summary.pages_audited, failed = summary.failed, path = audit.path(),));
    Ok(())
}
