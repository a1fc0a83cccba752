//! Items are inside a list, and a list contains items.

use crate::{Node, Page, Rule, Verdict, parts::roles, referential::Aspect};

const BULLETED: Aspect = Aspect::new("unordered-lists-marked-up");
const NUMBERED: Aspect = Aspect::new("ordered-lists-marked-up");
const DESCRIBED: Aspect = Aspect::new("description-lists-marked-up");
/// The aspect of elements that are used only for their look. List elements that form no list break it, or one of the
/// others.
const PRESENTATION: Aspect = Aspect::new("tags-not-for-presentation");

pub static RULE: Rule = Rule {
    id: "list-structure",
    aspects: &[BULLETED, NUMBERED, DESCRIBED, PRESENTATION],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("list_structure.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let counts = |node: &Node<'_>| {
        let keeps_role = node.role_tokens().is_empty() || turns_list_into(*node).is_some();
        node.is_html() && keeps_role && node.is_exposed() && node.is_visible() && counts(*node)
    };
    page.all(&["ul", "ol", "dl", "li", "dt", "dd"]).into_iter().filter(counts).collect()
}

/// The role of a `ul` or `ol`, if it is neither the role of a list nor of a widget made of items. The items then belong
/// to no list.
fn turns_list_into(list: Node<'_>) -> Option<&'static str> {
    const NO_LISTS: &[&str] = &[
        "navigation",
        "banner",
        "complementary",
        "contentinfo",
        "main",
        "region",
        "search",
        "form",
        "article",
        "section",
        "heading",
        "img",
        "button",
        "link",
        "alert",
        "status",
        "note",
        "definition",
        "term",
        "figure",
        "document",
        "paragraph",
    ];
    let role = roles::explicit_role(list)?.name;
    (list.is_one_of(&["ul", "ol"]) && NO_LISTS.contains(&role)).then_some(role)
}

/// Whether the element is a target: a list with text, or the first of several sibling items outside a list.
fn counts(node: Node<'_>) -> bool {
    match node.name() {
        "li" => !has_list_above(node) && !is_after(node, &["li"]),
        "dt" | "dd" => !node.ancestors().any(|above| above.is("dl")) && !is_after(node, &["dt", "dd"]),
        _ => !node.rendered_text().is_empty(),
    }
}

fn has_list_above(item: Node<'_>) -> bool {
    item.ancestors().any(|node| {
        node.is_one_of(&["ul", "ol", "menu", "dir"])
            || !node.role_tokens().is_empty()
            || node.name().contains('-')
    })
}

fn is_after(node: Node<'_>, names: &[&str]) -> bool {
    let first =
        node.parent().and_then(|parent| parent.child_elements().find(|sibling| sibling.is_one_of(names)));
    first.is_some_and(|first| first != node)
}

fn expectation(node: Node<'_>) -> Verdict {
    match node.name() {
        "ul" => of_list(node, BULLETED),
        "ol" => of_list(node, NUMBERED),
        "dl" => of_descriptions(node),
        "li" => of_lost_items(node),
        _ => of_lost_descriptions(node),
    }
}

fn of_list(list: Node<'_>, test: Aspect) -> Verdict {
    let items: Vec<Node<'_>> =
        list.child_elements().filter(|item| item.is("li") && is_shown(*item)).collect();
    if let Some(role) = turns_list_into(list) {
        // A single item is no list.
        return match items.len() {
            0 | 1 => Verdict::cant_tell("list-turned-into-other-short").with("role", role).of(&[test]),
            _ => Verdict::fail("list-turned-into-other").with("role", role).either(&[test, PRESENTATION]),
        };
    }
    if items.len() > 1 && items.iter().all(|item| loses_its_role(*item)) {
        return Verdict::fail("list-of-no-items").either(&[test, PRESENTATION]);
    }
    let is_item =
        |node: &Node<'_>| node.is("li") || node.role_tokens().first().is_some_and(|role| role == "listitem");
    let others = list.child_elements().filter(|node| !is_item(node) && is_shown(*node)).count();
    let may_hold =
        list.has_attribute("aria-owns") || list.child_elements().any(|node| node.name().contains('-'));
    match (list.descendants().any(|node| is_item(&node)), others) {
        (true, 0) => Verdict::pass().of(&[test]),
        (true, _) => Verdict::cant_tell("list-odd-children").of(&[test]),
        (false, 2..) if !may_hold => Verdict::fail("list-without-items").either(&[test, PRESENTATION]),
        (false, _) => Verdict::cant_tell("list-without-items-short").of(&[test]),
    }
}

/// Whether the role of the item makes it no list item: a presentational role that browsers follow, or the role of
/// something that is no item.
fn loses_its_role(item: Node<'_>) -> bool {
    const OTHERS: &[&str] = &["button", "link", "article", "heading", "img", "region", "navigation"];
    // Roles of content that may be an item of a widget around the list, so that a presentational `li` is correct.
    const ITEMS: &[&str] =
        &["tab", "menuitem", "menuitemcheckbox", "menuitemradio", "option", "radio", "treeitem", "listitem"];
    let holds_item = || {
        item.descendants()
            .any(|node| node.role_tokens().first().is_some_and(|role| ITEMS.contains(&role.as_str())))
    };
    let role = roles::explicit_role(item);
    role.is_some_and(|role| OTHERS.contains(&role.name))
        || role.is_some_and(roles::is_presentational) && !holds_item()
}

fn is_shown(node: Node<'_>) -> bool {
    !node.is_one_of(&["script", "template", "style"]) && node.is_exposed() && !node.rendered_text().is_empty()
}

fn of_descriptions(list: Node<'_>) -> Verdict {
    let has = |name: &str| list.descendants().any(|node| node.is(name));
    match (has("dt"), has("dd")) {
        (true, true) => Verdict::pass().of(&[DESCRIBED]),
        (false, false) if list.child_elements().filter(|node| is_shown(*node)).count() > 1 => {
            Verdict::fail("descriptions-without-terms").either(&[DESCRIBED, PRESENTATION])
        }
        _ => Verdict::cant_tell("descriptions-half").of(&[DESCRIBED]),
    }
}

fn of_lost_items(first: Node<'_>) -> Verdict {
    let shown = first.parent().into_iter().flat_map(|parent| parent.child_elements());
    match shown.filter(|node| node.is("li") && is_shown(*node)).count() {
        0 | 1 => Verdict::cant_tell("item-outside-list").of(&[BULLETED, NUMBERED]),
        _ => Verdict::fail("items-outside-list").either(&[BULLETED, NUMBERED, PRESENTATION]),
    }
}

fn of_lost_descriptions(first: Node<'_>) -> Verdict {
    let siblings: Vec<Node<'_>> =
        first.parent().into_iter().flat_map(|parent| parent.child_elements()).collect();
    let has = |name: &str| siblings.iter().any(|node| node.is(name) && is_shown(*node));
    if has("dt") && has("dd") {
        Verdict::fail("descriptions-outside-list").either(&[DESCRIBED, PRESENTATION])
    } else {
        Verdict::cant_tell("description-outside-list").of(&[DESCRIBED])
    }
}
