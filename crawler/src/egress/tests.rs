use super::*;
use futures_util::future::BoxFuture;
use http::StatusCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

/// A resolver for tests: each lookup of a name gets the next answer of its list, and the last one for ever.
pub(crate) struct Names {
    answers: Vec<&'static str>,
    asked: AtomicUsize,
}

impl Names {
    pub(crate) fn answering(answers: &[&'static str]) -> Arc<Self> {
        Arc::new(Self { answers: answers.to_vec(), asked: AtomicUsize::new(0) })
    }
}

impl Lookup for Names {
    fn lookup<'a>(&'a self, _: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        let turn = self.asked.fetch_add(1, Ordering::Relaxed).min(self.answers.len().saturating_sub(1));
        let answer = self.answers.get(turn).copied().unwrap_or_default();
        let addresses = answer.split_whitespace().map(|address| address.parse().expect("an address"));
        let addresses: Vec<IpAddr> = addresses.collect();
        Box::pin(async move { Ok(addresses) })
    }
}

pub(crate) fn public_on_any_port() -> Policy {
    Policy { ports: None, ..Policy::public() }
}

fn refusal<T: std::fmt::Debug>(result: Result<T, EgressError>) -> Refusal {
    match result {
        Err(EgressError::Refused { refusal, .. }) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_name_keeps_its_public_addresses_only() {
    let guard = Guard::with_lookup(Policy::public(), Names::answering(&["10.0.0.1 1.1.1.1 ::1"]));
    let addresses = guard.resolve("mixed.example").await.expect("one is public");
    assert_eq!(addresses, [IpAddr::from([1, 1, 1, 1])]);
}

#[tokio::test]
async fn a_name_with_private_addresses_only_is_refused() {
    let guard = Guard::with_lookup(Policy::public(), Names::answering(&["192.168.1.1 127.0.0.1"]));
    assert_eq!(refusal(guard.resolve("inside.example").await), Refusal::Private);
}

#[tokio::test]
async fn a_name_without_address_is_an_error_of_dns() {
    let guard = Guard::with_lookup(Policy::public(), Names::answering(&[]));
    let error = guard.resolve("nowhere.example").await.expect_err("no address");
    assert_eq!(error.cause(), Cause::Dns);
}

#[tokio::test]
async fn names_of_this_machine_are_resolved_here() {
    let names = Names::answering(&["1.1.1.1"]);
    let private = Guard::with_lookup(Policy::with_private(), names.clone());
    let loopback = [IpAddr::from(Ipv4Addr::LOCALHOST)];
    assert_eq!(private.resolve("mairie.localhost").await.expect("allowed"), loopback);
    let public = Guard::with_lookup(Policy::public(), names.clone());
    assert_eq!(refusal(public.resolve("mairie.localhost.").await), Refusal::Loopback);
    assert_eq!(names.asked.load(Ordering::Relaxed), 0);
}

#[test]
fn urls_are_refused_before_any_name_is_asked_for() {
    let guard = Guard::new(Policy::public());
    let refused = |url: &str| refusal(guard.check_url(&url.parse().expect("a URL")));
    assert_eq!(refused("ftp://a.example/"), Refusal::Scheme);
    assert_eq!(refused("file:///etc/passwd"), Refusal::Scheme);
    assert_eq!(refused("http://a.example:25/"), Refusal::Port);
    assert_eq!(refused("http://2130706433/"), Refusal::Loopback);
    assert_eq!(refused("http://0x7f.1/"), Refusal::Loopback);
    assert_eq!(refused("http://[::ffff:127.0.0.1]/"), Refusal::Embedded);
    assert_eq!(refused("http://169.254.169.254/latest/"), Refusal::Metadata);
    assert!(guard.check_url(&"https://a.example/".parse().expect("a URL")).is_ok());
}

/// A name that is public at the first lookup and private at the second is of no use to an attacker: connections are
/// only made to checked addresses, and each new answer is checked again.
#[tokio::test(start_paused = true)]
async fn rebinding_a_name_does_not_pass() {
    let names = Names::answering(&["1.1.1.1", "127.0.0.1"]);
    let guard = Guard::with_lookup(public_on_any_port(), names.clone());
    assert!(guard.resolve("rebinding.example").await.is_ok());
    tokio::time::advance(Duration::from_secs(3600)).await;
    assert_eq!(refusal(guard.connect("rebinding.example", 80).await), Refusal::Loopback);
    assert_eq!(names.asked.load(Ordering::Relaxed), 2);
}

async fn site() -> MockServer {
    let site = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string("bonjour")).mount(&site).await;
    site
}

/// A client that uses the proxy as a browser would.
fn browser(proxy: &Proxy) -> reqwest::Client {
    crate::fetch::install_tls();
    let through = reqwest::Proxy::all(format!("http://{}", proxy.address())).expect("an address");
    reqwest::Client::builder().proxy(through).build().expect("a client")
}

fn header_of(answer: &reqwest::Response, name: &http::HeaderName) -> String {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_proxy_carries_plain_requests() {
    let site = site().await;
    let proxy = Proxy::start(Arc::new(Guard::new(Policy::with_private()))).await.expect("a free port");
    let url = format!("http://mairie.localhost:{}/page", site.address().port());
    let answer = browser(&proxy).get(url).send().await.expect("an answer");
    assert_eq!(answer.text().await.expect("a body"), "bonjour");
    let seen = site.received_requests().await.expect("recorded");
    assert_eq!(seen[0].url.path(), "/page");
    assert!(seen[0].headers["host"].to_str().expect("text").starts_with("mairie.localhost"));
}

#[tokio::test]
async fn the_proxy_refuses_with_a_reason() {
    let proxy = Proxy::start(Arc::new(Guard::new(public_on_any_port()))).await.expect("a free port");
    for (url, code) in [
        ("http://127.0.0.1/", "loopback"),
        ("http://[::1]/", "loopback"),
        ("http://mairie.localhost/", "loopback"),
        ("http://10.0.0.1/", "private"),
        ("http://169.254.169.254/", "metadata"),
        ("http://[64:ff9b::a00:1]/", "embedded"),
    ] {
        let answer = browser(&proxy).get(url).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{url}");
        assert_eq!(header_of(&answer, &REFUSED_HEADER), code, "{url}");
    }
}

#[tokio::test]
async fn the_proxy_tells_why_the_site_did_not_answer() {
    let names = Names::answering(&[]);
    let guard = Guard::with_lookup(Policy::with_private(), names);
    let proxy = Proxy::start(Arc::new(guard)).await.expect("a free port");
    let unused = std::net::TcpListener::bind("127.0.0.1:0").and_then(|port| port.local_addr());
    let closed = format!("http://closed.localhost:{}/", unused.expect("a free port").port());
    for (url, code) in [("http://nowhere.example/", "dns"), (closed.as_str(), "connection-refused")] {
        let answer = browser(&proxy).get(url).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::BAD_GATEWAY);
        assert_eq!(header_of(&answer, &ERROR_HEADER), code);
    }
    assert_eq!(proxy.failure("closed.localhost"), Some(Cause::ConnectionRefused));
}

#[tokio::test]
async fn a_site_that_never_answers_is_a_timeout() {
    let site = MockServer::start().await;
    let late = ResponseTemplate::new(200).set_delay(Duration::from_secs(60));
    Mock::given(any()).respond_with(late).mount(&site).await;
    let mut policy = Policy::with_private();
    policy.caps.answer = Duration::from_millis(50);
    policy.caps.connect = Duration::from_millis(50);
    let proxy = Proxy::start(Arc::new(Guard::new(policy))).await.expect("a free port");
    let answer = browser(&proxy).get(site.uri()).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::GATEWAY_TIMEOUT);
    assert_eq!(header_of(&answer, &ERROR_HEADER), "timeout");
}

