//! Which changes of code and data change a digest: only those that can change verdicts, and only the digests of the
//! rules that depend on the changed file.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use rules::catalogue;
use std::{collections::BTreeSet, fs, path::Path};
use tempfile::TempDir;

/// A copy of this crate's code and data, which a test may change.
fn copy() -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for folder in ["src", "data"] {
        copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &copy.path().join(folder));
    }
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in from.read_dir().unwrap().flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Replaces the first `before` in a file by `after`. Returns the ids of the rules whose digest changes, and whether the
/// digest of all rules together changes.
fn moved(file: &str, before: &str, after: &str) -> (BTreeSet<String>, bool) {
    let copy = copy();
    let path = copy.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(before), "{file} has no «{before}»");
    fs::write(&path, text.replacen(before, after, 1)).unwrap();
    let found = code_digest::rules(copy.path()).unwrap();
    let of_build = catalogue::digests();
    let moved = found.each.iter().filter(|(id, digest)| of_build.get(*id) != Some(digest));
    (moved.map(|(id, _)| id.clone()).collect(), found.all != catalogue::digest())
}

fn only(id: &str) -> (BTreeSet<String>, bool) {
    (BTreeSet::from([id.to_owned()]), true)
}

const RULE: &str = "src/catalogue/theme_08/page_has_title.rs";

#[test]
fn the_program_carries_the_digests_of_its_code() {
    assert_eq!(moved(RULE, "use crate", "use crate"), (BTreeSet::new(), false));
}

#[test]
fn a_comment_moves_nothing() {
    let none = (BTreeSet::new(), false);
    assert_eq!(moved(RULE, "\nuse crate", "\n// Another comment.\n\nuse crate"), none);
    assert_eq!(moved("src/page/node.rs", "//! ", "//! Once more: "), none);
    assert_eq!(moved("src/catalogue/theme_08/page_has_title.md", "#", "# Another"), none);
    assert_eq!(moved("data/rgaa-4.1.2/themes.tsv", "Images", "Pictures"), none);
    assert_eq!(moved("data/words/bare-answers.txt", "# ", "# All "), none);
}

#[test]
fn a_rule_that_changes_moves_alone() {
    assert_eq!(
        moved(RULE, "id: \"page-has-title\"", "id: \"page-has-title\".trim()"),
        only("page-has-title")
    );
}

#[test]
fn a_word_moves_the_rules_that_read_it() {
    let (moved, all) = moved("data/words/generic-links.txt", "cliquez ici", "cliquez donc ici");
    assert!(all && moved.contains("link-is-explicit"), "{moved:?}");
    assert!(!moved.contains("page-has-title") && !moved.contains("image-has-name"), "{moved:?}");
}

#[test]
fn the_list_of_one_rule_moves_that_rule_alone() {
    assert_eq!(moved("data/words/bare-answers.txt", "\nvrai", "\nvraiment"), only("radios-are-grouped"));
}

#[test]
fn what_all_rules_see_moves_all() {
    let (moved, all) = moved("src/page/node.rs", "trim()", "trim_end()");
    assert!(all);
    assert_eq!(moved.len(), catalogue::ALL.len());
}

#[test]
fn what_says_that_an_aspect_does_not_apply_moves_no_finding() {
    let (moved, all) = moved("data/aspects/aspects.tsv", "\tD\t", "\tF\t");
    assert!(all && moved.is_empty(), "{moved:?}");
}

#[test]
fn a_script_of_the_capture_moves_its_digest_and_a_comment_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let digest = |text: &str| {
        fs::write(folder.path().join("facts.js"), text).unwrap();
        code_digest::of_files(folder.path(), &["facts.js"]).unwrap()
    };
    let before = digest("() => [document.title]");
    assert_eq!(digest("// Why.\n() => [document.title]\n"), before);
    assert_ne!(digest("() => [document.URL]"), before);
}

#[test]
fn a_rule_that_serves_no_referential_moves_nothing_else() {
    let (moved, all) =
        moved("src/catalogue/beyond/role_is_known.rs", "id: \"role-is-known\"", "id: { \"role-is-known\" }");
    assert_eq!((moved, all), (BTreeSet::from(["role-is-known".to_owned()]), false));
}
