//! One browser, which opens a page and captures it.

mod forget;
mod pictured;
mod take;
mod used;
mod witness;

use super::{
    act::{Acting, WalkBounds},
    alerts,
    call::CallError,
    capture::{self, Left, RawCapture},
    captured::{Attention, Captured},
    channel::Channel,
    devtools::DevTools,
    error::{BrowserError, LONGEST_REASON, PageError, page_error},
    launch::Launch,
    navigation,
    own::Pipes,
    stand::Learnt,
    tab::LoadedDocument,
    trace,
};
use fantoccini::{Client, ClientBuilder, wd::TimeoutConfiguration};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;
use url::Url;

/// Number of times a page may navigate to another while it is read.
const MOST_DEPARTURES: usize = 3;

/// Longest times for the steps of a page.
#[derive(Debug, Clone, Copy)]
pub struct Deadlines {
    /// From the request to the `load` event.
    pub navigation: Duration,
    /// For all commands of the capture together.
    pub capture: Duration,
    /// For one of our scripts in the page, without the time it waits.
    pub script: Duration,
    /// From the `load` event until the page is captured, even if it still changes.
    pub standing: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            navigation: Duration::from_secs(30),
            capture: Duration::from_secs(20),
            script: Duration::from_secs(10),
            standing: Duration::from_secs(5),
        }
    }
}

pub struct Session {
    /// The client of the WebDriver. `None` where the browser runs on this machine.
    client: Option<Client>,
    channel: Channel,
    deadlines: Deadlines,
    browser: String,
    viewport: (u32, u32),
    storage_quota: u64,
    last_origin: Option<String>,
    /// Data that the previous page stored.
    left: Left,
    pages: u32,
    /// Traits of style sheets of previous pages.
    seen: capture::Seen,
    learnt: Learnt,
    /// Whether the session must not be used for another page, because its state may have changed.
    spent: bool,
    acting: Acting,
    bounds: WalkBounds,
}

/// Longest wait for a browser to start, on a busy machine.
const OPENED_WITHIN: Duration = Duration::from_secs(60);

/// The endpoint with a slash at its end, so that paths are added below `/wd/hub` and do not replace it.
fn folder(endpoint: &str) -> String {
    format!("{}/", endpoint.trim_end_matches('/'))
}

impl Session {
    /// Opens a session at a WebDriver that others run.
    pub async fn open(endpoint: &str, launch: &Launch, deadlines: Deadlines) -> Result<Self, BrowserError> {
        let no_session = |reason: &dyn std::error::Error| {
            let reason = reason.to_string().chars().take(LONGEST_REASON).collect();
            BrowserError::NoSession { endpoint: endpoint.to_owned(), reason }
        };
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let mut builder = ClientBuilder::new(connector);
        let at = folder(endpoint);
        let connecting = builder.capabilities(launch.capabilities()).connect(&at);
        let connected = timeout(OPENED_WITHIN, connecting).await;
        let connected = connected.map_err(|_| no_session(&CallError::Late(OPENED_WITHIN)))?;
        let client = connected.map_err(|error| no_session(&error))?;
        let frame: String = client.window().await.map_err(|error| no_session(&error))?.into();
        let channel = Channel::driver(client.clone(), frame, deadlines.script);
        let mut session = Self::new(Some(client), channel, launch, deadlines);
        session.prepare(launch).await.map_err(|error| no_session(&error))?;
        Ok(session)
    }

