//! Texts with a colour set by the author, and whether the author also set one for the ground under them, as RGAA 10.5
//! asks.
//!
//! Computed styles tell both: a colour that is not the browser's own was declared, and a ground that was declared is not
//! transparent.

use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page, Style,
    page::{NodeKind, witness::Sight},
    parts::{
        seen,
        text_runs::{TextRun, elements_with_text, runs_of},
    },
    standards::colours::{Colour, contrast, parse},
};
use std::collections::BTreeMap;

/// Colours that browsers give by themselves: text and links, in a light and in a dark scheme.
const OWN_COLOURS: &[&str] = &[
    "rgb(0, 0, 0)",
    "rgb(255, 255, 255)",
    "rgb(0, 0, 238)",
    "rgb(85, 26, 139)",
    "rgb(255, 0, 0)",
    "rgb(158, 158, 255)",
    "rgb(208, 173, 240)",
    "rgb(255, 158, 158)",
];
/// Elements whose text has a colour and a ground of the browser's.
const OWN_GROUND: &[&str] = &[
    "button", "input", "select", "textarea", "option", "optgroup", "mark", "dialog", "svg", "math", "meter",
];

/// Less than this on white, and a text cannot be read there.
const LEGIBLE: f64 = 3.0;

/// Facts of the texts of one element; the worst of them counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    /// Whether a colour is declared for the background, on the element or above it.
    pub has_ground: bool,
    /// Whether something else may be the background, or the colour may not have been declared by a style.
    pub is_doubtful: bool,
    /// Whether it could not be read on white.
    pub is_light: bool,
}

impl Ground {
    fn worse(self, other: Self) -> Self {
        let rank = |ground: &Self| (ground.has_ground, ground.is_doubtful, !ground.is_light);
        if rank(&other) < rank(&self) { other } else { self }
    }
}

/// By the number of the element that declares the colour, or the picture.
pub struct Grounds {
    pub coloured: BTreeMap<u32, Ground>,
    pub pictured: BTreeMap<u32, Ground>,
    /// Elements that colour the ground of some text, and whether every such text has a colour of the author's.
    pub grounds: BTreeMap<u32, bool>,
    /// Texts without a declared ground, by the element that declares their colour.
    bare: BTreeMap<u32, Vec<u32>>,
    /// Texts without a declared ground, by the element that declares the picture under them.
    on_picture: BTreeMap<u32, Vec<u32>>,
    /// Texts without a colour of the author's, by the element that declares their ground.
    uncoloured: BTreeMap<u32, Vec<u32>>,
    /// Whether some style sheet may not have arrived.
    pub is_partial: bool,
}

impl Grounds {
    pub fn from_page(page: &Page) -> Self {
        let is_partial = leans_on_others(page);
        let (coloured, pictured) = (BTreeMap::new(), BTreeMap::new());
        let (bare, on_picture, uncoloured) = Default::default();
        let mut grounds =
            Self { coloured, pictured, grounds: BTreeMap::new(), bare, on_picture, uncoloured, is_partial };
        for element in elements_with_text(page).into_iter().filter(|element| is_authors(*element)) {
            let known = ground_of(element);
            let ground =
                Ground { is_doubtful: known.is_doubtful || (is_partial && !known.has_ground), ..known };
            // An attribute is no declaration of a style.
            if let Some(ground) =
                element.closest(has_colour).filter(|ground| !ground.has_attribute("bgcolor"))
            {
                let is_coloured = declarer(element).is_some();
                *grounds.grounds.entry(ground.number()).or_insert(true) &= is_coloured;
                if !is_coloured {
                    note(&mut grounds.uncoloured, ground, element);
                }
            }
            if let Some(declarer) = declarer(element) {
                add(&mut grounds.coloured, declarer, ground);
                if !ground.has_ground && !ground.is_doubtful {
                    note(&mut grounds.bare, declarer, element);
                }
            }
            if let Some(picture) = element.closest(has_picture) {
                let is_doubtful =
                    is_partial || has_gradient(element, picture) || known.is_doubtful && is_overlaid(element);
                add(&mut grounds.pictured, picture, Ground { is_doubtful, ..ground });
                if !ground.has_ground && !is_doubtful && ground.is_light {
                    note(&mut grounds.on_picture, picture, element);
                }
            }
        }
        grounds
    }
}

impl Grounds {
    /// Whether some text to which this element gives a colour was seen on the bare page.
    pub fn is_seen_bare(&self, declarer: Node<'_>) -> bool {
        some_is_seen(declarer.page(), self.bare.get(&declarer.number()), |sight, _| {
            sight.shows_letters() && sight.stands_on(Colour::WHITE)
        })
    }

    /// Whether some light text was seen on the picture of this element, or lost where the picture did not come.
    pub fn is_seen_on_picture(&self, pictured: Node<'_>) -> bool {
        some_is_seen(pictured.page(), self.on_picture.get(&pictured.number()), |sight, text| {
            let is_on_picture = sight.shows_letters() && !sight.stands_on(Colour::WHITE);
            is_on_picture
                || sight.stands_on(Colour::WHITE)
                    && sight.strayed == 0
                    && contrast(text, Colour::WHITE) < LEGIBLE
        })
    }

    /// Whether some text in the browser's colour was seen on the ground of this element.
    pub fn is_seen_uncoloured(&self, ground: Node<'_>) -> bool {
        let declared = ground.style(Style::BackgroundColor).and_then(|colour| parse(colour).ok());
        some_is_seen(ground.page(), self.uncoloured.get(&ground.number()), |sight, _| {
            let shown = declared.map(|colour| colour.over(Colour::WHITE));
            sight.shows_letters() && shown.is_some_and(|shown| sight.stands_on(shown))
        })
    }
}

