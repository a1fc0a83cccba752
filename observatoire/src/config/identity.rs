//! The name under which servers know us.

use super::Config;
use crawler::fetch::Identity;
use url::Url;

/// Stands where no address of ours is needed: on one's own machine.
const NOBODY: &str = "http://localhost/";

impl Config {
    /// How we name ourselves to servers and look ourselves up in robots.txt.
    pub fn identity(&self) -> Identity {
        let user_agent = &self.crawl.user_agent;
        let (token, version) = user_agent.split_once('/').unwrap_or((user_agent, "1"));
        let information = self.crawl.information_url.clone();
        let information =
            information.unwrap_or_else(|| Url::parse(NOBODY).expect("a constant, tested below"));
        Identity { token: token.to_owned(), version: version.to_owned(), information }
    }
}
