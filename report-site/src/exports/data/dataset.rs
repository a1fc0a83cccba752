//! The data as a `Dataset` of schema.org, for search engines: a file, and what the data page may hold.

use super::{DataFile, Format, datapackage::LICENCE};
use crate::pages::Context;
use serde_json::{Value, json};

pub static FILE: DataFile = DataFile {
    file: "dataset.jsonld",
    format: Format::JsonLd,
    title: ["Description pour les moteurs de recherche (schema.org, JSON-LD)", "Description for search engines (schema.org, JSON-LD)"],
    write: |context| serde_json::to_vec_pretty(&value(context)).expect("it holds only strings and lists"),
};

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
        "description": "Audits automatiques de l’accessibilité de sites publics selon le RGAA 4.1.2 : critères prouvés non conformes ou non applicables, et ce qu’une personne doit vérifier.",
        "url": context.absolute(""),
        "inLanguage": "fr",
        "isAccessibleForFree": true,
        "license": LICENCE,
        "creator": { "@type": "Organization", "name": operator },
        "includedInDataCatalog": { "@type": "DataCatalog", "url": context.absolute("data/catalog.jsonld") },
        "distribution": [
            download("data/sites.csv", Format::Csv),
            download("data/audits.csv", Format::Csv),
            download("data/datapackage.json", Format::Json),
            download("api/v1/index.json", Format::Json),
        ],
    })
}
