//! Finds the mention, «Accessibilité : non conforme», in any words and anywhere on the page.

use super::{
    model::{Conformity, Mention},
    text::{Line, LinkInLine, Phrase},
    wording::find,
};
use crate::Page;
use crate::standards::word_list::{WordList, entries};

const MOST: usize = 20;
/// Most words of a mention. A longer sentence with the same words is a text about accessibility.
const LONGEST: usize = 14;
/// Most words before the words that declare the conformity.
const MOST_BEFORE: usize = 4;
/// Most words after them.
const MOST_BEHIND: usize = 7;
/// Most lines into which the markup may split one mention.
const MOST_PIECES: usize = 3;

/// Every mention of the page, in tree order, at most `MOST`. If a mention is split over several lines, the smallest
/// number of lines that forms one counts.
pub fn find_in(page: &Page, lines: &[Line]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < lines.len() && found.len() < MOST {
        let linked = of_links(page, &lines[at]);
        if !linked.is_empty() {
            found.extend(linked);
            at += 1;
            continue;
        }
        let pieces =
            (1..=MOST_PIECES).find_map(|pieces| Some((pieces, read(page, lines.get(at..at + pieces)?)?)));
        match pieces {
            Some((pieces, mention)) => {
                found.push(mention);
                at += pieces;
            }
            None => at += 1,
        }
    }
    found
}

/// The mentions in the links of a line, such as the links of a footer: the text of each link is read by itself.
fn of_links(page: &Page, line: &Line) -> Vec<Mention> {
    let alone = |link: &LinkInLine| {
        let line = Line { text: link.text.clone(), links: vec![link.clone()], ..line.clone() };
        read(page, &[line])
    };
    line.links.iter().filter(|link| link.text.len() < line.text.len()).filter_map(alone).collect()
}

fn read(page: &Page, pieces: &[Line]) -> Option<Mention> {
    if pieces.len() > 1 && !is_begun(&pieces[0]) {
        return None;
    }
    let text = pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
    let phrase = Phrase::from_text(&text);
    if phrase.len() > LONGEST {
        return None;
    }
    let (conformity, is_exact) = conformity(&phrase)?;
    let links = || pieces.iter().flat_map(|piece| &piece.links);
    Some(Mention {
        conformity,
        is_exact,
        is_shown: !pieces.iter().any(|piece| piece.is_hidden),
        selector: page.node(pieces[0].node).map(|node| element_of(node).selector()).unwrap_or_default(),
        link: links().map(|link| link.href.clone()).find(|href| href.starts_with("http")),
        text: text.chars().take(200).collect(),
    })
}

fn element_of(node: crate::Node<'_>) -> crate::Node<'_> {
    if node.is_element() { node } else { node.parent().unwrap_or(node) }
}

/// Words of a label that the conformity may follow.
static SUBJECTS: WordList = WordList::new(|| entries(include_str!("../../data/words/mention-subjects.txt")));

/// Whether the line is a label of at most four words, so that the next line may continue it.
fn is_begun(first: &Line) -> bool {
    let phrase = Phrase::from_text(&first.text);
    phrase.len() > 0
        && phrase.len() <= 4
        && SUBJECTS.iter().any(|word| (0..phrase.len()).any(|at| phrase.word(at) == *word))
}

/// The conformity that a mention declares, and whether it has the exact words of the law. `Some((None, _))` is a
/// mention that declares none of the three states.
pub fn conformity(phrase: &Phrase<'_>) -> Option<(Option<Conformity>, bool)> {
    for (field, is_exact) in [("mention", true), ("mention-other", false)] {
        if let Some((wording, hit)) = find(field, phrase) {
            if hit.start > MOST_BEFORE || phrase.len() - hit.end > MOST_BEHIND {
                return None;
            }
            let exact = is_exact && phrase.len() <= 8;
            return Some((Conformity::from_code(wording.value), exact));
        }
    }
    find("mention-unclear", phrase).map(|_| (None, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<(Option<Conformity>, bool)> {
        conformity(&Phrase::from_text(text))
    }

    #[test]
    fn mentions_are_known_in_many_words() {
        assert_eq!(said("Accessibilité : non conforme"), Some((Some(Conformity::Non), true)));
        assert_eq!(said("ACCESSIBILITÉ (partiellement conforme)"), Some((Some(Conformity::Partial), true)));
        assert_eq!(
            said("Accessibilité numérique : totalement conforme"),
            Some((Some(Conformity::Total), true))
        );
        assert_eq!(said("Accessibilité : conformité partielle"), Some((Some(Conformity::Partial), false)));
        assert_eq!(said("Accessibilité : pas encore audité"), Some((None, false)));
    }

    #[test]
    fn other_words_are_no_mention() {
        for text in
            ["Accessibilité : gare à 200 m", "Accessibilité", "Salle accessible", "Document non conforme"]
        {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
