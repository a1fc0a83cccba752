//! Tables that are read at once: compressed, redirected, in the wrong encoding, with meaningless rows.

use super::*;

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

/// Incomplete tables of every kind are refused.
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
