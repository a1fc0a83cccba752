//! Where the search field leads: with a script what was found, without one every way to find it by hand.

use super::{
    Context, at, directory,
    listing::LetterLink,
    shell::{Crumb, Section, Shell},
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
    pub letters: Vec<LetterLink>,
    pub departments: Vec<(Crumb, String)>,
    pub kinds: Vec<(Crumb, String)>,
    pub bodies: Vec<Crumb>,
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("recherche");
    let title = context.language.t("Chercher un site", "Search for a site");
    let content = SearchPage {
        shell: context.shell(&folder, Section::None, title).with_search_within(),
        letters: directory::letter_links(context),
        departments: directory::departments_of(context),
        kinds: directory::kinds(context),
        bodies: directory::bodies(context),
    };
    Ok(context.html(&folder, content))
}
