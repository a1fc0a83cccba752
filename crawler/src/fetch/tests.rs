use super::*;
use crate::{
    cause::Cause,
    egress::{Policy, tests::Names},
};
use std::collections::HashMap;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::path};

/// Sites without a network: a response for each address; all other addresses are not found.
#[derive(Default)]
pub(crate) struct Shelf(HashMap<String, Result<Fetched, FetchError>>);

impl Shelf {
    pub(crate) fn put(&mut self, url: &str, content_type: &'static str, body: &str) {
        let mut answer = answer(url, StatusCode::OK, body);
        answer.headers.insert(header::CONTENT_TYPE, http::HeaderValue::from_static(content_type));
        self.0.insert(answer.url.to_string(), Ok(answer));
    }

    pub(crate) fn set(&mut self, url: &str, outcome: Result<Fetched, FetchError>) {
        let url: Url = url.parse().expect("a URL");
        self.0.insert(url.into(), outcome);
    }
}

pub(crate) fn answer(url: &str, status: StatusCode, body: &str) -> Fetched {
    Fetched {
        url: url.parse().expect("a URL"),
        status,
        headers: HeaderMap::new(),
        body: body.as_bytes().to_vec(),
        truncated: false,
        hops: Vec::new(),
    }
}

impl Get for Shelf {
    async fn get_within(&self, url: &Url, _: usize, _: &Follows<'_>) -> Result<Fetched, FetchError> {
        let missing = || Ok(answer(url.as_str(), StatusCode::NOT_FOUND, ""));
        self.0.get(url.as_str()).cloned().unwrap_or_else(missing)
    }
}

#[test]
fn a_site_in_trouble_says_when_to_come_back() {
    let after = |value| {
        let mut answer = answer("https://a.example/", StatusCode::SERVICE_UNAVAILABLE, "");
        answer.headers.insert(header::DATE, http::HeaderValue::from_static("Sun, 01 Mar 2026 12:00:00 GMT"));
        answer.headers.insert(header::RETRY_AFTER, http::HeaderValue::from_static(value));
        answer.retry_after().map(|wait| wait.as_secs())
    };
    assert_eq!(after("120"), Some(120));
    assert_eq!(after("Sun, 01 Mar 2026 12:01:30 GMT"), Some(90));
    assert_eq!(after("Sun, 01 Mar 2026 11:00:00 GMT"), Some(0));
    assert_eq!(after("soon"), None);
}

fn identity() -> Identity {
    Identity {
        token: "ObservatoireTest".to_owned(),
        version: "1.2".to_owned(),
        information: "https://observatoire.example/robot".parse().expect("a URL"),
    }
}

fn fetcher(policy: Policy) -> Fetcher {
    let limits = FetchLimits { redirects: 3, ..FetchLimits::default() };
    Fetcher::new(Arc::new(Guard::new(policy)), &identity(), limits).expect("a client")
}

async fn get(url: &str) -> Result<Fetched, FetchError> {
    fetcher(Policy::with_private()).get(&url.parse().expect("a URL"), 1000).await
}

async fn serve(at: &str, answer: ResponseTemplate) -> MockServer {
    let site = MockServer::start().await;
    Mock::given(path(at)).respond_with(answer).mount(&site).await;
    site
}

fn redirect_to(location: &str) -> ResponseTemplate {
    ResponseTemplate::new(302).insert_header("location", location)
}

#[tokio::test]
async fn says_who_asks() {
    let site = serve("/", ResponseTemplate::new(200)).await;
    get(&site.uri()).await.expect("an answer");
    let seen = site.received_requests().await.expect("recorded");
    assert_eq!(seen[0].headers["user-agent"], "ObservatoireTest/1.2 (+https://observatoire.example/robot)");
}

#[tokio::test]
async fn gives_the_answer_whatever_its_status() {
    let site = serve("/gone", ResponseTemplate::new(410).set_body_string("parti")).await;
    let answer = get(&format!("{}/gone", site.uri())).await.expect("an answer");
    assert_eq!((answer.status.as_u16(), &*answer.text()), (410, "parti"));
}

#[tokio::test]
async fn follows_redirects_and_remembers_them() {
    let site = serve("/", redirect_to("/accueil")).await;
    Mock::given(path("/accueil")).respond_with(ResponseTemplate::new(200)).mount(&site).await;
    let answer = get(&site.uri()).await.expect("an answer");
    assert_eq!((answer.url.path(), answer.hops.len()), ("/accueil", 1));
}

#[tokio::test]
async fn a_redirect_that_is_refused_is_told_and_not_asked_for() {
    let site = serve("/", redirect_to("/accueil")).await;
    let refused = |next: &Url| next.path() != "/accueil";
    let first: Url = site.uri().parse().expect("a URL");
    let told = fetcher(Policy::with_private()).get_within(&first, 1000, &refused).await;
    let to = first.join("/accueil").expect("a URL");
    assert_eq!(told.expect_err("it was refused"), FetchError::LeadsElsewhere { to });
    assert_eq!(site.received_requests().await.expect("they are kept").len(), 1);
}

