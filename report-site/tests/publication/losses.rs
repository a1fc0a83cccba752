//! A wrong or empty database does not delete the published site.

use crate::common::{self, Memory};
use report_site::{BuildError, FileSystem, Losses, Manner, Publication, Report, Site, publish_as};
use std::{collections::BTreeMap, fs, path::Path};

fn of_sites(count: usize) -> Memory {
    let site = |number| {
        let host = format!("commune-{number}.example");
        Site { url: format!("https://{host}/"), host, members: Vec::new() }
    };
    Memory { sites: (0..count).map(site).collect(), ..Memory::default() }
}

fn publish(out: &Path, source: &Memory, losses: Losses) -> Result<Report, BuildError> {
    let publication = Publication::read(common::settings(), common::now(), source).unwrap();
    publish_as(FileSystem, out, Manner { thorough: false, losses }, &publication, source)
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let own = files.iter().map(|path| (path.display().to_string(), fs::read(path).unwrap()));
    folders.iter().flat_map(|folder| contents(folder)).chain(own).collect()
}

#[test]
fn more_than_a_tenth_go_only_where_somebody_says_yes() {
    for (before, after, refused) in [
        (30, 27, false),
        (30, 26, true),
        (30, 0, true),
        (10, 8, false),
        (10, 7, true),
        (2, 1, false),
        (2, 0, true),
        (1, 0, true),
        (0, 0, false),
        (5, 30, false),
    ] {
        let out = crate::folder::folder();
        publish(out.path(), &of_sites(before), Losses::Refused).unwrap();
        let whole = contents(out.path());
        match publish(out.path(), &of_sites(after), Losses::Refused) {
            Err(BuildError::Losses { gone, published }) => {
                assert!(refused, "{before} to {after}");
                assert_eq!((gone, published), (before - after, before));
                assert_eq!(contents(out.path()), whole, "nothing is written");
            }
            done => assert!(done.is_ok() && !refused, "{before} to {after}: {done:?}"),
        }
        publish(out.path(), &of_sites(after), Losses::Accepted).unwrap();
        let gone =
            (after..before).any(|number| out.path().join(format!("sites/commune-{number}.example")).exists());
        assert!(!gone, "{before} to {after}");
    }
}

/// The sites that disappear are counted; new sites do not compensate for them.
#[test]
fn others_in_their_place_do_not_hide_a_loss() {
    let out = crate::folder::folder();
    publish(out.path(), &of_sites(10), Losses::Refused).unwrap();
    let mut others = of_sites(10);
    others.sites.iter_mut().for_each(|site| site.host = site.host.replace("commune", "autre"));
    let error = publish(out.path(), &others, Losses::Refused).unwrap_err();
    assert!(matches!(error, BuildError::Losses { gone: 10, published: 10 }), "{error}");
}

/// Permalinks of audits stay in any case; they do not make a loss harmless.
#[test]
fn permalinks_do_not_hide_a_loss() {
    let out = crate::folder::folder();
    let mut source = of_sites(3);
    source.audits.push(common::audit("commune-0.example", 1));
    publish(out.path(), &source, Losses::Refused).unwrap();
    let error = publish(out.path(), &of_sites(0), Losses::Refused).unwrap_err();
    assert!(error.to_string().contains("--yes"), "{error}");
}
