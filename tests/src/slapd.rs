//! A temporary LDAP directory for tests, run with Debian's package `slapd`, with its own certificate.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, bail};
use tempfile::TempDir;

const SLAPD: &str = "/usr/sbin/slapd";
const READINESS_INTERVAL: Duration = Duration::from_millis(50);
/// Number of checks: half a minute in all, far longer than a start takes.
const READINESS_CHECKS: u32 = 600;

pub const BASE: &str = "dc=registre,dc=example";
/// An account that may read all entries, in pages.
pub const READER: &str = "cn=lecteur,dc=registre,dc=example";
/// An account that gets at most twenty entries, in pages too.
pub const LIMITED: &str = "cn=limite,dc=registre,dc=example";
pub const PASSWORD: &str = "mot-de-passe-secret";

/// A running directory. Dropping it stops the server and removes its files.
pub struct Slapd {
    folder: TempDir,
    server: Child,
    port: u16,
}

impl Slapd {
    /// Starts a directory with these entries (LDIF, below [`BASE`]). One answer or page has at most fifty entries.
    ///
    /// # Errors
    /// When `slapd` or `openssl` is not installed, or `entries` is not valid LDIF.
    pub fn start(entries: &str) -> anyhow::Result<Self> {
        if !Path::new(SLAPD).is_file() {
            bail!("no {SLAPD}; install the package `slapd`");
        }
        let folder = tempfile::Builder::new().prefix("observatoire-slapd-").tempdir()?;
        certificates(folder.path())?;
        std::fs::create_dir(folder.path().join("data"))?;
        let configuration = folder.path().join("slapd.conf");
        std::fs::write(&configuration, self::configuration(folder.path()))?;
        let ldif = folder.path().join("entries.ldif");
        std::fs::write(&ldif, format!("{}{entries}", accounts()))?;
        run(Command::new("/usr/sbin/slapadd").arg("-f").arg(&configuration).arg("-l").arg(&ldif))?;
        let port = free_port()?;
        let server = serve(&configuration, port)?;
        let mut slapd = Self { folder, server, port };
        slapd.wait_until_it_answers()?;
        Ok(slapd)
    }

    pub fn url(&self) -> String {
        format!("ldap://localhost:{}", self.port)
    }

    /// Certificate of the authority to trust, in PEM.
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// A file that contains [`PASSWORD`].
    pub fn password_file(&self) -> PathBuf {
        self.folder.path().join("password")
    }

    fn wait_until_it_answers(&mut self) -> anyhow::Result<()> {
        for _ in 0..READINESS_CHECKS {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return Ok(());
            }
            if let Some(status) = self.server.try_wait()? {
                bail!("slapd ended while it started: {status}");
            }
            std::thread::sleep(READINESS_INTERVAL);
        }
        bail!("slapd does not answer");
    }
}

impl Drop for Slapd {
    fn drop(&mut self) {
        // Stopping fails if the server has already ended; `drop` cannot return an error.
        let (_killed, _ended) = (self.server.kill(), self.server.wait());
    }
}

/// Starts the server. It ends when the thread that started it ends, also if the test is killed.
fn serve(configuration: &Path, port: u16) -> anyhow::Result<Child> {
    let mut server = Command::new("setpriv");
    server.args(["--pdeathsig=KILL", "--", SLAPD, "-d", "0", "-h"]).arg(format!("ldap://127.0.0.1:{port}/"));
    server.arg("-f").arg(configuration);
    server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    server.spawn().context("slapd cannot be started")
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn configuration(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/slapd.pid
TLSCACertificateFile {folder}/ca.pem
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
database mdb
suffix \"{BASE}\"
directory {folder}/data
rootdn \"cn=admin,{BASE}\"
limits dn.exact=\"{LIMITED}\" size.soft=20 size.hard=20 size.prtotal=20
limits * size.soft=50 size.hard=50 size.pr=50 size.prtotal=unlimited
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
"
    )
}

fn accounts() -> String {
    let account = |dn: &str, name: &str| {
        format!("dn: {dn}\nobjectClass: person\ncn: {name}\nsn: {name}\nuserPassword: {PASSWORD}\n\n")
    };
    let root = format!(
        "dn: {BASE}\nobjectClass: dcObject\nobjectClass: organization\ndc: registre\no: Registre\n\n"
    );
    root + &account(READER, "lecteur") + &account(LIMITED, "limite")
}

/// Creates a certificate authority, and a certificate for `localhost` signed by it.
fn certificates(folder: &Path) -> anyhow::Result<()> {
    std::fs::write(folder.join("password"), PASSWORD)?;
    std::fs::write(folder.join("extensions"), "subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n")?;
    let openssl = |arguments: &[&str]| run(Command::new("openssl").args(arguments).current_dir(folder));
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    let authority =
        ["req", "-x509", "-days", "2", "-subj", "/CN=Autorite", "-keyout", "ca.key", "-out", "ca.pem"];
    openssl(&[&authority[..], &key[..]].concat())?;
    let request = ["req", "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr"];
    openssl(&[&request[..], &key[..]].concat())?;
    openssl(&[
        "x509",
        "-req",
        "-in",
        "server.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-CAcreateserial",
        "-days",
        "2",
        "-extfile",
        "extensions",
        "-out",
        "server.pem",
    ])
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("{command:?} cannot be started"))?;
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        bail!("{command:?}: {}", String::from_utf8_lossy(&said).trim());
    }
    Ok(())
}
