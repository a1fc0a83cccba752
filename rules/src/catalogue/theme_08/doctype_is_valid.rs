//! The page begins with a published document type.

use crate::{Node, Page, Rule, Verdict, referential::TestId, standards::doctype};

const PRESENT: TestId = TestId::new(8, 1, 1);
const VALID: TestId = TestId::new(8, 1, 2);

pub static RULE: Rule = Rule {
    id: "doctype-is-valid",
    // A document type after the `html` tag is dropped by the parser: one that is held stands before it.
    tests: &[PRESENT, VALID, TestId::new(8, 1, 3)],
    act: &[],
    wcag: &["4.1.1"],
    doc: include_str!("doctype_is_valid.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.root_element().filter(|root| root.is("html")).into_iter().collect()
}

fn expectation(html: Node<'_>) -> Verdict {
    let snapshot = html.page().snapshot();
    let text = |number: u32| snapshot.strings[number as usize].as_str();
    let Some(found) = &snapshot.documents[0].doctype else {
        return Verdict::fail("no-doctype").of(&[PRESENT]);
    };
    let public_id = text(found.public_id);
    match doctype::check(text(found.name), public_id, text(found.system_id)) {
        Ok(_) => Verdict::pass(),
        Err(doctype::DoctypeError::NotHtml(name)) if public_id.is_empty() => {
            Verdict::fail("doctype-not-html").of(&[VALID]).with("doctype", name)
        }
        Err(doctype::DoctypeError::UnknownPublicId(id)) if is_of_w3c(public_id) => {
            Verdict::fail("doctype-unpublished").of(&[VALID]).with("doctype", id)
        }
        Err(doctype::DoctypeError::WrongSystemId { found, .. }) if found.contains("://www.w3.org/") => {
            Verdict::fail("doctype-unpublished").of(&[VALID]).with("doctype", found)
        }
        Err(error) => Verdict::cant_tell("doctype-unknown").of(&[VALID]).with("doctype", error.to_string()),
    }
}

/// The W3C's document types are a closed list; those of others are known to their owners only.
fn is_of_w3c(public_id: &str) -> bool {
    public_id.trim().get(..10).is_some_and(|owner| owner.eq_ignore_ascii_case("-//W3C//DT"))
}
