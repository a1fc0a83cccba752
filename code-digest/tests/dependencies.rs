//! The code of each package uses each of its dependencies. An unused one makes every build slower, and its updates must
//! be followed.

#![expect(clippy::unwrap_used, reason = "an unexpected error fails the test")]

use proc_macro2::{TokenStream, TokenTree};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Packages whose library has another name than the package.
const RENAMED: [(&str, &str); 1] = [("md-5", "md5")];

/// Sections of a manifest, each with the files and folders whose code may use its dependencies.
const SECTIONS: [(&str, &[&str]); 3] = [
    ("dependencies", &["src"]),
    ("build-dependencies", &["build.rs"]),
    ("dev-dependencies", &["src", "tests", "examples", "benches"]),
];

/// Dependencies of a package that its code never names, each with its section.
fn unused(package: &Path) -> Vec<String> {
    let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap();
    let mut unused = Vec::new();
    for (section, places) in SECTIONS {
        let mut named = BTreeSet::new();
        places.iter().for_each(|place| read_folder(&package.join(place), &mut named));
        let is_unused = |name: &&str| !named.contains(&library(name));
        let names = declared(&manifest, section).filter(is_unused);
        unused.extend(names.map(|name| format!("[{section}] {name}")));
    }
    unused
}

/// Names of the dependencies in a section of a manifest, one on each line as `name.workspace = true` or `name = …`.
fn declared<'m>(manifest: &'m str, section: &str) -> impl Iterator<Item = &'m str> {
    let head = format!("[{section}]");
    let lines = manifest.lines().skip_while(move |line| line.trim() != head).skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| line.split(['=', '.']).next()).map(str::trim);
    names.filter(|name| !name.is_empty() && !name.starts_with('#'))
}

fn library(package: &str) -> String {
    let renamed = RENAMED.iter().find(|(name, _)| *name == package).map(|(_, library)| *library);
    renamed.unwrap_or(package).replace('-', "_")
}

fn read_folder(path: &Path, named: &mut BTreeSet<String>) {
    if path.is_dir() {
        let inner: Vec<PathBuf> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        inner.iter().for_each(|path| read_folder(path, named));
    } else if path.extension().is_some_and(|extension| extension == "rs") && path.is_file() {
        let code: TokenStream = fs::read_to_string(path).unwrap().parse().unwrap();
        read_code(code, named);
    }
}

/// Collects the first name of each path in code. Comments and strings are ignored.
fn read_code(code: TokenStream, named: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = code.into_iter().collect();
    let is = |at: usize, sign: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => read_code(group.stream(), named),
            TokenTree::Ident(name) if is(at + 1, ':') && is(at + 2, ':') => {
                named.insert(name.to_string());
            }
            TokenTree::Ident(word) if *word == "use" => {
                named.extend(tokens.get(at + 1).map(ToString::to_string));
            }
            _ => {}
        }
    }
}

#[test]
fn every_dependency_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let packages = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let packages: Vec<PathBuf> = packages.filter(|path| path.join("Cargo.toml").is_file()).collect();
    assert!(packages.len() >= 10, "{packages:?}");
    for package in packages {
        assert_eq!(unused(&package), [""; 0], "{}", package.display());
    }
}

#[test]
fn an_unused_dependency_is_told_and_a_comment_that_names_it_does_not_help() {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unused-dependency");
    fs::create_dir_all(package.join("src")).unwrap();
    let manifest = "[package]\nname = \"example\"\n\n[dependencies]\nserde.workspace = true\nmd-5 = \"0.11\"\nidle-crate = \"1\"\n\
                    late.workspace = true\n\n[dev-dependencies]\nlate-too.workspace = true\n";
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    let code = "//! See idle_crate::Idle.\nuse serde::Serialize;\nconst TEXT: &str = \"idle_crate::Idle\";\n\
                fn sum() { let _ = md5::compute(\"\"); }\nfn late() {}\n";
    fs::write(package.join("src/lib.rs"), code).unwrap();
    fs::create_dir_all(package.join("tests")).unwrap();
    fs::write(package.join("tests/only.rs"), "fn one() { late::run(); late_too::run(); }\n").unwrap();
    assert_eq!(unused(&package), ["[dependencies] idle-crate", "[dependencies] late"]);
}
