//! The audit in the form in which Luxembourg publishes its own, the one public schema for audits by the RGAA:
//! <https://github.com/accessibility-luxembourg/audits-json-schema-validator>. What is not proven is «NT».

use super::{AuditExport, Format, Holds, Shown};
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

/// The schema takes no more.
const MOST_PAGES: usize = 20;

#[derive(Serialize)]
struct Document<'a> {
    auditor: &'a str,
    context: String,
    audited_at: String,
    inventory: Named<'a>,
    platform: Named<'a>,
    audit_reference: Named<'a>,
    control_type: Named<'a>,
    assessed_level: Named<'a>,
    pages: Vec<Page>,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Page {
    number: usize,
    uri: String,
    assessments: Vec<Assessment>,
}

#[derive(Serialize)]
struct Assessment {
    criterion: Number,
    status: Named<'static>,
    exemption: bool,
    exemption_comment: &'static str,
    changes_to_do: &'static str,
    patches_follow_up: &'static str,
}

#[derive(Serialize)]
struct Number {
    number: String,
}

fn json(shown: &Shown<'_>) -> Vec<u8> {
    let audit = shown.audit;
    let program = Text::line(&audit.setting.program).to_string();
    let name = Text::line(audit.site.name.as_deref().unwrap_or(&audit.site.host)).to_string();
    let document = Document {
        auditor: &program,
        context: context(shown),
        audited_at: shown.day(),
        inventory: Named { name: &name },
        platform: Named { name: "Web" },
        audit_reference: Named { name: "RGAA" },
        // All criteria are listed; those that no software decides are not tested.
        control_type: Named { name: "Complet" },
        assessed_level: Named { name: "AA" },
        pages: pages(shown),
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

fn pages(shown: &Shown<'_>) -> Vec<Page> {
    let page = |(number, (index, page)): (usize, (u32, &rules::audit::AuditedPage))| {
        let known = shown.on_page(page);
        let all = shown.referential.into_iter().flat_map(|referential| referential.criteria());
        Page {
            number,
            uri: Text::capped(&page.url, 2000).to_string(),
            assessments: all.map(|criterion| assessment(shown, criterion, index, known(criterion))).collect(),
        }
    };
    (1..).zip(shown.examined()).take(MOST_PAGES).map(page).collect()
}

fn assessment(shown: &Shown<'_>, criterion: &Criterion, page: u32, known: Outcome) -> Assessment {
    let status = match known {
        _ if shown.failed_on(criterion.id).contains(&page) => "NC",
        Outcome::Inapplicable => "NA",
        _ => "NT",
    };
    Assessment {
        criterion: Number { number: criterion.id.to_string() },
        status: Named { name: status },
        exemption: false,
        exemption_comment: "",
        changes_to_do: "",
        patches_follow_up: "",
    }
}
