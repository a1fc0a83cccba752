//! Reads the captured pages of a folder of HTML files as statements, one JSON object a line:
//! `cargo run -p rules --example statement -- FOLDER`. The captures come from `cargo run -p tests --features bench --bin read-statements`.

use rules::{Page, Snapshot, audit::hash_of, statement};
use std::{fs, path::Path};

fn main() {
    let folder = std::env::args().nth(1).expect("usage: statement FOLDER");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/rule-examples/statements");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "html"));
    files.sort();
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let key = hash_of(&fs::read(&file).expect("a file"))[..24].to_owned();
        let captures = fs::read_dir(&root).into_iter().flatten().flatten();
        let Some(bytes) = captures.filter_map(|capture| fs::read(capture.path().join(&key)).ok()).last()
        else {
            eprintln!("{name}: not captured yet");
            continue;
        };
        let mut snapshot = Snapshot::decode(&bytes).expect("a kept page");
        snapshot.url = format!("https://www.valmont.example/{name}");
        let page = Page::new(snapshot).expect("a kept page");
        let reading = serde_json::to_string(&statement::read(&page)).expect("plain data");
        println!("{{\"page\":\"{name}\",\"reading\":{reading}}}");
    }
}
