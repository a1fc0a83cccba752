//! The language of the page is given by a code that exists.

use crate::{Node, Page, Rule, Verdict, parts::language, referential::TestId, standards::languages};

pub static RULE: Rule = Rule {
    id: "page-lang-is-valid",
    tests: &[TestId::new(8, 4, 1)],
    act: &["bf051a"],
    wcag: &["3.1.1"],
    doc: include_str!("page_lang_is_valid.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let has_lang = |node: &Node<'_>| node.attribute("lang").is_some_and(|lang| !lang.trim().is_empty());
    page.root_element().filter(|root| root.is("html") && has_lang(root)).into_iter().collect()
}

fn expectation(html: Node<'_>) -> Verdict {
    let code = html.attribute("lang").unwrap_or_default().trim();
    match language::code_of(code) {
        language::Code::Known if languages::check(code).is_ok() => Verdict::pass(),
        language::Code::Known => Verdict::cant_tell("page-lang-odd-option").with("code", code),
        // Outside the list of the web's codes, but a code of ISO 639-2, which the RGAA accepts.
        language::Code::Long => Verdict::fail("page-lang-long-code").of(&[]).with("code", code),
        language::Code::Unknown => Verdict::fail("page-lang-unknown").with("code", code),
    }
}
