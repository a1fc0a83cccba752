//! Bodies (organismes mutualisants) that members belong to. A body may itself belong to other bodies.

use crate::without_accent;
use serde::{Deserialize, Serialize};

/// A body. Two of them are the same body if their ids or their SIRETs are equal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Body {
    /// Letters, digits and `-`, so that the id can be part of a path of the published site.
    pub id: String,
    pub name: String,
    /// Fourteen digits, checked. A member with the same SIRET is the same body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub siret: Option<String>,
}

/// The facts that a registry gives about a body itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BodyOf {
    pub body: Body,
    /// Bodies that this body belongs to.
    pub bodies: Vec<Body>,
    /// Codes of the départements that the body covers. All members in them are in its perimeter.
    pub departements: Vec<String>,
}

impl Body {
    /// A body of which only the name is known. The id is the name in small letters without accents, with `-` for all
    /// other characters.
    pub fn named(name: &str) -> Self {
        let mut id = String::new();
        for letter in name.trim().chars().flat_map(char::to_lowercase).flat_map(plain) {
            if letter.is_ascii_alphanumeric() {
                id.push(letter);
            } else if !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
        }
        id.truncate(id.trim_end_matches('-').len());
        if id.is_empty() {
            id = blake3::hash(name.as_bytes()).to_hex()[..12].to_owned();
        }
        Self { id, name: name.trim().to_owned(), siret: None }
    }
}

/// The letter in the id of a body. Published ids never change, so letters that are not French become `-`, even those
/// that [`without_accent`] knows.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let letters = match letter {
        'á' | 'ã' | 'í' | 'ñ' | 'ó' | 'ú' => "-",
        other if other.is_ascii_alphanumeric() => return either(Some(other), ""),
        other => without_accent(other).unwrap_or("-"),
    };
    either(None, letters)
}

fn either(one: Option<char>, several: &'static str) -> impl Iterator<Item = char> {
    one.into_iter().chain(several.chars())
}

#[cfg(test)]
mod tests {
    use super::Body;

    #[test]
    fn a_body_is_known_by_its_name_fit_for_a_path() {
        assert_eq!(Body::named(" Syndicat d’Économie mixte — Œuvre ").id, "syndicat-d-economie-mixte-oeuvre");
        assert_eq!(Body::named("../..").id.len(), 12, "a name without letters still has an id");
    }

    #[test]
    fn ids_are_those_that_were_published() {
        let ids = ('\u{80}'..=char::MAX).filter_map(|letter| {
            let id = Body::named(&format!("1{letter}1")).id;
            let letters = id.trim_matches('1').to_owned();
            (letters != "-").then(|| format!("{letter}{letters}"))
        });
        assert_eq!(
            ids.collect::<Vec<_>>().join(" "),
            "Àa Âa Äa Æae Çc Èe Ée Êe Ëe Îi Ïi Ôo Öo Ùu Ûu Üu àa âa äa æae çc èe ée êe ëe îi ïi ôo öo ùu ûu üu ÿy \
             İi- Œoe œoe Ÿy \u{212a}k"
        );
    }
}
