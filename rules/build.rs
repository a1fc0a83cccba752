//! Digest of what all rules stand on, so that a rule counts as changed when its ground does.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

const GROUND: [&str; 8] = [
    "src/page",
    "src/parts",
    "src/sampled",
    "src/standards",
    "data/aria",
    "data/html",
    "data/languages",
    "data/words",
];

fn main() {
    let mut files = Vec::new();
    for folder in GROUND {
        println!("cargo:rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files);
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(&file).expect("a file just listed can be read").hash(&mut hasher);
    }
    println!("cargo:rustc-env=GROUND_DIGEST={:016x}", hasher.finish());
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
