//! Made-up audits: an ordinary one, a very large one, and one with hostile texts.

use super::{HOSTILE, PICTURE, flooding, now, offering, poison_documents};
use chrono::TimeDelta;
use rules::{
    Outcome,
    audit::{
        Audit, AuditOutcome, AuditedPage, CriterionResult, FORMAT, Finding, Frame, PageOutcome, Picture,
        Place, Sample, Setting, Summary, hash_of,
    },
    referential::{CriterionId, Referential, TestId},
    statement::{
        Claim, Confidence, Conformity, Contact, Contradiction, Duty, DutyLink, DutyOutcome, DutyVerdict,
        Mention, PartialDate, Percent, ProofPage, Read, Statement, StatementCheck, Target,
    },
};
use std::collections::BTreeMap;

pub const CRITERIA: [u8; 13] = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

pub fn audit(host: &str, days_ago: i64) -> Audit {
    let started_at = now() - TimeDelta::days(days_ago);
    let failed = [CriterionId::new(3, 2), CriterionId::new(8, 3)];
    let either = [CriterionId::new(1, 1), CriterionId::new(1, 2)];
    let criterion = |id: CriterionId| CriterionResult {
        id,
        outcome: match id {
            id if failed.contains(&id) => Outcome::Failed,
            id if id.theme() == 4 || id.theme() == 5 => Outcome::Inapplicable,
            id if id == CriterionId::new(8, 1) || id == CriterionId::new(8, 2) => Outcome::Passed,
            _ => Outcome::CantTell,
        },
        failed_on: if failed.contains(&id) { vec![0, 1] } else { vec![] },
        failed_with: if either.contains(&id) {
            either.into_iter().filter(|other| *other != id).collect()
        } else {
            vec![]
        },
    };
    let all = (1u8..)
        .zip(CRITERIA)
        .flat_map(|(theme, count)| (1..=count).map(move |number| CriterionId::new(theme, number)));
    Audit {
        format: FORMAT,
        site: rules::audit::AuditedSite {
            host: host.into(),
            url: format!("https://{host}/"),
            name: Some("Ville d’Exemple".into()),
        },
        started_at,
        ended_at: started_at + TimeDelta::minutes(7),
        setting: Setting {
            referential: "RGAA".into(),
            referential_version: "4.1.2".into(),
            rule_set: "5f1c0a77".into(),
            program: "observatoire 0.1.0".into(),
            browser: "Chrome/156.0.8078.79".into(),
            viewport_width: 1280,
            viewport_height: 1024,
            consent: "as-delivered".into(),
            rules: BTreeMap::new(),
            capture: String::new(),
        },
        outcome: AuditOutcome::Evaluated,
        sample: Sample { seed: 42, asked: 15, known: 212 },
        summary: Summary {
            criteria: 106,
            failed: 3,
            inapplicable: 21,
            passed: 2,
            cant_tell: 80,
            pages_audited: 3,
            pages_not_audited: 1,
            defects: 2,
            occurrences: 61,
        },
        criteria: all.map(criterion).collect(),
        tests: [(Outcome::Failed, vec![TestId::new(3, 2, 1), TestId::new(8, 3, 1)])].into(),
        pages: vec![
            page(host, "", "Accueil – Ville d’Exemple", "home"),
            page(host, "contact", "Contact – Ville d’Exemple", "contact"),
            AuditedPage {
                outcome: PageOutcome::NotAudited {
                    cause: "timeout".into(),
                    detail: Some("no load event after 30 s".into()),
                },
                ..page(host, "agenda", "", "random")
            },
            page(
                host,
                "une-page-au-chemin-particulierement-long/qui-ne-tient-pas-sur-un-petit-ecran/index.html",
                "",
                "random",
            ),
        ],
        findings: findings(),
        rejudged_from: None,
        statement: None,
        made_with: None,
        documents: None,
        beside: Vec::new(),
    }
}

fn page(host: &str, path: &str, title: &str, kind: &str) -> AuditedPage {
    AuditedPage {
        title: Some(title.into()),
        captured_at: Some(now()),
        tests: [(Outcome::Failed, vec![TestId::new(3, 2, 1), TestId::new(8, 3, 1)])].into(),
        ..AuditedPage::new(format!("https://{host}/{path}"), kind)
    }
}

/// The audit with a picture of its home page, on which the first finding is framed.
pub fn pictured(mut audit: Audit) -> Audit {
    audit.pages[0].picture = Some(Picture { hash: hash_of(PICTURE), width: 1280, height: 2000 });
    audit.findings[0].places[0].frame = Some(Frame { x: 100, y: 200, width: 300, height: 50 });
    audit
}

