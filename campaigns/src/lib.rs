//! Unattended audits: schedules begin campaigns, any number of programs work on due audits, and the progress is shown
//! to people and programs.
//!
//! No code here reads the system's time. The [`Clock`] is a parameter, and can run faster in a trial.

mod clock;
mod conduct;
mod patience;
mod planner;
mod schedule;
mod status;
mod work;

pub use clock::Clock;
pub use conduct::{Browsers, Conduct, OfAuditor, Server};
pub use patience::{Patience, Trial};
pub use planner::{Begun, Plan, begin_due, know, watch};
pub use schedule::{BadSchedule, Schedule};
pub use status::{CampaignLine, PlanLine, Sites, Status, WorkerLine, prometheus};
pub use work::{IsDead, SILENT_AFTER, Trace, Until, WorkSettings, Worker, release_dead_workers};
