//! The page begins with a published document type.

use crate::{Node, Page, Rule, Verdict, referential::Aspect, standards::doctype};

const PRESENT: Aspect = Aspect::new("doctype-present");
const VALID: Aspect = Aspect::new("doctype-valid");

pub static RULE: Rule = Rule {
    id: "doctype-is-valid",
    // The parser drops a document type after the `html` tag, so a captured one is always in its place.
    aspects: &[PRESENT, VALID, Aspect::new("doctype-placed")],
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
    let system_id = text(found.system_id);
    let verdict = match doctype::check(text(found.name), public_id, system_id) {
        Ok(known) if known.was_published_at(system_id) => return Verdict::pass(),
        // Authors may host their own copy at another address, but the W3C has published nothing at this one.
        Ok(_) if system_id.contains("://www.w3.org/") && !mixes_languages(public_id) => {
            Verdict::fail("doctype-unpublished").with("doctype", system_id)
        }
        Ok(_) => Verdict::cant_tell("doctype-unknown").with("doctype", system_id),
        Err(doctype::DoctypeError::NotHtml(name))
            if public_id.is_empty() && !mixes_languages(&format!("{name} {system_id}")) =>
        {
            Verdict::fail("doctype-not-html").with("doctype", name)
        }
        Err(doctype::DoctypeError::UnknownPublicId(id))
            if is_of_w3c(public_id) && !mixes_languages(public_id) =>
        {
            Verdict::fail("doctype-unpublished").with("doctype", id)
        }
        Err(error) => Verdict::cant_tell("doctype-unknown").with("doctype", error.to_string()),
    };
    verdict.of(&[VALID])
}

/// Whether the document type combines HTML with another language. Such types were published at several places and in
/// several versions.
fn mixes_languages(id: &str) -> bool {
    let id = id.to_ascii_lowercase();
    ["math", "svg", "rdfa", "smil", "xforms", "its"].iter().any(|language| id.contains(language))
}

/// Whether the W3C owns the public identifier. The list of its document types is complete; those of other owners are
/// not known.
fn is_of_w3c(public_id: &str) -> bool {
    public_id.trim().get(..10).is_some_and(|owner| owner.eq_ignore_ascii_case("-//W3C//DT"))
}
