use super::*;
use crate::members::{
    Body, LineError, Lost, Member, Site,
    connectors::tests::{reading, said},
    record::LONGEST_QUOTE,
};
use proptest::prelude::*;
use std::collections::HashSet;

fn read(text: &str) -> Import {
    parse("members.csv", text.as_bytes()).expect("a header")
}

fn ids(import: &Import) -> Vec<&str> {
    import.members.iter().map(|member| member.id.as_str()).collect()
}

fn told(import: &Import) -> Vec<(u64, &str, &str, Reason, Lost)> {
    let parts = |error: &'_ LineError| (error.line, error.reason, error.lost);
    let errors = import.errors.iter().map(|error| {
        let (line, reason, lost) = parts(error);
        (line, error.column.as_str(), error.value.as_str(), reason, lost)
    });
    errors.collect()
}

#[test]
fn a_whole_member() {
    let import = read(
        "id;name;kind;siren;siret;insee;departement;body;urls;contact\n\
         m1;Ville d’Exemple;Commune;732 829 320;73282932000074;01004;01;Syndicat A|Agence B;exemple.example www.b.example;mairie@exemple.example\n",
    );
    assert_eq!(import.errors, []);
    let expected = Member {
        id: "m1".into(),
        name: "Ville d’Exemple".into(),
        kind: Some("commune".into()),
        siren: Some("732829320".into()),
        siret: Some("73282932000074".into()),
        insee: Some("01004".into()),
        departement: Some("01".into()),
        bodies: vec![Body::named("Syndicat A"), Body::named("Agence B")],
        sites: ["https://exemple.example/", "https://www.b.example/"]
            .map(|url| Site::from(&url.parse::<Url>().expect("a URL")))
            .into(),
        contact: Some("mairie@exemple.example".into()),
        ..Member::default()
    };
    assert_eq!(import.members, [expected]);
}

#[test]
fn french_headers_commas_quotes_and_a_mark_at_the_start() {
    let import = read(
        "\u{feff}Identifiant,NOM,Type,Organisme,Site Internet\nm1,\"Ville, la \"\"belle\"\"\",commune,A,a.example\n",
    );
    assert_eq!(import.members[0].name, "Ville, la \"belle\"");
    assert_eq!(import.members[0].bodies, [Body::named("A")]);
    assert_eq!(import.members[0].sites.len(), 1);
}

#[test]
fn files_of_old_spreadsheets() {
    let import =
        parse("m.csv", b"sep=;\r\nidentifiant;nom;d\xe9partement;url\r\nm1;\xc9vry;2a;a.example\r\n");
    let import = import.expect("a header");
    assert_eq!(
        (import.members[0].name.as_str(), import.members[0].departement.as_deref()),
        ("Évry", Some("2A"))
    );
}

#[test]
fn a_bad_line_loses_no_other() {
    let import = read(
        "id;nom;urls\n\
         m1;Un;a.example\n\
         ;Sans identifiant;b.example\n\
         m3;;c.example\n\
         m4;Quatre;d.example;de trop\n\
         m1;Encore un;e.example\n\
         m6;\"Guillemet;f.example\n\
         m7;Sept;g.example\n",
    );
    assert_eq!(ids(&import), ["m1", "m7"]);
    assert_eq!(
        told(&import),
        [
            (3, "id", "", Reason::Missing, Lost::Line),
            (4, "nom", "", Reason::Missing, Lost::Line),
            (5, "", "m4;Quatre;d.example;de trop", Reason::TooManyColumns, Lost::Line),
            (6, "id", "m1", Reason::DuplicateId, Lost::Line),
            (7, "", "m6;\"Guillemet;f.example", Reason::OpenQuote, Lost::Line),
        ]
    );
}

#[test]
fn a_bad_value_loses_neither_its_member_nor_the_other_values() {
    let import = read(
        "id;nom;siren;siret;insee;departement;urls\n\
         m1;Un;732829321;123;1004;1;a.example néant b.example\n\
         m2;Deux;732829320;35600000000048;;;\n",
    );
    assert_eq!(ids(&import), ["m1", "m2"]);
    assert_eq!(import.members[0].sites.len(), 2);
    assert_eq!(import.members[0].siren, None);
    let reasons: Vec<_> = import.errors.iter().map(|error| (error.line, error.reason)).collect();
    assert_eq!(
        reasons,
        [
            (2, Reason::SirenKey),
            (2, Reason::SiretShape),
            (2, Reason::Insee),
            (2, Reason::Departement),
            (2, Reason::Url),
            (3, Reason::SiretOfAnother),
        ]
    );
    assert!(import.errors.iter().all(|error| error.lost == Lost::Value));
}

