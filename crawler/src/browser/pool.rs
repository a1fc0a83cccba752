//! A fixed number of browsers, lent one page at a time; each is replaced when it is old, fat or in doubt.

use super::{
    captured::{Captured, Pictured},
    driver::Driver,
    endpoints::Endpoints,
    error::{BrowserError, PageError},
    launch::Launch,
    lent::Lent,
    memory,
    session::{Deadlines, Session},
    tab::Document,
};
use std::{path::PathBuf, sync::Arc, time::Duration};
use tokio::{
    sync::{Mutex, Semaphore, SemaphorePermit},
    time::sleep,
};
use url::Url;

/// How often the memory of a browser is looked at while it is at a page. Most pages are done before the first time.
const LOOK_EVERY: Duration = Duration::from_millis(300);

#[derive(Debug, Clone)]
pub struct PoolSettings {
    /// Browsers at once.
    pub browsers: usize,
    pub launch: Launch,
    /// The chromedriver that is started for each browser, unless there are endpoints.
    pub driver: Option<PathBuf>,
    /// Addresses of WebDrivers that run already (a Selenium Grid among them), used in turn.
    pub endpoints: Vec<String>,
    /// A browser is replaced after this many pages.
    pub pages_per_browser: u32,
    /// A browser is replaced when it holds more than this, in bytes, with all its processes. Own browsers only.
    pub memory_limit: u64,
    pub deadlines: Deadlines,
}

/// Clones share the same browsers.
#[derive(Clone)]
pub struct Pool {
    settings: Arc<PoolSettings>,
    places: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<Slot>>>,
    /// `None` where browsers are started here.
    endpoints: Option<Arc<Endpoints>>,
}

/// A browser and the driver that holds it.
struct Slot {
    session: Session,
    driver: Option<Driver>,
    /// `None` where it runs here.
    lent: Option<Lent>,
}

impl Pool {
    /// Starts one browser, so that what cannot work fails at once.
    pub async fn start(settings: PoolSettings) -> Result<Self, BrowserError> {
        let remote = (!settings.endpoints.is_empty()).then(|| Endpoints::watch(&settings.endpoints));
        let pool = Self {
            places: Arc::new(Semaphore::new(settings.browsers.max(1))),
            settings: Arc::new(settings),
            idle: Arc::default(),
            endpoints: remote.map(Arc::new),
        };
        let first = pool.open().await?;
        pool.idle.lock().await.push(first);
        Ok(pool)
    }

    /// Product and version of the browsers.
    pub async fn browser(&self) -> String {
        self.idle.lock().await.first().map_or_else(String::new, |slot| slot.session.browser().to_owned())
    }

    /// Waits for a browser and captures the page with it. `began` is called when the page is asked for.
    pub async fn capture(
        &self,
        url: &Url,
        pictured: Pictured,
        began: impl FnOnce(),
    ) -> Result<Captured, PageError> {
        let _place = self.place().await?;
        let (mut slot, open) = self.clean(url).await?;
        let mut began = Some(began);
        let mut begins = || began.take().map_or((), |began| began());
        let mut captured = self.capture_in(&mut slot, url, open, pictured, &mut begins).await;
        if matches!(captured, Err(PageError::HeldBack)) {
            tokio::spawn(slot.end(true));
            let (fresh, open) = self.fresh(url).await?;
            slot = fresh;
            captured = self.capture_in(&mut slot, url, open, pictured, &mut begins).await;
        }
        let spoilt = captured.as_ref().err().is_some_and(PageError::spoils_browser);
        if spoilt || self.is_worn(&slot) {
            tokio::spawn(slot.end(spoilt));
        } else {
            self.idle.lock().await.push(slot);
        }
        captured
    }

