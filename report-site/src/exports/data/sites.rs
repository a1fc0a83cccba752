//! The table of sites, one line for each, with the result of its latest audit.

use super::{
    Column, Content, DataFile, Format, Holds,
    column::joined,
    declared, documents, lines,
    table::{self, figures, lost, outcome},
};
use crate::{
    catalog::Host,
    declarations,
    engine::{Digest, EarlierPage},
    exports::cells::Row,
    input::Member,
    pages::{Context, at},
};

pub static FILE: DataFile = DataFile {
    file: "sites.csv",
    format: Format::Csv,
    holds: Holds::Data,
    title: [
        "Sites suivis, un par ligne, avec leur dernier audit (CSV)",
        "Sites that are followed, one a line, with their latest audit (CSV)",
    ],
    content: Content::Lines(lines),
};

pub const COLUMNS: &[Column] = &joined::<45>(&[
    &BEFORE,
    &table::FIGURES,
    &BEHIND,
    &declared::COLUMNS,
    &MADE_WITH,
    &documents::COLUMNS,
    &table::LOST,
]);

const BEFORE: [Column; 11] = [
    Column::text(
        "host",
        "Nom d’hôte, comme dans les adresses des audits",
        "Host name, as in the addresses of the audits",
    ),
    Column::text(
        "urls",
        "Adresses à suivre selon l’annuaire, séparées par des espaces",
        "Addresses to follow as the registry gives them, with spaces between them",
    ),
    Column::text(
        "members",
        "Identifiants des membres dont c’est le site, séparés par |",
        "Ids of the members whose site it is, with | between them",
    ),
    Column::text(
        "names",
        "Noms de ces membres, dans le même ordre, séparés par |",
        "Names of these members, in the same order, with | between them",
    ),
    Column::text(
        "kinds",
        "Genres de ces membres, dans le même ordre, séparés par |",
        "Kinds of these members, in the same order, with | between them",
    ),
    Column::text(
        "departements",
        "Départements de ces membres, chacun une fois, séparés par |",
        "Départements of these members, each once, with | between them",
    ),
    Column::text(
        "bodies",
        "Identifiants des organismes auxquels ils appartiennent, séparés par |",
        "Ids of the bodies they belong to, with | between them",
    ),
    Column::integer(
        "audits",
        "Nombre d’audits publiés, retirés compris",
        "Number of published audits, withdrawn ones included",
    ),
    Column::text("latest_audit", "Identifiant du dernier audit", "Id of the latest audit"),
    Column::date("latest_date", "Jour du dernier audit (UTC)", "Day of the latest audit (UTC)"),
    Column::text(
        "outcome",
        "evaluated ou not-evaluated ; vide si le site n’a pas encore été visité",
        "evaluated or not-evaluated; empty if the site was not visited yet",
    ),
];

const BEHIND: [Column; 1] =
    [Column::uri("page", "Page du site dans l’observatoire", "Page of the site in the observatory")];

const MADE_WITH: [Column; 3] = [
    Column::text(
        "system",
        "Système de gestion de contenu, d’après les pages du dernier audit ; vide si elles ne le disent pas",
        "Content management system, as the pages of the latest audit say; empty if they do not",
    ),
    Column::text(
        "themes",
        "Thèmes, d’après l’adresse de leurs fichiers, séparés par des espaces",
        "Themes, from the address of their files, with spaces between them",
    ),
    Column::text(
        "agencies",
        "Hôtes que le pied de page crédite de la réalisation, séparés par des espaces",
        "Hosts that the foot of the page credits with the site, with spaces between them",
    ),
];

fn lines(context: &Context<'_>, earlier: &EarlierPage<'_>) -> Vec<Vec<u8>> {
    let hosts: Vec<_> = context.catalog.hosts.iter().collect();
    let written = |row, (name, host): &(&&str, &Host<'_>)| {
        // A name that cannot have a page is reported as a problem of that page.
        let path = at::site(name).ok()?;
        Some(line(context, row, name, host, &context.absolute_folder(&path)))
    };
    let key = |hosts: &[(&&str, &Host<'_>)]| {
        let digests: Vec<_> = hosts.iter().map(|(name, host)| context.digests.site(name, host)).collect();
        Digest::of_value(&digests)
    };
    lines::drawn((FILE.file, COLUMNS), &hosts, earlier, key, written)
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
        Some(head) => outcome(row.text(&head.id, 60).own(&head.started_at.date_naive().to_string()), head),
        None => row.empty().empty().empty().empty(),
    };
    let row = figures(row, latest).own(page);
    let row = declared::cells(row, latest.and_then(declarations::told));
    let row = match context.publication.made_with.get(name) {
        None => row.empty().empty().empty(),
        Some(of) => row
            .text(of.system.as_deref().unwrap_or_default(), 60)
            .text(&of.themes.join(" "), 300)
            .text(&of.agencies.join(" "), 1200),
    };
    lost(documents::cells(row, latest.and_then(documents::told)), latest)
}

fn listed<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    // The separator is replaced within the texts.
    texts.map(|text| text.replace('|', "¦")).collect::<Vec<_>>().join("|")
}

fn once<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let distinct: std::collections::BTreeSet<_> = texts.collect();
    listed(distinct.into_iter())
}
