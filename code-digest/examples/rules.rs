//! Prints the digest of each rule: `cargo run -p code-digest --example rules -- rules`.

fn main() -> Result<(), code_digest::Error> {
    let root = std::env::args().nth(1).unwrap_or_else(|| "rules".to_owned());
    let digests = code_digest::rules(root.as_ref())?;
    println!("all\t{}", digests.all);
    for (id, digest) in &digests.each {
        println!("{id}\t{digest}");
    }
    Ok(())
}