#[tokio::test]
async fn a_circle_of_redirects_ends() {
    let site = serve("/", redirect_to("/")).await;
    assert_eq!(get(&site.uri()).await.expect_err("a circle").cause(), Cause::TooManyRedirects);
}

#[tokio::test]
async fn a_site_that_leads_to_itself_until_its_cookie_comes_back_is_reached() {
    let site = MockServer::start().await;
    let known = Mock::given(path("/")).and(wiremock::matchers::header("cookie", "seen=1"));
    known.respond_with(ResponseTemplate::new(200).set_body_string("accueil")).mount(&site).await;
    let first = redirect_to("/").insert_header("set-cookie", "seen=1; Path=/");
    Mock::given(path("/")).respond_with(first).mount(&site).await;
    assert_eq!(&*get(&site.uri()).await.expect("an answer").text(), "accueil");
    let again = get(&site.uri()).await.expect("an answer");
    assert_eq!(again.hops.len(), 1, "the next request is a new visitor's");
}

#[tokio::test]
async fn every_hop_is_checked() {
    for (location, cause) in [
        ("http://169.254.169.254/latest/meta-data/", Cause::EgressRefused),
        ("http://[::ffff:127.0.0.1]/", Cause::EgressRefused),
        ("file:///etc/passwd", Cause::EgressRefused),
        ("http://[bad", Cause::BrokenAnswer),
    ] {
        let site = serve("/", redirect_to(location)).await;
        assert_eq!(get(&site.uri()).await.expect_err("refused").cause(), cause, "{location}");
    }
}

#[tokio::test]
async fn a_name_that_leads_inside_is_refused() {
    let guard = Guard::with_lookup(Policy::public(), Names::answering(&["127.0.0.1"]));
    let fetcher = Fetcher::new(Arc::new(guard), &identity(), FetchLimits::default()).expect("a client");
    let url = "http://inside.example/".parse().expect("a URL");
    assert_eq!(fetcher.get(&url, 10).await.expect_err("refused").cause(), Cause::EgressRefused);
}

#[tokio::test]
async fn a_long_body_is_cut_and_says_so() {
    let site = serve("/", ResponseTemplate::new(200).set_body_string("x".repeat(5000))).await;
    let answer = get(&site.uri()).await.expect("an answer");
    assert_eq!((answer.body.len(), answer.truncated), (1000, true));
}

#[tokio::test]
async fn a_body_of_just_the_cap_is_whole() {
    let site = serve("/", ResponseTemplate::new(200).set_body_string("x".repeat(1000))).await;
    assert!(!get(&site.uri()).await.expect("an answer").truncated);
}

#[tokio::test]
async fn a_closed_port_and_a_plain_server_on_https_are_told_apart() {
    let unused = std::net::TcpListener::bind("127.0.0.1:0").and_then(|port| port.local_addr());
    let closed = format!("http://{}/", unused.expect("a free port"));
    assert_eq!(get(&closed).await.expect_err("closed").cause(), Cause::ConnectionRefused);
    let site = serve("/", ResponseTemplate::new(200)).await;
    let secure = format!("https://{}/", site.address());
    let error = get(&secure).await.expect_err("no TLS there");
    assert_eq!(error.cause(), Cause::Tls, "{error:?}");
}

#[tokio::test]
async fn a_server_that_speaks_nonsense_is_a_broken_answer() {
    use tokio::io::AsyncWriteExt;
    let server = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}/", server.local_addr().expect("bound"));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = server.accept().await {
            let _ = stream.write_all(b"SSH-2.0-nonsense\r\n").await;
        }
    });
    let cause = get(&url).await.expect_err("not HTTP").cause();
    assert!(matches!(cause, Cause::BrokenAnswer | Cause::ConnectionFailed), "{cause}");
}

#[tokio::test]
async fn a_slow_answer_is_a_timeout() {
    let late = ResponseTemplate::new(200).set_delay(Duration::from_secs(60));
    let site = serve("/", late).await;
    let limits = FetchLimits { answer: Duration::from_millis(50), ..FetchLimits::default() };
    let guard = Arc::new(Guard::new(Policy::with_private()));
    let fetcher = Fetcher::new(guard, &identity(), limits).expect("a client");
    let url = site.uri().parse().expect("a URL");
    assert_eq!(fetcher.get(&url, 10).await.expect_err("too late"), FetchError::Timeout);
}

#[tokio::test]
async fn text_is_read_by_the_charset_it_declares() {
    let latin =
        ResponseTemplate::new(200).set_body_raw(b"D\xe9claration".to_vec(), "text/html; charset=ISO-8859-1");
    let site = serve("/", latin).await;
    let answer = get(&site.uri()).await.expect("an answer");
    assert_eq!(answer.text(), "Déclaration");
    assert!(answer.is_html());
}
