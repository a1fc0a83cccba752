//! Captures the rules' examples with a real browser. Each example is served and captured once; its capture is kept
//! under the hash of its source.

use crate::site_server::SiteServer;
use anyhow::{Context, Result};
use crawler::browser::{Acting, Attention, Deadlines, Launch, Pool, PoolSettings, WalkBounds, find_browser};
use futures_util::{StreamExt, TryStreamExt, stream};
use rules::{
    Page, catalogue,
    examples::{Example, Part, read_all},
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Folder of the captures made by this version of the code. Its name changes with the code of the capture, so that
/// captures of other versions are not used.
pub fn folder() -> PathBuf {
    // A capture holds pictures of the texts that these rules would fail, so it depends on the rules too.
    let seeing = catalogue::SEEING.iter().filter_map(|rule| catalogue::digests().get(rule.id));
    let seeing: Vec<&str> = seeing.map(String::as_str).collect();
    let asked =
        [&[crawler::CAPTURE_DIGEST], rules::STYLES.as_slice(), seeing.as_slice(), &USING].concat().join(" ");
    let hash = rules::audit::hash_of(asked.as_bytes());
    workspace().join("target/rule-examples").join(&hash[..16])
}

/// Captures the examples that are not kept yet. Returns their number. Callers run one after the other, so that the
/// second finds the captures of the first.
pub async fn capture_missing(examples: &[Example]) -> Result<usize> {
    static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _alone = TURN.lock().await;
    let kept = folder();
    fs::create_dir_all(&kept)?;
    fs::write(workspace().join("target/rule-examples/current"), kept.to_string_lossy().as_bytes())?;
    let is_kept = |example: &Example| files(example).iter().all(|file| kept.join(&file.key).exists());
    let missing: Vec<&Example> = examples.iter().filter(|example| !is_kept(example)).collect();
    if !missing.is_empty() {
        capture(&missing, &kept).await?;
    }
    Ok(missing.len())
}

/// The captured page of an example; if it has several, the first.
pub fn page(example: &Example) -> Result<Page> {
    let first = pages(example)?.into_iter().flatten().next();
    first.with_context(|| format!("line {} has no page", example.line))
}

/// The captured pages of an example, in order; `None` for pages that the example declares as missing on the server.
pub fn pages(example: &Example) -> Result<Vec<Option<Page>>> {
    let read = |key: String| {
        let bytes = fs::read(folder().join(key))
            .with_context(|| format!("line {} was not captured", example.line))?;
        Ok(Page::decode(&bytes)?)
    };
    example.keys().into_iter().map(|key| key.map(read).transpose()).collect()
}

/// A file to serve. `path` is its address on the site, `key` the file name of its capture.
struct File {
    path: String,
    key: String,
    source: String,
}

fn files(example: &Example) -> Vec<File> {
    let key = example.key();
    if example.parts.is_empty() {
        let extension = match example.content_type {
            "image/svg+xml" => "svg",
            "application/xhtml+xml" => "xhtml",
            _ => "html",
        };
        return vec![File { path: format!("{key}.{extension}"), key, source: example.source.clone() }];
    }
    let parts = example.parts.iter().zip(example.keys());
    let file = |(part, kept): (&Part, Option<String>)| {
        Some(File { path: format!("{key}/{}", part.name), key: kept?, source: part.source.clone() })
    };
    parts.filter_map(file).collect()
}

async fn capture(examples: &[&Example], kept: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let site = folder.path().join("exemples");
    copy_assets(&site)?;
    let server = SiteServer::start(folder.path()).await?;
    let mut wanted = Vec::new();
    for (example, file) in
        examples.iter().flat_map(|example| files(example).into_iter().map(move |file| (example, file)))
    {
        let path = site.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(&site))?;
        fs::write(path, &file.source)?;
        wanted.push(Wanted {
            url: server.url("exemples", &format!("/{}", file.path)).parse()?,
            kept: kept.join(&file.key),
            told: format!("line {}: {}", example.line, example.source),
            is_used: is_used(&file.key),
        });
    }
    capture_all(wanted).await
}

