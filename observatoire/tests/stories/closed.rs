//! Audited pages cannot reach the operator's internal services: the names and networks closed by `[crawl] deny`, and
//! the addresses of this machine.

use std::path::Path;

use tests::site_server::SiteServer;
use tokio::net::TcpListener;
use tokio::process::Command;

use crate::support::{Desk, end_of, sites};

/// A page that requests closed names and a closed address in every way: as pictures, in a frame, by a script, and
/// through a redirect.
const CURIOUS: &str = r#"<!DOCTYPE html><html lang="fr"><title>Un</title><h1>Un</h1>
<img alt="" src="http://intranet.localhost:{{port}}/image.png"><img alt="" src="/vers-l-intranet.png">
<iframe title="Paie" src="http://paie.intranet.localhost:{{port}}/"></iframe>
<img alt="" src="http://127.0.0.9:NETWORK/image.png">
<script>
fetch("http://intranet.localhost:{{port}}/script").catch(() => 0);
fetch("http://127.0.0.9:NETWORK/script").catch(() => 0);
</script>"#;
const LEADS: &str =
    "[[behaviour]]\npath = \"/vers-l-intranet.png\"\nredirect = \"http://intranet.localhost:{{port}}/\"\n";
const PRIVATE: &str = "<!DOCTYPE html><html lang=fr><title>Intranet</title><h1>Intranet</h1>";
const CLOSED: &str = "[crawl]\ndeny = [\"intranet.localhost\", \"127.0.0.8/29\"]\n";

struct House {
    server: SiteServer,
    /// A listener at an address in the closed network.
    network: TcpListener,
}

impl House {
    async fn from_desk(desk: &Desk) -> Self {
        let network = TcpListener::bind("127.0.0.9:0").await.unwrap();
        let port = network.local_addr().unwrap().port().to_string();
        let files = [
            ("un/index.html", CURIOUS.replace("NETWORK", &port)),
            ("un/index.toml", LEADS.to_owned()),
            ("intranet/index.html", PRIVATE.to_owned()),
            ("paie.intranet/index.html", PRIVATE.to_owned()),
        ];
        Self { server: sites::serve(desk, &files).await, network }
    }

    /// Paths of all requests to the closed names, and client addresses of all connections to the closed network since
    /// the last call.
    fn asked(&self) -> Vec<String> {
        let of_names = ["intranet", "paie.intranet"].map(|name| self.server.arrivals(name));
        let mut asked: Vec<String> = of_names.into_iter().flatten().map(|arrival| arrival.path).collect();
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        while let std::task::Poll::Ready(Ok((_, peer))) = self.network.poll_accept(&mut context) {
            asked.push(peer.to_string());
        }
        asked
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_asks_what_the_operator_closed() {
    let desk = Desk::on_sqlite();
    let house = House::from_desk(&desk).await;
    let audit = async || {
        let address = house.server.url("un", "/");
        desk.run(&["audit", "--allow-private", "--pages", "2", "--format", "json", &address]).await
    };
    desk.configure(CLOSED);
    let closed = audit().await;
    assert!(closed.stdout.contains("\"audited\""), "{}\n{}", closed.stdout, closed.stderr);
    assert_eq!(house.asked(), [""; 0]);

    // The counter-proof: with nothing closed, the same page's requests arrive and are seen here.
    desk.configure("");
    audit().await;
    let asked = house.asked();
    for sign in ["/image.png", "/", "/script", "127.0.0.1:"] {
        assert!(asked.iter().any(|path| path.starts_with(sign)), "{sign}: {asked:?}");
    }
}

/// Closed names and addresses are also refused as sites to audit. The result names the setting that closes them.
#[tokio::test(flavor = "multi_thread")]
async fn a_closed_site_is_not_audited_and_says_why() {
    let desk = Desk::on_sqlite();
    let house = House::from_desk(&desk).await;
    desk.configure(CLOSED);
    for address in [
        house.server.url("intranet", "/"),
        house.server.url("paie.intranet", "/"),
        format!("http://{}/", house.network.local_addr().unwrap()),
    ] {
        let ended = desk.run(&["audit", "--allow-private", "--format", "json", &address]).await;
        assert!(ended.stdout.contains("closed-by-us"), "{address}: {}\n{}", ended.stdout, ended.stderr);
        assert!(ended.stdout.contains("[crawl] deny"), "{address}: {}", ended.stdout);
    }
    assert_eq!(house.asked(), [""; 0]);
}

/// A public address given to this machine, in a separate network namespace so that the real network is not changed.
const OWN: &str = "198.41.0.4";

#[tokio::test(flavor = "multi_thread")]
async fn a_public_address_of_this_machine_is_closed() {
    let tools = ["/usr/bin/unshare", "/usr/sbin/ip"];
    if !rustix::process::geteuid().is_root() || !tools.iter().all(|tool| Path::new(tool).is_file()) {
        println!("skipped: only root may make a network, with unshare and ip");
        return;
    }
    let desk = Desk::on_sqlite();
    desk.configure("[crawl]\ninformation_url = \"https://observatoire.example/\"\n");
    let audit = async |prepare: &str| {
        let script =
            format!("ip link set lo up && {prepare} && exec \"$0\" audit --format json http://{OWN}/");
        let mut command = Command::new("/usr/bin/unshare");
        command.args(["--net", "--", "/bin/sh", "-c", &script, env!("CARGO_BIN_EXE_observatoire")]);
        command.current_dir(desk.path("")).env("TMPDIR", desk.path("tmp")).kill_on_drop(true);
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        end_of(command.spawn().unwrap()).await
    };
    let own = audit(&format!("ip address add {OWN}/32 dev lo")).await;
    assert!(own.stdout.contains("closed-by-us"), "{}\n{}", own.stdout, own.stderr);
    // The counter-proof: if the machine does not have the address, it is not closed but unreachable.
    let others = audit("true").await;
    assert!(others.stdout.contains("connection-failed"), "{}\n{}", others.stdout, others.stderr);
}
