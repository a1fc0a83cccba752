//! A group of options has a label that no other group of the list has.

use crate::{Node, Page, Rule, Verdict, referential::Aspect};

const PRESENT: Aspect = Aspect::new("option-group-label");
const RELEVANT: Aspect = Aspect::new("option-group-label-relevant");

pub static RULE: Rule = Rule {
    id: "optgroup-has-label",
    aspects: &[PRESENT, RELEVANT],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("optgroup_has_label.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let in_select = |node: &Node<'_>| node.ancestors().any(|above| above.is("select"));
    page.all(&["optgroup"]).into_iter().filter(in_select).collect()
}

fn expectation(group: Node<'_>) -> Verdict {
    // The customizable lists of newer browsers take a `legend` instead.
    let has_legend = group.child_elements().any(|child| child.is("legend"));
    match group.attribute("label").map(str::trim) {
        None if has_legend => Verdict::cant_tell("optgroup-legend").of(&[PRESENT]),
        None => Verdict::fail("optgroup-without-label").of(&[PRESENT]),
        Some("") => Verdict::fail("optgroup-label-empty").of(&[RELEVANT]),
        Some(label) if is_repeated(group, label) => {
            Verdict::cant_tell("optgroup-label-repeated").of(&[RELEVANT]).with("label", label)
        }
        Some(_) => Verdict::pass().of(&[PRESENT]),
    }
}

fn is_repeated(group: Node<'_>, label: &str) -> bool {
    let same = |other: &Node<'_>| other.is("optgroup") && other.attribute_is("label", label);
    group.parent().is_some_and(|list| list.child_elements().filter(same).count() > 1)
}
