//! The name under which the crawler introduces itself to servers.

use super::Config;
use crawler::fetch::Identity;
use url::Url;

/// Address given where none is configured, which is allowed only on one's own machine.
const NOBODY: &str = "http://localhost/";

impl Config {
    /// The crawler's name for servers and for robots.txt.
    pub fn identity(&self) -> Identity {
        let user_agent = &self.crawl.user_agent;
        let (token, version) = user_agent.split_once('/').unwrap_or((user_agent, "1"));
        let information = self.crawl.information_url.clone();
        let information =
            information.unwrap_or_else(|| Url::parse(NOBODY).expect("a constant, tested below"));
        Identity { token: token.to_owned(), version: version.to_owned(), information }
    }
}
