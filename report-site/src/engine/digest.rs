//! Digests of what pages are made from: BLAKE3, cut to 128 bits.

use std::{
    fmt,
    hash::{Hash, Hasher},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Digest([u8; 16]);

impl Digest {
    /// Digest of parts, each hashed with its length, so that the same bytes split differently have another digest.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        Self::cut(&hasher)
    }

    /// Digest of a value by its `Hash`. A field that `Hash` leaves out is not part of it.
    pub fn of_value(value: &impl Hash) -> Self {
        let mut hasher = Blake::default();
        value.hash(&mut hasher);
        Self::cut(hasher.gathered())
    }

    /// First 64 bits of the digest.
    pub fn short(&self) -> u64 {
        u64::from_be_bytes(std::array::from_fn(|at| self.0[at]))
    }

    fn cut(hasher: &blake3::Hasher) -> Self {
        let whole = hasher.finalize();
        Self(std::array::from_fn(|at| whole.as_bytes()[at]))
    }
}

/// 32 hexadecimal digits.
impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// Collects the many small parts of a value in a buffer: passing each one to the hash function would cost more than
/// hashing it.
struct Blake {
    hasher: blake3::Hasher,
    waiting: [u8; BLOCK],
    filled: usize,
}

const BLOCK: usize = 1024;

impl Default for Blake {
    fn default() -> Self {
        Self { hasher: blake3::Hasher::new(), waiting: [0; BLOCK], filled: 0 }
    }
}

impl Blake {
    fn gathered(&mut self) -> &blake3::Hasher {
        self.hasher.update(&self.waiting[..self.filled]);
        self.filled = 0;
        &self.hasher
    }
}

impl Hasher for Blake {
    fn write(&mut self, bytes: &[u8]) {
        if self.filled + bytes.len() > BLOCK {
            self.gathered();
        }
        if bytes.len() > BLOCK {
            self.hasher.update(bytes);
            return;
        }
        self.waiting[self.filled..][..bytes.len()].copy_from_slice(bytes);
        self.filled += bytes.len();
    }

    fn finish(&self) -> u64 {
        let mut whole = self.hasher.clone();
        Digest::cut(whole.update(&self.waiting[..self.filled])).short()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_one_another() {
        assert_ne!(Digest::of(&[b"ab", b"c"]), Digest::of(&[b"a", b"bc"]));
        assert_ne!(Digest::of_value(&["ab", "c"]), Digest::of_value(&["a", "bc"]));
        assert_ne!(Digest::of_value(&vec![""]), Digest::of_value(&vec!["", ""]));
    }

    #[test]
    fn it_is_written_in_hexadecimal() {
        let text = Digest::of(&[b"observatoire"]).to_string();
        assert_eq!(text.len(), 32);
        assert_eq!(u64::from_str_radix(&text[..16], 16), Ok(Digest::of(&[b"observatoire"]).short()));
    }
}
