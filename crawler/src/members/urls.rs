//! Addresses of sites as people write them: several in a cell, without a scheme, in capitals.

use super::text::visible;
use url::{Host, Url};

/// The addresses of one cell, normalised and as written, in order, each once; then the texts that are no addresses.
pub(super) fn parse(cell: &str) -> (Vec<(Url, &str)>, Vec<&str>) {
    let (mut sites, mut wrong) = (Vec::<(Url, &str)>::new(), Vec::new());
    let separators = |letter: char| letter.is_whitespace() || matches!(letter, ',' | '|' | ';');
    for written in cell.split(separators).map(visible).filter(|part| !part.is_empty()) {
        match site(written) {
            Some(url) if sites.iter().any(|(known, _)| *known == url) => {}
            Some(url) => sites.push((url, written)),
            None => wrong.push(written),
        }
    }
    (sites, wrong)
}

fn site(written: &str) -> Option<Url> {
    let schemed = if written.contains("://") { written.to_owned() } else { format!("https://{written}") };
    let mut url = Url::parse(&schemed).ok()?;
    if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    url.set_fragment(None);
    let named = match url.host()? {
        Host::Domain(host) => is_name(host),
        Host::Ipv4(_) | Host::Ipv6(_) => true,
    };
    named.then_some(url)
}

/// Whether this is a host name: at least two labels, none empty or too long (RFC 1035), so that «néant» and
/// «voir-mairie» are none.
fn is_name(host: &str) -> bool {
    let labels: Vec<_> = host.trim_end_matches('.').split('.').collect();
    let sound = |label: &&str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    labels.len() > 1 && labels.iter().all(sound) && host.len() <= 253
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sites(cell: &str) -> Vec<String> {
        parse(cell).0.into_iter().map(|(url, _)| String::from(url)).collect()
    }

    #[test]
    fn a_scheme_is_added_where_none_is() {
        assert_eq!(sites("www.Mairie.EXAMPLE"), ["https://www.mairie.example/"]);
        assert_eq!(sites("http://mairie.example/accueil#haut"), ["http://mairie.example/accueil"]);
        assert_eq!(sites("mairie.localhost:8080"), ["https://mairie.localhost:8080/"]);
    }

    #[test]
    fn a_cell_may_hold_several() {
        let expected = ["https://a.example/", "https://b.example/", "https://c.example/"];
        assert_eq!(sites(" a.example, b.example|c.example\n a.example "), expected);
    }

    #[test]
    fn names_with_accents_are_written_as_the_network_wants_them() {
        assert_eq!(sites("évry.example"), ["https://xn--vry-9la.example/"]);
    }

    #[test]
    fn what_is_no_site_comes_back_as_written() {
        let cell = "néant mailto:x@a.example ftp://a.example https:// http://moi:secret@a.example a..b javascript:alert(1)";
        let (sites, wrong) = parse(cell);
        assert_eq!((sites.len(), wrong.len()), (0, 7), "{sites:?}");
    }
}
