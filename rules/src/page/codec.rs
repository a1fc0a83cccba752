//! A page as it is kept: postcard inside zstd, with a version in front and limits when read back.

use super::{Page, snapshot::Snapshot};

/// Changes whenever the shape of [`Snapshot`] does: an old page is then refused instead of misread.
const VERSION: u8 = 4;
const LEVEL: i32 = 3;
/// A page of a hundred thousand nodes takes about 30 MB.
const MOST_BYTES: usize = 256 << 20;

#[derive(Debug, thiserror::Error)]
pub enum CodecError {
    #[error("the kept page is empty")]
    Empty,
    #[error("the page was kept in format {found}, this program reads format {VERSION}: audit the site again")]
    OtherVersion { found: u8 },
    #[error("the kept page cannot be unpacked: {0}")]
    Compression(#[from] std::io::Error),
    #[error("the kept page is damaged: {0}")]
    Damaged(#[from] postcard::Error),
    #[error("the kept page contradicts itself: {0}")]
    Inconsistent(&'static str),
}

impl Snapshot {
    /// Bytes to keep. The same snapshot always gives the same bytes.
    pub fn encode(&self) -> Vec<u8> {
        let plain =
            postcard::to_stdvec(self).expect("a snapshot holds only sized sequences, numbers and strings");
        let packed =
            zstd::bulk::compress(&plain, LEVEL).expect("compression into memory has no cause to fail");
        let mut bytes = Vec::with_capacity(packed.len() + 1);
        bytes.push(VERSION);
        bytes.extend(packed);
        bytes
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, CodecError> {
        let (version, packed) = bytes.split_first().ok_or(CodecError::Empty)?;
        if *version != VERSION {
            return Err(CodecError::OtherVersion { found: *version });
        }
        let size =
            zstd::zstd_safe::get_frame_content_size(packed).ok().flatten().unwrap_or(MOST_BYTES as u64);
        let plain = zstd::bulk::decompress(packed, MOST_BYTES.min(size as usize))?;
        Ok(postcard::from_bytes(&plain)?)
    }
}

impl Page {
    /// A page from its kept bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, CodecError> {
        Self::new(Snapshot::decode(bytes)?)
    }
}
