//! Each kind of registry against servers that answer as the real ones do, well and badly.

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

/// Reads a registry of this kind with these keys of its section.
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

#[tokio::test]
async fn a_packed_table_behind_a_redirect_is_sent_once() {
    let (portal, files) = (MockServer::start().await, MockServer::start().await);
    let moved = ResponseTemplate::new(302).insert_header("location", format!("{}/dpnt.json.gz", files.uri()));
    at(&portal, "/r", moved).await;
    let packed = ok().set_body_raw(packed(&table()), "application/gzip").insert_header("etag", "\"v1\"");
    Mock::given(path("/dpnt.json.gz"))
        .and(header("if-none-match", "\"v1\""))
        .respond_with(ResponseTemplate::new(304))
        .with_priority(1)
        .mount(&files)
        .await;
    at(&files, "/dpnt.json.gz", packed).await;

    let keys = format!("url = '{}/r'", portal.uri());
    let first = said(reading("dpnt", &keys).await);
    assert_eq!(names(&first), ["Ville-Une", "Ville-Deux"]);
    assert_eq!(reading_again("dpnt", &keys, &first.state).await.expect("read"), Reading::Unchanged);
}

/// Every way in which half a table can come: none of them is a table.
#[tokio::test]
async fn half_an_answer_is_none() {
    let gzip = packed(&table());
    let cases = [
        ("a truncated gzip", ok().set_body_bytes(&gzip[..gzip.len() / 2])),
        ("a damaged gzip", ok().set_body_bytes([&gzip[..20], &[0; 20], &gzip[40..]].concat())),
        ("a truncated list", ok().set_body_string(&table()[..table().len() - 10])),
        ("a page of the firewall", ok().set_body_string("<html>Checking your browser</html>")),
        ("nothing", ok()),
        ("an empty object", ok().set_body_string("{}")),
        ("an error", ResponseTemplate::new(500).set_body_string(table())),
        ("no right", ResponseTemplate::new(401)),
        ("not there", ResponseTemplate::new(404)),
    ];
    for (what, answer) in cases {
        let server = MockServer::start().await;
        at(&server, "/t", answer).await;
        let read = reading("dpnt", &format!("url = '{}/t'", server.uri())).await;
        assert!(read.is_err(), "{what} was taken for a table: {read:?}");
    }
}

#[tokio::test]
async fn a_server_that_asks_to_wait_is_asked_again_and_not_for_ever() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(429).insert_header("retry-after", "0");
    Mock::given(path("/t")).respond_with(busy).up_to_n_times(2).with_priority(1).mount(&server).await;
    at(&server, "/t", ok().set_body_string(table())).await;
    let keys = format!("url = '{}/t'", server.uri());
    assert_eq!(said(reading("dpnt", &keys).await).members.len(), 2);

    let closed = MockServer::start().await;
    at(&closed, "/t", ResponseTemplate::new(429).insert_header("retry-after", "3600")).await;
    let error =
        reading("dpnt", &format!("url = '{}/t'", closed.uri())).await.expect_err("an hour is too long");
    assert!(error.to_string().contains("429"), "{error}");
    assert_eq!(closed.received_requests().await.expect("recorded").len(), 1);
}

#[tokio::test]
async fn a_table_in_the_wrong_encoding_keeps_its_accents() {
    let latin: Vec<u8> =
        b"[{\"type\":\"commune\",\"siret\":\"21010001200017\",\"libelle\":\"\xc9vry-le-Ch\xe2teau\"}]"
            .to_vec();
    let twice = r#"[{"type":"commune","siret":"21010001200017","libelle":"ChÃ¢teau","site_internet":NaN,"code_insee":None}]"#;
    let marked = format!("\u{feff}{}", table());
    for (bytes, name) in [
        (latin, "Évry-le-Château"),
        (twice.as_bytes().to_vec(), "Château"),
        (marked.into_bytes(), "Ville-Une"),
    ] {
        let server = MockServer::start().await;
        at(&server, "/t", ok().set_body_raw(bytes, "application/json; charset=utf-8")).await;
        let import = said(reading("dpnt", &format!("url = '{}/t'", server.uri())).await);
        assert_eq!(import.members[0].name, name);
    }
}

