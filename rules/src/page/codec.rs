//! Format of kept pages: named sections, each with a version of its own, so that a page stays readable for ever.
//!
//! The first byte is the format; the rest is compressed with Zstandard. Format 4 contains the main section alone, of
//! version 4. Format 5 contains the list of sections (name, version, length in bytes), then their bodies in that order.
//! Every body is postcard. A section is missing if it was not asked for at the capture.

use super::{
    Page,
    sections::{Part, Sections, Unread},
    snapshot::Snapshot,
};

/// The main section alone, without a list of sections.
const FORMAT_OF_MAIN_ALONE: u8 = 4;
const FORMAT: u8 = 5;
/// Version of [`Snapshot`] as it is serialised.
const MAIN_VERSION: u16 = 4;
const MAIN: &str = "main";
const LEVEL: i32 = 3;
/// Most bytes after decompression. A page of a hundred thousand nodes takes about 30 MB.
const MOST_BYTES: usize = 256 << 20;

#[derive(Debug, thiserror::Error)]
pub enum CodecError {
    #[error("the kept page is empty")]
    Empty,
    #[error(
        "the page was kept in format {found}, this program reads up to format {FORMAT}: use a newer program"
    )]
    UnknownFormat { found: u8 },
    #[error(
        "the section «{section}» of the kept page has version {found}, which this program does not know: use a newer program"
    )]
    UnknownVersion { section: String, found: u16 },
    #[error("the kept page has no main section")]
    WithoutMain,
    #[error("the kept page cannot be unpacked: {0}")]
    Compression(#[from] std::io::Error),
    #[error("the section «{section}» of the kept page is damaged: {source}")]
    DamagedSection { section: String, source: postcard::Error },
    #[error("the kept page is damaged: {0}")]
    Damaged(#[from] postcard::Error),
    #[error("the kept page contradicts itself: {0}")]
    Inconsistent(&'static str),
}

/// One line of the list of sections: name, version, length of the body in bytes.
type Line = (String, u16, u32);

impl Snapshot {
    /// Bytes to keep. The same snapshot always gives the same bytes.
    pub fn encode(&self) -> Vec<u8> {
        let body =
            postcard::to_stdvec(self).expect("a snapshot holds only sized sequences, numbers and strings");
        let main = Part { name: MAIN.to_owned(), version: MAIN_VERSION, body };
        let parts: Vec<Part> = std::iter::once(main).chain(self.sections.write()).collect();
        let lines: Vec<Line> =
            parts.iter().map(|part| (part.name.clone(), part.version, part.body.len() as u32)).collect();
        let list = postcard::to_stdvec(&lines).expect("a list of names and numbers can be written");
        let bodies = parts.iter().map(|part| part.body.as_slice());
        let plain: Vec<u8> = std::iter::once(list.as_slice()).chain(bodies).collect::<Vec<_>>().concat();
        let packed =
            zstd::bulk::compress(&plain, LEVEL).expect("compression into memory has no cause to fail");
        [&[FORMAT], packed.as_slice()].concat()
    }

    /// Reads a page of any released format.
    pub fn decode(bytes: &[u8]) -> Result<Self, CodecError> {
        let (format, packed) = bytes.split_first().ok_or(CodecError::Empty)?;
        match *format {
            FORMAT_OF_MAIN_ALONE => main(4, &unpack(packed)?),
            FORMAT => sections(&unpack(packed)?),
            found => Err(CodecError::UnknownFormat { found }),
        }
    }
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, CodecError> {
    let size = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten().unwrap_or(MOST_BYTES as u64);
    Ok(zstd::bulk::decompress(packed, MOST_BYTES.min(size as usize))?)
}

/// Reads the main section. A new version gets an arm here, and the type of the previous version moves to a file of its
/// own.
fn main(version: u16, body: &[u8]) -> Result<Snapshot, CodecError> {
    match version {
        4 => Ok(postcard::from_bytes(body)?),
        found => Err(CodecError::UnknownVersion { section: MAIN.to_owned(), found }),
    }
}

fn sections(plain: &[u8]) -> Result<Snapshot, CodecError> {
    let (lines, mut bodies): (Vec<Line>, &[u8]) = postcard::take_from_bytes(plain)?;
    let (mut snapshot, mut read) = (None, Sections::default());
    for (name, version, length) in lines {
        let too_short = CodecError::Inconsistent("a section is shorter than its list says");
        let (body, rest) = bodies.split_at_checked(length as usize).ok_or(too_short)?;
        bodies = rest;
        if name == MAIN {
            snapshot = Some(main(version, body)?);
            continue;
        }
        // A section of an unknown name is skipped, because no rule of this program needs it.
        let _known = read.read(&name, version, body).map_err(|unread| match unread {
            Unread::UnknownVersion => CodecError::UnknownVersion { section: name.clone(), found: version },
            Unread::Damaged(source) => CodecError::DamagedSection { section: name.clone(), source },
        })?;
    }
    let snapshot = snapshot.ok_or(CodecError::WithoutMain)?;
    Ok(Snapshot { sections: read, ..snapshot })
}

impl Page {
    /// A page from its kept bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, CodecError> {
        Self::new(Snapshot::decode(bytes)?)
    }
}

#[cfg(test)]
mod tests;
