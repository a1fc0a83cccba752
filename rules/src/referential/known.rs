//! The referentials of this program, each with a folder of data. The first is the default; a new one is added at the
//! end.

use super::{Files, Referential};
use std::sync::LazyLock;

static RGAA_4_1_2: LazyLock<Referential> = LazyLock::new(|| {
    read(&Files {
        about: include_str!("../../data/rgaa-4.1.2/referential.tsv"),
        themes: include_str!("../../data/rgaa-4.1.2/themes.tsv"),
        criteria: include_str!("../../data/rgaa-4.1.2/criteria.tsv"),
        tests: include_str!("../../data/rgaa-4.1.2/tests.tsv"),
    })
});

static RAWEB_1_1: LazyLock<Referential> = LazyLock::new(|| {
    read(&Files {
        about: include_str!("../../data/raweb-1.1/referential.tsv"),
        themes: include_str!("../../data/raweb-1.1/themes.tsv"),
        criteria: include_str!("../../data/raweb-1.1/criteria.tsv"),
        tests: include_str!("../../data/raweb-1.1/tests.tsv"),
    })
});

static WCAG_2_2: LazyLock<Referential> = LazyLock::new(|| {
    read(&Files {
        about: include_str!("../../data/wcag-2.2/referential.tsv"),
        themes: include_str!("../../data/wcag-2.2/themes.tsv"),
        criteria: include_str!("../../data/wcag-2.2/criteria.tsv"),
        tests: include_str!("../../data/wcag-2.2/tests.tsv"),
    })
});

/// All referentials. One that is not in this list does not exist.
pub fn all() -> [&'static Referential; 3] {
    [&RGAA_4_1_2, &RAWEB_1_1, &WCAG_2_2]
}

fn read(files: &Files) -> Referential {
    Referential::read(files).expect("the data is built in and the tests of this module parse it whole")
}
