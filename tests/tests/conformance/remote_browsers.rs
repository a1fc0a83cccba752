//! Remote browsers: an endpoint that fails is not used, one that works again is used again, and all use our proxy.

use std::collections::HashSet;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use crawler::browser::webdriver::status;
use crawler::browser::{
    Acting, Attention, Deadlines, Launch, PageError, Pool, PoolSettings, WalkBounds, find_browser,
    find_driver,
};
use crawler::egress::{Guard, Policy, Proxy};
use rules::Page;
use rustix::process::{Pid, Signal, geteuid, kill_process_group};
use tests::site_server::SiteServer;
use tests::{hostile, hostile_sites};
use tokio::process::{Child, Command};
use tokio::time::timeout;
use url::Url;

/// A WebDriver that the pool did not start.
struct Remote {
    port: u16,
    process: Child,
}

impl Remote {
    async fn start(port: u16) -> Self {
        let process = Command::new(find_driver().unwrap())
            .args([format!("--port={port}"), "--log-level=SEVERE".to_owned()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let remote = Self { port, process };
        let ready = async {
            while status(&remote.endpoint()).await.is_err() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(Duration::from_secs(20), ready).await.expect("chromedriver answers");
        remote
    }

    fn endpoint(&self) -> String {
        address_of(self.port)
    }

    /// Kills the driver and its browsers, as when their machine loses power.
    async fn fall(mut self) {
        let group = Pid::from_raw(self.process.id().unwrap() as i32).unwrap();
        kill_process_group(group, Signal::KILL).unwrap();
        self.process.wait().await.unwrap();
    }
}

fn address_of(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

async fn title(pool: &Pool, url: &str) -> Result<String, PageError> {
    let captured = pool.capture(&Url::parse(url).unwrap(), Attention::WALKED, || ()).await?;
    Ok(Page::new(captured.snapshot()?).unwrap().title().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sick_are_left_aside_and_the_healed_come_back() {
    let server = SiteServer::start(&hostile_sites()).await.unwrap();
    let page = server.url(hostile::SITE, "/saine.html");
    // The proxy listens at another address than its default, so only a browser that was given the address can use it.
    let at = (Ipv4Addr::new(127, 0, 0, 2), 0).into();
    let guard = Arc::new(Guard::new(Policy::with_private()));
    let proxy = Proxy::listen(guard, at, HashSet::new()).await.unwrap();
    let (one, other) = (Remote::start(free_port()).await, Remote::start(free_port()).await);
    let port_of_one = one.port;
    let pool = Pool::start(PoolSettings {
        browsers: 1,
        launch: Launch {
            browser: Some(find_browser(None).unwrap()),
            viewport_width: 1280,
            viewport_height: 1024,
            proxy: Some(proxy.address().to_string()),
            user_agent_suffix: "ObservatoireTest/1".to_owned(),
            sandbox: !geteuid().is_root(),
            storage_quota: 1 << 30,
        },
        way_out: None,
        budget: crawler::egress::Budget::default(),
        disk_limit: 512 << 20,
        endpoints: vec![address_of(free_port()), one.endpoint(), other.endpoint()],
        pages_per_browser: 100,
        memory_limit: 1 << 30,
        deadlines: Deadlines::default(),
        acting: Acting::default(),
        bounds: WalkBounds::default(),
    })
    .await
    .expect("the first endpoint does not answer, but the second does");
    let sound = Ok("Une page saine".to_owned());
    assert_eq!(title(&pool, &page).await, sound);

    one.fall().await;
    assert_eq!(title(&pool, &page).await, sound, "with the other");

    other.fall().await;
    let healed = Remote::start(port_of_one).await;
    assert_eq!(title(&pool, &page).await, sound, "with the healed one");

    // Without the proxy the browser reaches no page: it has no other connection.
    drop(proxy);
    assert!(title(&pool, &page).await.is_err());
    pool.close().await;
    healed.fall().await;
}
