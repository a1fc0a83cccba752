//! The software that made a file, recognised by the file's metadata, with instructions for that software.

use super::Facts;
use std::sync::LazyLock;

/// One line of `data/documents/software.tsv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Software {
    pub id: &'static str,
    /// Parts of names in lower case. A sign that begins with `=` is the complete name of the program in which the text
    /// was written ([`Facts::creator`]).
    signs: Vec<&'static str>,
    pub french: Told,
    pub english: Told,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub name: &'static str,
    /// Instructions for that software, so that the next file is accessible.
    pub fix: &'static str,
}

static ALL: LazyLock<Vec<Software>> =
    LazyLock::new(|| include_str!("../../data/documents/software.tsv").lines().skip(1).map(line).collect());

fn line(line: &'static str) -> Software {
    let cells: Vec<&str> = line.split('\t').collect();
    let [id, signs, fr_name, en_name, fr_fix, en_fix] = cells[..] else {
        panic!("the table is part of the program, and has six columns: {line}");
    };
    Software {
        id,
        signs: signs.split('|').filter(|sign| !sign.is_empty()).collect(),
        french: Told { name: fr_name, fix: fr_fix },
        english: Told { name: en_name, fix: en_fix },
    }
}

impl Software {
    /// The first line that matches; otherwise the line `other`, or `unnamed` if the file names no software.
    pub fn from_facts(facts: &Facts) -> &'static Self {
        let plain = |name: &Option<String>| {
            let name = name.as_deref().unwrap_or_default().to_lowercase();
            name.replace(['®', '™'], "").split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let (creator, producer) = (plain(&facts.creator), plain(&facts.producer));
        let is_sign = |sign: &&str| match sign.strip_prefix('=') {
            Some(whole) => creator == whole,
            None => creator.contains(*sign) || producer.contains(*sign),
        };
        let known = ALL.iter().find(|software| software.signs.iter().any(is_sign));
        let last = if creator.is_empty() && producer.is_empty() { "unnamed" } else { "other" };
        known.or_else(|| Self::named(last)).expect("the table ends with these two")
    }

    pub fn named(id: &str) -> Option<&'static Self> {
        ALL.iter().find(|software| software.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{Format, Known};

    fn made_with(creator: &str, producer: &str) -> &'static str {
        let name = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let facts = Facts {
            format: Format::Pdf,
            pages: None,
            title: None,
            language: None,
            producer: name(producer),
            creator: name(creator),
            created: None,
            modified: None,
            text: Known::Yes,
            tagged: Known::No,
            claims: Vec::new(),
            checks: Vec::new(),
        };
        Software::from_facts(&facts).id
    }

    #[test]
    fn software_is_known_by_what_files_say_of_it() {
        for (creator, producer, id) in [
            ("Microsoft® Word 2016", "Microsoft® Word 2016", "word"),
            ("Acrobat PDFMaker 19 pour Word", "Adobe PDF Library 19.10", "word"),
            ("Word", "Mac OS X 10.13 Quartz PDFContext", "word"),
            ("Writer", "LibreOffice 7.3", "libreoffice"),
            ("PScript5.dll Version 5.2.2", "Acrobat Distiller 9.0.0 (Windows)", "print"),
            ("", "Microsoft: Print To PDF", "print"),
            ("Canon iR-ADV C5235  PDF", "Adobe PSL 1.2e for Canon", "scanner"),
            ("KONICA MINOLTA bizhub C258", "KONICA MINOLTA bizhub C258", "scanner"),
            ("Adobe InDesign 16.1 (Macintosh)", "Adobe PDF Library 15.0", "indesign"),
            ("Canva", "Canva", "design"),
            ("Chromium", "Skia/PDF m120 Google Docs Renderer", "google"),
            ("Chromium", "Skia/PDF m120", "browser"),
            ("", "iText 2.1.7 by 1T3XT", "generator"),
            ("PDFsharp 1.50", "PDFsharp 1.50", "generator"),
            ("", "macOS Version 12.4 Quartz PDFContext", "mac"),
            ("Gestionnaire d’actes", "", "other"),
            ("", "", "unnamed"),
        ] {
            assert_eq!(made_with(creator, producer), id, "{creator} / {producer}");
        }
    }

    #[test]
    fn every_line_says_what_to_do_and_stands_once() {
        for software in ALL.iter() {
            assert!(Software::named(software.id).is_some_and(|first| std::ptr::eq(first, software)));
            for told in [&software.french, &software.english] {
                assert!(!told.name.is_empty() && !told.fix.is_empty(), "{}", software.id);
            }
        }
    }
}
