//! The audit in the form in which Luxembourg publishes its audits, the one public schema for audits by RGAA or RAWeb:
//! <https://github.com/accessibility-luxembourg/audits-json-schema-validator>. A status without proof is «NT».

use super::{AuditExport, Format, Holds, Shown, shown::JudgedPage};
use crate::{exports::pack::gzip, text::Text};
use rules::{Outcome, referential::Criterion};
use serde::Serialize;

pub static EXPORT: AuditExport = AuditExport {
    file: "audit.lu.json.gz",
    format: Format::GzippedJson,
    holds: Holds::Data,
    title: [
        "Audit au format public du Luxembourg (JSON compressé)",
        "Audit in Luxembourg’s public form (packed JSON)",
    ],
    write: |shown| gzip(&json(shown)),
};

/// Most pages that the schema allows.
const MOST_PAGES: usize = 20;

#[derive(Serialize)]
struct LuxembourgReport<'a> {
    auditor: &'a str,
    context: String,
    audited_at: String,
    inventory: Named<'a>,
    platform: Named<'a>,
    audit_reference: Named<'a>,
    control_type: Named<'a>,
    assessed_level: Named<'a>,
    pages: Vec<Page<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Page<'a> {
    number: usize,
    uri: String,
    assessments: Vec<Assessment<'a>>,
}

#[derive(Serialize)]
struct Assessment<'a> {
    criterion: Number<'a>,
    status: Named<'static>,
    exemption: bool,
    exemption_comment: &'static str,
    changes_to_do: &'static str,
    patches_follow_up: &'static str,
}

#[derive(Serialize)]
struct Number<'a> {
    number: &'a str,
}

fn json(shown: &Shown<'_>) -> Vec<u8> {
    let audit = shown.audit;
    let program = Text::line(&audit.setting.program).to_string();
    let name = Text::line(audit.site.name.as_deref().unwrap_or(&audit.site.host)).to_string();
    let reference = Text::line(&audit.setting.referential).to_string();
    let numbers: Vec<String> = shown.criteria().map(|criterion| criterion.id.to_string()).collect();
    let document = LuxembourgReport {
        auditor: &program,
        context: context(shown),
        audited_at: shown.day(),
        inventory: Named { name: &name },
        platform: Named { name: "Web" },
        audit_reference: Named { name: &reference },
        // The file lists all criteria. Those that software does not decide are «not tested».
        control_type: Named { name: "Complet" },
        assessed_level: Named { name: "AA" },
        pages: pages(shown, &numbers),
    };
    serde_json::to_vec(&document).expect("it holds only strings, numbers and lists")
}

fn context(shown: &Shown<'_>) -> String {
    format!(
        "Audit automatique, sans intervention humaine : seuls les critères prouvés non conformes (NC) ou non \
         applicables (NA) sont renseignés, tous les autres sont non testés (NT). Aucun taux de conformité ne peut \
         en être tiré. Preuves : {}",
        shown.permalink
    )
}

/// The examined pages. `numbers` are the numbers of the criteria.
fn pages<'n>(shown: &Shown<'_>, numbers: &'n [String]) -> Vec<Page<'n>> {
    let page = |(number, judged): (usize, &JudgedPage<'_>)| {
        let criteria = shown.criteria().zip(&judged.outcomes);
        let status = criteria.map(|(criterion, known)| status(shown, criterion, judged.index, *known));
        Page {
            number,
            uri: Text::capped(&judged.page.url, 2000).into(),
            assessments: numbers
                .iter()
                .zip(status)
                .map(|(number, status)| assessment(number, status))
                .collect(),
        }
    };
    (1..).zip(shown.judged()).take(MOST_PAGES).map(page).collect()
}

fn status(shown: &Shown<'_>, criterion: &Criterion, page: u32, known: Outcome) -> &'static str {
    match known {
        _ if shown.failed_on(criterion.id).contains(&page) => "NC",
        Outcome::Inapplicable => "NA",
        _ => "NT",
    }
}

fn assessment<'n>(number: &'n str, status: &'static str) -> Assessment<'n> {
    Assessment {
        criterion: Number { number },
        status: Named { name: status },
        exemption: false,
        exemption_comment: "",
        changes_to_do: "",
        patches_follow_up: "",
    }
}
