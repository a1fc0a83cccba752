//! SIREN, SIRET, INSEE and département codes: spaces are removed, forms and check digits are checked.

use super::Reason;

/// The SIREN of La Poste. Most of its SIRETs follow another rule for the check digit.
const LA_POSTE: &str = "356000000";

/// Most postal codes of one member; Paris has twenty-one.
const MOST_POSTAL_CODES: usize = 40;

pub(super) fn siren(value: &str) -> Result<String, Reason> {
    let digits = digits(value, 9).ok_or(Reason::SirenShape)?;
    if luhn(&digits) { Ok(digits) } else { Err(Reason::SirenKey) }
}

pub(super) fn siret(value: &str) -> Result<String, Reason> {
    let digits = digits(value, 14).ok_or(Reason::SiretShape)?;
    let of_la_poste = digits.starts_with(LA_POSTE) && digit_sum(&digits).is_multiple_of(5);
    if luhn(&digits) || of_la_poste { Ok(digits) } else { Err(Reason::SiretKey) }
}

/// An INSEE code: five characters, two for the département (also 2A and 2B), then three for the commune.
pub(super) fn insee(value: &str) -> Result<String, Reason> {
    let code = compact(value).to_ascii_uppercase();
    let (start, end) = code.split_at_checked(2).ok_or(Reason::Insee)?;
    let known_start = match start {
        "2A" | "2B" => true,
        "00" | "20" | "96" | "99" => false,
        _ => all_digits(start),
    };
    if known_start && end.len() == 3 && all_digits(end) { Ok(code) } else { Err(Reason::Insee) }
}

pub(super) fn departement(value: &str) -> Result<String, Reason> {
    let code = compact(value).to_ascii_uppercase();
    let known = match (code.as_str(), code.len()) {
        ("2A" | "2B", _) => true,
        ("20", _) => false,
        (_, 2) => all_digits(&code) && ("01"..="95").contains(&code.as_str()),
        (_, 3) => matches!(code.parse(), Ok(971..=978 | 984 | 986..=989)),
        _ => false,
    };
    if known { Ok(code) } else { Err(Reason::Departement) }
}

/// Postal codes of five digits, each once, separated by spaces. A leading zero that a spreadsheet removed is added.
pub(super) fn postal_codes(value: &str) -> Result<String, Reason> {
    let mut codes: Vec<String> = Vec::new();
    for written in value.split([' ', ',', ';', '|', '\u{a0}']).filter(|written| !written.is_empty()) {
        let code = if written.len() == 4 { format!("0{written}") } else { written.to_owned() };
        // Codes begin with 01 to 95, or those of Monaco and overseas; none begins with 00 or 99.
        let known =
            code.len() == 5 && all_digits(&code) && !code.starts_with("00") && !code.starts_with("99");
        if !known {
            return Err(Reason::PostalCode);
        }
        if !codes.contains(&code) && codes.len() < MOST_POSTAL_CODES {
            codes.push(code);
        }
    }
    if codes.is_empty() { Err(Reason::PostalCode) } else { Ok(codes.join(" ")) }
}

/// A whole number, whose digits may be grouped.
pub(super) fn population(value: &str) -> Result<String, Reason> {
    let written = value.strip_suffix(".0").unwrap_or(value);
    let digits: String = written.chars().filter(|sign| !sign.is_whitespace()).collect();
    let fits = !digits.is_empty() && digits.len() <= 9 && all_digits(&digits);
    if fits { Ok(digits) } else { Err(Reason::Population) }
}

fn digits(value: &str, count: usize) -> Option<String> {
    let compact = compact(value);
    (compact.len() == count && all_digits(&compact)).then_some(compact)
}

fn compact(value: &str) -> String {
    value.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn digit_sum(digits: &str) -> u32 {
    digits.bytes().map(|digit| u32::from(digit - b'0')).sum()
}

/// Luhn's check: from the right every second digit is doubled, 9 is subtracted from two-digit results, and the sum must
/// be a multiple of ten.
fn luhn(digits: &str) -> bool {
    let doubled = |(place, digit): (usize, u8)| {
        let digit = u32::from(digit - b'0') * if place % 2 == 1 { 2 } else { 1 };
        if digit > 9 { digit - 9 } else { digit }
    };
    let sum: u32 = digits.bytes().rev().enumerate().map(doubled).sum();
    sum.is_multiple_of(10) && digits.bytes().any(|digit| digit != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_siren_has_nine_digits_and_a_key() {
        assert_eq!(siren("732 829 320").as_deref(), Ok("732829320"));
        assert_eq!(siren("732829321"), Err(Reason::SirenKey));
        assert_eq!(siren("000000000"), Err(Reason::SirenKey));
        for wrong in ["73282932", "7328293200", "73282932O", "７３２829320"] {
            assert_eq!(siren(wrong), Err(Reason::SirenShape), "{wrong}");
        }
    }

    #[test]
    fn a_siret_has_fourteen_digits_and_a_key_but_at_la_poste() {
        assert_eq!(siret("732\u{a0}829\u{a0}320 00074").as_deref(), Ok("73282932000074"));
        assert_eq!(siret("73282932000075"), Err(Reason::SiretKey));
        assert_eq!(siret("35600000000048").as_deref(), Ok("35600000000048"));
        assert_eq!(siret("35600000049837").as_deref(), Ok("35600000049837"));
        assert_eq!(siret("35600000049838"), Err(Reason::SiretKey));
    }

    proptest! {
        /// Every single wrong digit is detected.
        #[test]
        fn one_wrong_digit_is_seen(place in 0usize..9, shift in 1u8..10) {
            let mut digits = *b"732829320";
            digits[place] = b'0' + (digits[place] - b'0' + shift) % 10;
            prop_assert!(siren(&String::from_utf8_lossy(&digits)).is_err());
        }
    }

    #[test]
    fn insee_codes_know_corsica_and_overseas() {
        for code in ["01004", "2A004", "2b033", "97105", "75056", "98818"] {
            assert!(insee(code).is_ok(), "{code}");
        }
        for code in ["1004", "20004", "2C004", "0100A", "010045", "", "é004", "99100"] {
            assert_eq!(insee(code), Err(Reason::Insee), "{code}");
        }
    }

    #[test]
    fn departements_know_corsica_and_overseas() {
        for code in ["01", "95", "2A", "2b", "971", "976", "988"] {
            assert!(departement(code).is_ok(), "{code}");
        }
        for code in ["1", "20", "00", "96", "970", "980", "Ain", ""] {
            assert_eq!(departement(code), Err(Reason::Departement), "{code}");
        }
    }

    #[test]
    fn postal_codes_are_of_five_digits_each_once() {
        for (written, read) in [
            ("29000", "29000"),
            ("1400", "01400"),
            ("29000, 29200|29000", "29000 29200"),
            ("20137 98800", "20137 98800"),
        ] {
            assert_eq!(postal_codes(written).as_deref(), Ok(read), "{written}");
        }
        for written in ["2A004", "00100", "99123", "290000", "290", "29 000", "29000-29200", "|"] {
            assert!(postal_codes(written).is_err(), "{written}");
        }
    }

    #[test]
    fn a_population_is_a_whole_number() {
        for (written, read) in
            [("859", "859"), ("12 345", "12345"), ("1\u{202f}234\u{a0}567", "1234567"), ("859.0", "859")]
        {
            assert_eq!(population(written).as_deref(), Ok(read), "{written}");
        }
        for written in ["-1", "12,5", "1e3", "12 345 678 901", "beaucoup"] {
            assert!(population(written).is_err(), "{written}");
        }
    }
}
