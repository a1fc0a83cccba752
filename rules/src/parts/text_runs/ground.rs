//! The background under a text: the boxes painted at its place, composed as the browser composes them.

use super::{
    effects, gradient,
    run::{TextRun, Unknown},
};
use crate::{
    Node, Style,
    page::{NodeKind, Rect},
    standards::colours::{Colour, parse},
};

/// Most possible colours at one place that are followed.
const MOST_COLOURS: usize = 300;

type Colours = Result<Vec<Colour>, Unknown>;

/// A box with `opacity` and the boxes painted in it. The browser composes them first, then paints the result over the
/// rest.
struct Group<'p> {
    owner: Option<Node<'p>>,
    opacity: f64,
    /// Colours that the boxes composed so far may show at the text's place.
    colours: Colours,
}

/// Pairs of text colour and background colour that users may see.
pub(super) fn seen(run: TextRun<'_>, text: Colour) -> Result<Vec<(Colour, Colour)>, Unknown> {
    let place = run.place().ok_or(Unknown::Overlap)?;
    let mut groups = groups(run)?;
    let canvas = lay_canvas(run, &mut groups[0]);
    let painters = run.node.page().painters_at(run.node.document(), &place);
    for painter in painters.ok_or(Unknown::Overlap)? {
        if !canvas.contains(&painter) {
            lay(run, &place, painter, &mut groups)?;
        }
    }
    let pairs = flatten(text, groups)?;
    agrees_with_browser(run, &pairs)?;
    Ok(pairs)
}

/// The group of the page itself, then a group for each box around the text with an opacity below 1, outermost first.
fn groups(run: TextRun<'_>) -> Result<Vec<Group<'_>>, Unknown> {
    let mut groups = Vec::new();
    for node in run.boxes() {
        let opacity = effects::opacity(node).ok_or(Unknown::Moving)?;
        if opacity < 1.0 {
            if node.is_one_of(&["html", "body"]) {
                return Err(Unknown::Effect);
            }
            let nothing = Colour { alpha: 0.0, ..Colour::BLACK };
            groups.push(Group { owner: Some(node), opacity, colours: Ok(vec![nothing]) });
        }
    }
    groups.push(Group { owner: None, opacity: 1.0, colours: Ok(Vec::new()) });
    groups.reverse();
    Ok(groups)
}

/// Paints the background of the whole page (the canvas): that of `html`, else that of `body`, over the browser's white.
/// Returns the elements whose background is used for it, so that it is not painted twice.
fn lay_canvas<'p>(run: TextRun<'p>, page: &mut Group<'p>) -> Vec<Node<'p>> {
    // Where its page paints nothing, a frame shows the unknown content under it.
    let base = if run.node.document() == 0 { Ok(vec![Colour::WHITE]) } else { Err(Unknown::Colour) };
    page.colours = base;
    let Some(html) = run.node.document_node().children().find(Node::is_element) else { return Vec::new() };
    let body = html.children().find(|node| node.is("body"));
    let has_ground = |node: &Node<'_>| {
        node.style(Style::BackgroundColor).is_some_and(|colour| colour != "rgba(0, 0, 0, 0)")
            || node.style(Style::BackgroundImage).is_some_and(|image| image != "none")
    };
    let source = Some(html).filter(has_ground).or(body.filter(has_ground));
    if let Some(source) = source {
        add(&mut page.colours, own_colours(source), true);
    }
    std::iter::once(html).chain(source).collect()
}

