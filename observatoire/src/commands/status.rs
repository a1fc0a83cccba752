//! `status`: prints the progress of all campaigns, as the database knows it.

use super::Ended;
use crate::{cli, clock, config::Config, database, report::print, status_text};
use anyhow::Result;
use campaigns::{Status, prometheus};

pub async fn run(config: &Config, asked: cli::Status) -> Result<Ended> {
    let store = database::open(config).await?;
    let status = Status::read(&store, &config.plans()?, clock::now()).await?;
    let shown = match asked.format {
        cli::StatusFormat::Text => status_text::text(&status),
        cli::StatusFormat::Json => serde_json::to_string_pretty(&status)?,
        cli::StatusFormat::Prometheus => prometheus(&status),
    };
    print(shown.trim_end())?;
    Ok(Ended::Whole)
}
