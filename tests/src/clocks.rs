//! Clocks for benches. Processor times do not depend on other work on the machine.

use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// Processor time of this thread.
pub fn of_thread() -> Duration {
    read_clock(ClockId::ThreadCPUTime)
}

/// Processor time of all threads of this program.
pub fn of_process() -> Duration {
    read_clock(ClockId::ProcessCPUTime)
}

/// Real time, from a monotonic clock.
pub fn real() -> Duration {
    read_clock(ClockId::Monotonic)
}

fn read_clock(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
}
