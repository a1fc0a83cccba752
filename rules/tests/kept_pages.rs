//! Pages that earlier versions of the program kept stay readable, and rules see the same content in them.
//!
//! `kept_pages/<version of the main section>-<name>.page` are pages of the demo sites, kept by a released version of
//! the program (`observatoire audit --keep`). `kept_pages/contents.tsv` contains, for each of them, the number of nodes
//! and a hash of the content that rules saw when it was kept.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use rules::{
    Node, Page, STYLES,
    audit::hash_of,
    judge,
    page::{NameFrom, NodeKind, Shadow},
};
use std::{collections::BTreeMap, fmt::Write, fs, path::PathBuf};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/kept_pages")
}

/// Bytes of the kept pages, by file name.
fn kept() -> BTreeMap<String, Vec<u8>> {
    let files = folder().read_dir().unwrap().flatten().map(|file| file.path());
    let pages = files.filter(|path| path.extension().is_some_and(|extension| extension == "page"));
    pages.map(|path| (path.file_name().unwrap().display().to_string(), fs::read(&path).unwrap())).collect()
}

/// Everything that a rule can read from a page of version 4, with one line for each node.
fn contents(page: &Page) -> String {
    let held = page.snapshot();
    let mut text = format!(
        "{} {} {} {} {}x{} {}\n{:?}\n",
        held.url,
        held.status,
        held.content_type,
        held.browser,
        held.viewport_width,
        held.viewport_height,
        held.scriptless,
        page.title()
    );
    for medium in &held.media {
        let of = (&medium.source, medium.milliseconds, medium.has_sound, medium.is_muted);
        writeln!(text, "medium {of:?}").unwrap();
    }
    writeln!(text, "traits {:?}", held.style_traits).unwrap();
    let turned = page.rotated().into_iter().map(|(node, upright, turned)| (node.number(), upright, turned));
    let unseen = page.unseen_when_focused().into_iter().map(|node| node.number());
    writeln!(text, "turned {:?} unseen {:?}", turned.collect::<Vec<_>>(), unseen.collect::<Vec<_>>())
        .unwrap();
    for document in &held.documents {
        let of = (document.content_width, document.content_height, document.doctype.is_some());
        writeln!(text, "document {of:?}").unwrap();
    }
    page.nodes().for_each(|node| line(&mut text, node));
    text
}

fn line(text: &mut String, node: Node<'_>) {
    let kind = match node.kind() {
        NodeKind::Document => "document",
        NodeKind::Element => "element",
        NodeKind::Text => "text",
        NodeKind::Pseudo => "pseudo",
    };
    let shadow = node.shadow().map(|shadow| match shadow {
        Shadow::UserAgent => "user agent",
        Shadow::Open => "open",
        Shadow::Closed => "closed",
    });
    let place = (node.number(), node.parent().map(|parent| parent.number()), node.document(), kind, shadow);
    write!(text, "{place:?} {} {:?}", node.name(), node.text()).unwrap();
    write!(text, " {:?}", node.attributes().collect::<Vec<_>>()).unwrap();
    let states = (node.is_clickable(), node.is_checked(), node.is_selected());
    write!(text, " {states:?} {:?} {:?}", node.input_value(), node.current_source()).unwrap();
    let shown = node.content_document().map(|document| document.number());
    write!(text, " {shown:?} {}", node.in_accessibility_tree()).unwrap();
    let rect = node.rect().map(|rect| [rect.x(), rect.y(), rect.width(), rect.height()]);
    let layout = node.layout().map(|held| {
        let scroll = held.scroll.map(|size| (size.client_width, size.client_height, size.scroll_width));
        (held.paint_order, held.text_opacity, scroll)
    });
    write!(text, " {rect:?} {layout:?} {:?}", node.blended_background()).unwrap();
    let styles = styles(node);
    write!(text, " {styles:?}").unwrap();
    let name_from = match node.name_from() {
        NameFrom::Nothing => 0,
        NameFrom::AriaLabelledby => 1,
        NameFrom::AriaLabel => 2,
        NameFrom::NativeElement => 3,
        NameFrom::NativeAttribute => 4,
        NameFrom::Contents => 5,
        NameFrom::Title => 6,
        NameFrom::Placeholder => 7,
        NameFrom::Other => 8,
    };
    let role = (node.role(), node.accessible_name(), name_from, node.accessible_description());
    let reasons: Vec<_> = node.ignored_reasons().collect();
    let properties = PROPERTIES.map(|name| node.property(name));
    writeln!(text, " {role:?} {reasons:?} {properties:?}").unwrap();
}

