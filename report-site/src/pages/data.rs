//! The data page: all that can be taken away and used again.

use super::{
    Context, at,
    shell::{Section, Shell},
};
use crate::{
    engine::{DrawError, Page},
    language::Say,
};
use askama::Template;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "data.html")]
pub struct DataPage {
    pub shell: Shell,
    pub base_url: String,
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("donnees");
    let language = context.language;
    let content = DataPage {
        shell: context.shell(&folder, Section::Data, language.t("Données ouvertes", "Open data")),
        base_url: context.publication.settings.base_url.trim_end_matches('/').to_owned(),
    };
    Ok(context.html(&folder, content))
}
