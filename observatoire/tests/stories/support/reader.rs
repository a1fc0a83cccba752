//! A reader of the published site: a real browser with a window, driven by keyboard alone.

use std::process::Stdio;
use std::time::Duration;

use crawler::browser::{find_browser, find_driver};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper::Method;
use serde_json::json;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use url::{ParseError, Url};

/// CDP command that sets the folder for downloads.
#[derive(Debug)]
struct SetDownloads(serde_json::Value);

impl WebDriverCompatibleCommand for SetDownloads {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let command = json!({ "cmd": "Browser.setDownloadBehavior", "params": self.0 });
        (Method::POST, Some(command.to_string()))
    }
}

pub struct Reader {
    pub client: Client,
    _driver: Child,
}

impl Reader {
    /// Starts a browser with a window of this width and height in CSS pixels.
    pub async fn with_window(width: u32, height: u32) -> Self {
        let browser = find_browser(None).unwrap();
        let mut driver = Command::new(find_driver().unwrap())
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = loop {
            let line = lines.next_line().await.unwrap().expect("chromedriver tells its port");
            if let Some((_, rest)) = line.split_once("successfully on port ") {
                break rest.trim_end_matches('.').to_owned();
            }
        };
        let name = if browser.to_string_lossy().contains("headless-shell") {
            "chrome-headless-shell"
        } else {
            "chrome"
        };
        let capabilities = json!({
            "browserName": name,
            // A dialog stays open, so that a story can find it.
            "unhandledPromptBehavior": "ignore",
            "goog:chromeOptions": {
                "binary": browser,
                "args": ["--headless", "--disable-gpu", "--no-sandbox", format!("--window-size={width},{height}")],
            },
        });
        let serde_json::Value::Object(capabilities) = capabilities else {
            unreachable!("an object is written above")
        };
        let mut builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        let client =
            builder.capabilities(capabilities).connect(&format!("http://127.0.0.1:{port}")).await.unwrap();
        client.set_window_size(width, height).await.unwrap();
        Self { client, _driver: driver }
    }

    async fn press(&self, key: Key) {
        let value = char::from(key);
        let keys =
            KeyActions::new("keyboard".into()).then(KeyAction::Down { value }).then(KeyAction::Up { value });
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Types a text letter by letter.
    pub async fn type_in(&self, text: &str) {
        for letter in text.chars() {
            let keys = KeyActions::new("keyboard".into())
                .then(KeyAction::Down { value: letter })
                .then(KeyAction::Up { value: letter });
            self.client.perform_actions(keys).await.unwrap();
        }
    }

    /// Presses Tab until an element that matches the selector has the focus.
    pub async fn focus_on(&self, selector: &str) {
        const MOST_STOPS: usize = 60;
        let script = "return document.activeElement.matches(arguments[0])";
        for _ in 0..MOST_STOPS {
            self.press(Key::Tab).await;
            let is_there = self.client.execute(script, vec![selector.into()]).await.unwrap();
            if is_there.as_bool().unwrap() {
                return;
            }
        }
        panic!("{} tabs do not reach {selector}", MOST_STOPS);
    }

    /// The text of the first element that matches, hidden or not; empty if there is none.
    pub async fn text_of(&self, selector: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.textContent.trim() ?? ''";
        self.client.execute(script, vec![selector.into()]).await.unwrap().as_str().unwrap().to_owned()
    }

    /// Chooses the first proposed option by the Down and Enter keys. Returns the new address.
    pub async fn choose_first(&self) -> String {
        let before = self.address().await;
        self.press(Key::Down).await;
        self.press(Key::Enter).await;
        self.arrived(&before).await
    }

    /// Presses Enter. Returns the new address.
    pub async fn enter(&self) -> String {
        let before = self.address().await;
        self.press(Key::Enter).await;
        self.arrived(&before).await
    }

    /// Tabs to the first link whose text or address contains `wanted`, and follows it. Returns the new address.
    pub async fn follow(&self, wanted: &str) -> String {
        let before = self.address().await;
        self.focus(wanted).await;
        self.press(Key::Enter).await;
        self.arrived(&before).await
    }

    /// Tabs to a link as [`Self::follow`] does, and downloads its file, whose name ends with `wanted`. Returns its
    /// content.
    pub async fn download(&self, wanted: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let keep = json!({ "behavior": "allow", "downloadPath": folder.path() });
        self.client.issue_cmd(SetDownloads(keep)).await.unwrap();
        self.focus(wanted).await;
        self.press(Key::Enter).await;
        let came = async {
            loop {
                let files = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
                // During the download the file's name ends differently.
                if let Some(file) = files.into_iter().find(|file| file.to_string_lossy().ends_with(wanted)) {
                    return std::fs::read_to_string(file).unwrap();
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let came = tokio::time::timeout(Duration::from_secs(20), came).await;
        came.unwrap_or_else(|_| panic!("«{wanted}» was not downloaded"))
    }

    /// Tabs to the first link whose text or address contains `wanted`, and checks that the focus is visible.
    async fn focus(&self, wanted: &str) {
        const MOST_STOPS: usize = 250;
        let before = self.address().await;
        for _ in 0..MOST_STOPS {
            self.press(Key::Tab).await;
            let focused = self.client.active_element().await.unwrap();
            let href = focused.attr("href").await.unwrap().unwrap_or_default();
            let text = focused.text().await.unwrap();
            if href.contains(wanted) || text.contains(wanted) {
                // The page may still be scrolling to the link.
                let seen = async {
                    while !self.shows_focus().await {
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                };
                let seen = tokio::time::timeout(Duration::from_secs(5), seen).await;
                assert!(
                    seen.is_ok(),
                    "{before}: the focus on «{wanted}» cannot be seen: {}",
                    self.focused().await
                );
                return;
            }
        }
        panic!("{before}: no link «{wanted}» can be reached by {MOST_STOPS} tabs");
    }

    /// The focused link's HTML, position and outline, and the window's size and scroll position.
    async fn focused(&self) -> serde_json::Value {
        let script = "const e = document.activeElement, s = getComputedStyle(e);\
             return [e.outerHTML, e.getBoundingClientRect(), s.outline, innerWidth, innerHeight, scrollY]";
        self.client.execute(script, vec![]).await.unwrap()
    }

    /// Whether the focused link is inside the window and has an outline.
    async fn shows_focus(&self) -> bool {
        let script = "const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);\
             return r.width > 0 && r.top < innerHeight && r.bottom > 0 && r.left < innerWidth && r.right > 0\
                 && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1";
        self.client.execute(script, vec![]).await.unwrap().as_bool().unwrap()
    }

    /// Waits until the address is no longer `before`. Returns the new address.
    async fn arrived(&self, before: &str) -> String {
        let moved = async {
            while self.address().await == before {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        assert!(
            tokio::time::timeout(Duration::from_secs(20), moved).await.is_ok(),
            "{before}: the link leads nowhere"
        );
        self.address().await
    }

    pub async fn address(&self) -> String {
        self.client.current_url().await.unwrap().to_string()
    }

    /// Width of the page beyond the window's, in CSS pixels.
    pub async fn sideways(&self) -> i64 {
        let script = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        self.client.execute(script, vec![]).await.unwrap().as_i64().unwrap()
    }
}
