//! Prints, for each clause of the corpus, the number of files that break it, of those that were found, and of files
//! that meet it and were wrongly reported: `cargo run -p documents --example clauses`.

#[path = "../tests/corpus_clauses/mod.rs"]
mod corpus_clauses;

fn main() {
    let Some(folder) = corpus_clauses::folder() else {
        println!("skipped: ../shared/corpora/documents is not there");
        return;
    };
    let (clauses, others) = corpus_clauses::hold(&folder);
    println!("{:24} {:>5} {:>7} {:>5} {:>5}", "clause", "files", "claimed", "found", "false");
    let mut sums = [0; 4];
    for (clause, held) in &clauses {
        let row = [held.files, held.claimed, held.found, held.accused.len() as u32];
        println!("{clause:24} {:5} {:7} {:5} {:5}", row[0], row[1], row[2], row[3]);
        for missed in held.missed.iter().chain(&held.accused) {
            println!("    {missed}");
        }
        for (sum, count) in sums.iter_mut().zip(row) {
            *sum += count;
        }
    }
    println!("{:24} {:5} {:7} {:5} {:5}", "all", sums[0], sums[1], sums[2], sums[3]);
    println!("{others} files of clauses that no check covers");
}
