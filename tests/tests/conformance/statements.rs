//! Accessibility statements like those of public bodies. The `.toml` file beside each page has the values that must be
//! read. No value may be read for a field that it does not name.

use rules::{
    Page,
    audit::{AuditedPage, AuditedSite},
    judge::{Circumstances, JudgedPage, assemble},
    statement::{self, Contents, DutyOutcome, PageReading, Percent, Programme, Read, SourceReading},
};
use std::{collections::BTreeMap, fs};
use toml::{Table, Value};

/// Smallest share of pages on which every field is right, in percent.
const LEAST_EXACT: usize = 95;

#[tokio::test]
async fn every_field_is_read_and_none_is_invented() {
    let folder = tests::statements::corpus();
    let pages = tests::statements::pages(&folder).await.unwrap();
    let (mut exact, mut fields, mut right, mut invented, mut said) = (0, 0, 0, Vec::new(), Vec::new());
    let mut accused = Vec::new();
    for (name, page) in &pages {
        let written = fs::read_to_string(folder.join(format!("{name}.toml"))).unwrap();
        let mut expected: Table = written.parse().unwrap();
        let mut unmet = expected.remove("unmet").unwrap_or(Value::Array(Vec::new()));
        if let Value::Array(codes) = &mut unmet {
            codes.sort_by_key(ToString::to_string);
        }
        let found = fields_of(&statement::read(page));
        let names: std::collections::BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
        let wrong: Vec<&String> =
            names.iter().copied().filter(|name| expected.get(*name) != found.get(*name)).collect();
        fields += names.len();
        right += names.len() - wrong.len();
        exact += usize::from(wrong.is_empty());
        for field in wrong {
            let line =
                format!("{name}: {field}: read {:?}, written {:?}", found.get(field), expected.get(field));
            if !expected.contains_key(field) {
                invented.push(line.clone());
            }
            said.push(line);
        }
        if unmet_of(page) != unmet {
            accused.push(format!("{name}: not met {:?}, written {unmet:?}", unmet_of(page)));
        }
    }
    println!(
        "{} pages, {exact} exact; {fields} fields, {right} right; {} invented",
        pages.len(),
        invented.len()
    );
    println!("{}", said.join("\n"));
    assert!(pages.len() >= 80, "{} pages", pages.len());
    assert!(invented.is_empty(), "invented:\n{}", invented.join("\n"));
    assert!(accused.is_empty(), "duties:\n{}", accused.join("\n"));
    assert!(
        exact * 100 >= pages.len() * LEAST_EXACT,
        "{exact} of {} pages:\n{}",
        pages.len(),
        said.join("\n")
    );
}

/// Codes of the duties judged not met on the day for which the pages are written.
fn unmet_of(page: &Page) -> Value {
    let check = concluded(&[source(page, Some(0), page.url())]);
    let unmet = check.duties.iter().filter(|verdict| verdict.outcome == DutyOutcome::NotMet);
    let mut codes: Vec<&str> = unmet.map(|verdict| verdict.duty.code()).collect();
    codes.sort_unstable();
    Value::Array(codes.into_iter().map(|code| Value::String(code.to_owned())).collect())
}

/// Reading of a page. `number` is its number in the sample; `None` if the page is not in the sample.
fn source(page: &Page, number: Option<u32>, url: &str) -> SourceReading {
    SourceReading {
        page: number,
        url: url.to_owned(),
        final_url: url.to_owned(),
        reading: statement::read(page),
    }
}

/// A page that announces a future statement proves that none is published only if it is in the sample. A page found by
/// trying its usual address may be a draft.
#[tokio::test]
async fn a_page_to_come_counts_where_the_site_leads_to_it() {
    let folder = tests::statements::corpus();
    let pages: BTreeMap<String, Page> =
        tests::statements::pages(&folder).await.unwrap().into_iter().collect();
    let (home, to_come) = (&pages["autre-01"], &pages["ecriture-01"]);
    let at = format!("{}accessibilite.html", tests::statements::SITE);
    let outcome = |number| {
        let sources = [source(home, Some(0), tests::statements::SITE), source(to_come, number, &at)];
        concluded(&sources).verdict(statement::Duty::Statement).unwrap().outcome
    };
    assert_eq!(outcome(None), DutyOutcome::ToVerify);
    assert_eq!(outcome(Some(1)), DutyOutcome::NotMet);
}