#[tokio::test]
async fn values_that_mean_nothing_and_rows_that_come_twice_cost_only_themselves() {
    let csv = format!(
        "type;siret;siren;libelle;code_insee;departement_code_insee;site_internet;adresse_messagerie\n\
         commune;{0};nan;Ville-Une;01001;01;None;nan\n\
         commune;{0};;Ville-Une;01001;01;https://ville.example;\n\
         commune;;;Sans numéro;;01;https://x.example;\n\
         commune;{1};;Ville-Deux;01001;01;https://deux.example;\n",
        SIRETS[0], SIRETS[1]
    );
    let server = MockServer::start().await;
    at(&server, "/t", ok().set_body_bytes(packed(&csv))).await;
    let import = said(reading("dpnt", &format!("url = '{}/t'", server.uri())).await);
    assert_eq!(names(&import), ["Ville-Une", "Ville-Deux"], "two communes may share an INSEE code");
    assert!(import.members[0].sites.is_empty() && import.members[0].malformed.is_empty());
    assert_eq!(import.errors.len(), 2, "{:?}", import.errors);
}

/// The operators' table as La Suite territoriale writes it, a SIRET of eleven digits among its rows.
#[tokio::test]
async fn two_tables_make_one_membership_and_both_must_be_old_to_be_unchanged() {
    let server = MockServer::start().await;
    let operators = r#"[{"id":"op-1","nom":"Syndicat Un","siret":"99900000100019","departements":["60"]},
        {"id":"op-2","nom":"Agence Deux","siret":"99900000200","departements":["81"]}]"#;
    at(&server, "/operators", ok().set_body_string(operators).insert_header("etag", "\"o\"")).await;
    let adherents = format!("organisation_siret;operateur_id\n{};op-1\n{};op-2\n", SIRETS[0], SIRETS[1]);
    at(&server, "/adherents", ok().set_body_bytes(packed(&adherents)).insert_header("etag", "\"a\"")).await;
    let keys = format!("operators_url = '{0}/operators'\nadherents_url = '{0}/adherents'\n", server.uri());
    let import = said(reading("operators", &keys).await);
    assert_eq!(import.members[0].bodies[0].siret.as_deref(), Some("99900000100019"));
    assert_eq!(import.bodies.as_ref().map(Vec::len), Some(2));
    assert_eq!(import.errors.len(), 1, "a number of eleven digits is told: {:?}", import.errors);

    let old = ResponseTemplate::new(304);
    Mock::given(path("/operators"))
        .and(header("if-none-match", "\"o\""))
        .respond_with(old.clone())
        .with_priority(1)
        .mount(&server)
        .await;
    let one_new = said(reading_again("operators", &keys, &import.state).await);
    assert_eq!(one_new.members, import.members);
    Mock::given(path("/adherents"))
        .and(header("if-none-match", "\"a\""))
        .respond_with(old)
        .with_priority(1)
        .mount(&server)
        .await;
    assert_eq!(reading_again("operators", &keys, &import.state).await.expect("read"), Reading::Unchanged);
}

fn key_file() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("key"), "s3cr3t\n").expect("a file");
    let file = folder.path().join("key").display().to_string();
    (folder, format!("auth = {{ token_file = {file:?} }}\n"))
}

async fn deploycenter(second_page: ResponseTemplate) -> Result<Reading, ReadError> {
    let server = MockServer::start().await;
    let here = "/api/v1.0/operators/op-1/organizations/";
    let organisation = |siret: &str, name: &str| {
        json!({"id": format!("uuid-{siret}"), "name": name, "type": "commune", "siret": siret,
            "site_internet": "https://ville.example", "service_subscriptions": []})
    };
    let next = format!("{}{here}?page=2", server.uri());
    let first = json!({"count": 2, "next": next, "results": [organisation(SIRETS[0], "Ville-Une")]});
    let may = || header("authorization", "Bearer s3cr3t");
    Mock::given(path(here))
        .and(query_param("page", "2"))
        .and(may())
        .respond_with(second_page)
        .with_priority(1)
        .mount(&server)
        .await;
    Mock::given(path(here))
        .and(may())
        .respond_with(ok().set_body_json(first))
        .with_priority(2)
        .mount(&server)
        .await;
    at(&server, here, ResponseTemplate::new(401)).await;
    let (_folder, auth) = key_file();
    reading(
        "deploycenter",
        &format!("url = '{}'\noperator = 'op-1'\nbody = 'Syndicat Un'\n{auth}", server.uri()),
    )
    .await
}

