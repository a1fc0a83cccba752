//! The `headers` attribute of a cell names cells of the same table.

use crate::{
    Node, Page, Rule, Verdict,
    parts::table::{self, own},
    referential::Aspect,
};

const REFERS: Aspect = Aspect::new("headers-attribute-exact");

pub static RULE: Rule = Rule {
    id: "headers-attribute-refers",
    aspects: &[REFERS],
    act: &["a25f45"],
    wcag: &["1.3.1"],
    doc: include_str!("headers_attribute_refers.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let counts = |table: &Node<'_>| {
        let role = table.role_tokens().into_iter().next();
        matches!(role.as_deref(), None | Some("table" | "grid" | "treegrid")) && table.is_visible()
    };
    let is_target =
        |cell: &Node<'_>| cell.is_one_of(&["td", "th"]) && cell.tokens("headers").next().is_some();
    table::exposed(page).into_iter().filter(counts).flat_map(own).filter(is_target).collect()
}

fn expectation(cell: Node<'_>) -> Verdict {
    let verdicts = cell.tokens("headers").map(|id| of_one(cell, id));
    let verdict =
        verdicts.max_by_key(|verdict| verdict.outcome).unwrap_or_else(|| Verdict::pass().of(&[REFERS]));
    // A cell that is not exposed harms nobody as long as it stays so, so no aspect is concerned.
    if cell.is_exposed() { verdict } else { verdict.of(&[]) }
}

fn of_one(cell: Node<'_>, id: &str) -> Verdict {
    let found: Vec<Node<'_>> = cell.all_by_id(id).take(2).collect();
    let table = cell.ancestors().find(|node| node.is("table"));
    let told = |verdict: Verdict| verdict.with("id", id).of(&[REFERS]);
    let [target] = found[..] else {
        return if found.is_empty() {
            told(Verdict::fail("headers-of-nothing"))
        } else {
            told(Verdict::cant_tell("headers-id-twice"))
        };
    };
    if target == cell {
        return told(Verdict::fail("headers-of-itself"));
    }
    let is_here = target.ancestors().find(|node| node.is("table")) == table;
    if !is_here || !target.is_one_of(&["td", "th"]) {
        return told(Verdict::fail("headers-outside"));
    }
    let is_header = target.is("th") || target.role_tokens().iter().any(|role| role.ends_with("header"));
    if is_header {
        return Verdict::pass().of(&[REFERS]);
    }
    if target.rendered_text().is_empty() || !target.role_tokens().is_empty() {
        return told(Verdict::cant_tell("headers-of-data"));
    }
    // `header-cells-are-th` names the aspects that this breaks: the cell it names is a header without a `th`, or none.
    Verdict::fail("headers-of-data").with("id", id).of(&[])
}
