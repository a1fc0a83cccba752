//! A fixed number of browsers, each lent for one page at a time. One is replaced when it is old, uses too much memory,
//! or may be in a wrong state.

use super::{
    act::{Acting, WalkBounds},
    captured::{Attention, Captured},
    disk,
    endpoints::Endpoints,
    error::{BrowserError, PageError},
    launch::Launch,
    lent::Lent,
    memory,
    own::OwnBrowser,
    session::{Deadlines, Session},
    tab::LoadedDocument,
};
use crate::egress::{Budget, Gate, Proxy};
use std::{path::Path, sync::Arc, time::Duration};
use tokio::{
    sync::{Mutex, Semaphore, SemaphorePermit},
    time::sleep,
};
use url::Url;

/// Time between two checks of a browser's memory and disk while it is at a page. Most pages are done before the first
/// check.
const LOOK_EVERY: Duration = Duration::from_millis(300);

#[derive(Clone)]
pub struct PoolSettings {
    /// Number of browsers.
    pub browsers: usize,
    pub launch: Launch,
    /// The proxy; each browser that is started here gets a port of its own there. If `None`, `launch` names the proxy.
    pub way_out: Option<Arc<Proxy>>,
    /// Limits of one page's traffic.
    pub budget: Budget,
    /// Addresses of running WebDrivers (a Selenium Grid among them), used in turn.
    pub endpoints: Vec<String>,
    /// A browser is replaced after this many pages.
    pub pages_per_browser: u32,
    /// A browser on this machine is replaced when all its processes together hold more than this, in bytes.
    pub memory_limit: u64,
    /// A page is left when its browser stores more than this on the disk, in bytes.
    pub disk_limit: u64,
    pub deadlines: Deadlines,
    /// Actions on a page after its capture.
    pub acting: Acting,
    pub bounds: WalkBounds,
}

/// The pool. Clones share the same browsers.
#[derive(Clone)]
pub struct Pool {
    settings: Arc<PoolSettings>,
    places: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<Slot>>>,
    /// `None` where browsers are started here.
    endpoints: Option<Arc<Endpoints>>,
}

/// A browser with the values that end it when they are dropped.
struct Slot {
    session: Session,
    /// The process; `None` where the browser runs on another machine.
    own: Option<OwnBrowser>,
    /// The session's end; `None` where the browser runs here.
    lent: Option<Lent>,
    gate: Option<Gate>,
}

impl Pool {
    /// Starts one browser, so that a wrong configuration fails at once.
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

