//! The folder of Postgres' programs, and the account that runs them.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::PostgresError;

/// Folder of the newest installed version that has a server.
pub fn folder() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = versions.flatten().map(|version| version.path());
    let mut with_server: Vec<(u32, PathBuf)> = folders
        .filter_map(|folder| Some((folder.file_name()?.to_str()?.parse().ok()?, folder.join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").is_file() && bin.join("postgres").is_file())
        .collect();
    with_server.sort();
    with_server.pop().map(|(_, bin)| bin)
}

/// The account that runs the cluster: our own, or an account with few rights if we are root, because Postgres refuses
/// to run as root.
pub enum Account {
    Ourselves,
    Other { user: u32, group: u32 },
}

impl Account {
    pub fn choose() -> Result<Self, PostgresError> {
        let effective_user = std::fs::metadata("/proc/self")?.uid();
        if effective_user != 0 {
            return Ok(Self::Ourselves);
        }
        let accounts = std::fs::read_to_string("/etc/passwd")?;
        let found = ["postgres", "nobody"].iter().find_map(|name| find(&accounts, name));
        found.ok_or(PostgresError::NoAccount)
    }

    /// Makes the account the owner of a folder.
    pub fn own(&self, folder: &Path) -> std::io::Result<()> {
        match *self {
            Self::Ourselves => Ok(()),
            Self::Other { user, group } => std::os::unix::fs::chown(folder, Some(user), Some(group)),
        }
    }

    /// `program` under this account, ended by SIGINT (a fast shutdown) when the thread that started it ends.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new("setpriv");
        command.arg("--pdeathsig=INT");
        if let Self::Other { user, group } = self {
            command.arg(format!("--reuid={user}")).arg(format!("--regid={group}")).arg("--clear-groups");
        }
        // Postgres needs a current folder that it may read, and the caller's may be closed to the account.
        command.arg("--").arg(program).current_dir("/");
        command
    }
}

fn find(accounts: &str, name: &str) -> Option<Account> {
    let line = accounts.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    let user = fields.next()?.parse().ok()?;
    let group = fields.next()?.parse().ok()?;
    Some(Account::Other { user, group })
}

/// Runs a program to its end. If it fails, the error contains its output.
pub fn run(command: &mut Command) -> Result<(), PostgresError> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(PostgresError::Program {
        program: format!("{command:?}"),
        output: String::from_utf8_lossy(&said).trim().to_owned(),
    })
}
