//! Reads a referential from its tab-separated files, and refuses inconsistent data.

use std::collections::HashMap;

use super::Referential;
use super::aspect::Aspect;
use super::aspects::{AspectRow, aspects as known_aspects};
use super::id::{CriterionId, TestId};
use super::model::{Class, Criterion, NonApplicability, Test, Theme};
use super::rows::{DataError, index, parent, rows, value};
use crate::standards::table::{Row, Table};

/// The files of a referential, as text.
#[derive(Debug, Clone, Copy)]
pub struct Files {
    pub about: &'static str,
    pub themes: &'static str,
    pub criteria: &'static str,
    pub tests: &'static str,
}

impl Referential {
    /// Reads a folder of data, and refuses it if it is inconsistent.
    pub fn read(files: &Files) -> Result<Self, DataError> {
        parse(files)
    }
}

fn parse(files: &Files) -> Result<Referential, DataError> {
    let about = About::read(files.about)?;
    let mut themes = rows("themes.tsv", files.themes, &["id", "title_fr", "title_en"], theme)?;
    let criteria_columns = ["id", "level", "title_fr", "title_en", "wcag", "en", "anchor"];
    let with_anchor = files.criteria.lines().next().is_some_and(|header| header.ends_with("\tanchor"));
    let criteria_columns = &criteria_columns[..if with_anchor { 7 } else { 6 }];
    let read = if with_anchor { anchored_criterion } else { criterion };
    let mut criteria = rows("criteria.tsv", files.criteria, criteria_columns, read)?;
    let test_columns = ["id", "level", "title_fr", "title_en", "aspects"];
    let tests = rows("tests.tsv", files.tests, &test_columns, test)?;

    let theme_index = index("themes.tsv", &themes, |theme| theme.number)?;
    let criterion_index = index("criteria.tsv", &criteria, |criterion| criterion.id)?;
    let test_index = index("tests.tsv", &tests, |test| test.id)?;

    for criterion in &criteria {
        let at = parent("criteria.tsv", &theme_index, criterion.id, criterion.id.theme())?;
        themes[at].criteria.push(criterion.id);
    }
    let mut of_aspect: HashMap<Aspect, Vec<TestId>> = HashMap::new();
    for test in &tests {
        let at = parent("tests.tsv", &criterion_index, test.id, test.id.criterion())?;
        criteria[at].tests.push(test.id);
        for aspect in &test.aspects {
            of_aspect.entry(*aspect).or_default().push(test.id);
        }
    }
    Ok(Referential {
        name: about.text("name")?,
        version: about.text("version")?,
        full_name: format!("{} {}", about.text("name")?, about.text("version")?),
        criterion_address: about.text("criterion_address")?,
        test_address: Some(about.text("test_address")?).filter(|address| *address != "-"),
        has_rate: about.has_rate()?,
        is_french: about.is("language", "fr", "en")?,
        is_plural: !about.is("name_is", "singular", "plural")?,
        themes,
        criteria,
        tests,
        theme_index,
        criterion_index,
        test_index,
        of_aspect,
    })
}

/// The content of `referential.tsv`: facts about the whole referential, by key.
struct About(HashMap<&'static str, &'static str>);

impl About {
    const FILE: &'static str = "referential.tsv";

    fn read(text: &'static str) -> Result<Self, DataError> {
        let table = Table::parse(Self::FILE, text, &["key", "value"])?;
        Ok(Self(table.rows().map(|row| (row.get(0), row.get(1))).collect()))
    }

    fn text(&self, key: &'static str) -> Result<&'static str, DataError> {
        let missing = || Self::wrong(key, "this line is missing");
        self.0.get(key).copied().ok_or_else(missing)
    }

    fn has_rate(&self) -> Result<bool, DataError> {
        match self.text("rate")? {
            "global" => Ok(true),
            "none" => Ok(false),
            other => Err(Self::wrong(other, "the rate is «global» or «none»")),
        }
    }

    /// Whether the value of a key is the first of two words, which is also the default of a missing key.
    fn is(&self, key: &'static str, usual: &str, other: &str) -> Result<bool, DataError> {
        match self.0.get(key) {
            None => Ok(true),
            Some(word) if *word == usual => Ok(true),
            Some(word) if *word == other => Ok(false),
            Some(word) => Err(Self::wrong(word, &format!("{key} is «{usual}» or «{other}»"))),
        }
    }

    fn wrong(value: &str, why: &str) -> DataError {
        DataError::Value { file: Self::FILE, value: value.to_owned(), why: why.to_owned() }
    }
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
        wcag: row.get(4).split_whitespace().filter(|id| *id != "-").collect(),
        en: row.get(5).split_whitespace().filter(|clause| *clause != "-").collect(),
        anchor: None,
        tests: Vec::new(),
    })
}

