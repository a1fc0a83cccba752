//! Texts of which a picture is to be taken, and the measurements from these pictures.

use super::{Node, Page, Rect, Snapshot};

pub use super::sections::witness::{Pixel, Sight, Witness};

/// A text of which a picture is to be taken, and how a script finds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Number of the text node.
    pub node: u32,
    pub address: Address,
    /// Beginning of the text without outer white space, by which a script checks that it found the text.
    pub begins: String,
    /// Box of the text in its document, in CSS pixels.
    pub place: Rect,
    /// The colour that its letters should have.
    pub text: Pixel,
    /// Kind of the text. As far as the page shows, texts of one kind are painted in the same way, so a picture of one
    /// of them is enough.
    pub kind: u64,
}

/// The way to a text from the main document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Ranks, among the elements of their tree, of the elements whose shadow tree or frame is entered.
    pub hosts: Vec<u32>,
    /// Rank of the text's parent among the elements of its tree.
    pub element: u32,
    /// Rank among its parent's text nodes that hold more than white space; `None` where the text belongs to the control
    /// itself, such as the text of an `input` that is a button.
    pub text: Option<u32>,
}

impl Page {
    /// The same page with these measurements.
    #[must_use]
    pub fn with_witness(mut self, witness: Witness) -> Self {
        self.snapshot.sections.witness = Some(witness);
        self
    }

    pub fn into_snapshot(self) -> Snapshot {
        self.snapshot
    }
}

impl<'p> Node<'p> {
    /// Measurements of this text; `None` if no picture was asked for, or the text was not seen well enough in it.
    pub fn sight(&self) -> Option<&'p Sight> {
        let sights = &self.page().sections().witness.as_ref()?.sights;
        let at = sights.binary_search_by_key(&self.number(), |(node, _)| *node).ok()?;
        Some(&sights[at].1)
    }
}
