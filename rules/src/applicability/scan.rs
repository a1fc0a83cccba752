//! One pass over a page for all predicates: which nodes are «in the page», and the elements that many predicates need.

use super::{
    declared,
    field::{input_type, is_field},
    link::Link,
};
use crate::{
    Node, Page,
    page::{Shadow, snapshot::StyleTrait},
};
use std::{
    cell::OnceCell,
    collections::{HashMap, HashSet},
};

/// The page and facts that the predicates share. Definitions of the terms: `data/aspects/README.md`.
pub struct Scan<'p> {
    pub page: &'p Page,
    /// For each node number, whether the node is outside the page: in a `head`, a `template`, a `noscript`, or inserted
    /// by the browser.
    outside: Vec<bool>,
    /// Elements in the page by each word of their `role` attribute, in lower case.
    by_role: HashMap<String, Vec<Node<'p>>>,
    /// Text nodes in the page that are not blank, rendered or not.
    pub texts: Vec<Node<'p>>,
    /// Elements with `lang` or `xml:lang`, those of `head` included.
    pub languages: Vec<Node<'p>>,
    /// Whether some element has a `dir` attribute.
    pub has_direction: bool,
    /// Whether some element has `tabindex`, or can be edited.
    pub has_tab_stop: bool,
    /// Whether some element has `hidden` or `aria-hidden="true"`.
    pub has_hiding_attribute: bool,
    /// Distinct texts by which scripts can be recognised: values of `class` and `id`, names and values of `data-`
    /// attributes, addresses of frames and scripts, names of custom elements.
    pub marks: HashSet<&'p str>,
    pub fields: Vec<Node<'p>>,
    pub links: Vec<Link<'p>>,
    /// Whether some element has a text in an attribute that is shown or announced.
    pub has_told_attribute: bool,
    /// Traits declared in `style` and presentational attributes.
    declared: HashSet<StyleTrait>,
    /// Whether there is a shadow tree, whose style sheets are not among those of the document.
    has_own_tree: bool,
    /// Whether a frame, a video or a map may still come into the page; computed when first needed.
    pub(super) comes: OnceCell<bool>,
}

/// Attributes with texts that are shown or announced.
const TOLD: &[&str] = &[
    "alt",
    "title",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "aria-placeholder",
    "placeholder",
    "value",
    "label",
    "summary",
    "abbr",
    "standby",
    "content",
];

impl<'p> Scan<'p> {
    pub fn from_page(page: &'p Page) -> Self {
        let mut scan = Self {
            page,
            outside: Vec::new(),
            by_role: HashMap::new(),
            texts: Vec::new(),
            languages: Vec::new(),
            has_direction: false,
            has_tab_stop: false,
            has_hiding_attribute: false,
            marks: HashSet::new(),
            fields: Vec::new(),
            links: Vec::new(),
            has_told_attribute: false,
            declared: HashSet::new(),
            has_own_tree: false,
            comes: OnceCell::new(),
        };
        page.nodes().for_each(|node| scan.look_at(node));
        scan
    }

    fn look_at(&mut self, node: Node<'p>) {
        let above = node.parent().is_some_and(|parent| self.holds_nothing(parent));
        let added = node.shadow() == Some(Shadow::UserAgent);
        self.has_own_tree |= matches!(node.shadow(), Some(Shadow::Open | Shadow::Closed));
        self.outside.push(above || added);
        if node.is_element() {
            let roles = node.role_tokens();
            self.look_at_attributes(node, above);
            if !above && !added {
                self.sort(node, roles);
            }
        } else if !above && !added && node.is_text() && !node.text().trim().is_empty() {
            self.texts.push(node);
        }
    }

    /// Whether nothing below this node is in the page.
    fn holds_nothing(&self, node: Node<'p>) -> bool {
        self.outside[node.number() as usize] || node.is_one_of(&["head", "template", "noscript"])
    }

    fn look_at_attributes(&mut self, node: Node<'p>, outside: bool) {
        for (name, value) in node.attributes() {
            match name {
                "lang" | "xml:lang" if self.languages.last() != Some(&node) => self.languages.push(node),
                "dir" => self.has_direction = true,
                "tabindex" | "contenteditable" if !outside => self.has_tab_stop = true,
                "hidden" if !outside => self.has_hiding_attribute = true,
                "aria-hidden" if !outside => {
                    self.has_hiding_attribute |= value.trim().eq_ignore_ascii_case("true");
                }
                "class" | "id" if !outside => _ = self.marks.insert(value),
                "src" if node.is_one_of(&["iframe", "frame", "script"]) => _ = self.marks.insert(value),
                _ if !outside && name.starts_with("data-") => self.marks.extend([name, value]),
                _ => {}
            }
            if !outside {
                declared::read(name, value, &mut self.declared);
                self.has_told_attribute =
                    self.has_told_attribute || (TOLD.contains(&name) && !value.trim_ascii().is_empty());
            }
        }
        if !outside && node.name().contains('-') {
            self.marks.insert(node.name());
        }
    }

