//! The table of a body's members as CSV.

use super::entry::{Entry, entries};
use crate::{
    declarations,
    engine::{DrawError, Page},
    exports::{Format, Holds, Listed, cells::Csv},
    input::Body,
    pages::{Context, at, verdict::Before},
};
use rules::audit::AuditOutcome;

pub const FILE: &str = "membres.csv";

const COLUMNS: [&str; 15] = [
    "member",
    "name",
    "kind",
    "departement",
    "host",
    "latest_date",
    "outcome",
    "failed",
    "failed_before",
    "ceiling",
    "declared_status",
    "declared_rate",
    "statement",
    "page",
    "pages_lost",
];

pub fn listed() -> Listed {
    Listed {
        path: format!("organismes/<id>/{FILE}"),
        media_type: Format::Csv.media_type(),
        holds: Holds::Data,
        title: [
            "Membres d’un organisme avec leurs sites et leur dernier audit (CSV)",
            "Members of a body with their sites and their latest audit (CSV)",
        ],
    }
}

pub(crate) fn file<'a>(context: &'a Context<'a>, body: &'a Body) -> Result<Page<'a>, DrawError> {
    let folder = at::body(&body.id)?;
    Ok(Page::lazy(&folder, vec![FILE.into()], context.digests.body(body), move || {
        let mut table = Csv::new(&COLUMNS);
        for entry in entries(context, context.catalog.members_of(&body.id)) {
            line(context, &mut table, entry);
        }
        Ok(vec![table.done()])
    }))
}

fn line(context: &Context<'_>, table: &mut Csv, Entry { member, host }: Entry<'_>) {
    let found = host.and_then(|name| context.catalog.hosts.get(name));
    let latest = found.and_then(|host| host.latest());
    let head = found.and_then(|host| host.latest_evaluated());
    let before = found.and_then(|host| Before::from_earlier(host.before(head?)?, head?));
    let declared = head.and_then(declarations::told);
    let outcome = match latest.map(|head| &head.outcome) {
        None => "",
        Some(AuditOutcome::Evaluated) => "evaluated",
        Some(AuditOutcome::NotEvaluated { cause, .. }) => cause.as_str(),
    };
    let number = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
    let ceiling = head.and_then(|head| head.summary.ceiling()).map(|ceiling| ceiling.per_mille());
    let tenths = |value: u32| format!("{}.{}", value / 10, value % 10);
    let page = host.and_then(|name| at::site(name).ok()).map(|path| context.absolute_folder(&path));
    table.row(|row| {
        row.text(&member.id, 200)
            .text(&member.name, 1000)
            .text(member.kind.as_deref().unwrap_or_default(), 200)
            .text(member.department.as_deref().unwrap_or_default(), 200)
            .text(host.unwrap_or_default(), 253)
            .own(&latest.map(|head| head.started_at.date_naive().to_string()).unwrap_or_default())
            .text(outcome, 60)
            .own(&number(head.map(|head| head.summary.failed)))
            .own(&number(before.map(|before| before.failed)))
            .own(&ceiling.map(tenths).unwrap_or_default())
            .own(
                declared
                    .and_then(|declared| declared.conformity)
                    .map(|found| found.code())
                    .unwrap_or_default(),
            )
            .own(
                &declared
                    .and_then(|declared| declared.rate)
                    .map(|rate| format!("{}.{:02}", rate.0 / 100, rate.0 % 100))
                    .unwrap_or_default(),
            )
            .own(declared.map(|declared| declared.statement_on(context.today()).code()).unwrap_or_default())
            .own(page.as_deref().unwrap_or_default())
            .own(&number(head.map(|head| head.facts.pages_lost)))
    });
}
