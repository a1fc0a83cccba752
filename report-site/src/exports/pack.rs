//! Deflate, as spreadsheets and gzip hold it.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use std::cell::RefCell;

/// Bytes that are packed, with what a reader checks them by.
pub struct Packed {
    pub bytes: Vec<u8>,
    pub crc: u32,
    /// Bytes before they were packed.
    pub size: u32,
}

impl Packed {
    /// Bytes that stand as they are.
    pub fn plain(bytes: &[u8]) -> Self {
        Self::new(bytes, bytes.into())
    }

    fn new(plain: &[u8], bytes: Vec<u8>) -> Self {
        let mut crc = Crc::new();
        crc.update(plain);
        Self { bytes, crc: crc.sum(), size: crc.amount() }
    }
}

/// A packer's memory takes longer to make than most files take to pack: each thread keeps its own.
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
    /// Level 6: below, repetitive JSON grows by half; above, it gains nothing.
    static JSON: Packer = Packer::new(6);
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    /// Deflate, without a name, a date or a system.
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
