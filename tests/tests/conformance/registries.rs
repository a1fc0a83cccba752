//! Connectors on registries that run: an LDAP directory of Debian's `slapd`, and a platform that implements our
//! contract.

use std::time::Duration;

use crawler::fetch::Identity;
use crawler::members::{Body, Import, Means, Patience, ReadError, Reading, State, connector};
use serde_json::{Value, json};
use tests::registry_server::{Failure, Platform, RegistryServer};
use tests::slapd::{BASE, LIMITED, PASSWORD, READER, Slapd};

async fn read(kind: &str, keys: &str, state: &State) -> Result<Reading, ReadError> {
    let identity = Identity {
        token: "ObservatoireTest".to_owned(),
        version: "1".to_owned(),
        information: "https://observatoire.example/robot".parse().unwrap(),
    };
    let patience = Patience { tries: 3, pause: Duration::ZERO, longest: Duration::from_secs(1) };
    let means = Means::new("a-source", &identity, true, patience).unwrap();
    let registry = connector(kind).unwrap().configure(toml::from_str(keys).unwrap()).unwrap();
    registry.read(&means, state).await
}

fn said(reading: Result<Reading, ReadError>) -> Import {
    match reading.unwrap() {
        Reading::Said(import) => *import,
        Reading::Unchanged => panic!("nothing was said"),
    }
}

fn names(import: &Import) -> Vec<&str> {
    import.members.iter().map(|member| member.name.as_str()).collect()
}

/// LDIF of 120 town halls, more than the directory gives at once. Two of them have an invalid value.
fn town_halls() -> String {
    let mut ldif = format!("dn: ou=communes,{BASE}\nobjectClass: organizationalUnit\nou: communes\n\n");
    for number in 1..=120 {
        ldif += &format!(
            "dn: uid=c{number},ou=communes,{BASE}\nobjectClass: organization\nobjectClass: extensibleObject\n"
        );
        ldif += &format!("uid: c{number}\no: Ville-{number}-les-Élus\nou: Syndicat A\nou: Agence B\n");
        ldif += match number {
            7 => "labeledURI: néant\n",
            8 => "employeeNumber: 21010001200099\n",
            _ => "labeledURI: https://ville.example/ Site officiel de la commune\n",
        };
        ldif.push('\n');
    }
    // LDIF requires base64 for text that is not ASCII, but `slapadd` accepts plain UTF-8.
    ldif
}

fn ldap(slapd: &Slapd, account: &str, more: &str) -> String {
    format!(
        "url = '{}'\nbind_dn = '{account}'\npassword_file = {:?}\nbase = 'ou=communes,{BASE}'\n\
         filter = '(objectClass=organization)'\nca_file = {:?}\n{more}\n\
         attributes = {{ id = 'UID', name = 'o', urls = 'labeleduri', siret = 'employeeNumber', body = 'ou' }}\n",
        slapd.url(),
        slapd.password_file().display().to_string(),
        slapd.authority().display().to_string(),
    )
}

#[tokio::test]
async fn a_directory_is_read_to_its_end_over_starttls() {
    let slapd = Slapd::start(&town_halls()).unwrap();
    let import =
        said(read("ldap", &ldap(&slapd, READER, "starttls = true\npage_size = 50"), &State::default()).await);
    assert_eq!(import.members.len(), 120);
    let first = import.members.iter().find(|member| member.id == "c1").unwrap();
    assert_eq!(
        (first.name.as_str(), first.sites[0].url.as_str()),
        ("Ville-1-les-Élus", "https://ville.example/")
    );
    let mut bodies = first.bodies.clone();
    bodies.sort();
    assert_eq!(bodies, [Body::named("Agence B"), Body::named("Syndicat A")]);
    let wrong: Vec<&str> = import.errors.iter().map(|error| error.column.as_str()).collect();
    assert_eq!(wrong, ["labeleduri", "employeeNumber"]);

    // Each wrong configuration is refused with its reason, and the message does not contain the password.
    let wrong_certificate = ldap(&slapd, READER, "starttls = true").replace("ca_file", "# ca_file");
    for (keys, reason) in [
        (ldap(&slapd, READER, ""), "en clair"),
        (ldap(&slapd, "cn=personne,dc=registre,dc=example", "starttls = true"), "refusé"),
        (ldap(&slapd, LIMITED, "starttls = true\npage_size = 10"), "ne donne pas tout"),
        (ldap(&slapd, READER, "starttls = true\npage_size = 500"), "baisser page_size"),
        (
            ldap(&slapd, READER, "starttls = true\npage_size = 50").replace("ou=communes", "ou=nulle-part"),
            "base n’existe pas",
        ),
        (ldap(&slapd, READER, "starttls = true").replace("(objectClass=organization)", "(("), "filtre"),
        (wrong_certificate, "ertificate"),
        (ldap(&slapd, READER, "").replace("ldap://", "http://"), "ldap://"),
    ] {
        let error = read("ldap", &keys, &State::default()).await.expect_err(reason);
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(reason) && !shown.contains(PASSWORD), "{reason}: {shown}");
    }
    let in_clear = ldap(&slapd, READER, "password_in_clear = true\npage_size = 50");
    assert_eq!(said(read("ldap", &in_clear, &State::default()).await).members.len(), 120);

    let stopped = ldap(&slapd, READER, "starttls = true");
    drop(slapd);
    assert!(read("ldap", &stopped, &State::default()).await.is_err());
}

