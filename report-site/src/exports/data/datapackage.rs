//! The tables as a Data Package (<https://specs.frictionlessdata.io/data-package/>): one file leads to all of them.

use super::{DataFile, Format, findings};
use crate::pages::Context;
use serde_json::{Value, json};

pub static FILE: DataFile = DataFile {
    file: "datapackage.json",
    format: Format::Json,
    title: ["Liste des tables et de leurs schémas (Data Package)", "List of the tables and their schemas (Data Package)"],
    write,
};

/// Under which the data are given away: Licence Ouverte 2.0.
pub const LICENCE: &str = "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf";

fn write(context: &Context<'_>) -> Vec<u8> {
    let mut resources =
        vec![resource("sites", "sites.csv", "sites"), resource("audits", "audits.csv", "audits")];
    resources.extend((1..=findings::count(context)).map(|number| {
        resource(&format!("findings-{number:04}"), &findings::name(number), "findings")
    }));
    let package = json!({
        "name": "observatoire-accessibilite",
        "title": context.publication.settings.name,
        "homepage": context.absolute(""),
        "licenses": [{ "name": "etalab-2.0", "title": "Licence Ouverte 2.0", "path": LICENCE }],
        "resources": resources,
    });
    serde_json::to_vec_pretty(&package).expect("it holds only strings and lists")
}

fn resource(name: &str, path: &str, table: &str) -> Value {
    json!({
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": format!("{table}.schema.json"),
    })
}
