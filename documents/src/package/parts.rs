//! The parts of a package, each inflated on request and within the limits.

use crate::budget::{Budget, Excess};
use std::io::{Cursor, Read};

/// Greatest number of entries of a package; a document has fewer.
const MOST_PARTS: usize = 20_000;

/// Why a part could not be read.
#[derive(Debug)]
pub enum Unreadable {
    Excess(Excess),
    Damaged,
    Encrypted,
}

impl From<Excess> for Unreadable {
    fn from(excess: Excess) -> Self {
        Self::Excess(excess)
    }
}

/// A package. Its parts are inflated on request.
pub struct Package<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    pub budget: &'a Budget,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8], budget: &'a Budget) -> Result<Self, Unreadable> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        if archive.len() > MOST_PARTS {
            return Err(Excess("parts").into());
        }
        Ok(Self { archive, budget })
    }

    pub fn names(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
    }

    /// Inflates the part with this name. `None` if there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        if self.archive.index_for_name(name).is_none() {
            return Ok(None);
        }
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::UnsupportedArchive(_) | zip::result::ZipError::InvalidPassword) => {
                return Err(Unreadable::Encrypted);
            }
            Err(_) => return Err(Unreadable::Damaged),
        };
        let most = self.budget.limits.decoded_of_one;
        let mut bytes = Vec::new();
        file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
        if bytes.len() > most {
            return Err(Excess("decoded bytes of one part").into());
        }
        self.budget.decoded(bytes.len())?;
        Ok(Some(bytes))
    }
}
