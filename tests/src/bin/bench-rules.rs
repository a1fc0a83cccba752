//! Measures the cost of judging pages kept by `observatoire audit --keep FOLDER`: `bench-rules FOLDER [VERDICTS]`.
//!
//! Times of one page are processor times, which do not depend on other work on the machine. Each page is freshly
//! decoded, so that the time to compute a fact counts for the first rule that needs it. VERDICTS is a file into which
//! all findings are written: two versions of the program that agree write the same file.

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use rules::{
    Page, applicability, catalogue,
    judge::{judge, judge_by},
};
use std::{collections::BTreeMap, fs, io::Write, path::Path, time::Duration};
use tests::clocks::{of_process, of_thread, real};

/// Number of most expensive rules that are printed.
const DEAREST: usize = 5;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, verdicts) = match arguments.as_slice() {
        [folder] => (folder, None),
        [folder, verdicts] => (folder, Some(verdicts)),
        _ => bail!("usage: bench-rules FOLDER [VERDICTS]"),
    };
    let kept = read(Path::new(folder))?;
    if let Some(file) = verdicts {
        write_verdicts(Path::new(file), &kept)?;
    }
    tell_pages(&kept)?;
    tell_judging(&kept)?;
    tell_rules(&kept)?;
    tell_all_cores(&kept)?;
    tell_memory()
}

/// Names and bytes of the kept pages, in the order of their names.
fn read(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let entries = folder.read_dir().with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut kept = Vec::new();
    for file in entries.flatten().map(|entry| entry.path()).filter(|file| file.is_file()) {
        let bytes = fs::read(&file).with_context(|| file.display().to_string())?;
        kept.push((file.display().to_string(), bytes));
    }
    kept.sort();
    if kept.is_empty() {
        bail!("{} holds no kept page: observatoire audit --keep {0}", folder.display())
    } else {
        Ok(kept)
    }
}

fn decode((file, bytes): &(String, Vec<u8>)) -> Result<Page> {
    Page::decode(bytes).with_context(|| file.clone())
}

fn write_verdicts(file: &Path, kept: &[(String, Vec<u8>)]) -> Result<()> {
    let mut out = fs::File::create(file).with_context(|| file.display().to_string())?;
    for page in kept {
        let page = decode(page)?;
        writeln!(out, "{}\n{:#?}", page.url(), judge(&page)).with_context(|| file.display().to_string())?;
    }
    Ok(())
}

fn tell_pages(kept: &[(String, Vec<u8>)]) -> Result<()> {
    let nodes = kept.iter().map(|page| Ok(decode(page)?.nodes().count())).collect::<Result<Vec<_>>>()?;
    let nodes = Spread::from_values(nodes);
    let bytes = Spread::from_values(kept.iter().map(|(_, bytes)| bytes.len()).collect());
    println!("pages               {}", kept.len());
    println!("nodes a page        median {}, 99th centile {}, most {}", nodes.median, nodes.late, nodes.most);
    println!("kept bytes a page   median {}, 99th centile {}, most {}", bytes.median, bytes.late, bytes.most);
    Ok(())
}

fn tell_judging(kept: &[(String, Vec<u8>)]) -> Result<()> {
    let (mut reading, mut judging, mut urls) = (Vec::new(), Vec::new(), BTreeMap::new());
    for page in kept {
        let began = of_thread();
        let page = decode(page)?;
        let read = of_thread();
        judge(&page);
        let judged = of_thread();
        reading.push(read - began);
        judging.push(judged - read);
        urls.insert(judged - read, page.url().to_owned());
    }
    tell_times("decode and index", reading);
    tell_times("all rules a page", judging);
    if let Some((_, url)) = urls.last_key_value() {
        println!("  the slowest       {url}");
    }
    Ok(())
}

fn tell_times(what: &str, times: Vec<Duration>) {
    let total: Duration = times.iter().sum();
    let spread = Spread::from_values(times);
    println!(
        "{what:19} median {:.2} ms, 99th centile {:.2} ms, most {:.2} ms, together {:.2} s",
        milliseconds(spread.median),
        milliseconds(spread.late),
        milliseconds(spread.most),
        total.as_secs_f64()
    );
}

fn tell_rules(kept: &[(String, Vec<u8>)]) -> Result<()> {
    let mut spent: BTreeMap<&str, (Duration, Duration)> = BTreeMap::new();
    let mut add = |id, time: Duration| {
        let (total, most) = spent.entry(id).or_default();
        *total += time;
        *most = time.max(*most);
    };
    for page in kept {
        let page = decode(page)?;
        for rule in catalogue::ALL.iter() {
            let began = of_thread();
            judge_by(rule, &page);
            add(rule.id, of_thread() - began);
        }
        let began = of_thread();
        applicability::Facts::from_page(&page);
        add("(what does not apply)", of_thread() - began);
    }
    let mut dearest: Vec<_> = spent.into_iter().collect();
    dearest.sort_by_key(|(_, (total, _))| std::cmp::Reverse(*total));
    println!("dearest rules       on all pages together, and at most on one");
    for (id, (total, most)) in dearest.into_iter().take(DEAREST) {
        println!("  {id:35} {:8.1} ms {:8.2} ms", milliseconds(total), milliseconds(most));
    }
    Ok(())
}

/// Measures decoding and judging on all cores, as `rejudge` does it, without the database.
fn tell_all_cores(kept: &[(String, Vec<u8>)]) -> Result<()> {
    let began = (real(), of_process());
    kept.par_iter().try_for_each(|page| decode(page).map(|page| drop(judge(&page))))?;
    let (real, processor) = (real() - began.0, of_process() - began.1);
    let threads = rayon::current_num_threads();
    println!(
        "judged again        {:.0} pages/s on {threads} cores; {:.0} if nothing else ran ({:.2} s of processor)",
        kept.len() as f64 / real.as_secs_f64(),
        (kept.len() * threads) as f64 / processor.as_secs_f64(),
        processor.as_secs_f64()
    );
    Ok(())
}

fn tell_memory() -> Result<()> {
    let status = fs::read_to_string("/proc/self/status").context("Linux has /proc")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    println!("peak memory         {}", peak.trim());
    Ok(())
}

struct Spread<T> {
    median: T,
    /// 99th centile.
    late: T,
    most: T,
}

impl<T: Ord + Copy> Spread<T> {
    /// The spread of at least one value.
    fn from_values(mut values: Vec<T>) -> Self {
        values.sort_unstable();
        let at = |share: f64| values[(values.len() as f64 * share).ceil() as usize - 1];
        Self { median: at(0.5), late: at(0.99), most: at(1.0) }
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
