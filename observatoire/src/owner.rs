//! Name of a process as the owner of leases: `machine/pid/start`. Other processes can tell from it whether the process
//! still runs.
//!
//! `machine` is `host.boot.namespace`: the host name, the first eight characters of the boot id, and the number of the
//! pid namespace. All three are needed, because copied machines have the same host name, and containers on one host
//! share its boot. Only if all three are equal can the process be looked up by its `pid`. If boot or namespace differ,
//! the process belongs to an earlier boot, to a container, or to another machine with the same host name. Then the
//! facts in the database decide.

use campaigns::Trace;
use std::{fs, os::unix::fs::MetadataExt};

pub fn of_this_process() -> String {
    let id = std::process::id();
    format!("{}/{id}/{}", machine(), start_of(id).unwrap_or_default())
}

/// Whether the process with this name has ended. `false` if that is not certain, and always for a process of another
/// host.
pub fn is_dead(owner: &str, trace: Trace) -> bool {
    let parts: Vec<&str> = owner.split('/').collect();
    let [there, id, start] = parts[..] else { return false };
    let here = machine();
    if there == here {
        return id.parse().ok().and_then(start_of).is_none_or(|now| now != start);
    }
    match (split(there), split(&here)) {
        (Some((host, boot)), Some((own, now))) if host == own => {
            // A process that no longer reports is dead. If the database is a file, all its programs run on this
            // machine, so a process of another boot ended before the machine was restarted.
            trace.silent || (trace.one_machine && boot != now)
        }
        _ => false,
    }
}

/// Splits `host.boot.namespace`. Gives host and boot.
fn split(machine: &str) -> Option<(&str, &str)> {
    machine.rsplit_once('.').and_then(|(machine, _)| machine.rsplit_once('.'))
}

fn machine() -> String {
    let told = |file: &str| fs::read_to_string(file).unwrap_or_default().trim().replace('/', "-");
    let boot: String = told("/proc/sys/kernel/random/boot_id").chars().take(8).collect();
    let namespace = fs::metadata("/proc/self/ns/pid").map(|found| found.ino()).unwrap_or_default();
    format!("{}.{boot}.{namespace}", told("/proc/sys/kernel/hostname"))
}

/// Start time of a process in clock ticks since the machine started. It distinguishes two processes that had the same
/// number. `None` if the process has ended, even if it is still listed because its parent has not asked for its exit
/// status.
fn start_of(id: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name in parentheses may contain spaces. The state follows it, and the start time is the 20th field from
    // there.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ended = matches!(fields.first(), Some(&"Z" | &"X"));
    fields.get(19).filter(|_| !ended).map(|start| (*start).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_lives_and_one_that_began_otherwise_does_not() {
        let own = of_this_process();
        assert!(!is_dead(&own, SILENT));
        let (name, _) = own.rsplit_once('/').unwrap();
        assert!(is_dead(&format!("{name}/1"), SEEN));
        assert!(!is_dead("elsewhere/1/1", SILENT));
        assert!(!is_dead("elsewhere.00000000.1/1/1", SILENT));
        assert!(!is_dead("unreadable", SILENT));
    }

    const SEEN: Trace = Trace { silent: false, one_machine: false };
    const SILENT: Trace = Trace { silent: true, one_machine: true };

    #[test]
    fn who_lived_before_a_reboot_is_dead_as_soon_as_nothing_speaks_against_it() {
        let own = machine();
        let (host, boot) = split(&own).unwrap();
        let before = format!("{host}.00000000.4026531836/1/1");
        assert!(
            is_dead(&before, Trace { silent: false, one_machine: true }),
            "a file is used in one boot only"
        );
        assert!(is_dead(&before, Trace { silent: true, one_machine: false }), "it does not report any more");
        let container = format!("{host}.{boot}.1/1/1");
        assert!(
            !is_dead(&container, Trace { silent: false, one_machine: true }),
            "it may run in a container"
        );
        assert!(is_dead(&container, Trace { silent: true, one_machine: true }));
    }

    #[test]
    fn a_machine_that_shows_itself_and_only_has_the_same_host_name_is_not_dead() {
        let own = machine();
        let parts: Vec<&str> = own.rsplitn(3, '.').collect();
        let [namespace, boot, host] = parts[..] else { panic!("{own}") };
        for other in [host.to_owned(), format!("{host}.00000000.{namespace}"), format!("{host}.{boot}.1")] {
            assert!(!is_dead(&format!("{other}/1/1"), SEEN), "{other}");
        }
    }
}
