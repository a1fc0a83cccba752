//! The members of a body as one table: each with its site and the result of the latest audit, sorted by any column.
//! Each order has pages of its own, so that sorting needs no script.

mod csv;
mod entry;
mod row;

pub(crate) use csv::{file as csv, listed};
pub use entry::{Entry, entries};
pub use row::TableRow;

use super::{
    Context, at,
    shell::{Crumb, Section, Shell},
};
use crate::{
    catalog::Host,
    engine::{Digest, DrawError, Page, SitePath, UnsafePath},
    input::Body,
    language::Say,
    pages::verdict::Before,
    text::{Text, weight},
};
use askama::Template;
use rules::{audit::AuditOutcome, messages::Language, statement::DutyOutcome};
use serde::Serialize;
use std::cmp::Reverse;

/// Most bytes of HTML for the lines of one page.
const MOST_BYTES: usize = 90_000;
/// Most lines on the page of the body itself.
const MOST_FIRST: usize = 40;

/// Orders of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Order {
    Name,
    Audit,
    Failed,
    Change,
    Declared,
    Ceiling,
    Statement,
    NotEvaluated,
}

const ORDERS: [Order; 8] = [
    Order::Name,
    Order::Audit,
    Order::Failed,
    Order::Change,
    Order::Declared,
    Order::Ceiling,
    Order::Statement,
    Order::NotEvaluated,
];

/// Head of a column: its title, and the page that is sorted by it.
#[derive(Debug, Serialize)]
pub struct Head {
    pub title: &'static str,
    /// Path of the sorted page. `None` for a column that cannot be sorted.
    pub path: Option<String>,
    /// Value of `aria-sort` where the lines are sorted by this column.
    pub sorted: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct Table {
    pub heads: Vec<Head>,
    pub rows: Vec<TableRow>,
    /// «412 lignes»
    pub count: String,
    /// Path of the complete table, if this one is not complete.
    pub whole: Option<String>,
    /// Path of the CSV file, from the root of the site.
    pub csv: String,
}

#[derive(Template, Serialize)]
#[template(path = "table.html")]
pub struct TablePage {
    pub shell: Shell,
    pub heading: Text,
    pub table: Table,
    /// The pages of this order, if there are several: number, path, and whether it is this page.
    pub pages: Vec<(usize, String, bool)>,
}

impl Order {
    fn name(self) -> &'static str {
        match self {
            Self::Name => "nom",
            Self::Audit => "audit",
            Self::Failed => "non-respectes",
            Self::Change => "changement",
            Self::Declared => "declare",
            Self::Ceiling => "plafond",
            Self::Statement => "declaration",
            Self::NotEvaluated => "non-evalues",
        }
    }

    fn title(self, language: Language) -> &'static str {
        match self {
            Self::Name => language.t("Membre", "Member"),
            Self::Audit => language.t("Dernier audit", "Latest audit"),
            Self::Failed => language.t("Non respectés", "Not met"),
            Self::Change => language.t("Évolution", "Change"),
            Self::Declared => language.t("Déclaré", "Declared"),
            Self::Ceiling => language.t("Taux exclus", "Rates excluded"),
            Self::Statement => language.t("Déclaration", "Statement"),
            Self::NotEvaluated => language.t("Non évalué", "Not evaluated"),
        }
    }

    /// The order in the heading: «membres par nom».
    fn by(self, language: Language) -> &'static str {
        match self {
            Self::Name => language.t("membres par nom", "members by name"),
            Self::Audit => {
                language.t("membres par date du dernier audit", "members by date of the latest audit")
            }
            Self::Failed => language.t("membres par critères non respectés", "members by criteria not met"),
            Self::Change => language.t("membres par évolution", "members by change"),
            Self::Declared => language.t("membres par taux déclaré", "members by declared rate"),
            Self::Ceiling => language.t("membres par taux exclu", "members by excluded rate"),
            Self::Statement => {
                language.t("membres par état de la déclaration", "members by state of the statement")
            }
            Self::NotEvaluated => language.t("membres non évalués d’abord", "members not evaluated first"),
        }
    }

    fn direction(self) -> &'static str {
        match self {
            Self::Name | Self::Change | Self::Ceiling => "ascending",
            Self::Audit | Self::Failed | Self::Declared => "descending",
            Self::Statement | Self::NotEvaluated => "other",
        }
    }

    /// Value by which a site is sorted, smallest first. Sites without one come last.
    fn place(self, host: &Host<'_>, context: &Context<'_>) -> Option<i64> {
        if self == Self::NotEvaluated {
            let missed = host.latest()?.outcome != AuditOutcome::Evaluated;
            return missed.then_some(0);
        }
        let head = host.latest_evaluated()?;
        let declared = || crate::declarations::told(head);
        match self {
            Self::Name | Self::NotEvaluated => None,
            Self::Audit => Some(-head.started_at.timestamp()),
            Self::Failed => Some(-i64::from(head.summary.failed)),
            Self::Change => change(host),
            Self::Declared => Some(-i64::from(declared()?.rate?.0)),
            Self::Ceiling => Some(i64::from(head.summary.ceiling()?.per_mille())),
            Self::Statement => Some(match declared()?.statement_on(context.today()) {
                DutyOutcome::NotMet => 0,
                DutyOutcome::NotFound => 1,
                DutyOutcome::ToVerify => 2,
                DutyOutcome::Met => 3,
            }),
        }
    }
}

