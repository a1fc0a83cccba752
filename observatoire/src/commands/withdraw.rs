//! `withdraw`: withdraws an audit; its address stays and shows when and why.

use super::Ended;
use crate::report::tell;
use crate::{cli, clock, config::Config, database, words::say};
use anyhow::{Result, bail};

pub async fn run(config: &Config, asked: cli::Withdraw) -> Result<Ended> {
    let reason = asked.reason.trim();
    if reason.is_empty() {
        bail!(say!("withdraw-no-reason"));
    }
    let store = database::open(config).await?;
    let Some(head) = store.audit_head(&asked.audit).await? else {
        bail!(say!("explain-unknown", id = asked.audit));
    };
    store.withdraw(head.id, reason, clock::now()).await?;
    println!("{}", say!("withdraw-done", path = head.path));
    tell(&say!("withdraw-next"));
    Ok(Ended::Whole)
}