fn anchored_criterion(row: &Row) -> Result<Criterion, DataError> {
    Ok(Criterion { anchor: Some(row.get(6)), ..criterion(row)? })
}

fn test(row: &Row) -> Result<Test, DataError> {
    let aspects: Result<Vec<&'static AspectRow>, DataError> =
        row.get(4).split_whitespace().filter(|key| *key != "-").map(|key| known(row, key)).collect();
    let aspects = aspects?;
    let classes: Vec<Class> = aspects.iter().map(|row| row.class).collect();
    let non_applicabilities: Vec<NonApplicability> =
        aspects.iter().map(|row| row.non_applicability).collect();
    Ok(Test {
        id: value::<TestId>(row, 0)?,
        level: value(row, 1)?,
        class: Class::of_parts(&classes),
        non_applicability: NonApplicability::of_parts(&non_applicabilities),
        title_fr: row.get(2),
        title_en: row.get(3),
        aspects: aspects.iter().map(|row| row.aspect).collect(),
    })
}

/// The aspect of a test, which must be known to this program.
fn known(row: &Row, key: &str) -> Result<&'static AspectRow, DataError> {
    let orphan =
        || DataError::Orphan { file: row.file(), child: row.get(0).to_owned(), parent: key.to_owned() };
    known_aspects().find(key).ok_or_else(orphan)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: Files = Files {
        about: "key\tvalue\nname\tRGAA\nversion\t0\ncriterion_address\tc{id}\ntest_address\tt{id}\nrate\tnone\n",
        themes: "id\ttitle_fr\ttitle_en\n1\tImages\tImages\n",
        criteria: "id\tlevel\ttitle_fr\ttitle_en\twcag\ten\n1.1\tA\tUn\tOne\t1.1.1\t9.1.1.1\n",
        tests: "id\tlevel\ttitle_fr\ttitle_en\taspects\n1.1.1\tA\tUn\tOne\timg-alternative\n",
    };

    fn message(files: &Files) -> String {
        parse(files).map(|_| ()).expect_err("the data is broken").to_string()
    }

    #[test]
    fn sound_files_make_a_referential() {
        let referential = parse(&SOUND).expect("the data is sound");
        assert_eq!(
            referential.criterion(CriterionId::new(1, 1)).map(Criterion::tests),
            Some(&[TestId::new(1, 1, 1)][..])
        );
        assert_eq!(referential.test(TestId::new(1, 1, 1)).map(|test| test.class), Some(Class::FailureOnly));
    }

    #[test]
    fn each_defect_is_refused_and_named() {
        let two = "id\ttitle_fr\ttitle_en\n1\tImages\tImages\n1\tCadres\tFrames\n";
        assert_eq!(message(&Files { themes: two, ..SOUND }), "themes.tsv: 1 stands twice");

        let orphan = "id\tlevel\ttitle_fr\ttitle_en\twcag\ten\n2.1\tA\tUn\tOne\t1.1.1\t-\n";
        assert_eq!(message(&Files { criteria: orphan, ..SOUND }), "criteria.tsv: 2.1 has no parent 2");

        let level = "id\tlevel\ttitle_fr\ttitle_en\twcag\ten\n1.1\tAAAA\tUn\tOne\t1.1.1\t-\n";
        assert!(message(&Files { criteria: level, ..SOUND }).contains("«AAAA»"));

        let unknown = "id\tlevel\ttitle_fr\ttitle_en\taspects\n1.1.1\tA\tUn\tOne\tno-such-aspect\n";
        assert_eq!(
            message(&Files { tests: unknown, ..SOUND }),
            "tests.tsv: 1.1.1 has no parent no-such-aspect"
        );

        let anchor = "id\tlevel\ttitle_fr\ttitle_en\twcag\ten\tanchor\n1.1\tA\tUn\tOne\t1.1.1\t-\n";
        assert!(parse(&Files { criteria: anchor, ..SOUND }).is_err(), "a column without its cell");

        let rate = "key\tvalue\nname\tRGAA\nversion\t0\ncriterion_address\tc\ntest_address\tt\nrate\tmaybe\n";
        assert!(message(&Files { about: rate, ..SOUND }).contains("«maybe»"));

        let language = "key\tvalue\nname\tRGAA\nversion\t0\ncriterion_address\tc\ntest_address\tt\nrate\tnone\nlanguage\tde\n";
        assert!(message(&Files { about: language, ..SOUND }).contains("«fr» or «en»"));
    }
}
