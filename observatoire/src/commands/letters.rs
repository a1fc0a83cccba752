//! `letters`: sends the letters that are due to bodies, members and the administrator, each letter once.

use super::Ended;
use crate::{
    cli,
    config::Config,
    database, letters,
    report::{print, tell},
    words::say,
};
use anyhow::{Result, bail};

pub async fn run(config: &Config, asked: &cli::Letters) -> Result<Ended> {
    let store = database::open(config).await?;
    if asked.dry_run {
        let shown = letters::preview(config, &store).await?;
        for letter in &shown {
            print(letter)?;
        }
        tell(&say!("letters-due", count = shown.len()));
        return Ok(Ended::Whole);
    }
    if !config.letters.is_on() {
        bail!("{}", say!("letters-off"));
    }
    let sent = letters::send(config, &store).await?;
    print(&say!(
        "letters-sent",
        sent = sent.sent,
        failed = sent.failed,
        again = sent.again,
        left = sent.left
    ))?;
    Ok(Ended::whole(sent.failed == 0))
}
