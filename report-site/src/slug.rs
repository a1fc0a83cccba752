//! The order of names, and the part of an address for an id.

use crate::engine::Digest;
use registry::without_accent;

/// Lower case without accents, so that Évreux stands between Etampes and Fougères. Addresses are made from the result.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).fold(String::new(), |mut folded, letter| {
        match without_accent(letter) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(letter),
        }
        folded
    })
}

/// Most letters of a slug, before the digest.
const MOST: usize = 80;

/// The part of an address for an id of the registry. If writing the id in a-z, 0-9 and `-` loses something, a digest is
/// added, so that different ids have different addresses.
pub fn slug(id: &str) -> String {
    // Nearly all ids need no change.
    if (1..=MOST).contains(&id.len()) && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9')) {
        return id.to_owned();
    }
    let slug = plain(id);
    if slug == id && !slug.is_empty() {
        return slug;
    }
    let mut digest = Digest::of(&[id.as_bytes()]).to_string();
    digest.truncate(8);
    if slug.is_empty() { digest } else { format!("{slug}-{digest}") }
}

fn plain(id: &str) -> String {
    let mut slug = String::new();
    for letter in fold(id).chars() {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(MOST);
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_of_different_ids_differ() {
        let ids =
            ["a-b", "a b", "A-B", "à-b", "-a-b", "a--b", "", "/", "..", &"x".repeat(300), &"x".repeat(301)];
        let slugs: std::collections::BTreeSet<_> = ids.iter().map(|id| slug(id)).collect();
        assert_eq!(slugs.len(), ids.len());
        assert!(slugs.iter().all(|slug| crate::SitePath::folder([slug]).is_ok()), "{slugs:?}");
        assert_eq!(slug("21130055300016"), "21130055300016");
    }

    #[test]
    fn addresses_are_those_that_were_published() {
        assert_eq!(slug("Évreux – œuvre d’Añó"), "evreux-oeuvre-d-ano-cf960d44");
        let folded = ('\u{80}'..=char::MAX).filter_map(|letter| {
            let folded = fold(letter.encode_utf8(&mut [0; 4]));
            (folded != letter.to_lowercase().to_string()).then(|| format!("{letter}{folded}"))
        });
        assert_eq!(
            folded.collect::<Vec<_>>().join(" "),
            "Àa Áa Âa Ãa Äa Æae Çc Èe Ée Êe Ëe Íi Îi Ïi Ñn Óo Ôo Öo Ùu Úu Ûu Üu \
             àa áa âa ãa äa æae çc èe ée êe ëe íi îi ïi ñn óo ôo öo ùu úu ûu üu ÿy Œoe œoe Ÿy"
        );
    }
}
