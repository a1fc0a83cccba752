//! All statements that are the same for both databases, one file for each subject.

/// Declares statements as constants and lists them, so that a test can prepare each of them.
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