    /// Opens a session in a browser on this machine.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn over(pipes: Pipes, launch: &Launch, deadlines: Deadlines) -> Result<Self, CallError> {
        let opening = async {
            let channel = Channel::straight(pipes, deadlines.script).await?;
            let mut session = Self::new(None, channel, launch, deadlines);
            session.prepare(launch).await?;
            Ok(session)
        };
        let opened = timeout(OPENED_WITHIN, opening).await;
        opened.unwrap_or(Err(CallError::Late(OPENED_WITHIN)))
    }

    fn new(client: Option<Client>, channel: Channel, launch: &Launch, deadlines: Deadlines) -> Self {
        Self {
            client,
            channel,
            deadlines,
            browser: String::new(),
            viewport: (launch.viewport_width, launch.viewport_height),
            storage_quota: launch.storage_quota,
            last_origin: None,
            left: Left::Nothing,
            pages: 0,
            seen: capture::Seen::default(),
            learnt: Learnt::default(),
            spent: false,
            acting: Acting::None,
            bounds: WalkBounds::default(),
        }
    }

    /// Sets the actions on pages after their capture. By default there are none.
    #[must_use]
    pub fn acting(mut self, acting: Acting, bounds: WalkBounds) -> Self {
        self.acting = acting;
        self.bounds = bounds;
        self
    }

    async fn prepare(&mut self, launch: &Launch) -> Result<(), CallError> {
        if let Some(client) = &self.client {
            let navigation = Some(self.deadlines.navigation);
            client.update_timeouts(TimeoutConfiguration::new(None, navigation, None)).await?;
        }
        let version = self.cdp("Browser.getVersion", json!({})).await?;
        self.browser = version["product"].as_str().unwrap_or("unknown").to_owned();
        let agent = version["userAgent"].as_str().unwrap_or_default();
        let agent = format!("{agent} {}", launch.user_agent_suffix);
        self.cdp(
            "Emulation.setUserAgentOverride",
            json!({ "userAgent": agent, "acceptLanguage": "fr-FR,fr" }),
        )
        .await?;
        self.cdp("Page.setDownloadBehavior", json!({ "behavior": "deny" })).await?;
        Ok(())
    }

    /// Id of the session at the endpoint. From now on the session stays open until it is ended by that id.
    pub async fn outlives_us(&self) -> Result<String, CallError> {
        let Some(client) = &self.client else { return Ok(String::new()) };
        client.persist().await?;
        Ok(client.session_id().await?.unwrap_or_default())
    }

    /// Product and version, as `HeadlessChrome/156.0.8078.79`.
    pub fn browser(&self) -> &str {
        &self.browser
    }

    /// Number of pages that this browser has opened.
    pub fn pages(&self) -> u32 {
        self.pages
    }

    /// Whether the session must not be used for another page.
    pub fn is_spent(&self) -> bool {
        self.spent
    }

    async fn cdp(&self, command: &'static str, parameters: Value) -> Result<Value, CallError> {
        self.channel.ask(command, parameters).await
    }

    /// Opens the page and captures it, after the browser has [deleted the data](Session::forget) of the document that
    /// was `open`. `reached` is called when the page is requested, and again when the server has responded.
    pub async fn capture(
        &mut self,
        url: &Url,
        open: LoadedDocument,
        attention: Attention<'_>,
        mut reached: impl FnMut(),
    ) -> Result<Captured, PageError> {
        self.pages += 1;
        // If the page is left early, it is not known what it stored.
        self.left = Left::Unknown;
        reached();
        let raw = match self.open_and_take(url, &mut reached).await {
            Err(PageError::Network(_)) if self.has_left() => {
                self.take_before_it_leaves(url, &mut reached).await?
            }
            Err(PageError::Timeout(_)) if self.is_leaving() => {
                self.take_before_it_leaves(url, &mut reached).await?
            }
            // The page navigates from page to page without end.
            Err(PageError::Left) if self.has_left() => self.take_before_it_leaves(url, &mut reached).await?,
            Ok(raw) if self.went_nowhere(&raw, url) => self.take_before_it_leaves(url, &mut reached).await?,
            // If no page was open before, none can hold the browser back.
            Err(PageError::HeldBack) if !open.origin.starts_with("http") => {
                return Err(PageError::Timeout(self.deadlines.navigation.as_secs()));
            }
            taken => taken?,
        };
        // After a download, or a response without content, the browser stays on the previous page, which is not judged.
        if raw.loader() == open.loader {
            return Err(PageError::Download);
        }
        self.left = raw.left();
        let world = raw.world().clone();
        let (mut snapshot, numbers) = self.witnessed(raw).await?;
        let is_pictured = attention.pictured.is_some_and(|looks| !self.spent && looks.has_new(&snapshot));
        let picture = if is_pictured { self.picture(&snapshot.url, &world).await } else { None };
        self.act(&mut snapshot, &numbers, &world, attention).await;
        Ok(Captured::pictured(snapshot, picture))
    }

    async fn open_and_take(&mut self, url: &Url, reached: impl FnMut()) -> Result<RawCapture, PageError> {
        if let Some(tools) = self.channel.direct() {
            trace::begin(tools).await;
        }
        self.open_page(url, reached).await?;
        for _ in 0..MOST_DEPARTURES {
            match self.take(true).await {
                // The page navigated to another document, which is captured instead.
                Err(PageError::Left) => self.settle().await?,
                taken => return taken,
            }
        }
        self.take(true).await
    }

    /// Whether the page was shown and navigated at once to an address that cannot be loaded.
    fn has_left(&self) -> bool {
        self.channel.direct().is_some_and(|tools| tools.tab().borrow().was_shown())
    }

    /// Whether the page was shown and is navigating to an address that does not respond.
    fn is_leaving(&self) -> bool {
        self.channel.direct().is_some_and(|tools| tools.tab().borrow().is_leaving())
    }

    /// Whether the page navigated to another host that our proxy could not reach, so that the proxy's own response is
    /// shown.
    fn went_nowhere(&self, raw: &RawCapture, url: &Url) -> bool {
        const UNREACHED: [u16; 2] = [502, 504];
        let went_on = self.channel.direct().is_some_and(|tools| tools.tab().borrow().went_on());
        let host = Url::parse(raw.url()).ok().and_then(|end| end.host_str().map(str::to_owned));
        went_on && UNREACHED.contains(&raw.status()) && host.as_deref() != url.host_str()
    }

    /// Opens the page once more and prevents navigation.
    async fn take_before_it_leaves(
        &mut self,
        url: &Url,
        mut reached: impl FnMut(),
    ) -> Result<RawCapture, PageError> {
        // A navigation that the page requested last could still arrive and replace the document that is to stay.
        self.open_page(&navigation::blank(), || ()).await?;
        let Some(tools) = self.channel.direct() else {
            return Err(PageError::Network("ERR_FAILED".into()));
        };
        let documents = json!({ "patterns": [{ "urlPattern": "*", "resourceType": "Document" }] });
        self.within_capture(self.cdp("Fetch.enable", documents)).await?;
        let taken = match within(self.deadlines.navigation, open_to_stay(tools, url, &mut reached)).await {
            Ok(()) => self.take(false).await,
            Err(error) => Err(error),
        };
        self.within_capture(self.cdp("Fetch.disable", json!({}))).await?;
        taken
    }

    async fn within_capture<T, E: Into<PageError>>(
        &self,
        step: impl Future<Output = Result<T, E>>,
    ) -> Result<T, PageError> {
        within(self.deadlines.capture, step).await
    }

    /// Opens the page and waits until it has loaded. `reached` is called when the server has responded.
    pub async fn open_page(&self, url: &Url, mut reached: impl FnMut()) -> Result<(), PageError> {
        if let Some(client) = &self.client {
            let opened = self.navigate(client, url).await;
            reached();
            return opened;
        }
        let Some(tools) = self.channel.direct() else { return Err(CallError::ENDED.into()) };
        match timeout(self.deadlines.navigation, navigation::open(tools, url, reached)).await {
            Ok(opened) => opened,
            Err(_) if navigation::is_held_back(tools).await => Err(PageError::HeldBack),
            Err(_) => Err(PageError::Timeout(self.deadlines.navigation.as_secs())),
        }
    }

    async fn settle(&self) -> Result<(), PageError> {
        let Some(tools) = self.channel.direct() else { return Ok(()) };
        within(self.deadlines.navigation, navigation::settle(tools)).await
    }

    /// Opens the page through the driver, which reports when the page has loaded.
    async fn navigate(&self, client: &Client, url: &Url) -> Result<(), PageError> {
        // The driver gives up after the time for navigation. This longer time is for a driver that does not answer.
        let most = self.deadlines.navigation + Duration::from_secs(5);
        match timeout(most, client.goto(url.as_str())).await {
            Err(_) => Err(PageError::Timeout(most.as_secs())),
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) if error.is_unexpected_alert_open() => alerts::dismiss(client).await,
            Ok(Err(error)) if error.is_timeout() => {
                Err(PageError::Timeout(self.deadlines.navigation.as_secs()))
            }
            Ok(Err(error)) => Err(page_error(error)),
        }
    }

    /// Asks a browser on this machine to end.
    pub async fn close(self) {
        // A browser that does not end is killed.
        let _ = timeout(Duration::from_secs(5), self.cdp("Browser.close", json!({}))).await;
    }
}

async fn within<T, E: Into<PageError>>(
    deadline: Duration,
    step: impl Future<Output = Result<T, E>>,
) -> Result<T, PageError> {
    match timeout(deadline, step).await {
        Ok(done) => done.map_err(Into::into),
        Err(_) => Err(PageError::Timeout(deadline.as_secs())),
    }
}

async fn open_to_stay(tools: &DevTools, url: &Url, mut reached: impl FnMut()) -> Result<(), CallError> {
    tools.turn(true);
    let mut tab = tools.tab();
    tools.call("Page.navigate", json!({ "url": url.as_str() })).await?;
    reached();
    match tab.wait_for(|tab| tab.loaded && tab.was_shown()).await {
        Ok(_) => Ok(()),
        Err(_) => Err(CallError::ENDED),
    }
}

#[cfg(test)]
mod tests {
    use super::folder;

    #[test]
    fn a_grid_below_a_path_is_spoken_to_there() {
        for endpoint in ["http://grid.example/wd/hub", "http://grid.example/wd/hub/"] {
            let base: url::Url = folder(endpoint).parse().expect("an address");
            assert_eq!(base.join("session").expect("an address").path(), "/wd/hub/session");
        }
    }
}
