//! Finds pages that say «not found» with a status of success: both in the title and in the heading.

use crate::wording::fold;

/// Texts that say «not found», folded as by [`fold`]. Texts with which an article might begin are not among them.
const SAID: &[&str] = &[
    "page non trouvee",
    "page introuvable",
    "page inexistante",
    "page not found",
    "page web introuvable",
    "erreur 404",
    "error 404",
    "404 not found",
    "404 page",
    "cette page n existe pas",
    "cette page n existe plus",
    "cette page est introuvable",
    "la page demandee n existe pas",
    "la page demandee est introuvable",
    "la page demandee n a pas ete trouvee",
    "la page que vous recherchez n existe pas",
    "la page que vous recherchez est introuvable",
    "la page que vous avez demandee n existe pas",
];

/// Most characters of such a title or heading; a longer one only mentions it.
const LONGEST: usize = 90;

/// Whether the page says «not found». `heading` is its first heading.
pub fn detect(title: &str, heading: Option<&str>) -> bool {
    let title = says(title);
    match heading {
        None => title,
        Some(heading) => says(heading) && (title || is_nothing_else(heading)),
    }
}

/// Whether a part of the text begins with one of [`SAID`]: «Commune d’Exemple – Page introuvable», but not «Signaler
/// une page introuvable».
fn says(text: &str) -> bool {
    let mut parts = text.split([':', '|', '–', '—', '·', '!', '.']).flat_map(|part| part.split(" - "));
    text.len() <= LONGEST && parts.any(|part| SAID.iter().any(|said| fold(part).starts_with(said)))
}

fn is_nothing_else(heading: &str) -> bool {
    let heading = fold(heading);
    let rest = heading.trim_start_matches("oups ").trim_start_matches("404 ").trim_end_matches(" 404");
    SAID.contains(&rest) || SAID.contains(&heading.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_and_heading_say_it_together() {
        assert!(detect("Page non trouvée – Commune d’Exemple", Some("Oups ! Page non trouvée")));
        assert!(detect("Erreur 404", None));
        assert!(detect("Commune d’Exemple", Some("404 : page introuvable")));
        assert!(detect("Commune d’Exemple", Some("Cette page n’existe pas.")));
    }

    #[test]
    fn a_page_that_speaks_of_it_is_a_page() {
        assert!(!detect("Commune d’Exemple", Some("Bienvenue")));
        assert!(!detect("Page introuvable", Some("Actualités de la commune")));
        assert!(!detect("Signaler une page introuvable", Some("Signaler une page introuvable")));
        assert!(!detect("Commune d’Exemple", Some("Signaler une page introuvable du site")));
        let long = "Nouveau site : que faire quand le navigateur affiche le message « page non trouvée » à l’écran ?";
        assert!(!detect(long, Some(long)));
    }
}
