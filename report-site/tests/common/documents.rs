//! Made-up documents of made-up audits.

use chrono::NaiveDate;
use rules::{
    Outcome,
    audit::Audit,
    documents::{
        Because, Check, Decision, DocumentFile, Documents, Drawn, Facts, Format, Known, Offered, Reading,
        Unread,
    },
};

fn check(id: &str, outcome: Outcome, count: u32) -> Check {
    let pages = if count > 0 { vec![1, 3] } else { Vec::new() };
    Check { id: id.into(), outcome, count, pages, evidence: None }
}

fn facts(format: Format, creator: &str, text: Known, tagged: Known, checks: Vec<Check>) -> Facts {
    Facts {
        format,
        pages: Some(3),
        title: None,
        language: None,
        producer: None,
        creator: (!creator.is_empty()).then(|| creator.to_owned()),
        created: NaiveDate::from_ymd_opt(2024, 3, 2),
        modified: None,
        text,
        tagged,
        claims: Vec::new(),
        checks,
    }
}

fn file(
    host: &str,
    name: &str,
    text: &str,
    reading: Reading,
    (outcome, reason): (Outcome, Because),
) -> DocumentFile {
    DocumentFile {
        url: format!("https://{host}/media/{name}"),
        final_url: None,
        text: text.into(),
        pages: vec![0],
        drawn: Drawn::Required,
        elsewhere: false,
        bytes: Some(345_678),
        hash: None,
        reading,
        decision: Decision { outcome, reason },
    }
}

/// An audit whose pages offer a scan, a file without tags, one that is left to a person, and one that could not be
/// read.
pub fn offering(mut audit: Audit) -> Audit {
    let host = audit.site.host.clone();
    let examined = |facts| Reading::Examined { facts: Box::new(facts) };
    let failed = |id, count| check(id, Outcome::Failed, count);
    let scan = facts(
        Format::Pdf,
        "Canon iR-ADV C5235",
        Known::No,
        Known::No,
        vec![failed("text", 3), failed("tagged", 0), failed("title", 0)],
    );
    let plain = facts(
        Format::Pdf,
        "Microsoft® Word 2016",
        Known::Yes,
        Known::No,
        vec![failed("tagged", 0), failed("language", 0), check("headings", Outcome::CantTell, 0)],
    );
    let text =
        facts(Format::Odt, "LibreOffice/7.3", Known::Yes, Known::Yes, vec![failed("figure-alternative", 2)]);
    let locked = Reading::NotExamined { reason: Unread::Password, detail: None };
    let offered = |format, links, elsewhere| Offered { format, links, elsewhere, announced_bytes: None };
    audit.documents = Some(Documents {
        asked: 10,
        offered: vec![offered(Format::Pdf, 38, 2), offered(Format::Odt, 2, 0)],
        files: vec![
            file(
                &host,
                "deliberation.pdf",
                "Délibération du 12 mars (PDF)",
                examined(scan),
                (Outcome::Failed, Because::Inaccessible),
            ),
            file(&host, "menus.pdf", "Menus", examined(plain), (Outcome::CantTell, Because::MaybeReplaced)),
            file(&host, "reglement.odt", "", examined(text), (Outcome::CantTell, Because::ToVerify)),
            file(&host, "budget.pdf", "Budget", locked, (Outcome::Untested, Because::NotExamined)),
        ],
    });
    audit
}

/// Replaces every text of the documents by `text`, and every address by `address`.
pub fn poison_documents(audit: &mut Audit, text: &str, address: &str) {
    for file in audit.documents.iter_mut().flat_map(|documents| &mut documents.files) {
        (file.url, file.text, file.hash) = (address.into(), text.into(), Some(text.into()));
        match &mut file.reading {
            Reading::NotExamined { detail, .. } => *detail = Some(text.into()),
            Reading::Examined { facts } => {
                (facts.creator, facts.producer) = (Some(text.into()), Some(text.into()));
                (facts.title, facts.language) = (Some(text.into()), Some(text.into()));
                facts.claims = vec![text.into()];
                facts.checks.push(check(text, Outcome::Failed, 1));
                facts.checks.iter_mut().for_each(|check| check.evidence = Some(text.into()));
            }
        }
    }
}

/// An audit with more documents than a page can show.
pub fn flooding(audit: Audit) -> Audit {
    let mut audit = offering(audit);
    if let Some(documents) = &mut audit.documents {
        let one = documents.files[0].clone();
        documents.offered[0].links += 1000;
        documents.files.extend((0..1000).map(|number| DocumentFile {
            url: format!("https://{}/{}/{number}.pdf", audit.site.host, "&amp;'".repeat(30)),
            text: "<'>".repeat(100),
            ..one.clone()
        }));
    }
    audit
}
