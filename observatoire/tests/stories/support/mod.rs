//! Shared support of the stories: a folder with a configuration and a database, and commands of the program in it.

pub mod processes;
pub mod public_folder;
pub mod reader;
pub mod sites;

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use store::{AuditHead, Store};
use tempfile::TempDir;
use tests::postgres::Postgres;
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// Longest time of a usual command; a command that takes longer counts as hanging.
const PATIENCE: Duration = Duration::from_secs(180);
const POLL: Duration = Duration::from_millis(25);

/// A folder in which a story runs the program, with its configuration and its database.
pub struct Desk {
    folder: TempDir,
    database: String,
    /// The Postgres server, if the database is on one; it stops when dropped.
    cluster: Option<Postgres>,
}

/// How a command ended.
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Desk {
    pub fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite://{}", folder.path().join("observatoire.db").display());
        Self::new(folder, database, None)
    }

    pub fn on_postgres() -> Self {
        let cluster = Postgres::start().unwrap();
        let database = cluster.database().unwrap();
        Self::new(tempfile::tempdir().unwrap(), database, Some(cluster))
    }

    fn new(folder: TempDir, database: String, cluster: Option<Postgres>) -> Self {
        std::fs::create_dir(folder.path().join("tmp")).unwrap();
        let desk = Self { folder, database, cluster };
        desk.configure("");
        desk
    }

    /// Address of a second database of the same kind.
    pub fn another_database(&self) -> String {
        match &self.cluster {
            Some(cluster) => cluster.database().unwrap(),
            None => format!("sqlite://{}", self.path("autre.db").display()),
        }
    }

    /// Writes the configuration file with the tables in `more`; the program finds the file by itself. To save time,
    /// pages are captured but not used (`act = "none"`), and the published site is audited only if `more` has a
    /// `[site]` table. A story about the use of pages writes the file itself.
    pub fn configure(&self, more: &str) {
        let site = if more.contains("[site]") { "" } else { "[site]\naudit_itself = false\n" };
        let looked_at = "[crawl]\nact = \"none\"\n";
        let crawl = if more.contains("[crawl]\n") { "" } else { looked_at };
        let more = more.replacen("[crawl]\n", looked_at, 1);
        let text = format!("[database]\nurl = \"{}\"\n{more}\n{crawl}{site}", self.database);
        self.write("observatoire.toml", &text);
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let file = self.path(name);
        std::fs::write(&file, text).unwrap();
        file
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Folder into which the program publishes by default.
    pub fn public(&self) -> PathBuf {
        self.path("public")
    }

    /// The program, ready to be started with these arguments.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_observatoire"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("OBSERVATOIRE_CONFIG")
            .env_remove("OBSERVATOIRE_DATABASE")
            .env_remove("OBSERVATOIRE_LOG")
            .env("LC_ALL", "C.UTF-8")
            .env("TMPDIR", self.path("tmp"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        command
    }

    pub fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).spawn().unwrap()
    }

    /// Runs a command to its end.
    pub async fn run(&self, arguments: &[&str]) -> Ended {
        end_of(self.start(arguments)).await
    }

    /// Runs a command that must end with this exit code.
    pub async fn run_to(&self, code: i32, arguments: &[&str]) -> Ended {
        let ended = self.run(arguments).await;
        assert_eq!(ended.code, Some(code), "{arguments:?}\n{}\n{}", ended.stdout, ended.stderr);
        ended
    }

    pub async fn store(&self) -> Store {
        Store::open(&self.database).await.unwrap()
    }

    /// All audits ever recorded.
    pub async fn audits(&self) -> Vec<AuditHead> {
        let store = self.store().await;
        let heads = store.audits_changed_after(0, 10_000).await.unwrap();
        store.close().await;
        heads
    }
}

pub async fn end_of(child: Child) -> Ended {
    end_within(child, PATIENCE).await
}

/// Waits for the end of a program that may take longer than [`PATIENCE`].
pub async fn end_within(child: Child, patience: Duration) -> Ended {
    let output = timeout(patience, child.wait_with_output()).await;
    let output = output.expect("the command hangs").unwrap();
    Ended {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Polls a condition until it holds, because no event announces it.
pub async fn until(what: &str, within: Duration, mut holds: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !holds().await {
            tokio::time::sleep(POLL).await;
        }
    };
    assert!(timeout(within, waiting).await.is_ok(), "not within {within:?}: {what}");
}
