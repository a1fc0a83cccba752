//! Progress of all campaigns and workers in the format of Prometheus.

use super::Status;
use std::fmt::Write;

/// The status in the text format of Prometheus, version 0.0.4.
pub fn prometheus(status: &Status) -> String {
    let mut text = Metrics(String::new());
    let sites = status.sites;
    text.describe("sites", "Sites of the campaigns that are not finished, by what has become of them.");
    for (state, count) in [
        ("evaluated", sites.evaluated),
        ("not_evaluated", sites.not_evaluated),
        ("running", sites.running),
        ("stale", sites.stale),
        ("waiting", sites.waiting),
    ] {
        text.value("sites", &[("state", state)], count as f64);
    }
    text.one("pages_per_second", "Pages audited a second over ten minutes.", status.pages_per_second);
    text.one("sites_per_minute", "Sites recorded a minute over ten minutes.", status.sites_per_minute);
    text.one("browsers", "Browsers that run.", status.browsers as f64);
    text.one("browser_memory_bytes", "Memory of all browsers.", status.browser_bytes as f64);
    let end = status.expected_end.map_or(0, |end| end.timestamp());
    text.one("expected_end_timestamp_seconds", "When all will be done; 0 when nothing moves.", end as f64);
    text.describe("worker_seen_timestamp_seconds", "When a program last told of itself.");
    for worker in &status.workers {
        let seen = worker.seen_at.timestamp() as f64;
        text.value("worker_seen_timestamp_seconds", &[("worker", &worker.name)], seen);
    }
    text.describe("worker_leases", "Audits a program holds.");
    for worker in &status.workers {
        text.value("worker_leases", &[("worker", &worker.name)], worker.leases as f64);
    }
    text.describe(
        "schedule_next_timestamp_seconds",
        "When a schedule comes next; absent while it is paused.",
    );
    for (plan, next) in status.schedules.iter().filter_map(|plan| Some((plan, plan.next?))) {
        text.value("schedule_next_timestamp_seconds", &[("schedule", &plan.name)], next.timestamp() as f64);
    }
    text.0
}

struct Metrics(String);

impl Metrics {
    fn describe(&mut self, name: &str, help: &str) {
        let _infallible =
            write!(self.0, "# HELP observatoire_{name} {help}\n# TYPE observatoire_{name} gauge\n");
    }

    fn one(&mut self, name: &str, help: &str, value: f64) {
        self.describe(name, help);
        self.value(name, &[], value);
    }

    fn value(&mut self, name: &str, labels: &[(&str, &str)], value: f64) {
        let labels: Vec<String> =
            labels.iter().map(|(label, value)| format!("{label}=\"{}\"", escaped(value))).collect();
        let labels = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
        let _infallible = writeln!(self.0, "observatoire_{name}{labels} {value}");
    }
}

fn escaped(value: &str) -> String {
    value.replace('\\', r"\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prometheus_reads_any_name() {
        let mut text = Metrics(String::new());
        text.describe("worker_leases", "Audits a program holds.");
        text.value("worker_leases", &[("worker", "a\"b\\c\nd")], 3.0);
        assert_eq!(
            text.0,
            "# HELP observatoire_worker_leases Audits a program holds.\n\
             # TYPE observatoire_worker_leases gauge\n\
             observatoire_worker_leases{worker=\"a\\\"b\\\\c\\nd\"} 3\n"
        );
    }
}
