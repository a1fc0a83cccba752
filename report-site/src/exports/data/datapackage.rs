//! The tables as a Data Package (<https://specs.frictionlessdata.io/data-package/>): one file leads to all of them.

use super::{Content, DataFile, FOLDER, Format, Holds, findings};
use crate::{engine::SitePath, language::Say, pages::Context};
use serde_json::{Value, json};

pub static FILE: DataFile = DataFile {
    file: "datapackage.json",
    format: Format::Json,
    holds: Holds::Sentences,
    title: [
        "Liste des tables et de leurs schémas (Data Package)",
        "List of the tables and their schemas (Data Package)",
    ],
    content: Content::Whole(write),
};

/// Licence of the data: Licence Ouverte 2.0.
pub const LICENCE: &str =
    "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf";

fn write(context: &Context<'_>) -> Vec<u8> {
    let language = context.language;
    let mut resources = vec![
        resource(
            "sites",
            &of_all(context, "sites.csv"),
            "sites",
            language.t("Sites suivis", "Sites followed"),
        ),
        resource("audits", &of_all(context, "audits.csv"), "audits", language.t("Audits", "Audits")),
        resource(
            "documents",
            &of_all(context, "documents.csv"),
            "documents",
            language.t("Documents ouverts", "Documents opened"),
        ),
    ];
    resources.extend((1..=findings::count(context)).map(|number| {
        let title = format!("{} ({number})", language.t("Constats", "Findings"));
        resource(&format!("findings-{number:04}"), &findings::name(number), "findings", &title)
    }));
    let package = json!({
        "name": "observatoire-accessibilite",
        "title": context.publication.settings.name,
        "homepage": context.absolute_place(&SitePath::root()),
        "licenses": [{ "name": "etalab-2.0", "title": "Licence Ouverte 2.0", "path": LICENCE }],
        "resources": resources,
    });
    serde_json::to_vec_pretty(&package).expect("it holds only strings and lists")
}

/// Address of a table that exists once for all editions. It is absolute, because a path of a package may not lead out
/// of its folder.
fn of_all(context: &Context<'_>, file: &str) -> String {
    if context.is_main() { file.to_owned() } else { context.absolute(&format!("{FOLDER}/{file}")) }
}

fn resource(name: &str, path: &str, table: &str, title: &str) -> Value {
    json!({
        "name": name,
        "title": title,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": format!("{table}.schema.json"),
    })
}
