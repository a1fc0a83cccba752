//! The order of names, and the part of an address for an id.

use crate::engine::Digest;

/// Lower case without accents, so that Évreux stands between Etampes and Fougères. Addresses are made from the result, so
/// this table stays as it is.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).fold(String::new(), |mut folded, letter| {
        match letter {
            'à' | 'â' | 'ä' | 'á' | 'ã' => folded.push('a'),
            'ç' => folded.push('c'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'î' | 'ï' | 'í' => folded.push('i'),
            'ô' | 'ö' | 'ó' => folded.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => folded.push('u'),
            'ÿ' => folded.push('y'),
            'ñ' => folded.push('n'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            other => folded.push(other),
        }
        folded
    })
}

/// Most letters of a slug, before the digest.
const MOST: usize = 80;

/// The part of an address for an id of the registry. Two ids never share one: where writing the id in a-z, 0-9 and `-`
/// loses something, a digest is added.
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
}
