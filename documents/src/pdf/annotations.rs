//! Links, form fields and other annotations of the pages (ISO 32000-1, 12.5; PDF/UA-1, 7.18).

use super::{
    file::File,
    marks::Counted,
    object::{Dictionary, Object},
    pages::Page,
    structure::{Element, Said, Tree, list, said},
};
use crate::budget::Excess;

/// Greatest number of annotations of one page that are read.
const MOST: usize = 50_000;

#[derive(Default)]
pub struct Annotations {
    pub links: u32,
    pub links_untagged: Counted,
    pub links_without_text: Counted,
    pub fields: u32,
    pub fields_untagged: Counted,
    pub fields_without_name: Counted,
    pub others: u32,
    pub others_untagged: Counted,
    pub others_without_text: Counted,
    pub trap_nets: Counted,
    pub printer_marks_tagged: Counted,
    pub pages_with: u32,
    pub pages_without_tab_order: Counted,
    /// Texts of annotations whose language is only declared if the catalogue declares one.
    pub texts_without_language: Counted,
    /// Media clips that lack their type or a text.
    pub media: u32,
    pub media_without_text: Counted,
    /// Files attached to annotations.
    pub attachments: Vec<Object>,
    /// Whether the file is judged by ISO 32000-2 and PDF/UA-2.
    pub is_second_edition: bool,
    /// Whether the file claims PDF/UA. Only such a file is judged by requirements whose breach harms no reader.
    pub claims_standard: bool,
}

impl Annotations {
    pub fn page(
        &mut self,
        file: &File<'_>,
        page: &Page,
        number: u32,
        tree: Option<&Tree>,
    ) -> Result<(), Excess> {
        let annotations = file.entry(&page.dictionary, "Annots")?;
        let crop = match file.entry(&page.dictionary, "CropBox")? {
            Object::Null => file.entry(&page.dictionary, "MediaBox")?,
            other => other,
        };
        let mut is_any = false;
        for reference in list(&annotations).iter().take(MOST) {
            let Object::Dictionary(annotation) = file.resolve(reference)? else { continue };
            is_any = true;
            self.annotation(file, &annotation, reference, number, tree, &crop)?;
        }
        if is_any {
            self.pages_with += 1;
            let tabs = file.entry(&page.dictionary, "Tabs")?;
            // PDF/UA-2 also accepts the order of the page's annotations (`A`) or of its fields (`W`).
            let may_differ = self.is_second_edition && (tabs.is_name("A") || tabs.is_name("W"));
            if !tabs.is_name("S") && !may_differ {
                self.pages_without_tab_order.add(number);
            }
        }
        Ok(())
    }

    fn annotation(
        &mut self,
        file: &File<'_>,
        annotation: &Dictionary,
        reference: &Object,
        page: u32,
        tree: Option<&Tree>,
        crop: &Object,
    ) -> Result<(), Excess> {
        let subtype = file.entry(annotation, "Subtype")?;
        let kind = subtype.as_name().unwrap_or_default();
        let tag = Tag::find(reference, tree);
        self.special(file, annotation, kind, page, tag.is_some())?;
        let flags = file.entry(annotation, "F")?.as_integer().unwrap_or(0);
        let is_hidden = flags & 2 != 0 || !overlaps(file, &file.entry(annotation, "Rect")?, crop)?;
        if is_hidden || matches!(kind, b"Popup" | b"PrinterMark" | b"TrapNet") {
            return Ok(());
        }
        let contents = file.entry(annotation, "Contents")?;
        // ISO 32000-2 allows an annotation to declare its own language.
        let own = file.entry(annotation, "Lang")?;
        let has_language = tag.is_some_and(|tag| tag.element.has_language) || said(&own) == Said::Words;
        let has_contents = said(&contents) == Said::Words;
        if has_contents && !has_language && !names_its_language(&contents) {
            self.texts_without_language.add(page);
        }
        let has_text = has_contents || tag.is_some_and(Tag::has_text);
        match kind {
            b"Link" => self.link(page, tag, has_text),
            b"Widget" => self.field(file, annotation, page, tag, has_language)?,
            _ => self.other(page, tag, has_text),
        }
        self.media_of(file, annotation, page)
    }

    /// Counts annotations for printing (trap networks, tagged printer's marks), and collects attached files.
    fn special(
        &mut self,
        file: &File<'_>,
        annotation: &Dictionary,
        kind: &[u8],
        page: u32,
        is_tagged: bool,
    ) -> Result<(), Excess> {
        match kind {
            b"TrapNet" => self.trap_nets.add(page),
            b"PrinterMark" if is_tagged => self.printer_marks_tagged.add(page),
            b"FileAttachment" if self.attachments.len() < 1000 => {
                self.attachments.push(file.entry(annotation, "FS")?);
            }
            _ => {}
        }
        Ok(())
    }

