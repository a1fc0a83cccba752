//! The data sets as DCAT 2, in JSON-LD, for portals of open data. <https://www.w3.org/TR/vocab-dcat-2/>

use super::{DataFile, Format, datapackage::LICENCE, findings};
use crate::pages::Context;
use serde_json::{Value, json};

pub static FILE: DataFile = DataFile {
    file: "catalog.jsonld",
    format: Format::JsonLd,
    title: ["Catalogue des jeux de données (DCAT, JSON-LD)", "Catalogue of the data sets (DCAT, JSON-LD)"],
    write,
};

/// A table or a kind of document, with its files.
struct DataSet {
    id: &'static str,
    title: &'static str,
    description: &'static str,
    /// Below the root, with media types.
    files: Vec<(String, Format)>,
    schema: &'static str,
}

fn write(context: &Context<'_>) -> Vec<u8> {
    let sets = sets(context);
    let catalog = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
        },
        "@id": context.absolute("data/catalog.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": text(&context.publication.settings.name),
        "dct:description": text("Audits automatiques de l’accessibilité de sites publics selon le RGAA : ce qui est prouvé, et ce qu’une personne doit vérifier."),
        "dct:language": { "@id": "http://publications.europa.eu/resource/authority/language/FRA" },
        "dct:license": { "@id": LICENCE },
        "dct:publisher": publisher(context),
        "foaf:homepage": { "@id": context.absolute("") },
        "dcat:dataset": sets.iter().map(|set| data_set(context, set)).collect::<Vec<_>>(),
    });
    serde_json::to_vec_pretty(&catalog).expect("it holds only strings and lists")
}

const KEYWORDS: [&str; 3] = ["accessibilité", "RGAA", "secteur public"];

fn text(value: &str) -> Value {
    json!({ "@value": value, "@language": "fr" })
}

fn publisher(context: &Context<'_>) -> Value {
    let settings = &context.publication.settings;
    let name = if settings.operator.name.is_empty() { &settings.name } else { &settings.operator.name };
    json!({ "@type": "foaf:Agent", "foaf:name": text(name) })
}

fn sets(context: &Context<'_>) -> Vec<DataSet> {
    let parts = 1..=findings::count(context);
    vec![
        DataSet {
            id: "sites",
            title: "Sites suivis",
            description: "Un site par ligne, avec les chiffres de son dernier audit.",
            files: vec![("data/sites.csv".into(), Format::Csv)],
            schema: "sites.schema.json",
        },
        DataSet {
            id: "audits",
            title: "Audits",
            description: "Un audit par ligne, avec son adresse permanente.",
            files: vec![("data/audits.csv".into(), Format::Csv), ("feed.atom".into(), Format::Atom)],
            schema: "audits.schema.json",
        },
        DataSet {
            id: "findings",
            title: "Constats",
            description: "Un constat par ligne : défauts prouvés et points à vérifier.",
            files: parts.map(|number| (format!("data/{}", findings::name(number)), Format::Csv)).collect(),
            schema: "findings.schema.json",
        },
        DataSet {
            id: "api",
            title: "API statique",
            description: "Les mêmes données par site, membre, organisme et département.",
            files: vec![("api/v1/index.json".into(), Format::Json)],
            schema: "api-1.schema.json",
        },
    ]
}

fn data_set(context: &Context<'_>, set: &DataSet) -> Value {
    let distribution = |(path, format): &(String, Format)| {
        json!({
            "@type": "dcat:Distribution",
            "@id": context.absolute(path),
            "dct:title": text(path),
            "dcat:accessURL": { "@id": context.absolute(path) },
            "dcat:downloadURL": { "@id": context.absolute(path) },
            "dcat:mediaType": {
                "@id": format!("https://www.iana.org/assignments/media-types/{}", format.media_type())
            },
            "dct:conformsTo": { "@id": context.absolute(&format!("data/{}", set.schema)) },
            "dct:license": { "@id": LICENCE },
        })
    };
    json!({
        "@type": "dcat:Dataset",
        "@id": format!("{}#{}", context.absolute("data/catalog.jsonld"), set.id),
        "dct:identifier": set.id,
        "dct:title": text(set.title),
        "dct:description": text(set.description),
        "dct:publisher": publisher(context),
        "dct:license": { "@id": LICENCE },
        "dcat:keyword": KEYWORDS.map(text),
        "dcat:distribution": set.files.iter().map(distribution).collect::<Vec<_>>(),
    })
}
