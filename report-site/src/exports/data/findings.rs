//! The findings of all audits, in several files (parts). A new audit is added to the last part, and the audits of the
//! other parts are not read again.

use super::{Column, folder};
use crate::{
    DrawError,
    engine::{Digest, EarlierPage, Name, Page},
    exports::{
        audit::{FINDING_COLUMNS, FINDING_TABLE, Shown, finding_rows},
        cells::Csv,
    },
    input::{AuditHead, Source},
    pages::{Context, at},
};
use rayon::prelude::*;
use rules::audit::{Audit, hash_of};

/// Pattern of the file names, for the lists of files.
pub const PATTERN: &str = "findings-<numéro>.csv";

/// Number of audits in one part. This gives about ten thousand lines, which every spreadsheet opens.
const AUDITS: usize = 500;

pub struct Part<'a> {
    number: usize,
    heads: Vec<&'a AuditHead>,
}

/// Number of parts.
pub fn count(context: &Context<'_>) -> usize {
    context.catalog.recorded().len().div_ceil(AUDITS)
}

pub fn name(number: usize) -> String {
    format!("findings-{number:04}.csv")
}

/// The parts. Audits that are withdrawn, or that `publishable` refuses, have no lines. They still count, so that no
/// other audit moves to another part.
pub fn parts<'a>(context: &Context<'a>, publishable: impl Fn(&AuditHead) -> bool) -> Vec<Part<'a>> {
    let chunks = context.catalog.recorded().chunks(AUDITS);
    let kept = |heads: &[&'a AuditHead]| {
        heads.iter().copied().filter(|head| head.withdrawn.is_none() && publishable(head)).collect()
    };
    (1..).zip(chunks).map(|(number, heads)| Part { number, heads: kept(heads) }).collect()
}

pub fn page<'a>(
    context: &'a Context<'a>,
    part: Part<'a>,
    source: &'a impl Source,
) -> Result<Page<'a>, DrawError> {
    let ids: Vec<_> = part.heads.iter().map(|head| head.id.as_bytes()).collect();
    let draw = move |earlier: &EarlierPage<'_>| {
        let names = Csv::new(&Column::names(FINDING_COLUMNS)).done();
        let lines = part.heads.par_iter().map(|head| match published_lines(context, head, &names, earlier) {
            Some(lines) => Ok(lines),
            None => lines_of(context, head, source),
        });
        let lines: Vec<_> = lines.collect::<Result<_, DrawError>>()?;
        Ok(vec![[names, lines.concat()].concat()])
    };
    Ok(Page::over(&context.place(&folder()), vec![Name::Owned(name(part.number))], Digest::of(&ids), draw))
}

/// The lines of an audit, read from the published table beside its page: they follow the line of column names. Reading
/// them is faster than making them from the document again. `None` if there is no such table.
fn published_lines(
    context: &Context<'_>,
    head: &AuditHead,
    names: &[u8],
    earlier: &EarlierPage<'_>,
) -> Option<Vec<u8>> {
    let page = context.place(&at::audit(head).ok()?).file("index.html");
    let table = earlier.published(&page, FINDING_TABLE.file)?;
    table.strip_prefix(names).map(<[u8]>::to_vec)
}

fn lines_of(context: &Context<'_>, head: &AuditHead, source: &impl Source) -> Result<Vec<u8>, DrawError> {
    let bytes = source.document(&head.id)?.ok_or(DrawError::NoDocument)?;
    let audit = Audit::from_json(&bytes)?;
    let hash = hash_of(&bytes);
    let permalink = context.absolute_place(&at::audit(head)?);
    let mut table = Csv::without_head(FINDING_COLUMNS.len());
    finding_rows(&Shown::new(&audit, &bytes, &hash, permalink, context.language), &mut table);
    Ok(table.done())
}