fn concluded(sources: &[SourceReading]) -> statement::StatementCheck {
    let url = &sources[0].url;
    let day = "2026-11-25T08:00:00Z".parse().unwrap();
    let row = AuditedPage::new(url, "home");
    let site = AuditedSite {
        host: "www.valmont.example".to_owned(),
        url: tests::statements::SITE.to_owned(),
        name: None,
    };
    let about = Circumstances { started_at: day, ended_at: day, ..Circumstances::made_up(site) };
    let audit = assemble(
        about,
        &rules::referential::Referentials::default(),
        vec![JudgedPage { page: row, verdict: None }],
    );
    rules::conclusion::conclude(&audit, sources, Vec::new()).unwrap()
}

/// The values that were read, in the notation of the `.toml` files.
fn fields_of(reading: &PageReading) -> Table {
    let mut table = Table::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            table.insert(name.to_owned(), value);
        }
    };
    let mentioned =
        |mention: &statement::Mention| mention.conformity.map_or("unclear", |conformity| conformity.code());
    let mentions: Vec<Value> = reading.mentions.iter().map(|mention| text(mentioned(mention))).collect();
    put("mentions", Some(mentions).filter(|mentions| !mentions.is_empty()).map(Value::Array));
    put("page_scheme", reading.scheme.as_ref().map(|scheme| text(span(&scheme.value))));
    let Some(said) = &reading.statement else {
        put("kind", Some(text("none")));
        return table;
    };
    let kind = if said.kind == statement::StatementKind::Statement { "statement" } else { "in-writing" };
    put("kind", Some(text(kind)));
    put("who", said.who.as_ref().map(|read| text(&read.value)));
    put("covers", said.covers.as_ref().map(|read| text(&read.value)));
    put("conformity", said.conformity.as_ref().map(|read| text(read.value.code())));
    put("rate", said.rate.as_ref().map(rate));
    put("average", said.average_rate.as_ref().map(rate));
    put("version", said.rgaa_version.as_ref().map(|read| text(&read.value)));
    let auditor = said.auditor.as_ref().map(|read| {
        let kind = format!("{:?}", read.value.kind).to_lowercase();
        text(format!("{kind}:{}", read.value.name.as_deref().unwrap_or_default()))
    });
    put("auditor", auditor);
    put("not_audited", said.not_audited.as_ref().map(|_| Value::Boolean(true)));
    put("set", said.set_on.as_ref().map(|read| text(read.value.to_string())));
    put("updated", said.updated_on.as_ref().map(|read| text(read.value.to_string())));
    for (name, contents) in [("failures", &said.failures), ("burden", &said.burden), ("exempt", &said.exempt)]
    {
        put(name, contents.as_ref().and_then(items));
        let none = contents.as_ref().filter(|read| read.value.none_declared);
        put(&format!("{name}_none"), none.map(|_| Value::Boolean(true)));
    }
    let technologies = said.technologies.as_ref().map(|read| read.value.iter().map(text).collect());
    put("technologies", technologies.map(Value::Array));
    put("environment", said.environment.as_ref().map(|read| number(read.value.len())));
    put("pages", said.pages_checked.as_ref().map(|read| number(read.value.len())));
    let contact = said.contact.as_ref().map(|read| &read.value);
    let addresses = contact.map(|contact| &contact.addresses).filter(|list| !list.is_empty());
    put("addresses", addresses.map(|list| Value::Array(list.iter().map(text).collect())));
    put(
        "forms",
        contact.filter(|contact| !contact.forms.is_empty()).map(|contact| number(contact.forms.len())),
    );
    put("defender", said.remedies.as_ref().map(|_| Value::Boolean(true)));
    put("scheme", said.scheme.as_ref().map(|read| text(span(&read.value))));
    let plan = said.plan.as_ref().map(|read| &read.value);
    let years = plan.filter(|plan| !plan.years.is_empty());
    put(
        "plan",
        years.map(|plan| Value::Array(plan.years.iter().map(|year| number(usize::from(*year))).collect())),
    );
    let announced = plan.filter(|plan| plan.is_announced_only && plan.years.is_empty());
    put("plan_announced", announced.map(|_| Value::Boolean(true)));
    table
}

fn text(value: impl AsRef<str>) -> Value {
    Value::String(value.as_ref().to_owned())
}

fn number(value: usize) -> Value {
    Value::Integer(i64::try_from(value).unwrap())
}

fn rate(read: &Read<Percent>) -> Value {
    text(format!("{}.{:02}", read.value.0 / 100, read.value.0 % 100))
}

fn items(read: &Read<Contents>) -> Option<Value> {
    Some(read.value.items.len()).filter(|count| *count > 0).map(number)
}

fn span(programme: &Programme) -> String {
    if programme.is_announced_only && programme.years.is_empty() {
        return "announced".to_owned();
    }
    programme.years.iter().map(u16::to_string).collect::<Vec<_>>().join("-")
}
