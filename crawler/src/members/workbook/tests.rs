use super::*;
use crate::members::{
    Reason,
    connectors::{
        parse_file,
        tests::{reading, said},
    },
};
use rust_xlsxwriter::Workbook;
use std::io::Write;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::path};
use zip::{ZipWriter, write::SimpleFileOptions};

const HEADER: [&str; 4] = ["id", "nom", "siret", "urls"];

fn of_excel(rows: &[[&str; 4]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip([HEADER].iter().chain(rows)) {
        for (column, cell) in (0..).zip(cells) {
            let written = match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number),
                Err(_) => sheet.write_string(row, column, *cell),
            };
            written.expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a file");
        writer.write_all(text.as_bytes()).expect("its text");
    }
    writer.finish().expect("an archive").into_inner()
}

fn of_open_document(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Membres">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = r#"<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ])
}

fn row(cells: &[&str]) -> String {
    let cell = |text: &&str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

#[test]
fn a_workbook_of_excel_is_read_as_its_csv_would_be() {
    let bytes = of_excel(&[
        ["m1", "Ville; la \"belle\"", "73282932000074", "https://a.example/"],
        ["", "", "", ""],
        ["m3", "Deux\nlignes", "", "b.example"],
    ]);
    let import = parse_file("membres.xlsx", &bytes).expect("a workbook");
    let read: Vec<_> =
        import.members.iter().map(|member| (member.id.as_str(), member.name.as_str())).collect();
    assert_eq!(read, [("m1", "Ville; la \"belle\""), ("m3", "Deux lignes")]);
    assert_eq!(import.members[0].siret.as_deref(), Some("73282932000074"), "a number has no point");
    assert_eq!(import.errors, []);
}

#[test]
fn an_error_names_the_row_of_the_sheet() {
    let bytes = of_excel(&[["m1", "Un", "", "a.example"], ["", "", "", ""], ["", "Trois", "", "c.example"]]);
    let import = parse_file("membres.xlsx", &bytes).expect("a workbook");
    assert_eq!((import.errors[0].line, import.errors[0].reason), (4, Reason::Missing));
}

#[test]
fn a_sheet_of_open_document_is_read_with_all_that_is_repeated_below_it() {
    let empty = r#"<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let rows = row(&HEADER)
        + &row(&["m1", "Évry", "", "a.example"])
        + &row(&["m2", "Deux", "", "b.example"])
        + empty;
    let import = parse_file("membres.ods", &of_open_document(&rows)).expect("a workbook");
    assert_eq!(import.members.len(), 2);
    assert_eq!((import.members[0].name.as_str(), import.members[0].sites.len()), ("Évry", 1));
}

#[test]
fn a_sheet_that_would_fill_the_memory_is_refused() {
    let wide = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    let far = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="16000"/><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    for rows in [row(&HEADER) + wide, row(&HEADER) + far] {
        let refused = parse_file("membres.ods", &of_open_document(&rows)).expect_err("too many cells");
        assert!(refused.to_string().contains("membres.ods"), "{refused}");
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "id").expect("a cell");
    sheet.write_string(1_048_575, 16_383, "loin").expect("a cell");
    let far = book.save_to_buffer().expect("a workbook");
    assert!(parse_file("membres.xlsx", &far).is_err());
}

#[test]
fn what_is_no_workbook_is_told_with_its_reason() {
    let whole = of_excel(&[["m1", "Un", "", "a.example"]]);
    for length in [4, 30, 200, whole.len() / 2, whole.len() - 1] {
        let told = parse_file("membres.xlsx", &whole[..length]).expect_err("cut short").to_string();
        assert!(told.starts_with("membres.xlsx : ce classeur ne se lit pas"), "{told}");
    }
    let other = archive(&[("notes.txt", "rien")]);
    assert!(parse_file("notes.zip", &other).is_err());
    let old =
        parse_file("membres.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").expect_err("an old kind").to_string();
    assert!(old.contains(".xlsx"), "{old}");
}

/// A workbook is recognised by its first bytes, whatever the server calls it.
#[tokio::test]
async fn a_workbook_at_an_address_is_read_as_the_file_is() {
    let server = MockServer::start().await;
    let rows = [["m1", "Un", "21010001200017", "a.example"], ["m2", "Deux", "21010002000010", "b.example"]];
    let lines: String = [HEADER].iter().chain(&rows).map(|cells| row(cells)).collect();
    let files = [
        ("/membres.xlsx", of_excel(&rows), "application/octet-stream"),
        ("/membres.ods", of_open_document(&lines), "text/csv"),
    ];
    for (place, bytes, kind) in files {
        let answer = ResponseTemplate::new(200).set_body_raw(bytes, kind);
        Mock::given(path(place)).respond_with(answer).mount(&server).await;
        let import = said(reading("csv", &format!("url = '{}{place}'", server.uri())).await);
        let names: Vec<&str> = import.members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!((names, import.errors.len()), (vec!["Un", "Deux"], 0), "{place}");
    }
}

#[tokio::test]
async fn a_broken_workbook_at_an_address_is_told_with_its_address() {
    let server = MockServer::start().await;
    let cut = of_excel(&[["m1", "Un", "", "a.example"]]);
    let answer = ResponseTemplate::new(200).set_body_raw(cut[..cut.len() / 2].to_vec(), "application/zip");
    Mock::given(path("/membres.xlsx")).respond_with(answer).mount(&server).await;
    let error =
        reading("csv", &format!("url = '{}/membres.xlsx'", server.uri())).await.expect_err("a broken file");
    assert!(error.to_string().contains("/membres.xlsx"), "{error}");
}
