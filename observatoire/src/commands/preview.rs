//! `preview`: serves the public folder on this machine, as a web server would.

use super::Ended;
use crate::{cli, config::Config, serve, words::say};
use anyhow::{Context, Result, bail};

pub async fn run(config: &Config, asked: cli::Preview) -> Result<Ended> {
    let folder = asked.output.unwrap_or_else(|| config.site.output.clone());
    if !folder.join("index.html").is_file() {
        bail!(say!("preview-nothing", folder = folder.display()));
    }
    let server =
        serve::start(&folder, asked.port).await.with_context(|| say!("preview-port", port = asked.port))?;
    println!("http://{}/", server.address());
    tokio::select! {
        () = crate::signals::stop() => Ok(Ended::Whole),
        ended = server.run() => ended.map(|()| Ended::Whole),
    }
}
