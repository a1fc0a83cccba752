//! All rules. A rule is a `.rs` and a `.md` of the same name in the folder of its theme, and a line in the
//! theme's list.

use crate::Rule;
use std::sync::LazyLock;

/// Declares the modules of a theme and its list of rules from the same names.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        /// The rules of this theme.
        pub static ALL: &[&crate::Rule] = &[$(&$name::RULE),*];
    };
}

mod theme_08;

/// Every rule. One that is not here does not exist.
pub static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| [theme_08::ALL].concat());

/// The rule of this name.
pub fn rule(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}