const PROPERTIES: [&str; 8] =
    ["focusable", "level", "checked", "expanded", "required", "invalid", "hasPopup", "live"];

/// The values of the first 35 styles. Later styles were not asked for in all kept pages.
fn styles(node: Node<'_>) -> Vec<&str> {
    let held = node.page().snapshot();
    let set = node.layout().and_then(|layout| layout.style_set);
    let set = set.map(|set| held.style_sets[set as usize].as_slice()).unwrap_or_default();
    set.iter().zip(STYLES).take(35).map(|(text, _)| held.strings[*text as usize].as_str()).collect()
}

#[test]
fn rules_see_in_kept_pages_what_was_seen_when_they_were_kept() {
    let seen = |(file, bytes): (&String, &Vec<u8>)| {
        let page = Page::decode(bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
        format!("{file}\t{}\t{}\n", page.nodes().count(), hash_of(contents(&page).as_bytes()))
    };
    let found: String = kept().iter().map(seen).collect();
    let expected = fs::read_to_string(folder().join("contents.tsv")).unwrap_or_default();
    assert!(found == expected, "rules see something else than was seen then:\n{found}\nand not\n{expected}");
}

#[test]
fn kept_pages_are_judged_and_kept_again_with_the_same_verdicts() {
    for (file, bytes) in kept() {
        let page = Page::decode(&bytes).unwrap();
        let again = Page::decode(&page.snapshot().encode()).unwrap();
        assert!(contents(&page) == contents(&again), "{file}");
        let (before, after) = (judge::judge(&page), judge::judge(&again));
        assert_eq!(before.aspects, after.aspects, "{file}");
    }
}

/// The cost is counted in steps, because time depends on the machine and its load.
#[test]
fn a_page_costs_the_same_number_of_steps_each_time() {
    for (file, bytes) in kept() {
        let cost = || {
            let page = Page::decode(&bytes).unwrap();
            judge::judge(&page);
            page.steps()
        };
        let (once, nodes) = (cost(), Page::decode(&bytes).unwrap().nodes().count() as u64);
        assert_eq!(once, cost(), "{file}");
        assert!(once > nodes && once < judge::MOST_STEPS / 100, "{file}: {once} steps for {nodes} nodes");
    }
}

#[test]
fn a_page_that_costs_too_much_is_left_at_the_same_step_each_time() {
    let (file, bytes) = kept().pop_last().unwrap();
    let judged = |most, goes_on: &dyn Fn() -> bool| {
        let page = Page::decode(&bytes).unwrap();
        let verdict = judge::judge_within(&page, &rules::catalogue::SERVING, most, goes_on);
        (verdict.map(|verdict| verdict.aspects), page.steps())
    };
    let (whole, cost) = judged(u64::MAX, &|| true);
    assert_eq!(whole, judged(judge::MOST_STEPS, &|| true).0, "{file}");
    let (stopped, at) = judged(cost / 2, &|| true);
    assert_eq!(stopped, Err(judge::Stopped::Work));
    assert!(at < cost && (stopped, at) == judged(cost / 2, &|| true), "{at} of {cost}");
    assert_eq!(judged(u64::MAX, &|| false).0, Err(judge::Stopped::Time));
}
