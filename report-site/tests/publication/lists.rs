//! Lists of thousands of members: no page exceeds the greatest size, and every member is reached without a script.

use crate::common::{self, HOSTILE};
use chrono::TimeDelta;
use report_site::{
    AuditHead, Body, FrequentDefect, Member, Publication, Reply, SharedDefect, Site, Source, SourceError,
    publish,
};
use rules::{
    made_with::MadeWith,
    referential::{CriterionId, TestId},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    path::Path,
};

/// A body with a number of members, each with a site that was audited twice. The documents are missing, because no list
/// needs them.
struct Crowd {
    members: usize,
    hostile: bool,
}

/// Most bytes of a page.
const MOST: usize = 150_000;

impl Crowd {
    fn host(&self, number: usize) -> String {
        let padding = if self.hostile { "un-nom-d-hote-bien-trop-long.".repeat(6) } else { String::new() };
        format!("www.{padding}commune-{number:05}.example")
    }

    /// The name of a member. A third of the names begin with the same letter, as in France.
    fn name(&self, number: usize) -> String {
        let begin = match number % 3 {
            0 => "Saint-Exemple".to_owned(),
            _ => format!("{}bourg", char::from(b'A' + (number % 26) as u8)),
        };
        let rest = if self.hostile { HOSTILE.repeat(4) } else { "sur-Rivière".into() };
        format!("{begin}-{number:05}-{rest}")
    }

    fn hosts(&self) -> impl Iterator<Item = String> {
        (0..self.members).map(|number| self.host(number))
    }
}

impl Source for Crowd {
    fn members(&self) -> Result<Vec<Member>, SourceError> {
        let member = |number| Member {
            id: format!("{number:014}"),
            name: self.name(number),
            kind: Some("commune".into()),
            department: Some("Finistère".into()),
            codes: Vec::new(),
            bodies: vec!["corps".into()],
            gone: false,
        };
        Ok((0..self.members).map(member).collect())
    }
    fn bodies(&self) -> Result<Vec<Body>, SourceError> {
        let body = |id: &str, above: &[&str]| Body {
            id: id.into(),
            name: format!("Syndicat {id}"),
            bodies: above.iter().map(ToString::to_string).collect(),
            perimeter: 0,
        };
        Ok(vec![body("corps", &["federation"]), body("federation", &[])])
    }
    fn sites(&self) -> Result<Vec<Site>, SourceError> {
        // All sites also belong to the first member, which hosts them for the others.
        let site = |number: usize| Site {
            host: self.host(number),
            url: format!("https://{}/", self.host(number)),
            members: vec![format!("{number:014}"), format!("{:014}", 0)],
        };
        Ok((0..self.members).map(site).collect())
    }
    fn heads(&self) -> Result<Vec<AuditHead>, SourceError> {
        let audit = common::declaring(common::audit("x.example", 0));
        let model = AuditHead::from_audit(&audit);
        let head = |number: usize, earlier: bool| {
            let mut head = model.clone();
            head.id = format!("{:012x}", number * 2 + usize::from(earlier));
            head.host = self.host(number);
            head.summary.failed = 1 + ((number + usize::from(earlier)) % 5) as u32;
            head.started_at -= TimeDelta::days(if earlier { 40 } else { 1 });
            head
        };
        Ok((0..self.members).flat_map(|number| [head(number, true), head(number, false)]).collect())
    }
    fn frequent_defects(&self) -> Result<Vec<FrequentDefect>, SourceError> {
        Ok(Vec::new())
    }
    fn failed_criteria(&self) -> Result<BTreeMap<CriterionId, u32>, SourceError> {
        Ok(BTreeMap::new())
    }
    fn shared_defects(&self) -> Result<Vec<SharedDefect>, SourceError> {
        let defect = |number: usize| SharedDefect {
            finding: format!("{number:016x}"),
            rule: if self.hostile { HOSTILE.into() } else { "text-contrast".into() },
            reason: "contrast-too-low".into(),
            // Each pair of them differs only in its element.
            tests: vec![TestId::new(3, 2, 1 + (number / 2) as u8)],
            hosts: self.hosts().collect(),
        };
        Ok((0..100).map(defect).collect())
    }
    fn made_with(&self) -> Result<BTreeMap<String, MadeWith>, SourceError> {
        Ok(self.hosts().map(|host| (host, common::made_with())).collect())
    }
    fn replies(&self) -> Result<HashMap<String, Vec<Reply>>, SourceError> {
        Ok(HashMap::new())
    }
    fn picture(&self, _: &str) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(None)
    }
    fn document(&self, _: &str) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(None)
    }
}

