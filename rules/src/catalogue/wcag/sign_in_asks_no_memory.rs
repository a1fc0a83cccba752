//! Signing in is possible without remembering something or copying it by hand.

use crate::{Node, Page, Rule, Verdict, parts::fields, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "sign-in-asks-no-memory",
    aspects: &[Aspect::new("authentication-without-memory")],
    act: &[],
    wcag: &["3.3.8"],
    doc: include_str!("sign_in_asks_no_memory.md"),
    applicability,
    expectation,
};

/// Fields for an existing password, or for a code that was sent.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.all(&["input"]).into_iter().filter(|field| asks_for_secret(*field) && !field.is_hidden()).collect()
}

fn asks_for_secret(field: Node<'_>) -> bool {
    let says = |word| autocomplete(field).any(|token| token.eq_ignore_ascii_case(word));
    (fields::input_type(field) == "password" && !says("new-password")) || says("one-time-code")
}

fn autocomplete<'p>(field: Node<'p>) -> impl Iterator<Item = &'p str> {
    field.attribute("autocomplete").unwrap_or_default().split_whitespace()
}

/// Never a failure: a password manager may fill in the field even if pasting is blocked, and there may be another way
/// to sign in.
fn expectation(field: Node<'_>) -> Verdict {
    if blocks_paste(field) {
        Verdict::cant_tell("sign-in-blocks-paste")
    } else {
        Verdict::cant_tell("sign-in-to-try")
    }
}

fn blocks_paste(field: Node<'_>) -> bool {
    let plain = |script: &str| script.split_whitespace().collect::<String>().to_ascii_lowercase();
    let stops =
        |script: &str| ["returnfalse", "preventdefault()"].iter().any(|way| plain(script).contains(way));
    std::iter::once(field).chain(field.ancestors()).any(|node| node.attribute("onpaste").is_some_and(stops))
}
