//! Follows marked content: whether content is tagged, an artifact, or neither (ISO 32000-1, 14.6 and 14.8.2.2).

use super::{
    object::{Dictionary, Object, Reference},
    structure::{Said, Tree, said},
    text,
};
use std::collections::HashSet;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Text,
    Picture,
    Lines,
}

/// Number of occurrences, and the numbers of the first ten pages with one.
#[derive(Debug, Default, Clone)]
pub struct Counted {
    pub count: u32,
    pub pages: Vec<u32>,
}

impl Counted {
    pub fn add(&mut self, page: u32) {
        self.count = self.count.saturating_add(1);
        if self.pages.len() < 10 && self.pages.last() != Some(&page) {
            self.pages.push(page);
        }
    }
}

#[derive(Debug, Clone)]
struct Mark {
    is_artifact: bool,
    /// The element of the structure tree to which the content belongs.
    element: Option<u32>,
    /// Whether the content belongs to an element of the tree, by itself or as part of an XObject that belongs to one.
    is_tagged: bool,
    has_language: bool,
}

#[derive(Default)]
pub struct Marks {
    stack: Vec<Mark>,
    page: u32,
    /// Marked content that was seen: its page or form, and its number (`MCID`).
    pub seen: HashSet<(Reference, u32)>,
    /// Elements whose marked content shows something.
    pub elements_shown: HashSet<u32>,
    /// Content that is neither tagged nor an artifact.
    pub unmarked: Counted,
    pub unmarked_texts: Counted,
    pub tagged_texts: u32,
    pub artifact_in_tagged: Counted,
    pub tagged_in_artifact: Counted,
    /// Texts for which neither their element nor a mark declares a language, so that only the catalogue could.
    pub without_language: Counted,
    /// `Alt`, `ActualText` or `E` of marked content for which only the catalogue could declare a language.
    pub properties_without_language: Counted,
    /// Languages declared by marked content.
    pub languages: HashSet<String>,
}

impl Marks {
    pub fn begin(&mut self, page: u32) {
        self.stack.clear();
        self.page = page;
    }

    pub fn depth(&self) -> usize {
        self.stack.len()
    }

    /// The open marks, innermost first, at most 64. Real files nest only a few.
    fn inner(&self) -> impl Iterator<Item = &Mark> {
        self.stack.iter().rev().take(64)
    }

    /// Opens a mark for an XObject that belongs to an element as a whole.
    pub fn open_owned(&mut self) {
        self.stack.push(Mark { is_artifact: false, element: None, is_tagged: true, has_language: true });
    }

    pub fn open(
        &mut self,
        tag: Option<&Object>,
        properties: Option<&Dictionary>,
        holder: Reference,
        tree: Option<&Tree>,
    ) {
        let above = self.stack.last();
        let (in_artifact, in_tagged) =
            (self.inner().any(|mark| mark.is_artifact), self.inner().any(|mark| mark.is_tagged));
        let is_artifact = tag.is_some_and(|tag| tag.is_name("Artifact"));
        let number = properties.and_then(|properties| properties.get("MCID").as_index());
        let element = number.and_then(|number| tree?.contents.get(&(holder, number)).copied());
        let language = properties.and_then(|properties| properties.get("Lang").as_text()).map(text::decode);
        let by_element =
            element.and_then(|element| tree?.elements.get(element as usize)?.has_language.then_some(()));
        let has_language = match &language {
            Some(language) => !language.trim().is_empty(),
            None => by_element.is_some() || above.is_some_and(|mark| mark.has_language),
        };
        if let Some(language) = language
            && self.languages.len() < 1000
        {
            self.languages.insert(language);
        }
        if let Some(number) = number
            && self.seen.len() < 2_000_000
        {
            self.seen.insert((holder, number));
        }
        if let Some(properties) = properties
            && !is_artifact
            && !in_artifact
            && ["Alt", "ActualText", "E"].iter().any(|key| said(properties.get(key)) == Said::Words)
            && !has_language
        {
            self.properties_without_language.add(self.page);
        }
        if is_artifact && in_tagged {
            self.artifact_in_tagged.add(self.page);
        }
        if element.is_some() && in_artifact {
            self.tagged_in_artifact.add(self.page);
        }
        // A mark nested deeper than in any real file is not kept: its content counts as content of the mark above it.
        let mark = Mark { is_artifact, element, is_tagged: element.is_some(), has_language };
        if self.stack.len() < 4096 {
            self.stack.push(mark);
        }
    }

    pub fn close(&mut self) {
        self.stack.pop();
    }

    pub fn shown(&mut self, what: Shown) {
        let mut is_marked = false;
        let mut is_artifact = false;
        for mark in self.stack.iter().rev().take(64) {
            is_artifact |= mark.is_artifact;
            is_marked |= mark.is_artifact || mark.is_tagged;
            if let Some(element) = mark.element {
                self.elements_shown.insert(element);
            }
        }
        if !is_marked {
            self.unmarked.add(self.page);
            if what == Shown::Text {
                self.unmarked_texts.add(self.page);
            }
        } else if !is_artifact && what == Shown::Text {
            self.tagged_texts = self.tagged_texts.saturating_add(1);
        }
        let has_language = self.stack.last().is_some_and(|mark| mark.has_language);
        if what == Shown::Text && !is_artifact && !has_language {
            self.without_language.add(self.page);
        }
    }
}
