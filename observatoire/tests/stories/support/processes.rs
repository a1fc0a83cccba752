//! Processes, read from `/proc`.

use std::collections::HashMap;
use std::fs;

/// A process. Its start time distinguishes it from a later process with the same id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    id: u32,
    /// Clock ticks since boot, as `/proc` writes them.
    began: String,
    pub name: String,
}

impl Process {
    pub fn id(&self) -> u32 {
        self.id
    }
}

/// All direct and indirect child processes of a process.
pub fn descendants(root: u32) -> Vec<Process> {
    let parents: HashMap<u32, u32> = ids().filter_map(|id| Some((id, parent(id)?))).collect();
    let is_below =
        |id: u32| std::iter::successors(parents.get(&id), |id| parents.get(id)).any(|id| *id == root);
    parents.keys().filter(|id| is_below(**id)).filter_map(|id| read(*id)).collect()
}

/// Processes that have not ended. A zombie, whose parent has not yet read its exit status, counts as ended.
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

/// A field of `/proc/…/stat`, counted from 0 after the name, because the name may contain spaces.
fn field(stat: &str, number: usize) -> Option<&str> {
    stat.rsplit_once(')')?.1.split_whitespace().nth(number)
}
