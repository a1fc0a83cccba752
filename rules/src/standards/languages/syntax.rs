//! The grammar of a language tag (RFC 5646, section 2.1). Texts must be in lower case.

/// The parts of a tag, as written.
pub(super) enum Parts<'a> {
    /// A tag for private use as a whole: «x-…».
    PrivateUse,
    Language(LanguageParts<'a>),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct LanguageParts<'a> {
    pub language: &'a str,
    pub extended: Option<&'a str>,
    pub script: Option<&'a str>,
    pub region: Option<&'a str>,
    pub variants: Vec<&'a str>,
    /// The letters or digits with which extensions begin, such as «u».
    pub singletons: Vec<&'a str>,
}

/// The parts of a tag. `None` if it does not follow the grammar.
pub(super) fn parse(tag: &str) -> Option<Parts<'_>> {
    let subtags: Vec<&str> = tag.split('-').collect();
    let well_made =
        |text: &&str| (1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
    if !subtags.iter().all(well_made) {
        return None;
    }
    if subtags[0] == "x" {
        return (subtags.len() > 1).then_some(Parts::PrivateUse);
    }
    let mut rest = Rest { subtags: &subtags };
    let language = rest.take(|text| is_alphabetic(text, 2..=8))?;
    let mut extended = None;
    if language.len() <= 3 {
        extended = rest.take(|text| is_alphabetic(text, 3..=3));
    }
    let script = rest.take(|text| is_alphabetic(text, 4..=4));
    let region = rest.take(is_region);
    let mut variants = Vec::new();
    while let Some(variant) = rest.take(is_variant) {
        variants.push(variant);
    }
    let singletons = extensions(&mut rest)?;
    Some(Parts::Language(LanguageParts { language, extended, script, region, variants, singletons }))
}

/// The subtags that were not read yet.
struct Rest<'s, 'a> {
    subtags: &'s [&'a str],
}

impl<'a> Rest<'_, 'a> {
    fn take(&mut self, fits: impl Fn(&str) -> bool) -> Option<&'a str> {
        let (first, rest) = self.subtags.split_first()?;
        if !fits(first) {
            return None;
        }
        self.subtags = rest;
        Some(first)
    }
}

/// Reads extensions to the end of the tag and returns their singletons. `None` if something else is left.
fn extensions<'a>(rest: &mut Rest<'_, 'a>) -> Option<Vec<&'a str>> {
    let mut singletons = Vec::new();
    while let Some(singleton) = rest.take(|text| text.len() == 1) {
        if singleton == "x" {
            return (!rest.subtags.is_empty()).then_some(singletons);
        }
        rest.take(|text| text.len() >= 2)?;
        while rest.take(|text| text.len() >= 2).is_some() {}
        singletons.push(singleton);
    }
    rest.subtags.is_empty().then_some(singletons)
}

fn is_alphabetic(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_region(text: &str) -> bool {
    is_alphabetic(text, 2..=2) || (text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_variant(text: &str) -> bool {
    text.len() >= 5 || (text.len() == 4 && text.as_bytes()[0].is_ascii_digit())
}
