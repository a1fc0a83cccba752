//! Each kind of registry against servers that answer as the real ones do, well and badly.

mod platforms;
mod tables;

use super::CONNECTORS;
use crate::{
    fetch::Identity,
    members::{Body, Import, Means, Patience, ReadError, Reading, State, connector},
};
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use std::{io::Write, time::Duration};
use wiremock::{
    Mock, MockServer, Request, ResponseTemplate,
    matchers::{header, method, path, query_param},
};

const SIRETS: [&str; 3] = ["21010001200017", "21010002000010", "21010004600015"];

fn means() -> Means {
    let identity = Identity {
        token: "ObservatoireTest".to_owned(),
        version: "1".to_owned(),
        information: "https://observatoire.example/robot".parse().expect("a URL"),
    };
    let patience = Patience { tries: 3, pause: Duration::ZERO, longest: Duration::from_secs(1) };
    Means::new("a-source", &identity, true, patience).expect("means")
}

/// Reads a registry of this kind with these settings.
pub(crate) async fn reading(kind: &str, keys: &str) -> Result<Reading, ReadError> {
    reading_again(kind, keys, &State::default()).await
}

async fn reading_again(kind: &str, keys: &str, state: &State) -> Result<Reading, ReadError> {
    let keys = toml::from_str(keys).expect("a section");
    let registry = connector(kind).expect("a connector").configure(keys).expect("configured");
    registry.read(&means(), state).await
}

pub(crate) fn said(reading: Result<Reading, ReadError>) -> Import {
    match reading.expect("a reading") {
        Reading::Said(import) => *import,
        Reading::Unchanged => panic!("nothing was said"),
    }
}

fn names(import: &Import) -> Vec<&str> {
    import.members.iter().map(|member| member.name.as_str()).collect()
}

async fn at(server: &MockServer, where_: &str, answer: ResponseTemplate) {
    Mock::given(method("GET")).and(path(where_)).respond_with(answer).mount(server).await;
}

fn ok() -> ResponseTemplate {
    ResponseTemplate::new(200)
}

fn packed(text: &str) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(text.as_bytes()).expect("packed");
    gzip.finish().expect("packed")
}

fn commune(siret: &str, name: &str) -> Value {
    json!({
        "type": "commune", "siret": siret, "siren": &siret[..9], "libelle": name,
        "code_insee": "01001", "departement_code_insee": "01",
        "site_internet": format!("https://{siret}.example"), "adresse_messagerie": null, "population": 859,
    })
}

fn table() -> String {
    Value::from(vec![commune(SIRETS[0], "Ville-Une"), commune(SIRETS[1], "Ville-Deux")]).to_string()
}

#[test]
fn every_file_of_the_folder_is_in_the_list() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/members/connectors");
    let files = std::fs::read_dir(folder).expect("the folder");
    let names = files.map(|file| file.expect("an entry").file_name().into_string().expect("a name"));
    let mut files: Vec<String> = names
        .filter_map(|name| Some(name.strip_suffix(".rs")?.replace('_', "-")))
        .filter(|name| !matches!(name.as_str(), "mod" | "tests"))
        .collect();
    files.sort();
    let listed: Vec<&str> = CONNECTORS.iter().map(|connector| connector.name()).collect();
    assert_eq!(files, listed);
}
