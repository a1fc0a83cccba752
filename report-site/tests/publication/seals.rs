//! A change by somebody else in the published folder is detected by the seals, and undone by a thorough publication.

use crate::{
    common::{self, Memory},
    publish_at, small,
};
use report_site::{
    Fault, FileSystem, InspectError, Inspected, Publication, Report, Withdrawal, inspect, publish_on,
    strangers,
};
use std::{fs, os::unix::fs::symlink, path::Path};

fn inspected(out: &Path) -> Inspected {
    inspect(out, "").unwrap().unwrap()
}

fn check(out: &Path, source: &Memory) -> Report {
    let publication = Publication::read(common::settings(), common::now(), source).unwrap();
    publish_on(FileSystem, out, true, &publication, source).unwrap()
}

/// Path of the latest audit of a site that has defects with pages of their own.
fn audited(source: &Memory) -> String {
    source.audits.iter().rfind(|audit| audit.site.host == "ville.example").unwrap().path()
}

fn files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}

#[test]
fn every_file_is_sealed() {
    let out = crate::folder::folder();
    publish_at(out.path(), &small(), common::now());
    let Inspected { sound, unsealed, faults, .. } = inspected(out.path());
    assert_eq!((unsealed, faults), (0, Vec::new()));
    // The manifest and the lock are not counted.
    assert_eq!(sound, files(out.path()) - 2);
}

type Tampering = fn(&Path);

/// Changes made to a file by somebody else, each with the fault that the inspection must report.
const TAMPERINGS: [(&str, Fault, Tampering); 6] = [
    ("a byte more", Fault::Changed, |file| {
        let content = fs::read(file).unwrap();
        fs::write(file, [content.as_slice(), b" "].concat()).unwrap();
    }),
    ("a letter of another kind, as long as before", Fault::Changed, |file| {
        let mut content = fs::read(file).unwrap();
        let middle = content.len() / 2;
        content[middle] ^= 1;
        fs::write(file, content).unwrap();
    }),
    ("emptied", Fault::Changed, |file| fs::write(file, "").unwrap()),
    ("a link to the same bytes", Fault::Changed, |file| {
        let elsewhere = file.parent().unwrap().parent().unwrap().join("elsewhere");
        fs::rename(file, &elsewhere).unwrap();
        symlink(&elsewhere, file).unwrap();
    }),
    ("removed", Fault::Missing, |file| fs::remove_file(file).unwrap()),
    ("a folder", Fault::Changed, |file| {
        fs::remove_file(file).unwrap();
        fs::create_dir(file).unwrap();
    }),
];

#[test]
fn whatever_is_done_to_whichever_file_is_told() {
    let source = small();
    let audit = audited(&source);
    let whole = crate::folder::folder();
    publish_at(whole.path(), &source, common::now());
    let finding = format!("{audit}constats/fedcba9876543210/index.html");
    for file in [
        "index.html".to_owned(),
        "style.css".to_owned(),
        "404.html".to_owned(),
        "sites/ville.example/badge.svg".to_owned(),
        format!("{audit}index.html"),
        format!("{audit}audit.json"),
        format!("{audit}.below"),
        finding.clone(),
    ] {
        for (what, fault, tamper) in TAMPERINGS {
            let place = whole.path().join(&file);
            let before = fs::read(&place).unwrap();
            tamper(&place);
            let faults = inspected(whole.path()).faults;
            assert!(faults.contains(&(file.clone(), fault)), "{file}, {what}: {faults:?}");
            fs::remove_dir(&place).or_else(|_| fs::remove_file(&place)).ok();
            let _ = fs::remove_file(place.parent().unwrap().parent().unwrap().join("elsewhere"));
            fs::write(&place, before).unwrap();
            assert_eq!(inspected(whole.path()).faults, [], "{file}, {what}");
        }
    }
}

#[test]
fn a_publication_that_looks_tells_and_mends_it() {
    let out = crate::folder::folder();
    let source = small();
    publish_at(out.path(), &source, common::now());
    let audit = audited(&source);
    let changed = [
        format!("{audit}.below"),
        format!("{audit}constats/fedcba9876543210/index.html"),
        format!("{audit}index.html"),
        "index.html".to_owned(),
    ];
    for file in &changed {
        let page = fs::read_to_string(out.path().join(file)).unwrap();
        fs::write(out.path().join(file), page.replace("constat", "const4t") + "<script>alert(1)</script>")
            .unwrap();
    }
    let hasty = publish_at(out.path(), &source, common::now());
    assert_eq!((hasty.written, hasty.mended), (0, Vec::<String>::new()));
    let mut report = check(out.path(), &source);
    report.mended.sort();
    assert_eq!(report.mended, changed);
    assert_eq!(inspected(out.path()).faults, []);
    assert_eq!(check(out.path(), &source).mended, [""; 0]);
}

