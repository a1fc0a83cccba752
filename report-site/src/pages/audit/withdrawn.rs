//! The tombstone of an audit that was withdrawn: its address stays, and says when and why.

use super::{
    super::{
        Context, at,
        shell::{Section, Shell},
    },
    FILES,
};
use crate::{
    engine::{Page, SitePath, digest},
    french::Day,
    input::{AuditHead, Withdrawal},
    text::Text,
};
use askama::Template;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "withdrawn.html")]
pub struct WithdrawnPage {
    pub shell: Shell,
    pub host: Text,
    pub day: Day,
    pub withdrawn: Day,
    pub reason: Text,
    pub id: String,
}

/// What stands in place of the document.
#[derive(Serialize)]
struct Tombstone<'a> {
    id: &'a str,
    withdrawn_at: chrono::DateTime<chrono::Utc>,
    reason: &'a str,
}

pub fn page<'a>(
    context: &'a Context<'a>,
    folder: SitePath,
    head: &'a AuditHead,
    withdrawal: &'a Withdrawal,
) -> Page<'a> {
    let key = digest(&[
        b"withdrawn",
        head.id.as_bytes(),
        withdrawal.at.to_rfc3339().as_bytes(),
        withdrawal.reason.as_bytes(),
    ]);
    let path = folder.clone();
    let draw = move || {
        let html = WithdrawnPage::of(context, &path, head, withdrawal)?.render()?;
        let tombstone = Tombstone { id: &head.id, withdrawn_at: withdrawal.at, reason: &withdrawal.reason };
        let json = serde_json::to_vec(&tombstone).expect("a tombstone holds only strings");
        Ok(vec![html.into_bytes(), json])
    };
    Page::lazy(&folder, &FILES, key, draw)
}

impl WithdrawnPage {
    fn of(
        context: &Context<'_>,
        folder: &SitePath,
        head: &AuditHead,
        withdrawal: &Withdrawal,
    ) -> Result<Self, crate::DrawError> {
        let day = Day::of(head.started_at);
        let shell = context.shell(
            folder,
            Section::Directory,
            &format!("Audit retiré de {}, {}", head.host, day.words),
        );
        Ok(Self {
            shell: shell.below(&at::named("annuaire"), "Annuaire").below(&at::site(&head.host)?, &head.host),
            host: Text::line(&head.host),
            day,
            withdrawn: Day::of(withdrawal.at),
            reason: Text::capped(&withdrawal.reason, 2000),
            id: head.id.clone(),
        })
    }
}
