use super::*;
use std::{collections::BTreeSet, fs, path::PathBuf};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/kept_sections")
}

/// `made_up.2`: the example that was kept when version 2 of the section was released.
fn kept(kind: &SectionKind, version: u16) -> PathBuf {
    folder().join(format!("{}.{version}", kind.name))
}

#[test]
fn every_version_of_every_section_is_read_for_ever() {
    for kind in ALL {
        for version in 1..kind.version {
            let file = kept(kind, version);
            let body = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let read = (kind.read)(&mut Sections::default(), version, &body);
            assert!(read.is_ok(), "{}: {read:?}", file.display());
        }
    }
}

#[test]
fn the_shape_of_a_section_changes_only_with_its_version() {
    for kind in ALL {
        let (file, body) = (kept(kind, kind.version), (kind.example)());
        if !file.exists() {
            fs::write(&file, &body).unwrap();
            panic!("{} is written: look at it, and commit it", file.display());
        }
        let told = "has another shape than was released: raise VERSION and migrate";
        assert!(fs::read(&file).unwrap() == body, "version {} of «{}» {told}", kind.version, kind.name);
        let mut sections = Sections::default();
        assert!((kind.read)(&mut sections, kind.version, &body).is_ok());
        assert_eq!((kind.write)(&sections), Some(body));
    }
}

#[test]
fn every_file_of_this_folder_is_in_the_list() {
    let code = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/page/sections");
    let files = code.read_dir().unwrap().flatten().filter_map(|file| file.file_name().into_string().ok());
    let names = files.filter_map(|name| name.strip_suffix(".rs").map(str::to_owned));
    let files: BTreeSet<String> = names.filter(|name| !["mod", "tests"].contains(&name.as_str())).collect();
    let listed: BTreeSet<String> = ALL.iter().map(|kind| kind.name.to_owned()).collect();
    assert_eq!(files, listed);
}
