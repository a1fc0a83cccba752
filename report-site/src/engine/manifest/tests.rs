use super::*;
use crate::engine::seal;

const ONE: &[Name] = &[Name::Borrowed("index.html")];
const TWO: &[Name] = &[Name::Borrowed("index.html"), Name::Borrowed("audit.json")];

fn take(manifest: &mut Manifest, path: &str, names: &[Name], key: Key) -> Claim {
    let found = manifest.look(path, names, key, &mut 0);
    manifest.claim(path, names, key, found)
}

fn published(pages: &[(&str, &[Name], Key)]) -> Manifest {
    let mut manifest = Manifest::default();
    for (path, names, key) in pages {
        assert_eq!(take(&mut manifest, path, names, *key), Claim::New);
    }
    Manifest::read(manifest.write())
}

#[test]
fn what_is_written_is_read_again() {
    let mut again = published(&[("b/index.html", TWO, 2), ("a/index.html", ONE, 1)]);
    assert_eq!(take(&mut again, "a/index.html", ONE, 1), Claim::Same);
    assert_eq!(take(&mut again, "b/index.html", TWO, 3), Claim::Changed);
    assert_eq!(take(&mut again, "a/index.html", ONE, 9), Claim::Taken);
    assert_eq!(take(&mut again, "c/index.html", ONE, 1), Claim::New);
    let mut last = Manifest::read(again.write());
    assert_eq!(take(&mut last, "b/index.html", TWO, 3), Claim::Same);
    assert_eq!(take(&mut last, "a/index.html", ONE, 1), Claim::Same);
}

#[test]
fn what_is_not_claimed_is_gone_but_what_is_permanent() {
    let mut again = published(&[("a/index.html", TWO, 1), ("audits/x/index.html", TWO, 1)]);
    assert_eq!(again.gone(&["audits/"]), ["a/index.html", "a/audit.json"]);
    assert_eq!(take(&mut Manifest::read(again.write()), "audits/x/index.html", TWO, 1), Claim::Same);
}

#[test]
fn a_page_keeps_all_below_it_unless_it_is_drawn_from_something_else() {
    let pages: [(&str, &[Name], Key); 4] =
        [("b/list", ONE, 7), ("b/parts/a", ONE, 1), ("b/parts/b", ONE, 2), ("b/partsc", ONE, 3)];
    let mut again = published(&pages);
    assert_eq!(again.keep_with_all_below("b/list", 8, "b/parts/"), None);
    assert_eq!(again.keep_with_all_below("b/none", 7, "b/parts/"), None);
    assert_eq!(again.keep_with_all_below("b/list", 7, "b/parts/"), Some(3));
    assert_eq!(again.gone(&[]), ["b/index.html"], "a page whose path only begins alike is gone");
}

#[test]
fn a_page_that_lost_a_file_beside_it_gives_up_that_file() {
    let mut again = published(&[("a/index.html", TWO, 1)]);
    assert_eq!(take(&mut again, "a/index.html", ONE, 1), Claim::Changed);
    assert_eq!(again.gone(&["audits/"]), ["a/audit.json"]);
}

#[test]
fn where_all_stays_nothing_is_written() {
    let mut again = published(&[("a/index.html", ONE, 1), ("audits/x/index.html", TWO, 1)]);
    assert_eq!(take(&mut again, "a/index.html", ONE, 1), Claim::Same);
    assert!(again.gone(&["audits/"]).is_empty() && again.rewritten().is_none());
    again.drew("a/index.html", sealed("other"));
    assert!(again.rewritten().is_some());
    assert!(Manifest::default().rewritten().is_some());
}

#[test]
fn pages_are_found_in_whatever_order_they_are_asked_for() {
    let paths: Vec<_> = (0..200).map(|number| format!("a/{number:03}")).collect();
    let pages: Vec<_> = paths.iter().map(|path| (path.as_str(), ONE, 1)).collect();
    let manifest = published(&pages);
    let mut near = 0;
    for step in [1, 7, 50, 199] {
        for number in 0..200 {
            let path = &paths[number * step % 200];
            let found = manifest.look(path, ONE, 1, &mut near).unwrap();
            assert_eq!(manifest.path(found), path);
            assert!(manifest.look(&format!("{path}x"), ONE, 1, &mut near).is_none());
        }
    }
}

