//! The title of a table is tied to it, and says which table it is.

use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page, Rule, Verdict,
    parts::table::{self, Grid, has_content},
    referential::Aspect,
    standards::words::normalise,
};

const TIED: Aspect = Aspect::new("table-title-tied");
const RELEVANT: Aspect = Aspect::new("table-title-relevant");

pub static RULE: Rule = Rule {
    id: "table-title",
    aspects: &[TIED, RELEVANT],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("table_title.md"),
    applicability,
    expectation,
};

/// Titles that only say that there is a table. A number at the end is ignored.
static EMPTY_WORDS: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/table-titles-saying-nothing.txt")));

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let counts = |table: &Node<'_>| table.role_tokens().is_empty() && has_content(*table);
    let is_titled =
        |table: &Node<'_>| title(*table).is_some() || caption(*table).is_some() || is_headed(*table);
    table::exposed(page).into_iter().filter(counts).filter(is_titled).collect()
}

fn caption(table: Node<'_>) -> Option<Node<'_>> {
    table.child_elements().find(|node| node.is("caption"))
}

/// The title that the browser took as the name: `aria-labelledby`, `aria-label`, `caption` or `title`.
fn title(table: Node<'_>) -> Option<&str> {
    Some(table.accessible_name()).filter(|name| !name.is_empty())
}

fn expectation(table: Node<'_>) -> Verdict {
    if let Some(title) = title(table) {
        return if says_nothing(title) {
            Verdict::fail("table-title-says-nothing").with("title", title).of(&[RELEVANT])
        } else {
            Verdict::pass()
        };
    }
    match caption(table) {
        Some(_) => Verdict::cant_tell("table-caption-empty"),
        None => Verdict::cant_tell("table-title-in-row").of(&[TIED]),
    }
}

fn says_nothing(title: &str) -> bool {
    let folded = normalise(title);
    let without_number = folded.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    EMPTY_WORDS.contains(&without_number)
}

fn is_headed(table: Node<'_>) -> bool {
    Grid::from_table(table).is_some_and(|grid| table::begins_with_title(&grid))
}
