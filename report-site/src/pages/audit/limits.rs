//! How much of an audit its page shows: less and less, until it fits.

/// Longest lists and texts, in entries and characters.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub findings: usize,
    pub places: usize,
    pub visits: usize,
    pub excerpt: usize,
    pub sentence: usize,
}

impl Limits {
    /// The last step shows no finding and no page: what is left has a fixed size.
    pub const STEPS: [Self; 6] = [
        Self { findings: 60, places: 8, visits: 60, excerpt: 400, sentence: 400 },
        Self { findings: 40, places: 5, visits: 40, excerpt: 300, sentence: 300 },
        Self { findings: 20, places: 4, visits: 20, excerpt: 240, sentence: 240 },
        Self { findings: 10, places: 2, visits: 20, excerpt: 160, sentence: 160 },
        Self { findings: 5, places: 1, visits: 10, excerpt: 80, sentence: 80 },
        Self { findings: 0, places: 0, visits: 0, excerpt: 0, sentence: 0 },
    ];
}

/// What is missing from a list that was cut, in words; `None` when it is whole.
pub fn cut(shown: usize, total: usize) -> Option<String> {
    let number = |value: usize| crate::french::number(value as u64);
    (shown < total).then(|| format!("{} sur {}", number(shown), number(total)))
}