/// Texts by which an accusation is tried.
const MOST_TRIED: usize = 3;

/// Whether a picture shows one of these texts as the accusation says. Pictures of all of them are requested.
fn some_is_seen(page: &Page, elements: Option<&Vec<u32>>, confirms: impl Fn(&Sight, Colour) -> bool) -> bool {
    let elements = elements.into_iter().flatten().filter_map(|number| page.node(*number));
    let sights: Vec<bool> = elements
        .flat_map(runs_of)
        .filter_map(|run| {
            let text = run.plain_colour()?;
            Some(seen::sight(run, text).map(|sight| confirms(sight, text)))
        })
        .take(MOST_TRIED)
        .flatten()
        .collect();
    sights.contains(&true)
}

fn note(texts: &mut BTreeMap<u32, Vec<u32>>, declarer: Node<'_>, element: Node<'_>) {
    let held = texts.entry(declarer.number()).or_default();
    if held.len() < MOST_TRIED {
        held.push(element.number());
    }
}

/// Whether a gradient between the text and the picture, or around the picture, may keep the text readable without it.
fn has_gradient(text: Node<'_>, picture: Node<'_>) -> bool {
    let gradient =
        |node: &Node<'_>| node.style(Style::BackgroundImage).is_some_and(|image| image.contains("gradient("));
    text.closest(gradient).is_some()
        || picture.descendants().any(|node| node.kind() == NodeKind::Pseudo && gradient(&node))
}

/// Whether the style sheet at this address contains only fonts.
pub fn brings_fonts(address: &url::Url) -> bool {
    static FONTS: WordList = WordList::new(|| entries(include_str!("../../data/words/font-hosts.txt")));
    FONTS.contains(&address.host_str().unwrap_or_default())
}

/// Whether a style sheet of another host, and the background it sets, may not have arrived when the page was captured.
/// Style sheets that only contain fonts do not matter.
fn leans_on_others(page: &Page) -> bool {
    let Ok(own) = url::Url::parse(page.url()) else { return true };
    page.all(&["link"])
        .into_iter()
        .filter(|link| link.tokens("rel").any(|rel| rel.eq_ignore_ascii_case("stylesheet")))
        .any(|link| {
            let address = link.attribute("href").and_then(|href| own.join(href.trim()).ok());
            address.is_some_and(|url| url.host_str() != own.host_str() && !brings_fonts(&url))
        })
}

fn add(grounds: &mut BTreeMap<u32, Ground>, element: Node<'_>, ground: Ground) {
    let known = grounds.entry(element.number()).or_insert(ground);
    *known = known.worse(ground);
}

fn is_authors(element: Node<'_>) -> bool {
    element.document() == 0
        && element.shadow().is_none()
        && element.closest(|above| above.is_one_of(OWN_GROUND)).is_none()
}

/// The highest element that has the text's colour, where the browser would not have given it.
fn declarer(element: Node<'_>) -> Option<Node<'_>> {
    let colour = element.style(Style::Color).filter(|colour| !OWN_COLOURS.contains(colour))?;
    let alike = |above: &Node<'_>| above.style(Style::Color) == Some(colour);
    std::iter::once(element)
        .chain(element.ancestors())
        .take_while(|above| above.is_element() && alike(above))
        .last()
}

fn ground_of(element: Node<'_>) -> Ground {
    let has_ground = element.closest(has_colour).is_some();
    let colour = element.style(Style::Color).and_then(|colour| parse(colour).ok());
    Ground {
        has_ground,
        is_doubtful: !has_ground
            && (is_by_attribute(element) || element.closest(has_any_image).is_some() || is_overlaid(element)),
        is_light: colour
            .is_some_and(|colour| colour.is_opaque() && contrast(colour, Colour::WHITE) < LEGIBLE),
    }
}

fn has_colour(node: &Node<'_>) -> bool {
    node.style(Style::BackgroundColor).is_some_and(|colour| !is_transparent(colour))
}

fn is_transparent(colour: &str) -> bool {
    colour == "transparent"
        || (colour.starts_with("rgba(") && colour.ends_with(", 0)"))
        || colour.ends_with("/ 0)")
}

fn has_any_image(node: &Node<'_>) -> bool {
    node.style(Style::BackgroundImage).is_some_and(|image| image != "none")
}

fn has_picture(node: &Node<'_>) -> bool {
    node.style(Style::BackgroundImage).is_some_and(|image| image.contains("url("))
        && node.style(Style::BackgroundClip) != Some("text")
}

/// Whether an attribute gave the colour, so that no style declares it.
fn is_by_attribute(element: Node<'_>) -> bool {
    let coloured = |above: &Node<'_>| above.is("font") && above.has_attribute("color");
    let body = |above: &Node<'_>| {
        above.is("body") && ["text", "link", "vlink", "alink"].iter().any(|name| above.has_attribute(name))
    };
    element.closest(|above| coloured(above) || body(above)).is_some()
}

/// Whether something that is not an ancestor is painted at its place.
fn is_overlaid(element: Node<'_>) -> bool {
    let is_other = |painter: &Node<'_>| {
        *painter != element && !element.is_inside(*painter) && !painter.is_inside(element)
    };
    let places = runs_of(element).filter_map(|run: TextRun<'_>| run.node.rect());
    let painters = |place| element.page().painters_at(element.document(), &place);
    places.into_iter().any(|place| painters(place).is_none_or(|painters| painters.iter().any(is_other)))
}
