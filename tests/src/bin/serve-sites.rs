//! Serves every subfolder of a folder under `http://<name>.localhost:<port>/`, until it is told to stop.

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
    // Before anything is printed: whoever reads the addresses may tell the program to stop at once.
    let terminate = signal(SignalKind::terminate())?;
    let server = SiteServer::start_on(&options.folder, options.port).await?;
    let members = members_csv(&server, &options.folder)?;
    if let Some(file) = &options.write_members {
        write_whole(file, &members)?;
    }
    let addresses: String = server.sites().map(|site| server.url(&site.name, "/") + "\n").collect();
    // In one piece: whoever reads it may stop after the first line.
    print!("{addresses}");
    stopped(terminate).await
}

/// Written aside and renamed: a script that waits for the file never reads half of it.
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
