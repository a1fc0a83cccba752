//! The figures that journalists ask for, each with the list of the sites that it counts.

use super::{
    Context, at, directory,
    listing::{ChunkLink, Item, Leaf, LetterLink, Listing},
    rows::proven,
    shell::{Section, Shell},
    verdict::{self, Before},
};
use crate::{
    catalog::Host,
    declarations::{self, midnight},
    engine::{Digest, DrawError, Page, SitePath, UnsafePath},
    filed::Filed,
    input::AuditHead,
    language::Say,
    text::{Text, weight},
};
use askama::Template;
use chrono::TimeDelta;
use rules::{
    messages::Language,
    page::without_www,
    statement::{Duty, DutyOutcome},
};
use serde::Serialize;

/// Number of days in which an improvement counts as recent.
const MONTH: i64 = 30;

/// Figures that have a list. The name of each is part of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    Excess,
    Expired,
    NoMention,
    Mended,
}

pub const ALL: [Figure; 4] = [Figure::Excess, Figure::Expired, Figure::NoMention, Figure::Mended];

/// A figure as the home page shows it.
#[derive(Debug, Serialize)]
pub struct FigureLink {
    pub title: &'static str,
    pub count: String,
    /// Path of the list, from the root.
    pub path: String,
}

#[derive(Template, Serialize)]
#[template(path = "figure_list.html")]
pub struct FigureListPage {
    pub shell: Shell,
    pub heading: String,
    pub meaning: String,
    pub count: String,
    pub letters: Vec<LetterLink>,
    pub chunks: Vec<ChunkLink>,
    pub rows: Vec<FigureRow>,
}

#[derive(Debug, Serialize)]
pub struct FigureRow {
    pub name: Text,
    /// The host, if `name` is the authority's name.
    pub host: Option<Text>,
    /// Path of the site's page, from the root.
    pub path: String,
    pub detail: String,
}

/// Words for the number of sites.
const SITES: [&str; 4] = ["site", "sites", "site", "sites"];

impl Figure {
    fn name(self) -> &'static str {
        match self {
            Self::Excess => "declarent-trop",
            Self::Expired => "declarations-echues",
            Self::NoMention => "sans-mention",
            Self::Mended => "en-progres",
        }
    }

    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Excess => {
                language.t("Déclaration au-dessus du possible", "Declared above what is possible")
            }
            Self::Expired => language.t("Déclaration échue", "Statement out of date"),
            Self::NoMention => language.t("Aucune mention trouvée", "No mention found"),
            Self::Mended => language.t("En progrès depuis 30 jours", "Improved in the last 30 days"),
        }
    }

    fn meaning(self, language: Language) -> &'static str {
        match self {
            Self::Excess => language.t(
                "Sites dont la déclaration ou la mention annonce plus que ce que permettent les critères prouvés non respectés au dernier audit. La déclaration peut porter sur d’autres pages ou sur un état antérieur du site.",
                "Sites whose statement or mention announces more than the criteria proven not met at the latest audit allow. The statement may speak of other pages or of an earlier state of the site.",
            ),
            Self::Expired => language.t(
                "Sites dont la déclaration avait plus de trois ans, ou était échue, le jour du dernier audit.",
                "Sites whose statement was more than three years old, or out of date, on the day of the latest audit.",
            ),
            Self::NoMention => language.t(
                "Sites où un programme n’a trouvé aucune mention de l’accessibilité sur la page d’accueil. «\u{A0}Non trouvé\u{A0}» ne veut pas dire «\u{A0}absent\u{A0}».",
                "Sites where a program found no mention of accessibility on the home page. “Not found” does not mean “absent”.",
            ),
            Self::Mended => language.t(
                "Sites dont le dernier audit, fait ces 30 derniers jours, prouve moins de critères non respectés que l’audit précédent, jugé par les mêmes règles dans le même navigateur, sur autant de pages.",
                "Sites whose latest audit, made in the last 30 days, proves fewer criteria not met than the audit before, judged by the same rules in the same browser, on as many pages.",
            ),
        }
    }

    /// The remark on a site in the list of this figure. `None` for a site that the figure does not count.
    fn of_site(self, context: &Context<'_>, host: &Host<'_>) -> Option<Told> {
        let head = host.latest_evaluated()?;
        match self {
            Self::Excess => context.excess(head).map(Told::Excess),
            Self::Expired => {
                let declared = declarations::told(head)?;
                let ended = declared.duties.get(&Duty::Valid) == Some(&DutyOutcome::NotMet);
                ended.then_some(Told::Until(declared.valid_until))
            }
            Self::NoMention => {
                let declared = declarations::told(head)?;
                (declared.outcome(Duty::Mention) == DutyOutcome::NotFound).then_some(Told::Failed)
            }
            Self::Mended => {
                let is_new = context.publication.now - head.started_at <= TimeDelta::days(MONTH);
                let before = Before::from_earlier(host.before(head)?, head)?;
                (is_new && head.summary.failed < before.failed).then_some(Told::Fewer(before.failed))
            }
        }
    }
}

