//! Computes the digests of the rules at build time, so that a change of a rule is never taken for a change of a site.

use std::{env, fmt::Write, fs, path::Path};

fn main() {
    for folder in ["src", "data"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the folder of the crate");
    let digests = code_digest::rules(Path::new(&root)).unwrap_or_else(|error| panic!("{error}"));
    let mut text = format!("/// Of everything that judges.\npub const ALL: &str = {:?};\n", digests.all);
    text.push_str("/// By the id of the rule.\npub const EACH: &[(&str, &str)] = &[\n");
    for (id, digest) in &digests.each {
        writeln!(text, "    ({id:?}, {digest:?}),").expect("a string takes any text");
    }
    text.push_str("];\n");
    let folder = env::var("OUT_DIR").expect("cargo names the folder of what is generated");
    fs::write(Path::new(&folder).join("digests.rs"), text).expect("cargo's own folder can be written");
}
