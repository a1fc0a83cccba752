//! Reasons for which a line or a value of a register was not imported, in the user's language.

use crate::words::Language;
use crawler::members::Reason;

/// The reason in the user's language. The messages of [`Reason`] itself are French.
pub fn reason(reason: Reason) -> String {
    if Language::of_surroundings() == Language::French {
        return reason.to_string();
    }
    match reason {
        Reason::Missing => "a required value is missing",
        Reason::DuplicateId => "this id stands further up in the file",
        Reason::DuplicateCommune => "another record of this commune was read already",
        Reason::SirenShape => "a SIREN has 9 digits",
        Reason::SirenKey => "the check digit of the SIREN is wrong: one digit is mistaken",
        Reason::SiretShape => "a SIRET has 14 digits",
        Reason::SiretKey => "the check digit of the SIRET is wrong: one digit is mistaken",
        Reason::SiretOfAnother => "the SIRET does not begin with the SIREN of the line",
        Reason::Insee => {
            "an INSEE code of a commune has 5 characters, leading zero included: 01004, 2A004, 97105"
        }
        Reason::Departement => {
            "a département code is 01 to 95, 2A, 2B, 971 to 978, 984 to 988, leading zero included"
        }
        Reason::PostalCode => {
            "a postal code has 5 digits, first zero included; several stand apart by a space"
        }
        Reason::Population => "a population is a whole number of inhabitants",
        Reason::Url => "this is no address of a site: write https://www.example.fr",
        Reason::SocialNetwork => "this is a page of a social network, not the member's site",
        Reason::Shortener => "this is a link shortener: write the address it leads to",
        Reason::SharedFront => {
            "this is the front page of a host that serves many: write the member's own address"
        }
        Reason::InvisibleSigns => "invisible signs around the value were taken off",
        Reason::TooManyColumns => {
            "the line has more columns than the header: a separator too many, or quotes are missing"
        }
        Reason::OpenQuote => "a quote is opened and never closed",
        Reason::StrayQuote => {
            "a quote stands inside a cell or behind its closing quote: double it, or take it out"
        }
        Reason::TooLong => "text too long",
        Reason::UnknownBody => "this body is not in the list of bodies",
        Reason::NotARecord => "this is no record: an object is expected",
    }
    .to_owned()
}
