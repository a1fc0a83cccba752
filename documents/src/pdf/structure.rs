//! Reads the structure tree, from its root (ISO 32000-1, 14.7).

use super::{
    file::File,
    object::{Dictionary, Object, Reference},
    roles::Roles,
    text,
};
use crate::budget::Excess;
use std::collections::{HashMap, HashSet};

/// Whether an entry has a text: no text, a blank text, or words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Said {
    #[default]
    Nothing,
    Empty,
    Words,
}

#[derive(Debug, Default)]
pub struct Element {
    /// The standard type of the element, directly or by mapping. Empty if it has none.
    pub kind: &'static str,
    pub parent: Option<u32>,
    /// The child elements, in their order.
    pub kids: Vec<u32>,
    /// Number of pieces of marked content and of objects that belong to the element itself.
    pub content: u32,
    /// Number of the objects among these.
    pub objects: u32,
    pub alternative: Said,
    pub replacement: Said,
    pub expansion: Said,
    /// The language that the element itself declares, as written.
    pub language: Option<String>,
    /// Whether the element or one above it declares a language.
    pub has_language: bool,
    pub scope: bool,
    pub headers: Vec<Vec<u8>>,
    pub id: Option<Vec<u8>>,
    pub row_span: u32,
    pub column_span: u32,
    /// Whether the list declares how its items are numbered, with a value other than `None`.
    pub list_numbering: bool,
    /// Whether the form element declares the role of its field, so that it may contain more than the field.
    pub field_role: bool,
}

#[derive(Debug, Default)]
pub struct Tree {
    pub elements: Vec<Element>,
    /// Element of each piece of marked content. Key: object number of the page or stream, and number of the content.
    pub contents: HashMap<(Reference, u32), u32>,
    /// Element of each object (annotation or XObject) that belongs to one, by the object's number.
    pub objects: HashMap<Reference, u32>,
    pub roles: Roles,
    /// Whether the tree contains an element twice.
    pub is_tangled: bool,
}

struct Due {
    object: Object,
    parent: Option<u32>,
    page: Reference,
    depth: usize,
}

impl Tree {
    /// Reads the tree. `None` if the catalogue names none.
    pub fn read(
        file: &File<'_>,
        catalogue: &Dictionary,
        is_second_edition: bool,
    ) -> Result<Option<Self>, Excess> {
        let root = file.entry(catalogue, "StructTreeRoot")?;
        let Some(root) = root.as_dictionary() else { return Ok(None) };
        let roles = Roles::read(file, root, is_second_edition)?;
        let classes = file.entry(root, "ClassMap")?.as_dictionary().cloned().unwrap_or_default();
        let mut tree = Self { roles, ..Self::default() };
        let mut seen = HashSet::new();
        let mut due = Vec::new();
        push_kids(file, root, &mut due, None, 0, 0)?;
        while let Some(next) = due.pop() {
            if next.depth > file.budget.limits.depth {
                return Err(Excess("depth of the structure tree"));
            }
            tree.visit(file, &classes, next, &mut seen, &mut due)?;
        }
        Ok(Some(tree))
    }

