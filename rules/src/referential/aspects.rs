//! The aspects of the program, and the predicates that make them inapplicable.

use super::{
    aspect::Aspect,
    model::{Applicability, Class, NonApplicability},
    rows::{DataError, index, parent, rows, value},
};
use crate::standards::table::Row;
use std::{collections::HashMap, sync::LazyLock};

impl Aspect {
    /// How the aspect is decided. `None` where the data has no such aspect.
    pub fn row(self) -> Option<&'static AspectRow> {
        aspects().row(self)
    }
}

/// How an aspect is decided. This is the same for every referential that asks about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AspectRow {
    pub aspect: Aspect,
    pub class: Class,
    pub non_applicability: NonApplicability,
    /// Key of the [`Applicability`] that makes the aspect inapplicable; `None` when nothing can show it.
    pub applicability: Option<&'static str>,
    /// Identifiers of the rules that decide the aspect together: it passes if one of them passes and the others pass or
    /// are inapplicable. If there are none, it never passes.
    pub decided_by: Vec<&'static str>,
}

impl AspectRow {
    /// Whether software can decide anything about the aspect, even if only that it does not apply.
    pub fn is_looked_at(&self) -> bool {
        self.class != Class::HumanOnly
    }

    pub fn predicate(&self) -> Option<&'static Applicability> {
        aspects().applicability(self.applicability?)
    }
}

/// All aspects, and the predicates that make them inapplicable.
#[derive(Debug)]
pub struct Aspects {
    rows: Vec<AspectRow>,
    predicates: Vec<Applicability>,
    index: HashMap<&'static str, usize>,
    predicate_index: HashMap<&'static str, usize>,
}

impl Aspects {
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &AspectRow> {
        self.rows.iter()
    }

    pub fn row(&self, aspect: Aspect) -> Option<&AspectRow> {
        self.index.get(aspect.key()).map(|at| &self.rows[*at])
    }

    /// All predicates. Their terms are defined in `data/aspects/README.md`.
    pub fn applicabilities(&self) -> impl ExactSizeIterator<Item = &Applicability> {
        self.predicates.iter()
    }

    pub fn applicability(&self, key: &str) -> Option<&Applicability> {
        self.predicate_index.get(key).map(|at| &self.predicates[*at])
    }

    /// Finds an aspect by its key.
    pub fn find(&self, key: &str) -> Option<&AspectRow> {
        self.index.get(key).map(|at| &self.rows[*at])
    }
}

/// The aspects of this program, parsed at their first use.
pub fn aspects() -> &'static Aspects {
    static ASPECTS: LazyLock<Aspects> = LazyLock::new(|| {
        let read: Result<Aspects, DataError> = read(
            include_str!("../../data/aspects/aspects.tsv"),
            include_str!("../../data/aspects/applicability.tsv"),
        );
        read.expect("the data is built in and the tests of this module parse it whole")
    });
    &ASPECTS
}

/// Reads the aspects, and the predicates that make them inapplicable.
fn read(aspects: &'static str, applicability: &'static str) -> Result<Aspects, DataError> {
    let columns = ["key", "class", "na_auto", "applicability", "decided_by"];
    let rows_of_aspects = rows("aspects.tsv", aspects, &columns, aspect)?;
    let columns = ["key", "reach", "inapplicable_when"];
    let predicates = rows("applicability.tsv", applicability, &columns, predicate)?;
    let aspect_index = index("aspects.tsv", &rows_of_aspects, |row| row.aspect.key())?;
    let predicate_index = index("applicability.tsv", &predicates, |predicate| predicate.key)?;
    for row in &rows_of_aspects {
        if let Some(key) = row.applicability {
            parent("aspects.tsv", &predicate_index, row.aspect, key)?;
        }
    }
    Ok(Aspects { rows: rows_of_aspects, predicates, index: aspect_index, predicate_index })
}

fn aspect(row: &Row) -> Result<AspectRow, DataError> {
    Ok(AspectRow {
        aspect: Aspect::new(row.get(0)),
        class: value(row, 1)?,
        non_applicability: value(row, 2)?,
        applicability: Some(row.get(3)).filter(|key| *key != "-"),
        decided_by: row.get(4).split_whitespace().filter(|rule| *rule != "-").collect(),
    })
}

fn predicate(row: &Row) -> Result<Applicability, DataError> {
    Ok(Applicability { key: row.get(0), reach: value(row, 1)?, inapplicable_when: row.get(2) })
}
