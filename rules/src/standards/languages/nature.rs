//! Kinds of language subtags.

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nature {
    Natural,
    /// `mul`, `und`, `zxx`, `mis`, `i-default`: valid, and no help to a screen reader.
    NotOneLanguage,
    /// Its meaning is agreed on in private.
    PrivateUse,
}
