//! Waits until a page has settled («stands»): no request that matters is under way, nothing changes any more, and
//! content that loads while scrolling has appeared. A page without scripts stands at once.

mod learnt;

pub use learnt::Learnt;

use super::{
    call::CallError, channel::Channel, devtools::DevTools, error::PageError, record::StillOpen, script, trace,
};
use crate::monotonic;
use serde_json::Value;
use std::{
    collections::HashSet,
    time::{Duration, Instant},
};
use tokio::time::timeout;

const WATCH: &str = include_str!("watch.js");
/// Time without changes after which a page has settled. Scripts that delay their work mostly do so for half a second.
const REST: Duration = Duration::from_millis(600);
/// Time without changes after which a page without timers and without requests under way has settled. Only work of the
/// browser itself may still change it, for example an answer from its storage.
const IDLE_REST: Duration = Duration::from_millis(150);
/// Time without changes after which a page that looks unfinished has settled.
const UNFINISHED: Duration = Duration::from_millis(1800);
/// Longest time after `load` for which timers are waited for. A reader who has just arrived sees the content that
/// appears in this time. Content that appears later, for example the next slide, is another page to them and is not
/// waited for.
const LONGEST_DELAY: Duration = Duration::from_secs(3);
/// Time from the run of a timer until its work is drawn.
const DRAWN: Duration = Duration::from_millis(150);
/// Seconds up to which a refresh counts as a redirection. A later one is part of the page.
const AT_ONCE: u64 = 1;
/// Most screens of a page that are scrolled through, because a page may grow without end.
const MOST_SCREENS: u32 = 20;
/// Longest time for scrolling through a page.
const LONGEST_WAY: Duration = Duration::from_secs(2);

/// How a page settled.
#[derive(Debug, Default)]
pub struct Stood {
    pub waited: Duration,
    pub rest: Rest,
    pub following: Following,
    /// Number of windows that the page had asked for before it was scrolled through. `None` if it was not scrolled
    /// through, or if the browser does not report windows.
    pub unscrolled_windows: Option<usize>,
}

/// Observations made while waiting.
#[derive(Debug, Clone, Copy)]
pub struct Rest {
    /// Whether nothing changed any more. `false` where the time was over before.
    pub is_quiet: bool,
    /// Whether all requests that matter had been answered.
    pub is_answered: bool,
    /// Whether the page still looked unfinished when the time was over.
    pub is_unfinished: bool,
    /// The longest pause between two changes after loading; zero where nothing changed. `None` if the page was also
    /// waited for because of a request, or if it did not settle in time.
    pub pause: Option<Duration>,
}

impl Default for Rest {
    /// The observations for a page that settles at once.
    fn default() -> Self {
        Self { is_quiet: true, is_answered: true, is_unfinished: false, pause: Some(Duration::ZERO) }
    }
}

/// Elements whose look depends on scrolling, by their rank among the elements of the main document without shadow
/// trees.
#[derive(Debug, Default, PartialEq)]
pub struct Following {
    /// Number of elements when this was asked.
    pub elements: u64,
    pub ranks: Vec<usize>,
}

/// The first answer of `watch.js`.
struct Watched {
    scriptless: bool,
    /// Names of the page's scripts, and signs that the page is not finished.
    code: Vec<String>,
    refresh: Option<u64>,
    animates: bool,
    tall: bool,
    reacts: bool,
}

impl Watched {
    fn read(told: &Value) -> Self {
        let is = |at: usize| told[at].as_bool().unwrap_or(false);
        Self {
            scriptless: is(0),
            code: names(&told[1]),
            refresh: told[2].as_u64(),
            animates: is(3),
            tall: is(4),
            reacts: is(5),
        }
    }

    fn leaves_at_once(&self) -> bool {
        self.refresh.is_some_and(|seconds| seconds <= AT_ONCE)
    }
}

/// Waits until the page has settled, at most for `most`. If it may not leave (`may_leave`), because its navigations are
/// refused, a navigation is not waited for.
pub async fn wait(
    channel: &Channel,
    world: &Value,
    most: Duration,
    may_leave: bool,
    learnt: &mut Learnt,
) -> Result<Stood, PageError> {
    let record = async {
        match channel.direct() {
            Some(tools) => trace::end(tools).await,
            None => Ok(()),
        }
    };
    let mut wait =
        Wait { channel, world, began: monotonic::now(), most, may_leave, learnt, was_asking: false };
    // A response that arrives between two records may set timers that neither record contains.
    wait.was_asking = wait.is_asking();
    let (told, ()) = tokio::try_join!(script::run(channel, world, WATCH, &[]), record)?;
    let watched = Watched::read(&told);
    wait.began = monotonic::now();
    if may_leave && watched.leaves_at_once() {
        wait.departure(AT_ONCE + 1).await?;
    }
    wait.stays()?;
    if watched.scriptless && !watched.animates && !watched.reacts {
        return Ok(Stood::default());
    }
    wait.stands(&watched).await
}

