//! `withdraw`: withdraws an audit; its address stays and shows when and why.

use super::Ended;
use crate::report::tell;
use crate::{cli, clock, config::Config, database};
use anyhow::{Result, bail};

pub async fn run(config: &Config, asked: cli::Withdraw) -> Result<Ended> {
    let reason = asked.reason.trim();
    if reason.is_empty() {
        bail!("--reason is empty: whoever cited this audit must be able to read why it was withdrawn");
    }
    let store = database::open(config).await?;
    let Some(head) = store.audit_head(&asked.audit).await? else {
        bail!("no audit has the id {}: it is the last part of the permalink, behind the date", asked.audit);
    };
    store.withdraw(head.id, reason, clock::now()).await?;
    println!("withdrawn: {}", head.path);
    tell("observatoire publish puts this at its address");
    Ok(Ended::Whole)
}
