//! Predicates on forms: fields, their labels, their groups, buttons.

use super::{Predicate, field::input_type, scan::Scan};
use crate::standards::word_list::{WordList, entries};
use crate::{Node, standards::words};
use std::collections::{HashMap, HashSet};

const CHECKABLE_ROLES: &[&str] = &["checkbox", "radio", "menuitemcheckbox", "menuitemradio", "switch"];

pub static ALL: &[(&str, Predicate)] = &[
    ("field", |scan| no_field(scan) && !scan.has(&["datalist"])),
    ("label-for", |scan| no_field(scan) || scan.named(&["label"]).all(|label| !label.has_attribute("for"))),
    ("field-label-element", |scan| no_field(scan) || !scan.has(&["label"])),
    ("field-title", |scan| no_field_with(scan, "title")),
    ("field-aria-label", |scan| no_field_with(scan, "aria-label")),
    ("field-aria-labelledby", |scan| no_field_with(scan, "aria-labelledby")),
    ("field-with-button", |scan| no_field(scan) || no_button(scan)),
    ("several-fields", |scan| scan.fields.len() < 2),
    ("non-checkable-field", |scan| scan.fields.iter().all(|field| is_surely_checkable(*field))),
    ("checkable-field", |scan| scan.fields.iter().all(|field| !may_be_checkable(*field))),
    ("field-group", no_group_with_field),
    ("select", |scan| !scan.has(&["select"])),
    ("optgroup", |scan| !scan.has(&["optgroup"])),
    ("optgroup-label", |scan| scan.named(&["optgroup"]).all(|group| !group.has_attribute("label"))),
    ("button", no_button),
    ("several-fields-in-form", no_form_with_several_fields),
    ("required-field", |scan| {
        let is_required =
            |field: &Node<'_>| field.has_attribute("required") || field.attribute_is("aria-required", "true");
        !scan.fields.iter().any(is_required)
    }),
    ("entry-field", |scan| scan.fields.iter().all(|field| takes_no_entry(*field))),
    ("form", no_form_but_search),
    ("user-field", |scan| scan.fields.iter().all(|field| only_searches(*field) || only_shows(*field))),
];

fn no_field(scan: &Scan<'_>) -> bool {
    scan.fields.is_empty()
}

/// Whether no field has this attribute. Elements that offer the values of a field count too, because RGAA counts them
/// as fields.
fn no_field_with(scan: &Scan<'_>, attribute: &str) -> bool {
    let parts = scan.named(&["datalist", "option", "optgroup"]);
    parts.chain(scan.fields.iter().copied()).all(|field| !field.has_attribute(attribute))
}

fn no_button(scan: &Scan<'_>) -> bool {
    !scan.has(&["button"])
        && scan.inputs(&["submit", "reset", "button", "image"]).next().is_none()
        && !scan.has_role(&["button"])
}

fn is_check_input(field: Node<'_>) -> bool {
    field.is("input") && matches!(input_type(field).as_str(), "checkbox" | "radio")
}

fn may_be_checkable(field: Node<'_>) -> bool {
    is_check_input(field) || field.role_tokens().iter().any(|role| CHECKABLE_ROLES.contains(&role.as_str()))
}

fn is_surely_checkable(field: Node<'_>) -> bool {
    let roles = field.role_tokens();
    let by_role = roles.iter().all(|role| CHECKABLE_ROLES.contains(&role.as_str()));
    by_role && (is_check_input(field) || (!roles.is_empty() && !is_native(field)))
}

/// Whether the field is a native control of HTML. A role that does not fit does not change its look.
fn is_native(field: Node<'_>) -> bool {
    field.is_one_of(&["input", "select", "textarea", "progress", "meter", "output"])
}

fn takes_no_entry(field: Node<'_>) -> bool {
    const ROLES: &[&str] = &[
        "checkbox",
        "radio",
        "switch",
        "slider",
        "menuitemcheckbox",
        "menuitemradio",
        "progressbar",
        "meter",
    ];
    let roles = field.role_tokens();
    let by_role = roles.iter().all(|role| ROLES.contains(&role.as_str()));
    match field.name() {
        "input" => by_role && matches!(input_type(field).as_str(), "checkbox" | "radio" | "range" | "color"),
        "select" | "progress" | "meter" | "output" => by_role,
        _ => by_role && !roles.is_empty() && !is_native(field) && !field.has_attribute("contenteditable"),
    }
}

