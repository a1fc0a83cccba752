//! Measures a publication: `cargo run --release -p report-site --example bench_site -- [options]`, see
//! `make bench-site`.
//!
//! 1. `--written SITES` sites with four audits each are published on a real disk: pages a second, bytes an audit.
//! 2. `--sites SITES` sites are published on a disk that forgets all files except the few that the next publication
//!    reads, because 40,000 sites take some tens of gigabytes; then one more audit, on a real disk: time, files, peak
//!    memory.
//! 3. `--unvisited SITES` members, each with a site that was never audited, on such a disk: files and bytes.
//!
//! Audits are made from those below `--from FOLDER` (a published site), each at another host and date.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a measurement reads clocks and stops on errors"
)]

#[path = "../tests/common/mod.rs"]
mod common;

use chrono::{DateTime, TimeDelta, Utc};
use report_site::{
    AuditHead, Body, Disk, FileSystem, FrequentDefect, Member, Publication, Reply, Report, SharedDefect,
    Site, Source, SourceError, publish_on,
};
use rules::{
    audit::{Audit, hash_of},
    referential::CriterionId,
};
use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

const AUDITS_A_SITE: usize = 4;
const MEMBERS_A_BODY: usize = 400;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option =
        |name: &str| arguments.iter().position(|given| given == name).map(|at| arguments[at + 1].clone());
    let number = |name, usual| option(name).map_or(usual, |text| text.parse().expect("a number"));
    let templates = templates(option("--from").map(PathBuf::from).as_deref());
    let folder = PathBuf::from(option("--out").unwrap_or_else(|| "target/bench/site".into()));
    written(&folder.join("written"), &templates, number("--written", 2000));
    large(&folder.join("large"), &templates, number("--sites", 40_000));
    unvisited(&folder.join("unvisited"), &templates, number("--unvisited", 40_000));
}

/// Evaluated audits of a published site, or made-up ones.
fn templates(from: Option<&Path>) -> Vec<Template> {
    let files = from.filter(|folder| folder.is_dir()).map(documents).unwrap_or_default();
    let read = |file: &PathBuf| Audit::from_json(&fs::read(file).unwrap()).ok();
    let mut audits: Vec<Audit> = files.iter().filter_map(read).collect();
    audits.retain(|audit| audit.summary.pages_audited > 0);
    if audits.is_empty() {
        println!("made-up audits: --from names no published site");
        audits = common::observatory().audits;
        audits.retain(|audit| audit.site.host == "ville.example");
    }
    let templates: Vec<Template> = audits.into_iter().map(Template::from_audit).collect();
    let bytes: usize = templates.iter().map(|template| template.json.len()).sum();
    println!(
        "{} audits to begin with, {} bytes of audit.json each",
        templates.len(),
        bytes / templates.len()
    );
    templates
}

fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(documents(&path))
        } else if path.ends_with("audit.json") {
            found.push(path)
        }
    }
    found.sort();
    found
}

/// An audit to make others from.
struct Template {
    audit: Audit,
    /// Canonical JSON of the audit.
    json: String,
}

impl Template {
    fn from_audit(audit: Audit) -> Self {
        let json = String::from_utf8(audit.canonical_json()).unwrap();
        Self { audit, json }
    }

    /// The document for a host and a date. It is made cheaply, like one that is read from a database, so that the bench
    /// measures publishing.
    fn told_of(&self, host: &str, started_at: DateTime<Utc>) -> String {
        let date = |at: DateTime<Utc>| serde_json::to_string(&at).unwrap();
        let lasted = self.audit.ended_at - self.audit.started_at;
        self.json
            .replace(&self.audit.site.host, host)
            .replace(&date(self.audit.started_at), &date(started_at))
            .replace(&date(self.audit.ended_at), &date(started_at + lasted))
    }
}

/// A source that makes each document when it is requested.
struct Synthetic<'a> {
    templates: &'a [Template],
    sites: usize,
    heads: Vec<AuditHead>,
    numbers: HashMap<String, (usize, usize)>,
}

impl<'a> Synthetic<'a> {
    fn new(templates: &'a [Template], sites: usize) -> Self {
        let mut source = Self::unvisited(templates, sites);
        for site in 0..sites {
            (0..AUDITS_A_SITE).for_each(|number| source.add(site, number));
        }
        source
    }

    /// Members with a site that was never audited.
    fn unvisited(templates: &'a [Template], sites: usize) -> Self {
        Self { templates, sites, heads: Vec::new(), numbers: HashMap::new() }
    }

