//! Parts that were not filled yet when the page was captured: a player that waits for consent, a map or a CAPTCHA whose
//! script did not load, a control that inserts a frame or a video. Their later content was not seen.

use super::{marks::host, scan::Scan, signs::Sign};
use crate::{Node, Style, parts::name_inside, standards::words};

/// Smallest area of an empty element that counts as a part of the page, in square CSS pixels.
const LEAST_AREA: f64 = 20_000.0;

/// Whether a script, or an action of a visitor, may still insert a frame, a video or a map.
pub fn something_may_come(scan: &Scan<'_>) -> bool {
    *scan.comes.get_or_init(|| {
        scan.marks.iter().any(|mark| announces(mark))
            || scan.page.elements().any(|node| scan.is_in_page(node) && is_unfilled(scan, node))
            || scan.page.all(&["template"]).into_iter().any(holds_one)
            || (!scan.is_scriptless() && somebody_may_bring_one(scan))
    })
}

/// Whether the script of some icon has not drawn it.
pub fn has_undrawn_icon(scan: &Scan<'_>) -> bool {
    scan.page
        .elements()
        .any(|node| scan.is_in_page(node) && is_custom(node) && is_icon(node) && is_empty(node))
}

/// Whether the template contains a frame or a medium that a script may insert into the page.
fn holds_one(template: Node<'_>) -> bool {
    template.descendants().any(|node| node.is_one_of(&["iframe", "video", "audio", "object", "embed"]))
}

fn somebody_may_bring_one(scan: &Scan<'_>) -> bool {
    let brings = |control: Node<'_>| (puts_in(control) && !plays_what_is_there(control)) || consents(control);
    controls(scan).any(|control| brings(control) || makes_by_attribute(control))
        || scan.links.iter().any(|link| opens_in_page(link.node))
}

fn announces(mark: &str) -> bool {
    let shows_one = || host(mark).is_some_and(words::is_media_host) && Sign::ShowsOne.is_in_any_case(mark);
    Sign::Mark.is_in_any_case(mark) || shows_one()
}

/// Whether the element is empty and seems made to be filled by a script.
fn is_unfilled(scan: &Scan<'_>, node: Node<'_>) -> bool {
    if !is_box(node) || node.is_aria_hidden() || !is_empty(node) {
        return false;
    }
    let named = || ["id", "class"].into_iter().filter_map(|name| node.attribute(name));
    let says = |sign: Sign| {
        named().any(|value| parted(value).iter().any(|word| sign.all().contains(&word.as_str())))
    };
    if (is_custom(node) && !is_icon(node)) || says(Sign::Part) {
        return true;
    }
    let is_addressed = node.attributes().any(|(name, _)| name == "id" || name.starts_with("data-"));
    let is_large = !node.is_hidden() && node.rect().is_some_and(|rect| rect.area() >= LEAST_AREA);
    is_addressed && is_large && !scan.is_scriptless() && !says(Sign::Shape)
}

fn is_box(node: Node<'_>) -> bool {
    node.is_one_of(&["div", "section", "figure", "aside", "article"]) || is_custom(node)
}

fn is_custom(node: Node<'_>) -> bool {
    // A `router-outlet` stays empty: it only marks the place before which a router inserts its page.
    node.is_html() && node.name().contains('-') && !node.is("router-outlet")
}

/// Whether the node is a custom element named after the icon that its script draws. It may become a picture, but no
/// frame.
fn is_icon(node: Node<'_>) -> bool {
    node.is_html() && node.name().split('-').any(|word| Sign::Icon.all().contains(&word))
}

fn is_empty(node: Node<'_>) -> bool {
    let is_silent = |child: Node<'_>| {
        if child.is_element() {
            child.is_one_of(&["script", "style", "noscript", "template"])
        } else {
            !child.is_text() || says_to_wait(child.text())
        }
    };
    let is_painted = [Style::BackgroundImage, Style::MaskImage]
        .into_iter()
        .any(|style| node.style(style).is_some_and(|value| value != "none"));
    !is_painted && node.children().all(is_silent)
}

