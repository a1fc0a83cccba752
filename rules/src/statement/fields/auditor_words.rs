//! Words that end, join or rule out the name of an auditor.

use crate::standards::word_list::{WordList, entries};

/// Words that end a name: what follows says when, how or with what result.
pub(super) static STOPS: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/words-behind-auditors.txt")));
/// Prepositions that stand within the name of a body as often as behind a name.
pub(super) static WITHIN: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/prepositions-in-names.txt")));
/// Words that no name contains: a text with one of them is a piece of a sentence.
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
/// Words for people who audit: «les équipes d’Alpha» …
pub(super) static TEAM: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/auditing-teams.txt")));
/// … and those before such a word.
pub(super) static DETERMINERS: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/determiners-of-teams.txt")));
/// First words of a text that is not a name.
pub(super) static ARTICLES: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/words-of-no-proper-name.txt")));
/// Words that say when or where an audit took place, behind «en».
pub(super) static TIMES: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/words-of-time-behind-auditors.txt")));
