//! No two files of a package depend on each other, directly or through others; code that both need is in a third file.
//! The same holds for the folders directly below `src` of the packages that the test names.

#![expect(clippy::unwrap_used, reason = "an unexpected error fails the test")]

mod modules;

use modules::{Modules, Uses};
use std::{collections::BTreeSet, path::Path};

/// Files that depend on each other in a circle, each with the files and names that it uses of the others. Empty if
/// there is no circle.
fn circles(uses: &Uses) -> Vec<String> {
    let mut left: BTreeSet<&String> = uses.keys().collect();
    loop {
        let before = left.len();
        let leans = |file: &String| uses[file].keys().any(|other| left.contains(other));
        let next: BTreeSet<&String> = left.iter().copied().filter(|file| leans(file)).collect();
        let is_used = |file: &String| next.iter().any(|other| uses[*other].contains_key(file));
        left = next.iter().copied().filter(|file| is_used(file)).collect();
        if left.len() == before {
            break;
        }
    }
    let arrow = |file: &&String| {
        let taken = uses[*file].iter().filter(|(other, _)| left.contains(other));
        taken.map(|(other, names)| format!("{file} → {other}: {names:?}")).collect::<Vec<_>>()
    };
    left.iter().flat_map(arrow).collect()
}

#[test]
fn arrows_between_files_run_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut packages = 0;
    for entry in std::fs::read_dir(root).unwrap() {
        let source = entry.unwrap().path().join("src");
        if source.join("lib.rs").is_file() || source.join("main.rs").is_file() {
            packages += 1;
            let found = circles(&Modules::read(&source).uses());
            assert!(found.is_empty(), "{}: {found:#?}", source.display());
        }
    }
    assert!(packages >= 10, "{packages}");
}

/// Uses between the folders and files directly below `src`. A use of a file in a folder counts as a use of the folder.
fn of_parts(uses: &Uses) -> Uses {
    let part = |file: &str| file.split("::").next().unwrap_or_default().to_owned();
    let mut parts = Uses::new();
    for (file, taken) in uses.iter().filter(|(file, _)| !file.is_empty()) {
        let leans_on = parts.entry(part(file)).or_default();
        for (other, names) in taken.iter().filter(|(other, _)| !other.is_empty() && part(other) != part(file))
        {
            leans_on.entry(part(other)).or_default().extend(names.iter().cloned());
        }
    }
    parts
}

#[test]
fn arrows_between_the_parts_of_a_package_run_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for package in ["rules", "documents", "store", "crawler", "campaigns", "registry", "code-digest"] {
        let source = root.join(package).join("src");
        let found = circles(&of_parts(&Modules::read(&source).uses()));
        assert!(found.is_empty(), "{package}: {found:#?}");
    }
}

#[test]
fn a_circle_is_told_through_imports_paths_and_names_handed_on() {
    let of = |files: &[(&str, &str)]| circles(&Modules::parse(files).uses());
    let straight = [
        ("lib", "mod a; mod b;"),
        ("a", "use super::b::B; pub struct A;"),
        ("b", "pub struct B(crate::a::A);"),
    ];
    assert_eq!(of(&straight).len(), 2, "{:?}", of(&straight));
    let handed_on = [
        ("lib", "mod a;"),
        ("a", "mod b; pub use b::B; pub struct A; fn f() { b::g() }"),
        ("a::b", "use super::A; pub struct B; pub fn g() {}"),
    ];
    assert_eq!(of(&handed_on).len(), 2, "{:?}", of(&handed_on));
    let one_way = [
        ("lib", "mod a; mod b; mod c;"),
        ("a", "use crate::c::B; pub struct A(B);"),
        ("b", "pub struct B; pub struct D(crate::a::A);"),
        ("c", "pub struct B;"),
    ];
    assert_eq!(of(&one_way), Vec::<String>::new());
}
