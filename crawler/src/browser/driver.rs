//! A chromedriver of our own: started on a free port, ended with everything it started.

use super::{
    error::BrowserError,
    leash::{Leash, SETPRIV},
    profiles,
};
use rustix::process::{Pid, Signal, kill_process_group};
use std::{path::Path, process::Stdio, time::Duration};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, BufReader},
    process::{Child, Command},
    time::timeout,
};

const START_SECONDS: u64 = 20;
/// It chooses its port for one family of addresses, and may find it taken in the other: another choice is another chance.
const PORT_IS_TAKEN: &str = "port not available";
const MOST_STARTS: u32 = 5;
const STARTED: &str = "started successfully on port ";

/// Ends with its browsers when dropped. Should this program be killed, the kernel ends the driver, and the browser
/// with it.
pub struct Driver {
    process: Child,
    endpoint: String,
    leash: Option<Leash>,
    _profiles: TempDir,
}

impl Driver {
    pub async fn start(program: &Path, browser: Option<&Path>) -> Result<Self, BrowserError> {
        profiles::sweep();
        for _ in 1..MOST_STARTS {
            match Self::start_once(program, browser).await {
                Err(BrowserError::Silent { output, .. }) if output.contains(PORT_IS_TAKEN) => {}
                ended => return ended,
            }
        }
        Self::start_once(program, browser).await
    }

    async fn start_once(program: &Path, browser: Option<&Path>) -> Result<Self, BrowserError> {
        let profiles = profiles::folder().map_err(BrowserError::NoProfile)?;
        let leash = match browser {
            Some(browser) if Path::new(SETPRIV).is_file() => {
                Some(Leash::new(browser, profiles.path()).map_err(BrowserError::NoProfile)?)
            }
            _ => None,
        };
        let not_started = |source| BrowserError::NotStarted { program: program.to_owned(), source };
        let mut process = command(program)
            .args(["--port=0", "--log-level=SEVERE"])
            .env("TMPDIR", profiles.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .map_err(not_started)?;
        let output = process.stdout.take().ok_or_else(|| not_started(std::io::Error::other("no output")))?;
        let port = match timeout(Duration::from_secs(START_SECONDS), port_of(output)).await {
            Ok(Ok(port)) => port,
            Ok(Err(output)) => return Err(silent(program, output)),
            Err(_) => return Err(silent(program, String::new())),
        };
        Ok(Self { process, endpoint: format!("http://127.0.0.1:{port}"), leash, _profiles: profiles })
    }

    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    pub fn leash(&self) -> Option<&Leash> {
        self.leash.as_ref()
    }

    pub fn process_id(&self) -> Option<u32> {
        self.process.id()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let group = self.process.id().and_then(|id| Pid::from_raw(id as i32));
        if let Some(group) = group {
            // It may have ended by itself: then there is nothing to end.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

/// `setpriv` (util-linux) asks the kernel to end the driver with this program, which only unsafe code could do
/// from here.
fn command(program: &Path) -> Command {
    let setpriv = Path::new(SETPRIV);
    if !setpriv.is_file() {
        return Command::new(program);
    }
    let mut command = Command::new(setpriv);
    command.args(["--pdeathsig", "KILL", "--"]).arg(program);
    command
}

/// Reads the port from what the driver prints, then goes on reading so that it never blocks on a full pipe.
async fn port_of(output: impl AsyncRead + Unpin + Send + 'static) -> Result<u16, String> {
    let mut lines = BufReader::new(output).lines();
    let mut seen = String::new();
    while let Ok(Some(line)) = lines.next_line().await {
        if let Some(port) =
            line.split(STARTED).nth(1).and_then(|rest| rest.trim_end_matches('.').parse().ok())
        {
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok(port);
        }
        seen.push_str(&line);
        seen.push('\n');
    }
    Err(seen)
}

fn silent(program: &Path, output: String) -> BrowserError {
    BrowserError::Silent { program: program.to_owned(), seconds: START_SECONDS, output }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::PermissionsExt};

    /// Finds its port taken so often, then starts.
    fn unlucky(folder: &Path, times: u32) -> std::path::PathBuf {
        let (program, starts) = (folder.join("chromedriver"), folder.join("starts"));
        let script = format!(
            "#!/bin/sh\necho >> '{starts}'\n\
             [ $(wc -l < '{starts}') -gt {times} ] || {{ echo 'IPv4 port not available. Exiting...'; exit 1; }}\n\
             echo 'ChromeDriver was started successfully on port 4711.'; sleep 60\n",
            starts = starts.display(),
        );
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
        program
    }

    #[tokio::test]
    async fn a_port_that_another_took_is_no_reason_to_give_up() {
        let folder = tempfile::tempdir().unwrap();
        let driver = Driver::start(&unlucky(folder.path(), 2), None).await.unwrap();
        assert_eq!(driver.endpoint(), "http://127.0.0.1:4711");
    }

    #[tokio::test]
    async fn a_driver_that_never_finds_a_port_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let ended = Driver::start(&unlucky(folder.path(), MOST_STARTS), None).await;
        assert!(matches!(ended, Err(BrowserError::Silent { output, .. }) if output.contains(PORT_IS_TAKEN)));
    }
}