struct Wait<'a> {
    channel: &'a Channel,
    world: &'a Value,
    began: Instant,
    most: Duration,
    may_leave: bool,
    learnt: &'a mut Learnt,
    /// Whether a request was under way when the first record ended.
    was_asking: bool,
}

impl Wait<'_> {
    async fn stands(&mut self, watched: &Watched) -> Result<Stood, PageError> {
        let known = if watched.scriptless { Some(Duration::ZERO) } else { self.learnt.pause(&watched.code) };
        let mut rest = self.comes_to_rest(known).await?;
        self.learnt.waited(&watched.code, rest.pause);
        let may_react = !watched.scriptless && !self.learnt.is_unmoved(&watched.code);
        let mut following = Following::default();
        let mut unscrolled_windows = None;
        if watched.tall && (watched.reacts || may_react) {
            unscrolled_windows = self.channel.direct().map(|tools| tools.tab().borrow().windows.len());
            let came = self.through().await?;
            self.learnt.gone_through(&watched.code, came);
            if came {
                rest = self.quiet(None, REST, Duration::ZERO).await?;
            }
            following = self.following().await?;
        }
        Ok(Stood { waited: self.waited(), rest, following, unscrolled_windows })
    }

    fn waited(&self) -> Duration {
        monotonic::now().duration_since(self.began)
    }

    fn left(&self) -> Duration {
        self.most.saturating_sub(self.waited())
    }

    /// Waits until the page has settled. If the page is unknown, or known to change late, its timers are waited for,
    /// and the timers that they set. The last wait is recorded too, because work of the browser itself may lead to new
    /// timers.
    async fn comes_to_rest(&mut self, known: Option<Duration>) -> Result<Rest, PageError> {
        let is_known = known.is_some_and(|known| known <= REST);
        let channel = self.channel;
        let Some(tools) = channel.direct().filter(|_| !is_known) else {
            return self.quiet(known, REST, Duration::ZERO).await;
        };
        let mut whole = Rest::default();
        let mut is_last = false;
        loop {
            let Some(open) = trace::still_open(tools, LONGEST_DELAY).await else {
                let rest = self.quiet(known, REST, Duration::ZERO).await?;
                return Ok(Rest { pause: whole.pause.and(rest.pause), ..rest });
            };
            let timers = self.worth_waiting(open);
            if is_last && timers.is_none() {
                return Ok(whole);
            }
            is_last = timers.is_none();
            let calm = if is_last && open.is_idle { IDLE_REST } else { REST };
            let rest = self.quiet_recorded(tools, known, calm, timers).await?;
            whole = Rest { pause: whole.pause.and(rest.pause), ..rest };
            if !(rest.is_quiet && rest.is_answered) {
                return Ok(whole);
            }
        }
    }

    /// The time until the last timer within `LONGEST_DELAY`, or `None` if nothing is worth waiting for. While a
    /// response is under way, or a worker has not started, the time is zero, because either may set timers.
    fn worth_waiting(&mut self, open: StillOpen) -> Option<Duration> {
        let left = LONGEST_DELAY.saturating_sub(self.waited());
        if left.is_zero() {
            return None;
        }
        let timers = open.timers.filter(|timers| *timers <= left);
        let was_asking = std::mem::take(&mut self.was_asking);
        let is_asking = was_asking || open.workers_ask || open.workers < self.workers() || self.is_asking();
        timers.or_else(|| is_asking.then_some(Duration::ZERO))
    }

    /// Calls `quiet` while the browser records timers and requests.
    async fn quiet_recorded(
        &mut self,
        tools: &DevTools,
        known: Option<Duration>,
        rest: Duration,
        timers: Option<Duration>,
    ) -> Result<Rest, PageError> {
        trace::go_on(tools).await;
        let rest = self.quiet(known, rest, timers.map_or(Duration::ZERO, |timers| timers + DRAWN)).await;
        trace::end(tools).await?;
        rest
    }

    /// Waits until nothing changes. `known` is the longest pause of pages with the same scripts. The page is not quiet
    /// before `timers` have passed.
    async fn quiet(
        &mut self,
        known: Option<Duration>,
        rest: Duration,
        timers: Duration,
    ) -> Result<Rest, PageError> {
        let mut was_answered = true;
        loop {
            self.answers().await;
            let known = known.map_or("null".to_owned(), milliseconds);
            let times = [rest, UNFINISHED, timers, self.left()].map(milliseconds).join(", ");
            let arguments = [known, times];
            let asked = "(known, ...times) => watch.quiet(known, ...times)";
            let told = script::run(self.channel, self.world, asked, &arguments).await?;
            self.stays()?;
            let pause = told[1].as_u64().filter(|_| was_answered).map(Duration::from_millis);
            let rest = Rest {
                // A page that does not answer is taken as it is.
                is_quiet: told[0].as_bool().unwrap_or(true),
                is_answered: !self.is_asking(),
                is_unfinished: false,
                pause,
            };
            if rest.is_quiet && rest.is_answered {
                return Ok(rest);
            }
            if self.left().is_zero() {
                // Requests that were still under way when everything else had settled are not waited for the next time.
                if rest.is_quiet {
                    self.learnt.never_answered(self.places());
                }
                return Ok(Rest { is_unfinished: told[2].as_bool().unwrap_or(false), pause: None, ..rest });
            }
            was_answered &= rest.is_answered;
        }
    }

    /// Waits until all requests that matter have ended, or the time is over.
    async fn answers(&self) {
        let Some(tools) = self.channel.direct() else { return };
        let endless = &self.learnt.endless;
        let mut tab = tools.tab();
        let answered = tab.wait_for(|tab| !tab.requests.are_pending(endless) || tab.is_under_way());
        // Whether they have ended is checked afterwards.
        let _ = timeout(self.left(), answered).await;
    }

    fn is_asking(&self) -> bool {
        let endless = &self.learnt.endless;
        self.channel.direct().is_some_and(|tools| tools.tab().borrow().requests.are_pending(endless))
    }

    /// Number of workers that the document has asked for.
    fn workers(&self) -> usize {
        self.channel.direct().map_or(0, |tools| tools.tab().borrow().requests.workers)
    }

    fn places(&self) -> HashSet<String> {
        let Some(tools) = self.channel.direct() else { return HashSet::new() };
        tools.tab().borrow().requests.places().map(str::to_owned).collect()
    }

    /// Fails if the page is navigating, because the next page is to be read.
    fn stays(&self) -> Result<(), PageError> {
        let goes_on = self.channel.direct().is_some_and(|tools| tools.tab().borrow().is_under_way());
        if goes_on && self.may_leave { Err(PageError::Left) } else { Ok(()) }
    }

    /// Waits at most so many seconds for the navigation that the page announced. Fails if it begins, because the next
    /// page is to be read.
    async fn departure(&self, seconds: u64) -> Result<(), PageError> {
        let Some(tools) = self.channel.direct() else { return Ok(()) };
        let mut tab = tools.tab();
        match timeout(Duration::from_secs(seconds), tab.wait_for(|tab| !tab.has_stopped())).await {
            Ok(_) => Err(PageError::Left),
            Err(_) => Ok(()),
        }
    }

    /// Scrolls to the end of the page and back. Gives whether that changed anything.
    async fn through(&self) -> Result<bool, PageError> {
        let made = self.made();
        let arguments = [MOST_SCREENS.to_string(), milliseconds(LONGEST_WAY)];
        let asked = "(most, milliseconds) => watch.through(most, milliseconds)";
        let told = script::run(self.channel, self.world, asked, &arguments).await?;
        self.stays()?;
        Ok(told[0].as_bool().unwrap_or(false) || self.made() != made)
    }

    fn made(&self) -> u64 {
        self.channel.direct().map_or(0, |tools| tools.tab().borrow().requests.made)
    }

    async fn following(&self) -> Result<Following, CallError> {
        let told = script::run(self.channel, self.world, "() => watch.following()", &[]).await?;
        let ranks = told[1].as_array().map(Vec::as_slice).unwrap_or_default();
        let ranks = ranks.iter().filter_map(|rank| rank.as_u64().map(|rank| rank as usize)).collect();
        Ok(Following { elements: told[0].as_u64().unwrap_or(0), ranks })
    }
}

/// Names of the page's scripts. A page without linked scripts, such as one with frames only, has the empty name.
fn names(told: &Value) -> Vec<String> {
    let told = told.as_array().map(Vec::as_slice).unwrap_or_default();
    let names: Vec<String> = told.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    if names.is_empty() { vec![String::new()] } else { names }
}

fn milliseconds(duration: Duration) -> String {
    duration.as_millis().to_string()
}
