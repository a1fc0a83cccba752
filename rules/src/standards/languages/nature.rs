//! Kinds of language subtags.

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nature {
    Natural,
    /// `mul`, `und`, `zxx`, `mis`, `i-default`: valid, but a screen reader cannot choose a voice by it.
    NotOneLanguage,
    /// The registry reserves it for private use, so its meaning is not public.
    PrivateUse,
}
