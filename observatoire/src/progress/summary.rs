//! The result of a run: the number of evaluated sites, and of the others by cause with what to do next.

use crate::{
    config::Config,
    words::{Language, say},
};
use crawler::cause::Cause;
use std::collections::BTreeMap;
use store::{Result, Store};
use uuid::Uuid;

pub struct Summary {
    evaluated: i64,
    causes: BTreeMap<String, i64>,
}

impl Summary {
    pub async fn read(store: &Store, campaigns: &[Uuid]) -> Result<Self> {
        let mut summary = Self { evaluated: 0, causes: BTreeMap::new() };
        for campaign in campaigns {
            for (cause, sites) in store.campaign_causes(*campaign).await? {
                match cause {
                    None => summary.evaluated += sites,
                    Some(cause) => *summary.causes.entry(cause).or_default() += sites,
                }
            }
        }
        Ok(summary)
    }

    pub fn not_evaluated(&self) -> i64 {
        self.causes.values().sum()
    }

    /// Whether no site was evaluated, and all causes are on our side: a setting, or a failure of this program or
    /// machine.
    pub fn is_all_ours(&self) -> bool {
        let ours = |cause: &String| cause.parse::<Cause>().is_ok_and(Cause::is_ours);
        self.evaluated == 0 && !self.causes.is_empty() && self.causes.keys().all(ours)
    }

    pub fn line(&self) -> String {
        say!("run-summary", evaluated = self.evaluated, not = self.not_evaluated())
    }

    /// One line for each cause, the most frequent first, with the setting or command that may help.
    pub fn causes(&self, config: &Config) -> Vec<String> {
        let mut causes: Vec<(&String, &i64)> = self.causes.iter().collect();
        causes.sort_by_key(|(cause, sites)| (-**sites, *cause));
        let mut lines: Vec<String> =
            causes.into_iter().map(|(cause, sites)| line(cause, *sites, config)).collect();
        if !lines.is_empty() {
            lines.push(say!("run-next"));
        }
        lines
    }
}

fn line(cause: &str, sites: i64, config: &Config) -> String {
    let told = say!("run-cause", count = sites, cause = label(cause));
    let remedy = match cause.parse() {
        Ok(Cause::EgressRefused) => say!("cause-egress-refused"),
        Ok(Cause::PortNotVisited) => {
            let ports = config.crawl.ports.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
            say!("cause-port-not-visited", ports = ports)
        }
        Ok(Cause::ClosedByUs) => say!("cause-closed-by-us"),
        Ok(Cause::ResolverUnavailable) => say!("cause-resolver-unavailable"),
        Ok(Cause::BrowserUnavailable) => say!("cause-browser-unavailable"),
        Ok(Cause::Internal) => say!("cause-internal"),
        _ => return told,
    };
    format!("{told} → {remedy}")
}

/// Label of a cause in the user's language, as on the published site.
pub fn label(cause: &str) -> String {
    let language = Language::of_surroundings().of_site();
    report_site::words::cause(cause).label.said(language).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(evaluated: i64, causes: &[(&str, i64)]) -> Summary {
        Summary {
            evaluated,
            causes: causes.iter().map(|(cause, sites)| ((*cause).to_owned(), *sites)).collect(),
        }
    }

    #[test]
    fn a_run_that_saw_nothing_for_reasons_of_ours_is_told_from_one_of_bad_sites() {
        assert!(summary(0, &[("egress-refused", 3), ("port-not-visited", 1)]).is_all_ours());
        assert!(summary(0, &[("browser-unavailable", 3), ("internal", 1)]).is_all_ours());
        assert!(!summary(0, &[("egress-refused", 3), ("dns", 1)]).is_all_ours());
        assert!(!summary(1, &[("egress-refused", 3)]).is_all_ours());
        assert!(!summary(0, &[]).is_all_ours());
    }

    #[test]
    fn the_setting_that_keeps_us_from_a_site_is_named() {
        let mut config = Config::default();
        config.crawl.ports = vec![80, 8081];
        for (cause, setting) in [
            ("egress-refused", "private_networks"),
            ("port-not-visited", "ports"),
            ("port-not-visited", "80, 8081"),
            ("closed-by-us", "deny"),
            ("browser-unavailable", "doctor"),
        ] {
            let lines = summary(0, &[(cause, 2)]).causes(&config);
            assert!(lines[0].contains(setting), "{cause}: {}", lines[0]);
        }
        assert_eq!(summary(2, &[]).causes(&config), Vec::<String>::new());
    }
}
