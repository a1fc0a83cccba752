//! Normal form of wordings for comparison: folded as in the rules, without articles and similar words, in the singular.

pub(crate) use rules::standards::words::normalise as fold;

/// The meaningful words as [`words`] gives them, in the singular.
pub(crate) fn stems(text: &str) -> Vec<String> {
    words(text).iter().map(|word| singular(word)).collect()
}

/// Folded words, split at capitals («ContactMairie»), without articles and similar words («Notre FAQ»).
pub(crate) fn words(text: &str) -> Vec<String> {
    const SILENT: &[&str] = &[
        "a", "au", "aux", "ce", "ces", "cette", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les",
        "leur", "ma", "mes", "mon", "nos", "notre", "ou", "par", "pour", "sa", "ses", "son", "sur", "ta",
        "tes", "ton", "un", "une", "vos", "votre", "the", "of", "our", "and", "your", "my",
    ];
    let mut parted = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            parted.push(' ');
        }
        parted.push(letter);
        before = letter;
    }
    let folded = fold(&parted);
    folded.split(' ').filter(|word| !word.is_empty() && !SILENT.contains(word)).map(str::to_owned).collect()
}

/// The word without a plural ending, so that «mentions legales» and «mention legale» are equal. «acces» and «plus» lose
/// their last letter too; this is harmless, because both compared texts are treated alike.
fn singular(word: &str) -> String {
    let ends = word.len() > 3 && word.ends_with(['s', 'x']);
    if ends { word[..word.len() - 1].to_owned() } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_punctuation_do_not_count() {
        assert_eq!(fold("  Mentions   légales\u{a0}! "), "mentions legales");
        assert_eq!(fold("mentions-legales.html"), "mentions legales html");
        assert_eq!(fold("Cœur d’Œuvre"), "coeur d oeuvre");
        assert_eq!(fold("De\u{301}claration"), "declaration");
    }

    #[test]
    fn words_compare_in_any_case_number_and_spelling() {
        for same in ["Mentions légales", "mention-legale", "MentionsLegales", "nos mentions légales"] {
            assert_eq!(stems(same), ["mention", "legale"], "{same}");
        }
        assert_eq!(stems("FAQ de la Mairie"), ["faq", "mairie"]);
    }
}