#[test]
fn what_nobody_published_is_told_and_left() {
    let out = crate::folder::folder();
    let source = small();
    publish_at(out.path(), &source, common::now());
    let audit = audited(&source);
    let added = [
        ".htaccess".to_owned(),
        format!("{audit}constats/0000000000000000/index.html"),
        format!("{audit}constats/fedcba9876543210/more.html"),
        format!("{audit}defauts.html"),
        "nouveau/index.html".to_owned(),
        "sites/ville.example/.below".to_owned(),
    ];
    for file in added.iter().map(String::as_str).chain([".well-known/acme-challenge/token"]) {
        fs::create_dir_all(out.path().join(file).parent().unwrap()).unwrap();
        fs::write(out.path().join(file), "").unwrap();
    }
    let told: Vec<_> = added.iter().map(|file| (file.clone(), Fault::Added)).collect();
    assert_eq!(inspected(out.path()).faults, told);
    let report = check(out.path(), &source);
    assert_eq!((report.written, report.removed), (0, 0));
    let mut strangers = strangers(out.path()).unwrap();
    strangers.sort();
    assert_eq!(strangers, added);
}

#[test]
fn a_folder_of_the_site_is_looked_at_with_the_pages_that_stand_there() {
    let out = crate::folder::folder();
    let source = small();
    publish_at(out.path(), &source, common::now());
    let audit = audited(&source);
    fs::write(out.path().join("style.css"), "").unwrap();
    let finding = format!("{audit}constats/fedcba9876543210/index.html");
    fs::write(out.path().join(&finding), "").unwrap();
    for folder in
        ["audits/", &audit, &format!("{audit}constats/"), &format!("{audit}constats/fedcba9876543210/")]
    {
        let inspected = inspect(out.path(), folder).unwrap().unwrap();
        assert!(inspected.sound > 1, "{folder}");
        assert_eq!(inspected.faults, [(finding.clone(), Fault::Changed)], "{folder}");
    }
    assert!(inspect(&out.path().join("audits"), "").unwrap().is_none(), "no publication was made there");
}

/// Pages of defects that a newer program does not draw are kept, and their seals are still checked.
#[test]
fn what_stands_below_a_page_from_before_stays_sealed() {
    let out = crate::folder::folder();
    let source = small();
    publish_at(out.path(), &source, common::now());
    let audit = audited(&source);
    let old = format!("{audit}constats/1111111111111111/index.html");
    fs::create_dir_all(out.path().join(&old).parent().unwrap()).unwrap();
    fs::write(out.path().join(&old), "of another program").unwrap();
    let manifest = fs::read_to_string(out.path().join(".manifest")).unwrap();
    fs::write(out.path().join(".manifest"), without_seals(&manifest)).unwrap();
    let upgraded = publish_at(out.path(), &source, common::now());
    assert_eq!(upgraded.written, 1, "the index that names the old page: {upgraded:?}");
    assert_eq!(inspected(out.path()).faults, []);
    check(out.path(), &source);
    assert_eq!(inspected(out.path()).faults, []);
    fs::write(out.path().join(&old), "of a stranger").unwrap();
    assert_eq!(inspected(out.path()).faults, [(old, Fault::Changed)]);
}

/// The manifest in the form without seals.
fn without_seals(manifest: &str) -> String {
    let line = |line: &str| match line.split('\t').collect::<Vec<_>>()[..] {
        [key, names, _, path] if key != "=" => format!("{key}\t{names}\t0\t{path}\n"),
        _ => format!("{line}\n"),
    };
    manifest.replace("manifest 4", "manifest 3").lines().map(line).collect()
}

#[test]
fn the_pages_of_a_withdrawn_audit_come_back_with_their_folders() {
    let out = crate::folder::folder();
    let mut source = small();
    publish_at(out.path(), &source, common::now());
    let audit = source.audits.iter().rfind(|audit| audit.site.host == "ville.example").unwrap().clone();
    source.withdrawn.insert(audit.id(), Withdrawal { at: common::now(), reason: "Erreur.".into() });
    publish_at(out.path(), &source, common::now());
    assert_eq!(inspected(out.path()).faults, []);
    let lost = out.path().join(audit.path()).join("constats/fedcba9876543210");
    fs::remove_dir_all(&lost).unwrap();
    assert_eq!(check(out.path(), &source).written, 1);
    assert!(fs::read_to_string(lost.join("index.html")).unwrap().contains("Erreur."));
    assert_eq!(inspected(out.path()).faults, []);
}

#[test]
fn nothing_is_said_while_a_publication_is_under_way() {
    let out = crate::folder::folder();
    publish_at(out.path(), &small(), common::now());
    fs::write(out.path().join(".changing"), "index.html\n").unwrap();
    assert!(matches!(inspect(out.path(), ""), Err(InspectError::Changing(_))));
}

#[test]
fn the_table_of_all_findings_takes_no_line_that_somebody_wrote() {
    let (out, fresh) = (crate::folder::folder(), crate::folder::folder());
    let mut source = small();
    publish_at(out.path(), &source, common::now());
    let table = out.path().join(audited(&source)).join("findings.csv");
    let forged = fs::read_to_string(&table).unwrap() + &"forged,".repeat(17) + "forged\n";
    fs::write(&table, forged).unwrap();
    source.audits.push(common::audit("ville.example", 0));
    let all = |out: &Path| {
        publish_at(out, &source, common::now());
        fs::read_to_string(out.join("data/findings-0001.csv")).unwrap()
    };
    assert_eq!(all(out.path()), all(fresh.path()));
}
