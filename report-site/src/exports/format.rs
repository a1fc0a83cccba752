//! The formats of exports, their media types, and the content that replaces an export of a withdrawn audit.

use super::{
    cells::Csv,
    pack::gzip,
    sheets::{self, Book, Cell, Sheet},
};
use crate::{input::Withdrawal, language::Say};
use rules::messages::Language;
use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Json,
    JsonLd,
    /// JSON compressed with gzip, because it is very repetitive.
    GzippedJson,
    JsonSchema,
    Csv,
    Ods,
    Xlsx,
    Atom,
    Svg,
    WebP,
}

/// A transparent picture of 1 × 1 pixel.
const BLANK: &[u8] = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0";

/// Content that replaces a withdrawn document.
#[derive(Serialize)]
struct Tombstone<'a> {
    id: &'a str,
    withdrawn_at: chrono::DateTime<chrono::Utc>,
    reason: &'a str,
}

impl Format {
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::JsonLd => "application/ld+json",
            Self::GzippedJson => "application/gzip",
            Self::JsonSchema => "application/schema+json",
            Self::Csv => "text/csv",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Atom => "application/atom+xml",
            Self::Svg => "image/svg+xml",
            Self::WebP => "image/webp",
        }
    }

    /// Content at the address of an export whose audit is withdrawn: it tells when and why.
    pub fn tombstone(self, id: &str, withdrawal: &Withdrawal, language: Language) -> Vec<u8> {
        let tombstone = Tombstone { id, withdrawn_at: withdrawal.at, reason: &withdrawal.reason };
        let json = || serde_json::to_vec(&tombstone).expect("a tombstone holds only strings");
        let day = withdrawal.at.date_naive().to_string();
        match self {
            Self::GzippedJson => gzip(&json()),
            Self::Csv => {
                let mut table = Csv::new(&["id", "withdrawn_at", "reason"]);
                table.row(|row| row.own(id).own(&day).text(&withdrawal.reason, 2000));
                table.done()
            }
            Self::Ods => sheets::ods(&book(id, &day, withdrawal, language)),
            Self::Xlsx => sheets::xlsx(&book(id, &day, withdrawal, language)),
            // A picture cannot tell when and why. The page that showed it tells both.
            Self::WebP => BLANK.to_vec(),
            Self::Json | Self::JsonLd | Self::JsonSchema | Self::Atom | Self::Svg => json(),
        }
    }
}

fn book(id: &str, day: &str, withdrawal: &Withdrawal, language: Language) -> Book {
    let title = format!("Audit {id} {}", language.t("retiré", "withdrawn"));
    let told = format!(
        "{title} {} {day}{} {}",
        language.t("le", "on"),
        language.t("\u{A0}:", ":"),
        withdrawal.reason
    );
    let name = language.t("Retrait", "Withdrawal");
    let sheet = Sheet::new(name, vec![100], vec![vec![Cell::text(&told, 2000)]]);
    Book { title, language, created: withdrawal.at, sheets: vec![sheet] }
}
