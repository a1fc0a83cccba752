//! Serves every subfolder of a folder as `http://<name>.localhost:<port>/`, until SIGINT or SIGTERM.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Parser;
use tests::members_file::members_csv;
use tests::site_server::SiteServer;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Serve a folder of static sites on loopback, each subfolder under a host name of its own.
#[derive(Parser)]
struct Options {
    /// Folder whose subfolders are the web roots of the sites
    folder: PathBuf,
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Write the member registry of these sites; the file appears once the server answers
    #[arg(long, value_name = "FILE")]
    write_members: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    // The signal is awaited before the addresses are printed, because their reader may stop the program at once.
    let terminate = signal(SignalKind::terminate())?;
    let server = SiteServer::start_on(&options.folder, options.port).await?;
    let members = members_csv(&server, &options.folder)?;
    if let Some(file) = &options.write_members {
        write_whole(file, &members)?;
    }
    let addresses: String = server.sites().map(|site| server.url(&site.name, "/") + "\n").collect();
    // All lines are written at once, because a reader may close the pipe after the first line.
    print!("{addresses}");
    stopped(terminate).await
}

/// Writes a file under another name and renames it, so that a script that waits for the file never reads a part of it.
fn write_whole(file: &Path, text: &str) -> anyhow::Result<()> {
    let aside = file.with_extension("part");
    std::fs::write(&aside, text).with_context(|| format!("cannot write {}", aside.display()))?;
    std::fs::rename(&aside, file).with_context(|| format!("cannot write {}", file.display()))
}

async fn stopped(mut terminate: Signal) -> anyhow::Result<()> {
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = terminate.recv() => {}
    }
    Ok(())
}