/// Names of the rules that judge pages in use. Only the examples of these rules are used after the capture, because use
/// takes as long as the capture itself. A rule missing here would find no defect in its examples.
const USING: [&str; 17] = [
    "animation-can-be-stopped",
    "expanded-state-follows",
    "focus-is-not-under-banner",
    "hover-content-by-keyboard",
    "hover-content-can-be-dismissed",
    "hover-content-can-be-hovered",
    "hover-content-persists",
    "keyboard-is-not-trapped",
    "skip-link-works",
    "style-does-not-flash",
    "slides-can-be-stopped",
    "tab-key-leads-out",
    "tab-order-is-natural",
    "text-is-not-cut-off",
    "text-reflows",
    "text-whole-when-enlarged",
    "text-whole-when-spaced",
];

/// Whether a key belongs to an example of a rule in [`USING`].
fn is_used(key: &str) -> bool {
    static USED: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let rules = USING.iter().map(|name| catalogue::rule(name).expect("each names a rule"));
        let examples = rules.flat_map(|rule| read_all(rule).expect("it is read by a test"));
        examples.flat_map(|example| example.keys()).flatten().collect()
    });
    USED.contains(key)
}

/// A page to capture.
pub struct Wanted {
    pub url: url::Url,
    /// File for the capture.
    pub kept: PathBuf,
    /// Name of the page in an error.
    pub told: String,
    /// Whether the page is used as a visitor would, and not only captured.
    pub is_used: bool,
}

/// Number of browsers at the same time. It may exceed the number of processors, because browsers mostly wait for their
/// pages to become stable.
const BROWSERS: usize = 3;

pub async fn capture_all(wanted: Vec<Wanted>) -> Result<()> {
    let (used, seen): (Vec<Wanted>, Vec<Wanted>) = wanted.into_iter().partition(|wanted| wanted.is_used);
    capture_acting(seen, Acting::None).await?;
    capture_acting(used, Acting::Some).await
}

async fn capture_acting(wanted: Vec<Wanted>, acting: Acting) -> Result<()> {
    if wanted.is_empty() {
        return Ok(());
    }
    let pool = pool_acting(None, BROWSERS, acting).await?;
    let capture = async |Wanted { url, kept, told, .. }: Wanted| -> Result<()> {
        let captured = pool.capture(&url, Attention::WALKED, || ()).await.context(told)?;
        Ok(fs::write(kept, captured.snapshot()?.encode())?)
    };
    let captures = stream::iter(wanted).map(capture).buffer_unordered(BROWSERS);
    let ended = captures.try_collect::<()>().await;
    pool.close().await;
    ended
}

/// Copies the files that examples may refer to: `image.png`, `son.wav`, `video.webm` …
pub fn copy_assets(site: &Path) -> Result<()> {
    fs::create_dir_all(site)?;
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-assets");
    for asset in assets.read_dir().into_iter().flatten().flatten() {
        fs::copy(asset.path(), site.join(asset.file_name()))?;
    }
    Ok(())
}

/// Browsers of this machine without a proxy. They contact only loopback, because the pages that they open refer to
/// nothing else.
pub async fn pool(browsers: usize) -> Result<Pool> {
    pool_acting(None, browsers, Acting::default()).await
}

/// Browsers of this machine whose requests go through a proxy.
pub async fn pool_behind(proxy: Option<String>, browsers: usize) -> Result<Pool> {
    pool_acting(proxy, browsers, Acting::default()).await
}

async fn pool_acting(proxy: Option<String>, browsers: usize, acting: Acting) -> Result<Pool> {
    let browser = find_browser(None)?;
    let launch = Launch {
        browser: Some(browser),
        viewport_width: 1280,
        viewport_height: 1024,
        proxy,
        user_agent_suffix: "Observatoire-tests/0".into(),
        sandbox: !is_root(),
        storage_quota: 1 << 30,
    };
    let settings = PoolSettings {
        browsers,
        launch,
        way_out: None,
        budget: crawler::egress::Budget::default(),
        disk_limit: 512 << 20,
        endpoints: Vec::new(),
        pages_per_browser: 500,
        memory_limit: 2 << 30,
        deadlines: Deadlines::default(),
        acting,
        bounds: WalkBounds::default(),
    };
    Ok(Pool::start(settings).await?)
}

fn is_root() -> bool {
    fs::read_to_string("/proc/self/status")
        .unwrap_or_default()
        .lines()
        .any(|line| line.starts_with("Uid:") && line.split_whitespace().nth(1) == Some("0"))
}
