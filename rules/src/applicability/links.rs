//! Predicates on links: whether there are any, and whether they contain text, images or both.

use super::Predicate;

/// The predicates. They also count links that are not rendered, because a script may show them later.
pub static ALL: &[(&str, Predicate)] = &[
    ("link", |scan| scan.links.is_empty()),
    ("text-link", |scan| scan.links.iter().all(|link| !link.may_be_text())),
    ("image-link", |scan| scan.links.iter().all(|link| !link.may_be_image())),
    ("composite-link", |scan| scan.links.iter().all(|link| !link.may_be_composite())),
    ("svg-link", |scan| scan.links.iter().all(|link| !link.in_drawing)),
    ("visible-link-text", |scan| scan.links.iter().all(|link| !link.may_show_text())),
];
