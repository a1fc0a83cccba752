//! Processes as `/proc` shows them.

use std::collections::HashMap;
use std::fs;

/// A process, told from a later one of the same number by when it began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    id: u32,
    began: String,
    pub name: String,
}

impl Process {
    pub fn id(&self) -> u32 {
        self.id
    }
}

/// All that this process started, and what those started.
pub fn descendants(root: u32) -> Vec<Process> {
    let parents: HashMap<u32, u32> = ids().filter_map(|id| Some((id, parent(id)?))).collect();
    let is_below =
        |id: u32| std::iter::successors(parents.get(&id), |id| parents.get(id)).any(|id| *id == root);
    parents.keys().filter(|id| is_below(**id)).filter_map(|id| read(*id)).collect()
}

/// Processes that have not ended; one whose parent has not yet asked for its exit status has ended.
pub fn alive(processes: &[Process]) -> Vec<Process> {
    processes.iter().filter(|process| read(process.id).as_ref() == Some(process)).cloned().collect()
}

fn ids() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").expect("Linux has /proc");
    entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

fn parent(id: u32) -> Option<u32> {
    field(&stat(id)?, 1)?.parse().ok()
}

fn read(id: u32) -> Option<Process> {
    let stat = stat(id)?;
    if matches!(field(&stat, 0)?, "Z" | "X") {
        return None;
    }
    let name = stat.split_once('(')?.1.rsplit_once(')')?.0.to_owned();
    Some(Process { id, began: field(&stat, 19)?.to_owned(), name })
}

fn stat(id: u32) -> Option<String> {
    fs::read_to_string(format!("/proc/{id}/stat")).ok()
}

/// Counted behind the name, which may hold spaces.
fn field(stat: &str, number: usize) -> Option<&str> {
    stat.rsplit_once(')')?.1.split_whitespace().nth(number)
}
