//! Memory of a process and all its descendants, from `/proc`.

use std::{collections::HashMap, fs};

/// Number of our browsers that a process runs, and their memory in bytes.
pub fn of_browsers(program: u32) -> (u64, u64) {
    let parents = parents();
    let is_browser = |id: &u32| {
        let command = || fs::read_to_string(format!("/proc/{id}/cmdline")).unwrap_or_default();
        parents.get(id) == Some(&program) && command().contains("--remote-debugging-pipe")
    };
    let browsers: Vec<u32> = parents.keys().copied().filter(is_browser).collect();
    (browsers.len() as u64, browsers.into_iter().map(of_tree).sum())
}

/// Anonymous resident memory (`RssAnon`) of a process and its descendants, in bytes: memory that is not mapped from
/// files. 0 where `/proc` does not give it.
pub fn of_tree(root: u32) -> u64 {
    let parents = parents();
    let below = |mut id: u32| {
        while id != root {
            match parents.get(&id) {
                Some(parent) if *parent != id && *parent > 1 => id = *parent,
                _ => return false,
            }
        }
        true
    };
    parents.keys().copied().filter(|id| below(*id)).map(private_bytes).sum()
}

fn parents() -> HashMap<u32, u32> {
    let Ok(entries) = fs::read_dir("/proc") else { return HashMap::new() };
    entries
        .flatten()
        .filter_map(|entry| {
            let id: u32 = entry.file_name().to_str()?.parse().ok()?;
            let status = fs::read_to_string(entry.path().join("status")).ok()?;
            Some((id, field(&status, "PPid:")? as u32))
        })
        .collect()
}

fn private_bytes(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    field(&status, "RssAnon:").unwrap_or(0) * 1024
}

fn field(status: &str, name: &str) -> Option<u64> {
    status.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn this_process_holds_some_memory() {
        assert!(super::of_tree(std::process::id()) > 100_000);
    }
}