/// Paints one box at the text's place. Fails if the box may cover the text.
fn lay<'p>(
    run: TextRun<'p>,
    place: &Rect,
    painter: Node<'p>,
    groups: &mut [Group<'p>],
) -> Result<(), Unknown> {
    let Some(rect) = painter.rect() else { return Ok(()) };
    if run.is_in(painter) {
        let own =
            groups.iter().rposition(|group| group.owner.is_none_or(|o| o == painter || painter.is_inside(o)));
        let group = &mut groups[own.unwrap_or(0)];
        add(&mut group.colours, own_colours(painter), covers(&rect, place));
        return Ok(());
    }
    let (above, below) =
        (painter.paint_order() > run.node.paint_order(), painter.paint_order() < run.node.paint_order());
    if is_unseen(painter) || (above && is_fixed(painter)) || (!below && flows_beside(run, painter)) {
        return Ok(());
    }
    if !below {
        return Err(Unknown::Overlap);
    }
    let own = groups
        .iter()
        .rposition(|group| group.owner.is_none_or(|owner| painter.is_inside(owner)))
        .unwrap_or(0);
    let colours = private_opacity(painter, groups[own].owner)
        .and_then(|opacity| Ok(own_colours(painter)?.into_iter().map(|c| c.faded(opacity)).collect()));
    // A box that does not contain the text may be clipped before it reaches the text, so the colours without it remain
    // possible.
    add(&mut groups[own].colours, colours, false);
    Ok(())
}

/// Paints a box with the colours `own` over the colours `below`. `covers` says whether it is certainly under all of the
/// text; otherwise the colours without the box remain possible.
fn add(below: &mut Colours, own: Colours, covers: bool) {
    let own = match own {
        Ok(own) => own,
        Err(why) => {
            *below = Err(why);
            return;
        }
    };
    if covers && own.iter().all(|colour| colour.is_opaque()) {
        *below = Ok(own);
        return;
    }
    let Ok(under) = below else { return };
    let mut colours = if covers { Vec::new() } else { under.clone() };
    colours.extend(under.iter().flat_map(|under| own.iter().map(|own| own.over(*under))));
    *below = narrow(colours);
}

/// Each colour once, compared in the 8 bits for each channel that a screen shows.
fn narrow(mut colours: Vec<Colour>) -> Colours {
    if colours.len() < 2 {
        return Ok(colours);
    }
    let byte = |channel: f64| (channel * 255.0).round() as u32;
    let shown = |c: &Colour| byte(c.red) << 24 | byte(c.green) << 16 | byte(c.blue) << 8 | byte(c.alpha);
    colours.sort_by_cached_key(shown);
    colours.dedup_by_key(|colour| shown(colour));
    if colours.len() > MOST_COLOURS { Err(Unknown::Picture) } else { Ok(colours) }
}

/// The colours that a box may paint by itself, at any place in it.
fn own_colours(node: Node<'_>) -> Colours {
    if node.is_picture() {
        return Err(Unknown::Picture);
    }
    let is = |style, usual: &str| node.style(style).is_none_or(|value| value == usual);
    let deep_shadow = node.style(Style::BoxShadow).is_some_and(is_deep_inset);
    if deep_shadow
        || !is(Style::BackdropFilter, "none")
        || !is(Style::MixBlendMode, "normal")
        || !is(Style::Filter, "none")
    {
        return Err(Unknown::Effect);
    }
    let colour =
        parse(node.style(Style::BackgroundColor).unwrap_or("transparent")).map_err(|_| Unknown::Colour)?;
    if colour.clipped {
        return Err(Unknown::Colour);
    }
    let image = node.style(Style::BackgroundImage).unwrap_or("none");
    let mut colours = Ok(vec![colour]);
    if image != "none" {
        for layer in gradient::layers(image)?.into_iter().rev() {
            add(&mut colours, Ok(layer), false);
        }
    }
    colours
}

/// Whether an inset shadow of the box may be wider than 4 CSS pixels along its sides.
fn is_deep_inset(shadow: &str) -> bool {
    const LINE: f64 = 4.0;
    shadow.contains("inset")
        && shadow.split_whitespace().any(|word| {
            word.trim_end_matches(',')
                .strip_suffix("px")
                .and_then(|n| n.parse::<f64>().ok())
                .is_some_and(|n| n.abs() > LINE)
        })
}

fn covers(rect: &Rect, place: &Rect) -> bool {
    const SLACK: f64 = 1.0;
    rect.x() <= place.x() + SLACK
        && rect.y() <= place.y() + SLACK
        && rect.right() >= place.right() - SLACK
        && rect.bottom() >= place.bottom() - SLACK
}

