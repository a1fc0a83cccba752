//! A group of fields has a legend.

use crate::{
    Node, Page, Rule, Verdict,
    page::NameFrom,
    parts::{fields, names},
    referential::Aspect,
};

const LEGEND: Aspect = Aspect::new("field-group-legend");
const RELEVANT: Aspect = Aspect::new("field-group-legend-relevant");

pub static RULE: Rule = Rule {
    id: "field-group-has-legend",
    aspects: &[LEGEND, RELEVANT],
    act: &[],
    wcag: &["1.3.1", "3.3.2"],
    doc: include_str!("field_group_has_legend.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let groups = page.elements().filter(|node| is_group(*node) && !node.attribute_is("aria-hidden", "true"));
    groups.filter(|group| !own_fields(*group).is_empty()).collect()
}

fn is_group(node: Node<'_>) -> bool {
    match fields::explicit_role(node) {
        Some(role) => ["group", "radiogroup"].contains(&role),
        None => node.is("fieldset"),
    }
}

/// Fields of this group that are in no group inside it.
fn own_fields(group: Node<'_>) -> Vec<Node<'_>> {
    let fields = group
        .descendants()
        .filter(|node| fields::is_field(*node) && !node.attribute_is("aria-hidden", "true"));
    fields.filter(|field| field.ancestors().find(|above| is_group(*above)) == Some(group)).collect()
}

fn expectation(group: Node<'_>) -> Verdict {
    let fields = own_fields(group);
    let legend = group.child_elements().find(|child| child.is("legend")).filter(|_| group.is("fieldset"));
    if let Some(legend) = legend {
        if is_withheld(legend, group) {
            return Verdict::cant_tell("legend-not-shown").of(&[LEGEND]);
        }
        let said = !fields::label_text(legend).is_empty() || !group.accessible_name().is_empty();
        return if said {
            Verdict::pass().of(&[LEGEND])
        } else {
            Verdict::fail("legend-empty").either(&[LEGEND, RELEVANT])
        };
    }
    let named =
        !group.accessible_name().is_empty() || names::is_named_by(group, &["aria-labelledby", "aria-label"]);
    // RGAA accepts `aria-label` and `aria-labelledby`, but not `title`.
    let by_title = group.name_from() == NameFrom::Title;
    let verdict = match fields::explicit_role(group) {
        Some(_) if named && by_title => Verdict::cant_tell("fieldset-named-otherwise"),
        Some(_) if named => Verdict::pass(),
        None if named => Verdict::cant_tell("fieldset-named-otherwise"),
        // A single field needs no group, and fields with their own title or description may name what they belong to.
        _ if fields.len() < 2 || fields.iter().all(|field| tells_more(*field)) => {
            Verdict::cant_tell("group-perhaps-needless")
        }
        role if !fields.iter().all(|field| fields::is_checkable(*field))
            && (role == Some("group") || is_whole_form(group, fields[0])) =>
        {
            Verdict::cant_tell("group-perhaps-needless")
        }
        _ if !fields.iter().all(Node::is_exposed) => Verdict::cant_tell("group-not-shown"),
        _ => Verdict::fail("group-without-legend"),
    };
    verdict.of(&[LEGEND])
}

/// Whether the group contains all fields of its form. The RGAA glossary then asks for no group.
fn is_whole_form(group: Node<'_>, field: Node<'_>) -> bool {
    let form = fields::form_of(field);
    let mut others =
        fields::exposed(group.page()).into_iter().filter(|other| fields::form_of(*other) == form);
    others.all(|other| other.is_inside(group))
}

/// Whether the legend is hidden from assistive technologies although a field of its group is exposed.
fn is_withheld(legend: Node<'_>, group: Node<'_>) -> bool {
    let has_text = !fields::label_text(legend).is_empty();
    let is_said = std::iter::once(legend)
        .chain(legend.descendants())
        .any(|node| node.is_exposed() && (node.is_text() || node.is_picture()));
    has_text && !is_said && own_fields(group).iter().any(Node::is_exposed)
}

fn tells_more(field: Node<'_>) -> bool {
    ["title", "aria-label", "aria-labelledby", "aria-describedby"]
        .iter()
        .any(|name| field.has_attribute(name))
}