#[tokio::test]
async fn an_operator_reads_its_organisations_page_by_page() {
    let last = json!({"count": 2, "next": null, "results": [
        {"id": "uuid-2", "name": "Ville-Deux", "type": "commune", "siret": SIRETS[1], "site_internet": null}]});
    let import = said(deploycenter(ok().set_body_json(last)).await);
    assert_eq!(names(&import), ["Ville-Une", "Ville-Deux"]);
    assert_eq!(import.members[0].bodies, [Body::named("Syndicat Un")]);
}

#[tokio::test]
async fn a_page_that_fails_in_the_middle_costs_the_whole_reading() {
    let empty = json!({"count": 2, "next": null, "results": []});
    let elsewhere = json!({"count": 2, "next": "https://thief.example/", "results": []});
    for (answer, said) in [
        (ResponseTemplate::new(500), "500"),
        (ok().set_body_json(empty), "2 enregistrements annoncés, 1 reçus"),
        (ok().set_body_json(elsewhere), "mène ailleurs"),
        (ok().set_body_string("{\"count\": 2, \"results\": [{\"id\""), "JSON"),
    ] {
        let error = deploycenter(answer).await.expect_err(said).to_string();
        assert!(error.contains(said) && !error.contains("s3cr3t"), "{error}");
    }
}

#[tokio::test]
async fn the_directory_is_read_by_its_export_and_by_its_records() {
    let fiche = |id: usize| {
        json!({"id": format!("f{id:04}"), "nom": format!("Mairie - Ville {id}"), "siret": null, "siren": null,
            "pivot": format!("[{{\"type_service_local\":\"mairie\",\"code_insee_commune\":[\"01{id:03}\"]}}]"),
            "site_internet": "[{\"libelle\":\"\",\"valeur\":\"https://ville.example/\"}]"})
    };
    let all: Vec<Value> = (0..150).map(fiche).collect();
    let server = MockServer::start().await;
    at(&server, "/d/exports/json", ok().set_body_json(&all)).await;
    let listed = all.clone();
    let page = move |request: &Request| {
        let value = |name: &str| {
            let found = request.url.query_pairs().find(|(key, _)| key == name);
            found.and_then(|(_, value)| value.parse::<usize>().ok()).expect("a number")
        };
        let (offset, limit) = (value("offset"), value("limit"));
        let results: Vec<&Value> = listed.iter().skip(offset).take(limit).collect();
        ok().set_body_json(json!({"total_count": listed.len(), "results": results}))
    };
    Mock::given(path("/d/records")).respond_with(page).mount(&server).await;
    let keys = format!("url = '{}/d/'\n", server.uri());
    let export = said(reading("dila", &keys).await);
    let records = said(reading("dila", &format!("{keys}from = 'records'")).await);
    assert_eq!(export.members.len(), 150);
    assert_eq!(export.members, records.members);

    let too_many = MockServer::start().await;
    at(&too_many, "/d/records", ok().set_body_json(json!({"total_count": 35_000, "results": [fiche(1)]})))
        .await;
    let error = reading("dila", &format!("url = '{}/d/'\nfrom = 'records'", too_many.uri())).await;
    assert!(error.expect_err("too many").to_string().contains("export"));
}

const FIELDS: &str = "fields = { id = 'ref', name = 'identity.label', siret = 'siret', urls = 'web.address', body = 'groups.name' }\n";

fn platform_records(range: std::ops::Range<usize>) -> Vec<Value> {
    range
        .map(|n| {
            json!({"ref": n, "identity": {"label": format!("Ville {n}")}, "web": [{"address": format!("v{n}.example")}],
            "groups": [{"name": "Syndicat A"}, {"name": "Agence B"}]})
        })
        .collect()
}

