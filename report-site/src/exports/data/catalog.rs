//! The data sets as DCAT 2, in JSON-LD, for portals of open data. <https://www.w3.org/TR/vocab-dcat-2/>

use super::{Content, DataFile, Format, Holds, datapackage::LICENCE, findings, folder};
use crate::{
    language::Say,
    pages::{Context, edition},
};
use rules::messages::Language;
use serde_json::{Value, json};

pub static FILE: DataFile = DataFile {
    file: "catalog.jsonld",
    format: Format::JsonLd,
    holds: Holds::Data,
    title: ["Catalogue des jeux de données (DCAT, JSON-LD)", "Catalogue of the data sets (DCAT, JSON-LD)"],
    content: Content::Whole(write),
};

/// A table or a kind of document, with its files.
struct DataSet {
    id: &'static str,
    /// Title in French and English.
    title: [&'static str; 2],
    description: [&'static str; 2],
    /// Files by path from the root, with their media types.
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
        "dct:title": text(&context.publication.settings.name, context.language),
        "dct:description": told(context, ABOUT),
        "dct:language": context.publication.settings.languages.iter().map(authority).collect::<Vec<_>>(),
        "dct:license": { "@id": LICENCE },
        "dct:publisher": publisher(context),
        "foaf:homepage": { "@id": context.absolute("") },
        "dcat:dataset": sets.iter().map(|set| data_set(context, set)).collect::<Vec<_>>(),
    });
    serde_json::to_vec_pretty(&catalog).expect("it holds only strings and lists")
}

const ABOUT: [&str; 2] = [
    "Audits automatiques de l’accessibilité de sites publics selon le RGAA : ce qui est prouvé, et ce qu’une personne doit vérifier.",
    "Automatic audits of the accessibility of public sites by the RGAA: what is proven, and what a person has to verify.",
];

const KEYWORDS: [[&str; 2]; 3] =
    [["accessibilité", "accessibility"], ["RGAA", "RGAA"], ["secteur public", "public sector"]];

fn text(value: &str, language: Language) -> Value {
    json!({ "@value": value, "@language": language.code() })
}

/// A text in each published language, because there is one catalogue for all.
fn told(context: &Context<'_>, [french, english]: [&str; 2]) -> Vec<Value> {
    let languages = context.publication.settings.languages.iter();
    languages.map(|language| text(language.t(french, english), *language)).collect()
}

/// A language as the European authority names it.
fn authority(language: &Language) -> Value {
    let code = language.t("FRA", "ENG");
    json!({ "@id": format!("http://publications.europa.eu/resource/authority/language/{code}") })
}

fn publisher(context: &Context<'_>) -> Value {
    let settings = &context.publication.settings;
    let name = if settings.operator.name.is_empty() { &settings.name } else { &settings.operator.name };
    json!({ "@type": "foaf:Agent", "foaf:name": text(name, context.language) })
}

fn sets(context: &Context<'_>) -> Vec<DataSet> {
    let parts = 1..=findings::count(context);
    let languages = &context.publication.settings.languages;
    let in_each_language = |number| {
        let file = folder().file(&findings::name(number));
        languages.iter().map(move |language| (edition(languages, *language).file(&file), Format::Csv))
    };
    vec![
        DataSet {
            id: "sites",
            title: ["Sites suivis", "Sites followed"],
            description: [
                "Un site par ligne, avec les chiffres de son dernier audit.",
                "One site a line, with the figures of its latest audit.",
            ],
            files: vec![("data/sites.csv".into(), Format::Csv)],
            schema: "sites.schema.json",
        },
        DataSet {
            id: "audits",
            title: ["Audits", "Audits"],
            description: [
                "Un audit par ligne, avec son adresse permanente.",
                "One audit a line, with its permanent address.",
            ],
            files: vec![("data/audits.csv".into(), Format::Csv), ("feed.atom".into(), Format::Atom)],
            schema: "audits.schema.json",
        },
        DataSet {
            id: "findings",
            title: ["Constats", "Findings"],
            description: [
                "Un constat par ligne : défauts prouvés et points à vérifier.",
                "One finding a line: proven defects and points to verify.",
            ],
            files: parts.flat_map(in_each_language).collect(),
            schema: "findings.schema.json",
        },
        DataSet {
            id: "documents",
            title: ["Documents", "Documents"],
            description: [
                "Documents ouverts, par organisme, par département et par logiciel.",
                "Documents opened, by body, by département and by software.",
            ],
            files: vec![("data/documents.csv".into(), Format::Csv)],
            schema: "documents.schema.json",
        },
        DataSet {
            id: "api",
            title: ["API statique", "Static API"],
            description: [
                "Les mêmes données par site, membre, organisme et département.",
                "The same data by site, member, body and département.",
            ],
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
            "dct:title": path,
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
        "dct:title": told(context, set.title),
        "dct:description": told(context, set.description),
        "dct:publisher": publisher(context),
        "dct:license": { "@id": LICENCE },
        "dcat:keyword": KEYWORDS.map(|word| told(context, word)).concat(),
        "dcat:distribution": set.files.iter().map(distribution).collect::<Vec<_>>(),
    })
}
