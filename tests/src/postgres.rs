//! A temporary Postgres cluster for tests, run with the programs of Debian's package `postgresql`.
//!
//! A cluster listens on a Unix socket in its own temporary folder and on no port, so that several can run side by side,
//! and none can be reached from the network.

mod error;
mod programs;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use tempfile::TempDir;

pub use error::PostgresError;
use programs::{Account, run};

const READINESS_INTERVAL: Duration = Duration::from_millis(50);
/// Number of checks: half a minute in all, far longer than a start takes.
const READINESS_CHECKS: u32 = 600;

/// A running cluster. Dropping it stops the server and removes its files. If the test process is killed, the server
/// stops by itself.
pub struct Postgres {
    folder: TempDir,
    programs: PathBuf,
    account: Account,
    databases: AtomicU32,
    keeper: Option<JoinHandle<()>>,
}

impl Postgres {
    /// Creates and starts a cluster, and waits until it answers. Takes about two seconds.
    pub fn start() -> Result<Self, PostgresError> {
        let programs = programs::folder().ok_or(PostgresError::NotInstalled)?;
        let account = Account::choose()?;
        let folder = tempfile::Builder::new().prefix("observatoire-postgres-").tempdir()?;
        account.own(folder.path())?;
        let mut cluster = Self { folder, programs, account, databases: AtomicU32::new(0), keeper: None };
        cluster.initialise()?;
        cluster.keeper = Some(cluster.launch()?);
        cluster.wait_until_it_answers()?;
        Ok(cluster)
    }

    /// Creates an empty database and returns its URL, as sqlx and libpq read it.
    pub fn database(&self) -> Result<String, PostgresError> {
        self.create(&[])
    }

    /// Creates an empty database whose tables are in this folder, for example on another disk. Returns its URL.
    pub fn database_in(&self, folder: &Path) -> Result<String, PostgresError> {
        self.account.own(folder)?;
        self.tell(&format!("CREATE TABLESPACE elsewhere LOCATION '{}'", folder.display()))?;
        self.create(&["--tablespace", "elsewhere"])
    }

    /// Changes a setting of the running server.
    pub fn set(&self, name: &str, value: &str) -> Result<(), PostgresError> {
        self.tell(&format!("ALTER SYSTEM SET {name} = {value}"))?;
        self.tell("SELECT pg_reload_conf()")
    }

    /// The server's log since its last start.
    pub fn log(&self) -> Result<String, PostgresError> {
        Ok(std::fs::read_to_string(self.log_file())?)
    }

    fn tell(&self, statement: &str) -> Result<(), PostgresError> {
        let mut psql = self.program("psql");
        psql.arg("--host").arg(self.folder.path()).args(["--username", "postgres", "--quiet", "--no-psqlrc"]);
        // The setting of a server that was made read-only can only be changed in a session that may write.
        psql.env("PGOPTIONS", "-c default_transaction_read_only=off");
        run(psql.args(["--command", statement, "postgres"]))
    }

    fn create(&self, more: &[&str]) -> Result<String, PostgresError> {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed) + 1);
        let mut create = self.program("createdb");
        create.arg("--host").arg(self.folder.path()).args([
            "--username",
            "postgres",
            "--template",
            "template0",
        ]);
        run(create.args(more).arg(&name))?;
        Ok(format!("postgres://postgres@localhost/{name}?host={}", self.folder.path().display()))
    }

    /// Stops the server at once, as a power cut would; its data are kept.
    pub fn stop(&mut self) -> Result<(), PostgresError> {
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"]).arg(self.data());
        run(&mut stop)?;
        if let Some(keeper) = self.keeper.take() {
            let _joined = keeper.join();
        }
        Ok(())
    }

    /// Starts the stopped server again on the same data.
    pub fn start_again(&mut self) -> Result<(), PostgresError> {
        self.keeper = Some(self.launch()?);
        self.wait_until_it_answers()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn program(&self, name: &str) -> Command {
        self.account.command(&self.programs.join(name))
    }

    fn initialise(&self) -> Result<(), PostgresError> {
        let mut initdb = self.program("initdb");
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
        run(initdb.arg("--pgdata").arg(self.data()))
    }

    /// Starts the server in a thread that lives as long as the server. The signal that ends the server with its parent
    /// is sent when the *thread* that started it ends, not the process.
    fn launch(&self) -> Result<JoinHandle<()>, PostgresError> {
        let mut server = self.program("postgres");
        server.arg("-D").arg(self.data()).arg("-k").arg(self.folder.path());
        for setting in ["listen_addresses=", "fsync=off", "full_page_writes=off", "max_connections=200"] {
            server.arg("-c").arg(setting);
        }
        let log = std::fs::File::create(self.log_file())?;
        server.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let (report, started) = mpsc::channel();
        let keeper = std::thread::spawn(move || keep(server, &report));
        started.recv().map_err(|_| PostgresError::Ended("its thread ended".to_owned()))??;
        Ok(keeper)
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("server.log")
    }

    /// Polls until the server is ready, because it does not announce this.
    fn wait_until_it_answers(&self) -> Result<(), PostgresError> {
        let mut ready = Command::new(self.programs.join("pg_isready"));
        ready.arg("--quiet").arg("--host").arg(self.folder.path());
        for _ in 0..READINESS_CHECKS {
            if ready.status()?.success() {
                return Ok(());
            }
            if self.keeper.as_ref().is_none_or(JoinHandle::is_finished) {
                break;
            }
            std::thread::sleep(READINESS_INTERVAL);
        }
        Err(PostgresError::Ended(std::fs::read_to_string(self.log_file()).unwrap_or_default()))
    }
}

fn keep(mut server: Command, report: &mpsc::Sender<std::io::Result<()>>) {
    let started: std::io::Result<Child> = server.spawn();
    match started {
        Ok(mut child) => {
            // Sending cannot fail: the receiver waits for this message.
            let _heard = report.send(Ok(()));
            let _ended = child.wait();
        }
        Err(error) => {
            let _heard = report.send(Err(error));
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"]).arg(self.data());
        // Stopping fails if the cluster never started; `drop` cannot return an error.
        let _stopped = run(&mut stop);
        if let Some(keeper) = self.keeper.take() {
            let _joined = keeper.join();
        }
    }
}
