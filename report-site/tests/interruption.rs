//! The power fails at each step that a publication makes on the disk: every file that readers see is complete, old or
//! new, and the next publication repairs the rest.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;
#[path = "common/folder.rs"]
mod folder;

use common::Memory;
use report_site::{BuildError, Disk, FileSystem, Publication, publish, publish_on};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

/// A disk that does a given number of steps, then half of one, then nothing more.
struct Dying {
    left: AtomicUsize,
    /// Number of steps that were requested.
    asked: AtomicUsize,
}

impl Dying {
    fn after(steps: usize) -> Self {
        Self { left: AtomicUsize::new(steps), asked: AtomicUsize::new(0) }
    }

    fn step(&self) -> io::Result<()> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let lives = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        lives.map(drop).map_err(|_| io::Error::other("the power is gone"))
    }
}

impl Disk for &Dying {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        FileSystem.read(path)
    }
    fn holds(&self, path: &Path, content: &[u8]) -> io::Result<bool> {
        FileSystem.holds(path, content)
    }
    fn exists(&self, path: &Path) -> bool {
        FileSystem.exists(path)
    }
    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        FileSystem.names(folder)
    }
    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        self.step().inspect_err(|_| FileSystem.write(path, &content[..content.len() / 2]).unwrap())?;
        FileSystem.write(path, content)
    }
    fn append(&self, path: &Path, lines: &[u8]) -> io::Result<()> {
        self.step().inspect_err(|_| FileSystem.append(path, &lines[..lines.len() / 2]).unwrap())?;
        FileSystem.append(path, lines)
    }
    fn settle(&self, _: &[PathBuf]) -> io::Result<()> {
        self.step()
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        FileSystem.rename(from, to)
    }
    fn remove(&self, root: &Path, path: &Path) -> io::Result<()> {
        self.step()?;
        FileSystem.remove(root, path)
    }
}

/// Every file that readers can request. Names that begin with a dot belong to the engine.
fn public(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            match () {
                () if name.starts_with('.') => {}
                () if path.is_dir() => walk(root, &path, files),
                () => drop(files.insert(name, fs::read(&path).unwrap())),
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(root, root, &mut files);
    files
}

fn before() -> Memory {
    let mut source = common::observatory();
    source.audits =
        vec![common::audit("ville.example", 30), common::not_evaluated("etampes.example", 9, "dns")];
    source
}

/// A new audit, a member gone for good, a name changed.
fn after() -> Memory {
    let mut source = before();
    source.audits.push(common::audit("ville.example", 1));
    source.members.remove(1);
    source.members[0].name = "Ville nouvelle".into();
    source.sites.remove(1);
    source
}

fn publish_whole(out: &Path, source: &Memory) {
    let publication = Publication::read(common::settings(), common::now(), source).unwrap();
    publish(out, &publication, source).unwrap();
}

fn publish_dying(out: &Path, source: &Memory, disk: &Dying) -> Result<(), BuildError> {
    let publication = Publication::read(common::settings(), common::now(), source).unwrap();
    publish_on(disk, out, false, &publication, source).map(drop)
}

fn copy_of(site: &Path) -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let target = to.join(path.file_name().unwrap());
            if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(drop).unwrap() }
        }
    }
    let out = folder::folder();
    copy(site, out.path());
    out
}

#[test]
fn at_whatever_step_it_dies_every_public_file_is_whole() {
    let old = folder::folder();
    publish_whole(old.path(), &before());
    let (old_files, new_files) = {
        let new = copy_of(old.path());
        publish_whole(new.path(), &after());
        (public(old.path()), public(new.path()))
    };
    let untroubled = Dying::after(usize::MAX);
    publish_dying(copy_of(old.path()).path(), &after(), &untroubled).unwrap();
    let steps = untroubled.asked.into_inner();
    assert!(steps > 20, "only {steps} steps: too few changes to prove anything");

    // All of the first and last steps, and every seventh step between them.
    let chosen = (0..steps).filter(|step| *step < 12 || step % 7 == 0 || step + 8 > steps);
    for step in chosen {
        let out = copy_of(old.path());
        publish_dying(out.path(), &after(), &Dying::after(step)).unwrap_err();
        for (name, content) in public(out.path()) {
            let whole = [old_files.get(&name), new_files.get(&name)].contains(&Some(&content));
            assert!(whole, "{name} is neither old nor new when the power goes after step {step}");
        }
        for name in old_files.keys().filter(|name| name.starts_with("audits/")) {
            assert!(out.path().join(name).exists(), "{name} is gone after step {step}");
        }
        publish_whole(out.path(), &after());
        assert_eq!(public(out.path()), new_files, "the next publication does not mend step {step}");
    }
}

