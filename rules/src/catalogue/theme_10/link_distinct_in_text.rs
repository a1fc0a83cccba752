//! A link in a sentence differs from the words around it by more than a small difference of colour.

use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page, Rule, Style, Verdict,
    page::{NodeKind, Shadow},
    parts::{
        seen,
        sentence::{Sentence, is_link},
        text_runs::{Contrast, TextRun},
    },
    referential::Aspect,
    standards::colours::contrast,
};

const DISTINCT: Aspect = Aspect::new("links-distinct-in-text");
/// An aspect of WCAG. A link in exactly the colour of the text does not break it, because it does not rely on colour.
const BY_COLOUR: Aspect = Aspect::new("link-colour-not-alone");

pub static RULE: Rule = Rule {
    id: "link-distinct-in-text",
    aspects: &[DISTINCT, BY_COLOUR],
    act: &[],
    wcag: &["1.4.1"],
    doc: include_str!("link_distinct_in_text.md"),
    applicability,
    expectation,
};

/// The contrast ratio that RGAA asks for between the colour of a link and that of the text around it.
const LIMIT: f64 = 3.0;

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let named = page
        .all(&["a"])
        .into_iter()
        .chain(page.elements().filter(|node| node.attribute_is("role", "link") && !node.is("a")));
    let in_sentence = |link: &Node<'_>| {
        is_link(*link)
            && link.shadow() != Some(Shadow::UserAgent)
            && link.style(Style::Display) == Some("inline")
            && !tells_its_nature(*link)
            && Sentence::around(*link).is_some()
    };
    named.filter(in_sentence).collect()
}

fn expectation(link: Node<'_>) -> Verdict {
    let Some(sentence) = Sentence::around(link) else { return Verdict::pass() };
    let texts =
        || link.descendants().filter_map(|node| if node.is_text() { TextRun::from_node(node) } else { None });
    let (Some(own), Some(around)) = (texts().next(), TextRun::from_node(sentence.beside)) else {
        return Verdict::pass();
    };
    if has_mark(link, sentence.beside) || shown_in(link).any(|text| is_set_otherwise(text, sentence.beside)) {
        return Verdict::pass();
    }
    let (link_run, text_run) = (own, around);
    let (Ok(own), Ok(around)) = (own.contrast(), around.contrast()) else {
        return Verdict::cant_tell("link-colour-unknown");
    };
    let ratio = contrast(own.text, around.text);
    if ratio < LIMIT - 0.01 && !are_seen_alike((link_run, own), (text_run, around)) {
        return Verdict::cant_tell("link-colour-unknown");
    }
    if ratio >= LIMIT - 0.01 {
        // Whether more than the colour changes on hover and focus must be tried with a mouse and a keyboard.
        Verdict::cant_tell("link-told-by-colour")
    } else {
        Verdict::fail("link-lost-in-text")
            .of(&[DISTINCT])
            .also(if own.text.hex() == around.text.hex() { &[] } else { &[BY_COLOUR] })
            .with("ratio", format!("{:.2}", (ratio * 100.0).floor() / 100.0).replace('.', ","))
            .with("link", own.text.hex())
            .with("text", around.text.hex())
    }
}

/// Whether a picture of the page shows both in the colours of the styles, on the same plain background, so that nothing
/// else distinguishes the link.
fn are_seen_alike(link: (TextRun<'_>, Contrast), text: (TextRun<'_>, Contrast)) -> bool {
    let sights = (seen::sight(link.0, link.1.text), seen::sight(text.0, text.1.text));
    let (Some(link), Some(text)) = sights else { return false };
    link.shows_letters() && text.shows_letters() && link.is_plain() && text.stands_on(link.ground())
}

/// Whether the text shows that it is a link: an address, a telephone number, or a request to act.
fn tells_its_nature(link: Node<'_>) -> bool {
    static INVITATIONS: WordList =
        WordList::new(|| entries(include_str!("../../../data/words/invitations.txt")));
    let text = link.visible_text().to_lowercase();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters < 3
        || text.contains('@')
        || text.contains("www.")
        || text.contains("://")
        || !text.contains(' ') && text.contains('.')
        || INVITATIONS.iter().any(|word| text.contains(word))
}

/// Whether there is an underline, a border, a background, a picture or a sign on the link, inside it, or between it and
/// the text around.
fn has_mark(link: Node<'_>, text: Node<'_>) -> bool {
    let between = link.ancestors().take_while(|above| !text.is_inside(*above));
    std::iter::once(link).chain(between).chain(link.descendants()).any(|node| match node.kind() {
        NodeKind::Pseudo => node.layout().is_some(),
        NodeKind::Element => node.is_picture() || is_marked(node),
        NodeKind::Text | NodeKind::Document => false,
    })
}

fn is_marked(node: Node<'_>) -> bool {
    let is = |style, usual: &str| node.style(style).is_none_or(|value| value == usual);
    !(is(Style::TextDecorationLine, "none")
        && is(Style::BorderBottom, "0px")
        && is(Style::BackgroundColor, "rgba(0, 0, 0, 0)")
        && is(Style::BackgroundImage, "none")
        && is(Style::BoxShadow, "none")
        && is(Style::Outline, "none")
        && is(Style::TextShadow, "none"))
}

/// Visible texts of the link, signs included.
fn shown_in(link: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let is_shown = |node: &Node<'_>| {
        node.is_text() && !node.text().trim().is_empty() && node.is_visible() && node.layout().is_some()
    };
    link.descendants().filter(is_shown)
}

fn style_of<'p>(text: Node<'p>, style: Style) -> Option<&'p str> {
    text.parent().and_then(|element| element.style(style))
}

/// Whether the text contains an arrow, a pictogram or a character of an icon font.
fn holds_sign(text: Node<'_>) -> bool {
    let is_sign =
        |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{e000}'..='\u{f8ff}' | '\u{1f000}'..='\u{1faff}');
    text.text().chars().any(is_sign)
}

/// Whether the letters look different from those around the link, other than by their colour (weight, slant, size,
/// typeface, capitals, spacing, outline, emphasis marks, filter), or contain a sign.
fn is_set_otherwise(text: Node<'_>, around: Node<'_>) -> bool {
    const LETTERS: &[Style] = &[
        Style::FontWeight,
        Style::Slant,
        Style::FontSize,
        Style::FontFamily,
        Style::SmallCapitals,
        Style::LetterSpacing,
        Style::TextStroke,
        Style::EmphasisMarks,
        Style::Filter,
    ];
    let differs = |style: &Style| style_of(text, *style) != style_of(around, *style);
    let capitals = |node: Node<'_>| node.layout().and_then(|layout| layout.painted_text).is_some();
    LETTERS.iter().any(differs)
        || capitals(text) != capitals(around)
        || holds_sign(text) && !holds_sign(around)
}
