//! Rule examples through the real browser: each is served, captured once, and kept by the hash of its source.

use crate::site_server::SiteServer;
use anyhow::{Context, Result};
use crawler::browser::{Deadlines, Launch, Pool, PoolSettings, find_binaries};
use rules::{Page, examples::Example};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Whatever changes what a capture holds makes the kept ones useless.
const CAPTURE_SOURCES: &[&str] = &[
    include_str!("../../crawler/src/browser/capture/ax.rs"),
    include_str!("../../crawler/src/browser/capture/dom.rs"),
    include_str!("../../crawler/src/browser/capture/facts.js"),
    include_str!("../../crawler/src/browser/capture/mod.rs"),
    include_str!("../../crawler/src/browser/capture/conditions.js"),
    include_str!("../../crawler/src/browser/capture/conditions.rs"),
    include_str!("../../crawler/src/browser/launch.rs"),
    include_str!("../../rules/src/page/snapshot.rs"),
    include_str!("../../rules/src/page/style.rs"),
];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Folder of the captures that this code makes.
pub fn folder() -> PathBuf {
    let hash = rules::audit::hash_of(CAPTURE_SOURCES.concat().as_bytes());
    workspace().join("target/rule-examples").join(&hash[..16])
}

/// Captures what is not kept yet, all in one batch. Says how many that were.
pub async fn capture_missing(examples: &[Example]) -> Result<usize> {
    let kept = folder();
    fs::create_dir_all(&kept)?;
    fs::write(workspace().join("target/rule-examples/current"), kept.to_string_lossy().as_bytes())?;
    let missing: Vec<&Example> =
        examples.iter().filter(|example| !kept.join(example.key()).exists()).collect();
    if !missing.is_empty() {
        capture(&missing, &kept).await?;
    }
    Ok(missing.len())
}

/// The captured page of an example.
pub fn page(example: &Example) -> Result<Page> {
    let bytes = fs::read(folder().join(example.key()))
        .with_context(|| format!("line {} was not captured", example.line))?;
    Ok(Page::decode(&bytes)?)
}

async fn capture(examples: &[&Example], kept: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let site = folder.path().join("exemples");
    copy_assets(&site)?;
    let extension = |example: &Example| match example.content_type {
        "image/svg+xml" => "svg",
        "application/xhtml+xml" => "xhtml",
        _ => "html",
    };
    let server = SiteServer::start(folder.path()).await?;
    let pool = pool(1).await?;
    for example in examples {
        let file = format!("{}.{}", example.key(), extension(example));
        fs::write(site.join(&file), &example.source)?;
        let url = server.url("exemples", &format!("/{file}")).parse()?;
        let captured = pool
            .capture(&url, || ())
            .await
            .with_context(|| format!("line {}: {}", example.line, example.source))?;
        fs::write(kept.join(example.key()), captured.snapshot()?.encode())?;
    }
    pool.close().await;
    Ok(())
}

/// Small files that examples may name: `image.png`, `son.wav`, `video.webm` …
fn copy_assets(site: &Path) -> Result<()> {
    fs::create_dir_all(site)?;
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-assets");
    for asset in assets.read_dir().into_iter().flatten().flatten() {
        fs::copy(asset.path(), site.join(asset.file_name()))?;
    }
    Ok(())
}

/// Browsers of this machine, without a proxy: they reach loopback only because the pages they open do.
pub async fn pool(browsers: usize) -> Result<Pool> {
    pool_behind(None, browsers).await
}

/// Browsers of this machine whose requests go through a proxy.
pub async fn pool_behind(proxy: Option<String>, browsers: usize) -> Result<Pool> {
    let binaries = find_binaries(None, None)?;
    let launch = Launch {
        browser: Some(binaries.browser),
        viewport_width: 1280,
        viewport_height: 1024,
        proxy,
        user_agent_suffix: "Observatoire-tests/0".into(),
        sandbox: !is_root(),
    };
    let settings = PoolSettings {
        browsers,
        launch,
        driver: Some(binaries.driver),
        endpoints: Vec::new(),
        pages_per_browser: 500,
        memory_limit: 2 << 30,
        deadlines: Deadlines::default(),
    };
    Ok(Pool::start(settings).await?)
}

fn is_root() -> bool {
    fs::read_to_string("/proc/self/status")
        .unwrap_or_default()
        .lines()
        .any(|line| line.starts_with("Uid:") && line.split_whitespace().nth(1) == Some("0"))
}
