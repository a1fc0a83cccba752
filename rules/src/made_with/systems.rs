//! The content management system and the theme, recognised by the page's metadata and by the paths of its files. The
//! signs are data: `data/made_with/systems.tsv`, `themes.tsv`.

use crate::{Page, standards::table::Table};
use std::{collections::BTreeSet, sync::LazyLock};

static SYSTEMS: LazyLock<Table> = LazyLock::new(|| {
    let text = include_str!("../../data/made_with/systems.tsv");
    Table::parse("systems.tsv", text, &["code", "name", "where", "sign"]).expect("a test reads it")
});

static THEMES: LazyLock<Table> = LazyLock::new(|| {
    let text = include_str!("../../data/made_with/themes.tsv");
    Table::parse("themes.tsv", text, &["system", "before", "except"]).expect("a test reads it")
});

/// Largest length of the name of a theme's folder, in characters.
const LONGEST: usize = 60;

/// The usual name of a system.
pub fn name(code: &str) -> Option<&'static str> {
    SYSTEMS.rows().find(|row| row.get(0) == code).map(|row| row.get(1))
}

/// The system that the page shows signs of. `None` if there are signs of none, or of several.
pub fn system(page: &Page, paths: &[String]) -> Option<&'static str> {
    let generators: Vec<String> = page
        .all(&["meta"])
        .into_iter()
        .filter(|meta| meta.document() == 0 && meta.attribute_is("name", "generator"))
        .filter_map(|meta| Some(meta.attribute("content")?.trim().to_lowercase()))
        .collect();
    one_of(&generators, paths)
}

fn one_of(generators: &[String], paths: &[String]) -> Option<&'static str> {
    let shows = |place: &str, sign: &str| match place {
        "generator" => generators.iter().any(|text| text.starts_with(sign)),
        _ => paths.iter().any(|path| path.contains(sign)),
    };
    let found: BTreeSet<&str> =
        SYSTEMS.rows().filter(|row| shows(row.get(2), row.get(3))).map(|row| row.get(0)).collect();
    let mut found = found.into_iter();
    found.next().filter(|_| found.next().is_none())
}

/// The folders of themes of this system, sorted.
pub fn themes(system: &str, paths: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for row in THEMES.rows().filter(|row| row.get(0) == system) {
        let theme = |path: &String| {
            let (_, rest) = path.split_once(row.get(1))?;
            let (name, _) = rest.split_once('/')?;
            let sound = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
            let is_name = !name.is_empty() && name.len() <= LONGEST && name.bytes().all(sound);
            let is_other = row.get(2).split(' ').any(|other| other == name);
            (is_name && !is_other).then(|| name.to_owned())
        };
        found.extend(paths.iter().filter_map(theme));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_sign_is_written_as_it_is_compared() {
        for row in SYSTEMS.rows() {
            assert!(["generator", "path"].contains(&row.get(2)), "{row:?}");
            assert_eq!(row.get(3), row.get(3).to_lowercase(), "{row:?}");
            assert_eq!(row.get(2) == "path", row.get(3).starts_with('/'), "{row:?}");
            assert_eq!(name(row.get(0)), Some(row.get(1)), "one code has one name");
        }
        for row in THEMES.rows() {
            assert!(name(row.get(0)).is_some() && row.get(1).ends_with('/'), "{row:?}");
        }
    }

    #[test]
    fn two_systems_are_none() {
        let wordpress = texts(&["/wp-content/uploads/a.png"]);
        assert_eq!(one_of(&[], &wordpress), Some("wordpress"));
        assert_eq!(one_of(&texts(&["wordpress 6.8"]), &wordpress), Some("wordpress"));
        assert_eq!(one_of(&texts(&["spip 4.2"]), &wordpress), None);
        assert_eq!(one_of(&texts(&["elementor 3"]), &[]), None);
    }

    #[test]
    fn a_theme_is_the_folder_its_files_come_from() {
        let found = |system, paths: &[&str]| themes(system, &texts(paths)).into_iter().collect::<Vec<_>>();
        let paths = [
            "/wp-content/themes/commune-enfant/style.css",
            "/wp-content/themes/commune/style.css",
            "/wp-content/themes/style.css",
            "/wp-content/themes/%3cb%3e/style.css",
            "/wp-content/plugins/galerie/style.css",
        ];
        assert_eq!(found("wordpress", &paths), ["commune", "commune-enfant"]);
        assert_eq!(found("joomla", &["/templates/mairie/css/a.css", "/templates/system/b.css"]), ["mairie"]);
        assert!(found("spip", &paths).is_empty());
    }
}
