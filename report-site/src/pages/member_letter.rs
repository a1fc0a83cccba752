//! A letter to a member, to print on two pages: the results for its site, the first corrections to make, and how to
//! answer.

use super::{
    Context, at,
    audit::{LetterDefect, to_mend},
    shell::{Section, Shell},
    verdict::{Before, Verdict},
};
use crate::{
    catalog::Host,
    engine::{Digest, DrawError, Page},
    input::{AuditHead, Member, Source},
    language::Say,
    text::Text,
};
use askama::Template;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "member_letter.html")]
pub struct MemberLetterPage {
    pub shell: Shell,
    pub name: Text,
    pub host: Text,
    pub sender: Vec<Text>,
    pub email: Option<Text>,
    pub verdict: Verdict,
    pub defects: Vec<LetterDefect>,
    /// Absolute addresses of the audit and of the page on the observatory's method.
    pub permalink: String,
    pub method: String,
    /// Number of its other sites, which this letter does not cover, in words.
    pub others: Option<String>,
}

/// Path of the letter, from the root of the edition. `None` if no site of the member could be evaluated.
pub fn path(context: &Context<'_>, member: &Member) -> Option<String> {
    subject(context, member)?;
    Some(at::member(&member.id).ok()?.join(&at::named("lettre")).to_string())
}

/// The site to write about: the one with most criteria proven not met, and its last audit that could evaluate it.
fn subject<'c, 'a>(context: &'c Context<'a>, member: &Member) -> Option<(&'c Host<'a>, &'a AuditHead)> {
    let hosts = context.catalog.names_of(member).iter().filter_map(|name| context.catalog.hosts.get(name));
    let heads = hosts.filter_map(|host| Some((host, host.latest_evaluated()?)));
    heads.max_by_key(|(_, head)| (head.summary.failed, std::cmp::Reverse(&head.host)))
}

/// The page of the letter. `None` if no site of the member could be evaluated.
pub(crate) fn page<'a>(
    context: &'a Context<'a>,
    member: &'a Member,
    source: &'a impl Source,
) -> Option<Result<Page<'a>, DrawError>> {
    let (host, head) = subject(context, member)?;
    let operator = &context.publication.settings.operator;
    let sender = (&operator.name, &operator.address, &operator.email);
    let key = Digest::of_value(&(context.digests.with_sites(member), sender));
    let folder = at::member(&member.id).map(|folder| folder.join(&at::named("lettre")));
    Some(
        folder.map_err(DrawError::from).map(|folder| {
            context.html_of(&folder, key, move || content(context, member, host, head, source))
        }),
    )
}

fn content(
    context: &Context<'_>,
    member: &Member,
    host: &Host<'_>,
    head: &AuditHead,
    source: &impl Source,
) -> Result<MemberLetterPage, DrawError> {
    let folder = at::member(&member.id)?;
    let language = context.language;
    let operator = &context.publication.settings.operator;
    let lines = [&context.publication.settings.name, &operator.name, &operator.address];
    let filled = |text: &&String| !text.trim().is_empty();
    let (name, host_name) = (Text::line(&member.name), Text::line(&head.host));
    let title = format!(
        "{name}, {host_name}{} {}",
        language.t("\u{A0}: lettre sur l’audit du", ": letter on the audit of"),
        context.day_of(&head.host, head.started_at).words
    );
    let before = host.before(head).and_then(|earlier| Before::from_earlier(earlier, head));
    let others = context.catalog.names_of(member).len() - 1;
    Ok(MemberLetterPage {
        shell: context
            .shell(&folder.join(&at::named("lettre")), Section::Directory, &title)
            .named(language.t("Lettre", "Letter"))
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory"))
            .below(&folder, &member.name),
        name,
        host: host_name,
        sender: lines.into_iter().filter(filled).map(|line| Text::line(line)).collect(),
        email: Some(&operator.email).filter(filled).map(|email| Text::line(email)),
        verdict: Verdict::from_head(context, head, before, head.started_at.date_naive()),
        // A document that cannot be read is reported as a problem of the audit's page.
        defects: to_mend(source, head, language).unwrap_or_default(),
        permalink: context.absolute_place(&at::audit(head)?),
        method: context.absolute_place(&at::named("methode")),
        others: (others > 0)
            .then(|| language.count(others, ["autre site", "autres sites", "other site", "other sites"])),
    })
}
