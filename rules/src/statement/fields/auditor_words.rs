//! Lists of words that end, join or exclude the name of an auditor.

use crate::standards::word_list::{WordList, entries};

/// Words that end a name, because the text after them says when, how or with what result the audit was made.
pub(super) static STOPS: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/words-behind-auditors.txt")));
/// Prepositions that may be within the name of a body or after it.
pub(super) static WITHIN: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/prepositions-in-names.txt")));
/// Words that no name contains. A text with one of them is a part of a sentence.
pub(super) static NO_NAME: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/words-of-no-name.txt")));
/// Words for a company, and its legal forms.
pub(super) static COMPANY: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/company-words.txt")));
/// Words that describe a company, between such a word and the company's name.
pub(super) static KINDS: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/kinds-of-companies.txt")));
/// Words by which a body says that it audited itself.
pub(super) static OWN: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/own-audit-words.txt")));
/// Words for people who audit, such as «équipes» in «les équipes d’Alpha».
pub(super) static TEAM: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/auditing-teams.txt")));
/// Determiners before such a word.
pub(super) static DETERMINERS: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/determiners-of-teams.txt")));
/// First words of a text that is not a name.
pub(super) static ARTICLES: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/words-of-no-proper-name.txt")));
/// Words after «en» that say when or where an audit took place.
pub(super) static TIMES: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/words-of-time-behind-auditors.txt")));
