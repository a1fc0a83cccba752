//! Digests of what pages are made from: BLAKE3, cut to 128 bits.

use std::{
    fmt,
    hash::{Hash, Hasher},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Digest([u8; 16]);

impl Digest {
    /// Of parts, each with its length so that they cannot run into one another.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        Self::cut(&hasher)
    }

    /// Of all that a value says of itself; a field that it holds and does not hash is not in it.
    pub fn of_value(value: &impl Hash) -> Self {
        let mut hasher = Blake(blake3::Hasher::new());
        value.hash(&mut hasher);
        Self::cut(&hasher.0)
    }

    /// Its first 64 bits.
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

struct Blake(blake3::Hasher);

impl Hasher for Blake {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        Digest::cut(&self.0).short()
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
