//! The content of a kept page: plain data, complete enough to judge it again without a browser.

use super::sections::Sections;
use serde::{Deserialize, Serialize};

/// Index into [`Snapshot::strings`]. The empty string is always at 0.
pub type Text = u32;

/// One rendered page with its same-origin frames. Lengths are CSS pixels of the main viewport.
///
/// The serialised fields are the main section of a kept page, version 4. They are written in this order and never change:
/// what is asked anew becomes a section of its own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Snapshot {
    /// Address the browser ended on.
    pub url: String,
    /// HTTP status of the main document; 0 where the browser gave none.
    pub status: u16,
    /// MIME type of the main document as the browser read it.
    pub content_type: String,
    /// Product and version of the browser.
    pub browser: String,
    pub viewport_width: u32,
    pub viewport_height: u32,
    pub strings: Vec<String>,
    /// Distinct sets of computed styles, each in the order of [`super::STYLES`].
    pub style_sets: Vec<Vec<Text>>,
    /// The main document first.
    pub documents: Vec<DocumentData>,
    /// The main document's `audio` and `video` elements in tree order, shadow trees left out.
    pub media: Vec<MediumData>,
    /// It runs no script: nothing that could stands in it, nor did when it was received. `false` where that is not
    /// known.
    pub scriptless: bool,
    /// Traits that the style sheets of all its documents hold, sorted; `None` where one was not read.
    pub style_traits: Option<Vec<StyleTrait>>,
    pub conditions: Conditions,
    /// Kept beside the main section, each with a version of its own.
    #[serde(skip)]
    pub sections: Sections,
}

/// A trait of some rule of a style sheet, of which the computed styles of the moment say nothing. Style attributes are
/// not counted here: they stand in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StyleTrait {
    /// It declares anything at all.
    Style,
    TextColour,
    Ground,
    /// An image, a gradient included, for whatever property.
    Image,
    /// An animation or a transition.
    Motion,
    /// The size of a whole box, its text included.
    Scale,
    /// Text that is not in the document.
    Generated,
    /// Another look of the first line or letter.
    FirstLine,
    /// Pointing at something changes what is shown; only its opacity; only colours.
    Hover,
    HoverOpacity,
    HoverColour,
    /// The same when something takes focus.
    Focus,
    FocusOpacity,
    FocusColour,
    /// The same when something is pressed, checked, opened, filled in or linked to.
    State,
    StateOpacity,
    StateColour,
}

/// Changes that the main document's style sheets make under conditions that did not hold when the page was taken.
/// Elements are given by their rank among those of the main document in tree order, shadow trees left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Conditions {
    /// How many elements there were when this was asked.
    pub elements: u32,
    /// Rotated by a style that asks for the orientation of the screen.
    pub rotated: Vec<Turned>,
    /// Reached by the Tab key, and neither they nor what is around them change when they have the focus; some of them,
    /// where there are many.
    pub unseen_focus: Vec<u32>,
}

/// Angles are in degrees, `None` where they are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turned {
    pub rank: u32,
    /// On the screen as the page was captured.
    pub upright: Option<i16>,
    /// On the same screen turned by a quarter.
    pub turned: Option<i16>,
}

