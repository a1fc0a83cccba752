//! `campaign`: shows campaigns and schedules, pauses, resumes and cancels them.

use super::Ended;
use crate::{cli, clock, config::Config, database, report::print, status_text, words::say};
use anyhow::{Result, bail};
use campaigns::{CampaignLine, Status};
use store::Store;

pub async fn run(config: &Config, asked: cli::Campaign) -> Result<Ended> {
    let store = database::open(config).await?;
    let status = Status::read(&store, &config.plans()?, clock::now()).await?;
    match asked {
        cli::Campaign::List => list(&status)?,
        cli::Campaign::Show { which } => show(&status, &which)?,
        cli::Campaign::Pause { which } => steer(&store, &status, &which, Way::Pause).await?,
        cli::Campaign::Resume { which } => steer(&store, &status, &which, Way::Resume).await?,
        cli::Campaign::Cancel { which } => steer(&store, &status, &which, Way::Cancel).await?,
    }
    Ok(Ended::Whole)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Pause,
    Resume,
    Cancel,
}

fn list(status: &Status) -> Result<()> {
    for schedule in &status.schedules {
        print(&say!("campaign-schedule", line = status_text::schedule(schedule)))?;
    }
    for campaign in &status.campaigns {
        print(&status_text::campaign(campaign))?;
    }
    Ok(())
}

fn show(status: &Status, which: &str) -> Result<()> {
    let found = CampaignGroup::find(status, which)?;
    if let Some(schedule) = status.schedules.iter().find(|schedule| found.schedule == Some(&schedule.name)) {
        print(&say!("campaign-schedule", line = status_text::schedule(schedule)))?;
    }
    for campaign in found.campaigns {
        print(&serde_json::to_string_pretty(campaign)?)?;
    }
    Ok(())
}

/// A schedule with its campaigns, or one campaign.
struct CampaignGroup<'a> {
    schedule: Option<&'a str>,
    campaigns: Vec<&'a CampaignLine>,
}

impl<'a> CampaignGroup<'a> {
    /// Finds a group by the name of a schedule, the label of a campaign, or the beginning of a campaign's id.
    fn find(status: &'a Status, which: &str) -> Result<Self> {
        let of_schedule = |line: &&CampaignLine| line.schedule.as_deref() == Some(which);
        let known = status.schedules.iter().map(|schedule| schedule.name.as_str());
        let remembered = status.campaigns.iter().filter_map(|line| line.schedule.as_deref());
        if let Some(schedule) = known.chain(remembered).find(|name| *name == which) {
            let campaigns = status.campaigns.iter().filter(of_schedule).collect();
            return Ok(Self { schedule: Some(schedule), campaigns });
        }
        let is_meant = |line: &&CampaignLine| {
            line.label == which || (which.len() >= 4 && line.id.to_string().starts_with(which))
        };
        let campaigns: Vec<_> = status.campaigns.iter().filter(is_meant).collect();
        match campaigns.len() {
            0 => bail!(say!("campaign-unknown", which = which)),
            1 => Ok(Self { schedule: None, campaigns }),
            several => bail!(say!("campaign-several", which = which, count = several)),
        }
    }
}

async fn steer(store: &Store, status: &Status, which: &str, way: Way) -> Result<()> {
    let found = CampaignGroup::find(status, which)?;
    let mut done = steer_schedule(store, &found, way).await?;
    let open = |line: &&&CampaignLine| !matches!(line.state, "finished" | "cancelled");
    for campaign in found.campaigns.iter().filter(open) {
        done |= steer_campaign(store, campaign, way).await?;
    }
    if done { Ok(()) } else { bail!(say!("campaign-nothing", which = which)) }
}

async fn steer_schedule(store: &Store, found: &CampaignGroup<'_>, way: Way) -> Result<bool> {
    let Some(schedule) = found.schedule else { return Ok(false) };
    let now = clock::now();
    let done = match way {
        Way::Pause => {
            store.know_schedule(schedule, now).await?;
            store.pause_schedule(schedule, now).await?
        }
        Way::Resume => store.resume_schedule(schedule, now).await?,
        Way::Cancel => false,
    };
    if done {
        print(&if way == Way::Pause {
            say!("schedule-now-paused", schedule = schedule)
        } else {
            say!("schedule-now-resumed", schedule = schedule)
        })?;
    }
    Ok(done)
}

async fn steer_campaign(store: &Store, campaign: &CampaignLine, way: Way) -> Result<bool> {
    let label = &campaign.label;
    let (done, told) = match way {
        Way::Pause => (
            store.pause_campaign(campaign.id, clock::now()).await?,
            say!(
                "campaign-now-paused",
                label = label,
                waiting = campaign.waiting,
                running = campaign.running
            ),
        ),
        Way::Resume => {
            (store.resume_campaign(campaign.id).await?, say!("campaign-now-resumed", label = label))
        }
        Way::Cancel => {
            let dropped = store.cancel_campaign(campaign.id, clock::now()).await?;
            (true, say!("campaign-now-cancelled", label = label, dropped = dropped))
        }
    };
    if done {
        print(&told)?;
    }
    Ok(done)
}
