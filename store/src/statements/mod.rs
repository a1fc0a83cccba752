//! Every statement that both databases share, written once, by subject.

/// Declares statements by name and lists them all, so that the test which prepares each of them leaves none out.
macro_rules! statements {
    ($list:ident: $($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* pub const $name: &str = $sql;)*
        pub const $list: &[(&str, &str)] = &[$((stringify!($name), $name)),*];
    };
}

mod audits;
mod members;
mod publication;
mod registries;
mod unattended;

pub use audits::*;
pub use members::*;
pub use publication::*;
pub use registries::*;
pub use unattended::*;

pub const ALL: [&[(&str, &str)]; 5] = [AUDITS, MEMBERS, PUBLICATION, REGISTRIES, UNATTENDED];
