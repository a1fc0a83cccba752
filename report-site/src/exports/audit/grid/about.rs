//! The sheet that explains the file: its contents, its source, and how a person continues from there.

use super::{beside, model::Grid};
use crate::{
    exports::sheets::{Cell, Sheet},
    pages::verdict::seen_in_part,
};
use rules::messages::Language;

pub fn sheet(grid: &Grid<'_, '_>) -> Sheet {
    let shown = grid.shown;
    let line = |term: &str, cell: Cell| vec![Cell::head(term), cell];
    let (kept, examined) = (grid.pages.len(), shown.judged().len());
    let pages = match shown.language {
        Language::French => format!("{kept} dans cette grille, {examined} examinées"),
        Language::English => format!("{kept} in this grid, {examined} examined"),
    };
    let part = seen_in_part(shown.audit.pages_lost(), shown.language);
    let mut rows = vec![
        line("Site", Cell::link(&shown.audit.site.url, &shown.audit.site.url)),
        line(shown.t("Audit automatique", "Automatic audit"), Cell::link(&shown.permalink, &shown.permalink)),
        line("Date", Cell::text(&shown.day(), 20)),
        line(shown.t("Référentiel", "Referential"), Cell::text(&grid.referential(), 60)),
    ];
    rows.extend(beside::lines(shown));
    let hash = shown.t("Empreinte BLAKE3 de audit.json", "BLAKE3 hash of audit.json");
    rows.extend([line(hash, Cell::text(shown.hash, 64)), line("Pages", Cell::text(&pages, 80))]);
    if let Some(part) = part {
        rows.push(line(shown.t("Vu en partie", "Seen in part"), Cell::text(&part, 400)));
    }
    let words = legend().map(|[term_fr, term_en, french, english]| {
        line(shown.t(term_fr, term_en), Cell::own(shown.t(french, english)))
    });
    rows.extend(words);
    Sheet::new(shown.t("Lisez-moi", "Read me"), vec![32, 90], rows)
}

/// Explanations of the grid: term in French and in English, then explanation in French and in English.
fn legend() -> [[&'static str; 4]; 9] {
    [
        [
            "Rempli par l’audit",
            "Filled by the audit",
            "NC\u{A0}: non conforme sur cette page, prouvé, avec un lien vers la preuve. NA\u{A0}: non applicable sur cette page, prouvé.",
            "NC: not conforming on this page, proven, with a link to the evidence. NA: not applicable on this page, proven.",
        ],
        [
            "Laissé à une personne",
            "Left to a person",
            "NT (non testé) partout ailleurs\u{A0}: rien n’est prouvé. NT ne veut pas dire conforme, et l’audit automatique n’écrit jamais C.",
            "NT (not tested) everywhere else: nothing is proven. NT does not mean conforming, and the automatic audit never writes C.",
        ],
        [
            "Étape 1",
            "Step 1",
            "Dans «\u{A0}Échantillon\u{A0}», votre nom et le contexte\u{A0}; chaque page y a sa feuille, P01, P02…",
            "In “Sample”, your name and the context; each page there has its sheet, P01, P02…",
        ],
        [
            "Étape 2",
            "Step 2",
            "Dans chaque feuille, remplacez les NT par C, NC ou NA. La couleur suit. La dernière colonne dit ce que l’audit automatique a vu sur cette page, y compris ce qui est à vérifier.",
            "In each sheet, replace each NT by C, NC or NA. The colour follows. The last column tells what the automatic audit saw on this page, also what is to be verified.",
        ],
        [
            "Dérogation",
            "Derogation",
            "N, ou D si un contenu de la page est dérogé pour ce critère\u{A0}; la raison va dans la colonne prévue. Le critère reste évalué pour le reste de la page.",
            "N, or D where a content of the page is excepted from this criterion; the reason goes into its column. The criterion is still judged for the rest of the page.",
        ],
        [
            "Synthèse",
            "Summary",
            "Comptes par thème et par statut, faits par des formules. Les pourcentages n’apparaissent que lorsqu’il ne reste aucun NT\u{A0}: ils sont ceux de la personne qui audite, pas de l’audit automatique.",
            "Counts by theme and status, made by formulas. The percentages appear only once no NT is left: they are those of the person who audits, not of the automatic audit.",
        ],
        [
            "Une page de moins",
            "One page less",
            "Passez ses critères à NA, ou supprimez sa feuille et sa colonne dans la base de calcul.",
            "Set its criteria to NA, or delete its sheet and its column in the calculation.",
        ],
        [
            "Preuve de l’un ou l’autre",
            "Proof of one or the other",
            "Ce qui prouve qu’un critère parmi plusieurs n’est pas respecté, sans dire lequel, ne remplit aucun statut\u{A0}; la dernière colonne le dit.",
            "What proves that one of several criteria is not met, without saying which, fills no status; the last column tells it.",
        ],
        [
            "Modèle",
            "Model",
            "Les feuilles, leurs colonnes et leurs comptes suivent le modèle de grille d’audit que l’État publie sur accessibilite.numerique.gouv.fr. Les intitulés des critères sont ceux de ce site, pas le texte officiel, auquel leur numéro mène.",
            "Sheets, columns and counts follow the audit grid that the French State publishes at accessibilite.numerique.gouv.fr. The titles of the criteria are this site’s own, not the official text, to which their number leads.",
        ],
    ]
}
