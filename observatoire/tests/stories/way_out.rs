//! A browser sends packets only to the program's proxy. The test watches every system call that could send one.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crawler::browser::find_browser;

use crate::support::{Desk, sites};

/// A page that uses the network in every way that a browser offers: preconnect, prefetch, WebRTC, WebTransport and
/// others. 192.0.2.0/24 is reserved for documentation (RFC 5737) and leads nowhere.
const TALKATIVE: &str = r#"<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Bavarde</title>
<link rel="dns-prefetch" href="//prefetch.example.invalid">
<link rel="preconnect" href="https://192.0.2.1/"><link rel="preconnect" href="http://127.0.0.1:9/">
<link rel="prefetch" href="http://192.0.2.2/"><link rel="icon" href="http://192.0.2.3/favicon.ico">
<script type="speculationrules">{"prerender": [{"urls": ["http://192.0.2.4/", "/suite.html"]}]}</script>
</head><body><h1>Bavarde</h1><p>Texte.</p><a id="lien" href="/suite.html" ping="http://192.0.2.5/">Suite</a>
<img alt="" src="/lente.png"><img alt="" src="http://nom.example.invalid/i.png"><img alt="" src="https://192.0.2.6/i.png">
<video src="https://192.0.2.12/film.mp4" autoplay></video>
<script>
const peer = new RTCPeerConnection({ iceServers: [
  { urls: ["stun:127.0.0.1:9", "stun:192.0.2.7:3478", "stun:stun.example.invalid:3478"] },
  { urls: ["turn:127.0.0.1:9?transport=udp", "turn:127.0.0.1:10?transport=tcp"], username: "u", credential: "c" },
] });
peer.createDataChannel("canal");
peer.createOffer().then((offer) => peer.setLocalDescription(offer));
try { new WebTransport("https://192.0.2.8:4433/").ready.catch(() => {}); } catch {}
try { new WebTransport("https://127.0.0.1:4433/").ready.catch(() => {}); } catch {}
new WebSocket("ws://127.0.0.1:9/");
new WebSocket("wss://192.0.2.9/");
navigator.sendBeacon("http://192.0.2.10/", "balise");
fetch("http://[2001:db8::1]/").catch(() => {});
fetch("https://127.0.0.1:4434/").catch(() => {});
new EventSource("http://192.0.2.11/");
</script></body></html>"#;

const SLOW: &str = "[[behaviour]]\npath = \"/lente.png\"\ndelay_ms = 3000\n";
/// The site offers HTTP/3, which runs over UDP.
const OFFERS: &str =
    "[[behaviour]]\npath = \"/\"\n[behaviour.headers]\nalt-svc = 'h3=\":4434\"; ma=86400, h3-29=\":4434\"'\n";
/// Makes the browser use QUIC with this origin at once. A browser accepts an `alt-svc` offer only with a trusted
/// certificate, which the test does not have.
const TAKES: &str = "--origin-to-force-quic-on=127.0.0.1:4434";

/// Beginnings of the flags that force all traffic through the proxy; the counter-proof leaves these flags out.
const KEPT_IN: &[&str] =
    &["--proxy-", "--force-webrtc-", "--webrtc-", "--disable-quic", "--dns-prefetch-disable"];

#[tokio::test(flavor = "multi_thread")]
async fn no_packet_leaves_but_to_the_proxy() {
    let desk = Desk::on_sqlite();
    let server = sites::serve(
        &desk,
        &[
            ("bavarde/index.html", TALKATIVE.to_owned()),
            ("bavarde/suite.html", TALKATIVE.to_owned()),
            ("bavarde/index.toml", format!("{SLOW}{OFFERS}")),
        ],
    )
    .await;
    desk.write("pages.txt", &[server.url("bavarde", "/"), server.url("bavarde", "/suite.html")].join("\n"));

    let seen = Watched::new(&desk, "kept", &[]).audit(&desk).await;
    assert!(seen.to_proxy > 0, "the calls of the browser were not seen");
    assert!(seen.elsewhere.is_empty(), "{}", seen.elsewhere.join("\n"));

    // The counter-proof: without these flags the same browser sends packets elsewhere, and the test sees them.
    let seen = Watched::new(&desk, "loose", KEPT_IN).audit(&desk).await;
    for sign in ["<TCP", "<UDP", "4434"] {
        assert!(seen.elsewhere.iter().any(|call| call.contains(sign)), "{sign}: {:?}", seen.elsewhere);
    }
}

