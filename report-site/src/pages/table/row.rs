//! One line of the table of members.

use super::{Entry, change};
use crate::{
    declarations,
    language::{Day, Say},
    pages::{Context, at, figures::CeilingView, verdict::tag},
    text::Text,
    words,
};
use rules::{audit::AuditOutcome, messages::Language, statement::Declared};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct TableRow {
    pub name: Text,
    /// Path of the member's page, from the root.
    pub path: String,
    pub site: Option<(Text, String)>,
    /// The last audit that could evaluate the site.
    pub audit: Option<(Day, String)>,
    /// Whether the audit lost pages to a failure of ours.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub part: bool,
    pub failed: String,
    /// «−2», «+1», «=»; «–» if the audits cannot be compared.
    pub change: String,
    pub declared: String,
    /// «plus de 88,2 %»: rates that the ceiling excludes.
    pub excluded: String,
    /// CSS class and text for the outcome of the statement.
    pub statement: Option<(&'static str, &'static str)>,
    /// Cause for which the latest audit could not evaluate the site.
    pub cause: Option<&'static str>,
    /// Path of the letter to print, from the root of the edition.
    pub letter: Option<String>,
}

const NONE: &str = "–";

impl TableRow {
    pub fn from_entry(context: &Context<'_>, entry: Entry<'_>) -> Option<Self> {
        let language = context.language;
        let host = entry.host.and_then(|name| Some((name, context.catalog.hosts.get(name)?)));
        let head = host.and_then(|(_, host)| host.latest_evaluated());
        let declared = head.and_then(declarations::told);
        let or_none = |text: Option<String>| text.unwrap_or_else(|| NONE.to_owned());
        let cause = host.and_then(|(_, host)| host.latest()).and_then(|head| match &head.outcome {
            AuditOutcome::NotEvaluated { cause, .. } => Some(words::cause(cause).label.said(language)),
            AuditOutcome::Evaluated => None,
        });
        let ceiling = head.and_then(|head| head.summary.ceiling());
        Some(Self {
            name: Text::line(&entry.member.name),
            path: at::member(&entry.member.id).ok()?.to_string(),
            site: host.and_then(|(name, _)| Some((Text::line(name), at::site(name).ok()?.to_string()))),
            audit: head
                .and_then(|head| Some((language.day(head.started_at), at::audit(head).ok()?.to_string()))),
            part: head.is_some_and(|head| !head.is_whole()),
            failed: or_none(head.map(|head| head.summary.failed.to_string())),
            change: or_none(host.and_then(|(_, host)| change(host)).map(signed)),
            declared: or_none(declared.and_then(|declared| said(declared, language))),
            excluded: or_none(ceiling.and_then(|ceiling| CeilingView::excluded(ceiling, language))),
            statement: declared.map(|declared| tag(declared.statement_on(context.today()), language)),
            cause,
            letter: crate::pages::member_letter::path(context, entry.member),
        })
    }
}

fn signed(change: i64) -> String {
    match change {
        0 => "=".to_owned(),
        more if more > 0 => format!("+{more}"),
        less => format!("\u{2212}{}", less.unsigned_abs()),
    }
}

/// The rate that the site declares, otherwise its declared status.
fn said(declared: &Declared, language: Language) -> Option<String> {
    let rate = declared.rate.map(|rate| rate.to_string());
    rate.or_else(|| {
        Some(declarations::status(declared.conformity.or(declared.mention)?, language).to_owned())
    })
}
