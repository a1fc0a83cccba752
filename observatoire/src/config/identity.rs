//! The name and address that the crawler gives to servers in its requests.

use super::Config;
use crawler::fetch::Identity;
use url::Url;

/// Address of information if none is configured. `check_identity` allows this only with `allow_private`.
const NOBODY: &str = "http://localhost/";

impl Config {
    /// The crawler's name for the user agent and for robots.txt, and the address of information about it.
    pub fn identity(&self) -> Identity {
        let user_agent = &self.crawl.user_agent;
        let (token, version) = user_agent.split_once('/').unwrap_or((user_agent, "1"));
        let information = self.crawl.information_url.clone();
        let information =
            information.unwrap_or_else(|| Url::parse(NOBODY).expect("a constant, tested below"));
        Identity { token: token.to_owned(), version: version.to_owned(), information }
    }
}
