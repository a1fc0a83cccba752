//! Finds addresses without a site: domains for sale, and servers with their default page.

use super::Cause;

const FOR_SALE: &[&str] = &[
    "sedoparking.com",
    "parkingcrew.net",
    "bodis.com",
    "parklogic.com",
    "hugedomains.com",
    "dan.com/buy-domain",
    "afternic.com/forsale",
    "this domain is for sale",
    "this domain may be for sale",
    "buy this domain",
    "ce domaine est à vendre",
    "ce nom de domaine est à vendre",
    "domain is parked",
];

const INSTALLED: &[&str] = &[
    "<title>welcome to nginx!</title>",
    "<title>apache2 debian default page",
    "<title>apache2 ubuntu default page",
    "<title>iis windows server</title>",
    "<title>test page for the nginx http server",
    "<h1>it works!</h1>",
    "site en construction - ovhcloud",
    "votre hébergement web est bien installé",
];

/// Greatest size of such pages in bytes. A longer page only mentions these things.
const LONGEST: usize = 60_000;

/// [`Cause::ParkedDomain`], [`Cause::DefaultPage`] or none, for a home page.
pub fn detect(html: &str) -> Option<Cause> {
    if html.len() > LONGEST {
        return None;
    }
    let html = html.to_lowercase();
    let shows = |marks: &[&str]| marks.iter().any(|mark| html.contains(mark));
    if shows(FOR_SALE) {
        return Some(Cause::ParkedDomain);
    }
    shows(INSTALLED).then_some(Cause::DefaultPage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_name_for_sale_from_a_bare_server_and_a_site() {
        assert_eq!(detect("<p>Ce domaine est À VENDRE"), Some(Cause::ParkedDomain));
        assert_eq!(detect("<title>Welcome to nginx!</title>"), Some(Cause::DefaultPage));
        assert_eq!(detect("<title>Mairie</title><p>Terrain à vendre"), None);
    }

    #[test]
    fn a_long_page_that_quotes_a_mark_is_a_site() {
        let article = format!("<p>buy this domain{}", " texte".repeat(LONGEST));
        assert_eq!(detect(&article), None);
    }
}
