//! Measures the time to read documents, and reads damaged files: `cargo run --release -p documents --example
//! bench_documents -- [FOLDER] [MUTATIONS]`.
//!
//! Each file of the folder is read once and timed. Then MUTATIONS randomly changed files are read; they are the same in
//! each run. A panic, or a file that takes longer than [`LONGEST`], makes the bench fail.

use documents::{Limits, examine};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

/// Longest time that one file may take.
const LONGEST: Duration = Duration::from_secs(2);
/// Largest size in bytes of a file that is mutated: two hundred thousand larger files would take a day.
const LARGEST_MUTATED: usize = 120 << 10;

fn main() -> ExitCode {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpora/documents");
    let folder = env::args().nth(1).map_or(default, PathBuf::from);
    let mutations: u64 = env::args().nth(2).and_then(|count| count.parse().ok()).unwrap_or(0);
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    if files.is_empty() {
        println!("skipped: no documents in {}", folder.display());
        return ExitCode::SUCCESS;
    }
    let mut times = Vec::new();
    let mut small = Vec::new();
    for file in &files {
        let Ok(bytes) = fs::read(file) else { continue };
        times.push((timed(&bytes), file));
        if bytes.len() <= LARGEST_MUTATED {
            small.push(bytes);
        }
    }
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 100].0.as_secs_f64() * 1e3;
    println!("{} files: median {:.1} ms, 95 % {:.1} ms", times.len(), at(50), at(95));
    for (time, file) in times.iter().rev().take(5) {
        println!("  {:7.1} ms  {}", time.as_secs_f64() * 1e3, file.display());
    }
    println!("memory at its peak: {} MB", peak_memory() / 1000);
    let slow = times.last().is_some_and(|(time, _)| *time > LONGEST);
    if slow || (mutations > 0 && !small.is_empty() && !fuzz(&small, mutations)) {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn fuzz(files: &[Vec<u8>], mutations: u64) -> bool {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut slowest = Duration::ZERO;
    for number in 0..mutations {
        let mut bytes = files[random.below(files.len())].clone();
        mutate(&mut bytes, files, &mut random);
        let time = timed(&bytes);
        slowest = slowest.max(time);
        if time > LONGEST {
            println!("mutation {number} took {:.1} s", time.as_secs_f64());
            return false;
        }
    }
    println!(
        "{mutations} mutated files: no panic, slowest {:.0} ms, memory at its peak {} MB",
        slowest.as_secs_f64() * 1e3,
        peak_memory() / 1000
    );
    true
}

/// Makes one to eight random changes: bytes and bits changed, the end or a part cut off, a part repeated, a part of
/// another file inserted, digits changed, a word of the PDF syntax inserted.
fn mutate(bytes: &mut Vec<u8>, files: &[Vec<u8>], random: &mut Random) {
    for _ in 0..=random.below(8) {
        if bytes.is_empty() {
            return;
        }
        let at = random.below(bytes.len());
        match random.below(8) {
            0 => bytes[at] = random.next() as u8,
            1 => bytes[at] ^= 1 << random.below(8),
            2 => bytes.truncate(at),
            3 => {
                let end = (at + random.below(200)).min(bytes.len());
                bytes.drain(at..end);
            }
            4 => {
                let end = (at + random.below(2000)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            5 => {
                let other = &files[random.below(files.len())];
                let from = random.below(other.len().max(1));
                let part = other[from..(from + random.below(2000)).min(other.len())].to_vec();
                bytes.splice(at..at, part);
            }
            6 => {
                // The digits after this place become another number.
                for byte in bytes[at..].iter_mut().skip_while(|byte| !byte.is_ascii_digit()).take(3) {
                    *byte = b'0' + random.below(10) as u8;
                }
            }
            _ => {
                let words: [&[u8]; 8] = [
                    b"endobj",
                    b"/Kids",
                    b"[",
                    b"<<",
                    b" 0 R",
                    b"/Filter/FlateDecode",
                    b"/Length 99999999",
                    b"stream\n",
                ];
                bytes.splice(at..at, words[random.below(words.len())].iter().copied());
            }
        }
    }
}

/// Time that it takes to examine a file. Only this bench reads the clock in this crate.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn timed(bytes: &[u8]) -> Duration {
    let start = Instant::now();
    let reading = examine(bytes, &Limits::default());
    std::hint::black_box(&reading);
    start.elapsed()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_none_or(|extension| extension != "tsv") {
            files.push(path);
        }
    }
}

/// Largest memory that this process has used, in kilobytes (`VmHWM` of Linux).
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// A xorshift generator, which gives the same numbers in each run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}
