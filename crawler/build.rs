//! Computes a digest of the code that captures pages, so that a change of this code is never taken for a change of a
//! site.

use std::{env, path::Path};

/// The code that starts the browser, asks it questions, and opens, waits for, uses and leaves pages.
const CAPTURE: [&str; 11] = [
    "src/browser/capture",
    "src/browser/script.rs",
    "src/browser/error.rs",
    "src/browser/launch.rs",
    "src/browser/navigation.rs",
    "src/browser/session.rs",
    "src/browser/session",
    "src/browser/alerts.rs",
    "src/browser/stand",
    "src/browser/requests.rs",
    "src/browser/act",
];

fn main() {
    for name in CAPTURE {
        println!("cargo:rerun-if-changed={name}");
    }
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the folder of the crate");
    let digest = code_digest::of_files(Path::new(&root), &CAPTURE).unwrap_or_else(|error| panic!("{error}"));
    println!("cargo:rustc-env=CAPTURE_DIGEST={}", &digest[..16]);
}
