//! The content of a kept page: plain data, complete enough to judge the page again without a browser.

use super::sections::Sections;
use serde::{Deserialize, Serialize};

/// Index into [`Snapshot::strings`]. The empty string is always at 0.
pub type Text = u32;

/// One rendered page with its same-origin frames. Lengths are CSS pixels of the main viewport.
///
/// The serialised fields are the main section of a kept page, version 4. Their order and types never change: new facts
/// become sections.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Snapshot {
    /// Address of the page after all redirects.
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
    /// Whether the page runs no script: nothing in it can run one, neither when it was received nor at the capture.
    /// `false` if that is not known.
    pub scriptless: bool,
    /// Traits of the style sheets of all its documents, sorted; `None` if a style sheet was not read.
    pub style_traits: Option<Vec<StyleTrait>>,
    pub conditions: Conditions,
    /// The other sections, each with a version of its own.
    #[serde(skip)]
    pub sections: Sections,
}

/// A trait of a rule in a style sheet, which the computed styles of one moment do not show. Style attributes do not
/// count here, because the nodes contain them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StyleTrait {
    /// The style sheet contains at least one declaration.
    Style,
    TextColour,
    Ground,
    /// An image or a gradient, for any property.
    Image,
    /// An animation or a transition.
    Motion,
    /// The size of a whole box, its text included.
    Scale,
    /// Generated text, which is not in the document.
    Generated,
    /// A special look of the first line or letter.
    FirstLine,
    /// Hovering changes what is displayed; `HoverOpacity`: only its opacity; `HoverColour`: only colours.
    Hover,
    HoverOpacity,
    HoverColour,
    /// The same three traits for an element that has the focus.
    Focus,
    FocusOpacity,
    FocusColour,
    /// The same three traits for an element that is pressed, checked, opened, filled in or linked to.
    State,
    StateOpacity,
    StateColour,
}

/// Changes that the main document's style sheets make under conditions that were not met at the capture. Elements are
/// identified by their rank among those of the main document in tree order, without shadow trees.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Conditions {
    /// Number of these elements when the conditions were asked for.
    pub elements: u32,
    /// Elements rotated by a style that depends on the orientation of the screen.
    pub rotated: Vec<Turned>,
    /// Elements that the Tab key reaches and that look the same with and without the focus, as do their surroundings.
    /// If there are many, only some.
    pub unseen_focus: Vec<u32>,
}

/// A rotated element. Angles are in degrees, `None` where not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turned {
    pub rank: u32,
    /// Angle in the orientation in which the page was captured.
    pub upright: Option<i16>,
    /// Angle after the screen was turned by a quarter.
    pub turned: Option<i16>,
}

/// A sound or a film, as far as the browser had loaded it at the capture.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MediumData {
    /// Address in use, with its fragment; empty if the browser chose none.
    pub source: String,
    /// Duration in milliseconds. `None` where it is unknown or endless.
    pub milliseconds: Option<u32>,
    /// Whether it has sound. Only asked for media that start by themselves and for small files. `None` where it is
    /// unknown, such as for media of another origin.
    pub has_sound: Option<bool>,
    pub is_muted: bool,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DocumentData {
    pub url: Text,
    /// `None` if the document has no document type.
    pub doctype: Option<Doctype>,
    pub encoding: Text,
    /// Width of the scrollable content.
    pub content_width: u32,
    pub content_height: u32,
    /// Nodes in tree order; parents come before their children. The document node is first.
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
    /// A pseudo-element; its name says which: `::before`, `::after`, `::marker` …
    Pseudo,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct NodeData {
    /// Index of the parent in the same document; the document node is its own parent.
    pub parent: u32,
    pub kind: NodeKind,
    /// Name as the browser gives it: upper case for HTML elements, as written for SVG, MathML and XML.
    pub name: Text,
    /// The text of a text node.
    pub value: Text,
    pub attributes: Vec<(Text, Text)>,
    /// Kind of the shadow tree, if the node is in one.
    pub shadow: Option<Shadow>,
    /// Index of the document a frame shows, if it was captured.
    pub content_document: Option<u32>,
    /// Whether it has a click listener, or is clickable by nature.
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

/// The box of a node that is rendered. A node without a box has `display: none`, `display: contents`, or no text to
/// show.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Layout {
    pub bounds: Rect,
    /// Index into [`Snapshot::style_sets`]; `None` for the document.
    pub style_set: Option<u32>,
    /// Painted text (after `text-transform`), where it differs from the node's value.
    pub painted_text: Option<Text>,
    /// Order of painting; a greater number is painted over a smaller one.
    pub paint_order: u32,
    /// Background under the element's text, as the browser blended it; absent where it did not give one.
    pub blended_background: Option<Text>,
    /// Product of the opacities that apply to the element's text, in thousandths.
    pub text_opacity: u16,
    /// Inner size and scrollable size; only where the content overflows, or may overflow.
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
    /// The content may overflow by an unknown amount.
    pub const UNKNOWN: Self = Self { client_width: 0, client_height: 0, scroll_width: 0, scroll_height: 0 };
}

/// A rectangle in quarters of a CSS pixel, which is precise enough for rules and small to store.
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
    /// Whether the two rectangles share an area.
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

/// The entry of a node in the accessibility tree.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AxData {
    /// Whether it is left out of the accessibility tree.
    pub ignored: bool,
    /// The browser's keys for the reasons: `ariaHiddenElement`, `presentationalRole`, `notVisible` …
    pub ignored_reasons: Vec<Text>,
    pub role: Text,
    pub name: Text,
    pub name_from: NameFrom,
    pub description: Text,
    /// Names and values of properties: `focusable`, `level`, `checked`, `expanded` …
    pub properties: Vec<(Text, Text)>,
}

/// Source of the accessible name.
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