/// The part that the browser had loaded of a sound or a film when the page was taken.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MediumData {
    /// Address in use, with its fragment; empty where none was chosen.
    pub source: String,
    /// `None` where it is unknown or without an end.
    pub milliseconds: Option<u32>,
    /// More than silence; asked only of what starts by itself and of small files. `None` where it is unknown, as for
    /// media of another origin.
    pub has_sound: Option<bool>,
    pub is_muted: bool,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DocumentData {
    pub url: Text,
    /// The document type's identifiers; `None` when there is no document type.
    pub doctype: Option<Doctype>,
    pub encoding: Text,
    /// Size of what can be scrolled to.
    pub content_width: u32,
    pub content_height: u32,
    /// In tree order; a parent stands before its children. The document node is first.
    pub nodes: Vec<NodeData>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Doctype {
    pub name: Text,
    pub public_id: Text,
    pub system_id: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub enum NodeKind {
    Document,
    #[default]
    Element,
    Text,
    /// `::before`, `::after`, `::marker` …: the name says which.
    Pseudo,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct NodeData {
    /// Index in the same document; the document node is its own parent.
    pub parent: u32,
    pub kind: NodeKind,
    /// As the browser gives it: upper case for HTML elements, as written for SVG, MathML and XML.
    pub name: Text,
    /// The text of a text node.
    pub value: Text,
    pub attributes: Vec<(Text, Text)>,
    /// Inside a shadow tree (and which kind), not in the document's own tree.
    pub shadow: Option<Shadow>,
    /// Index of the document a frame shows, if it was captured.
    pub content_document: Option<u32>,
    /// A click listener is on it, or it is clickable by nature.
    pub clickable: bool,
    pub checked: bool,
    pub selected: bool,
    /// Current text of a field.
    pub input_value: Option<Text>,
    /// Address of the image in use.
    pub current_source: Option<Text>,
    pub layout: Option<Layout>,
    pub accessibility: Option<AxData>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shadow {
    UserAgent,
    Open,
    Closed,
}

/// The box of a node that is rendered. A node without one has `display: none`, `contents`, or no text to show.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Layout {
    pub bounds: Rect,
    /// Index into [`Snapshot::style_sets`]; `None` for the document.
    pub style_set: Option<u32>,
    /// Text as it is painted (after `text-transform`), where it differs from the node's value.
    pub painted_text: Option<Text>,
    /// Rank in the painting; a higher one is painted over a lower one.
    pub paint_order: u32,
    /// The ground that the element's text is painted on, as the browser blended it; absent where it did not say.
    pub blended_background: Option<Text>,
    /// Product of the opacities that apply to the element's text, in thousandths.
    pub text_opacity: u16,
    /// Inner size and scrollable size, only where the content of an element overflows, or may.
    pub scroll: Option<ScrollSize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct ScrollSize {
    pub client_width: u32,
    pub client_height: u32,
    pub scroll_width: u32,
    pub scroll_height: u32,
}

impl ScrollSize {
    /// The content may overflow, nobody knows by how much.
    pub const UNKNOWN: Self = Self { client_width: 0, client_height: 0, scroll_width: 0, scroll_height: 0 };
}

/// In quarters of a CSS pixel, which is finer than any rule asks and small to store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rect {
    x4: i32,
    y4: i32,
    width4: i32,
    height4: i32,
}

impl Rect {
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        let quarters = |length: f64| (length * 4.0).round() as i32;
        Self { x4: quarters(x), y4: quarters(y), width4: quarters(width), height4: quarters(height) }
    }
    pub fn x(&self) -> f64 {
        f64::from(self.x4) / 4.0
    }
    pub fn y(&self) -> f64 {
        f64::from(self.y4) / 4.0
    }
    pub fn width(&self) -> f64 {
        f64::from(self.width4) / 4.0
    }
    pub fn height(&self) -> f64 {
        f64::from(self.height4) / 4.0
    }
    pub fn right(&self) -> f64 {
        self.x() + self.width()
    }
    pub fn bottom(&self) -> f64 {
        self.y() + self.height()
    }
    pub fn area(&self) -> f64 {
        self.width() * self.height()
    }
    /// Shares a surface with the other.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x() < other.right()
            && other.x() < self.right()
            && self.y() < other.bottom()
            && other.y() < self.bottom()
    }
    pub fn contains(&self, other: &Self) -> bool {
        self.x() <= other.x()
            && self.y() <= other.y()
            && self.right() >= other.right()
            && self.bottom() >= other.bottom()
    }
}

/// The node as assistive technologies are given it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AxData {
    /// Not in the accessibility tree.
    pub ignored: bool,
    /// The browser's keys of why (`ariaHiddenElement`, `presentationalRole`, `notVisible` …).
    pub ignored_reasons: Vec<Text>,
    pub role: Text,
    pub name: Text,
    pub name_from: NameFrom,
    pub description: Text,
    /// `focusable`, `level`, `checked`, `expanded` …
    pub properties: Vec<(Text, Text)>,
}

/// Where the browser took the accessible name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum NameFrom {
    #[default]
    Nothing,
    AriaLabelledby,
    AriaLabel,
    /// `label` of a field, `legend`, `caption`, `figcaption`, SVG `title` …
    NativeElement,
    /// `alt`, `value` of a button, `summary` …
    NativeAttribute,
    Contents,
    Title,
    Placeholder,
    Other,
}
