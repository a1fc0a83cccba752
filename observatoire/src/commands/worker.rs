//! `worker`: makes due audits. Any number of workers on several machines can share a database.

use super::Ended;
use crate::{
    cli, clock,
    config::Config,
    database, engine, metrics,
    report::tell,
    words::say,
    work::{self, Work},
};
use anyhow::Result;
use campaigns::{Clock, Patience, Until};

pub async fn run(config: Config, asked: cli::Work) -> Result<Ended> {
    let config = config.with(&asked.crawl)?;
    engine::check_identity(&config)?;
    let store = database::open_patiently(&config).await?;
    work::release_dead_workers(&store).await?;
    let clock = Clock::real(clock::now);
    let told = |audit: &rules::audit::Audit| tracing::info!(site = audit.site.host, "recorded");
    let mut work = Work::start(&config, store.clone(), clock.clone(), Patience::Endless, told).await?;
    let until = if asked.until_done { Until::AllFinished } else { Until::Never };
    tell(&say!("worker-begins"));
    let metrics = metrics::serve(config.status.listen, store, config.plans()?, clock);
    work::until_stopped(work.run_beside(&until, metrics).await)
}