    async fn place(&self) -> Result<SemaphorePermit<'_>, PageError> {
        self.places.acquire().await.map_err(|_| PageError::Crash("the browsers are closed".into()))
    }

    async fn capture_in(
        &self,
        slot: &mut Slot,
        url: &Url,
        open: Document,
        pictured: Pictured,
        begins: impl FnMut(),
    ) -> Result<Captured, PageError> {
        let driver = slot.driver.as_ref().and_then(Driver::process_id);
        tokio::select! {
            captured = slot.session.capture(url, open, pictured, begins) => captured,
            held = self.outgrown(driver) => {
                Err(PageError::TooBig(format!("its browser holds {} MiB of memory", held >> 20)))
            }
        }
    }

    /// A browser that has forgotten the page before, with the document that is open in it. One that cannot is replaced:
    /// no page pays for the one before it.
    async fn clean(&self, next: &Url) -> Result<(Slot, Document), PageError> {
        let mut slot = self.take().await.map_err(no_browser)?;
        if let Ok(open) = slot.session.forget(next).await {
            return Ok((slot, open));
        }
        tokio::spawn(slot.end(true));
        self.fresh(next).await
    }

    async fn fresh(&self, next: &Url) -> Result<(Slot, Document), PageError> {
        let mut fresh = self.open().await.map_err(no_browser)?;
        let open = fresh.session.forget(next).await?;
        Ok((fresh, open))
    }

    /// Only opens the page: what a benchmark compares the rest with.
    pub async fn navigate(&self, url: &Url) -> Result<(), PageError> {
        let _place = self.place().await?;
        let slot = self.take().await.map_err(no_browser)?;
        let opened = slot.session.navigate(url).await;
        self.idle.lock().await.push(slot);
        opened
    }

    async fn take(&self) -> Result<Slot, BrowserError> {
        loop {
            let idle = self.idle.lock().await.pop();
            match idle {
                Some(slot) if self.is_out_of_reach(&slot) => drop(tokio::spawn(slot.end(true))),
                Some(slot) => return Ok(slot),
                None => return self.open().await,
            }
        }
    }

    fn is_out_of_reach(&self, slot: &Slot) -> bool {
        let endpoints = self.endpoints.as_ref().zip(slot.lent.as_ref());
        endpoints.is_some_and(|(endpoints, lent)| endpoints.is_sick(lent.at))
    }

    async fn open(&self) -> Result<Slot, BrowserError> {
        let PoolSettings { launch, deadlines, driver, .. } = &*self.settings;
        if let Some(endpoints) = &self.endpoints {
            let (session, lent) = endpoints.open(launch, *deadlines).await?;
            return Ok(Slot { session, driver: None, lent: Some(lent) });
        }
        let Some(program) = driver else {
            let reason = "none is configured".into();
            return Err(BrowserError::NoSession { endpoint: "-".into(), reason });
        };
        let driver = Driver::start(program, launch.browser.as_deref()).await?;
        let session = Session::open(driver.endpoint(), launch, driver.leash(), *deadlines).await?;
        Ok(Slot { session, driver: Some(driver), lent: None })
    }

    /// Ends when a browser of our own holds more than it may in the middle of a page, with what it holds.
    async fn outgrown(&self, driver: Option<u32>) -> u64 {
        let Some(driver) = driver else { return std::future::pending().await };
        loop {
            sleep(LOOK_EVERY).await;
            let held = memory::of_tree(driver);
            if held > self.settings.memory_limit {
                return held;
            }
        }
    }

    fn is_worn(&self, slot: &Slot) -> bool {
        if slot.session.is_spent() || slot.session.pages() >= self.settings.pages_per_browser {
            return true;
        }
        // Reading /proc costs little, but not nothing: every tenth page tells enough.
        let looks = slot.session.pages().is_multiple_of(10);
        let id = slot.driver.as_ref().filter(|_| looks).and_then(Driver::process_id);
        id.is_some_and(|id| memory::of_tree(id) > self.settings.memory_limit)
    }

    /// Ends all idle browsers, and waits for those elsewhere that are ending.
    pub async fn close(&self) {
        self.places.close();
        let slots: Vec<Slot> = self.idle.lock().await.drain(..).collect();
        for slot in slots {
            slot.end(false).await;
        }
        if let Some(endpoints) = &self.endpoints {
            endpoints.ended().await;
        }
    }
}

fn no_browser(error: BrowserError) -> PageError {
    PageError::NoBrowser(error.to_string())
}

impl Slot {
    /// A browser that does not answer is not asked: it ends with its driver. One elsewhere ends when it is given back.
    async fn end(self, spoilt: bool) {
        if !spoilt && self.lent.is_none() {
            self.session.close().await;
        }
    }
}