    fn sort(&mut self, node: Node<'p>, roles: Vec<String>) {
        if is_field(node, &roles) {
            self.fields.push(node);
        }
        if let Some(link) = Link::from_node(node, &roles) {
            self.links.push(link);
        }
        for role in roles {
            self.by_role.entry(role).or_default().push(node);
        }
    }

    /// Whether certainly no style sheet and no attribute of the page has this trait.
    pub fn lacks(&self, style: StyleTrait) -> bool {
        let sheets = self.page.snapshot().style_traits.as_ref().filter(|_| !self.has_own_tree);
        sheets.is_some_and(|traits| !traits.contains(&style)) && !self.declared.contains(&style)
    }

    /// Whether no script has run, or will run on a user's action.
    pub fn is_scriptless(&self) -> bool {
        self.page.snapshot().scriptless
    }

    pub fn is_in_page(&self, node: Node<'p>) -> bool {
        !self.outside[node.number() as usize]
    }

    /// Elements in the page with one of these names, in lower case.
    pub fn named(&self, names: &[&str]) -> impl Iterator<Item = Node<'p>> {
        self.page.all(names).into_iter().filter(|node| self.is_in_page(*node))
    }

    pub fn has(&self, names: &[&str]) -> bool {
        self.named(names).next().is_some()
    }

    /// Elements in the page whose `role` attribute has one of these words.
    pub fn with_role(&self, roles: &[&str]) -> impl Iterator<Item = Node<'p>> {
        roles.iter().filter_map(|role| self.by_role.get(*role)).flatten().copied()
    }

    /// Whether some element has the role of a control, can be edited, or is a custom element.
    pub fn has_widget(&self) -> bool {
        const ROLES: &[&str] = &[
            "alertdialog",
            "application",
            "button",
            "checkbox",
            "combobox",
            "dialog",
            "grid",
            "gridcell",
            "link",
            "listbox",
            "menu",
            "menubar",
            "menuitem",
            "menuitemcheckbox",
            "menuitemradio",
            "option",
            "progressbar",
            "radio",
            "radiogroup",
            "scrollbar",
            "searchbox",
            "slider",
            "spinbutton",
            "switch",
            "tab",
            "tablist",
            "tabpanel",
            "textbox",
            "tooltip",
            "tree",
            "treegrid",
            "treeitem",
        ];
        let is_custom = |node: Node<'p>| node.is_html() && node.name().contains('-');
        let is_edited = |node: Node<'p>| node.has_attribute("contenteditable");
        self.has_role(ROLES) || self.page.elements().any(|node| is_custom(node) || is_edited(node))
    }

    pub fn has_role(&self, roles: &[&str]) -> bool {
        self.with_role(roles).next().is_some()
    }

    /// `input` elements of one of these types.
    pub fn inputs(&self, types: &[&str]) -> impl Iterator<Item = Node<'p>> {
        self.named(&["input"]).filter(move |node| types.contains(&input_type(*node).as_str()))
    }

    /// `img` elements, and elements with the role `img` or `image`.
    pub fn images(&self) -> impl Iterator<Item = Node<'p>> {
        self.named(&["img"]).chain(self.with_role(&["img", "image"]))
    }

    /// `svg` elements that are not inside another one.
    pub fn drawings(&self) -> impl Iterator<Item = Node<'p>> {
        self.named(&["svg"]).filter(|node| !node.ancestors().any(|above| above.is("svg")))
    }

    /// Whether some element animates a drawing, or a script inside a drawing may do so.
    pub fn has_moving_drawing(&self) -> bool {
        let in_drawing = |node: Node<'_>| node.ancestors().any(|above| above.is("svg"));
        self.has(&["animate", "animatemotion", "animatetransform", "animatecolor", "set"])
            || self.page.all(&["script"]).into_iter().any(in_drawing)
    }
}

/// Whether the attribute has a text. No-break spaces count as a text.
pub fn says(node: Node<'_>, attribute: &str) -> bool {
    node.attribute(attribute).is_some_and(|value| !value.trim_ascii().is_empty())
}

/// Whether there is text below the node, rendered or not.
pub fn has_text_inside(node: Node<'_>) -> bool {
    node.descendants().any(|below| below.is_text() && !below.text().trim_ascii().is_empty())
}
