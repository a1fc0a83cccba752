//! The pages that follow from the configuration alone.

use super::{
    Context, at,
    shell::{Section, Shell},
};
use crate::{
    engine::{DrawError, Page, SitePath},
    input::{CrawlerNotice, Operator, Statement},
    words::{self, Phrase},
};
use askama::Template;
use serde::Serialize;
use url::Url;

#[derive(Template, Serialize)]
#[template(path = "method.html")]
pub struct MethodPage {
    pub shell: Shell,
    pub outcomes: Vec<(String, String)>,
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
    let words = |outcome| {
        let [label, meaning]: &[Phrase; 2] = words::outcome(outcome);
        (label.french.clone(), meaning.french.clone())
    };
    let content = MethodPage {
        shell: context.shell(&folder, Section::Method, "Comment c’est mesuré"),
        outcomes: rules::Outcome::ALL.map(words).into(),
        crawler: context.publication.settings.crawler.clone(),
    };
    Ok(Page::html(&folder, content))
}

pub(crate) fn statement<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("accessibilite");
    let settings = &context.publication.settings;
    let content = StatementPage {
        shell: context.shell(&folder, Section::None, "Déclaration d’accessibilité"),
        base_url: settings.base_url.clone(),
        operator: settings.operator.clone(),
        statement: settings.statement.clone(),
        state: settings.statement.state.words(),
    };
    Ok(Page::html(&folder, content))
}

pub(crate) fn legal<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("mentions-legales");
    let content = LegalPage {
        shell: context.shell(&folder, Section::None, "Mentions légales"),
        operator: context.publication.settings.operator.clone(),
    };
    Ok(Page::html(&folder, content))
}

/// Servers show it at whatever address was asked for: its links begin at the root of the host.
pub(crate) fn not_found<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = SitePath::root();
    let mut shell = context.shell(&folder, Section::None, "Page introuvable");
    let base = Url::parse(&context.publication.settings.base_url).ok();
    shell.root = base.map_or_else(|| "/".into(), |base| format!("{}/", base.path().trim_end_matches('/')));
    Ok(Page::named(&folder, "404.html", NotFoundPage { shell }))
}
