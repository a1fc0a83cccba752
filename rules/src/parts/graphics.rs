//! Elements that show a picture, and their surroundings.

use crate::standards::word_list::{WordList, entries};
use crate::{Node, Page};

/// Classes that known map libraries give to the element in which they draw.
static MAP_CLASSES: WordList = WordList::new(|| entries(include_str!("../../data/words/map-classes.txt")));

/// Roles whose content never reaches assistive technologies (ARIA 1.2, «Children Presentational: True»).
const CLOSED_ROLES: &[&str] = &[
    "button",
    "checkbox",
    "image",
    "img",
    "math",
    "menuitemcheckbox",
    "menuitemradio",
    "meter",
    "option",
    "progressbar",
    "radio",
    "scrollbar",
    "separator",
    "slider",
    "switch",
    "tab",
];

/// Elements that an SVG draws by itself.
const SHAPES: &[&str] = &[
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "use",
    "image",
    "text",
    "foreignobject",
];

/// SVG elements whose content is drawn only where another element refers to them.
const NOT_DRAWN: &[&str] =
    &["defs", "symbol", "clippath", "mask", "pattern", "marker", "lineargradient", "radialgradient"];

/// Whether the element has an explicit role `img` or its synonym `image`.
pub fn has_image_role(node: Node<'_>) -> bool {
    matches!(first_role(node).as_deref(), Some("img" | "image"))
}

/// Whether the author gave the element the role `none` or its synonym `presentation`.
pub fn has_presentational_role(node: Node<'_>) -> bool {
    matches!(first_role(node).as_deref(), Some("none" | "presentation"))
}

/// First token of the `role` attribute, in lower case.
pub fn first_role(node: Node<'_>) -> Option<String> {
    node.role_tokens().into_iter().next()
}

/// Outermost `svg` elements that draw something in a box of at least 2 × 2 CSS pixels. Sprites and empty `svg` elements
/// are no pictures.
pub fn drawn_svgs(page: &Page) -> Vec<Node<'_>> {
    page.all(&["svg"])
        .into_iter()
        .filter(|svg| is_svg_root(*svg) && has_surface(*svg) && draws(*svg))
        .collect()
}

fn is_svg_root(svg: Node<'_>) -> bool {
    !svg.is_html() && !svg.ancestors().any(|ancestor| ancestor.is("svg"))
}

/// Whether the drawing shows anything. A `use` whose reference leads to no element has no box.
fn draws(svg: Node<'_>) -> bool {
    let has_box = |node: &Node<'_>| node.rect().is_some_and(|rect| rect.width().max(rect.height()) >= 1.0);
    svg.descendants().any(|node| {
        node.is_one_of(SHAPES)
            && has_box(&node)
            && !node.is_hidden()
            && node.closest(|ancestor| ancestor.is_one_of(NOT_DRAWN)).is_none_or(|stop| !stop.is_inside(svg))
    })
}

/// Whether the node is rendered in a box of at least 2 × 2 CSS pixels.
pub fn has_surface(node: Node<'_>) -> bool {
    !node.is_hidden() && node.rect().is_some_and(|rect| rect.width() >= 2.0 && rect.height() >= 2.0)
}

/// Whether an ancestor, not the element itself, is hidden from assistive technologies.
pub fn is_inside_aria_hidden(node: Node<'_>) -> bool {
    let parent = node.parent().or_else(|| node.frame_owner());
    parent.is_some_and(|parent| parent.is_aria_hidden())
}

/// Whether the node is inside a widget whose content never reaches assistive technologies.
pub fn is_inside_closed_role(node: Node<'_>) -> bool {
    node.ancestors().any(|ancestor| ancestor.role().is_some_and(|role| CLOSED_ROLES.contains(&role)))
}

/// Whether the node is inside an exposed element with the role of an image.
pub fn is_inside_image(node: Node<'_>) -> bool {
    node.ancestors().any(|above| above.is_exposed() && has_image_role(above))
}

/// Whether a known map library drew the node. Interactive maps may be exempt, which a person must decide.
pub fn is_part_of_map(node: Node<'_>) -> bool {
    node.closest(|ancestor| ancestor.tokens("class").any(|class| MAP_CLASSES.contains(&class))).is_some()
}

/// Whether the node or one of its three nearest ancestors mentions a CAPTCHA. Pictures of CAPTCHAs have criteria of
/// their own.
pub fn may_be_captcha(node: Node<'_>) -> bool {
    let speaks = |text: &str| text.to_ascii_lowercase().contains("captcha");
    let near = std::iter::once(node).chain(node.ancestors().take(3));
    near.flat_map(|element| ["id", "class", "name", "src"].map(|name| element.attribute(name)))
        .flatten()
        .any(speaks)
}

/// The rendered image that uses the map of an `area`.
pub fn image_of_area(area: Node<'_>) -> Option<Node<'_>> {
    let map = area.closest(|node| node.is("map"))?;
    let name = map.attribute("name").filter(|name| !name.is_empty())?;
    let uses = |image: &Node<'_>| {
        let wanted = image.attribute("usemap").and_then(|value| value.trim().strip_prefix('#'));
        image.document() == area.document() && wanted == Some(name) && !image.is_hidden()
    };
    area.page().all(&["img", "object", "input"]).into_iter().find(uses)
}

/// Whether the area has one of the two sources of a text alternative that the RGAA lists for an `area`.
pub fn area_has_alternative(area: Node<'_>) -> bool {
    super::names::is_named_by(area, &["alt", "aria-label"])
}

/// Whether an exposed image uses the area's map.
pub fn is_reachable_area(area: Node<'_>) -> bool {
    image_of_area(area).is_some_and(|image| image.is_exposed()) && !area.is_aria_hidden()
}
