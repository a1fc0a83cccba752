//! A picture with one brand name in its file name does not have another one in its accessible name.

use crate::{Node, Page, Rule, Verdict, standards::words};
use url::Url;

pub static RULE: Rule = Rule {
    id: "picture-name-fits-file",
    // A file may have a wrong name and show the right thing, so the rule for RGAA only looks at the accessible name.
    aspects: &[],
    act: &["qt1vmo"],
    wcag: &["1.1.1"],
    doc: include_str!("picture_name_fits_file.md"),
    applicability,
    expectation,
};

/// Exposed pictures with a brand name in both their file name and their accessible name.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_picture =
        |node: &Node<'_>| node.is("img") || (node.is("input") && node.attribute_is("type", "image"));
    let tells =
        |node: &Node<'_>| marks(*node).is_some_and(|(file, name)| !file.is_empty() && !name.is_empty());
    page.all(&["img", "input"])
        .into_iter()
        .filter(|node| is_picture(node) && node.is_exposed() && tells(node))
        .collect()
}

fn expectation(picture: Node<'_>) -> Verdict {
    let Some((file, name)) = marks(picture) else { return Verdict::pass() };
    let is_same = |one: &&str| name.iter().any(|other| squeezed(one) == squeezed(other));
    match (&file[..], &name[..]) {
        (files, _) if files.iter().any(is_same) => Verdict::pass(),
        ([file], [name]) => Verdict::fail("picture-name-of-another")
            .with("name", picture.accessible_name())
            .with("file", *file)
            .with("mark", *name),
        _ => Verdict::cant_tell("picture-name-perhaps-of-another").with("name", picture.accessible_name()),
    }
}

/// Brand names in the file name, and in the accessible name of the picture.
fn marks(picture: Node<'_>) -> Option<(Vec<&'static str>, Vec<&'static str>)> {
    let source = picture.current_source().or_else(|| picture.attribute("src"))?;
    let address = Url::parse(picture.document_address()).ok()?.join(source).ok()?;
    let file = address.path_segments()?.next_back()?.to_owned();
    Some((once(words::marks_in(&file)), once(words::marks_in(picture.accessible_name()))))
}

/// Drops repeated names. «HTML 5» and «HTML5» are the same name.
fn once(mut marks: Vec<&'static str>) -> Vec<&'static str> {
    marks.sort_unstable_by_key(|mark| squeezed(mark));
    marks.dedup_by_key(|mark| squeezed(mark));
    marks
}

fn squeezed(mark: &str) -> String {
    mark.replace(' ', "")
}
