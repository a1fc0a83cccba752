//! The files and functions named in the walks of `docs/ARCHITECTURE.md` exist.

#![expect(clippy::unwrap_used, reason = "an unexpected error fails the test")]

use std::{fs, path::Path};

/// File and function of each numbered step of the walks.
fn steps(text: &str) -> Vec<(String, String)> {
    let (_, walks) = text.split_once("\n## Three walks\n").unwrap();
    let walks = walks.split("\n## ").next().unwrap();
    let numbered = walks.lines().filter(|line| line.starts_with(|sign: char| sign.is_ascii_digit()));
    let step = |line: &str| {
        let parts: Vec<&str> = line.split('`').collect();
        let [_, file, ", ", function, rest, ..] = parts.as_slice() else {
            panic!("a step says `file`, `function`: what it does; this one does not: {line}");
        };
        assert!(rest.starts_with(": "), "{line}");
        ((*file).to_owned(), (*function).to_owned())
    };
    numbered.map(step).collect()
}

#[test]
fn every_step_names_a_function_of_its_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let steps = steps(&fs::read_to_string(root.join("docs/ARCHITECTURE.md")).unwrap());
    assert!(steps.len() > 20, "{steps:?}");
    for (file, function) in steps {
        let code = fs::read_to_string(root.join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let is_there = ["(", "<"].iter().any(|end| code.contains(&format!("fn {function}{end}")));
        assert!(is_there, "{file} has no function {function}");
    }
}
