//! Platforms that are asked page by page, most of them with a key.

use super::*;

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
            if from < 4 {
                answer
                    .insert_header("link", format!("<{base}/link?from={}>; rel=\"next\"", from + 2).as_str())
            } else {
                answer
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
