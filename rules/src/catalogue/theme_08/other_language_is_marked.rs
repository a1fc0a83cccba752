//! A long passage in another language says so.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        language::{self, Match},
        passages,
    },
    referential::TestId,
    standards::languages,
};

/// A passage that long is no name, slogan or borrowed word.
const FEWEST_LETTERS: usize = 200;

pub static RULE: Rule = Rule {
    id: "other-language-is-marked",
    tests: &[TestId::new(8, 7, 1)],
    act: &[],
    wcag: &["3.1.2"],
    doc: include_str!("other_language_is_marked.md"),
    applicability,
    expectation,
};

/// Blocks whose long text takes its language from the page and is not plainly in it. Where nothing is written in
/// the announced language the page itself may be wrong about it, which one block is enough to tell.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let Some((html, code)) = default_language(page) else { return Vec::new() };
    let Ok(claimed) = languages::check(&code) else { return Vec::new() };
    let mut own = passages::of(page);
    own.retain(|passage| passage.language == Some(html));
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let plain = |text: &str| code == "fr" && language::is_plainly_french(text);
    let suspects = own.iter().filter(|passage| letters(&passage.text) >= FEWEST_LETTERS && !plain(&passage.text));
    let suspects: Vec<Node<'_>> = suspects.map(|passage| passage.block).collect();
    match suspects.is_empty() || is_written_in(page, &own, &claimed) {
        true => suspects,
        false => suspects.into_iter().take(1).collect(),
    }
}

fn default_language(page: &Page) -> Option<(Node<'_>, String)> {
    let html = page.root_element()?;
    let code = passages::language_of(html)?.split('-').next()?.to_ascii_lowercase();
    (language::code_of(&code) == language::Code::Known).then_some((html, code))
}

fn expectation(block: Node<'_>) -> Verdict {
    let page = block.page();
    let Some((html, code)) = default_language(page) else { return Verdict::pass() };
    let Ok(claimed) = languages::check(&code) else { return Verdict::pass() };
    let text = passages::text_of_block(block, html);
    match language::compare(page, &text, &claimed) {
        // The page itself may be wrong about its language: that is another test.
        Match::Other(found) if page.fact(WrittenAsClaimed::of).0 => {
            Verdict::fail("language-unmarked").with("found", found).with("claimed", code)
        }
        Match::Other(found) => {
            Verdict::cant_tell("language-unmarked-perhaps").with("found", found).with("claimed", code)
        }
        Match::Same | Match::Unknown => Verdict::pass(),
    }
}

/// Some long passage of the page is in the language it announces.
struct WrittenAsClaimed(bool);

impl WrittenAsClaimed {
    fn of(page: &Page) -> Self {
        let Some((html, code)) = default_language(page) else { return Self(false) };
        let mut own = passages::of(page);
        own.retain(|passage| passage.language == Some(html));
        Self(languages::check(&code).is_ok_and(|claimed| is_written_in(page, &own, &claimed)))
    }
}

/// Some long passage is in the language of the page.
fn is_written_in(page: &Page, own: &[passages::Passage<'_>], claimed: &languages::Tag) -> bool {
    own.iter().any(|passage| {
        language::is_long(&passage.text) && language::compare(page, &passage.text, claimed) == Match::Same
    })
}