#[tokio::test]
async fn any_json_is_read_whatever_its_pages_look_like() {
    let server = MockServer::start().await;
    let uri = server.uri();
    let number = |request: &Request, name: &str| {
        let found = request.url.query_pairs().find(|(key, _)| key == name);
        found.and_then(|(_, value)| value.parse::<usize>().ok())
    };
    let part = |from: usize| platform_records(from.min(5)..(from + 2).min(5));
    at(&server, "/none", ok().set_body_json(platform_records(0..5))).await;
    Mock::given(path("/page"))
        .respond_with(move |request: &Request| {
            let page = number(request, "p").expect("a page");
            ok().set_body_json(json!({"data": {"items": part((page - 1) * 2)}}))
        })
        .mount(&server)
        .await;
    Mock::given(path("/offset"))
        .respond_with(move |request: &Request| {
            ok().set_body_json(json!({"items": part(number(request, "skip").expect("an offset"))}))
        })
        .mount(&server)
        .await;
    let base = uri.clone();
    Mock::given(path("/link"))
        .respond_with(move |request: &Request| {
            let from = number(request, "from").unwrap_or_default();
            let answer = ok().set_body_json(part(from));
            match from < 4 {
                true => answer
                    .insert_header("link", format!("<{base}/link?from={}>; rel=\"next\"", from + 2).as_str()),
                false => answer,
            }
        })
        .mount(&server)
        .await;
    Mock::given(path("/cursor"))
        .respond_with(move |request: &Request| {
            let from = number(request, "after").unwrap_or_default();
            let next = (from < 4).then(|| (from + 2).to_string());
            ok().set_body_json(json!({"items": part(from), "meta": {"next": next}, "total": 5}))
        })
        .mount(&server)
        .await;
    for (at, more) in [
        ("none", ""),
        ("page", "records = 'data.items'\npaging = { page = { parameter = 'p' } }"),
        ("offset", "records = 'items'\npaging = { offset = { parameter = 'skip' } }"),
        ("link", "paging = 'link'"),
        (
            "cursor",
            "records = 'items'\ntotal = 'total'\npaging = { cursor = { path = 'meta.next', parameter = 'after' } }",
        ),
    ] {
        let import = said(reading("json", &format!("url = '{uri}/{at}'\n{more}\n{FIELDS}")).await);
        assert_eq!(names(&import), ["Ville 0", "Ville 1", "Ville 2", "Ville 3", "Ville 4"], "{at}");
        assert_eq!(import.members[0].bodies, [Body::named("Syndicat A"), Body::named("Agence B")]);
    }
}

#[tokio::test]
async fn pages_in_a_circle_and_a_total_that_is_not_reached_are_no_list() {
    let server = MockServer::start().await;
    at(&server, "/circle", ok().set_body_json(json!({"items": platform_records(0..2), "next": "/circle"})))
        .await;
    at(&server, "/short", ok().set_body_json(json!({"items": platform_records(0..2), "total": 1_200}))).await;
    at(&server, "/same", ok().set_body_json(json!({"items": platform_records(0..2)}))).await;
    let of = async |at: &str, more: &str| {
        let keys = format!("url = '{}/{at}'\nrecords = 'items'\n{more}\n{FIELDS}", server.uri());
        reading("json", &keys).await.expect_err(at).to_string()
    };
    assert!(of("circle", "paging = { next = 'next' }").await.contains("en rond"));
    assert!(of("same", "paging = { page = { parameter = 'p' } }").await.contains("même page"));
    assert!(of("short", "total = 'total'").await.contains("1200"));
}

#[tokio::test]
async fn a_registry_on_a_private_network_must_be_asked_for() {
    let server = MockServer::start().await;
    at(&server, "/list", ok().set_body_string("https://a.example\n")).await;
    let keys = format!("url = '{}/list'", server.uri());
    assert_eq!(said(reading("url-list", &keys).await).members.len(), 1);

    let registry =
        connector("url-list").expect("a connector").configure(toml::from_str(&keys).expect("keys"));
    let identity = Identity {
        token: "T".to_owned(),
        version: "1".to_owned(),
        information: "https://observatoire.example/".parse().expect("a URL"),
    };
    let closed = Means::new("a-source", &identity, false, Patience::default()).expect("means");
    let error = registry.expect("configured").read(&closed, &State::default()).await.expect_err("refused");
    assert!(error.to_string().contains("address of this machine"), "{error}");
}

#[tokio::test]
async fn a_key_does_not_follow_a_redirect_elsewhere() {
    let (ours, theirs) = (MockServer::start().await, MockServer::start().await);
    at(&ours, "/list", ResponseTemplate::new(302).insert_header("location", format!("{}/x", theirs.uri())))
        .await;
    at(&theirs, "/x", ok().set_body_string("a.example")).await;
    let (_folder, auth) = key_file();
    said(reading("url-list", &format!("url = '{}/list'\n{auth}", ours.uri())).await);
    let seen =
        |requests: Option<Vec<Request>>| requests.expect("recorded")[0].headers.contains_key("authorization");
    assert_eq!((seen(ours.received_requests().await), seen(theirs.received_requests().await)), (true, false));
}
