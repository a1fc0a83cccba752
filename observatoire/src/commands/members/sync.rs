//! `members sync`: reads the configured registries, one after the other. If one fails, the others are read all the
//! same, and its earlier content stays valid.

use super::{super::Ended, told};
use crate::{
    cli::Sync,
    clock,
    config::Config,
    registries::Source,
    report::{print, tell},
    words::say,
};
use anyhow::{Context, Result, bail};
use crawler::members::{Import, LineError, Means, Patience, Reading, State};
use store::{Extent, Losses, Said, Store};

pub async fn run(config: &Config, store: &Store, asked: Sync) -> Result<Ended> {
    if config.registry.is_empty() {
        bail!(say!("sync-none"));
    }
    for name in &asked.sources {
        if !config.registry.iter().any(|source| source.name == *name) {
            bail!(say!("sync-unknown", name = name));
        }
    }
    let (mut whole, mut errors) = (true, Vec::new());
    for (rank, source) in (0..).zip(&config.registry) {
        if asked.sources.is_empty() || asked.sources.contains(&source.name) {
            whole &= one(config, store, &asked, Ranked { rank, source }, &mut errors).await?;
        }
    }
    if let Some(file) = &asked.errors {
        told::errors_file(file, &errors)?;
    }
    Ok(Ended::whole(whole && errors.is_empty()))
}

#[derive(Clone, Copy)]
struct Ranked<'a> {
    /// Rank of the registry: the first in the configuration has the smallest.
    rank: i64,
    source: &'a Source,
}

/// Reads one registry. Gives whether all of it was taken over.
async fn one(
    config: &Config,
    store: &Store,
    asked: &Sync,
    ranked: Ranked<'_>,
    errors: &mut Vec<LineError>,
) -> Result<bool> {
    let source = ranked.source;
    let state = if asked.from_scratch {
        State::default()
    } else {
        let before = store.sources().await?.into_iter().find(|before| before.source == source.name);
        before.map(|before| source.state(&before.state)).unwrap_or_default()
    };
    let means = Means::new(&source.name, &config.identity(), source.private, Patience::default())
        .with_context(|| say!("no-web-client"))?;
    match source.registry.read(&means, &state).await {
        Err(error) => failed(store, ranked, &error.to_string()).await,
        Ok(Reading::Unchanged) => {
            store.source_unchanged(&source.name, clock::now()).await?;
            print(&say!("sync-unchanged", name = source.name))?;
            Ok(true)
        }
        Ok(Reading::Said(import)) => take(store, asked, ranked, *import, errors).await,
    }
}

async fn take(
    store: &Store,
    asked: &Sync,
    ranked: Ranked<'_>,
    import: Import,
    errors: &mut Vec<LineError>,
) -> Result<bool> {
    let source = ranked.source;
    let Import { members, bodies, errors: wrong, kept, deleted, state } = import;
    told::errors(&wrong);
    let extent = deleted.map_or(Extent::Whole, |deleted| Extent::Changes { deleted });
    let state = source.remembered(state);
    let said = Said {
        source: &source.name,
        rank: Some(ranked.rank),
        adds: source.adds,
        extent: &extent,
        losses: if asked.accept_losses { Losses::Accepted } else { Losses::Limited },
        members: &members,
        kept: &kept,
        bodies: bodies.as_deref(),
        state: Some(&state),
    };
    let summary = match store.sync_members(&said, clock::now()).await {
        Err(error @ store::Error::TooManyGone { .. }) => {
            return failed(store, ranked, &error.to_string()).await;
        }
        summary => summary?,
    };
    print(&say!("sync-told", name = source.name, told = told::summary(&summary, wrong.len())))?;
    told::changes(&summary)?;
    errors.extend(wrong);
    Ok(summary.refused.is_empty())
}

async fn failed(store: &Store, ranked: Ranked<'_>, reason: &str) -> Result<bool> {
    let name = &ranked.source.name;
    tell(&say!("sync-told", name = name, told = reason));
    print(&say!("sync-not-taken", name = name))?;
    store.source_failed(name, ranked.rank, reason, clock::now()).await?;
    Ok(false)
}
