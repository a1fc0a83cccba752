//! Judges the captured examples of the rules whose name holds the argument: `cargo run -p rules --example check -- lang`.
//! The captures come from `cargo run -p tests --bin capture-examples`.

use rules::{Page, catalogue, examples};
use std::{fs, path::Path, process::ExitCode};

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/rule-examples");
    let Ok(folder) = fs::read_to_string(root.join("current")) else {
        eprintln!("no captures yet: cargo run -p tests --bin capture-examples");
        return ExitCode::from(2);
    };
    let (mut held, mut wrong) = (0, 0);
    for rule in catalogue::ALL.iter().copied().filter(|rule| rule.id.contains(&wanted)) {
        let examples = match examples::of(rule) {
            Ok(examples) => examples,
            Err(error) => {
                println!("{error}");
                wrong += 1;
                continue;
            }
        };
        for example in examples {
            let page = fs::read(Path::new(&folder).join(example.key()))
                .ok()
                .and_then(|bytes| Page::decode(&bytes).ok());
            let said = match page {
                Some(page) => example.contradiction(rule, &page),
                None => Some(format!("{}.md line {}: not captured yet", rule.id, example.line)),
            };
            match said {
                None => held += 1,
                Some(said) => {
                    println!("{said}");
                    wrong += 1;
                }
            }
        }
    }
    println!("{held} examples hold, {wrong} do not");
    ExitCode::from(u8::from(wrong > 0))
}
