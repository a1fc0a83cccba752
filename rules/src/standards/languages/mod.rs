//! BCP 47 language tags: a check that they are well-formed and registered, and the language that they name.

mod names;
mod nature;
mod registry;
mod syntax;
#[cfg(test)]
mod tests;
mod three_letters;

use thiserror::Error;

pub use names::{Names, names};
pub use three_letters::{from_three_letters, suggestion};

pub use nature::Nature;
use registry::{Subtag, SubtagType};

/// Longest tag that is checked, in characters. The longest real tags have about 40 characters.
const MAX_LENGTH: usize = 100;

/// A valid language tag. Its parts are in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub language: Language,
    /// Code of ISO 15924, such as «latn».
    pub script: Option<String>,
    /// Code of ISO 3166-1 or UN M.49, such as «ca» or «419».
    pub region: Option<String>,
    pub variants: Vec<String>,
    /// Parts that the registry marks as deprecated.
    pub deprecated: Vec<Deprecated>,
}

/// The language that a tag names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// The subtag by which languages are compared. If the registry prefers another subtag, it is used: «iw» and «he»,
    /// «zh-cmn» and «cmn» are the same language.
    pub code: String,
    /// The macrolanguage to which the registry assigns it, such as «no» for «nb».
    pub macrolanguage: Option<&'static str>,
    pub nature: Nature,
}

/// A part of a tag that is registered but deprecated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deprecated {
    pub part: String,
    /// The subtag or tag that the registry recommends instead.
    pub preferred: Option<&'static str>,
}

/// The reason for which a tag is not valid.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LanguageError {
    #[error("the language tag is empty")]
    Empty,
    #[error("the language tag has {0} characters, more than any real one")]
    TooLong(usize),
    #[error("«{0}» is not written as a language tag")]
    Malformed(String),
    #[error("«{0}» is not a registered language")]
    UnknownLanguage(String),
    #[error("«{0}» is not a registered extended language of the language before it")]
    UnknownExtendedLanguage(String),
    #[error("«{0}» is not a registered script")]
    UnknownScript(String),
    #[error("«{0}» is not a registered region")]
    UnknownRegion(String),
    #[error("«{0}» is not a registered variant")]
    UnknownVariant(String),
    #[error("«{0}» stands twice in the tag")]
    Repeated(String),
}

impl LanguageError {
    /// Whether the language itself is unknown. If not, the first subtag is a registered language and only a later part
    /// is wrong, so screen readers still choose the right voice.
    pub fn language_is_unknown(&self) -> bool {
        match self {
            Self::Empty | Self::TooLong(_) | Self::UnknownLanguage(_) => true,
            Self::Malformed(tag) => {
                let first = tag.split('-').next().unwrap_or_default();
                registry::find(SubtagType::Language, first).is_none()
            }
            _ => false,
        }
    }
}

/// Checks a tag by the rules of BCP 47: it follows the grammar, each subtag is registered, and none is repeated.
///
/// Case does not matter. A tag with spaces around it is malformed.
pub fn check(tag: &str) -> Result<Tag, LanguageError> {
    if tag.is_empty() {
        return Err(LanguageError::Empty);
    }
    let length = tag.chars().count();
    if length > MAX_LENGTH {
        return Err(LanguageError::TooLong(length));
    }
    let tag = tag.to_ascii_lowercase();
    if let Some(known) = registry::find(SubtagType::Grandfathered, &tag) {
        return Ok(grandfathered(&tag, known));
    }
    let parts = syntax::parse(&tag).ok_or_else(|| LanguageError::Malformed(tag.clone()))?;
    match parts {
        syntax::Parts::PrivateUse => Ok(private_use(&tag)),
        syntax::Parts::Language(parts) => validate(&parts),
    }
}

