//! Sections: facts of a page that are kept beside its main section.
//!
//! The shape of the main section never changes, so new facts become sections. A section is one file in this folder and
//! one line in the list below. It has a version of its own. In a page that was kept without the section it reads as
//! `None`: the fact was not asked for. How to add one: `docs/ARCHITECTURE.md`.

use serde::{Serialize, de::DeserializeOwned};

/// The shape of a section. It is written as postcard, so any change of its fields is a new version.
pub trait Section: Serialize + DeserializeOwned {
    /// Version of the shape: begins at 1 and grows by one whenever the shape changes.
    const VERSION: u16;

    /// Converts the bytes of an earlier version to the current shape. Called only with versions below
    /// [`Self::VERSION`].
    fn migrate(_earlier: u16, _body: &[u8]) -> Result<Self, Unread> {
        Err(Unread::UnknownVersion)
    }

    /// Numbers of all nodes that it names ([`crate::Node::number`]): a page that has fewer nodes is refused.
    fn nodes(&self) -> Vec<u32> {
        Vec::new()
    }

    /// An example with every field and every variant in use. A test keeps its bytes as a file that must stay readable
    /// for ever.
    fn example() -> Self;

    /// Reads a body of any released version.
    fn read(version: u16, body: &[u8]) -> Result<Self, Unread> {
        if version == Self::VERSION {
            return Ok(postcard::from_bytes(body)?);
        }
        if version > Self::VERSION {
            return Err(Unread::UnknownVersion);
        }
        Self::migrate(version, body)
    }

    fn write(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("a section holds only sized sequences, numbers and strings")
    }
}

/// Reason for which the body of a section cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    #[error("this version is not known")]
    UnknownVersion,
    #[error(transparent)]
    Damaged(#[from] postcard::Error),
}

/// A section as it is stored in a kept page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub name: String,
    pub version: u16,
    /// The body in postcard.
    pub body: Vec<u8>,
}

/// The functions that read and write the section of one name.
struct SectionKind {
    name: &'static str,
    version: u16,
    read: fn(&mut Sections, u16, &[u8]) -> Result<(), Unread>,
    write: fn(&Sections) -> Option<Vec<u8>>,
    nodes: fn(&Sections) -> Vec<u32>,
    #[cfg(test)]
    example: fn() -> Vec<u8>,
}

/// Declares the modules, the struct that holds all sections, and the table that reads and writes them.
macro_rules! sections {
    ($($(#[$attribute:meta])* $name:ident: $shape:ident),* $(,)?) => {
        $($(#[$attribute])* pub mod $name;)*

        /// The sections of one page. `None` if a section was not asked for at the capture.
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct Sections {
            $($(#[$attribute])* pub $name: Option<$name::$shape>,)*
        }

        static ALL: &[SectionKind] = &[$(
            $(#[$attribute])*
            SectionKind {
                name: stringify!($name),
                version: <$name::$shape as Section>::VERSION,
                read: |held, version, body| {
                    held.$name = Some(Section::read(version, body)?);
                    Ok(())
                },
                write: |held| held.$name.as_ref().map(Section::write),
                nodes: |held| held.$name.as_ref().map(Section::nodes).unwrap_or_default(),
                #[cfg(test)]
                example: || <$name::$shape as Section>::example().write(),
            },
        )*];
    };
}

// Each line: the name of the file and of the section, and its type. Kept pages contain the sections in this order.
sections![
    witness: Witness,
    #[cfg(test)]
    made_up: MadeUp,
    stillness: Stillness,
    states: States,
    walk: Walk,
    windows: Windows,
    hovers: Hovers,
    motions: Motions,
    listened: Listened,
];

impl Sections {
    /// The sections that are present, in the order of the list.
    pub(super) fn write(&self) -> Vec<Part> {
        let part = |kind: &SectionKind| {
            let body = (kind.write)(self)?;
            Some(Part { name: kind.name.to_owned(), version: kind.version, body })
        };
        ALL.iter().filter_map(part).collect()
    }

    /// Reads a section. `false` if there is none of this name.
    pub(super) fn read(&mut self, name: &str, version: u16, body: &[u8]) -> Result<bool, Unread> {
        let Some(kind) = ALL.iter().find(|kind| kind.name == name) else { return Ok(false) };
        (kind.read)(self, version, body)?;
        Ok(true)
    }

    /// Numbers of all nodes that any section names.
    pub(super) fn nodes(&self) -> impl Iterator<Item = u32> + '_ {
        ALL.iter().flat_map(|kind| (kind.nodes)(self))
    }
}

#[cfg(test)]
mod tests;
