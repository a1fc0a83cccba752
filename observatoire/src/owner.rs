//! Names this process so that another can tell whether it still lives: `machine/pid/start`, the machine as
//! `host.boot.namespace`. Machines that were copied have one host name, and containers one boot: only where all three
//! are the same does a number mean the same process. Who died with an earlier boot is not known here as dead: its
//! leases run out.

use std::{fs, os::unix::fs::MetadataExt};

pub fn of_this_process() -> String {
    let id = std::process::id();
    format!("{}/{id}/{}", machine(), start_of(id).unwrap_or_default())
}

/// A process of this machine that has ended. Nothing is said of other machines.
pub fn is_dead(owner: &str) -> bool {
    let parts: Vec<&str> = owner.split('/').collect();
    let [host, id, start] = parts[..] else { return false };
    let alive = || id.parse().ok().and_then(start_of).is_some_and(|now| now == start);
    host == machine() && !alive()
}

fn machine() -> String {
    let told = |file: &str| fs::read_to_string(file).unwrap_or_default().trim().replace('/', "-");
    let boot: String = told("/proc/sys/kernel/random/boot_id").chars().take(8).collect();
    let namespace = fs::metadata("/proc/self/ns/pid").map(|found| found.ino()).unwrap_or_default();
    format!("{}.{boot}.{namespace}", told("/proc/sys/kernel/hostname"))
}

/// When a process began, in ticks since the machine's start: a number that is used again differs in it. None of one
/// that has ended, even where nobody has asked how.
fn start_of(id: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name in parentheses may hold spaces; the state comes behind it, and the start is the 20th field.
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
        assert!(!is_dead(&own));
        let (name, _) = own.rsplit_once('/').unwrap();
        assert!(is_dead(&format!("{name}/1")));
        assert!(!is_dead("elsewhere/1/1"));
        assert!(!is_dead("unreadable"));
    }

    #[test]
    fn nothing_is_said_of_a_machine_that_only_has_the_same_host_name() {
        let own = machine();
        let parts: Vec<&str> = own.rsplitn(3, '.').collect();
        let [namespace, boot, host] = parts[..] else { panic!("{own}") };
        for other in [host.to_owned(), format!("{host}.00000000.{namespace}"), format!("{host}.{boot}.1")] {
            assert!(!is_dead(&format!("{other}/1/1")), "{other}");
        }
    }
}
