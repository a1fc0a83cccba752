//! Starts a worker with the settings of the configuration, and stops it when the program is told to stop.

use crate::{clock, config::Config, ended::Ended, engine, owner, report::tell, words::say};
use anyhow::Result;
use campaigns::{Clock, OfAuditor, Patience, Until, WorkSettings, Worker};
use crawler::{browser::Pool, fetch::Fetcher};
use rules::audit::Audit;
use std::{future::Future, sync::Arc, time::Duration};
use store::Store;
use uuid::Uuid;

/// Longest time for ending the browsers when the program is told to stop.
const CLOSING: Duration = Duration::from_secs(4);

pub struct Work {
    pub worker: Worker<OfAuditor<Fetcher, Pool>>,
    engine: Arc<engine::Engine>,
}

impl Work {
    pub async fn start(
        config: &Config,
        store: Store,
        clock: Clock,
        patience: Patience,
        recorded: impl Fn(&Audit) + Send + Sync + 'static,
    ) -> Result<Self> {
        let engine = Arc::new(engine::start(config).await?);
        let conductor = Arc::new(engine::conductor(config, engine.clone()));
        let settings = WorkSettings {
            owner: owner::of_this_process(),
            is_dead: owner::is_dead,
            program: engine::PROGRAM.to_owned(),
            width: config.crawl.width,
            patience,
            recorded: Box::new(recorded),
        };
        Ok(Self { worker: Worker::new(conductor, store, clock, settings), engine })
    }

    /// Works until the condition holds or the program is told to stop, then gives back unfinished audits and ends the
    /// browsers.
    pub async fn run(&mut self, until: &Until) -> Result<()> {
        self.run_beside(until, std::future::pending::<Result<()>>()).await
    }

    /// Works as [`Self::run`] does, beside another task. If that task ends with an error, the work ends too.
    pub async fn run_beside<T>(
        &mut self,
        until: &Until,
        beside: impl Future<Output = Result<T>>,
    ) -> Result<()> {
        let ended = stoppable(async {
            tokio::select! {
                worked = self.worker.run(until) => worked.map_err(anyhow::Error::from),
                fell = beside => fell.map(drop),
            }
        })
        .await;
        self.worker.stop().await;
        if tokio::time::timeout(CLOSING, self.engine.browse.close()).await.is_err() {
            tracing::warn!("the browsers did not end in time; they end with this program");
        }
        ended
    }
}

/// The error of work that was broken off because the program was told to stop.
#[derive(Debug, thiserror::Error)]
#[error("{}", say!("stopped"))]
struct Stopped;

/// Runs some work, and breaks it off when the program is told to stop.
pub async fn stoppable<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::select! {
        ended = work => ended,
        () = crate::signals::stop() => Err(Stopped.into()),
    }
}

/// Counts [`Stopped`] as success, for commands that run until they are stopped.
pub fn until_stopped(ended: Result<()>) -> Result<Ended> {
    match ended {
        Err(error) if error.is::<Stopped>() => {
            tell(&error.to_string());
            Ok(Ended::Whole)
        }
        ended => ended.map(|()| Ended::Whole),
    }
}

/// Gives back the audits of processes of this machine that ended without giving them back.
pub async fn release_dead_workers(store: &Store) -> Result<()> {
    Ok(campaigns::release_dead_workers(store, owner::is_dead, clock::now(), campaigns::SILENT_AFTER).await?)
}

/// Sums the progress of several campaigns.
pub async fn counts(store: &Store, campaigns: &[Uuid]) -> Result<store::Progress> {
    let mut all = store::Progress { due: 0, running: 0, stale: 0, evaluated: 0, not_evaluated: 0 };
    for campaign in campaigns {
        let counts = store.progress(Some(*campaign), clock::now()).await?;
        all.due += counts.due;
        all.running += counts.running;
        all.stale += counts.stale;
        all.evaluated += counts.evaluated;
        all.not_evaluated += counts.not_evaluated;
    }
    Ok(all)
}
