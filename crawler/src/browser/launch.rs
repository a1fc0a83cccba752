//! The programs that are started, and their options.

use super::error::BrowserError;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Paths in the packages of Debian and Ubuntu, the headless browser first: it loads pages a third faster.
const BROWSERS: &[(&str, &str)] = &[
    ("/usr/lib/chromium/chromium-headless-shell", "chrome-headless-shell"),
    ("/usr/bin/chromium-headless-shell", "chrome-headless-shell"),
    ("/usr/bin/chromium", "chrome"),
    ("/usr/bin/chromium-browser", "chrome"),
    ("/usr/bin/google-chrome", "chrome"),
];
const DRIVERS: &[&str] =
    &["/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver", "/usr/bin/chromium.chromedriver"];

/// The configured browser, or the one of the distribution.
pub fn find_browser(browser: Option<&Path>) -> Result<PathBuf, BrowserError> {
    find(browser, BROWSERS.iter().map(|(path, _)| *path), "browser", "chromium-headless-shell")
}

/// The WebDriver of the distribution, which runs at endpoints and in tests.
pub fn find_driver() -> Result<PathBuf, BrowserError> {
    find(None, DRIVERS.iter().copied(), "WebDriver", "chromium-driver")
}

fn find(
    named: Option<&Path>,
    usual: impl Iterator<Item = &'static str>,
    what: &'static str,
    package: &'static str,
) -> Result<PathBuf, BrowserError> {
    let looked_for = named.map_or_else(|| usual.map(PathBuf::from).collect(), |path| vec![path.to_owned()]);
    let found = looked_for.iter().find(|path| path.is_file()).cloned();
    found.ok_or(BrowserError::NotInstalled { what, package, looked_for })
}

/// How every browser is started.
#[derive(Debug, Clone)]
pub struct Launch {
    /// The browser. `None` lets a remote endpoint choose one.
    pub browser: Option<PathBuf>,
    pub viewport_width: u32,
    pub viewport_height: u32,
    /// `host:port` of the egress guard's proxy; every request of the browser goes through it.
    pub proxy: Option<String>,
    /// Added to the browser's own user agent: `Observatoire/0.1 (+https://…)`.
    pub user_agent_suffix: String,
    /// Whether the sandbox is used; Chromium's sandbox does not start for root.
    pub sandbox: bool,
    /// Most bytes that the site of a page may store.
    pub storage_quota: u64,
}

impl Launch {
    /// Capabilities for `POST /session`.
    pub fn capabilities(&self) -> serde_json::Map<String, Value> {
        let name = match &self.browser {
            Some(path) if path.to_string_lossy().contains("headless-shell") => "chrome-headless-shell",
            _ => "chrome",
        };
        let mut options = json!({
            "args": self.arguments(),
            "prefs": {
                "download_restrictions": 3,
                "safebrowsing.enabled": false,
                "profile.default_content_setting_values.notifications": 2,
            },
        });
        if let Some(path) = &self.browser {
            options["binary"] = json!(path);
        }
        let capabilities = json!({
            "browserName": name,
            "pageLoadStrategy": "normal",
            "unhandledPromptBehavior": "dismiss",
            "goog:chromeOptions": options,
        });
        match capabilities {
            Value::Object(map) => map,
            _ => serde_json::Map::new(),
        }
    }

    /// Arguments of a browser that is started here, with its profile in `data`.
    pub fn own_arguments(&self, data: &Path) -> Vec<String> {
        let mut arguments = self.arguments();
        arguments.extend(AS_A_DRIVER_DOES.iter().map(|argument| (*argument).to_owned()));
        arguments.push(format!("--user-data-dir={}", data.display()));
        arguments.push("about:blank".into());
        arguments
    }

    fn arguments(&self) -> Vec<String> {
        let mut arguments: Vec<String> = ARGUMENTS.iter().map(|argument| (*argument).to_owned()).collect();
        arguments.push("--remote-debugging-pipe".into());
        arguments.push(format!("--window-size={},{}", self.viewport_width, self.viewport_height));
        if !self.sandbox {
            arguments.push("--no-sandbox".into());
        }
        if let Some(proxy) = &self.proxy {
            arguments.push(format!("--proxy-server=http://{proxy}"));
            // Without this, Chromium would go to loopback addresses past the proxy.
            arguments.push("--proxy-bypass-list=<-loopback>".into());
        }
        arguments
    }
}

/// Arguments that chromedriver adds by itself. A browser that is started here gets them too, so that a page is the same
/// with chromedriver and without. They make `navigator.webdriver` true.
const AS_A_DRIVER_DOES: &[&str] = &[
    "--allow-pre-commit-input",
    "--disable-hang-monitor",
    "--disable-popup-blocking",
    "--disable-prompt-on-repost",
    "--enable-automation",
    "--test-type=webdriver",
];

/// Arguments with which the browser sends only what pages request, stores nothing permanently and opens no windows.
const ARGUMENTS: &[&str] = &[
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disk-cache-size=67108864",
    "--hide-scrollbars",
    "--mute-audio",
    "--lang=fr-FR",
    "--accept-lang=fr-FR,fr",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--no-service-autorun",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-notifications",
    "--disable-quic",
    "--disable-renderer-backgrounding",
    "--disable-search-engine-choice-screen",
    "--disable-sync",
    "--deny-permission-prompts",
    "--block-new-web-contents",
    "--dns-prefetch-disable",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
    "--js-flags=--max-old-space-size=512",
    // Otherwise Chromium would write a warning of its own into each page that an XSLT style sheet makes.
    "--disable-blink-features=GenerateXSLTWarningBanner",
    "--disable-features=IgnoreDuplicateNavs,Prewarm,AutofillServerCommunication,CertificateTransparencyComponentUpdater,DialMediaRouteProvider,GlobalMediaControls,InterestFeedContentSuggestions,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,Translate,WebOTP,WebRtcHideLocalIpsWithMdns",
];