/// A browser under `strace`.
struct Watched {
    folder: std::path::PathBuf,
}

struct Seen {
    to_proxy: usize,
    /// Lines of `strace`: TCP connections and UDP packets to any address but the proxy's.
    elsewhere: Vec<String>,
}

impl Watched {
    /// Configures a script as the browser. `without` are beginnings of arguments that the script leaves out.
    fn new(desk: &Desk, name: &str, without: &[&str]) -> Self {
        let browser = find_browser(None).unwrap();
        let folder = desk.path(name);
        fs::create_dir(&folder).unwrap();
        // The script has the browser's file name, from which the program derives the WebDriver capabilities.
        let program = folder.join(browser.file_name().unwrap());
        fs::write(&program, script(&browser, &folder, without)).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
        desk.configure(&format!(
            "[browser]\nbinary = {:?}\ncount = 1\n[browser.deadlines]\nnavigation = 10\n",
            program.display().to_string()
        ));
        Self { folder }
    }

    async fn audit(&self, desk: &Desk) -> Seen {
        let asked = ["audit", "--allow-private", "--format", "jsonl", "--urls-file", "pages.txt"];
        let ended = desk.run(&asked).await;
        assert!(ended.stdout.contains("\"outcome\":\"audited\""), "{}\n{}", ended.stdout, ended.stderr);
        let read = |name: &str| fs::read_to_string(self.folder.join(name)).unwrap();
        let arguments = read("arguments");
        let proxy = arguments
            .split_whitespace()
            .find_map(|argument| argument.strip_prefix("--proxy-server=http://127.0.0.1:"));
        seen(&read("calls"), proxy.unwrap())
    }
}

/// Shell script that starts the browser under `strace`, and notes its arguments. With `-D` the tracer is not the parent
/// of the browser, so the browser still ends with its driver.
fn script(browser: &Path, folder: &Path, without: &[&str]) -> String {
    let folder = folder.display();
    let patterns: Vec<String> = without.iter().map(|beginning| format!("{beginning}*")).collect();
    let patterns = if patterns.is_empty() { "''".to_owned() } else { patterns.join("|") };
    format!(
        "#!/bin/sh\necho \"$@\" >> '{folder}/arguments'\n\
         for argument; do shift; case \"$argument\" in {patterns}) ;; *) set -- \"$@\" \"$argument\";; esac; done\n\
         exec strace -D -f -qq -yy --seccomp-bpf -A -e trace=connect,sendto,sendmsg,sendmmsg -o '{folder}/calls' \
         '{}' \"$@\" {TAKES}\n",
        browser.display()
    )
}

/// Sorts traced calls by their target. For TCP, `connect` is counted; for UDP, sending, since its `connect` sends
/// nothing.
fn seen(calls: &str, proxy_port: &str) -> Seen {
    let to_proxy = format!("sin_port=htons({proxy_port}), sin_addr=inet_addr(\"127.0.0.1\")");
    let mut seen = Seen { to_proxy: 0, elsewhere: Vec::new() };
    for call in calls.lines() {
        let connects = call.contains("connect(") && call.contains("<TCP");
        let sends = call.contains("send") && call.contains("<UDP");
        if connects && call.contains(&to_proxy) {
            seen.to_proxy += 1;
        } else if connects || sends {
            seen.elsewhere.push(call.to_owned());
        }
    }
    seen
}
