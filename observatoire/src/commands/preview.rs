//! `preview`: serves the public folder on this machine, as a web server would.

use super::Ended;
use crate::{cli, config::Config, serve};
use anyhow::{Context, Result, bail};

pub async fn run(config: &Config, asked: cli::Preview) -> Result<Ended> {
    let folder = asked.output.unwrap_or_else(|| config.site.output.clone());
    if !folder.join("index.html").is_file() {
        bail!("nothing is published in {}: observatoire publish writes it", folder.display());
    }
    let server = serve::start(&folder, asked.port)
        .await
        .with_context(|| format!("port {} cannot be used; --port 0 takes a free one", asked.port))?;
    println!("http://{}/", server.address());
    tokio::select! {
        () = crate::signals::stop() => Ok(Ended::Whole),
        ended = server.run() => ended.map(|()| Ended::Whole),
    }
}
