//! Predicates on links: whether there are any, and whether texts, images or both stand in them.

use super::Predicate;

/// If the received source is unknown, no page is known to run no script: a link that is not rendered may be revealed.
pub static ALL: &[(&str, Predicate)] = &[
    ("link", |scan| scan.links.is_empty()),
    ("text-link", |scan| scan.links.iter().all(|link| !link.may_be_text())),
    ("image-link", |scan| scan.links.iter().all(|link| !link.may_be_image())),
    ("composite-link", |scan| scan.links.iter().all(|link| !link.may_be_composite())),
    ("svg-link", |scan| scan.links.iter().all(|link| !link.in_drawing)),
    ("visible-link-text", |scan| scan.links.iter().all(|link| !link.may_show_text())),
];
