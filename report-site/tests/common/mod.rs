//! A made-up observatory: members, bodies and sites with their audits, and hostile names and texts.

mod audits;
mod documents;

pub use audits::*;
pub use documents::*;

use chrono::{DateTime, Utc};
use report_site::{
    AuditHead, Body, FrequentDefect, Member, Operator, RegistryDefect, Reply, Settings, SharedDefect, Site,
    Source, SourceError, Withdrawal,
};
use rules::{
    audit::{Audit, hash_of},
    made_with::MadeWith,
    referential::{CriterionId, TestId},
};
use std::collections::{BTreeMap, HashMap};

/// Hostile text, which others may write in any field.
pub const HOSTILE: &str =
    "<script>alert(1)</script> \"'><img src=x onerror=alert(2)> javascript:alert(3) \u{202E}gpj.exe \u{0}";

/// A WebP file: one grey pixel.
pub const PICTURE: &[u8] = include_bytes!("grey.webp");

pub fn now() -> DateTime<Utc> {
    "2026-11-22T08:30:00Z".parse().expect("a date")
}

/// Records in memory.
#[derive(Default, Clone)]
pub struct Memory {
    pub members: Vec<Member>,
    pub bodies: Vec<Body>,
    pub sites: Vec<Site>,
    pub audits: Vec<Audit>,
    pub registry_defects: Vec<RegistryDefect>,
    /// Withdrawals by the audit's id.
    pub withdrawn: BTreeMap<String, Withdrawal>,
    pub shared: Vec<SharedDefect>,
    pub made_with: BTreeMap<String, MadeWith>,
    pub replies: HashMap<String, Vec<Reply>>,
    /// Picture files by the hash that a document gives.
    pub pictures: BTreeMap<String, Vec<u8>>,
}

impl Source for Memory {
    fn members(&self) -> Result<Vec<Member>, SourceError> {
        Ok(self.members.clone())
    }
    fn bodies(&self) -> Result<Vec<Body>, SourceError> {
        Ok(self.bodies.clone())
    }
    fn sites(&self) -> Result<Vec<Site>, SourceError> {
        Ok(self.sites.clone())
    }
    fn heads(&self) -> Result<Vec<AuditHead>, SourceError> {
        let head = |audit: &Audit| {
            let head = AuditHead::from_audit(audit);
            AuditHead { withdrawn: self.withdrawn.get(&head.id).cloned(), ..head }
        };
        Ok(self.audits.iter().map(head).collect())
    }
    fn frequent_defects(&self) -> Result<Vec<FrequentDefect>, SourceError> {
        let defect = |rule: &str, reason: &str, tests: Vec<TestId>, sites| FrequentDefect {
            rule: rule.into(),
            reason: reason.into(),
            tests,
            sites,
        };
        Ok(vec![
            defect("text-contrast", "contrast-too-low", vec![TestId::new(3, 2, 1)], 4),
            defect("image-has-name", "image-no-alt", vec![TestId::new(1, 1, 1), TestId::new(1, 2, 1)], 3),
        ])
    }
    fn failed_criteria(&self) -> Result<BTreeMap<CriterionId, u32>, SourceError> {
        Ok(BTreeMap::from([(CriterionId::new(3, 2), 4), (CriterionId::new(8, 3), 3)]))
    }
    fn shared_defects(&self) -> Result<Vec<SharedDefect>, SourceError> {
        Ok(self.shared.clone())
    }
    fn made_with(&self) -> Result<BTreeMap<String, MadeWith>, SourceError> {
        Ok(self.made_with.clone())
    }
    fn replies(&self) -> Result<HashMap<String, Vec<Reply>>, SourceError> {
        Ok(self.replies.clone())
    }
    fn registry_defects(&self) -> Result<Vec<RegistryDefect>, SourceError> {
        Ok(self.registry_defects.clone())
    }
    fn document(&self, id: &str) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(self.audits.iter().find(|audit| audit.id() == id).map(Audit::canonical_json))
    }
    fn picture(&self, hash: &str) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(self.pictures.get(hash).cloned())
    }
}

