//! The previous audit, and the change of each finding since then.

use crate::{language::Say, recent::Read};
use rules::{
    audit::{Audit, Changes},
    messages::Language,
};
use serde::Serialize;
use std::sync::Arc;

/// The previous audit, and the changes since then.
pub struct Earlier {
    pub document: Arc<Read>,
    /// Its folder, from the root.
    pub path: String,
    /// Names of the folders of its findings, below [`crate::pages::at::FINDINGS`].
    pub folders: Vec<String>,
    pub changes: Changes,
}

/// Change of one defect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Class {
    /// CSS class.
    pub name: &'static str,
    pub label: &'static str,
}

impl Earlier {
    pub fn audit(&self) -> &Audit {
        &self.document.audit
    }

    pub fn class_of(&self, number: usize, language: Language) -> Option<Class> {
        let changes = &self.changes;
        let (name, label) = match () {
            () if changes.new.contains(&number) => ("new", language.t("nouveau", "new")),
            () if changes.still_there.iter().any(|(later, _)| *later == number) => {
                ("still", language.t("toujours là", "still there"))
            }
            () if changes.not_compared.iter().any(|told| told.later && told.finding == number) => {
                ("unknown", language.t("non comparable", "not comparable"))
            }
            () => return None,
        };
        Some(Class { name, label })
    }

    /// Number of the same defect in the previous audit.
    pub fn same_as(&self, number: usize) -> Option<usize> {
        self.changes.still_there.iter().find(|(later, _)| *later == number).map(|(_, earlier)| *earlier)
    }
}
