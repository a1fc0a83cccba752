//! The page declares its language by a code that exists.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        document_type::{self, LanguageBy},
        language,
    },
    referential::Aspect,
    standards::languages,
};

pub static RULE: Rule = Rule {
    id: "page-lang-is-valid",
    aspects: &[Aspect::new("page-language-correct")],
    act: &["bf051a"],
    wcag: &["3.1.1"],
    doc: include_str!("page_lang_is_valid.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.root_element().filter(|root| root.is("html") && declared(*root).is_some()).into_iter().collect()
}

/// The code by which the page declares its language.
fn declared(html: Node<'_>) -> Option<&str> {
    let code = |name: &str| html.attribute(name).map(str::trim).filter(|code| !code.is_empty());
    let xml = || code("xml:lang").filter(|_| document_type::language_by(html.page()) != LanguageBy::Lang);
    code("lang").or_else(xml)
}

fn expectation(html: Node<'_>) -> Verdict {
    let code = declared(html).unwrap_or_default();
    let told = |verdict: Verdict| verdict.with("code", code);
    match language::code_of(code) {
        language::Code::Known if contradicts_itself(html) => told(Verdict::cant_tell("page-lang-two-codes"))
            .with("other", html.attribute("xml:lang").unwrap_or_default()),
        language::Code::Known if languages::check(code).is_ok() => Verdict::pass(),
        language::Code::Known => told(Verdict::cant_tell("page-lang-odd-option")),
        // The code is not in the language registry of the web, but may be a code of ISO 639-2, which RGAA accepts.
        language::Code::Long => told(Verdict::fail("page-lang-long-code").of(&[])),
        language::Code::Unknown => told(Verdict::fail("page-lang-unknown")),
    }
}

/// Whether `lang` and `xml:lang` name different languages, of which only one can be right.
fn contradicts_itself(html: Node<'_>) -> bool {
    let first = |name: &str| {
        let code = html.attribute(name)?.trim().split('-').next()?.to_ascii_lowercase();
        Some(code).filter(|code| !code.is_empty())
    };
    matches!((first("lang"), first("xml:lang")), (Some(one), Some(other)) if one != other)
}
