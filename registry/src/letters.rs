//! Letters of French and neighbouring languages without their accents, for ids and addresses. Both are published, so
//! this table never changes.

/// A small letter written in ASCII. `None` for a character that the table does not contain.
pub fn without_accent(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'â' | 'ä' | 'á' | 'ã' => "a",
        'ç' => "c",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'î' | 'ï' | 'í' => "i",
        'ô' | 'ö' | 'ó' => "o",
        'ù' | 'û' | 'ü' | 'ú' => "u",
        'ÿ' => "y",
        'ñ' => "n",
        'œ' => "oe",
        'æ' => "ae",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::without_accent;

    #[test]
    fn the_table_is_the_one_that_published_addresses_were_made_with() {
        let known =
            ('\0'..=char::MAX).filter_map(|letter| Some(format!("{letter}{}", without_accent(letter)?)));
        assert_eq!(
            known.collect::<Vec<_>>().join(" "),
            "àa áa âa ãa äa æae çc èe ée êe ëe íi îi ïi ñn óo ôo öo ùu úu ûu üu ÿy œoe"
        );
    }
}
