//! Columns that the tables of sites and of audits share.

use super::Column;
use crate::{exports::cells::Row, input::AuditHead};
use rules::audit::AuditOutcome;

/// Columns of the second cell of [`outcome`] and of the cells of [`figures`].
pub const FIGURES: [Column; 7] = [
    Column::text("cause", "Cause de non-évaluation", "Why it was not evaluated"),
    Column::integer("failed", "Critères prouvés non conformes", "Criteria proven not met"),
    Column::integer("inapplicable", "Critères prouvés non applicables", "Criteria proven not applicable"),
    Column::integer(
        "passed",
        "Critères dont tous les tests ont été tranchés, aucun en échec",
        "Criteria all of whose tests were decided, none of them failed",
    ),
    Column::integer(
        "to_verify",
        "Critères qu’une personne doit vérifier",
        "Criteria that a person has to verify",
    ),
    Column::integer(
        "ceiling_numerator",
        "Plafond : aucun taux ne peut dépasser ce nombre…",
        "Ceiling: no rate can be above this number…",
    ),
    Column::integer("ceiling_denominator", "… divisé par celui-ci", "… divided by this one"),
];

/// Column of the cell of [`lost`].
pub const LOST: [Column; 1] = [Column::integer(
    "pages_lost",
    "Pages perdues par une panne de notre fait ; au-dessus de 0, l’audit est vu en partie : des défauts peuvent manquer",
    "Pages lost to a failure of ours; above 0 the audit is seen in part: defects may be missing",
)];

/// Two cells: `evaluated` or `not-evaluated`, then the cause.
pub fn outcome(row: Row, head: &AuditHead) -> Row {
    match &head.outcome {
        AuditOutcome::Evaluated => row.own("evaluated").empty(),
        AuditOutcome::NotEvaluated { cause, .. } => row.own("not-evaluated").text(cause, 60),
    }
}

/// Number of pages lost to a failure of ours; empty where the cells of [`figures`] are empty.
pub fn lost(row: Row, head: Option<&AuditHead>) -> Row {
    match head.filter(|head| has_figures(head)) {
        Some(head) => row.number(head.facts.pages_lost),
        None => row.empty(),
    }
}

fn has_figures(head: &AuditHead) -> bool {
    head.outcome == AuditOutcome::Evaluated && head.withdrawn.is_none()
}

/// Failed, inapplicable, passed, to verify, both parts of the ceiling; empty where nothing was evaluated.
pub fn figures(row: Row, head: Option<&AuditHead>) -> Row {
    let Some(summary) = head.filter(|head| has_figures(head)).map(|head| &head.summary) else {
        return (0..6).fold(row, |row, _| row.empty());
    };
    let row = row
        .number(summary.failed)
        .number(summary.inapplicable)
        .number(summary.passed)
        .number(summary.cant_tell);
    match summary.ceiling() {
        Some(ceiling) => row.number(ceiling.numerator).number(ceiling.denominator),
        None => row.empty().empty(),
    }
}
