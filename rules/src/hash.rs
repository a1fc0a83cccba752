//! The hash that identifies documents, pages and findings.

/// BLAKE3 of bytes, in hexadecimal.
pub fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