fn no_group_with_field(scan: &Scan<'_>) -> bool {
    let groups: HashSet<Node<'_>> =
        scan.named(&["fieldset"]).chain(scan.with_role(&["group", "radiogroup"])).collect();
    if groups.is_empty() || scan.fields.is_empty() {
        return true;
    }
    // A group with `aria-owns` can own fields that are elsewhere in the tree.
    !groups.iter().any(|group| group.has_attribute("aria-owns"))
        && !scan
            .fields
            .iter()
            .any(|field| groups.contains(field) || field.ancestors().any(|above| groups.contains(&above)))
}

/// Whether no form has several fields. A field counts for every form around it; a field in no form counts for the page.
fn no_form_with_several_fields(scan: &Scan<'_>) -> bool {
    let mut held: HashMap<Option<Node<'_>>, HashSet<String>> = HashMap::new();
    for field in &scan.fields {
        let mut owners: Vec<Option<Node<'_>>> = field.ancestors().filter(is_form).map(Some).collect();
        owners.extend(field.referenced("form").into_iter().map(Some));
        if owners.is_empty() {
            owners.push(None);
        }
        for owner in owners {
            held.entry(owner).or_default().insert(identity(*field));
        }
    }
    held.values().all(|fields| fields.len() < 2)
}

/// Whether every form is a search form, sent by GET, and every field outside of forms is a search field too.
fn no_form_but_search(scan: &Scan<'_>) -> bool {
    let asks_only = |form: Node<'_>| {
        let gets = form.attribute("method").is_none_or(|method| method.trim().eq_ignore_ascii_case("get"));
        form.is("form") && gets && scan.fields.iter().any(|field| field.is_inside(form))
    };
    scan.named(&["form"]).chain(scan.with_role(&["form"])).all(asks_only)
        && !scan.page.mentions("formmethod")
        && scan.fields.iter().all(|field| only_searches(*field))
}

/// Beginnings of words, normalised, that name data about a person.
static PERSONAL: WordList = WordList::new(|| entries(include_str!("../../data/words/personal-fields.txt")));

/// Whether the field only takes words to search for and asks for nothing personal: see «Only searches» in
/// `data/aspects/README.md`.
fn only_searches(field: Node<'_>) -> bool {
    let is_place =
        |node: &Node<'_>| node.is("search") || node.role_tokens().iter().any(|role| role == "search");
    let is_named = |name: &str| field.attribute(name).is_some_and(words::is_search_field_name);
    let takes_words = field.is("input") && matches!(input_type(field).as_str(), "text" | "search");
    let searches = input_type(field) == "search"
        || field.closest(is_place).is_some()
        || is_named("name")
        || is_named("id");
    let told = ["name", "id", "placeholder", "title", "aria-label", "autocomplete", "class"];
    let told = told.into_iter().filter_map(|name| field.attribute(name)).chain([field.accessible_name()]);
    let is_personal = |text: &str| {
        let folded = words::normalise(text);
        folded.split(' ').any(|word| PERSONAL.iter().any(|known| word.starts_with(known)))
    };
    takes_words && searches && !told.into_iter().any(is_personal)
}

fn only_shows(field: Node<'_>) -> bool {
    field.is_one_of(&["progress", "meter"]) && !field.has_attribute("role")
}

fn is_form(node: &Node<'_>) -> bool {
    node.is_one_of(&["form", "search"])
        || node.role_tokens().iter().any(|role| role == "form" || role == "search")
}

/// Identity of a field: radio buttons with the same name are one field.
fn identity(field: Node<'_>) -> String {
    let name = field.attribute("name").filter(|name| !name.is_empty());
    match name {
        Some(name) if field.is("input") && input_type(field) == "radio" => format!("radio {name}"),
        _ => field.number().to_string(),
    }
}
