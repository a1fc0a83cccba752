//! Limits on the content of an audit's page. Smaller limits are tried until the page fits its greatest size.

use crate::language::Say;
use rules::messages::Language;

/// Greatest lengths of lists and texts, in entries and characters.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub findings: usize,
    /// Entries in each class of changes.
    pub changes: usize,
    pub points: usize,
    pub visits: usize,
    pub excerpt: usize,
    pub sentence: usize,
}

impl Limits {
    /// Limits from large to small. The last step shows no finding and no page: what is left has a fixed size.
    pub const STEPS: [Self; 6] = [
        Self { findings: 60, changes: 20, points: 40, visits: 40, excerpt: 240, sentence: 300 },
        Self { findings: 40, changes: 10, points: 25, visits: 30, excerpt: 160, sentence: 240 },
        Self { findings: 25, changes: 6, points: 12, visits: 20, excerpt: 120, sentence: 200 },
        Self { findings: 12, changes: 3, points: 6, visits: 15, excerpt: 80, sentence: 160 },
        Self { findings: 5, changes: 1, points: 2, visits: 8, excerpt: 60, sentence: 80 },
        Self { findings: 0, changes: 0, points: 0, visits: 0, excerpt: 0, sentence: 0 },
    ];
}

/// Number of entries that a cut list shows and that it has in all: «60 sur 1 500». `None` if the list is complete.
pub fn cut(shown: usize, total: usize, language: Language) -> Option<String> {
    let (shown_words, total_words) = (language.number(shown as u64), language.number(total as u64));
    (shown < total).then(|| format!("{shown_words} {} {total_words}", language.t("sur", "of")))
}
