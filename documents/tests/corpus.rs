//! Files that others made for single clauses: no file that meets its clause is reported, and none that breaks it is
//! missed.

mod corpus_clauses;

#[test]
fn the_clauses_that_are_covered_are_judged_right() {
    let Some(folder) = corpus_clauses::folder() else {
        eprintln!("skipped: ../shared/corpora/documents is not there");
        return;
    };
    let (clauses, _) = corpus_clauses::hold(&folder);
    for (clause, held) in clauses {
        assert!(held.accused.is_empty(), "{clause} accused: {:?}", held.accused);
        assert!(held.missed.is_empty(), "{clause} missed: {:?}", held.missed);
    }
}
