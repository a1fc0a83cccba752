//! A short digest of a published file: the manifest of a large site holds millions of them.

/// Number of letters of a seal: 72 bits of BLAKE3 in the alphabet of base64url.
pub const DIGITS: usize = 12;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Seal of the content of a file.
pub fn seal(content: &[u8]) -> String {
    letters(&blake3::hash(content))
}

/// Seal of a file that is read in pieces, so that a large file needs no more memory than a small one.
pub fn of_file(file: impl std::io::Read) -> std::io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file)?;
    Ok(letters(&hasher.finalize()))
}

fn letters(hash: &blake3::Hash) -> String {
    let bytes = &hash.as_bytes()[..DIGITS / 4 * 3];
    let groups = bytes
        .chunks_exact(3)
        .map(|three| three.iter().fold(0, |group, byte| group << 8 | usize::from(*byte)));
    groups.flat_map(|group| [18, 12, 6, 0].map(|bits| char::from(ALPHABET[group >> bits & 63]))).collect()
}

/// Seals of the files of one page, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seals(Box<str>);

impl Seals {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<S: AsRef<str>> FromIterator<S> for Seals {
    fn from_iter<I: IntoIterator<Item = S>>(seals: I) -> Self {
        let mut all = String::new();
        seals.into_iter().for_each(|seal| all.push_str(seal.as_ref()));
        Self(all.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bit_makes_another_seal_however_the_file_is_read() {
        assert_eq!(seal(b"").len(), DIGITS);
        assert_ne!(seal(b"observatoire"), seal(b"observatoirf"));
        let long = vec![7; 300_000];
        assert_eq!(of_file(long.as_slice()).unwrap(), seal(&long));
    }

    /// BLAKE3 of nothing begins with `af1349b9f5f9a1a6a0`.
    #[test]
    fn it_is_base64_of_the_hash() {
        assert_eq!(seal(b""), "rxNJufX5oaag");
    }
}