pub fn settings() -> Settings {
    let mut settings = Settings {
        name: "Observatoire d’essai".into(),
        base_url: "https://observatoire.example/a11y/".into(),
        ..Settings::default()
    };
    settings.operator = Operator {
        name: "Syndicat des essais".into(),
        address: "1 place de l’Exemple, 00000 Ville".into(),
        email: "contact@observatoire.example".into(),
        publication_director: "la présidence du syndicat".into(),
        host: "Hébergeur d’essai, 2 rue de l’Exemple".into(),
    };
    settings.crawler.addresses = vec!["203.0.113.7".into(), "2001:db8::7".into()];
    settings
}

pub fn observatory() -> Memory {
    let member = |id: &str, name: &str, body: Option<&str>| Member {
        id: id.into(),
        name: name.into(),
        kind: Some("commune".into()),
        department: Some("Finistère".into()),
        codes: Vec::new(),
        bodies: body.map(Into::into).into_iter().collect(),
        gone: false,
    };
    let site = |host: &str, members: &[&str]| Site {
        host: host.into(),
        url: format!("https://{host}/"),
        members: members.iter().map(ToString::to_string).collect(),
    };
    Memory {
        members: vec![
            member("20000000100015", "Ville d’Exemple", Some("syndicat")),
            member("20000000200013", "Évry-l’Essai", Some("syndicat")),
            member("20000000300011", "Étampes-la-Fictive", Some("syndicat")),
            member("hostile/../<b>", HOSTILE, Some("syndicat")),
            member(
                "20000000400019",
                "Communauté de communes du Très-Long-Nom-qui-ne-tient-pas-sur-une-ligne et de ses environs",
                None,
            ),
            Member { gone: true, ..member("20000000500016", "Ancienne Commune", None) },
        ],
        // The two bodies belong to each other, by mistake.
        bodies: vec![
            Body {
                id: "syndicat".into(),
                name: "Syndicat numérique d’Exemple".into(),
                bodies: vec!["federation".into()],
                perimeter: 312,
            },
            Body {
                id: "federation".into(),
                name: "Fédération d’Exemple".into(),
                bodies: vec!["syndicat".into()],
                perimeter: 0,
            },
        ],
        sites: vec![
            site("ville.example", &["20000000100015"]),
            site("www.evry.example", &["20000000200013"]),
            site("etampes.example", &["20000000300011"]),
            site("bourg.example", &["20000000300011"]),
            site("hostile.example", &["hostile/../<b>"]),
            site("grand.example", &["20000000400019"]),
            site("nouveau.example", &["20000000400019"]),
            site("ancien.example", &["20000000500016"]),
        ],
        audits: vec![
            audit("ancien.example", 200),
            audit("ville.example", 120),
            offering(pictured(declaring(audit("ville.example", 2)))),
            offering(silent(audit("bourg.example", 40))),
            declaring(audit("www.evry.example", 45)),
            not_evaluated("www.evry.example", 1, "firewall-challenge"),
            not_evaluated("etampes.example", 1, "robots-site"),
            hostile("hostile.example"),
            giant("grand.example"),
        ],
        withdrawn: BTreeMap::new(),
        shared: vec![SharedDefect {
            finding: "fedcba9876543210".into(),
            rule: "text-contrast".into(),
            reason: "contrast-too-low".into(),
            tests: vec![TestId::new(3, 2, 1)],
            hosts: vec!["bourg.example".into(), "ville.example".into()],
        }],
        pictures: [(hash_of(PICTURE), PICTURE.to_vec())].into(),
        made_with: ["bourg.example", "ville.example"].map(|host| (host.to_owned(), made_with())).into(),
        replies: HashMap::new(),
        registry_defects: vec![
            defect("20000000300011", "dead", "https://etampes.example/", "ce nom n’existe pas"),
            defect("hostile/../<b>", "malformed", HOSTILE, HOSTILE),
            defect("20000000100015", "no-site", "", ""),
            defect("20000000500016", "dead", "https://ancien.example/", "il n’est plus membre"),
            defect("20000000400019", "dead", "=cmd|calc", "a;\"b\"\r\nc"),
        ],
    }
}

pub fn made_with() -> MadeWith {
    MadeWith {
        system: Some("wordpress".into()),
        themes: vec!["=commune <b>".into()],
        agencies: vec!["agence.example".into()],
    }
}

fn defect(member: &str, code: &str, value: &str, detail: &str) -> RegistryDefect {
    RegistryDefect {
        member: member.into(),
        code: code.into(),
        value: value.into(),
        source: "dpnt".into(),
        detail: detail.into(),
        found_at: now(),
    }
}
