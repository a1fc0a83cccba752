//! Gives the pages in their order, with the resources that they inherit (ISO 32000-1, 7.7.3).

use super::{
    file::File,
    object::{Dictionary, Object, Reference},
};
use crate::budget::Excess;
use std::{collections::HashSet, rc::Rc};

pub struct Page {
    /// Number of the page's object; 0 if it is written directly in its parent.
    pub reference: Reference,
    pub dictionary: Dictionary,
    pub resources: Rc<Object>,
}

/// A node of the page tree that was not visited yet, with the resources that it inherits.
struct Due {
    object: Object,
    resources: Rc<Object>,
    depth: usize,
}

/// Walks the page tree and gives one page at a time, so that only one is in memory.
pub struct Pages<'f> {
    file: &'f File<'f>,
    due: Vec<Due>,
    seen: HashSet<Reference>,
    given: usize,
    /// Whether the tree contains a node twice.
    pub is_tangled: bool,
}

impl<'f> Pages<'f> {
    pub fn new(file: &'f File<'f>, catalogue: &Dictionary) -> Self {
        let first =
            Due { object: catalogue.get("Pages").clone(), resources: Rc::new(Object::Null), depth: 0 };
        Self { file, due: vec![first], seen: HashSet::new(), given: 0, is_tangled: false }
    }

    pub fn next(&mut self) -> Result<Option<Page>, Excess> {
        while let Some(Due { object, resources, depth }) = self.due.pop() {
            if depth > 64 {
                return Err(Excess("depth of the page tree"));
            }
            let reference = object.as_reference().unwrap_or(0);
            if reference != 0 && !self.seen.insert(reference) {
                self.is_tangled = true;
                continue;
            }
            let Object::Dictionary(dictionary) = self.file.resolve(&object)? else { continue };
            let own = self.file.entry(&dictionary, "Resources")?;
            let resources = if own.is_null() { resources } else { Rc::new(own) };
            let kids = self.file.entry(&dictionary, "Kids")?;
            if let Some(kids) = kids.as_array()
                && !dictionary.get("Type").is_name("Page")
            {
                let below = kids.iter().rev().map(|kid| Due {
                    object: kid.clone(),
                    resources: resources.clone(),
                    depth: depth + 1,
                });
                self.due.extend(below);
                continue;
            }
            self.given += 1;
            if self.given > self.file.budget.limits.pages {
                return Err(Excess("pages"));
            }
            return Ok(Some(Page { reference, dictionary, resources }));
        }
        Ok(None)
    }
}
