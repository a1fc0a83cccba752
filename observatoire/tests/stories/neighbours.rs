//! Neither another user of the machine nor a page that escaped from its browser's sandbox gains anything from the
//! program: the browsers' environment holds no secret, and the open ports answer only the program's own user.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use tokio::process::{Child, Command};

use crate::support::{Desk, end_of, processes, sites, until};

const SECRET: &str = "mot-de-passe-de-la-base";
const NOBODY: &str = "65534";
/// Bash script that sends requests to the port `$0`: to an HTTP proxy, to the browser's DevTools, and to a WebDriver.
const ASKS: &str = r#"for asked in 'GET http://un.localhost:%s/ HTTP/1.1' 'PUT /json/new?file:///proc/self/environ HTTP/1.1' \
'GET /json/version HTTP/1.1' 'GET /status HTTP/1.1'; do
  exec 3<>"/dev/tcp/127.0.0.1/$0" || continue
  printf '%s\r\nHost: un.localhost\r\nConnection: close\r\n\r\n' "$asked" >&3
  timeout 3 cat <&3
  exec 3>&-
done 2>/dev/null"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_knows_no_secret_and_another_user_is_answered_by_nothing() {
    let desk = Desk::on_sqlite();
    let slow = "[[behaviour]]\npath = \"/jamais\"\ngenerate = \"silence\"\n";
    let page = "<!DOCTYPE html><html lang=\"fr\"><title>Un</title><h1>Un</h1><img src=/jamais alt=\"\">";
    let files = [("un/index.html", page.to_owned()), ("un/index.toml", slow.to_owned())];
    let server = sites::serve(&desk, &files).await;
    let mut command = desk.command(&["audit", "--allow-private", &server.url("un", "/")]);
    let program = command.env("PGPASSWORD", SECRET).env("JETON_DU_REGISTRE", SECRET).spawn().unwrap();
    let id = program.id().unwrap();
    let is_part = |process: &processes::Process| command_line(process.id()).contains("--type=renderer");
    until("a page is open", Duration::from_secs(60), async || processes::descendants(id).iter().any(is_part))
        .await;

    let started = processes::descendants(id);
    let knowing: Vec<_> =
        started.iter().filter(|process| environment(process.id()).contains(SECRET)).collect();
    assert!(knowing.is_empty(), "{knowing:?} know a password");
    assert!(environment(id).contains(SECRET), "the program itself has the password");

    let own = ports_of(id);
    assert!(!own.is_empty(), "the proxy listens");
    let of_browsers: BTreeSet<u16> = started.iter().flat_map(|process| ports_of(process.id())).collect();
    assert_eq!(of_browsers, BTreeSet::new(), "no browser listens");
    for port in own {
        until("the port answers its own user", Duration::from_secs(60), async || {
            !ask(port, server.port(), None).await.is_empty()
        })
        .await;
        if can_be_another() {
            assert_eq!(ask(port, server.port(), Some(NOBODY)).await, "", "port {port} answers a stranger")
        } else {
            println!("skipped: only root may try as another user")
        }
    }
    stop(program).await;
}

/// The counter-proof: if `proxy_clients` admits every user of the machine, the same requests as another user are
/// answered.
#[tokio::test(flavor = "multi_thread")]
async fn a_way_out_that_is_open_to_all_would_be_seen() {
    if !can_be_another() {
        println!("skipped: only root may try as another user");
        return;
    }
    let desk = Desk::on_sqlite();
    desk.configure("[browser]\nproxy_clients = [\"127.0.0.1\"]\n");
    let slow = "[[behaviour]]\npath = \"/jamais\"\ngenerate = \"silence\"\n";
    let page = "<!DOCTYPE html><html lang=\"fr\"><title>Un</title><h1>Un</h1><img src=/jamais alt=\"\">";
    let files = [("un/index.html", page.to_owned()), ("un/index.toml", slow.to_owned())];
    let server = sites::serve(&desk, &files).await;
    let program = desk.start(&["audit", "--allow-private", &server.url("un", "/")]);
    let id = program.id().unwrap();
    until("a stranger is answered", Duration::from_secs(60), async || {
        for port in ports_of(id) {
            if !ask(port, server.port(), Some(NOBODY)).await.is_empty() {
                return true;
            }
        }
        false
    })
    .await;
    stop(program).await;
}

async fn stop(mut program: Child) {
    program.start_kill().unwrap();
    end_of(program).await;
}

fn can_be_another() -> bool {
    rustix::process::geteuid().is_root() && Path::new("/usr/bin/setpriv").is_file()
}

/// Answers of a local port to [`ASKS`], sent as the user with the id `user` or as the own user. `site` is the port of
/// the site that is requested through the proxy.
async fn ask(port: u16, site: u16, user: Option<&str>) -> String {
    let script = ASKS.replacen("%s", &site.to_string(), 1);
    let mut command = match user {
        None => Command::new("bash"),
        Some(user) => {
            let mut command = Command::new("/usr/bin/setpriv");
            command.args(["--reuid", user, "--regid", user, "--clear-groups", "--", "bash"]);
            command
        }
    };
    let output = command.args(["-c", &script, &port.to_string()]).output().await.unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn environment(process: u32) -> String {
    String::from_utf8_lossy(&fs::read(format!("/proc/{process}/environ")).unwrap_or_default()).into_owned()
}

fn command_line(process: u32) -> String {
    fs::read_to_string(format!("/proc/{process}/cmdline")).unwrap_or_default()
}

/// TCP ports on which a process listens.
fn ports_of(process: u32) -> BTreeSet<u16> {
    let descriptors = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    let links = descriptors.filter_map(|entry| fs::read_link(entry.path()).ok());
    let sockets: BTreeSet<String> = links
        .filter_map(|link| Some(link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned()))
        .collect();
    let table =
        ["tcp", "tcp6"].map(|name| fs::read_to_string(format!("/proc/net/{name}")).unwrap_or_default());
    let listening = |line: &str| -> Option<u16> {
        const LISTENS: &str = "0A";
        let fields: Vec<&str> = line.split_whitespace().collect();
        let port = fields.get(1)?.rsplit(':').next()?;
        (*fields.get(3)? == LISTENS && sockets.contains(*fields.get(9)?)).then_some(())?;
        u16::from_str_radix(port, 16).ok()
    };
    table.iter().flat_map(|table| table.lines()).filter_map(listening).collect()
}
