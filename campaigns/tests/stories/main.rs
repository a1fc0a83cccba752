//! Stories of campaigns on a simulated web, each told to both databases.
#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod a_day;
mod many_machines;
mod support;
mod survival;