/// Increase in the number of criteria proven not met since the audit before, where both can be compared.
pub fn change(host: &Host<'_>) -> Option<i64> {
    let (last, before) = host.last_two()?;
    let before = Before::from_earlier(before, last)?;
    Some(i64::from(last.summary.failed) - i64::from(before.failed))
}

fn sorted<'a>(context: &Context<'a>, entries: &[Entry<'a>], order: Order) -> Vec<Entry<'a>> {
    let mut entries = entries.to_vec();
    if order != Order::Name {
        entries.sort_by_cached_key(|entry| {
            let host = entry.host.and_then(|name| context.catalog.hosts.get(name));
            Reverse(host.and_then(|host| order.place(host, context)).map(Reverse))
        });
    }
    entries
}

/// The orders that have pages. Only one if no site was audited, because then there is nothing to sort by.
fn orders(context: &Context<'_>, entries: &[Entry<'_>]) -> &'static [Order] {
    let host = |entry: &Entry<'_>| entry.host.and_then(|name| context.catalog.hosts.get(name));
    let is_audited = |entry: &Entry<'_>| host(entry).is_some_and(|host| host.latest().is_some());
    if entries.iter().any(is_audited) { &ORDERS } else { &ORDERS[..1] }
}

fn folder(group: &SitePath, order: Order, number: usize) -> Result<SitePath, UnsafePath> {
    let order = (order != Order::Name).then(|| order.name().to_owned());
    let number = (number > 0).then(|| (number + 1).to_string());
    Ok(group.join(&SitePath::folder(["tableau".to_owned()].into_iter().chain(order).chain(number))?))
}

impl Table {
    /// Whether the titles of the columns link to sorted tables.
    pub fn is_sortable(&self) -> bool {
        self.heads.iter().any(|head| head.path.is_some())
    }

    /// The first lines, for the page of the body; all lines if they are few.
    pub fn first(context: &Context<'_>, group: &SitePath, entries: &[Entry<'_>]) -> Self {
        let orders = orders(context, entries);
        let is_long = entries.len() > MOST_FIRST;
        let order = if is_long && orders.contains(&Order::Failed) { Order::Failed } else { Order::Name };
        let shown = sorted(context, entries, order);
        let first = &shown[..shown.len().min(MOST_FIRST)];
        let mut table = Self::new(context, group, (orders, order), first, entries.len());
        if is_long {
            table.whole = folder(group, order, 0).ok().map(|path| path.to_string());
        }
        table
    }

    fn new(
        context: &Context<'_>,
        group: &SitePath,
        (orders, order): (&[Order], Order),
        shown: &[Entry<'_>],
        all: usize,
    ) -> Self {
        let language = context.language;
        let path = |column: Order| Some(folder(group, column, 0).ok()?.to_string());
        let head = |column: Order| Head {
            title: column.title(language),
            path: (orders.len() > 1).then(|| path(column)).flatten(),
            sorted: (column == order).then(|| column.direction()),
        };
        Self {
            heads: ORDERS.into_iter().map(head).collect(),
            rows: shown.iter().filter_map(|entry| TableRow::from_entry(context, *entry)).collect(),
            count: language.count(all, ["ligne", "lignes", "line", "lines"]),
            whole: None,
            csv: group.file(csv::FILE),
        }
    }
}

