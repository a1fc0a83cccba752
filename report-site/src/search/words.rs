//! Normalised words for the search: without accents and hyphens, «St» written out, small words left out. `search.js`
//! does the same to what is typed.

use crate::slug::fold;

/// Words that occur in too many names to be useful.
const SMALL: [&str; 15] =
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sous", "sur"];

/// The words of a text. The small ones are included only if it has no others.
pub fn in_text(text: &str) -> Vec<String> {
    let all = all(text);
    let kept: Vec<_> = all.iter().filter(|word| !is_small(word)).cloned().collect();
    if kept.is_empty() { all } else { kept }
}

/// Number of words of a text that are searched.
pub fn count(text: &str) -> usize {
    all(text).iter().filter(|word| !is_small(word)).count()
}

fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

fn all(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).map(written_out).collect()
}

fn written_out(word: &str) -> String {
    match word {
        "st" => "saint",
        "ste" => "sainte",
        other => other,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_hyphens_apostrophes_and_saints_are_folded() {
        for (text, words) in [
            ("Saint-Étienne", "saint etienne"),
            ("ST ETIENNE", "saint etienne"),
            ("L’Haÿ-les-Roses", "hay roses"),
            ("Sainte-Mère-Église", "sainte mere eglise"),
            ("Œuilly", "oeuilly"),
            ("www.ville-d-avray.fr", "www ville avray fr"),
            ("Le", "le"),
            ("–", ""),
        ] {
            assert_eq!(in_text(text).join(" "), words, "{text}");
        }
    }
}
