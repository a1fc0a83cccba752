//! Stories of campaigns on a simulated web, each run on both databases.
#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod a_day;
mod many_machines;
mod support;
mod survival;

/// Number of stories that run at once. It is greater than the number of processors, because stories mostly wait.
const AT_ONCE: usize = 8;

fn main() -> std::process::ExitCode {
    let mut asked = libtest_mimic::Arguments::from_args();
    asked.test_threads.get_or_insert(AT_ONCE);
    let stories = [a_day::stories(), many_machines::stories(), survival::stories()];
    libtest_mimic::run(&asked, stories.into_iter().flatten().collect()).exit_code()
}