/// The moments are derived from the published bytes, so that a failure can be repeated.
#[test]
fn ten_random_moments_leave_every_export_whole() {
    let old = folder::folder();
    publish_whole(old.path(), &before());
    let new = copy_of(old.path());
    publish_whole(new.path(), &after());
    let (old_files, new_files) = (public(old.path()), public(new.path()));
    let untroubled = Dying::after(usize::MAX);
    publish_dying(copy_of(old.path()).path(), &after(), &untroubled).unwrap();
    let steps = untroubled.asked.into_inner();
    let seed = rules::audit::hash_of(new_files["index.html"].as_slice());
    let mut kinds = std::collections::BTreeSet::new();
    for moment in 0..10 {
        let drawn = usize::from_str_radix(&seed[moment * 6..moment * 6 + 6], 16).unwrap() % steps;
        let out = copy_of(old.path());
        publish_dying(out.path(), &after(), &Dying::after(drawn)).unwrap_err();
        for (name, content) in public(out.path()) {
            let whole = [old_files.get(&name), new_files.get(&name)].contains(&Some(&content));
            assert!(whole, "{name} is neither old nor new after step {drawn}");
            kinds.extend(name.rsplit('.').next().map(str::to_owned));
        }
        publish_whole(out.path(), &after());
        assert_eq!(public(out.path()), new_files, "the next publication does not mend step {drawn}");
        publish_dying(out.path(), &after(), &Dying::after(0)).expect("then there is nothing left to write");
    }
    for kind in ["html", "json", "csv", "ods", "xlsx", "gz", "atom", "svg", "jsonld"] {
        assert!(kinds.contains(kind), "no .{kind} was there to be broken");
    }
}

/// The manifest lists files that the interrupted publication removed or changed. The next publication needs them as
/// they were.
#[test]
fn what_an_interrupted_publication_changed_comes_back() {
    let out = folder::folder();
    publish_whole(out.path(), &before());
    let whole = public(out.path());
    let untroubled = Dying::after(usize::MAX);
    publish_dying(copy_of(out.path()).path(), &Memory::default(), &untroubled).unwrap();
    let last = untroubled.asked.into_inner() - 5;
    publish_dying(out.path(), &Memory::default(), &Dying::after(last)).unwrap_err();
    assert!(public(out.path()).len() < whole.len());
    publish_whole(out.path(), &before());
    assert_eq!(public(out.path()), whole);
}

#[test]
fn the_first_publication_may_die_too() {
    let whole = folder::folder();
    publish_whole(whole.path(), &before());
    let files = public(whole.path());
    for step in (0..2 * files.len()).step_by(131) {
        let out = folder::folder();
        publish_dying(out.path(), &before(), &Dying::after(step)).unwrap_err();
        let broken = public(out.path());
        for (name, content) in &broken {
            let meanwhile = name == "index.html" && is_meanwhile(content);
            assert!(meanwhile || files.get(name) == Some(content), "{name} after step {step}");
        }
        let pages = broken.keys().filter(|name| name.ends_with(".html")).count();
        assert!(
            pages == 0 || broken.contains_key("index.html"),
            "pages without a home page after step {step}"
        );
        publish_whole(out.path(), &before());
        assert_eq!(public(out.path()), files, "the next publication does not finish step {step}");
    }
}

fn is_meanwhile(page: &[u8]) -> bool {
    String::from_utf8_lossy(page).contains("La première publication de cet observatoire est en cours")
}

/// A file that exists at the address of the home page, of another program or of an older publication, is not replaced
/// before the home page is drawn.
#[test]
fn nothing_stands_in_for_a_home_page_that_is_there() {
    let out = folder::folder();
    fs::write(out.path().join("index.html"), "Bonjour").unwrap();
    publish_dying(out.path(), &before(), &Dying::after(40)).unwrap_err();
    assert_eq!(fs::read(out.path().join("index.html")).unwrap(), b"Bonjour");
    publish_whole(out.path(), &before());
    let home = fs::read(out.path().join("index.html")).unwrap();
    assert!(!is_meanwhile(&home) && home != b"Bonjour");
    fs::remove_file(out.path().join("index.html")).unwrap();
    publish_dying(out.path(), &after(), &Dying::after(2)).unwrap_err();
    assert!(!out.path().join("index.html").exists(), "it was not the first publication");
}