fn is_unseen(node: Node<'_>) -> bool {
    node.closest(|above| above.style(Style::Opacity) == Some("0")).is_some()
}

/// Whether the node does not scroll with the page, so that users can scroll the text out from under it.
fn is_fixed(node: Node<'_>) -> bool {
    node.closest(|above| above.style(Style::Position) == Some("fixed")).is_some()
}

/// Whether the painter is inline content in the same block as a text of several lines. It is then beside the letters,
/// even if it is inside the box around the lines.
fn flows_beside(run: TextRun<'_>, painter: Node<'_>) -> bool {
    let inline = |node: &Node<'_>| {
        node.style(Style::Display).is_some_and(|display| display.starts_with("inline"))
            && node.style(Style::Position).is_none_or(|position| position == "static")
            && node.style(Style::Transform).is_none_or(|transform| transform == "none")
    };
    let block = |node: Node<'_>| {
        node.ancestors().find(|above| !inline(above) && above.kind() == NodeKind::Element).map(|n| n.number())
    };
    run.is_wrapped() && inline(&painter) && block(painter) == block(run.node)
}

/// Product of the opacities of a box and its ancestors inside the group in which it is painted.
fn private_opacity(painter: Node<'_>, group: Option<Node<'_>>) -> Result<f64, Unknown> {
    let mut product = 1.0;
    for node in std::iter::once(painter).chain(painter.ancestors()).take_while(|node| Some(*node) != group) {
        let is = |style, usual: &str| node.style(style).is_none_or(|value| value == usual);
        if !is(Style::Filter, "none")
            || !is(Style::MixBlendMode, "normal")
            || !is(Style::AnimationName, "none")
        {
            return Err(Unknown::Effect);
        }
        product *= effects::opacity(node).ok_or(Unknown::Moving)?;
    }
    Ok(product)
}

/// Composes the groups from the innermost outwards. The text and its background are painted over the same colours.
fn flatten(text: Colour, groups: Vec<Group<'_>>) -> Result<Vec<(Colour, Colour)>, Unknown> {
    let mut groups = groups.into_iter().rev();
    let innermost = groups.next().ok_or(Unknown::Colour)?;
    let mut opacity = innermost.opacity;
    let mut pairs: Vec<(Colour, Colour)> =
        innermost.colours?.into_iter().map(|ground| (text.over(ground), ground)).collect();
    for group in groups {
        let under = group.colours?;
        if pairs.len() * under.len() > MOST_COLOURS * 4 {
            return Err(Unknown::Picture);
        }
        pairs = pairs
            .iter()
            .flat_map(|(text, ground)| {
                under
                    .iter()
                    .map(move |under| (text.faded(opacity).over(*under), ground.faded(opacity).over(*under)))
            })
            .collect();
        opacity = group.opacity;
    }
    if pairs.iter().any(|(_, ground)| !ground.is_opaque() || ground.clipped) {
        return Err(Unknown::Colour);
    }
    Ok(pairs)
}

/// Fails if the only background colour found here differs from the one that the browser blended: then neither proves
/// anything. Several colours, or boxes with an opacity, are not compared.
fn agrees_with_browser(run: TextRun<'_>, pairs: &[(Colour, Colour)]) -> Result<(), Unknown> {
    const TOLERANCE: f64 = 3.0 / 255.0;
    let faded = run.boxes().any(|node| node.style(Style::Opacity).is_some_and(|opacity| opacity != "1"));
    let ([(_, ground)], false) = (pairs, faded) else { return Ok(()) };
    let Some(theirs) = run.element.blended_background() else { return Ok(()) };
    let theirs = parse(theirs).map_err(|_| Unknown::Colour)?;
    let near = |one: f64, other: f64| (one - other).abs() <= TOLERANCE;
    let same =
        near(ground.red, theirs.red) && near(ground.green, theirs.green) && near(ground.blue, theirs.blue);
    if same { Ok(()) } else { Err(Unknown::Overlap) }
}