#[test]
fn a_siret_gives_the_siren() {
    let import = read("id;nom;siret;url\nm1;Un;73282932000074;\n");
    assert_eq!(import.members[0].siren.as_deref(), Some("732829320"));
}

#[test]
fn short_lines_and_empty_lines_are_normal() {
    let import = read("id;nom;urls;contact\n\nm1;Un\n;;;\n  \nm2;Deux;a.example");
    assert_eq!((ids(&import), import.errors.len()), (vec!["m1", "m2"], 0));
}

#[test]
fn lines_count_through_cells_of_several_lines() {
    let import = read("id;nom;urls\nm1;Un;\"a.example\nb.example\"\n;x;y.example\n");
    assert_eq!(import.members[0].sites.len(), 2);
    assert_eq!(import.errors[0].line, 4);
}

#[test]
fn lines_and_values_have_a_longest() {
    let long = "x".repeat(LONGEST_VALUE + 1);
    let longer = "x".repeat(LONGEST_RECORD + 1);
    let import =
        read(&format!("id;nom;urls;contact\nm1;{long};;\nm2;Deux;;{long}\nm3;{longer};;\nm4;Quatre;;\n"));
    assert_eq!(ids(&import), ["m2", "m4"]);
    assert!(import.errors.iter().all(|error| error.reason == Reason::TooLong));
    assert!(import.errors.iter().all(|error| error.value.chars().count() <= LONGEST_QUOTE));
}

#[test]
fn a_file_without_the_columns_it_needs_says_so() {
    let error = |text: &str| parse("m.csv", text.as_bytes()).expect_err("no header").to_string();
    assert!(error("").contains("vide"));
    assert!(error("\n \n").contains("vide"));
    assert_eq!(
        error("id;libelle;adresse\n"),
        "m.csv, ligne 1 : l’en-tête n’a pas de colonne « urls » ; colonnes lues : id, libelle, adresse"
    );
    assert!(error("id;nom;url;site\n").contains("deux fois"));
}

#[test]
fn errors_read_as_sentences() {
    let import = read("id;nom;siren;urls\nm1;Un;12;\n");
    assert_eq!(
        import.errors[0].to_string(),
        "members.csv, ligne 2, colonne « siren », valeur « 12 » : un SIREN compte 9 chiffres (valeur non importée)"
    );
}

#[test]
fn any_bytes_are_read_without_harm() {
    for bytes in [&b"\x00\x01\x02"[..], b"\"", b"id;nom;urls\n\"\"\"\n\xff\xfe;\x00", b"\xff\xfe", b"\r\r\r"]
    {
        if let Ok(import) = parse("m.csv", bytes) {
            assert_eq!(import.members, []);
        }
    }
}

#[tokio::test]
async fn a_file_is_read_from_where_it_is() {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), "id;nom;urls\nm1;Un;a.example\n").expect("written");
    let here = reading("csv", &format!("path = {:?}", file.path().display().to_string())).await;
    assert_eq!(ids(&said(here)), ["m1"]);
    let missing = reading("csv", "path = '/no/such/file.csv'").await.expect_err("no file");
    assert!(missing.to_string().starts_with("/no/such/file.csv : lecture impossible"));
}

proptest! {
    /// For any file, every member that comes out has all that a member must have, and each id comes once.
    #[test]
    fn no_file_gives_half_a_member(lines in prop::collection::vec("[a-c;,\"\\r\\n 0-9é]{0,30}", 0..20), bytes in any::<Vec<u8>>()) {
        let mut file = b"id;nom;siren;urls\n".to_vec();
        file.extend(lines.join("\n").into_bytes());
        file.extend(bytes);
        let import = parse("m.csv", &file).expect("a header");
        let ids: HashSet<_> = import.members.iter().map(|member| &member.id).collect();
        prop_assert_eq!(ids.len(), import.members.len());
        prop_assert!(import.members.iter().all(|member| !member.id.is_empty() && !member.name.is_empty()));
    }
}
