//! The main language of a page: the language of most of the text that takes its language from the `html` element.

use super::{
    function_words,
    language::{self, Match},
    passages, third_party,
};
use crate::{Node, Page, standards::languages::Tag};

/// Most long passages that are read. They are enough to know the main language.
const MOST_PASSAGES: usize = 40;
/// Most characters of short passages that are read, counted together.
const MOST_CHARACTERS: usize = 5000;
/// Characters of a passage that are shown in a message.
const SHOWN: usize = 80;

/// The share of a page in one language.
#[derive(Debug, Clone)]
pub(crate) struct Share {
    pub code: &'static str,
    pub bytes: usize,
    /// First words of the text.
    pub example: String,
}

/// How much of the text is in which language, in bytes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shares {
    /// Text in the language that the page claims.
    pub same: usize,
    /// Text that is long enough to be recognised but was not.
    pub unknown: usize,
    pub others: Vec<Share>,
}

impl Shares {
    /// The language that most of the text is in, other than the claimed one.
    pub(crate) fn main_other(&self) -> Option<&Share> {
        self.others.iter().max_by_key(|share| share.bytes)
    }

    fn add(&mut self, text: &str, found: Match) {
        match found {
            Match::Same => self.same += text.len(),
            Match::Unknown => self.unknown += text.len(),
            Match::Other(code) => match self.others.iter_mut().find(|share| share.code == code) {
                Some(share) => share.bytes += text.len(),
                None => self.others.push(Share { code, bytes: text.len(), example: beginning(text) }),
            },
        }
    }
}

/// The page's own text, without the text of third-party services.
struct OwnText {
    /// Passages long enough to be recognised one by one.
    long: Vec<String>,
    /// The title, menus, headings and short paragraphs, as one text.
    short: String,
}

impl OwnText {
    fn from_page(page: &Page) -> Self {
        let html = page.root_element();
        let own = passages::all(page).into_iter().filter(|passage| passage.language == html);
        let own = own.filter(|passage| {
            !third_party::is_inside(passage.block)
                && !third_party::asks_for_consent(&passage.text)
                && !third_party::is_credit(&passage.text)
        });
        let (long, short): (Vec<_>, Vec<_>) =
            own.map(|passage| passage.text).partition(|text| language::is_long(text));
        let short = page.title().into_iter().chain(short).collect::<Vec<_>>().join("\n");
        Self {
            long: long.into_iter().take(MOST_PASSAGES).collect(),
            short: short.chars().take(MOST_CHARACTERS).collect(),
        }
    }
}

/// Compares the text of the page with the language that its `html` element claims.
pub(crate) fn shares(html: Node<'_>, claimed: &Tag) -> Shares {
    let page = html.page();
    let own = page.fact(OwnText::from_page);
    let mut shares = Shares::default();
    for text in &own.long {
        shares.add(text, language::compare(page, text, claimed));
    }
    let found = match language::compare(page, &own.short, claimed) {
        // The text is too short or too mixed for a detector, but its function words may show the claimed language.
        Match::Unknown if speaks_for(&own.short, claimed, &shares) => Match::Same,
        // Names and single words belong to no language, so the text does not count.
        Match::Unknown => return shares,
        // A list of names looks like any language, so another language counts only if it is confirmed.
        Match::Other(code) if !is_confirmed(&own.short, code, claimed, &shares) => return shares,
        found => found,
    };
    shares.add(&own.short, found);
    shares
}

/// Whether some long passage is in that language too, or the function words of the text are.
fn is_confirmed(text: &str, code: &str, claimed: &Tag, shares: &Shares) -> bool {
    shares.others.iter().any(|share| share.code == code)
        || function_words::other_language(text, &claimed.language.code) == Some(code)
}

/// Whether the function words that only the claimed language has outnumber those that only the main other language of
/// the long passages has.
fn speaks_for(text: &str, claimed: &Tag, shares: &Shares) -> bool {
    // Related languages share function words, so without another language to compare with, they prove nothing.
    let Some(other) = shares.main_other() else { return false };
    let (own, foreign) = function_words::counts(text, &claimed.language.code, other.code);
    own >= 3 && own > foreign
}

/// The beginning of a text, at most [`SHOWN`] characters, for a message.
pub(crate) fn beginning(text: &str) -> String {
    let folded = crate::page::fold(text);
    let mut shown: String = folded.chars().take(SHOWN).collect();
    if shown.len() < folded.len() {
        shown.push('…');
    }
    shown
}