    fn add(&mut self, site: usize, number: usize) {
        let audit = &self.template(site, number).audit;
        let document = self.json(site, number);
        let started_at = begun(site, number);
        let head = AuditHead {
            id: hash_of(document.as_bytes())[..12].to_owned(),
            host: host(site),
            started_at,
            recorded_at: started_at + (audit.ended_at - audit.started_at),
            ..AuditHead::from_audit(audit)
        };
        if self.heads.is_empty() {
            assert_eq!(head, AuditHead::from_audit(&Audit::from_json(document.as_bytes()).unwrap()));
        }
        self.numbers.insert(head.id.clone(), (site, number));
        self.heads.push(head);
    }

    fn template(&self, site: usize, number: usize) -> &'a Template {
        &self.templates[(site + number) % self.templates.len()]
    }

    fn json(&self, site: usize, number: usize) -> String {
        self.template(site, number).told_of(&host(site), begun(site, number))
    }
}

fn begun(site: usize, number: usize) -> DateTime<Utc> {
    common::now() - TimeDelta::days(400 - 90 * number as i64) + TimeDelta::seconds(site as i64)
}

fn host(site: usize) -> String {
    format!("www.commune-{site:05}.example")
}

impl Source for Synthetic<'_> {
    fn members(&self) -> Result<Vec<Member>, SourceError> {
        let member = |site: usize| Member {
            id: format!("{:014}", 20_000_000_000_000 + site),
            name: format!("{}ville-sur-Exemple {site}", (b'A' + (site % 26) as u8) as char),
            kind: Some("commune".into()),
            department: Some(format!("Département {:02}", site % 101)),
            codes: Vec::new(),
            bodies: vec![format!("corps-{}", site / MEMBERS_A_BODY)],
            gone: false,
        };
        Ok((0..self.sites).map(member).collect())
    }
    fn bodies(&self) -> Result<Vec<Body>, SourceError> {
        let body = |number| Body {
            id: format!("corps-{number}"),
            name: format!("Syndicat numérique {number}"),
            ..Body::default()
        };
        Ok((0..self.sites.div_ceil(MEMBERS_A_BODY)).map(body).collect())
    }
    fn sites(&self) -> Result<Vec<Site>, SourceError> {
        let site = |site: usize| Site {
            host: host(site),
            url: format!("https://{}/", host(site)),
            members: vec![format!("{:014}", 20_000_000_000_000 + site)],
        };
        Ok((0..self.sites).map(site).collect())
    }
    fn heads(&self) -> Result<Vec<AuditHead>, SourceError> {
        Ok(self.heads.clone())
    }
    fn frequent_defects(&self) -> Result<Vec<FrequentDefect>, SourceError> {
        Ok(Vec::new())
    }
    fn failed_criteria(&self) -> Result<BTreeMap<CriterionId, u32>, SourceError> {
        Ok(BTreeMap::new())
    }
    fn shared_defects(&self) -> Result<Vec<SharedDefect>, SourceError> {
        Ok(Vec::new())
    }
    fn replies(&self) -> Result<HashMap<String, Vec<Reply>>, SourceError> {
        Ok(HashMap::new())
    }
    fn document(&self, id: &str) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(self.numbers.get(id).map(|(site, number)| self.json(*site, *number).into_bytes()))
    }
    fn picture(&self, _: &str) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(None)
    }
}

/// A disk that forgets what is written, except what the next audit reads.
#[derive(Default)]
struct Forgetful {
    files: AtomicU64,
    bytes: AtomicU64,
}

impl Forgetful {
    const KEPT: [&str; 6] =
        [".manifest", ".changing", "sites.csv", "audits.csv", ".sites.csv.parts", ".audits.csv.parts"];

    fn keeps(path: &Path) -> bool {
        Self::KEPT.iter().any(|name| path.ends_with(name))
    }

    /// Whether the content may be that of a file to keep. The final name of a file that is written aside is not known
    /// yet, so its first bytes decide. Tables of findings are large and are not kept.
    fn may_be_kept(content: &[u8]) -> bool {
        let begins = [&b"observatoire manifest"[..], b"-\t", b"host,urls", b"audit,host,started_at"];
        content.is_empty() || begins.iter().any(|begin| content.starts_with(begin))
    }
}

impl Disk for &Forgetful {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        if Forgetful::keeps(path) { FileSystem.read(path) } else { Ok(None) }
    }
    fn holds(&self, path: &Path, content: &[u8]) -> io::Result<bool> {
        if Forgetful::keeps(path) { FileSystem.holds(path, content) } else { Ok(false) }
    }
    fn exists(&self, path: &Path) -> bool {
        FileSystem.exists(path)
    }
    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        FileSystem.names(folder)
    }
    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(content.len() as u64, Ordering::Relaxed);
        if Forgetful::may_be_kept(content) {
            FileSystem.write(path, content)?;
        }
        Ok(())
    }
    fn append(&self, path: &Path, lines: &[u8]) -> io::Result<()> {
        FileSystem.append(path, lines)
    }
    fn settle(&self, _: &[PathBuf]) -> io::Result<()> {
        Ok(())
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if !Forgetful::keeps(to) {
            return Ok(());
        }
        // In practice these files have long been on the disk when one more audit is published. So the measured
        // publication must not wait for them.
        FileSystem.settle(&[from.to_owned()])?;
        FileSystem.rename(from, to)
    }
    fn remove(&self, root: &Path, path: &Path) -> io::Result<()> {
        FileSystem.remove(root, path)
    }
}

