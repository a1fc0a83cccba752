//! The map of the site: the second way to find a page, beside the menu.

use super::{
    Context, at, directory,
    shell::{Crumb, Section, Shell},
};
use crate::engine::{DrawError, Page};
use askama::Template;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "site_map.html")]
pub struct SiteMapPage {
    pub shell: Shell,
    pub letters: Vec<directory::LetterLink>,
    pub bodies: Vec<Crumb>,
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("plan");
    let content = SiteMapPage {
        shell: context.shell(&folder, Section::None, "Plan du site"),
        letters: directory::letter_links(&directory::by_letter(context)),
        bodies: directory::bodies(context),
    };
    Ok(Page::html(&folder, content))
}
