//! Reads a referential from its tab-separated files, and refuses any that does not hold together.

use std::collections::HashMap;
use std::fmt::Display;
use std::str::FromStr;

use thiserror::Error;

use super::id::{CriterionId, TestId};
use super::model::{Applicability, Criterion, Test, Theme};
use super::{Referential, ReferentialId};
use crate::standards::table::{Row, Table, TableError};

/// The four files of a referential, as text.
pub(super) struct Files {
    pub themes: &'static str,
    pub criteria: &'static str,
    pub tests: &'static str,
    pub applicability: &'static str,
}

/// Why the data of a referential cannot be used.
#[derive(Debug, Error)]
pub(super) enum DataError {
    #[error(transparent)]
    Table(#[from] TableError),
    #[error("{file}, «{value}»: {why}")]
    Value { file: &'static str, value: String, why: String },
    #[error("{file}: {id} stands twice")]
    Twice { file: &'static str, id: String },
    #[error("{file}: {child} has no parent {parent}")]
    Orphan { file: &'static str, child: String, parent: String },
}

pub(super) fn parse(id: ReferentialId, files: &Files) -> Result<Referential, DataError> {
    let mut themes = rows("themes.tsv", files.themes, &["id", "title_fr", "title_en"], theme)?;
    let criteria_columns = ["id", "level", "title_fr", "title_en", "wcag"];
    let mut criteria = rows("criteria.tsv", files.criteria, &criteria_columns, criterion)?;
    let test_columns =
        ["id", "level", "class", "na_auto", "title_fr", "title_en", "applicability", "decided_by"];
    let tests = rows("tests.tsv", files.tests, &test_columns, test)?;
    let predicate_columns = ["key", "reach", "inapplicable_when"];
    let predicates = rows("applicability.tsv", files.applicability, &predicate_columns, applicability)?;

    let theme_index = index("themes.tsv", &themes, |theme| theme.number)?;
    let criterion_index = index("criteria.tsv", &criteria, |criterion| criterion.id)?;
    let test_index = index("tests.tsv", &tests, |test| test.id)?;
    let predicate_index = index("applicability.tsv", &predicates, |predicate| predicate.key)?;

    for criterion in &criteria {
        let at = parent("criteria.tsv", &theme_index, criterion.id, criterion.id.theme())?;
        themes[at].criteria.push(criterion.id);
    }
    for test in &tests {
        let at = parent("tests.tsv", &criterion_index, test.id, test.id.criterion())?;
        criteria[at].tests.push(test.id);
        if let Some(key) = test.applicability {
            parent("tests.tsv", &predicate_index, test.id, key)?;
        }
    }
    Ok(Referential {
        id,
        themes,
        criteria,
        tests,
        predicates,
        theme_index,
        criterion_index,
        test_index,
        predicate_index,
    })
}

fn rows<T>(
    file: &'static str,
    text: &'static str,
    columns: &[&str],
    read: fn(&Row) -> Result<T, DataError>,
) -> Result<Vec<T>, DataError> {
    Table::parse(file, text, columns)?.rows().map(|row| read(&row)).collect()
}

fn theme(row: &Row) -> Result<Theme, DataError> {
    Ok(Theme { number: value(row, 0)?, title_fr: row.get(1), title_en: row.get(2), criteria: Vec::new() })
}

fn criterion(row: &Row) -> Result<Criterion, DataError> {
    Ok(Criterion {
        id: value::<CriterionId>(row, 0)?,
        level: value(row, 1)?,
        title_fr: row.get(2),
        title_en: row.get(3),
        wcag: row.get(4).split_whitespace().collect(),
        tests: Vec::new(),
    })
}

fn test(row: &Row) -> Result<Test, DataError> {
    Ok(Test {
        id: value::<TestId>(row, 0)?,
        level: value(row, 1)?,
        class: value(row, 2)?,
        non_applicability: value(row, 3)?,
        title_fr: row.get(4),
        title_en: row.get(5),
        applicability: Some(row.get(6)).filter(|key| *key != "-"),
        decided_by: row.get(7).split_whitespace().filter(|rule| *rule != "-").collect(),
    })
}

fn applicability(row: &Row) -> Result<Applicability, DataError> {
    Ok(Applicability { key: row.get(0), reach: value(row, 1)?, inapplicable_when: row.get(2) })
}

fn value<T: FromStr<Err: Display>>(row: &Row, column: usize) -> Result<T, DataError> {
    let text = row.get(column);
    text.parse().map_err(|error: T::Err| DataError::Value {
        file: row.file(),
        value: text.to_owned(),
        why: error.to_string(),
    })
}

fn index<T, K: Eq + std::hash::Hash + Copy + Display>(
    file: &'static str,
    items: &[T],
    key: fn(&T) -> K,
) -> Result<HashMap<K, usize>, DataError> {
    let mut index = HashMap::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        if index.insert(key(item), at).is_some() {
            return Err(DataError::Twice { file, id: key(item).to_string() });
        }
    }
    Ok(index)
}

fn parent<K: Eq + std::hash::Hash + Display>(
    file: &'static str,
    parents: &HashMap<K, usize>,
    child: impl Display,
    key: K,
) -> Result<usize, DataError> {
    let orphan = || DataError::Orphan { file, child: child.to_string(), parent: key.to_string() };
    parents.get(&key).copied().ok_or_else(orphan)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: Files = Files {
        themes: "id\ttitle_fr\ttitle_en\n1\tImages\tImages\n",
        criteria: "id\tlevel\ttitle_fr\ttitle_en\twcag\n1.1\tA\tUn\tOne\t1.1.1\n",
        tests: "id\tlevel\tclass\tna_auto\ttitle_fr\ttitle_en\tapplicability\tdecided_by\n1.1.1\tA\tF\ty\tUn\tOne\timage\t-\n",
        applicability: "key\treach\tinapplicable_when\nimage\tframes\tNo image.\n",
    };

    fn message(files: &Files) -> String {
        parse(ReferentialId::Rgaa412, files).map(|_| ()).expect_err("the data is broken").to_string()
    }

    #[test]
    fn sound_files_make_a_referential() {
        let referential = parse(ReferentialId::Rgaa412, &SOUND).expect("the data is sound");
        assert_eq!(
            referential.criterion(CriterionId::new(1, 1)).map(Criterion::tests),
            Some(&[TestId::new(1, 1, 1)][..])
        );
    }

    #[test]
    fn each_defect_is_refused_and_named() {
        let two = "id\ttitle_fr\ttitle_en\n1\tImages\tImages\n1\tCadres\tFrames\n";
        assert_eq!(message(&Files { themes: two, ..SOUND }), "themes.tsv: 1 stands twice");

        let orphan = "id\tlevel\ttitle_fr\ttitle_en\twcag\n2.1\tA\tUn\tOne\t1.1.1\n";
        assert_eq!(message(&Files { criteria: orphan, ..SOUND }), "criteria.tsv: 2.1 has no parent 2");

        let level = "id\tlevel\ttitle_fr\ttitle_en\twcag\n1.1\tAAA\tUn\tOne\t1.1.1\n";
        assert!(message(&Files { criteria: level, ..SOUND }).contains("«AAA»"));

        let predicate = "key\treach\tinapplicable_when\nframe\tpage\tNo frame.\n";
        assert_eq!(
            message(&Files { applicability: predicate, ..SOUND }),
            "tests.tsv: 1.1.1 has no parent image"
        );
    }
}
