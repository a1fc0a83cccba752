//! A long passage in another language declares its language.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{language, main_language, own_words, passages},
    referential::Aspect,
    standards::languages,
};

pub static RULE: Rule = Rule {
    id: "other-language-is-marked",
    aspects: &[Aspect::new("foreign-text-marked")],
    act: &[],
    wcag: &["3.1.2"],
    doc: include_str!("other_language_is_marked.md"),
    applicability,
    expectation,
};

/// Blocks whose text takes its language from the page and is certainly in another one. If no text is in the declared
/// language, the page itself may declare the wrong one, and one block is enough to show that.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let Some((html, code)) = default_language(page) else { return Vec::new() };
    let Ok(claimed) = languages::check(&code) else { return Vec::new() };
    let own = passages::all(page).into_iter().filter(|passage| passage.language == Some(html));
    let foreign = own.filter(|passage| language::foreign_passage(page, &passage.text, &claimed).is_some());
    let most = if page.fact(WrittenAsClaimed::from_page).0 { usize::MAX } else { 1 };
    foreign.map(|passage| passage.block).take(most).collect()
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
    let Some(found) = language::foreign_passage(page, &text, &claimed) else { return Verdict::pass() };
    let verdict = if !page.fact(WrittenAsClaimed::from_page).0 {
        // The page itself may declare the wrong language, which is another test.
        Verdict::cant_tell("language-unmarked-perhaps")
    } else if own_words::is_own_sentence(block, html, found) {
        Verdict::fail("language-unmarked").with("passage", main_language::beginning(&text))
    } else {
        Verdict::cant_tell("language-unmarked-title").with("passage", main_language::beginning(&text))
    };
    verdict.with("found", found).with("claimed", code)
}

/// Whether some text of the page is in the language that the page declares: a long passage, or its short texts
/// together.
struct WrittenAsClaimed(bool);

impl WrittenAsClaimed {
    fn from_page(page: &Page) -> Self {
        let Some((html, code)) = default_language(page) else { return Self(false) };
        Self(languages::check(&code).is_ok_and(|claimed| main_language::shares(html, &claimed).same > 0))
    }
}