/// Publishes a crowd, and gives the pages of the lists by path.
fn lists(crowd: &Crowd) -> BTreeMap<String, String> {
    let out = crate::folder::folder();
    let publication = Publication::read(common::settings(), common::now(), crowd).unwrap();
    publish(out.path(), &publication, crowd).unwrap();
    let mut pages = BTreeMap::new();
    for folder in ["membres", "organismes", "departements", "annuaire"] {
        collect(out.path(), &out.path().join(folder), &mut pages);
    }
    pages
}

fn collect(root: &Path, folder: &Path, pages: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, pages)
        } else if path.extension().is_some_and(|kind| kind == "html") {
            let folder = path.parent().unwrap().strip_prefix(root).unwrap();
            pages.insert(format!("{}/", folder.display()), fs::read_to_string(&path).unwrap());
        }
    }
}

/// The pages that a reader reaches by links from one page and from those below it.
fn reached<'p>(from: &'p str, pages: &'p BTreeMap<String, String>) -> BTreeSet<String> {
    let (mut found, mut next) = (BTreeSet::from([from.to_owned()]), vec![from.to_owned()]);
    while let Some(page) = next.pop() {
        let base = url::Url::parse("https://o.example/").unwrap().join(&page).unwrap();
        let links = pages[&page].split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links {
            let path = base.join(link).unwrap().path().trim_start_matches('/').to_owned();
            let is_list = path.starts_with(from) && pages.contains_key(&path);
            if found.insert(path.clone()) && is_list {
                next.push(path);
            }
        }
    }
    found
}

#[test]
fn no_list_weighs_more_than_a_page_and_each_leads_to_every_member() {
    let crowd = Crowd { members: 2000, hostile: false };
    let pages = lists(&crowd);
    let (heaviest, page) = pages.iter().max_by_key(|(_, page)| page.len()).unwrap();
    assert!(page.len() <= MOST, "{heaviest} weighs {} bytes", page.len());
    println!("heaviest: {heaviest}, {} bytes", page.len());
    for from in [
        "organismes/corps/",
        "organismes/federation/",
        "departements/29/",
        "annuaire/",
        "annuaire/nature/commune/",
    ] {
        let reached = reached(from, &pages);
        let members = (0..crowd.members).filter(|number| reached.contains(&format!("membres/{number:014}/")));
        assert_eq!(members.count(), crowd.members, "{from} leads to some members only");
    }
    let of_the_first = reached(&format!("membres/{:014}/", 0), &pages);
    let sites = crowd.hosts().filter(|host| of_the_first.contains(&format!("sites/{host}/")));
    assert_eq!(sites.count(), crowd.members, "a member of many sites leads to some only");
    let body = &pages["organismes/corps/"];
    for told in [
        "Ces sites ont en commun",
        "<strong>2\u{202F}000\u{A0}sites</strong>",
        "2\u{202F}000\u{A0}membres",
        "(test 3.2.1, 2\u{A0}éléments)",
    ] {
        assert!(body.contains(told), "{told}");
    }
}

#[test]
fn whatever_names_strangers_gave_no_list_weighs_more() {
    let pages = lists(&Crowd { members: 300, hostile: true });
    for (path, page) in &pages {
        assert!(page.len() <= MOST, "{path} weighs {} bytes", page.len());
        assert!(!page.contains("<script>alert"), "{path}");
    }
}
