//! PDF files. The reader is our own, because each of its steps must stay within limits.
//!
//! `File` reads objects on request. The structure tree and the pages are walked once, and `checks` judges the facts
//! that were found.

mod annotations;
mod checks;
mod cmap;
mod content;
mod crypt;
mod facts;
mod file;
mod filter;
mod fonts;
mod lexer;
mod marks;
mod media;
mod object;
mod pages;
mod roles;
mod structure;
mod table;
mod text;
mod xmp;

use crate::{
    budget::{Budget, Excess},
    unread::unread,
};
use annotations::Annotations;
use content::Contents;
use facts::PdfFacts;
use file::{File, Unopened};
use object::Object;
use pages::Pages;
use rules::documents::{Facts, Reading, Unread};
use structure::Tree;

pub fn examine(bytes: &[u8], budget: &Budget) -> Reading {
    // Offsets in the file count from the header, which other bytes may precede.
    let start = memchr::memmem::find(bytes, b"%PDF-").unwrap_or(0);
    let file = match File::open(bytes.get(start..).unwrap_or_default(), budget) {
        Ok(file) => file,
        Err(Unopened::Excess(excess)) => return unread(Unread::Excess, Some(excess.to_string())),
        Err(Unopened::Password) => return unread(Unread::Password, None),
        Err(Unopened::Damaged) => return unread(Unread::Damaged, None),
        Err(Unopened::UnknownEncryption) => {
            return unread(
                Unread::Password,
                Some("a security handler other than the standard one".to_owned()),
            );
        }
    };
    match facts(&file) {
        Ok(Some(facts)) => Reading::Examined { facts: Box::new(facts) },
        Ok(None) => unread(Unread::Damaged, Some("no page".to_owned())),
        Err(excess) => unread(Unread::Excess, Some(excess.to_string())),
    }
}

fn facts(file: &File<'_>) -> Result<Option<Facts>, Excess> {
    let catalogue = file.root()?;
    let info = file.resolve(file.trailer.get("Info"))?.as_dictionary().cloned().unwrap_or_default();
    let stream = file.entry(&catalogue, "Metadata")?;
    let has_metadata = matches!(stream, Object::Stream(_));
    let metadata = match stream {
        Object::Stream(stream) => file.decode(&stream).ok().and_then(|raw| xmp::read(&raw)),
        _ => None,
    };
    let claims_second =
        metadata.as_ref().and_then(|held| held.part.as_ref()).is_some_and(|part| part.value == "2");
    let is_second_edition = claims_second || file.data.starts_with(b"%PDF-2");
    let tree = Tree::read(file, &catalogue, is_second_edition)?;
    let mut contents = Contents::new();
    let claims_standard = metadata.as_ref().is_some_and(|held| held.part.is_some());
    let mut annotations = Annotations { is_second_edition, claims_standard, ..Annotations::default() };
    let mut pages = Pages::new(file, &catalogue);
    while let Some(page) = pages.next()? {
        contents.page(file, &page, tree.as_ref())?;
        annotations.page(file, &page, contents.pages, tree.as_ref())?;
    }
    if contents.pages == 0 {
        return Ok(None);
    }
    let is_tangled = pages.is_tangled;
    let found = PdfFacts {
        file,
        catalogue,
        info,
        metadata,
        has_metadata,
        tree,
        contents,
        annotations,
        is_tangled,
        is_second_edition,
    };
    checks::judge(&found).map(Some)
}
