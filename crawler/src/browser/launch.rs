//! Which programs are started, with which options.

use super::{error::BrowserError, leash::Leash};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Places of Debian's and Ubuntu's packages, the light browser first: it loads pages a third faster.
const BROWSERS: &[(&str, &str)] = &[
    ("/usr/lib/chromium/chromium-headless-shell", "chrome-headless-shell"),
    ("/usr/bin/chromium-headless-shell", "chrome-headless-shell"),
    ("/usr/bin/chromium", "chrome"),
    ("/usr/bin/chromium-browser", "chrome"),
    ("/usr/bin/google-chrome", "chrome"),
];
const DRIVERS: &[&str] =
    &["/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver", "/usr/bin/chromium.chromedriver"];

/// A browser and the driver that starts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

/// The configured programs, or those of the distribution.
pub fn find_binaries(browser: Option<&Path>, driver: Option<&Path>) -> Result<Binaries, BrowserError> {
    let browsers: Vec<PathBuf> = match browser {
        Some(path) => vec![path.to_owned()],
        None => BROWSERS.iter().map(|(path, _)| PathBuf::from(path)).collect(),
    };
    let drivers: Vec<PathBuf> = match driver {
        Some(path) => vec![path.to_owned()],
        None => DRIVERS.iter().map(PathBuf::from).collect(),
    };
    let existing = |paths: &[PathBuf]| paths.iter().find(|path| path.is_file()).cloned();
    let browser = existing(&browsers).ok_or(BrowserError::NotInstalled {
        what: "browser",
        package: "chromium-headless-shell",
        looked_for: browsers,
    })?;
    let driver = existing(&drivers).ok_or(BrowserError::NotInstalled {
        what: "WebDriver",
        package: "chromium-driver",
        looked_for: drivers,
    })?;
    Ok(Binaries { browser, driver })
}

/// How every browser is started.
#[derive(Debug, Clone)]
pub struct Launch {
    /// `None` lets a remote endpoint choose its own.
    pub browser: Option<PathBuf>,
    pub viewport_width: u32,
    pub viewport_height: u32,
    /// `host:port` of the egress guard's proxy; every request of the browser goes through it.
    pub proxy: Option<String>,
    /// Added to the browser's own user agent: `Observatoire/0.1 (+https://…)`.
    pub user_agent_suffix: String,
    /// Chromium's sandbox does not start for root.
    pub sandbox: bool,
}

impl Launch {
    /// Body of `POST /session`. With a leash the browser opens a debugging port, since it need not be held by a pipe to
    /// end with its driver.
    pub fn capabilities(&self, leash: Option<&Leash>) -> serde_json::Map<String, Value> {
        let name = match &self.browser {
            Some(path) if path.to_string_lossy().contains("headless-shell") => "chrome-headless-shell",
            _ => "chrome",
        };
        let mut options = json!({
            "args": self.arguments(leash),
            "prefs": {
                "download_restrictions": 3,
                "safebrowsing.enabled": false,
                "profile.default_content_setting_values.notifications": 2,
            },
        });
        if let Some(path) = leash.map(Leash::path).or(self.browser.as_deref()) {
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

    fn arguments(&self, leash: Option<&Leash>) -> Vec<String> {
        let mut arguments: Vec<String> = ARGUMENTS.iter().map(|argument| (*argument).to_owned()).collect();
        if leash.is_none() {
            arguments.push("--remote-debugging-pipe".into());
        }
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

/// Nothing goes out but what the page asks for; nothing stays; nothing pops up.
const ARGUMENTS: &[&str] = &[
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
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
    "--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,DialMediaRouteProvider,GlobalMediaControls,InterestFeedContentSuggestions,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,Translate,WebOTP,WebRtcHideLocalIpsWithMdns",
];