    /// Waits for a browser and captures the page with it. `reached` is called when the page is requested, and again
    /// when the server has responded.
    pub async fn capture(
        &self,
        url: &Url,
        attention: Attention<'_>,
        mut reached: impl FnMut(),
    ) -> Result<Captured, PageError> {
        let _place = self.place().await?;
        let (mut slot, open) = self.clean(url).await?;
        let mut captured = self.capture_in(&mut slot, url, open, attention, &mut reached).await;
        if matches!(captured, Err(PageError::HeldBack)) {
            tokio::spawn(slot.end(true));
            let (fresh, open) = self.fresh(url).await?;
            slot = fresh;
            captured = self.capture_in(&mut slot, url, open, attention, &mut reached).await;
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
        open: LoadedDocument,
        attention: Attention<'_>,
        reached: impl FnMut(),
    ) -> Result<Captured, PageError> {
        let (own, gate) = (slot.own.as_ref(), slot.gate.as_ref());
        if let Some(gate) = gate {
            gate.meter.begin(url.host_str().unwrap_or_default());
        }
        let spent = async {
            match gate {
                Some(gate) => gate.meter.spent().await,
                None => std::future::pending().await,
            }
        };
        let captured = tokio::select! {
            captured = slot.session.capture(url, open, attention, reached) => captured,
            told = self.outgrown(own) => Err(PageError::TooBig(told)),
            told = spent => Err(PageError::TooBig(told)),
        };
        match captured {
            // A page that takes all memory may time out because of that, before the next check of the memory.
            Err(PageError::Timeout(seconds)) => {
                let told = own.and_then(|own| self.too_much(own.process_id()?, own.folder()));
                Err(told.map_or(PageError::Timeout(seconds), PageError::TooBig))
            }
            captured => captured,
        }
    }

    /// A browser without data of the previous page, and the document that is open in it. A browser that cannot delete
    /// the data is replaced, so that no page suffers from the one before it.
    async fn clean(&self, next: &Url) -> Result<(Slot, LoadedDocument), PageError> {
        let mut slot = self.take().await.map_err(no_browser)?;
        if let Ok(open) = slot.session.forget(next).await {
            return Ok((slot, open));
        }
        tokio::spawn(slot.end(true));
        self.fresh(next).await
    }

    async fn fresh(&self, next: &Url) -> Result<(Slot, LoadedDocument), PageError> {
        let mut fresh = self.open().await.map_err(no_browser)?;
        let open = fresh.session.forget(next).await?;
        Ok((fresh, open))
    }

    /// Only opens the page, as the baseline of a benchmark.
    pub async fn navigate(&self, url: &Url) -> Result<(), PageError> {
        let _place = self.place().await?;
        let slot = self.take().await.map_err(no_browser)?;
        let opened = slot.session.open_page(url, || ()).await;
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
        let PoolSettings { launch, deadlines, .. } = &*self.settings;
        if let Some(endpoints) = &self.endpoints {
            let (session, lent) = endpoints.open(launch, *deadlines).await?;
            let session = self.acting(session);
            return Ok(Slot { session, own: None, lent: Some(lent), gate: None });
        }
        let Some(program) = &launch.browser else {
            let reason = "none is configured".into();
            return Err(BrowserError::NoSession { endpoint: "-".into(), reason });
        };
        let (mut launch, mut gate) = (launch.clone(), None);
        if let Some(way_out) = &self.settings.way_out {
            let opened = way_out.gate(self.settings.budget).await.map_err(BrowserError::NoWayOut)?;
            launch.proxy = Some(opened.address.to_string());
            gate = Some(opened);
        }
        let (mut own, pipes) = OwnBrowser::start(program, &launch)?;
        match Session::over(pipes, &launch, *deadlines).await {
            Ok(session) => {
                own.started();
                let session = self.acting(session);
                Ok(Slot { session, own: Some(own), lent: None, gate })
            }
            Err(error) => {
                let (reason, output) = (Box::new(error), own.complaint().await);
                Err(BrowserError::Silent { program: program.clone(), reason, output })
            }
        }
    }

    fn acting(&self, session: Session) -> Session {
        session.acting(self.settings.acting, self.settings.bounds)
    }

    /// Returns when a browser on this machine exceeds its limit of memory or disk in the middle of a page; the text
    /// tells how much it holds. Never returns for a browser on another machine.
    async fn outgrown(&self, browser: Option<&OwnBrowser>) -> String {
        let process = browser.and_then(|browser| Some((browser.process_id()?, browser.folder())));
        let Some((process, folder)) = process else { return std::future::pending().await };
        loop {
            sleep(LOOK_EVERY).await;
            if let Some(told) = self.too_much(process, folder) {
                return told;
            }
        }
    }

    /// A text that tells how much memory or disk a browser holds, if that is more than its limit.
    fn too_much(&self, process: u32, folder: &Path) -> Option<String> {
        let held = memory::of_tree(process);
        if held > self.settings.memory_limit {
            return Some(format!("its browser holds {} MiB of memory", held >> 20));
        }
        let stored = disk::of_folder(folder);
        (stored > self.settings.disk_limit)
            .then(|| format!("its browser holds {} MiB on the disk", stored >> 20))
    }

    fn is_worn(&self, slot: &Slot) -> bool {
        if slot.session.is_spent() || slot.session.pages() >= self.settings.pages_per_browser {
            return true;
        }
        // Reading /proc takes some time, so memory is checked after every tenth page only.
        let looks = slot.session.pages().is_multiple_of(10);
        let id = slot.own.as_ref().filter(|_| looks).and_then(OwnBrowser::process_id);
        id.is_some_and(|id| memory::of_tree(id) > self.settings.memory_limit)
    }

    /// Ends all idle browsers, and waits for sessions on other machines that are ending.
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
    /// Ends the browser. One that may not answer is killed without being asked. One on another machine ends when its
    /// session does.
    async fn end(self, spoilt: bool) {
        let Some(own) = self.own.filter(|_| !spoilt) else { return };
        self.session.close().await;
        own.ended().await;
    }
}
