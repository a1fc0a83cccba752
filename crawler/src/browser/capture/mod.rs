//! Asks the browser about one page. Everything is read from outside: no script runs in the page's own world.

mod ax;
mod conditions;
mod dom;
mod moving;
mod numbers;
mod picture;
mod scrolled;
mod sheets;
mod strings;
mod witness;

pub use numbers::NodeNumbers;
pub use picture::{PictureFile, take as picture};
pub use sheets::Seen;
pub use witness::look as witness;

use super::{call::CallError, channel::Channel, error::PageError, script, stand::Stood};
use rules::{
    STYLES, Snapshot,
    page::{
        Sections,
        sections::{stillness::Stillness, windows::Windows},
        snapshot::{Conditions, MediumData, StyleTrait},
    },
};
use scrolled::Scrolled;
use serde_json::{Value, json, value::RawValue};
use sheets::{Linked, Text};
use std::time::Duration;
use tokio::time::sleep;

/// Most nodes of a page that is captured. A page with more would take the memory of hundreds of others.
const MOST_NODES: usize = 150_000;
/// Most frames whose accessibility tree is requested.
const MOST_FRAMES: usize = 20;

/// Time between two captures of a page on which something may move.
const BETWEEN: Duration = Duration::from_millis(250);

/// The browser's answers, not parsed yet.
pub struct RawCapture {
    look: Look,
    /// A second capture of a page on which something may move.
    again: Option<Look>,
    stood: Stood,
    loader: String,
    facts: Facts,
    conditions: Conditions,
    browser: String,
    viewport: (u32, u32),
    windows: Option<Windows>,
}

/// The page at one moment.
struct Look {
    dom: Box<RawValue>,
    /// Accessibility trees, the main document's first.
    trees: Vec<Box<RawValue>>,
}

const READY: &str = include_str!("ready.js");
const FACTS: &str = include_str!("facts.js");

/// Facts of the main document, besides its trees.
struct Facts {
    /// Identifier of the context in which they were read.
    world: Value,
    url: String,
    status: u16,
    content_type: String,
    media: Vec<MediumData>,
    left: Left,
    scriptless: bool,
    styles: Option<Styles>,
    linked: Vec<Linked>,
    inline: Vec<Text>,
    scrolled: Scrolled,
}

/// Data that a page stored and that the next page of its site could find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    Nothing,
    /// Data in the usual kinds of storage.
    Storage,
    /// A service worker, or storage that is not known.
    Unknown,
}

impl Left {
    fn read(told: &Value) -> Self {
        match told.as_str() {
            Some("nothing") => Self::Nothing,
            Some("storage") => Self::Storage,
            _ => Self::Unknown,
        }
    }
}

/// Traits found in style sheets, with the number of documents that were examined.
struct Styles {
    documents: usize,
    traits: Vec<StyleTrait>,
}

/// Creates an isolated world in the page, after checking that the page can be captured.
pub async fn world(channel: &Channel) -> Result<Value, PageError> {
    let world = json!({ "frameId": channel.frame(), "worldName": "observatoire" });
    let mut world = channel.ask("Page.createIsolatedWorld", world).await?;
    let world = world["executionContextId"].take();
    check(&script::run(channel, &world, READY, &[]).await?)?;
    Ok(world)
}

