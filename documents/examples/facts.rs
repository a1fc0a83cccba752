//! Prints the facts that are read from files, as JSON: `cargo run -p documents --example facts -- FILE…`.

use std::{env, fs};

fn main() {
    for file in env::args().skip(1) {
        let bytes = match fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{file}: {error}");
                continue;
            }
        };
        let reading = documents::examine(&bytes, &documents::Limits::default());
        match serde_json::to_string(&reading) {
            Ok(json) => println!("{file}\t{json}"),
            Err(error) => eprintln!("{file}: {error}"),
        }
    }
}
