//! The data as a `Dataset` of schema.org for search engines, both as a file and within the data page.

use super::{Content, DataFile, Format, Holds, datapackage::LICENCE, folder};
use crate::{engine::SitePath, language::Say, pages::Context};
use serde_json::{Value, json};

pub static FILE: DataFile = DataFile {
    file: "dataset.jsonld",
    format: Format::JsonLd,
    holds: Holds::Sentences,
    title: [
        "Description pour les moteurs de recherche (schema.org, JSON-LD)",
        "Description for search engines (schema.org, JSON-LD)",
    ],
    content: Content::Whole(write),
};

fn write(context: &Context<'_>) -> Vec<u8> {
    serde_json::to_vec_pretty(&value(context)).expect("it holds only strings and lists")
}

/// The data set as the content of a `script` element: nothing in it ends that element or begins another.
pub fn in_page(context: &Context<'_>) -> String {
    let json = value(context).to_string();
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn value(context: &Context<'_>) -> Value {
    let settings = &context.publication.settings;
    let download = |path: &str, format: Format| {
        json!({
            "@type": "DataDownload",
            "contentUrl": context.absolute(path),
            "encodingFormat": format.media_type(),
        })
    };
    let operator = if settings.operator.name.is_empty() { &settings.name } else { &settings.operator.name };
    json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": settings.name,
        "description": context.language.t(
            "Audits automatiques de l’accessibilité de sites publics selon le RGAA 4.1.2 : critères prouvés non conformes ou non applicables, et ce qu’une personne doit vérifier.",
            "Automatic audits of the accessibility of public sites by the RGAA 4.1.2: criteria proven not met or not applicable, and what a person has to verify.",
        ),
        "url": context.absolute_place(&SitePath::root()),
        "inLanguage": context.language.code(),
        "isAccessibleForFree": true,
        "license": LICENCE,
        "creator": { "@type": "Organization", "name": operator },
        "includedInDataCatalog": { "@type": "DataCatalog", "url": context.absolute("data/catalog.jsonld") },
        "distribution": [
            download("data/sites.csv", Format::Csv),
            download("data/audits.csv", Format::Csv),
            download("data/documents.csv", Format::Csv),
            download(&context.place(&folder()).file("datapackage.json"), Format::Json),
            download("api/v1/index.json", Format::Json),
        ],
    })
}
