//! The data page: all files offered for download.

use super::{
    Context, at,
    shell::{Section, Shell},
};
use crate::{
    engine::{DrawError, Page},
    exports::{self, Holds, Listed},
    language::Say,
};
use askama::Template;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "data.html")]
pub struct DataPage {
    pub shell: Shell,
    pub base_url: String,
    /// Description for search engines, as JSON-LD of schema.org.
    pub dataset: String,
    /// Published files.
    pub files: Vec<FileRow>,
}

#[derive(Serialize)]
pub struct FileRow {
    /// Path from the root of the site.
    pub path: String,
    /// Address of the file. `None` for a kind of which there are many files.
    pub address: Option<String>,
    pub title: &'static str,
}

impl FileRow {
    fn from_listed(listed: Listed, context: &Context<'_>) -> Self {
        let [french, english] = listed.title;
        let path = match listed.holds {
            Holds::Data => listed.path,
            Holds::Sentences => context.edition().file(&listed.path),
        };
        let one = !path.contains('<');
        Self {
            address: one.then(|| context.absolute(&path)),
            path,
            title: context.language.t(french, english),
        }
    }
}

pub(crate) fn page<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("donnees");
    let language = context.language;
    let content = DataPage {
        shell: context.shell(&folder, Section::Data, language.t("Données ouvertes", "Open data")),
        files: exports::listed().into_iter().map(|listed| FileRow::from_listed(listed, context)).collect(),
        dataset: exports::data::dataset_in_page(context),
        base_url: context.publication.settings.base_url.trim_end_matches('/').to_owned(),
    };
    Ok(context.html(&folder, content))
}
