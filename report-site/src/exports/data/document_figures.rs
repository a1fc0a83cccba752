//! Figures of documents: of all sites, of each body and each département, and of the software that made the files.

use super::{Column, Content, DataFile, Format, Holds};
use crate::{
    catalog::Host,
    exports::cells::{Csv, Row},
    input::Member,
    pages::{Context, documents::together},
};
use rules::documents::{DocumentsDigest, Software};
use std::collections::BTreeMap;

pub static FILE: DataFile = DataFile {
    file: "documents.csv",
    format: Format::Csv,
    holds: Holds::Data,
    title: [
        "Documents ouverts, par organisme, par département et par logiciel (CSV)",
        "Documents opened, by body, by département and by software (CSV)",
    ],
    content: Content::Whole(write),
};

pub const COLUMNS: &[Column] = &[
    Column::text(
        "group",
        "Genre et identifiant, séparés par deux-points",
        "Kind and id, with a colon between them",
    ),
    Column::text(
        "kind",
        "all (tous les sites suivis), body, departement ou software (logiciel qui a fait le fichier)",
        "all (all sites followed), body, departement or software (that made the file)",
    ),
    Column::text("name", "Nom", "Name"),
    Column::integer(
        "sites",
        "Sites dont le dernier audit évalué a compté les documents ; vide pour un logiciel",
        "Sites whose latest evaluated audit counted documents; empty for software",
    ),
    Column::integer("offered", "Documents liés, de même", "Documents linked, likewise"),
    Column::integer("examined", "Documents ouverts et lus, de même", "Documents opened and read, likewise"),
    Column::integer("pdf", "PDF examinés", "PDF files examined"),
    Column::integer("pictures", "PDF faits d’images sans texte", "PDF files of pictures without text"),
    Column::integer("untagged", "PDF non balisés, ceux-là compris", "PDF files without tags, those included"),
    Column::integer(
        "without_title",
        "Documents sans titre ; vide pour un logiciel",
        "Documents without a title; empty for software",
    ),
    Column::integer(
        "without_language",
        "PDF sans langue indiquée, de même",
        "PDF files without a language, likewise",
    ),
    Column::integer(
        "failed",
        "Documents en échec au test 13.3.1, de même",
        "Documents that fail test 13.3.1, likewise",
    ),
];

fn write(context: &Context<'_>) -> Vec<u8> {
    let catalog = &context.catalog;
    let mut csv = Csv::new(&Column::names(COLUMNS));
    let (sites, all) = together(catalog.followed().map(|(_, host)| host));
    csv.row(|row| figures(row, ["all", "all", ""], sites, &all));
    for body in &catalog.bodies {
        group(
            context,
            &mut csv,
            ["body", &body.id, &body.name],
            &catalog.members_of(&body.id).collect::<Vec<_>>(),
        );
    }
    for (key, territory) in &catalog.departments {
        group(context, &mut csv, ["departement", key, territory.name], &territory.members);
    }
    for (id, made) in &all.made_with {
        let name = Software::named(id).map_or("", |software| software.english.name);
        csv.row(|row| {
            let row = row.text(&format!("software:{id}"), 200).own("software").text(name, 200);
            let row = row.empty().empty().empty().number(made.pdf).number(made.pictures);
            row.number(made.untagged).empty().empty().empty()
        });
    }
    csv.done()
}

/// Writes no line for a group whose documents are unknown.
fn group(context: &Context<'_>, csv: &mut Csv, [kind, id, name]: [&str; 3], members: &[&Member]) {
    let hosts: BTreeMap<&str, &Host<'_>> =
        members.iter().flat_map(|member| context.catalog.hosts_of(member)).collect();
    let (sites, sum) = together(hosts.into_values());
    if sites > 0 {
        csv.row(|row| figures(row, [&format!("{kind}:{id}"), kind, name], sites, &sum));
    }
}

fn figures(row: Row, [group, kind, name]: [&str; 3], sites: usize, sum: &DocumentsDigest) -> Row {
    row.text(group, 200)
        .own(kind)
        .text(name, 200)
        .number(sites as u64)
        .number(sum.offered)
        .number(sum.examined)
        .number(sum.pdf)
        .number(sum.pictures)
        .number(sum.untagged)
        .number(sum.without_title)
        .number(sum.without_language)
        .number(sum.failed)
}
