//! The documents of one site, and of many sites together.

use super::{
    Context,
    chart::{Bar, Share},
};
use crate::{catalog::Host, declarations::joined, language::Say};
use rules::{
    documents::{DocumentsDigest, MadeWith, Software},
    messages::Language,
};
use serde::Serialize;
use std::cmp::Reverse;

/// Smallest number of files for which a percentage is given; with fewer it would be misleading.
const ENOUGH: u32 = 20;
/// Most lines of the table of software.
const MOST_SOFTWARE: usize = 12;

/// Documents of the last audit that could evaluate the site. `None` if they were not examined.
pub fn of_host<'a>(host: &Host<'a>) -> Option<&'a DocumentsDigest> {
    host.latest_evaluated()?.facts.documents.as_ref()
}

/// Sum of the figures of several sites, and the number of sites.
pub fn together<'c, 'a: 'c>(hosts: impl IntoIterator<Item = &'c Host<'a>>) -> (usize, DocumentsDigest) {
    let each = hosts.into_iter().filter_map(of_host);
    each.fold((0, DocumentsDigest::default()), |(sites, sum), digest| (sites + 1, sum.plus(digest)))
}

/// Documents of several sites, each by its latest evaluated audit.
#[derive(Debug, Serialize)]
pub struct DocumentFigures {
    pub sites: String,
    pub offered: String,
    /// «12 % des documents examinés (35 sur 290) sont des images sans texte.»
    pub sentence: String,
    pub shares: Vec<Share>,
    pub software: Vec<SoftwareRow>,
}

/// PDF files that one software made.
#[derive(Debug, Serialize)]
pub struct SoftwareRow {
    pub name: &'static str,
    pub untagged: String,
    pub of: String,
    pub bar: Bar,
    pub fix: String,
}

impl DocumentFigures {
    /// `None` where no document was read.
    pub fn from_hosts<'c, 'a: 'c>(
        context: &Context<'_>,
        hosts: impl IntoIterator<Item = &'c Host<'a>>,
    ) -> Option<Self> {
        let language = context.language;
        let (sites, all) = together(hosts);
        (all.examined > 0).then(|| Self {
            sites: language.count(sites, ["site", "sites", "site", "sites"]),
            offered: language.count(all.offered, OFFERED),
            sentence: pictures(&all, language),
            shares: shares(&all, language),
            software: software(&all, language),
        })
    }
}

const OFFERED: [&str; 4] = ["document lié", "documents liés", "document linked", "documents linked"];

fn pictures(all: &DocumentsDigest, language: Language) -> String {
    let (some, of) = (language.number(all.pictures), language.number(all.examined));
    if all.examined < ENOUGH {
        return match language {
            Language::French => format!("Images sans texte : {some} sur {of} documents examinés."),
            Language::English => format!("Pictures without text: {some} of {of} documents examined."),
        };
    }
    let rate = match (all.pictures, u64::from(all.pictures) * 100 / u64::from(all.examined)) {
        (0, _) => language.t("Aucun", "None").to_owned(),
        (_, 0) => language.t("Moins de 1 %", "Less than 1%").to_owned(),
        (_, rate) => format!("{rate}{}", language.t("\u{A0}%", "%")),
    };
    match language {
        Language::French if all.pictures == 0 => {
            format!("Aucun des {of} documents examinés n’est fait que d’images sans texte.")
        }
        Language::French => {
            format!("{rate} des documents examinés ({some} sur {of}) sont des images sans texte.")
        }
        Language::English => {
            format!("{rate} of the documents examined ({some} of {of}) are pictures without text.")
        }
    }
}

fn shares(all: &DocumentsDigest, language: Language) -> Vec<Share> {
    let share = |french, english, value: u32, of: u32| Share {
        label: language.t(french, english),
        value: language.number(value),
        of: language.number(of),
        bar: Bar::of(value.into(), of.into()),
    };
    let mut shares = Vec::new();
    if all.pdf > 0 {
        shares.extend([
            share(
                "PDF faits d’images sans texte",
                "PDF made of pictures without text",
                all.pictures,
                all.pdf,
            ),
            share(
                "PDF non balisés, ceux-là compris",
                "PDF without tags, those included",
                all.untagged,
                all.pdf,
            ),
            share("PDF sans langue indiquée", "PDF without a language", all.without_language, all.pdf),
        ]);
    }
    let untitled =
        share("Documents sans titre", "Documents without a title", all.without_title, all.examined);
    let failed = share(
        "Documents sans version accessible trouvée (13.3.1)",
        "Documents without an accessible version found (13.3.1)",
        all.failed,
        all.examined,
    );
    shares.extend([untitled, failed]);
    shares
}

/// Software in the order of the number of files it made, largest first.
fn software(all: &DocumentsDigest, language: Language) -> Vec<SoftwareRow> {
    let mut made: Vec<(&String, &MadeWith)> = all.made_with.iter().collect();
    made.sort_by_key(|(id, made)| (Reverse(made.pdf), *id));
    let row = |(id, made): (&String, &MadeWith)| {
        let software = Software::named(id)?;
        let told = if language == Language::French { &software.french } else { &software.english };
        Some(SoftwareRow {
            name: told.name,
            untagged: language.number(made.untagged),
            of: language.number(made.pdf),
            bar: Bar::of(made.untagged.into(), made.pdf.into()),
            fix: joined(told.fix, language),
        })
    };
    made.into_iter().filter_map(row).take(MOST_SOFTWARE).collect()
}

/// «40 documents liés ; 10 ouverts, dont 3 PDF non balisés (1 fait d’images sans texte).»
pub fn sentence(digest: &DocumentsDigest, language: Language) -> Option<String> {
    if digest.offered == 0 {
        return None;
    }
    let offered = language.count(digest.offered, OFFERED);
    if digest.examined == 0 {
        return Some(format!("{offered}."));
    }
    let opened = language.count(digest.examined, ["ouvert", "ouverts", "opened", "opened"]);
    let untagged = language.count(
        digest.untagged,
        ["PDF non balisé", "PDF non balisés", "PDF without tags", "PDF without tags"],
    );
    let pictures = language.count(
        digest.pictures,
        [
            "fait d’images sans texte",
            "faits d’images sans texte",
            "made of pictures without text",
            "made of pictures without text",
        ],
    );
    let of_which = language.t(", dont", ", of which");
    Some(format!("{offered}{} {opened}{of_which} {untagged} ({pictures}).", language.t("\u{A0};", ";")))
}