#[tokio::test]
async fn a_body_past_the_cap_is_refused() {
    let site = site().await;
    let mut policy = Policy::with_private();
    policy.caps.body = 3;
    let proxy = Proxy::start(Arc::new(Guard::new(policy))).await.expect("a free port");
    let answer = browser(&proxy).get(site.uri()).send().await.expect("an answer");
    assert_eq!(header_of(&answer, &ERROR_HEADER), "too-big");
}

/// Sends a raw CONNECT to the proxy. Gives the first line of the response, then what the tunnel carries.
async fn connect_through(proxy: &Proxy, target: &str, then: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = TcpStream::connect(proxy.address()).await.expect("the proxy listens");
    let ask = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n");
    stream.write_all(ask.as_bytes()).await.expect("sent");
    let mut heard = Vec::new();
    while !heard.ends_with(b"\r\n\r\n") {
        heard.push(stream.read_u8().await.expect("a head"));
    }
    if heard.starts_with(b"HTTP/1.1 200") {
        stream.write_all(then.as_bytes()).await.expect("sent");
        // A tunnel that is cut may end in a reset; earlier bytes still count.
        let _ = stream.read_to_end(&mut heard).await;
    }
    String::from_utf8_lossy(&heard).into_owned()
}

const GET: &str = "GET /inside HTTP/1.1\r\nHost: mairie.localhost\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn tunnels_carry_bytes_to_the_address_that_was_checked() {
    let site = site().await;
    let proxy = Proxy::start(Arc::new(Guard::new(Policy::with_private()))).await.expect("a free port");
    let target = format!("mairie.localhost:{}", site.address().port());
    assert!(connect_through(&proxy, &target, GET).await.ends_with("bonjour"));
}