/// Captures the open page, with scripts in the given world.
pub async fn take(
    channel: &Channel,
    world: Value,
    stood: Stood,
    browser: &str,
    viewport: (u32, u32),
    seen: &mut Seen,
) -> Result<RawCapture, PageError> {
    // All questions are sent at once and answered in this order.
    let (facts, frames, dom, tree, moves) = tokio::try_join!(
        facts(channel, &world),
        channel.ask("Page.getFrameTree", json!({})),
        channel.call("DOMSnapshot.captureSnapshot", snapshot_parameters()),
        channel.call("Accessibility.getFullAXTree", json!({})),
        // If the page navigated meanwhile, its world is gone: the answers would belong to two documents.
        script::run(channel, &world, "() => watch.moves()", &[]),
    )?;
    let mut below = Vec::new();
    collect_frames(&frames["frameTree"], &mut below);
    below.truncate(MOST_FRAMES);
    let look = Look { dom, trees: trees(channel, tree, &below).await };
    let again = if moves.as_bool().unwrap_or(false) || !stood.rest.is_quiet {
        Some(look_again(channel, &below).await?)
    } else {
        None
    };
    let loader = frames["frameTree"]["frame"]["loaderId"].as_str().unwrap_or_default().to_owned();
    let looks = sheets::look(channel, &facts.world, (&facts.linked, &facts.inline), seen).await;
    let conditions = conditions::look(channel, &facts.world, viewport, &looks).await?;
    Ok(RawCapture {
        look,
        again,
        stood,
        loader,
        facts,
        conditions,
        browser: browser.to_owned(),
        viewport,
        windows: None,
    })
}

/// Accessibility trees of the main document and of these frames.
async fn trees(channel: &Channel, main: Box<RawValue>, frames: &[String]) -> Vec<Box<RawValue>> {
    let mut trees = vec![main];
    for frame in frames {
        let tree = channel.call("Accessibility.getFullAXTree", json!({ "frameId": frame }));
        // A frame may be gone since the snapshot. Then it has no tree, and counts as not exposed.
        trees.extend(tree.await.ok());
    }
    trees
}

async fn look_again(channel: &Channel, frames: &[String]) -> Result<Look, CallError> {
    sleep(BETWEEN).await;
    let (dom, tree) = tokio::try_join!(
        channel.call("DOMSnapshot.captureSnapshot", snapshot_parameters()),
        channel.call("Accessibility.getFullAXTree", json!({})),
    )?;
    Ok(Look { dom, trees: trees(channel, tree, frames).await })
}

/// Collects the ids of all frames except the main one.
fn collect_frames(tree: &Value, found: &mut Vec<String>) {
    for child in tree["childFrames"].as_array().map(Vec::as_slice).unwrap_or_default() {
        found.extend(child["frame"]["id"].as_str().map(str::to_owned));
        collect_frames(child, found);
    }
}

fn snapshot_parameters() -> Value {
    json!({
        "computedStyles": STYLES.as_slice(),
        "includePaintOrder": true,
        "includeBlendedBackgroundColors": true,
        "includeTextColorOpacities": true,
    })
}

/// Reads facts in an isolated world, which the page's scripts can neither see nor change.
async fn facts(channel: &Channel, world: &Value) -> Result<Facts, CallError> {
    let value = script::run(channel, world, FACTS, &[script::TEXT.to_owned()]).await?;
    let text = |at: usize| value[at].as_str().unwrap_or_default().to_owned();
    let status = value[1].as_u64().unwrap_or(0) as u16;
    Ok(Facts {
        world: world.clone(),
        url: text(0),
        status,
        content_type: text(2),
        media: media(&value[3]),
        left: Left::read(&value[4]),
        scriptless: value[5].as_bool().unwrap_or(false),
        styles: styles(&value[6]),
        linked: script::list(&value[7]).iter().filter_map(Linked::read).collect(),
        inline: script::list(&value[8]).iter().filter_map(Text::read).collect(),
        scrolled: Scrolled::read(&value[9]),
    })
}

/// Checks the page before questions are asked whose answers could be endless.
fn check(ready: &Value) -> Result<(), PageError> {
    let elements = ready[0].as_u64().unwrap_or(0);
    if elements > MOST_NODES as u64 {
        return Err(too_many(elements));
    }
    // A page whose response broke off is not captured, because rules would accuse it of the missing part.
    if ready[1].as_bool().unwrap_or(true) { Ok(()) } else { Err(PageError::Cut) }
}

fn too_many(nodes: u64) -> PageError {
    PageError::TooBig(format!("{nodes} nodes, at most {MOST_NODES} are examined"))
}