/// Whether the text is empty, or says that something is being loaded.
fn says_to_wait(text: &str) -> bool {
    let said = words::normalise(text);
    said.is_empty() || (said.len() <= 60 && Sign::Waits.is_in(&said))
}

/// Whether the link leads to a video that a script opens in a box above the page.
fn opens_in_page(link: Node<'_>) -> bool {
    let address = link.attribute("href").unwrap_or_default();
    let shows_one = host(address).is_some_and(words::is_media_host) && Sign::ShowsOne.is_in_any_case(address);
    let opened = |(name, value): (&str, &str)| {
        Sign::Box.is_in_any_case(name) || (name != "href" && Sign::Box.is_in_any_case(value))
    };
    shows_one && link.attributes().any(opened)
}

/// Whether the control gives consent, such as «Autoriser» below «Cette vidéo est bloquée».
fn consents(control: Node<'_>) -> bool {
    let said = words::normalise(&name_inside::name(control));
    let Some(around) = control.parent().filter(|_| Sign::Agrees.is_in(&said)) else {
        return false;
    };
    let text = words::normalise(&around.text_content());
    text.len() <= LONGEST_NOTICE && Sign::HeldBack.is_in(&text)
}

/// Largest size, in bytes, of a notice in the place of one blocked part. A longer text is about more than this part.
const LONGEST_NOTICE: usize = 400;

/// Whether `aria-controls` of the control names a medium that is in the page already, or an element around it.
fn plays_what_is_there(control: Node<'_>) -> bool {
    let is_medium = |node: Node<'_>| node.is_one_of(&["audio", "video"]);
    let controlled = control.referenced("aria-controls");
    controlled.into_iter().any(|part| is_medium(part) || part.descendants().any(is_medium))
}

fn makes_by_attribute(control: Node<'_>) -> bool {
    control.attributes().any(|(name, code)| {
        name.starts_with("on") && (Sign::Makes.is_in(code) || words::has_media_extension(code))
    })
}

/// The parts of a name: `carteInteractive_2` gives `carte`, `interactive`, `2`.
fn parted(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (was_small && c.is_uppercase()) {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().expect("it begins with one").extend(c.to_lowercase());
        }
        was_small = c.is_lowercase();
    }
    words
}

/// Buttons, and links that lead nowhere by themselves.
fn controls<'p>(scan: &Scan<'p>) -> impl Iterator<Item = Node<'p>> {
    let leads_nowhere = |link: &Node<'p>| {
        let address = link.attribute("href").unwrap_or_default().trim();
        address.is_empty() || address.starts_with('#') || address.starts_with("javascript:")
    };
    let links = scan.links.iter().map(|link| link.node).filter(leads_nowhere);
    scan.named(&["button"]).chain(scan.with_role(&["button"])).chain(links)
}

fn puts_in(control: Node<'_>) -> bool {
    let title = control.attribute("title").unwrap_or_default();
    let said = words::normalise(&format!("{} {title}", name_inside::name(control)));
    Sign::PutsIn.is_in(&said)
}

#[cfg(test)]
mod tests {
    use super::{announces, parted};

    #[test]
    fn names_are_parted_into_words() {
        assert_eq!(parted("carteInteractive_2"), ["carte", "interactive", "2"]);
        assert_eq!(parted("map"), ["map"]);
    }

    #[test]
    fn scripts_and_places_of_players_are_known() {
        for mark in [
            "youtube_player",
            "https://www.google.com/recaptcha/api.js",
            "tac_activate",
            "lite-youtube",
            "https://www.youtube.com/embed/x",
        ] {
            assert!(announces(mark), "{mark}");
        }
        for mark in [
            "wp-embed-responsive",
            "fa-youtube",
            "sitemap",
            "header__player",
            "https://www.youtube.com/@ville",
        ] {
            assert!(!announces(mark), "{mark}");
        }
    }
}
