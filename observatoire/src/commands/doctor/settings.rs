//! Settings about the crawler's identity, the published site and campaigns.

use super::check::Check;
use crate::{bodies, config::Config, words::say};
use store::Store;
use url::{Host, Url};

/// Checks that the database knows the bodies that the campaigns name. `None` if there is no campaign, or if the
/// database cannot be opened, which another check reports.
pub async fn bodies(config: &Config) -> Option<Check> {
    let what = say!("doctor-campaigns");
    let plans = config.plans().ok().filter(|plans| !plans.is_empty())?;
    let is_there = Store::check(&config.database.url).await.is_ok_and(|health| health.is_current());
    let store = if is_there { Store::open_existing(&config.database.url).await.ok()? } else { return None };
    let checked = bodies::of_plans(&store, plans).await;
    store.close().await;
    Some(match checked {
        Ok(plans) => {
            let names: Vec<&str> = plans.iter().map(|plan| plan.name.as_str()).collect();
            Check::good(what, names.join(", "))
        }
        Err(error) => Check::missing(what, error.to_string(), say!("doctor-campaigns-remedy")),
    })
}

/// Checks the address of the site, with which feeds and permalinks begin, and the details of the operator, which the
/// legal notice shows.
pub fn site(config: &Config) -> Vec<Check> {
    let mut checks = Vec::new();
    let base = &config.site.base_url;
    if is_own(base) {
        let found = say!("doctor-base-url-local", url = base);
        checks.push(Check::warning(say!("doctor-base-url"), found, say!("doctor-base-url-remedy")));
    }
    let operator = &config.site.operator;
    let of_law = [
        ("name", &operator.name),
        ("address", &operator.address),
        ("email", &operator.email),
        ("publication_director", &operator.publication_director),
        ("host", &operator.host),
    ];
    let missing: Vec<&str> =
        of_law.into_iter().filter(|(_, value)| value.trim().is_empty()).map(|(name, _)| name).collect();
    let what = say!("doctor-operator");
    checks.push(if missing.is_empty() {
        Check::good(what, operator.name.clone())
    } else {
        let found = say!("doctor-operator-missing", keys = missing.join(", "));
        Check::warning(what, found, say!("doctor-operator-remedy"))
    });
    checks
}

/// Whether only this machine or its network can open the address.
fn is_own(address: &str) -> bool {
    match Url::parse(address).ok().and_then(|url| url.host().map(|host| host.to_owned())) {
        Some(Host::Domain(name)) => {
            !name.contains('.') || name.ends_with(".localhost") || name.ends_with(".local")
        }
        Some(Host::Ipv4(address)) => {
            address.is_loopback() || address.is_private() || address.is_unspecified()
        }
        Some(Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
        None => true,
    }
}

pub fn identity(config: &Config) -> Check {
    let what = say!("doctor-identity");
    match &config.crawl.information_url {
        Some(_) => Check::good(what, config.identity().user_agent()),
        None => Check::warning(what, say!("doctor-identity-none"), say!("doctor-identity-remedy")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_nobody_else_can_open_is_told() {
        for own in [
            "http://localhost:8000/",
            "http://127.0.0.1/",
            "https://observatoire/",
            "http://10.0.0.7/",
            "http://[::1]/",
        ] {
            assert!(is_own(own), "{own}");
        }
        for public in ["https://observatoire.example.fr/", "https://www.example.fr/accessibilite/"] {
            assert!(!is_own(public), "{public}");
        }
    }

    #[test]
    fn what_the_law_asks_of_a_notice_is_told_key_by_key() {
        let mut config = Config::default();
        config.site.base_url = "https://observatoire.example.fr/".into();
        config.site.operator.name = "Syndicat".into();
        let checks = site(&config);
        assert_eq!(checks.len(), 1);
        for key in ["address", "email", "publication_director", "host"] {
            assert!(checks[0].found.contains(key), "{key}: {}", checks[0].found);
        }
    }
}