fn styles(told: &Value) -> Option<Styles> {
    let (documents, traits) = told.as_array()?.split_first()?;
    let read = |name: &Value| serde_json::from_value(name.clone()).ok();
    let mut traits: Vec<StyleTrait> = traits.iter().map(read).collect::<Option<_>>()?;
    traits.sort_unstable();
    Some(Styles { documents: documents.as_u64()? as usize, traits })
}

fn media(told: &Value) -> Vec<MediumData> {
    script::list(told).iter().map(medium).collect()
}

fn medium(told: &Value) -> MediumData {
    MediumData {
        source: told[0].as_str().unwrap_or_default().to_owned(),
        milliseconds: told[1].as_f64().map(|seconds| (seconds * 1000.0) as u32),
        has_sound: told[2].as_bool(),
        is_muted: told[3].as_bool().unwrap_or(false),
    }
}

/// The sections of the kept page besides the main one.
fn sections(stillness: Stillness, windows: Option<Windows>) -> Sections {
    Sections { stillness: Some(stillness), windows, ..Sections::default() }
}

impl RawCapture {
    /// Adds the addresses of windows that the page tried to open by itself, where the browser reports them.
    #[must_use]
    pub fn with_windows(mut self, asked_for: Option<Vec<String>>) -> Self {
        self.windows = asked_for.map(|asked_for| Windows { asked_for });
        self
    }

    /// Stored data that must be deleted before the next page.
    pub fn left(&self) -> Left {
        self.facts.left
    }

    /// Identifier of the captured load; each load has its own.
    pub fn loader(&self) -> &str {
        &self.loader
    }

    /// Identifier of the context in which our scripts run.
    pub fn world(&self) -> &Value {
        &self.facts.world
    }

    pub fn url(&self) -> &str {
        &self.facts.url
    }

    pub fn status(&self) -> u16 {
        self.facts.status
    }

    /// The parsed page, with the numbers of its nodes for later questions.
    pub fn snapshot(self) -> Result<(Snapshot, NodeNumbers), PageError> {
        let mut strings = strings::Strings::default();
        let read = self.look.read(&mut strings)?;
        let again = self.again.map(|look| look.read(&mut strings)).transpose()?;
        let stillness = moving::stillness(&self.stood, &read, again.as_ref());
        let dom::Converted { mut documents, style_sets, numbers, .. } = read;
        self.facts.scrolled.tell(&mut documents);
        // If the style sheets of one kept document were not read, nothing is known of the style sheets of the page.
        let styles = self.facts.styles.filter(|styles| styles.documents == documents.len());
        let snapshot = Snapshot {
            url: self.facts.url,
            status: self.facts.status,
            content_type: self.facts.content_type,
            browser: self.browser,
            viewport_width: self.viewport.0,
            viewport_height: self.viewport.1,
            strings: strings.into_list(),
            style_sets,
            documents,
            media: self.facts.media,
            scriptless: self.facts.scriptless,
            style_traits: styles.map(|styles| styles.traits),
            conditions: self.conditions,
            sections: sections(stillness, self.windows),
        };
        Ok((snapshot, numbers))
    }
}

impl Look {
    fn read(&self, strings: &mut strings::Strings) -> Result<dom::Converted, PageError> {
        let unreadable = |error: serde_json::Error| PageError::Crash(format!("unreadable capture: {error}"));
        let dom: dom::DomSnapshot = serde_json::from_str(self.dom.get()).map_err(unreadable)?;
        let nodes: usize = dom.documents.iter().map(dom::DomDocument::len).sum();
        if nodes > MOST_NODES {
            return Err(too_many(nodes as u64));
        }
        let mut trees = ax::AxNodes::default();
        for tree in &self.trees {
            trees.add(serde_json::from_str(tree.get()).map_err(unreadable)?);
        }
        Ok(dom::convert(dom, &mut trees, strings))
    }
}
