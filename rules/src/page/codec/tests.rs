use super::*;
use crate::page::{
    sections::{Section, made_up::MadeUp},
    snapshot::{DocumentData, NodeData, NodeKind},
};

fn snapshot(made_up: Option<MadeUp>) -> Snapshot {
    let document = NodeData { kind: NodeKind::Document, ..NodeData::default() };
    let nodes = vec![document, NodeData::default()];
    Snapshot {
        strings: vec![String::new()],
        documents: vec![DocumentData { nodes, ..DocumentData::default() }],
        sections: Sections { made_up, ..Sections::default() },
        ..Snapshot::default()
    }
}

fn packed(lines: &[Line], bodies: &[u8]) -> Vec<u8> {
    let list = postcard::to_stdvec(lines).unwrap();
    let packed = zstd::bulk::compress(&[&list, bodies].concat(), LEVEL).unwrap();
    [&[FORMAT], packed.as_slice()].concat()
}

fn main_body() -> Vec<u8> {
    postcard::to_stdvec(&snapshot(None)).unwrap()
}

fn line(name: &str, version: u16, body: &[u8]) -> Line {
    (name.to_owned(), version, body.len() as u32)
}

#[test]
fn a_page_is_read_as_it_was_kept() {
    for page in [snapshot(None), snapshot(Some(MadeUp::example()))] {
        assert_eq!(Snapshot::decode(&page.encode()).unwrap(), page);
    }
}

#[test]
fn a_page_of_the_main_section_alone_was_asked_nothing_else() {
    let packed = zstd::bulk::compress(&main_body(), LEVEL).unwrap();
    let bytes = [&[FORMAT_OF_MAIN_ALONE], packed.as_slice()].concat();
    assert_eq!(Snapshot::decode(&bytes).unwrap(), snapshot(None));
}

#[test]
fn a_section_of_an_earlier_version_is_migrated() {
    let (main, seconds) = (main_body(), postcard::to_stdvec(&7_u32).unwrap());
    let bytes =
        packed(&[line("main", 4, &main), line("made_up", 1, &seconds)], &[main.clone(), seconds].concat());
    let read = Snapshot::decode(&bytes).unwrap().sections.made_up;
    assert_eq!(read, Some(MadeUp { milliseconds: 7000, moved: None }));
}

#[test]
fn a_section_that_nobody_knows_is_passed_over() {
    let main = main_body();
    let bytes =
        packed(&[line("of-tomorrow", 1, b"???"), line("main", 4, &main)], &[b"???", &main[..]].concat());
    assert_eq!(Snapshot::decode(&bytes).unwrap(), snapshot(None));
}

#[test]
fn a_version_of_tomorrow_is_refused_by_name() {
    let main = main_body();
    let later = packed(&[line("main", 4, &main), line("made_up", 3, b"")], &main);
    let error = Snapshot::decode(&later).unwrap_err();
    assert!(matches!(error, CodecError::UnknownVersion { section, found: 3 } if section == "made_up"));
    let later = packed(&[line("main", 99, &main)], &main);
    assert!(matches!(Snapshot::decode(&later), Err(CodecError::UnknownVersion { found: 99, .. })));
    assert!(matches!(Snapshot::decode(&[99, 1, 2]), Err(CodecError::UnknownFormat { found: 99 })));
}

#[test]
fn damaged_bytes_are_refused() {
    let main = main_body();
    assert!(matches!(Snapshot::decode(&[]), Err(CodecError::Empty)));
    assert!(matches!(Snapshot::decode(&[FORMAT, 1, 2, 3]), Err(CodecError::Compression(_))));
    assert!(matches!(Snapshot::decode(&packed(&[], b"")), Err(CodecError::WithoutMain)));
    let cut = packed(&[line("main", 4, &main)], &main[..main.len() - 1]);
    assert!(matches!(Snapshot::decode(&cut), Err(CodecError::Inconsistent(_))));
    let damaged =
        packed(&[line("main", 4, &main), line("made_up", 2, b"\xff")], &[&main[..], b"\xff"].concat());
    assert!(matches!(Snapshot::decode(&damaged), Err(CodecError::DamagedSection { .. })));
}

#[test]
fn a_section_names_only_nodes_of_its_page() {
    let page = snapshot(Some(MadeUp { milliseconds: 0, moved: Some(vec![2]) }));
    assert!(matches!(Page::decode(&page.encode()), Err(CodecError::Inconsistent(_))));
}
