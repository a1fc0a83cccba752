//! The tombstone of an audit that was withdrawn: its address and those of its findings stay, and say when and why.

use super::{
    super::{
        Context, at,
        shell::{Section, Shell},
    },
    pictures, subject,
};
use crate::{
    engine::{Digest, DrawError, Drawing, EarlierPage, Page, SitePath},
    exports::{Format, audit as exports},
    input::{AuditHead, Withdrawal},
    language::{Day, Say},
    text::Text,
};
use askama::Template;
use rules::messages::Language;
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

pub fn page<'a>(
    context: &'a Context<'a>,
    folder: SitePath,
    head: &'a AuditHead,
    withdrawal: &'a Withdrawal,
) -> Page<'a> {
    let key = Digest::of(&[
        b"withdrawn",
        head.id.as_bytes(),
        withdrawal.at.to_rfc3339().as_bytes(),
        withdrawal.reason.as_bytes(),
    ]);
    let place = context.place(&folder);
    let is_main = context.is_main();
    let draw = move |earlier: &EarlierPage<'_>| {
        let html = |folder: &SitePath| -> Result<Vec<u8>, DrawError> {
            Ok(WithdrawnPage::new(context, folder, head, withdrawal)?.render()?.into_bytes())
        };
        let below = earlier.below.iter().map(|name| {
            if pictures::is_file(name) {
                Ok((format!("{}/{name}", at::FINDINGS), picture(head, withdrawal, context.language)))
            } else {
                Ok((finding_file(name), html(&subject::place(&folder, name)?)?))
            }
        });
        let below = below.collect::<Result<_, DrawError>>()?;
        let mut files = vec![html(&folder)?];
        files.extend(exports::tombstones(head, withdrawal, context.language, is_main));
        Ok(Drawing { files, below })
    };
    Page::with_more(&place, exports::names(is_main), key, at::FINDINGS, draw)
}

fn picture(head: &AuditHead, withdrawal: &Withdrawal, language: Language) -> Vec<u8> {
    Format::WebP.tombstone(&head.id, withdrawal, language)
}

fn finding_file(name: &str) -> String {
    format!("{}/{name}/index.html", at::FINDINGS)
}

impl WithdrawnPage {
    fn new(
        context: &Context<'_>,
        folder: &SitePath,
        head: &AuditHead,
        withdrawal: &Withdrawal,
    ) -> Result<Self, DrawError> {
        let language = context.language;
        let day = language.day(head.started_at);
        let title =
            format!("{} {}, {}", language.t("Audit retiré de", "Withdrawn audit of"), head.host, day.words);
        let shell = context.shell(folder, Section::Directory, &title);
        Ok(Self {
            shell: shell
                .named(&format!("{} {}", language.t("Audit retiré du", "Withdrawn audit of"), day.words))
                .below(&at::named("annuaire"), language.t("Annuaire", "Directory"))
                .below(&at::site(&head.host)?, &head.host),
            host: Text::line(&head.host),
            day,
            withdrawn: language.day(withdrawal.at),
            reason: Text::capped(&withdrawal.reason, 2000),
            id: head.id.clone(),
        })
    }
}
