//! A short text is in the language that its element declares.

use crate::{
    Node, Page, Rule, Verdict,
    page::fold,
    parts::{close_languages, function_words, language, main_language, passages},
    standards::languages,
};

pub static RULE: Rule = Rule {
    id: "phrase-matches-language",
    // The rule for RGAA only judges passages that are long enough to leave no doubt.
    aspects: &[],
    act: &["off6ek"],
    wcag: &["3.1.2"],
    doc: include_str!("phrase_matches_language.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let phrase = |node: &Node<'_>| {
        let text = passages::said_under(*node);
        !text.trim().is_empty() && !language::is_long(&passages::text_under(*node))
    };
    passages::language_holders(page).into_iter().filter(phrase).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    let code = passages::language_of(element).unwrap_or_default();
    let first = code.split('-').next().unwrap_or_default();
    let Ok(claimed) = languages::check(first).map_err(drop).and_then(|claimed| {
        // Codes for «undetermined», «no language», «several» and «without a code»: no language to compare with.
        if ["und", "zxx", "mul", "mis"].contains(&first) { Err(()) } else { Ok(claimed) }
    }) else {
        return Verdict::cant_tell("lang-to-compare").with("claimed", code);
    };
    let text = passages::said_under(element);
    let told = |found: String, text: &str| {
        Verdict::fail("lang-other")
            .with("found", found)
            .with("claimed", code)
            .with("passage", main_language::beginning(text))
    };
    if let Some(found) = function_words::other_language(&text, &claimed.language.code) {
        return told(found.to_owned(), &text);
    }
    match name_declared_otherwise(element, &claimed) {
        Some((found, name)) => told(found, &name),
        None => Verdict::cant_tell("lang-to-compare").with("claimed", code),
    }
}

/// The language and the text of the name, if the only text in the element's language is a name that `aria-labelledby`
/// takes from a text which declares another language.
fn name_declared_otherwise(element: Node<'_>, claimed: &languages::Tag) -> Option<(String, String)> {
    if !passages::text_under(element).trim().is_empty() {
        return None;
    }
    let own = element
        .descendants()
        .chain([element])
        .filter(|node| passages::language_holder(*node) == Some(element));
    let labels: Vec<Node<'_>> =
        own.filter(Node::is_exposed).flat_map(|node| node.referenced("aria-labelledby")).collect();
    let [label] = labels[..] else { return None };
    let name = label.text_content();
    let is_all = fold(&passages::names_under(element).join(" ")) == fold(&name);
    let found = languages::check(passages::language_of(passages::language_holder(label)?)?).ok()?;
    let differs = !languages::same_language(&found, claimed)
        && !close_languages::are_close(&found.language.code, &claimed.language.code);
    (is_all && differs && name.split_whitespace().count() > 1).then_some((found.language.code, name))
}
