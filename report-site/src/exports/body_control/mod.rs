//! The control file of a body: the sites of its members with the four checks of the law, the defects that they share,
//! and the parts that were not covered. Each site has its own control file, to which this one links.

mod model;
mod ods;

use super::{Format, Holds, Listed};
use crate::{
    engine::{DrawError, Page},
    input::Body,
    pages::{
        Context, at,
        hosts::{self, Hosts},
    },
};
use model::BodyControl;
pub use model::JSON;

pub const ODS: &str = "controle.ods";

pub fn listed() -> [Listed; 2] {
    let listed = |file, format: Format, holds, title| Listed {
        path: format!("organismes/<id>/{file}"),
        media_type: format.media_type(),
        holds,
        title,
    };
    [
        listed(
            ODS,
            Format::Ods,
            Holds::Sentences,
            [
                "Fichier de contrôle d’un organisme\u{A0}: sites, quatre vérifications, défauts communs, non couvert (ODS)",
                "Control file of a body: sites, four checks, shared defects, what was not covered (ODS)",
            ],
        ),
        listed(
            JSON,
            Format::Json,
            Holds::Data,
            [
                "Fichier de contrôle d’un organisme\u{A0}: sites, quatre vérifications, défauts communs, non couvert (JSON)",
                "Control file of a body: sites, four checks, shared defects, what was not covered (JSON)",
            ],
        ),
    ]
}

pub(crate) fn json<'a>(context: &'a Context<'a>, body: &'a Body) -> Result<Page<'a>, DrawError> {
    let folder = at::body(&body.id)?;
    Ok(Page::lazy(&folder, vec![JSON.into()], context.digests.body(body), move || {
        let control = BodyControl::new(context, body, &hosts(context, body));
        Ok(vec![serde_json::to_vec(&control).expect("it holds only strings, numbers and lists")])
    }))
}

pub(crate) fn ods<'a>(context: &'a Context<'a>, body: &'a Body) -> Result<Page<'a>, DrawError> {
    let folder = context.place(&at::body(&body.id)?);
    Ok(Page::lazy(&folder, vec![ODS.into()], context.digests.body(body), move || {
        let control = BodyControl::new(context, body, &hosts(context, body));
        Ok(vec![super::sheets::ods(&ods::book(context, &control))])
    }))
}

fn hosts<'a>(context: &'a Context<'a>, body: &Body) -> Hosts<'a, 'a> {
    hosts::hosts_of(context, context.catalog.members_of(&body.id))
}