#[tokio::test]
async fn tunnels_are_refused_like_requests() {
    let proxy = Proxy::start(Arc::new(Guard::new(Policy::public()))).await.expect("a free port");
    let loopback = connect_through(&proxy, "2130706433:443", "").await;
    assert!(
        loopback.starts_with("HTTP/1.1 403") && loopback.contains("x-observatoire-refused: "),
        "{loopback}"
    );
    let port = connect_through(&proxy, "a.example:25", "").await;
    assert!(port.contains("x-observatoire-refused: port"), "{port}");
    assert_eq!(proxy.failure("a.example"), Some(Cause::PortNotVisited));
}

#[tokio::test]
async fn a_tunnel_past_its_cap_is_cut() {
    let site = site().await;
    let mut policy = Policy::with_private();
    policy.caps.tunnel = GET.len() as u64 + 10;
    let proxy = Proxy::start(Arc::new(Guard::new(policy))).await.expect("a free port");
    let target = format!("mairie.localhost:{}", site.address().port());
    assert!(!connect_through(&proxy, &target, GET).await.contains("bonjour"));
}

#[tokio::test]
async fn the_proxy_does_not_call_itself_and_is_no_web_server() {
    let proxy = Proxy::start(Arc::new(Guard::new(Policy::with_private()))).await.expect("a free port");
    let itself = format!("http://{}/", proxy.address());
    let answer = browser(&proxy).get(&itself).send().await.expect("an answer");
    assert_eq!(header_of(&answer, &REFUSED_HEADER), "itself");
    let direct = reqwest::Client::builder().no_proxy().build().expect("a client");
    let answer = direct.get(&itself).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_redirect_to_a_refused_address_does_not_pass_the_proxy() {
    let site = MockServer::start().await;
    let inside =
        ResponseTemplate::new(302).insert_header("location", "http://169.254.169.254/latest/meta-data/");
    Mock::given(any()).respond_with(inside).mount(&site).await;
    let proxy = Proxy::start(Arc::new(Guard::new(Policy::with_private()))).await.expect("a free port");
    let answer = browser(&proxy).get(site.uri()).send().await.expect("an answer");
    assert_eq!(header_of(&answer, &REFUSED_HEADER), "metadata");
}

/// A server that sends these bytes as its response and leaves the connection open.
async fn raw_site(answer: &'static str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let server = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}/", server.local_addr().expect("bound"));
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((mut stream, _)) = server.accept().await {
            let _ = stream.read_u8().await;
            let _ = stream.write_all(answer.as_bytes()).await;
            open.push(stream);
        }
    });
    url
}

#[tokio::test]
async fn a_body_that_never_ends_is_cut_by_time_and_by_size() {
    for answer in [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthree",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\ntwenty bytes of text\r\n",
    ] {
        let mut policy = Policy::with_private();
        policy.caps.whole = Duration::from_millis(100);
        policy.caps.body = if answer.contains("chunked") { 10 } else { 1000 };
        let proxy = Proxy::start(Arc::new(Guard::new(policy))).await.expect("a free port");
        // The head may arrive before the body ends in an error, or not.
        if let Ok(head) = browser(&proxy).get(raw_site(answer).await).send().await {
            assert!(head.text().await.is_err());
        }
    }
}

#[tokio::test]
async fn a_tunnel_where_nothing_moves_is_closed() {
    let mut policy = Policy::with_private();
    policy.caps.whole = Duration::from_millis(50);
    let proxy = Proxy::start(Arc::new(Guard::new(policy))).await.expect("a free port");
    let silent = raw_site("").await;
    let target = silent.trim_start_matches("http://").trim_end_matches('/');
    let heard = connect_through(&proxy, target, "hello?").await;
    assert!(heard.starts_with("HTTP/1.1 200") && heard.ends_with("\r\n\r\n"), "{heard}");
}

#[tokio::test]
async fn nothing_passes_once_the_proxy_is_dropped() {
    let proxy = Proxy::start(Arc::new(Guard::new(Policy::with_private()))).await.expect("a free port");
    let silent = raw_site("").await;
    let target = silent.trim_start_matches("http://").trim_end_matches('/').to_owned();
    let address = proxy.address();
    let (opened, open) = tokio::sync::oneshot::channel();
    let tunnel = tokio::spawn(async move {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let mut stream = TcpStream::connect(address).await.expect("the proxy listens");
        let ask = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n");
        stream.write_all(ask.as_bytes()).await.expect("sent");
        stream.read_u8().await.expect("an answer");
        opened.send(()).expect("waited for");
        let _ = stream.read_to_end(&mut Vec::new()).await;
    });
    open.await.expect("the tunnel opens");
    drop(proxy);
    tunnel.await.expect("the tunnel ends");
}
