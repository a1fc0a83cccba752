//! A function that is triggered by a pointer can be cancelled before the pointer is released.

use crate::{
    Node, Page, Rule, Verdict,
    page::sections::listened::Kind::{MouseDown, TouchDown},
    parts::heard::{heard, told},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "pointer-down-can-be-cancelled",
    aspects: &[Aspect::new("pointer-cancellable")],
    act: &[],
    wcag: &["2.5.2"],
    doc: include_str!("pointer_down_can_be_cancelled.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    told(page, &heard(page, &[MouseDown, TouchDown]))
}

/// Never a failure: it is not known whether something happens as soon as the pointer is down, and cannot be undone.
fn expectation(_node: Node<'_>) -> Verdict {
    Verdict::cant_tell("pointer-down-heard")
}
