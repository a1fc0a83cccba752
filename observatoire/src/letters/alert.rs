//! The letter to the administrator about everything that needs attention, at most once a day.

use super::post::Letter;
use crate::config::Config;
use campaigns::Status;
use chrono::{DateTime, TimeDelta, Utc};
use rustix::fs::statvfs;

/// Age at which an unfinished campaign is late. The result of a finished campaign is reported only below this age.
const LATE_AFTER: TimeDelta = TimeDelta::days(3);
/// Share of sites without evaluation, 0 to 1, above which a finished campaign is reported.
const MOST_NOT_EVALUATED: f64 = 0.3;
/// Smallest number of sites of a campaign for which the share is reported. In a smaller campaign, one site changes the
/// share too much.
const FEW: i64 = 5;
/// Free disk space in bytes below which the administrator is told.
const LEAST_FREE: u64 = 2 << 30;

pub fn letter(config: &Config, to: &str, status: &Status, now: DateTime<Utc>) -> Option<Letter> {
    let mut needs = of_campaigns(status, now);
    needs.extend(disk(config));
    if needs.is_empty() {
        return None;
    }
    let day = now.format("%Y-%m-%d");
    Some(Letter {
        key: format!("alert:{day}"),
        to: to.to_owned(),
        subject: "Observatoire : une intervention est nécessaire".to_owned(),
        text: format!(
            "Au {day} :\n\n- {}\n\nobservatoire status et observatoire doctor en disent plus.\n",
            needs.join("\n- ")
        ),
    })
}

fn of_campaigns(status: &Status, now: DateTime<Utc>) -> Vec<String> {
    let mut needs = Vec::new();
    for line in &status.campaigns {
        let open = line.running + line.waiting;
        if open > 0 && line.state != "paused" && now - line.created_at > LATE_AFTER {
            needs.push(format!("la campagne « {} » n’est pas finie : {open} sites restent", line.label));
        }
    }
    let finished = status.campaigns.iter().find(|line| line.state == "finished");
    if let Some(line) = finished.filter(|line| now - line.created_at < LATE_AFTER) {
        let all = line.evaluated + line.not_evaluated;
        if all >= FEW && line.not_evaluated as f64 > all as f64 * MOST_NOT_EVALUATED {
            needs.push(format!(
                "« {} » : {} sites sur {all} n’ont pas été évalués",
                line.label, line.not_evaluated
            ));
        }
    }
    needs.extend(
        status
            .workers
            .iter()
            .filter(|worker| worker.silent)
            .map(|worker| format!("{} est muet", worker.name)),
    );
    needs
}

fn disk(config: &Config) -> Option<String> {
    let folder = config.site.output.ancestors().find(|path| path.is_dir())?;
    let space = statvfs(folder).ok()?;
    let free = space.f_bavail.saturating_mul(space.f_frsize);
    (free < LEAST_FREE).then(|| format!("il reste {} Mio sur le disque de {}", free >> 20, folder.display()))
}
