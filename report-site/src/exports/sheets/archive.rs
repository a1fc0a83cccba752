//! The ZIP file of a workbook: <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>. All its parts have the
//! same fixed date, so that the same workbook gives the same bytes.

use crate::exports::pack::{Packed, Packer};

thread_local! {
    /// Level 2: compression takes most of the time of a grid. At this level files are a tenth to a fifth larger than at
    /// level 6.
    static PACKER: Packer = Packer::new(2);
}

pub fn pack(text: &str) -> Packed {
    PACKER.with(|packer| packer.pack(text.as_bytes()))
}

#[derive(Default)]
pub struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    parts: u16,
}

#[derive(Clone, Copy)]
enum Method {
    Stored = 0,
    Deflated = 8,
}

const SMALL: &str = "a book has some twenty parts of a few megabytes";

impl Archive {
    pub fn stored(&mut self, name: &str, text: &str) {
        self.part(name, Method::Stored, &Packed::plain(text.as_bytes()));
    }

    pub fn text(&mut self, name: &str, text: &str) {
        self.packed(name, &pack(text));
    }

    pub fn packed(&mut self, name: &str, content: &Packed) {
        self.part(name, Method::Deflated, content);
    }

    fn part(&mut self, name: &str, method: Method, content: &Packed) {
        let begins = length(&self.bytes);
        let described = described(name, method, content);
        extend(&mut self.bytes, [b"PK\x03\x04", &described, name.as_bytes(), &content.bytes]);
        // Zeros for: no comment, first disk, no attributes.
        let nowhere = [0; 10];
        let made_by = VERSION.to_le_bytes();
        extend(&mut self.directory, [b"PK\x01\x02", &made_by, &described, &nowhere, &begins.to_le_bytes()]);
        self.directory.extend(name.as_bytes());
        self.parts += 1;
    }

    pub fn finish(mut self) -> Vec<u8> {
        let (begins, size) = (length(&self.bytes).to_le_bytes(), length(&self.directory).to_le_bytes());
        let parts = self.parts.to_le_bytes();
        let (one_disk, no_comment) = ([0; 4], [0; 2]);
        self.bytes.append(&mut self.directory);
        extend(&mut self.bytes, [b"PK\x05\x06", &one_disk, &parts, &parts, &size, &begins, &no_comment]);
        self.bytes
    }
}

/// Version of ZIP that introduced deflate.
const VERSION: u16 = 20;

/// Fields that are written both before a part's content and in the directory of the archive.
fn described(name: &str, method: Method, content: &Packed) -> Vec<u8> {
    /// 1980-01-01, the first day that ZIP can express.
    const DAY: u16 = 0x21;
    const HOUR: u16 = 0;
    let (flags, extra) = (0_u16, 0_u16);
    let name = u16::try_from(name.len()).expect(SMALL);
    let words = [VERSION, flags, method as u16, HOUR, DAY].map(u16::to_le_bytes);
    let sizes = [content.crc, length(&content.bytes), content.size].map(u32::to_le_bytes);
    [words.as_flattened(), sizes.as_flattened(), [name, extra].map(u16::to_le_bytes).as_flattened()].concat()
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect(SMALL)
}

fn extend<const N: usize>(bytes: &mut Vec<u8>, parts: [&[u8]; N]) {
    parts.into_iter().for_each(|part| bytes.extend(part));
}