    fn visit(
        &mut self,
        file: &File<'_>,
        classes: &Dictionary,
        next: Due,
        seen: &mut HashSet<Reference>,
        due: &mut Vec<Due>,
    ) -> Result<(), Excess> {
        let object = match next.object {
            Object::Reference(number) => match file.get(number)? {
                Object::Dictionary(dictionary) => {
                    // A reference to content may occur twice in the tree, an element may not.
                    if dictionary.has("S") && !seen.insert(number) {
                        self.is_tangled = true;
                        return Ok(());
                    }
                    Object::Dictionary(dictionary)
                }
                other => other,
            },
            other => other,
        };
        match object {
            Object::Number(number) => self.content(next.parent, (next.page, number as u32)),
            Object::Dictionary(dictionary) if dictionary.get("Type").is_name("MCR") => {
                let page = dictionary.get("Pg").as_reference().unwrap_or(next.page);
                let holder = dictionary.get("Stm").as_reference().unwrap_or(page);
                let number = file.entry(&dictionary, "MCID")?.as_index().unwrap_or(u32::MAX);
                self.content(next.parent, (holder, number));
            }
            Object::Dictionary(dictionary) if dictionary.get("Type").is_name("OBJR") => {
                if let (Some(parent), Some(number)) = (next.parent, dictionary.get("Obj").as_reference()) {
                    self.objects.entry(number).or_insert(parent);
                    self.count(parent);
                    if let Some(element) = self.elements.get_mut(parent as usize) {
                        element.objects = element.content.min(element.objects.saturating_add(1));
                    }
                }
            }
            Object::Dictionary(dictionary) => {
                let page = dictionary.get("Pg").as_reference().unwrap_or(next.page);
                let element = self.element(file, classes, &dictionary, next.parent)?;
                if self.elements.len() >= file.budget.limits.elements {
                    return Err(Excess("elements of the structure tree"));
                }
                let number = self.elements.len() as u32;
                if let Some(parent) = next.parent.and_then(|parent| self.elements.get_mut(parent as usize)) {
                    parent.kids.push(number);
                }
                self.elements.push(element);
                push_kids(file, &dictionary, due, Some(number), page, next.depth + 1)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn content(&mut self, parent: Option<u32>, key: (Reference, u32)) {
        let Some(parent) = parent else { return };
        self.contents.entry(key).or_insert(parent);
        self.count(parent);
    }

    fn count(&mut self, parent: u32) {
        if let Some(element) = self.elements.get_mut(parent as usize) {
            element.content = element.content.saturating_add(1);
        }
    }

    fn element(
        &mut self,
        file: &File<'_>,
        classes: &Dictionary,
        dictionary: &Dictionary,
        parent: Option<u32>,
    ) -> Result<Element, Excess> {
        let name = file.entry(dictionary, "S")?;
        let space = file.entry(dictionary, "NS")?;
        let kind = self.roles.standard(file, name.as_name().unwrap_or_default(), space.as_dictionary())?;
        let said = |key| file.entry(dictionary, key).map(|value| said(&value));
        let language = file.entry(dictionary, "Lang")?.as_text().map(text::decode);
        let above = parent.and_then(|parent| self.elements.get(parent as usize));
        let has_language = match &language {
            Some(language) => !language.trim().is_empty(),
            None => above.is_some_and(|element| element.has_language),
        };
        let mut element = Element {
            kind,
            parent,
            alternative: said("Alt")?,
            replacement: said("ActualText")?,
            expansion: said("E")?,
            language,
            has_language,
            id: file.entry(dictionary, "ID")?.as_text().map(<[u8]>::to_vec),
            row_span: 1,
            column_span: 1,
            ..Element::default()
        };
        let class = file.entry(dictionary, "C")?;
        for class in list(&class) {
            let class = file.resolve(class)?;
            let attributes = file.resolve(classes.by_name(class.as_name().unwrap_or_default()))?;
            take_attributes(file, &attributes, &mut element)?;
        }
        take_attributes(file, &file.entry(dictionary, "A")?, &mut element)?;
        Ok(element)
    }

    pub fn parent(&self, element: &Element) -> Option<&Element> {
        self.elements.get(element.parent? as usize)
    }

    pub fn kids<'t>(&'t self, element: &'t Element) -> impl Iterator<Item = &'t Element> {
        element.kids.iter().filter_map(|kid| self.elements.get(*kid as usize))
    }

    /// The nearest element above that is not `NonStruct` or `Private`, because these only group.
    pub fn structural_parent(&self, element: &Element) -> Option<&Element> {
        let mut above = self.parent(element)?;
        while matches!(above.kind, "NonStruct" | "Private") {
            above = self.parent(above)?;
        }
        Some(above)
    }

    /// Whether a form element that declares no role contains more than its field (ISO 32000-1, table 340). Several
    /// fields in one element count only if `is_strict`: some software puts all fields of a line into one element, which
    /// breaks the standard, but every field is still tagged.
    pub fn is_crowded(&self, number: u32, is_strict: bool) -> bool {
        self.elements.get(number as usize).is_some_and(|element| {
            let others = element.kids.len() + (element.content - element.objects) as usize;
            let is_crowded = others > 0 || is_strict && element.objects > 1;
            element.kind == "Form" && !element.field_role && is_crowded
        })
    }

    /// Whether the element or one above it has this kind.
    pub fn is_within(&self, number: u32, kind: &str) -> bool {
        let mut at = self.elements.get(number as usize);
        while let Some(element) = at {
            if element.kind == kind {
                return true;
            }
            at = self.parent(element);
        }
        false
    }
}

fn push_kids(
    file: &File<'_>,
    dictionary: &Dictionary,
    due: &mut Vec<Due>,
    parent: Option<u32>,
    page: Reference,
    depth: usize,
) -> Result<(), Excess> {
    // A reference to a single element is kept as a reference, so that it is recognised if it occurs again.
    let kids = match dictionary.get("K") {
        Object::Reference(number) => match file.get(*number)? {
            Object::Array(items) => items,
            Object::Null => Vec::new(),
            _ => vec![Object::Reference(*number)],
        },
        Object::Array(items) => items.clone(),
        Object::Null => Vec::new(),
        other => vec![other.clone()],
    };
    due.extend(kids.into_iter().rev().map(|object| Due { object, parent, page, depth }));
    if due.len() > 4 * file.budget.limits.elements {
        return Err(Excess("elements of the structure tree"));
    }
    Ok(())
}

fn take_attributes(file: &File<'_>, object: &Object, element: &mut Element) -> Result<(), Excess> {
    for item in list(object).iter().take(64) {
        let item = file.resolve(item)?;
        let Some(attributes) = item.as_dictionary() else { continue };
        let owner = file.entry(attributes, "O")?;
        if owner.is_name("List") {
            let numbering = file.entry(attributes, "ListNumbering")?;
            element.list_numbering |= numbering.as_name().is_some_and(|name| name != b"None");
        }
        if owner.is_name("PrintField") {
            element.field_role |= !file.entry(attributes, "Role")?.is_null();
        }
        if !owner.is_name("Table") {
            continue;
        }
        let scope = file.entry(attributes, "Scope")?;
        element.scope |= ["Row", "Column", "Both"].iter().any(|known| scope.is_name(known));
        for header in list(&file.entry(attributes, "Headers")?).iter().take(256) {
            element.headers.extend(file.resolve(header)?.as_text().map(<[u8]>::to_vec));
        }
        let span =
            |key| file.entry(attributes, key).map(|value| value.as_index().unwrap_or(1).clamp(1, 10_000));
        if attributes.has("RowSpan") {
            element.row_span = span("RowSpan")?;
        }
        if attributes.has("ColSpan") {
            element.column_span = span("ColSpan")?;
        }
    }
    Ok(())
}

pub fn list(object: &Object) -> &[Object] {
    match object {
        Object::Null => &[],
        Object::Array(items) => items,
        other => std::slice::from_ref(other),
    }
}

pub fn said(object: &Object) -> Said {
    match object.as_text() {
        None => Said::Nothing,
        Some(raw) if text::decode(raw).trim().is_empty() => Said::Empty,
        Some(_) => Said::Words,
    }
}
