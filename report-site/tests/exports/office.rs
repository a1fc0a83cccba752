//! The grids, opened and recalculated by LibreOffice: it shows the same values as the file. Without LibreOffice the
//! test says so and ends; `make bench-validate` installs it and requires it with `OBSERVATOIRE_OFFICE`.

use crate::{
    common::{self, Memory},
    published::{beside, published},
    sheets::{Sheets, audit, in_order},
};
use calamine::{Ods, Reader, Xlsx, open_workbook_from_rs};
use std::{
    fs,
    io::{Cursor, Read, Write},
    path::Path,
    process::Command,
};

const PROGRAMS: [&str; 2] = ["soffice", "libreoffice"];

fn program() -> Option<&'static str> {
    let answers = |program: &&&str| {
        Command::new(program).arg("--version").output().is_ok_and(|said| said.status.success())
    };
    let found = PROGRAMS.iter().find(answers).copied();
    assert!(
        found.is_some() || std::env::var_os("OBSERVATOIRE_OFFICE").is_none(),
        "OBSERVATOIRE_OFFICE requires LibreOffice, which is not installed"
    );
    found
}

/// Settings that make LibreOffice recalculate; by default it trusts the numbers of a file.
fn reckons_at_each_opening(folder: &Path) {
    let always = ["ODFRecalcMode", "OOXMLRecalcMode"].map(|mode| {
        format!(
            r#"<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="{mode}" oor:op="fuse"><value>0</value></prop></item>"#
        )
    });
    let settings = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</oor:items>"#,
        always.concat()
    );
    fs::create_dir_all(folder.join("profile/user")).unwrap();
    fs::write(folder.join("profile/user/registrymodifications.xcu"), settings).unwrap();
}

/// A file converted by LibreOffice to the other format.
fn written_again(program: &str, folder: &Path, name: &str, content: &[u8], into: &str) -> Vec<u8> {
    let file = folder.join(name);
    fs::write(&file, content).unwrap();
    reckons_at_each_opening(folder);
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let out = folder.join("out");
    let done = Command::new(program)
        .args([profile.as_str(), "--headless", "--convert-to", into, "--outdir"])
        .arg(&out)
        .arg(&file)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    fs::read(out.join(Path::new(name).with_extension(into))).unwrap()
}

fn sheets<R: Reader<Cursor<Vec<u8>>>>(bytes: &[u8]) -> Sheets
where
    R::Error: std::fmt::Debug,
{
    in_order(&mut open_workbook_from_rs::<R, _>(Cursor::new(bytes.to_vec())).unwrap())
}

fn assert_same(ours: &Sheets, theirs: &Sheets) {
    let names = |sheets: &Sheets| sheets.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(ours), names(theirs));
    for ((name, ours), (_, theirs)) in ours.iter().zip(theirs) {
        for (row, column, cell) in ours.used_cells() {
            let at = (row as u32, column as u32);
            let other = theirs.get_value(at).map(ToString::to_string).unwrap_or_default();
            assert_eq!(cell.to_string(), other, "{name} row {} column {}", row + 1, column + 1);
        }
    }
}

/// The file with a wrong number for each formula, so that a correct number proves that it was recalculated.
fn with_false_counts(ods: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(ods)).unwrap();
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if name == "content.xml" {
            let text = String::from_utf8(content).unwrap();
            let lies = text.split("table:formula=").map(|cell| {
                let (before, after) = cell.split_once(r#"office:value=""#).unwrap_or((cell, ""));
                match after.split_once('"') {
                    Some((_, rest)) if before.starts_with("\"of:=") && !before.contains('>') => {
                        format!(r#"{before}office:value="9999"{rest}"#)
                    }
                    _ => cell.to_owned(),
                }
            });
            content = lies.collect::<Vec<_>>().join("table:formula=").into_bytes();
        }
        changed.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        changed.write_all(&content).unwrap();
    }
    changed.finish().unwrap().into_inner()
}

#[test]
fn libreoffice_reads_the_grids_and_counts_the_same() {
    let Some(program) = program() else {
        println!("LibreOffice is not there: the grids were not opened with it");
        return;
    };
    let source = Memory { audits: vec![audit()], ..Memory::default() };
    let files = published(common::settings(), &source);
    let grid = |name| beside(&files, &source, "ville.example", name);
    let folder = tempfile::tempdir().unwrap();
    let ours = sheets::<Ods<_>>(grid("grille.ods"));
    let from_ods =
        written_again(program, folder.path(), "a.ods", &with_false_counts(grid("grille.ods")), "xlsx");
    assert_same(&ours, &sheets::<Xlsx<_>>(&from_ods));
    let from_xlsx = written_again(program, folder.path(), "b.xlsx", grid("grille.xlsx"), "ods");
    assert_same(&sheets::<Xlsx<_>>(grid("grille.xlsx")), &sheets::<Ods<_>>(&from_xlsx));
}
