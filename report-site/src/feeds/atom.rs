//! Writes a feed as Atom (RFC 4287). Ids are made from facts that never change, not from addresses.

use super::{Entry, Feed};
use crate::{DrawError, language::Say, text::Text};
use atom_syndication as atom;
use chrono::{DateTime, Utc};

impl Feed {
    pub fn atom(&self) -> Result<Vec<u8>, DrawError> {
        // A feed without entries has no date of its own, so it gets one that never changes.
        let updated = self.entries.iter().map(|entry| entry.updated).max().unwrap_or(DateTime::UNIX_EPOCH);
        let path = self.address.splitn(4, '/').nth(3).unwrap_or_default();
        let feed = atom::Feed {
            title: text(&self.title),
            id: urn(&format!("feed {path}")),
            updated: updated.fixed_offset(),
            lang: Some(self.language.code().into()),
            authors: vec![atom::Person { name: line(&self.author), ..atom::Person::default() }],
            links: vec![
                link("self", &self.address, "application/atom+xml"),
                link("alternate", &self.page, "text/html"),
            ],
            entries: self.entries.iter().map(|entry| self.entry(entry)).collect(),
            ..atom::Feed::default()
        };
        feed.write_to(Vec::new()).map_err(|error| DrawError::Export(Box::new(error)))
    }

    fn entry(&self, entry: &Entry) -> atom::Entry {
        let at = |time: DateTime<Utc>| time.fixed_offset();
        // The French and the English entry of an audit have different ids, because a reader may subscribe to both
        // feeds.
        let key =
            if self.is_main { entry.key.clone() } else { format!("{} {}", entry.key, self.language.code()) };
        atom::Entry {
            title: text(&entry.title),
            id: urn(&key),
            updated: at(entry.updated),
            published: Some(at(entry.published)),
            links: vec![link("alternate", &entry.address, "text/html")],
            summary: Some(text(&entry.summary)),
            ..atom::Entry::default()
        }
    }
}

/// Text that feed readers show literally, and never as markup.
fn text(raw: &str) -> atom::Text {
    atom::Text { value: line(raw), r#type: atom::TextType::Text, ..atom::Text::default() }
}

fn line(raw: &str) -> String {
    Text::capped(raw, 1000).to_string()
}

fn link(rel: &str, href: &str, media_type: &str) -> atom::Link {
    atom::Link {
        rel: rel.into(),
        href: href.into(),
        mime_type: Some(media_type.into()),
        ..atom::Link::default()
    }
}

/// A UUID of version 8 (RFC 9562), from a digest.
fn urn(name: &str) -> String {
    let mut bytes: [u8; 16] =
        blake3::hash(name.as_bytes()).as_bytes()[..16].try_into().expect("a hash is longer");
    bytes[6] = (bytes[6] & 0x0F) | 0x80;
    bytes[8] = (bytes[8] & 0x3F) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