fn publish(disk: impl Disk, out: &Path, source: &Synthetic<'_>) -> (Report, f64) {
    let begun = Instant::now();
    let publication = Publication::read(common::settings(), common::now(), source).unwrap();
    let read = begun.elapsed().as_secs_f64();
    let report = publish_on(disk, out, false, &publication, source).unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "  {seconds:.2} s ({read:.2} of it reading the records): {} pages drawn, {} kept, {} files written, {} problems",
        report.drawn,
        report.kept,
        report.written,
        report.problems.len()
    );
    (report, seconds)
}

fn written(out: &Path, templates: &[Template], sites: usize) {
    println!("\n{sites} sites with {AUDITS_A_SITE} audits each, on the disk:");
    clear(out);
    let source = Synthetic::new(templates, sites);
    let (report, seconds) = publish(FileSystem, out, &source);
    let pages = html_pages(out);
    println!(
        "  {:.0} HTML pages a second, {:.0} files a second (asked: 3,000)",
        pages as f64 / seconds,
        report.written as f64 / seconds
    );
    println!("  peak memory {} MB", peak_memory());
    weigh(out, sites * AUDITS_A_SITE);
    println!("again, without news:");
    let (report, _) = publish(FileSystem, out, &source);
    assert_eq!((report.drawn, report.written), (0, 0), "without news nothing is drawn");
    clear(out);
}

fn large(out: &Path, templates: &[Template], sites: usize) {
    println!("\n{sites} sites with {AUDITS_A_SITE} audits each, drawn and forgotten:");
    clear(out);
    let mut source = Synthetic::new(templates, sites);
    let disk = Forgetful::default();
    let (_, seconds) = publish(&disk, out, &source);
    let (files, bytes) = (disk.files.into_inner(), disk.bytes.into_inner());
    println!("  {:.0} files a second, {} GB", files as f64 / seconds, bytes / 1_000_000_000);
    println!("  peak memory {} MB, the made-up source included (asked: 500)", peak_memory());
    println!("again, without news:");
    publish(FileSystem, out, &source);
    println!("one more audit (asked: 2 s):");
    source.add(sites / 2, AUDITS_A_SITE);
    publish(FileSystem, out, &source);
    println!("  {}", largest(out));
    println!("  peak memory {} MB", peak_memory());
    clear(out);
}

fn unvisited(out: &Path, templates: &[Template], sites: usize) {
    println!("\n{sites} members that were never audited:");
    clear(out);
    let disk = Forgetful::default();
    publish(&disk, out, &Synthetic::unvisited(templates, sites));
    let (files, bytes) = (disk.files.into_inner(), disk.bytes.into_inner());
    println!("  {files} files, {} MB (asked: 100,000 and 500)", bytes / 1_000_000);
    clear(out);
}

fn clear(out: &Path) {
    match fs::remove_dir_all(out) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => panic!("{}: {error}", out.display()),
        _ => {}
    }
}

fn files(folder: &Path, seen: &mut impl FnMut(&Path, u64)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, seen) } else { seen(&path, path.metadata().unwrap().len()) }
    }
}

fn html_pages(out: &Path) -> usize {
    let mut pages = 0;
    files(out, &mut |path, _| pages += usize::from(path.extension().is_some_and(|kind| kind == "html")));
    pages
}

fn weigh(out: &Path, audits: usize) {
    let (mut by_name, mut most): (BTreeMap<String, u64>, u64) = (BTreeMap::new(), 0);
    files(&out.join("audits"), &mut |path, size| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name == "index.html" {
            most = most.max(size);
        }
        *by_name.entry(name).or_default() += size;
    });
    let all: u64 = by_name.values().sum();
    println!("  {} bytes an audit; its largest page {most} (asked: 80,000)", all / audits as u64);
    for (name, size) in by_name {
        println!("    {:>9}  {name}", size / audits as u64);
    }
}

fn largest(out: &Path) -> String {
    let mut found: Vec<(u64, PathBuf)> = Vec::new();
    files(out, &mut |path, size| found.push((size, path.to_owned())));
    found.sort();
    let shown = found.iter().rev().take(6);
    let shown: Vec<_> =
        shown.map(|(size, path)| format!("{} {size}", path.strip_prefix(out).unwrap().display())).collect();
    format!("largest files touched: {}", shown.join(", "))
}

fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1000
}