    fn link(&mut self, page: u32, tag: Option<Tag<'_>>, has_text: bool) {
        self.links += 1;
        // PDF/UA-2 also accepts a link in a `Reference` element (a citation).
        let is_second_edition = self.is_second_edition;
        let is_right =
            |tag: Tag<'_>| tag.is_within("Link") || is_second_edition && tag.is_within("Reference");
        if !tag.is_some_and(is_right) {
            self.links_untagged.add(page);
        }
        if !has_text {
            self.links_without_text.add(page);
        }
    }

    fn field(
        &mut self,
        file: &File<'_>,
        widget: &Dictionary,
        page: u32,
        tag: Option<Tag<'_>>,
        has_language: bool,
    ) -> Result<(), Excess> {
        self.fields += 1;
        let is_strict = self.claims_standard;
        let is_right = |tag: Tag<'_>| tag.is_within("Form") && !tag.tree.is_crowded(tag.number, is_strict);
        if !tag.is_some_and(is_right) {
            self.fields_untagged.add(page);
        }
        let name = name_of_field(file, widget)?;
        if said(&name) == Said::Words {
            if !has_language && !names_its_language(&name) {
                self.texts_without_language.add(page);
            }
        } else if !tag.is_some_and(Tag::has_text) {
            self.fields_without_name.add(page);
        }
        Ok(())
    }

    fn other(&mut self, page: u32, tag: Option<Tag<'_>>, has_text: bool) {
        self.others += 1;
        if !tag.is_some_and(|tag| tag.is_within("Annot")) {
            self.others_untagged.add(page);
        }
        if !has_text {
            self.others_without_text.add(page);
        }
    }

    /// Counts the media clips that an annotation plays. Each must have a type and a text (PDF/UA-1, 7.18.6.2).
    fn media_of(&mut self, file: &File<'_>, annotation: &Dictionary, page: u32) -> Result<(), Excess> {
        for clip in super::media::clips(file, annotation)? {
            self.media += 1;
            let has_text = list(&file.entry(&clip, "Alt")?).iter().any(|text| said(text) == Said::Words);
            if !clip.has("CT") || !has_text {
                self.media_without_text.add(page);
            }
        }
        Ok(())
    }
}

/// The element of the structure tree to which an annotation belongs.
#[derive(Clone, Copy)]
struct Tag<'t> {
    tree: &'t Tree,
    number: u32,
    element: &'t Element,
}

impl<'t> Tag<'t> {
    fn find(annotation: &Object, tree: Option<&'t Tree>) -> Option<Self> {
        let tree = tree?;
        let number = *tree.objects.get(&annotation.as_reference()?)?;
        Some(Self { tree, number, element: tree.elements.get(number as usize)? })
    }

    fn is_within(self, kind: &str) -> bool {
        self.tree.is_within(self.number, kind)
    }

    fn has_text(self) -> bool {
        self.element.alternative == Said::Words || self.element.replacement == Said::Words
    }
}

/// Whether a text declares its language itself, between escape characters (ISO 32000-1, 14.9.2.2).
pub fn names_its_language(text: &Object) -> bool {
    text.as_text().is_some_and(|raw| raw.windows(2).any(|pair| pair == [0, 0x1b]))
}

/// The alternate name (`TU`) of a widget's field. A widget without a name (`T`) is no field itself: its field is above
/// it.
fn name_of_field(file: &File<'_>, widget: &Dictionary) -> Result<Object, Excess> {
    let mut field = widget.clone();
    let mut is_field = false;
    for _ in 0..32 {
        is_field |= field.has("T") || !field.has("Parent");
        let value = file.entry(&field, "TU")?;
        if is_field && !value.is_null() {
            return Ok(value);
        }
        let Object::Dictionary(parent) = file.entry(&field, "Parent")? else { break };
        field = parent;
    }
    Ok(Object::Null)
}

/// Whether a part of the annotation is on the page. `true` if its place is not given.
fn overlaps(file: &File<'_>, rectangle: &Object, crop: &Object) -> Result<bool, Excess> {
    let corners = |object: &Object| -> Result<Option<[f64; 4]>, Excess> {
        let mut numbers = [0.0; 4];
        let Some(items) = object.as_array().filter(|items| items.len() == 4) else { return Ok(None) };
        for (number, item) in numbers.iter_mut().zip(items) {
            *number = file.resolve(item)?.as_number().unwrap_or(0.0);
        }
        let [a, b, c, d] = numbers;
        Ok(Some([a.min(c), b.min(d), a.max(c), b.max(d)]))
    };
    let (Some(one), Some(other)) = (corners(rectangle)?, corners(crop)?) else { return Ok(true) };
    Ok(one[0] <= other[2] && one[2] >= other[0] && one[1] <= other[3] && one[3] >= other[1])
}
