//! Progress of all campaigns and programs, in lines for people.

use crate::words::say;
use campaigns::{CampaignLine, PlanLine, Sites, Status, WorkerLine};
use chrono::{DateTime, Utc};

fn minutes(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

pub fn text(status: &Status) -> String {
    let Sites { evaluated, not_evaluated, running, stale, waiting } = status.sites;
    let mut lines = vec![say!(
        "status-sites",
        evaluated = evaluated,
        not = not_evaluated,
        running = running,
        waiting = waiting
    )];
    if stale > 0 {
        lines.push(say!("status-stale", stale = stale));
    }
    lines.push(say!("status-pace", pages = status.pages_per_second, sites = status.sites_per_minute));
    lines.push(say!("status-end", at = status.expected_end.map_or_else(|| "-".to_owned(), minutes)));
    lines.push(say!("status-browsers", count = status.browsers, size = status.browser_bytes >> 20));
    lines.extend(status.workers.iter().map(worker));
    let open = |line: &&CampaignLine| !matches!(line.state, "finished" | "cancelled");
    lines.extend(
        status.campaigns.iter().filter(open).map(|line| say!("status-campaign", line = campaign(line))),
    );
    lines.extend(status.schedules.iter().map(|line| say!("status-schedule", line = schedule(line))));
    lines.join("\n")
}

fn worker(worker: &WorkerLine) -> String {
    let told = say!(
        "status-worker",
        name = worker.name,
        leases = worker.leases,
        width = worker.width,
        sites = worker.sites,
        pages = worker.pages,
        browsers = worker.browsers,
        size = worker.browser_bytes >> 20,
    );
    if worker.silent { told + &say!("status-silent", at = minutes(worker.seen_at)) } else { told }
}

pub fn campaign(line: &CampaignLine) -> String {
    let told = say!(
        "campaign-line",
        id = line.id,
        state = format!("{:9}", state(line.state)),
        label = line.label,
        evaluated = line.evaluated,
        not = line.not_evaluated,
        running = line.running,
        waiting = line.waiting,
    );
    match line.cancelled {
        0 => told,
        count => told + &say!("campaign-dropped", count = count),
    }
}

fn state(state: &str) -> String {
    match state {
        "finished" => say!("state-finished"),
        "cancelled" => say!("state-cancelled"),
        "paused" => say!("state-paused"),
        "running" => say!("state-running"),
        _ => say!("state-waiting"),
    }
}

pub fn schedule(line: &PlanLine) -> String {
    let name = &line.name;
    let told = match (line.paused, line.next) {
        (true, _) => say!("schedule-paused", name = name),
        (false, Some(next)) => say!("schedule-next", name = name, at = minutes(next)),
        (false, None) => say!("schedule-never", name = name),
    };
    match line.last {
        Some(last) => told + &say!("schedule-last", at = minutes(last)),
        None => told,
    }
}
