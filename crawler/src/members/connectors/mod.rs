//! The kinds of registry, each in a file of its own.

/// Declares the modules, and lists their connectors.
macro_rules! connectors {
    ($($name:ident),* $(,)?) => {
        $(pub(super) mod $name;)*

        /// Every kind of registry that can be read.
        pub const CONNECTORS: &[&dyn super::Connector] = &[$(&$name::CONNECTOR),*];
    };
}

connectors![contract, csv, deploycenter, dila, dpnt, json, ldap, operators, url_list];

pub use self::csv::parse as parse_file;

#[cfg(test)]
pub(crate) mod tests;