fn member(number: usize) -> Value {
    json!({
        "id": format!("m{number}"), "name": format!("Ville {number}"), "kind": "commune",
        "sites": [format!("https://ville-{number}.example/")],
        "memberships": [{"body": "b1", "relation": "member"}, {"body": "b2", "relation": "perimeter"}],
    })
}

async fn platform() -> (RegistryServer, tempfile::TempDir, String) {
    let mut platform = Platform::new(3, "s3cr3t");
    platform.bodies = vec![
        json!({"id": "b1", "name": "Syndicat A", "siret": "99900000100019",
            "memberships": [{"body": "b2", "relation": "member"}], "departements": ["60"]}),
        json!({"id": "b2", "name": "Fédération B"}),
    ];
    (1..=7).for_each(|number| platform.put(member(number)));
    let server = RegistryServer::start(platform).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("key"), "s3cr3t").unwrap();
    let key = folder.path().join("key").display().to_string();
    let keys = format!("url = '{}'\nauth = {{ token_file = {key:?} }}\n", server.url());
    (server, folder, keys)
}

#[tokio::test]
async fn a_platform_of_the_contract_is_read_whole_and_then_by_its_changes() {
    let (server, _folder, keys) = platform().await;
    let whole = said(read("contract", &keys, &State::default()).await);
    assert_eq!((whole.members.len(), whole.deleted.is_none()), (7, true));
    let body = Body { siret: Some("99900000100019".to_owned()), ..Body::named("Syndicat A") };
    assert_eq!(
        (&whole.members[0].bodies[..], &whole.members[0].perimeters[..]),
        (&[body.clone()][..], &[Body::named("Fédération B")][..])
    );
    let bodies = whole.bodies.as_ref().unwrap();
    assert_eq!((&bodies[0].body, &bodies[0].bodies[..]), (&body, &[Body::named("Fédération B")][..]));

    assert_eq!(read("contract", &keys, &whole.state).await.unwrap(), Reading::Unchanged);
    server.platform().put(json!({"id": "m2", "name": "Renommée", "memberships": []}));
    server.platform().delete("m3");
    let changes = said(read("contract", &keys, &whole.state).await);
    assert_eq!(names(&changes), ["Renommée"]);
    assert_eq!(changes.deleted, Some(vec!["m3".to_owned()]));

    // Everything is read again if the platform does not know the changes, or if a body was renamed.
    server.platform().failure = Some(Failure::Forgot);
    assert_eq!(said(read("contract", &keys, &changes.state).await).deleted, None);
    server.platform().failure = Some(Failure::Busy);
    server.platform().bodies[1]["name"] = "Fédération C".into();
    assert_eq!(said(read("contract", &keys, &changes.state).await).members.len(), 6);
}

#[tokio::test]
async fn a_platform_that_breaks_off_is_not_taken() {
    let (server, folder, keys) = platform().await;
    for (failure, reason) in
        [(Failure::SecondPage, "500"), (Failure::ForgetsPages, "7 enregistrements annoncés, 3 reçus")]
    {
        server.platform().failure = Some(failure);
        let error = read("contract", &keys, &State::default()).await.expect_err(reason).to_string();
        assert!(error.contains(reason), "{error}");
    }
    std::fs::write(folder.path().join("key"), "wr0ng").unwrap();
    let error = read("contract", &keys, &State::default()).await.expect_err("401").to_string();
    assert!(error.contains("401") && error.contains("clé") && !error.contains("wr0ng"), "{error}");
}

/// The contract's document describes every field that the connector reads.
#[test]
fn the_contract_is_written_down() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let document = std::fs::read_to_string(root.join("docs/registry.openapi.yaml")).unwrap();
    let connector = std::fs::read_to_string(root.join("crawler/src/members/connectors/contract.rs")).unwrap();
    for word in [
        "id",
        "name",
        "kind",
        "siren",
        "siret",
        "insee",
        "departement",
        "postal_code",
        "population",
        "contact",
        "sites",
        "memberships",
        "body",
        "relation",
        "perimeter",
        "departements",
        "deleted",
        "items",
        "next",
        "total",
        "until",
        "changed_since",
    ] {
        assert!(connector.contains(&format!("\"{word}\"")), "the connector does not read {word}");
        let written = [format!("{word}:"), format!("name: {word}"), format!("[{word}"), format!("{word}]")];
        assert!(written.iter().any(|written| document.contains(written)), "{word} is not in the document");
    }
}