/// Remark on a site in the list of a figure.
enum Told {
    Excess(declarations::Excess),
    Until(Option<chrono::NaiveDate>),
    Failed,
    /// Number of criteria proven not met at the previous audit, which is greater than at the latest one.
    Fewer(u32),
}

impl Told {
    fn words(&self, head: &AuditHead, language: Language) -> String {
        let failed = proven(head.summary.failed, language);
        match self {
            Self::Excess(excess) => verdict::told(excess, &head.summary, language),
            Self::Until(None) | Self::Failed => failed,
            Self::Until(Some(until)) => {
                let day = language.day(midnight(*until)).words;
                format!("{} {day}", language.t("échue depuis le", "out of date since"))
            }
            Self::Fewer(before) => {
                format!("{failed} {} {before}", language.t("contre", "against"))
            }
        }
    }
}

/// All figures, with links to their lists.
pub(crate) fn links(context: &Context<'_>) -> Vec<FigureLink> {
    let link = |figure: Figure| {
        let sites = counted(context, figure).count();
        Some(FigureLink {
            title: figure.title(context.language),
            count: context.language.count(sites, SITES),
            path: folder(figure).ok()?.to_string(),
        })
    };
    ALL.into_iter().filter_map(link).collect()
}

fn folder(figure: Figure) -> Result<SitePath, UnsafePath> {
    SitePath::folder(["chiffres", figure.name()])
}

/// The name that the site is filed under: that of the authority, if it has one.
fn name_of<'a>(context: &Context<'a>, host: &Host<'a>, address: &'a str) -> &'a str {
    let members = host.members().into_iter().filter_map(|id| context.catalog.member(id));
    let mut present = members.filter(|member| !member.gone);
    present.next().map_or(without_www(address), |member| Filed::from_name(&member.name).name)
}

/// Followed sites that the figure counts.
fn counted<'c, 'a>(
    context: &'c Context<'a>,
    figure: Figure,
) -> impl Iterator<Item = (&'a str, &'c Host<'a>)> {
    context.catalog.followed().filter(move |(_, host)| figure.of_site(context, host).is_some())
}

/// The counted sites, sorted by the names of their authorities.
fn list<'a>(context: &Context<'a>, figure: Figure) -> Listing<'a, &'a str> {
    let item = |(address, host): (&'a str, &Host<'a>)| {
        let name = name_of(context, host, address);
        Item { name, weight: 260 + weight(name) + 2 * address.len(), value: address }
    };
    let mut items: Vec<_> = counted(context, figure).map(item).collect();
    items.sort_by_cached_key(|item| (crate::slug::fold(item.name), item.value));
    // The name of the folder is safe, so it always becomes a path.
    Listing::new(folder(figure).unwrap_or_else(|_| SitePath::root()), items)
}

/// The page of a figure: its list, or the letters that lead to it.
pub(crate) fn page<'a>(context: &Context<'a>, figure: Figure) -> Result<Page<'a>, DrawError> {
    let list = list(context, figure);
    let language = context.language;
    let folder = folder(figure)?;
    let title = figure.title(language);
    let content = FigureListPage {
        shell: context.shell(&folder, Section::None, title),
        heading: title.to_owned(),
        meaning: figure.meaning(language).to_owned(),
        count: language.count(list.count(), SITES),
        letters: list.letters(language, SITES),
        chunks: Vec::new(),
        rows: list.whole().into_iter().flatten().filter_map(|name| row(context, figure, name)).collect(),
    };
    Ok(context.html(&folder, content))
}

pub(crate) fn leaves<'a>(context: &Context<'a>, figure: Figure) -> Vec<Leaf<'a, &'a str>> {
    list(context, figure).leaves()
}

/// One letter of a long list.
pub(crate) fn leaf_page<'a>(
    context: &'a Context<'a>,
    figure: Figure,
    leaf: Leaf<'a, &'a str>,
) -> Result<Page<'a>, DrawError> {
    let key = Digest::of_value(&leaf.digest(|name| {
        let host = context.catalog.hosts.get(name);
        host.map(|host| context.digests.site(name, host)).unwrap_or_default()
    }));
    let language = context.language;
    Ok(context.html_of(&leaf.folder()?, key, move || {
        let title = figure.title(language);
        let heading = directory::heading(title, &leaf.name(language), language);
        let shell = context.shell(&leaf.folder()?, Section::None, &heading).below(&folder(figure)?, title);
        Ok(FigureListPage {
            shell,
            heading,
            meaning: figure.meaning(language).to_owned(),
            count: language.count(leaf.count(), SITES),
            letters: leaf.letters(language, SITES),
            chunks: leaf.siblings(),
            rows: leaf.values().iter().filter_map(|name| row(context, figure, name)).collect(),
        })
    }))
}

fn row(context: &Context<'_>, figure: Figure, name: &str) -> Option<FigureRow> {
    let host = context.catalog.hosts.get(name)?;
    let told = figure.of_site(context, host)?;
    let authority = context.authority_of(host);
    Some(FigureRow {
        host: authority.is_some().then(|| Text::line(name)),
        name: authority.unwrap_or_else(|| Text::line(name)),
        path: at::site(name).ok()?.to_string(),
        detail: told.words(host.latest_evaluated()?, context.language),
    })
}
