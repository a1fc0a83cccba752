//! A heading that announces a topic, such as opening hours, prices or the weather, is above content on that topic.

use crate::{
    Node, Page, Rule, Verdict,
    page::fold,
    parts::{headings, inline},
    standards::words,
};

pub static RULE: Rule = Rule {
    id: "heading-fits-its-part",
    // Other words may say the same. The rule for RGAA only judges texts that cannot be a heading at all.
    aspects: &[],
    act: &["b49b2e"],
    wcag: &["2.4.6"],
    doc: include_str!("heading_fits_its_part.md"),
    applicability,
    expectation,
};

/// Smallest number of words of a text that is judged. A shorter part may only refer to content elsewhere.
const FEWEST_WORDS: usize = 8;
/// Size of a part, in bytes, after which the rest of it is not read.
const MOST_CHARACTERS: usize = 5000;

fn applicability(page: &Page) -> Vec<Node<'_>> {
    headings::exposed(page).into_iter().filter(|heading| !heading.accessible_name().is_empty()).collect()
}

fn expectation(heading: Node<'_>) -> Verdict {
    let name = heading.accessible_name();
    let part = Part::under(heading);
    let misses = words::misses_its_topic(name, &part.text) == Some(true);
    let is_long = |text: &str| text.split(' ').count() >= FEWEST_WORDS;
    let begins_with_another = is_long(&part.beginning) && words::is_of_another_topic(name, &part.beginning);
    let is_foreign = !part.may_say_more && (begins_with_another || (misses && is_long(&part.text)));
    let verdict = if is_foreign {
        Verdict::fail("heading-foreign-to-part")
    } else {
        Verdict::cant_tell("heading-to-read")
    };
    verdict.with("name", name)
}

/// The content that follows a heading, up to the next one.
#[derive(Default)]
struct Part {
    text: String,
    /// The text of the first block that has text.
    beginning: String,
    /// Whether a link, a picture, a table or a control may say what the text does not.
    may_say_more: bool,
}

impl Part {
    fn under(heading: Node<'_>) -> Self {
        const MORE: &[&str] = &[
            "a", "img", "svg", "canvas", "picture", "video", "audio", "iframe", "object", "embed", "table",
            "button", "input", "select", "textarea", "details", "time", "script",
        ];
        let page = heading.page();
        let after = (heading.number() + 1..).map_while(|number| page.node(number));
        let after = after.take_while(|node| node.document() == heading.document());
        let mut part = Self::default();
        let mut first = None;
        for node in after.filter(|node| !node.is_inside(heading)) {
            if (node.is_element() && headings::is_heading(node)) || part.text.len() > MOST_CHARACTERS {
                break;
            }
            part.may_say_more |= node.is_one_of(MORE) || node.name().contains('-');
            if node.is_text() && node.is_visible() {
                part.text.push_str(node.text());
                part.text.push(' ');
                let block = inline::block_around(node);
                if !node.text().trim().is_empty() && *first.get_or_insert(block) == block {
                    part.beginning.push_str(node.text());
                }
            }
        }
        part.text = fold(&part.text);
        part.beginning = fold(&part.beginning);
        part
    }
}
