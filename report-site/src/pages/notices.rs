//! The pages that are made only from the configuration and from the audits of the published site itself.

use super::{
    Context, at,
    rows::AuditRow,
    shell::{Section, Shell},
};
use crate::{
    engine::{DrawError, Page, SitePath},
    input::{CrawlerNotice, Operator, Statement},
    language::Say,
    words,
};
use askama::Template;
use serde::Serialize;
use url::Url;

#[derive(Template, Serialize)]
#[template(path = "method.html")]
pub struct MethodPage {
    pub shell: Shell,
    pub outcomes: Vec<(&'static str, &'static str)>,
    pub crawler: CrawlerNotice,
}

#[derive(Template, Serialize)]
#[template(path = "statement.html")]
pub struct StatementPage {
    pub shell: Shell,
    pub base_url: String,
    pub operator: Operator,
    pub statement: Statement,
    pub state: &'static str,
    /// The last audit of the published site itself.
    pub own: Option<AuditRow>,
}

#[derive(Template, Serialize)]
#[template(path = "legal.html")]
pub struct LegalPage {
    pub shell: Shell,
    pub operator: Operator,
}

#[derive(Template, Serialize)]
#[template(path = "not_found.html")]
pub struct NotFoundPage {
    pub shell: Shell,
}

pub(crate) fn method<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("methode");
    let language = context.language;
    let words = |outcome| {
        let [label, meaning] = words::outcome(outcome);
        (label.said(language), meaning.said(language))
    };
    let title = language.t("Comment c’est mesuré", "How it is measured");
    let content = MethodPage {
        shell: context.shell(&folder, Section::Method, title),
        outcomes: rules::Outcome::ALL.map(words).into(),
        crawler: context.publication.settings.crawler.clone(),
    };
    Ok(context.html(&folder, content))
}

pub(crate) fn statement<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("accessibilite");
    let language = context.language;
    let settings = &context.publication.settings;
    let own = settings.own_host().and_then(|host| context.catalog.hosts.get(host.as_str())?.latest());
    let title = language.t("Déclaration d’accessibilité", "Accessibility statement");
    let content = StatementPage {
        shell: context.shell(&folder, Section::None, title),
        base_url: settings.base_url.clone(),
        operator: settings.operator.clone(),
        statement: settings.statement.clone(),
        state: settings.statement.state.words(language),
        own: own.and_then(|head| AuditRow::from_head(head, language)),
    };
    Ok(context.html(&folder, content))
}

pub(crate) fn legal<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("mentions-legales");
    let title = context.language.t("Mentions légales", "Legal notice");
    let content = LegalPage {
        shell: context.shell(&folder, Section::None, title),
        operator: context.publication.settings.operator.clone(),
    };
    Ok(context.html(&folder, content))
}

/// The page «not found». Servers show it at any missing address, so its links begin at the root of the host.
pub(crate) fn not_found<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let title = context.language.t("Page introuvable", "Page not found");
    let mut shell = context.shell(&SitePath::root(), Section::None, title);
    let base = Url::parse(&context.publication.settings.base_url).ok();
    shell.top = base.map_or_else(|| "/".into(), |base| format!("{}/", base.path().trim_end_matches('/')));
    shell.root = format!("{}{}", shell.top, context.edition());
    Ok(Page::named(&context.edition(), "404.html", NotFoundPage { shell }))
}