#[test]
fn what_could_not_be_drawn_is_tried_again() {
    let mut again = published(&[("a/index.html", ONE, 1)]);
    assert_eq!(take(&mut again, "a/index.html", ONE, 2), Claim::Changed);
    again.as_before("a/index.html");
    assert!(again.gone(&["audits/"]).is_empty());
    assert_eq!(take(&mut Manifest::read(again.write()), "a/index.html", ONE, 2), Claim::Changed);
}

fn sealed(content: &str) -> Seals {
    [seal::seal(content.as_bytes())].into_iter().collect()
}

#[test]
fn it_says_what_each_file_holds() {
    let path = "audits/x/index.html";
    let mut first = Manifest::default();
    take(&mut first, path, ONE, 1);
    first.drew(path, sealed("one"));
    let mut again = Manifest::read(first.write());
    assert_eq!(again.page(path).unwrap().seals, seal::seal(b"one"));
    assert_eq!(take(&mut again, path, ONE, 1), Claim::Same);
    again.drew(path, sealed("one"));
    assert!(again.rewritten().is_none());
    again.drew(path, sealed("two"));
    let last = Manifest::read(again.write());
    assert_eq!(last.page(path).unwrap().seals, seal::seal(b"two"));
    assert_eq!(
        last.pages().map(|page| (page.path, page.folder())).collect::<Vec<_>>(),
        [(path, "audits/x/")]
    );
}

#[test]
fn a_seal_is_given_only_for_a_page_that_this_publication_drew_or_kept() {
    let path = "audits/x/index.html";
    let mut first = Manifest::default();
    take(&mut first, path, ONE, 1);
    first.drew(path, sealed("one"));
    let text = first.write();
    let mut again = Manifest::read(text.clone());
    assert_eq!(again.seal_of(path, "index.html"), None, "nobody has claimed it: its version is not known");
    let found = again.look(path, ONE, 1, &mut 0).unwrap();
    assert!(again.keep(found));
    assert_eq!(again.seal_of(path, "index.html"), Some(seal::seal(b"one").as_str()));
    assert_eq!(again.seal_of(path, "audit.json"), None);
    let mut newer = Manifest::read(text);
    assert_eq!(take(&mut newer, path, ONE, 2), Claim::Changed);
    assert_eq!(newer.seal_of(path, "index.html"), None, "it is not drawn yet");
    newer.drew(path, sealed("two"));
    assert_eq!(newer.seal_of(path, "index.html"), Some(seal::seal(b"two").as_str()));
}

/// Pages of a manifest without seals are all drawn again, and pages that are no longer published are removed all the
/// same.
#[test]
fn one_without_seals_still_knows_what_stands() {
    let text = "observatoire manifest 3\n=\tindex.html\n01\t0\t7\ta/index.html\n02\t0\t0\tb/index.html\n";
    let mut manifest = Manifest::read(text.into());
    assert_eq!(take(&mut manifest, "a/index.html", ONE, 1), Claim::Changed);
    assert_eq!(manifest.gone(&["audits/"]), ["b/index.html"]);
    manifest.drew("a/index.html", sealed("one"));
    let again = Manifest::read(manifest.write());
    assert_eq!(again.pages().map(|page| page.path).collect::<Vec<_>>(), ["a/index.html"]);
}

#[test]
fn a_damaged_one_counts_as_none() {
    let begin = "observatoire manifest 4\n=\ti\n";
    let sorted = format!("{begin}01\t0\t\tb\n");
    assert_eq!(Manifest::read(sorted.into_bytes()).before.len(), 1);
    for text in [
        "",
        "other 9\nk\tp\n",
        "observatoire manifest 4\nno tab\n",
        "observatoire manifest 4\n01\t0\t\tb\n",
        "observatoire manifest 3\nno tab\n",
        "observatoire manifest 2\n=\ti\n01\t0\tb\n",
        &format!("{begin}01\t0\t\tb"),
        &format!("{begin}xy\t0\t\tb\n"),
        &format!("{begin}01\t0\tshort\tb\n"),
        &format!("{begin}01\t0\t{}\tb\n", "s".repeat(36)),
        &format!("{begin}01\t0\t\tb\n02\t0\t\ta\n"),
    ] {
        assert!(Manifest::read(text.into()).before.is_empty(), "{text}");
    }
    assert!(Manifest::read(b"\xff\xfe".to_vec()).before.is_empty());
}
