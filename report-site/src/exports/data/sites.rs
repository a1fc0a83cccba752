//! The sites, one a line, each with what its latest audit says.

use super::{
    Column, DataFile, Format, declared,
    table::{figures, outcome},
};
use crate::{
    declarations,
    catalog::Host,
    exports::cells::{Csv, Row},
    input::Member,
    pages::{Context, at},
};

pub static FILE: DataFile = DataFile {
    file: "sites.csv",
    format: Format::Csv,
    title: ["Sites suivis, un par ligne, avec leur dernier audit (CSV)", "Sites that are followed, one a line, with their latest audit (CSV)"],
    write,
};

pub const COLUMNS: &[Column] = &declared::behind::<19, 33>([
    Column::text("host", "Nom d’hôte, comme dans les adresses des audits"),
    Column::text("urls", "Adresses à suivre selon l’annuaire, séparées par des espaces"),
    Column::text("members", "Identifiants des membres dont c’est le site, séparés par |"),
    Column::text("names", "Noms de ces membres, dans le même ordre, séparés par |"),
    Column::text("kinds", "Genres de ces membres, dans le même ordre, séparés par |"),
    Column::text("departements", "Départements de ces membres, chacun une fois, séparés par |"),
    Column::text("bodies", "Identifiants des organismes auxquels ils appartiennent, séparés par |"),
    Column::integer("audits", "Nombre d’audits publiés, retirés compris"),
    Column::text("latest_audit", "Identifiant du dernier audit"),
    Column::date("latest_date", "Jour du dernier audit (UTC)"),
    Column::text("outcome", "evaluated ou not-evaluated ; vide si le site n’a pas encore été visité"),
    Column::text("cause", "Cause de non-évaluation"),
    Column::integer("failed", "Critères prouvés non conformes"),
    Column::integer("inapplicable", "Critères prouvés non applicables"),
    Column::integer("passed", "Critères dont tous les tests ont été tranchés, aucun en échec"),
    Column::integer("to_verify", "Critères qu’une personne doit vérifier"),
    Column::integer("ceiling_numerator", "Plafond : aucun taux ne peut dépasser ce nombre…"),
    Column::integer("ceiling_denominator", "… divisé par celui-ci"),
    Column::uri("page", "Page du site dans l’observatoire"),
]);

fn write(context: &Context<'_>) -> Vec<u8> {
    let mut table = Csv::new(&Column::names(COLUMNS));
    for (name, host) in &context.catalog.hosts {
        // A name that cannot have a page is told as a problem of that page.
        if let Ok(path) = at::site(name) {
            table.row(|row| line(context, row, name, host, &context.absolute_folder(&path)));
        }
    }
    table.done()
}

fn line(context: &Context<'_>, row: Row, name: &str, host: &Host<'_>, page: &str) -> Row {
    let members: Vec<&Member> =
        host.members().into_iter().filter_map(|id| context.catalog.member(id)).collect();
    let urls: Vec<_> = host.sites.iter().map(|site| site.url.as_str()).collect();
    let row = row
        .text(name, 253)
        .text(&urls.join(" "), 2000)
        .text(&listed(members.iter().map(|member| member.id.as_str())), 1000)
        .text(&listed(members.iter().map(|member| member.name.as_str())), 1000)
        .text(&listed(members.iter().map(|member| member.kind.as_deref().unwrap_or_default())), 1000)
        .text(&once(members.iter().filter_map(|member| member.department.as_deref())), 1000)
        .text(&once(members.iter().flat_map(|member| member.bodies.iter().map(String::as_str))), 1000)
        .number(host.audits.len() as u64);
    let latest = host.latest();
    let row = match latest {
        Some(head) => outcome(row.text(&head.id, 60).own(&head.started_at.format("%Y-%m-%d").to_string()), head),
        None => row.empty().empty().empty().empty(),
    };
    let row = figures(row, latest).own(page);
    declared::cells(row, latest.and_then(declarations::told))
}

fn listed<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    // The mark that separates is written otherwise inside.
    texts.map(|text| text.replace('|', "¦")).collect::<Vec<_>>().join("|")
}

fn once<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let distinct: std::collections::BTreeSet<_> = texts.collect();
    listed(distinct.into_iter())
}
