//! How far everything is, in lines for people.

use super::{CampaignLine, PlanLine, Sites, Status};
use std::fmt::{self, Display, Formatter, Write};

const MINUTES: &str = "%Y-%m-%d %H:%M UTC";

impl Display for CampaignLine {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}  {:9}  {}: {} evaluated, {} not evaluated, {} running, {} waiting",
            self.id, self.state, self.label, self.evaluated, self.not_evaluated, self.running, self.waiting
        )?;
        if self.cancelled > 0 {
            write!(formatter, ", {} cancelled", self.cancelled)?;
        }
        Ok(())
    }
}

impl Display for PlanLine {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.name)?;
        match (self.paused, self.next) {
            (true, _) => formatter.write_str("paused")?,
            (false, Some(next)) => write!(formatter, "next {}", next.format(MINUTES))?,
            (false, None) => formatter.write_str("never comes again")?,
        }
        match self.last {
            Some(last) => write!(formatter, ", last {}", last.format(MINUTES)),
            None => Ok(()),
        }
    }
}

impl Display for Status {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let Sites { evaluated, not_evaluated, running, stale, waiting } = self.sites;
        writeln!(
            out,
            "sites     {evaluated} evaluated, {not_evaluated} not evaluated, {running} running, {waiting} waiting"
        )?;
        if stale > 0 {
            writeln!(
                out,
                "          {stale} held by a program that is silent; they are due again in minutes"
            )?;
        }
        writeln!(out, "pace      {} pages/s, {} sites/min", self.pages_per_second, self.sites_per_minute)?;
        match self.expected_end {
            Some(end) => writeln!(out, "end       {}", end.format(MINUTES))?,
            None => writeln!(out, "end       -")?,
        }
        writeln!(out, "browsers  {}, {} MiB", self.browsers, self.browser_bytes >> 20)?;
        for worker in &self.workers {
            write!(
                out,
                "worker    {}: {} of {} sites at once, {} sites and {} pages done, {} browsers, {} MiB",
                worker.name,
                worker.leases,
                worker.width,
                worker.sites,
                worker.pages,
                worker.browsers,
                worker.browser_bytes >> 20
            )?;
            match worker.silent {
                true => writeln!(out, ", SILENT since {}", worker.seen_at.format(MINUTES))?,
                false => out.write_char('\n')?,
            }
        }
        for campaign in self.campaigns.iter().filter(|line| !matches!(line.state, "finished" | "cancelled")) {
            writeln!(out, "campaign  {campaign}")?;
        }
        for schedule in &self.schedules {
            writeln!(out, "schedule  {schedule}")?;
        }
        Ok(())
    }
}
