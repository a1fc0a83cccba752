//! Limits for reading one file. A file that exceeds one of them is not examined, and the result names the limit.

use std::cell::Cell;

/// Limits for reading one file. The defaults keep a file below 200 MB of memory and two seconds.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Size of the file, in bytes.
    pub bytes: usize,
    /// Number of values that are read: numbers, names, strings, dictionaries …
    pub values: u64,
    /// Number of values in one object.
    pub values_of_one: u64,
    /// Number of entries in the cross-reference table.
    pub entries: usize,
    /// Size of all decompressed parts together, in bytes.
    pub decoded: u64,
    /// Size of one decompressed part, in bytes.
    pub decoded_of_one: usize,
    /// Size of the decoded object streams that are kept in memory, in bytes.
    pub kept: u64,
    /// Size of the contents of all pages together, in bytes.
    pub content: u64,
    /// Number of elements in a structure tree. An XML part may have sixteen times as many steps (elements, ends,
    /// texts).
    pub elements: usize,
    /// Depth of nested elements in a structure tree. In an XML part the limit is at least 256.
    pub depth: usize,
    /// Number of pages.
    pub pages: usize,
    /// Number of bytes searched for keywords, in all searches together.
    pub searched: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 20 << 20,
            values: 12_000_000,
            values_of_one: 300_000,
            entries: 500_000,
            decoded: 300 << 20,
            decoded_of_one: 32 << 20,
            kept: 48 << 20,
            content: 96 << 20,
            elements: 250_000,
            depth: 200,
            pages: 10_000,
            searched: 1 << 30,
        }
    }
}

/// The limit that a file exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file asks for more {0} than a reading may cost")]
pub struct Excess(pub &'static str);

/// What was spent of each limit while one file is read.
#[derive(Debug)]
pub struct Budget {
    pub limits: Limits,
    values: Cell<u64>,
    decoded: Cell<u64>,
    kept: Cell<u64>,
    content: Cell<u64>,
    searched: Cell<u64>,
}

impl Budget {
    pub fn new(limits: Limits) -> Self {
        let zero = || Cell::new(0);
        Self { limits, values: zero(), decoded: zero(), kept: zero(), content: zero(), searched: zero() }
    }

    pub fn value(&self) -> Result<(), Excess> {
        spend(&self.values, 1, self.limits.values, "values")
    }

    pub fn decoded(&self, bytes: usize) -> Result<(), Excess> {
        spend(&self.decoded, bytes as u64, self.limits.decoded, "decoded bytes")
    }

    pub fn kept(&self, bytes: usize) -> Result<(), Excess> {
        spend(&self.kept, bytes as u64, self.limits.kept, "kept bytes")
    }

    pub fn content(&self, bytes: usize) -> Result<(), Excess> {
        spend(&self.content, bytes as u64, self.limits.content, "page contents")
    }

    pub fn searched(&self, bytes: usize) -> Result<(), Excess> {
        spend(&self.searched, bytes as u64, self.limits.searched, "searched bytes")
    }
}

fn spend(spent: &Cell<u64>, amount: u64, limit: u64, what: &'static str) -> Result<(), Excess> {
    let total = spent.get().saturating_add(amount);
    spent.set(total);
    if total > limit { Err(Excess(what)) } else { Ok(()) }
}