/// One page of the table of a body.
pub(crate) struct TableLeaf<'a> {
    body: &'a Body,
    orders: &'static [Order],
    order: Order,
    number: usize,
    /// Number of pages, and of lines on all of them.
    of: usize,
    all: usize,
    entries: Vec<Entry<'a>>,
}

/// Splits the lines into pages that are not too large, even if foreign names are very long.
fn pages(entries: Vec<Entry<'_>>) -> Vec<Vec<Entry<'_>>> {
    let mut pages: Vec<Vec<Entry<'_>>> = Vec::new();
    let mut full = MOST_BYTES;
    for entry in entries {
        let own = 620 + 3 * weight(&entry.member.name) + 2 * entry.host.map_or(0, str::len);
        match pages.last_mut().filter(|_| full + own <= MOST_BYTES) {
            Some(page) => {
                page.push(entry);
                full += own;
            }
            None => {
                pages.push(vec![entry]);
                full = own;
            }
        }
    }
    pages
}

/// All pages of the table of a body, in each order.
pub(crate) fn leaves<'a>(context: &Context<'a>, body: &'a Body) -> Vec<TableLeaf<'a>> {
    let entries = entries(context, context.catalog.members_of(&body.id));
    let orders = orders(context, &entries);
    let leaves = |order: &Order| {
        let order = *order;
        let sorted = sorted(context, &entries, order);
        let all = sorted.len();
        let pages = pages(sorted);
        let of = pages.len();
        let numbered = pages.into_iter().enumerate();
        numbered.map(move |(number, entries)| TableLeaf { body, orders, order, number, of, all, entries })
    };
    orders.iter().flat_map(leaves).collect()
}

pub(crate) fn page<'a>(context: &'a Context<'a>, leaf: TableLeaf<'a>) -> Result<Page<'a>, DrawError> {
    let group = at::body(&leaf.body.id)?;
    let place = folder(&group, leaf.order, leaf.number)?;
    let digests = |entry: &Entry<'a>| {
        (context.digests.with_sites(entry.member), entry.host.map(|host| context.digests.host(host)))
    };
    let entries: Vec<_> = leaf.entries.iter().map(digests).collect();
    let key = Digest::of_value(&(
        &leaf.body.name,
        leaf.orders.len(),
        leaf.order.name(),
        leaf.of,
        leaf.all,
        entries,
    ));
    Ok(context.html_of(&place.clone(), key, move || content(context, &leaf, &group, &place)))
}

fn content(
    context: &Context<'_>,
    leaf: &TableLeaf<'_>,
    group: &SitePath,
    place: &SitePath,
) -> Result<TablePage, DrawError> {
    let language = context.language;
    let by = format!("{} {}", language.t("\u{A0}:", ":"), leaf.order.by(language));
    let number = match leaf.of {
        1 => String::new(),
        of => format!(", page {} {} {of}", leaf.number + 1, language.t("sur", "of")),
    };
    let name = Text::line(&leaf.body.name);
    let heading = format!("{name}{by}{number}");
    let shell = context.shell(place, Section::Directory, &heading);
    let shell = shell.named(language.t("Tableau", "Table"));
    let mut shell = shell.below(&at::named("annuaire"), language.t("Annuaire", "Directory")).with_script();
    shell.crumbs.push(Crumb { path: group.to_string(), text: name });
    let page = |number: usize| {
        let path = folder(group, leaf.order, number).ok()?.to_string();
        Some((number + 1, path, number == leaf.number))
    };
    Ok(TablePage {
        heading: Text::capped(&heading, 300),
        table: Table::new(context, group, (leaf.orders, leaf.order), &leaf.entries, leaf.all),
        pages: (0..leaf.of).filter(|_| leaf.of > 1).filter_map(page).collect(),
        shell,
    })
}