fn findings() -> Vec<Finding> {
    let place = |page, selector: &str| Place { page, selector: selector.into(), frame: None };
    let image = Finding {
        id: "0123456789abcdef".into(),
        rule: "image-has-name".into(),
        outcome: Outcome::Failed,
        reason: "image-no-alt".into(),
        data: BTreeMap::new(),
        tests: vec![TestId::new(1, 1, 1), TestId::new(1, 2, 1)],
        either: true,
        html: "<img src=\"/photos/mairie.jpg\" class=\"photo large\">".into(),
        count: 60,
        places: (0..50).map(|number| place(number % 2, &format!("main > img:nth-child({number})"))).collect(),
    };
    let contrast = Finding {
        id: "fedcba9876543210".into(),
        rule: "text-contrast".into(),
        reason: "contrast-too-low".into(),
        data: [("ratio", "3,2"), ("text", "#999999"), ("ground", "#ffffff"), ("limit", "4,5")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        tests: vec![TestId::new(3, 2, 1)],
        either: false,
        html: "<p style=\"color:#999\">Horaires d’ouverture</p>".into(),
        count: 1,
        places: vec![place(1, "footer > p")],
        ..image.clone()
    };
    let link = Finding {
        id: "00112233445566ff".into(),
        rule: "link-purpose".into(),
        outcome: Outcome::CantTell,
        reason: "link-hidden-unnamed".into(),
        tests: vec![TestId::new(6, 1, 1)],
        either: false,
        html: "<a href=\"/agenda\">En savoir plus</a>".into(),
        count: 2,
        places: vec![place(0, "#agenda a"), place(3, "x-carte >>> a")],
        ..image.clone()
    };
    vec![image, contrast, link]
}

/// The audit of a site with an accessibility statement, which ends on 15 December 2026.
pub fn declaring(mut audit: Audit) -> Audit {
    let read = |text: &str| text.to_owned();
    fn value<T>(value: T, excerpt: &str) -> Option<Read<T>> {
        let excerpt = excerpt.to_owned();
        Some(Read { value, excerpt, selector: "main > p".into(), confidence: Confidence::Certain })
    }
    let date = |text: &str| PartialDate::try_from(text.to_owned()).expect("a date");
    let address = format!("https://{}/accessibilite", audit.site.host);
    let mut check = silent(audit.clone()).statement.expect("it was looked for");
    let said = "Ce site est partiellement conforme : 72,5 % des critères sont respectés.";
    check.mentions = vec![Mention {
        conformity: Some(Conformity::Total),
        text: read("Accessibilité : totalement conforme"),
        selector: read("footer > a"),
        is_exact: true,
        is_shown: true,
        link: Some(address.clone()),
    }];
    check.address = Some(address.clone());
    let bare: Statement =
        serde_json::from_str(r#"{"kind":"statement","language":"fr"}"#).expect("all else may be missing");
    check.statement = Some(Statement {
        who: value(read("La ville d’Exemple"), "La ville d’Exemple s’engage…"),
        conformity: value(Conformity::Partial, said),
        rate: value(Percent(7250), said),
        set_on: value(date("2023-12-15"), "établie le 15 décembre 2023"),
        contact: value(
            Contact {
                addresses: vec![read("accessibilite@ville.example")],
                forms: vec![format!("https://{}/contact", audit.site.host)],
                telephones: vec![],
            },
            "contacter la mairie",
        ),
        ..bare
    });
    let verdict = |duty, outcome, reason: &str, data: &[(&str, &str)]| DutyVerdict {
        duty,
        outcome,
        reason: read(reason),
        data: data.iter().map(|(name, value)| (read(name), read(value))).collect(),
        excerpt: None,
    };
    check.duties = vec![
        verdict(Duty::Mention, DutyOutcome::Met, "exact", &[]),
        verdict(
            Duty::MentionAgrees,
            DutyOutcome::NotMet,
            "other",
            &[("mention", "totalement conforme"), ("status", "partiellement conforme")],
        ),
        verdict(Duty::Statement, DutyOutcome::Met, "found", &[("address", &address)]),
        verdict(Duty::Valid, DutyOutcome::Met, "valid", &[("until", "2026-12-15")]),
        verdict(Duty::Scheme, DutyOutcome::ToVerify, "no-years", &[]),
        verdict(Duty::Plan, DutyOutcome::NotFound, "not-found", &[("year", "2026")]),
    ];
    check.contradictions = vec![Contradiction {
        claim: Claim::Conformity { conformity: Conformity::Total },
        excerpt: read("Accessibilité : totalement conforme"),
        address: format!("https://{}/", audit.site.host),
        criteria: vec![CriterionId::new(3, 2), CriterionId::new(8, 3)],
        pages: vec![ProofPage { page: 0, is_checked: false, criteria: vec![CriterionId::new(3, 2)] }],
        ceiling_per_mille: 964,
    }];
    audit.statement = Some(check);
    audit
}

/// The audit of a site where nothing that the law requires was found.
pub fn silent(mut audit: Audit) -> Audit {
    let verdict = |duty, data: &[(&str, &str)]| DutyVerdict {
        duty,
        outcome: DutyOutcome::NotFound,
        reason: "not-found".into(),
        data: data.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        excerpt: None,
    };
    audit.statement = Some(StatementCheck {
        judged_on: audit.started_at.date_naive(),
        mentions: vec![],
        address: None,
        statement: None,
        scheme: None,
        plan: None,
        documents: vec![],
        human_audits: vec![],
        duties: vec![
            verdict(Duty::Mention, &[]),
            verdict(Duty::Statement, &[("pages", "3")]),
            verdict(Duty::Scheme, &[]),
            verdict(Duty::Plan, &[("year", "2026")]),
        ],
        contradictions: vec![],
        read_beside: vec![],
        looked_at: vec![audit.site.url.clone()],
    });
    audit
}

pub fn not_evaluated(host: &str, days_ago: i64, cause: &str) -> Audit {
    let mut audit = audit(host, days_ago);
    audit.outcome = AuditOutcome::NotEvaluated {
        cause: cause.into(),
        detail: Some("403, cf-mitigated: challenge".into()),
    };
    audit.summary = Summary { criteria: 106, cant_tell: 106, pages_not_audited: 1, ..Summary::default() };
    audit.findings.clear();
    audit.criteria.clear();
    audit.pages.truncate(0);
    audit
}

/// Replaces every text of the site's declarations by `text`, and every address by `address`.
pub fn poison(audit: &mut Audit, text: &str, address: &str) {
    let Some(check) = &mut audit.statement else { return };
    check.address = Some(address.into());
    check.looked_at = vec![address.into()];
    check.human_audits = vec![DutyLink {
        target: Target::HumanAudit,
        address: address.into(),
        text: text.into(),
        is_document: false,
    }];
    for mention in &mut check.mentions {
        (mention.text, mention.selector, mention.link) = (text.into(), text.into(), Some(address.into()));
    }
    for verdict in &mut check.duties {
        verdict.data.values_mut().for_each(|value| *value = text.into());
        (verdict.excerpt, verdict.reason) = (Some(text.into()), text.into());
    }
    for contradiction in &mut check.contradictions {
        (contradiction.excerpt, contradiction.address) = (text.into(), address.into());
    }
    if let Some(said) = &mut check.statement {
        said.who.iter_mut().for_each(|read| read.value = text.into());
        said.conformity.iter_mut().for_each(|read| read.excerpt = text.into());
        for contact in said.contact.iter_mut().map(|read| &mut read.value) {
            (contact.addresses, contact.forms) = (vec![text.into()], vec![address.into()]);
        }
    }
}

/// An audit in which every text is hostile.
pub fn hostile(host: &str) -> Audit {
    let mut audit = audit(host, 3);
    let long = format!("{HOSTILE}{}", "ـ".repeat(300));
    audit.site.name = Some(long.clone());
    audit.site.url = "javascript:alert(document.domain)//".into();
    audit.setting.browser = long.clone();
    audit.setting.consent = long.clone();
    for page in &mut audit.pages {
        page.url = "javascript:alert(4)".into();
        page.final_url = Some("data:text/html,<script>alert(5)</script>".into());
        page.title = Some(long.clone());
        page.kind = HOSTILE.into();
        if let PageOutcome::NotAudited { cause, detail } = &mut page.outcome {
            *cause = HOSTILE.into();
            *detail = Some(long.clone());
        }
    }
    audit = offering(declaring(audit));
    poison_documents(&mut audit, &long, "javascript:alert(7)");
    poison(&mut audit, &long, "javascript:alert(6)");
    for finding in &mut audit.findings {
        finding.id = HOSTILE.into();
        finding.rule = HOSTILE.into();
        finding.reason = HOSTILE.into();
        finding.html = format!("<p onclick=\"x\">{long}</p>");
        finding.data = [("ratio".to_owned(), long.clone())].into();
        finding.places.iter_mut().for_each(|place| place.selector = long.clone());
        finding.places.push(Place { page: 9999, selector: HOSTILE.into(), frame: None });
    }
    audit
}

/// An audit with far more content than one page can show.
pub fn giant(host: &str) -> Audit {
    let mut audit = flooding(audit(host, 1));
    let (page, mut finding) = (audit.pages[3].clone(), audit.findings[0].clone());
    finding.places.truncate(10);
    audit.pages = (0..800)
        .map(|number| AuditedPage {
            url: format!("https://{host}/{}/{number}", "&amp;'".repeat(30)),
            title: Some("<'>".repeat(100)),
            ..page.clone()
        })
        .collect();
    audit.findings = (0..1500)
        .map(|number| Finding {
            id: format!("{number:016x}"),
            html: "<\"'&>".repeat(100),
            reason: "\"<'>&".repeat(60),
            ..finding.clone()
        })
        .collect();
    let all: Vec<_> = audit.criteria.iter().map(|criterion| criterion.id).collect();
    for criterion in &mut audit.criteria {
        criterion.outcome = Outcome::Failed;
        criterion.failed_on = (0..800).collect();
        criterion.failed_with = all.iter().copied().filter(|other| *other != criterion.id).collect();
    }
    let tests = Referential::usual().tests().map(|test| test.id).collect();
    audit.tests = [(Outcome::Failed, tests)].into();
    audit.summary.pages_audited = 800;
    audit
}
