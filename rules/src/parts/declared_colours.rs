//! Texts whose colour the author declared, and whether the author also declared a background colour for them, as
//! RGAA 10.5 asks.
//!
//! Both follow from computed styles: a text colour that is no default of browsers was declared, and a background colour
//! that is not transparent was declared.

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

/// Default colours of browsers for text and links, in a light and in a dark colour scheme.
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
/// Elements for which browsers set a text colour and a background colour by default.
const OWN_GROUND: &[&str] = &[
    "button", "input", "select", "textarea", "option", "optgroup", "mark", "dialog", "svg", "math", "meter",
];

/// Least contrast ratio with which a text can be read on white.
const LEGIBLE: f64 = 3.0;

/// Facts about the background of one element's texts. For several texts, the worst counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    /// Whether a colour is declared for the background, on the element or above it.
    pub has_ground: bool,
    /// Whether something else may be the background, or an attribute rather than a style may have set the colour.
    pub is_doubtful: bool,
    /// Whether the text could not be read on white.
    pub is_light: bool,
}

impl Ground {
    fn worse(self, other: Self) -> Self {
        let rank = |ground: &Self| (ground.has_ground, ground.is_doubtful, !ground.is_light);
        if rank(&other) < rank(&self) { other } else { self }
    }
}

/// Backgrounds of the texts of a page. The keys of all maps are numbers of elements.
pub struct Grounds {
    /// By the element that declares the colour of the texts.
    pub coloured: BTreeMap<u32, Ground>,
    /// By the element that declares the background image under the texts.
    pub pictured: BTreeMap<u32, Ground>,
    /// By the element that declares the background colour of texts: whether the author declared the colour of all of
    /// these texts.
    pub grounds: BTreeMap<u32, bool>,
    /// Elements with text but no declared background colour, by the element that declares their colour. At most
    /// [`MOST_TRIED`] for each, as in the next two maps.
    bare: BTreeMap<u32, Vec<u32>>,
    /// Elements with light text but no declared background colour, by the element that declares the image under them.
    on_picture: BTreeMap<u32, Vec<u32>>,
    /// Elements with text whose colour the author did not declare, by the element that declares their background
    /// colour.
    uncoloured: BTreeMap<u32, Vec<u32>>,
    /// Whether some style sheet may not have been loaded.
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
            // The `bgcolor` attribute is no style declaration.
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
    /// Whether a picture shows some text, coloured by this element, on the white of a page without a background.
    pub fn is_seen_bare(&self, declarer: Node<'_>) -> bool {
        some_is_seen(declarer.page(), self.bare.get(&declarer.number()), |sight, _| {
            sight.shows_letters() && sight.stands_on(Colour::WHITE)
        })
    }

    /// Whether a picture shows some light text on the background image of this element, or, if the image was not
    /// loaded, shows no readable letters on white.
    pub fn is_seen_on_picture(&self, pictured: Node<'_>) -> bool {
        some_is_seen(pictured.page(), self.on_picture.get(&pictured.number()), |sight, text| {
            let is_on_picture = sight.shows_letters() && !sight.stands_on(Colour::WHITE);
            is_on_picture
                || sight.stands_on(Colour::WHITE)
                    && sight.strayed == 0
                    && contrast(text, Colour::WHITE) < LEGIBLE
        })
    }

    /// Whether a picture shows some text in the browser's default colour on the background colour of this element.
    pub fn is_seen_uncoloured(&self, ground: Node<'_>) -> bool {
        let declared = ground.style(Style::BackgroundColor).and_then(|colour| parse(colour).ok());
        some_is_seen(ground.page(), self.uncoloured.get(&ground.number()), |sight, _| {
            let shown = declared.map(|colour| colour.over(Colour::WHITE));
            sight.shows_letters() && shown.is_some_and(|shown| sight.stands_on(shown))
        })
    }
}

/// Most texts of one element whose picture is examined before the element fails.
const MOST_TRIED: usize = 3;

/// Whether the picture of one of these texts confirms the defect. Pictures of all of them, at most [`MOST_TRIED`], are
/// requested.
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

/// Whether a gradient may keep the text readable without the image: a gradient on the text's element or around it, or
/// on a pseudo-element inside the element with the image.
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

/// Whether a style sheet of another host, and the backgrounds that it sets, may not have been loaded when the page was
/// captured. Style sheets that contain only fonts do not matter.
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

/// The outermost element around the text with the same colour, which therefore declares it. `None` if the colour is a
/// default of browsers.
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

/// Whether an attribute may have set the text colour, so that no style declares it.
fn is_by_attribute(element: Node<'_>) -> bool {
    let coloured = |above: &Node<'_>| above.is("font") && above.has_attribute("color");
    let body = |above: &Node<'_>| {
        above.is("body") && ["text", "link", "vlink", "alink"].iter().any(|name| above.has_attribute(name))
    };
    element.closest(|above| coloured(above) || body(above)).is_some()
}

/// Whether a box that is neither inside nor around the element is painted at the place of its text, or whether this is
/// unknown.
fn is_overlaid(element: Node<'_>) -> bool {
    let is_other = |painter: &Node<'_>| {
        *painter != element && !element.is_inside(*painter) && !painter.is_inside(element)
    };
    let places = runs_of(element).filter_map(|run: TextRun<'_>| run.node.rect());
    let painters = |place| element.page().painters_at(element.document(), &place);
    places.into_iter().any(|place| painters(place).is_none_or(|painters| painters.iter().any(is_other)))
}
