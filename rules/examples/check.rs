//! Judges the captured examples of the rules whose name holds the argument: `cargo run -p rules --example check -- lang`.
//! The captures come from `cargo run -p tests --features bench --bin capture-examples`.

use rules::{Page, catalogue, examples};
use std::{collections::BTreeSet, fs, path::Path, process::ExitCode};

fn main() -> ExitCode {
    let asked = std::env::args().nth(1).unwrap_or_default();
    // `--proofs` writes `rules/data/proofs.tsv` as the examples show it.
    let wanted = if asked == "--proofs" { String::new() } else { asked.clone() };
    let mut proofs = BTreeSet::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/rule-examples");
    let Ok(folder) = fs::read_to_string(root.join("current")) else {
        eprintln!("no captures yet: cargo run -p tests --features bench --bin capture-examples");
        return ExitCode::from(2);
    };
    let (mut held, mut wrong) = (0, 0);
    for rule in catalogue::ALL.iter().copied().filter(|rule| rule.id.contains(&wanted)) {
        let examples = match examples::read_all(rule) {
            Ok(examples) => examples,
            Err(error) => {
                println!("{error}");
                wrong += 1;
                continue;
            }
        };
        for example in examples {
            let read = |key: String| {
                let bytes = fs::read(Path::new(&folder).join(key)).ok();
                bytes.and_then(|bytes| Page::decode(&bytes).ok())
            };
            let keys = example.keys();
            let missing = keys.iter().filter(|key| key.is_none()).count();
            let pages: Vec<Option<Page>> = keys.into_iter().map(|key| key.and_then(read)).collect();
            proofs.extend(example.proofs(rule, &pages));
            let on_sample = catalogue::ON_SAMPLE.iter().find(|on_sample| on_sample.rule.id == rule.id);
            let said = match (on_sample, &pages[..]) {
                (Some(rule), _) if pages.iter().filter(|page| page.is_none()).count() == missing => {
                    example.contradiction_together(rule, &pages)
                }
                (None, [Some(page), ..]) => example.contradiction(rule, page),
                _ => Some(format!("{}.md line {}: not captured yet", rule.id, example.line)),
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
    if asked == "--proofs" {
        let lines: Vec<String> = proofs.iter().map(|proof| format!("{proof}\n")).collect();
        let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/proofs.tsv");
        if let Err(error) = fs::write(&table, format!("aspect\trule\tproof\n{}", lines.concat())) {
            eprintln!("{}: {error}", table.display());
            return ExitCode::from(2);
        }
    }
    println!("{held} examples hold, {wrong} do not");
    ExitCode::from(u8::from(wrong > 0))
}
