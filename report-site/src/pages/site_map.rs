//! The site map: the second way to find a page, beside the menu.

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
#[template(path = "site_map.html")]
pub struct SiteMapPage {
    pub shell: Shell,
    pub ways: Ways,
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("plan");
    let language = context.language;
    let content = SiteMapPage {
        shell: context.shell(&folder, Section::None, language.t("Plan du site", "Site map")),
        ways: Ways::new(context),
    };
    Ok(context.html(&folder, content))
}
