//! The wordings of statements, as data: `data/statement/*.tsv`. A new wording is one line with its example.

use super::{
    subject,
    text::{Hit, Pattern, PatternError, Phrase},
};
use crate::standards::table::{Table, TableError};
use std::{collections::HashMap, sync::LazyLock};

/// One line of `patterns.tsv`.
pub struct Wording {
    pub pattern: Pattern,
    /// Its value, for a field with a few possible values; empty if the pattern captures the value.
    pub value: &'static str,
    /// Whether it is a veto: text that matches it is not a value, such as «moins de 50 %».
    pub is_veto: bool,
    /// Rank in the list of its field. The smaller the rank, the more certain the wording.
    pub rank: usize,
    #[cfg(test)]
    pub example: &'static str,
}

/// One line of `headings.tsv`.
struct HeadingWording {
    section: Section,
    pattern: Pattern,
}

macro_rules! sections {
    ($($name:ident $code:literal,)+) => {
        /// Section of a statement.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Section { $($name,)+ }

        impl Section {
            fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

sections! {
    Introduction "introduction",
    Identity "identity",
    Status "status",
    Results "results",
    Inaccessible "inaccessible",
    Failures "failures",
    Burden "burden",
    Exempt "exempt",
    Establishment "establishment",
    Technologies "technologies",
    Environment "environment",
    Tools "tools",
    Pages "pages",
    Contact "contact",
    Remedies "remedies",
    Scheme "scheme",
    Plan "plan",
    Other "other",
    Elsewhere "elsewhere",
}

pub fn all(field: &str) -> &'static [Wording] {
    static ALL: LazyLock<HashMap<&'static str, Vec<Wording>>> =
        LazyLock::new(|| read().expect("the table is part of the program and read by this module's tests"));
    ALL.get(field).map(Vec::as_slice).unwrap_or_default()
}

/// Reason for which a table of wordings cannot be used.
#[derive(Debug, thiserror::Error)]
enum WordingError {
    #[error(transparent)]
    Table(#[from] TableError),
    #[error("{pattern}: {error}")]
    Pattern { pattern: &'static str, error: PatternError },
    #[error("«{0}» is no section")]
    Section(&'static str),
}

fn pattern(text: &'static str) -> Result<Pattern, WordingError> {
    Pattern::parse(text).map_err(|error| WordingError::Pattern { pattern: text, error })
}

fn read() -> Result<HashMap<&'static str, Vec<Wording>>, WordingError> {
    let text = include_str!("../../data/statement/patterns.tsv");
    let columns = ["field", "value", "pattern", "example", "reads"];
    let table = Table::parse("statement/patterns.tsv", text, &columns)?;
    let mut all: HashMap<&'static str, Vec<Wording>> = HashMap::new();
    for row in table.rows() {
        let (field, value) = (row.get(0), row.get(1));
        let pattern = pattern(row.get(2))?;
        let list = all.entry(field).or_default();
        let rank = list.len();
        list.push(Wording {
            pattern,
            is_veto: value == "no",
            value: if value == "no" { "" } else { value },
            rank,
            #[cfg(test)]
            example: row.get(3),
        });
    }
    Ok(all)
}

/// Whether the text contains a wording of the field that no veto cancels.
pub fn says(field: &str, text: &str) -> bool {
    let phrase = Phrase::from_text(text);
    find(field, &phrase).is_some()
}

/// The most certain wording of a field that the text contains and that no veto cancels.
pub fn find(field: &str, phrase: &Phrase<'_>) -> Option<(&'static Wording, Hit)> {
    let wordings = all(field);
    let vetoes: Vec<Hit> = wordings
        .iter()
        .filter(|wording| wording.is_veto)
        .flat_map(|wording| wording.pattern.all(phrase).collect::<Vec<_>>())
        .collect();
    wordings
        .iter()
        .filter(|wording| !wording.is_veto)
        .flat_map(|wording| wording.pattern.all(phrase).map(move |hit| (wording, hit)).collect::<Vec<_>>())
        .find(|(_, hit)| !vetoes.iter().any(|veto| takes_back(veto, hit)))
}

/// Every value of a field in the text that neither a veto nor the subject of its sentence cancels, by the rank of its
/// wording. A question gives no value.
pub fn find_all(field: &str, phrase: &Phrase<'_>) -> Vec<(&'static Wording, Hit)> {
    if phrase.text.trim_end().ends_with('?') {
        return Vec::new();
    }
    let wordings = all(field);
    let (vetoes, values): (Vec<&Wording>, Vec<&Wording>) =
        wordings.iter().partition(|wording| wording.is_veto);
    let vetoes: Vec<Hit> = vetoes.iter().flat_map(|wording| wording.pattern.all(phrase)).collect();
    let mut found: Vec<(&'static Wording, Hit)> = Vec::new();
    for wording in values {
        for hit in wording.pattern.all(phrase) {
            let known = found.iter().any(|(_, other)| same_place(other, &hit));
            let is_taken_back = vetoes.iter().any(|veto| takes_back(veto, &hit));
            if !known && !is_taken_back && subject::may_say(field, phrase, &hit) {
                found.push((wording, hit));
            }
        }
    }
    found
}

fn same_place(one: &Hit, other: &Hit) -> bool {
    match (&one.captured, &other.captured) {
        (Some((one, _)), Some((other, _))) => one == other,
        _ => one.start < other.end && other.start < one.end,
    }
}

/// Whether the veto cancels the value. A veto that captures a value cancels that value only; any other veto cancels
/// every hit that overlaps it.
fn takes_back(veto: &Hit, hit: &Hit) -> bool {
    match (&veto.captured, &hit.captured) {
        (Some((one, _)), Some((other, _))) => one == other,
        _ => veto.start < hit.end && hit.start < veto.end,
    }
}

/// The section of a statement that this text announces. In a heading, a part of the text may match; any other text must
/// match as a whole.
pub fn section(text: &str, is_heading: bool) -> Option<Section> {
    static HEADINGS: LazyLock<Vec<HeadingWording>> = LazyLock::new(|| {
        headings().expect("the table is part of the program and read by this module's tests")
    });
    let phrase = Phrase::from_text(text.trim_end_matches([':', ' ', '.']));
    const LONGEST: usize = 20;
    if phrase.len() == 0 || phrase.len() > LONGEST {
        return None;
    }
    let holds = |heading: &&HeadingWording| {
        if is_heading { heading.pattern.find(&phrase).is_some() } else { heading.pattern.is_whole(&phrase) }
    };
    HEADINGS.iter().find(holds).map(|heading| heading.section)
}

fn headings() -> Result<Vec<HeadingWording>, WordingError> {
    let text = include_str!("../../data/statement/headings.tsv");
    let table = Table::parse("statement/headings.tsv", text, &["section", "pattern", "example"])?;
    let heading = |name: &'static str, words: &'static str| {
        let section = Section::from_code(name).ok_or(WordingError::Section(name))?;
        Ok(HeadingWording { section, pattern: pattern(words)? })
    };
    table.rows().map(|row| heading(row.get(0), row.get(1))).collect()
}

/// The captured value, as it is written in tables and expectations.
#[cfg(test)]
pub fn written(phrase: &Phrase<'_>, captured: &super::text::Captured) -> String {
    use super::text::Captured;
    match captured {
        Captured::Rate(rate) => format!("{}.{:02}", rate.0 / 100, rate.0 % 100),
        Captured::Date(date) => date.to_string(),
        Captured::Years(first, last) => format!("{first}-{last}"),
        Captured::Version(version) => version.clone(),
        Captured::Text(from, to) => phrase.slice(*from, *to).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_reads_its_example() {
        let lines = include_str!("../../data/statement/patterns.tsv").lines().skip(1);
        let wrong: Vec<String> =
            lines.filter_map(|line| Some(format!("{}: {line}", contradiction(line)?))).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    fn contradiction(line: &str) -> Option<String> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [field, value, pattern, example, reads] = cells[..] else {
            return Some("not five cells".to_owned());
        };
        let phrase = Phrase::from_text(example);
        let parsed = match Pattern::parse(pattern) {
            Ok(parsed) => parsed,
            Err(error) => return Some(error.to_string()),
        };
        let Some(hit) = parsed.find(&phrase) else { return Some("the example does not match".to_owned()) };
        if value == "no" {
            return find(field, &phrase).map(|(held, _)| format!("not taken back, «{}» holds", held.example));
        }
        let captured = hit.captured.as_ref().map(|(_, value)| written(&phrase, value)).unwrap_or_default();
        if captured != reads {
            return Some(format!("reads «{captured}»"));
        }
        match find(field, &phrase) {
            Some((found, _)) if found.value == value => None,
            Some((found, _)) => Some(format!("is taken for «{}»", found.value)),
            None => Some("taken back".to_owned()),
        }
    }

    #[test]
    fn every_heading_is_known_by_its_example() {
        let lines = include_str!("../../data/statement/headings.tsv").lines().skip(1);
        let is_wrong = |line: &&str| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [code, pattern, example] = cells[..] else { return true };
            let matches = Pattern::parse(pattern)
                .is_ok_and(|pattern| pattern.find(&Phrase::from_text(example)).is_some());
            !matches || section(example, true) != Section::from_code(code)
        };
        let wrong: Vec<&str> = lines.filter(is_wrong).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
