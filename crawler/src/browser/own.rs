//! A browser started by this program. Commands go over two pipes that only this program holds, so no port is open to
//! other users of the machine. The browser does not see this program's environment, and ends with it.

use super::{error::BrowserError, launch::Launch, profiles};
use rustix::process::{Pid, Signal, kill_process_group};
use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncRead, AsyncReadExt},
    process::{Child, ChildStdin, ChildStdout, Command},
    time::timeout,
};

/// Program of util-linux that starts the browser. It asks the kernel to end the browser with this program, which this
/// program could only do with unsafe code. Where `setpriv` is missing, a browser ends when its pipes are closed.
const SETPRIV: &str = "/usr/bin/setpriv";

/// Shell command that connects the pipes: a browser reads commands from descriptor 3 and answers on 4.
const PIPES: &str = "exec 3<&0 4>&1 </dev/null >/dev/null; exec \"$@\"";

/// The variables of this program's environment that a browser may know. Passwords and tokens stand in others.
const ENVIRONMENT: &[&str] = &[
    "PATH",
    "HOME",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "LC_COLLATE",
    "TZ",
    "LD_LIBRARY_PATH",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "XDG_CACHE_HOME",
    "XDG_DATA_DIRS",
];

/// Preferences of the browser's profile, so that it asks, loads and remembers nothing by itself.
const PREFERENCES: &str = r#"{"alternate_error_pages":{"enabled":false},"autofill":{"enabled":false},
"browser":{"check_default_browser":false},"dns_prefetching":{"enabled":false},"download_restrictions":3,
"profile":{"default_content_setting_values":{"geolocation":1,"notifications":2},"password_manager_enabled":false},
"safebrowsing":{"enabled":false},"search":{"suggest_enabled":false},"translate":{"enabled":false}}"#;
const LOCAL_STATE: &str = r#"{"background_mode":{"enabled":false},"ssl":{"rev_checking":{"enabled":false}}}"#;

/// Longest wait for a browser that was asked to end.
const ENDED_WITHIN: Duration = Duration::from_secs(5);
/// Most bytes of a browser's error output that are shown where it does not start.
const LONGEST_COMPLAINT: u64 = 2_000;

/// A running browser. When dropped, all its processes end.
pub struct OwnBrowser {
    process: Child,
    profile: TempDir,
}

/// The pipes of a browser: one for commands, one for answers and events.
pub struct Pipes {
    pub commands: ChildStdin,
    pub answers: ChildStdout,
}

impl OwnBrowser {
    pub fn start(program: &Path, launch: &Launch) -> Result<(Self, Pipes), BrowserError> {
        profiles::sweep();
        let profile = profiles::folder().map_err(BrowserError::NoProfile)?;
        let data = data_folder(profile.path()).map_err(BrowserError::NoProfile)?;
        let not_started = |source| BrowserError::NotStarted { program: program.to_owned(), source };
        if !program.is_file() {
            return Err(not_started(io::ErrorKind::NotFound.into()));
        }
        let mut process = Command::new("/bin/sh");
        process.args(["-c", PIPES, "sh"]);
        if Path::new(SETPRIV).is_file() {
            process.args([SETPRIV, "--pdeathsig", "KILL", "--"]);
        }
        process
            .arg(program)
            .args(launch.own_arguments(&data))
            .env_clear()
            .envs(environment(|name| std::env::var_os(name)))
            .env("TMPDIR", profile.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .kill_on_drop(true);
        let mut process = process.spawn().map_err(not_started)?;
        let (Some(commands), Some(answers)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(not_started(io::Error::other("no pipes")));
        };
        Ok((Self { process, profile }, Pipes { commands, answers }))
    }

    pub fn process_id(&self) -> Option<u32> {
        self.process.id()
    }

    /// Folder of the browser's profile.
    pub fn folder(&self) -> &Path {
        self.profile.path()
    }

    /// The error output of a browser that does not start.
    pub async fn complaint(&mut self) -> String {
        let Some(complaints) = self.process.stderr.take() else { return String::new() };
        let (mut said, mut complaints) = (Vec::new(), complaints.take(LONGEST_COMPLAINT));
        // The output received until then is all there is.
        let _ = timeout(Duration::from_secs(1), complaints.read_to_end(&mut said)).await;
        String::from_utf8_lossy(&said).trim().to_owned()
    }

    /// Notes that the browser has started; from now on its error output is ignored.
    pub fn started(&mut self) {
        if let Some(complaints) = self.process.stderr.take() {
            tokio::spawn(drained(complaints));
        }
    }

    /// Waits until a browser that was asked to end has ended, and kills it if it does not.
    pub async fn ended(mut self) {
        let _ = timeout(ENDED_WITHIN, self.process.wait()).await;
    }
}

impl Drop for OwnBrowser {
    fn drop(&mut self) {
        let group = self.process.id().and_then(|id| Pid::from_raw(id as i32));
        if let Some(group) = group {
            // It may have ended by itself, so that there is nothing to kill.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

/// Reads the error output to its end, so that the browser never blocks on a full pipe.
async fn drained(complaints: impl AsyncRead + Unpin) {
    let _ended = tokio::io::copy(&mut { complaints }, &mut tokio::io::sink()).await;
}

fn data_folder(profile: &Path) -> io::Result<PathBuf> {
    let data = profile.join("data");
    fs::create_dir_all(data.join("Default"))?;
    fs::write(data.join("Default/Preferences"), PREFERENCES)?;
    fs::write(data.join("Local State"), LOCAL_STATE)?;
    Ok(data)
}

fn environment(of: impl Fn(&str) -> Option<OsString>) -> Vec<(&'static str, OsString)> {
    ENVIRONMENT.iter().filter_map(|name| Some((*name, of(name)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_knows_no_secret() {
        let known: Vec<_> = environment(|_| Some("x".into())).into_iter().map(|(name, _)| name).collect();
        let secret = ["PASS", "TOKEN", "SECRET", "KEY", "PG", "LDAP", "DATABASE", "OBSERVATOIRE"];
        assert!(known.iter().all(|name| secret.iter().all(|word| !name.contains(word))), "{known:?}");
    }

    #[test]
    fn its_preferences_can_be_read() {
        for text in [PREFERENCES, LOCAL_STATE] {
            assert!(serde_json::from_str::<serde_json::Value>(text).is_ok());
        }
    }
}
