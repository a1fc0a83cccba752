//! Deflate compression, as workbooks and gzip use it.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use std::cell::RefCell;

/// Compressed bytes, with the values by which a reader checks them.
pub struct Packed {
    pub bytes: Vec<u8>,
    pub crc: u32,
    /// Number of bytes before compression.
    pub size: u32,
}

impl Packed {
    /// Stores the bytes without compression.
    pub fn plain(bytes: &[u8]) -> Self {
        Self::new(bytes, bytes.into())
    }

    fn new(plain: &[u8], bytes: Vec<u8>) -> Self {
        let mut crc = Crc::new();
        crc.update(plain);
        Self { bytes, crc: crc.sum(), size: crc.amount() }
    }
}

/// A compressor for each thread: allocating its memory takes longer than compressing most files.
pub struct Packer(RefCell<Compress>);

impl Packer {
    pub fn new(level: u32) -> Self {
        Self(RefCell::new(Compress::new(Compression::new(level), false)))
    }

    pub fn pack(&self, bytes: &[u8]) -> Packed {
        let mut packer = self.0.borrow_mut();
        packer.reset();
        let mut packed = Vec::with_capacity(bytes.len() / 4 + 64);
        loop {
            let rest = &bytes[packer.total_in() as usize..];
            let status = packer.compress_vec(rest, &mut packed, FlushCompress::Finish);
            match status.expect("whatever the bytes, deflate packs them") {
                Status::StreamEnd => break,
                Status::Ok | Status::BufError => packed.reserve(packed.capacity()),
            }
        }
        Packed::new(bytes, packed)
    }
}

thread_local! {
    /// Level 3 needs half the time of level 6. A file of three kilobytes becomes one kilobyte larger.
    static JSON: Packer = Packer::new(3);
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    /// Head of a gzip file: deflate, without a name, a date or an operating system.
    const HEAD: [u8; 10] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];
    let packed = JSON.with(|packer| packer.pack(bytes));
    [&HEAD[..], &packed.bytes, &packed.crc.to_le_bytes(), &packed.size.to_le_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::read_to_string;

    #[test]
    fn what_is_packed_is_read_again() {
        let long: String =
            (0..200_000).map(|number: u32| number.wrapping_mul(2_654_435_761).to_string()).collect();
        for text in ["", "a", &"ab".repeat(100_000), &long] {
            let unpacked = read_to_string(flate2::read::GzDecoder::new(&gzip(text.as_bytes())[..]));
            assert!(unpacked.unwrap() == text, "{} bytes", text.len());
        }
    }
}