/// Whether two tags name the same language, or one names the macrolanguage of the other. Regions and scripts do not
/// matter.
pub fn same_language(one: &Tag, other: &Tag) -> bool {
    let (one, other) = (&one.language, &other.language);
    one.code == other.code
        || one.macrolanguage == Some(other.code.as_str())
        || other.macrolanguage == Some(one.code.as_str())
}

fn validate(parts: &syntax::LanguageParts) -> Result<Tag, LanguageError> {
    let mut deprecated = Vec::new();
    let language = language(parts, &mut deprecated)?;
    let script = parts.script.map(|text| known(SubtagType::Script, text, &mut deprecated)).transpose()?;
    let region = parts.region.map(|text| known(SubtagType::Region, text, &mut deprecated)).transpose()?;
    for (at, variant) in parts.variants.iter().enumerate() {
        known(SubtagType::Variant, variant, &mut deprecated)?;
        repeated(&parts.variants[..at], variant)?;
    }
    for (at, singleton) in parts.singletons.iter().enumerate() {
        repeated(&parts.singletons[..at], singleton)?;
    }
    let variants = parts.variants.iter().map(|variant| (*variant).to_owned()).collect();
    Ok(Tag { language, script, region, variants, deprecated })
}

fn language(
    parts: &syntax::LanguageParts,
    deprecated: &mut Vec<Deprecated>,
) -> Result<Language, LanguageError> {
    let primary = registry::find(SubtagType::Language, parts.language)
        .ok_or_else(|| LanguageError::UnknownLanguage(parts.language.to_owned()))?;
    note(parts.language, primary, deprecated);
    let Some(extended) = parts.extended else {
        return Ok(named(parts.language, primary));
    };
    let known = registry::find(SubtagType::Extlang, extended)
        .filter(|known| known.prefixes.contains(&parts.language))
        .ok_or_else(|| LanguageError::UnknownExtendedLanguage(extended.to_owned()))?;
    note(extended, known, deprecated);
    Ok(named(extended, known))
}

fn named(code: &str, subtag: &Subtag) -> Language {
    Language {
        code: subtag.preferred.map_or_else(|| code.to_owned(), str::to_ascii_lowercase),
        macrolanguage: subtag.macrolanguage,
        nature: subtag.nature,
    }
}

fn known(kind: SubtagType, text: &str, deprecated: &mut Vec<Deprecated>) -> Result<String, LanguageError> {
    let Some(subtag) = registry::find(kind, text) else {
        let text = text.to_owned();
        return Err(match kind {
            SubtagType::Script => LanguageError::UnknownScript(text),
            SubtagType::Region => LanguageError::UnknownRegion(text),
            _ => LanguageError::UnknownVariant(text),
        });
    };
    note(text, subtag, deprecated);
    Ok(text.to_owned())
}

fn note(part: &str, subtag: &Subtag, deprecated: &mut Vec<Deprecated>) {
    if subtag.deprecated {
        deprecated.push(Deprecated { part: part.to_owned(), preferred: subtag.preferred });
    }
}

fn repeated(before: &[&str], part: &str) -> Result<(), LanguageError> {
    if before.contains(&part) {
        return Err(LanguageError::Repeated(part.to_owned()));
    }
    Ok(())
}

fn grandfathered(tag: &str, subtag: &Subtag) -> Tag {
    let mut deprecated = Vec::new();
    note(tag, subtag, &mut deprecated);
    let mut language = named(tag, subtag);
    if let Some(preferred) = subtag.preferred {
        // The preferred value may be a whole tag, such as «en-GB-oxendict», which begins with the language.
        language.code = preferred.split('-').next().unwrap_or(preferred).to_ascii_lowercase();
    }
    if tag == "i-default" {
        language.nature = Nature::NotOneLanguage;
    }
    Tag { language, script: None, region: None, variants: Vec::new(), deprecated }
}

fn private_use(tag: &str) -> Tag {
    let language = Language { code: tag.to_owned(), macrolanguage: None, nature: Nature::PrivateUse };
    Tag { language, script: None, region: None, variants: Vec::new(), deprecated: Vec::new() }
}
