//! The page of search results. With a script it shows what was found; without one it lists all ways to find a page by
//! hand.

use super::{
    Context, at,
    directory::Ways,
    shell::{Section, Shell},
};
use crate::{
    engine::{DrawError, Page},
    language::Say,
};
use askama::Template;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "search.html")]
pub struct SearchPage {
    pub shell: Shell,
    pub ways: Ways,
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("recherche");
    let title = context.language.t("Chercher un site", "Search for a site");
    let content = SearchPage {
        shell: context.shell(&folder, Section::None, title).with_search_within(),
        ways: Ways::new(context),
    };
    Ok(context.html(&folder, content))
}
