//! The multi-year scheme and the annual plans: their years and addresses, or the announcement that they are to come.

use crate::standards::word_list::{WordList, entries};
use crate::statement::{
    document::{Document, Sentence},
    links::{is_document, words_of_address},
    model::{Confidence, Programme, Read, StatementKind},
    recognise,
    sections::Placed,
    text::{Captured, LinkInLine, Phrase, is_light, years_in as years_anywhere},
    wording::{Section, find, find_all, says},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProgrammeKind {
    Scheme,
    Plan,
}

impl ProgrammeKind {
    fn field(self) -> &'static str {
        match self {
            Self::Scheme => "scheme",
            Self::Plan => "plan",
        }
    }

    fn section(self) -> Section {
        match self {
            Self::Scheme => Section::Scheme,
            Self::Plan => Section::Plan,
        }
    }
}

/// The programme as the statement describes it.
pub fn of_statement(document: &Document<'_>, kind: ProgrammeKind) -> Option<Read<Programme>> {
    let mut found = Programme::default();
    let (mut announced, mut published) = (false, is_text_of_its_own(document, kind));
    let mut place: Option<Sentence<'_>> = None;
    let mut promised = Vec::new();
    for sentence in document.sentences() {
        let phrase = Phrase::from_text(sentence.text);
        let is_named = find(kind.field(), &phrase).is_some();
        let links = linked(document, sentence, kind);
        if !is_named && links.is_empty() {
            continue;
        }
        let is_announced = says("announced", sentence.text);
        let has_link = !links.is_empty();
        let (mut years, mut linked_years) = (years(kind, &phrase), Vec::new());
        for (address, more) in links {
            push(&mut found.addresses, address);
            add_years(&mut linked_years, more, kind);
        }
        // A programme that is only announced has no link yet, so the linked years are those of an existing one.
        if !linked_years.is_empty() && (is_announced || years.is_empty()) {
            years = linked_years;
        }
        let is_better = place.is_none() || (found.years.is_empty() && !years.is_empty());
        if is_better {
            place = Some(sentence);
        }
        let is_published = says("published", sentence.text) && !says("unpublished", sentence.text);
        let is_promised = is_announced && !is_published && !has_link;
        add_years(if is_promised { &mut promised } else { &mut found.years }, years, kind);
        announced |= is_announced;
        published |= is_published;
    }
    // If a programme can be read and names its years, years that are only promised do not count.
    if found.addresses.is_empty() || found.years.is_empty() {
        add_years(&mut found.years, promised, kind);
    }
    let place = place?;
    found.latest_year = latest_year(document, kind);
    found.is_announced_only = announced && !published && found.addresses.is_empty();
    let confidence = if found.years.is_empty() { Confidence::Probable } else { Confidence::Certain };
    Some(document.read(found, place, confidence))
}

/// The latest year in the lines that name it or are in its section, and in the addresses of their links.
fn latest_year(document: &Document<'_>, kind: ProgrammeKind) -> Option<u16> {
    let is_about =
        |placed: &&Placed| placed.section == kind.section() || says(kind.field(), &placed.line.text);
    let years = document.lines.iter().filter(is_about).flat_map(|placed| {
        let links = placed.line.links.iter().flat_map(|link| all_years_in(&link.href));
        all_years_in(&placed.line.text).chain(links).collect::<Vec<_>>()
    });
    years.max()
}

fn all_years_in(text: &str) -> impl Iterator<Item = u16> {
    years_anywhere(text).into_iter().map(|date| date.year).filter(|year| (2012..=2060).contains(year))
}

/// The programme, if the page is the scheme or the plan itself: one of its first two headings of the levels 1 and 2
/// names it, and the page is not a statement.
pub fn of_page(document: &Document<'_>, kind: ProgrammeKind) -> Option<Read<Programme>> {
    if recognise::kind(document) == Some(StatementKind::Statement) {
        return None;
    }
    let mut headings =
        document.lines.iter().enumerate().filter(|(_, placed)| matches!(placed.line.level, 1 | 2)).take(2);
    let (at, heading) = headings.find(|(_, placed)| says(kind.field(), &placed.line.text))?;
    let is_about = document.lines.iter().any(|placed| says("digital", &placed.line.text));
    let years = years(kind, &Phrase::from_text(&heading.line.text));
    let mut programme = Programme::default();
    add_years(&mut programme.years, years, kind);
    is_about.then(|| document.read_at(programme, at, &heading.line.text, Confidence::Certain))
}

