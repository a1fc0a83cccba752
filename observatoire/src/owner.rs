//! Names this process so that another can tell whether it still lives: `machine/pid/start`.

use std::fs;

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
    let name = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    name.trim().replace('/', "-")
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
}
