//! Computes a digest of all code and templates that draw pages. When one of them changes, the pages it may change are
//! drawn again, and no version number has to be kept by hand.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

fn main() {
    let mut files = Vec::new();
    for folder in [
        "src",
        "templates",
        "data",
        "assets",
        "schemas",
        "../rules/data",
        "../rules/src/audit",
        "../rules/src/statement",
    ] {
        println!("cargo:rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files);
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(&file).expect("a file just listed can be read").hash(&mut hasher);
    }
    println!("cargo:rustc-env=DRAWING_DIGEST={:016x}", hasher.finish());
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the crate's own folders can be read") {
        let path = entry.expect("the crate's own folders can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