/// Addresses of the links in the line of this sentence that lead to the programme, with the years that they name. In
/// its own section, and in a line that does not name the other programme, every linked file counts.
fn linked(document: &Document<'_>, sentence: Sentence<'_>, kind: ProgrammeKind) -> Vec<(String, Vec<u16>)> {
    let line = &document.lines[sentence.at].line;
    let other = if kind == ProgrammeKind::Plan { "scheme" } else { "plan" };
    let is_alone = sentence.section == kind.section() || says(kind.field(), &line.text);
    let is_alone = is_alone && !says(other, &line.text);
    let is_its_file = |link: &LinkInLine| {
        is_alone && is_document(&link.href) && !says(other, &words_of_address(&link.href))
    };
    // The links of a line are counted once, with its first sentence.
    if !line.text.starts_with(sentence.text) {
        return Vec::new();
    }
    let wanted = |text: &str, address: &str| {
        let (text, address) = (Phrase::from_text(text), Phrase::from_text(address));
        let text_says = find(kind.field(), &text).is_some();
        let denied = find(other, &text).is_some() && !text_says;
        let address_says = find(kind.field(), &address).is_some() && !denied;
        (text_says || address_says).then(|| {
            let years_of = years(kind, &text);
            if years_of.is_empty() { years(kind, &address) } else { years_of }
        })
    };
    let links = line.links.iter().filter(|link| link.href.starts_with("http"));
    links
        .filter_map(|link| {
            let years = wanted(&link.text, &words_of_address(&link.href));
            Some((link.href.clone(), years.or_else(|| is_its_file(link).then(Vec::new))?))
        })
        .collect()
}

pub fn years(kind: ProgrammeKind, phrase: &Phrase<'_>) -> Vec<u16> {
    match kind {
        ProgrammeKind::Scheme => {
            let mut spans =
                find_all("scheme", phrase).into_iter().filter_map(|(_, hit)| match hit.captured {
                    Some((_, Captured::Years(first, last))) if last > first => Some(vec![first, last]),
                    _ => None,
                });
            spans.next().unwrap_or_default()
        }
        ProgrammeKind::Plan => plan_years(phrase),
    }
}

/// Words after «plan» which show that it is not an annual accessibility plan.
static OTHERS: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/words-of-other-plans.txt")));

/// Years after «plan», up to a word about something else; if there are none, the years just before it.
fn plan_years(phrase: &Phrase<'_>) -> Vec<u16> {
    let mut years = Vec::new();
    for (_, hit) in find_all("plan", phrase) {
        let before = |back: usize| hit.start.checked_sub(back).map_or("", |at| phrase.word(at));
        // After «bilan», the year is that of a review. «bilan 2025 et plan 2026» names both, so the plan counts.
        let is_review = before(1) != "et" && (1..=4).any(|back| says("bilan", before(back)));
        if is_review {
            continue;
        }
        let continues = |at: &usize| {
            let word = phrase.word(*at);
            let is_own = word.starts_with("plan") || word.starts_with("action") || word.starts_with("annuel");
            let is_other = OTHERS.contains(&word);
            !is_other && (is_own || is_light(phrase, *at) || !years_in(word).is_empty())
        };
        let after = (hit.start..phrase.len()).take_while(continues);
        let mut found: Vec<u16> = after.flat_map(|at| years_in(phrase.word(at))).collect();
        if found.is_empty() && hit.start > 0 {
            found = years_in(phrase.word(hit.start - 1));
        }
        years.extend(found);
    }
    years
}

fn years_in(word: &str) -> Vec<u16> {
    let year =
        |part: &str| part.parse().ok().filter(|year: &u16| part.len() == 4 && (2012..=2060).contains(year));
    let parts: Option<Vec<u16>> = word.split(['-', '/']).map(year).collect();
    match parts.unwrap_or_default()[..] {
        [first, last] if last >= first && last - first < 6 => (first..=last).collect(),
        [one] => vec![one],
        _ => Vec::new(),
    }
}

/// Adds years: a scheme keeps only the span that ends last; plans keep every year once.
fn add_years(held: &mut Vec<u16>, years: Vec<u16>, kind: ProgrammeKind) {
    match kind {
        ProgrammeKind::Scheme => {
            if years.last() > held.last() {
                *held = years;
            }
        }
        ProgrammeKind::Plan => {
            held.extend(years);
            held.sort_unstable();
            held.dedup();
        }
    }
}

fn push(list: &mut Vec<String>, address: String) {
    const MOST: usize = 10;
    if !list.contains(&address) && list.len() < MOST {
        list.push(address);
    }
}

/// Whether the text of the programme is on the page itself: more than sixty words in its own section.
fn is_text_of_its_own(document: &Document<'_>, kind: ProgrammeKind) -> bool {
    const LITTLE: usize = 60;
    document
        .below(kind.section())
        .map(|(_, placed)| Phrase::from_text(&placed.line.text).len())
        .sum::<usize>()
        > LITTLE
}
