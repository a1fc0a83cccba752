//! Letters by e-mail: to bodies and members after a campaign, and to the administrator when something needs attention.
//!
//! Each letter is noted in the database before it is handed to the mail server: if the program dies in between, one
//! letter is lost and none is sent twice. A letter that the server certainly does not have is tried again a limited
//! number of times. The contact addresses of members are never shown.

mod alert;
mod member;
mod post;
mod server;
#[cfg(test)]
mod tests;

use crate::{bodies, clock, config::Config};
use anyhow::{Context, Result};
use campaigns::Status;
use chrono::{DateTime, TimeDelta, Utc};
use post::{Letter, Post, PostError, digest};
use std::collections::{BTreeMap, BTreeSet};
use store::{AuditHead, LetterState, Member, Store};
use uuid::Uuid;

/// Letters report only audits that were recorded within this time.
const NEWS_FOR: TimeDelta = TimeDelta::days(14);
const AT_ONCE: u32 = 500;
/// Time before each further attempt to send a letter.
const PAUSES: [TimeDelta; 3] = [TimeDelta::hours(1), TimeDelta::hours(6), TimeDelta::hours(24)];

/// Numbers of due letters by their result.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sent {
    pub sent: usize,
    pub failed: usize,
    /// Number of failed letters that are tried again later.
    pub again: usize,
    /// Number of letters left for later, because `most_per_hour` is reached.
    pub left: usize,
}

/// Sends all letters that are due, or as many as may be sent within the hour.
pub async fn send(config: &Config, store: &Store) -> Result<Sent> {
    let now = clock::now();
    let Due { letters, campaigns, mut waiting } = due(config, store, now).await?;
    let sent = hand_over(config, store, letters, now, &mut waiting).await?;
    if sent.left > 0 {
        return Ok(sent);
    }
    for campaign in campaigns {
        store.take_letter(&campaign, now).await?;
        if let Some(again_at) = waiting.0 {
            store.postpone_letter(&campaign, again_at).await?;
        }
    }
    Ok(sent)
}

/// Time of the next attempt: the earliest one of all letters that are tried again.
#[derive(Debug, Default, PartialEq, Eq)]
struct Waiting(Option<DateTime<Utc>>);

impl Waiting {
    fn add(&mut self, again_at: DateTime<Utc>) {
        self.0 = Some(self.0.map_or(again_at, |first| first.min(again_at)));
    }
}

async fn hand_over(
    config: &Config,
    store: &Store,
    due: Vec<Letter>,
    now: DateTime<Utc>,
    waiting: &mut Waiting,
) -> Result<Sent> {
    let mut sent = Sent::default();
    if due.is_empty() {
        return Ok(sent);
    }
    let post = Post::open(&config.letters)?;
    let hour = store.letters_since(now - TimeDelta::hours(1)).await?;
    let mut room = i64::from(config.letters.most_per_hour) - hour;
    for letter in due {
        if room <= 0 {
            sent.left += 1;
            continue;
        }
        if !store.take_letter(&letter.key, now).await? {
            continue;
        }
        room -= 1;
        let Err(error) = post.send(&config.letters, &letter).await else {
            sent.sent += 1;
            continue;
        };
        sent.failed += 1;
        let again_at = next_try(store, &letter, &error, now).await?;
        if let Some(again_at) = again_at {
            store.postpone_letter(&letter.key, again_at).await?;
            waiting.add(again_at);
            sent.again += 1;
        }
        let error = crate::causes::with_causes(&anyhow::Error::from(error));
        let again_at = again_at.map(tracing::field::display);
        tracing::warn!(letter = letter.key, error, again_at, "a letter was not taken");
    }
    Ok(sent)
}

/// The time of the next attempt. `None` if the server may already have the letter, or no attempts are left.
async fn next_try(
    store: &Store,
    letter: &Letter,
    error: &PostError,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    if !error.may_be_tried_again() {
        return Ok(None);
    }
    let tries = store.letter_state(&letter.key).await?.tries();
    let pause = usize::try_from(tries - 1).ok().and_then(|tries| PAUSES.get(tries));
    Ok(pause.map(|pause| now + *pause))
}

/// The letters that would be sent, without their addresses.
pub async fn preview(config: &Config, store: &Store) -> Result<Vec<String>> {
    let shown = |letter: Letter| format!("--- {}: {}\n\n{}", letter.key, letter.subject, letter.text);
    Ok(due(config, store, clock::now()).await?.letters.into_iter().map(shown).collect())
}

struct Due {
    letters: Vec<Letter>,
    /// Keys of the campaigns that the letters are about. A key is noted in the database once each of these
    /// letters was tried.
    campaigns: Vec<String>,
    /// The next attempt of letters that were tried before and are not due yet.
    waiting: Waiting,
}

async fn due(config: &Config, store: &Store, now: DateTime<Utc>) -> Result<Due> {
    let mut open =
        Open { store, now, keys: BTreeSet::new(), letters: Vec::new(), waiting: Waiting::default() };
    let campaigns = untold(config, store, now).await?;
    if !campaigns.is_empty() {
        let news = News::read(store, &campaigns).await?;
        of_bodies(config, &news, &mut open).await?;
    }
    if let Some(to) = &config.letters.administrator {
        let status = Status::read(store, &config.plans()?, now).await?;
        if let Some(letter) = alert::letter(config, to, &status, now) {
            open.add(letter).await?;
        }
    }
    let campaigns = campaigns.into_keys().map(|campaign| told_key(config, campaign)).collect();
    Ok(Due { letters: open.letters, campaigns, waiting: open.waiting })
}

/// Collects the letters that are due, each once.
struct Open<'a> {
    store: &'a Store,
    now: DateTime<Utc>,
    keys: BTreeSet<String>,
    letters: Vec<Letter>,
    waiting: Waiting,
}

impl Open<'_> {
    async fn add(&mut self, letter: Letter) -> Result<()> {
        if self.asks_for(&letter.key).await? {
            self.letters.push(letter);
        }
        Ok(())
    }

    /// Whether the letter with this key is due. `false` from the second question about the same key on.
    async fn asks_for(&mut self, key: &str) -> Result<bool> {
        if !self.keys.insert(key.to_owned()) {
            return Ok(false);
        }
        let state = self.store.letter_state(key).await?;
        if let LetterState::Waiting { again_at, .. } = state
            && !state.is_due(self.now)
        {
            self.waiting.add(again_at);
        }
        Ok(state.is_due(self.now))
    }
}

/// Labels of the finished campaigns that may have unsent letters. The daemon asks every few minutes, and collecting the
/// letters of all campaigns would be slow.
async fn untold(config: &Config, store: &Store, now: DateTime<Utc>) -> Result<BTreeMap<Uuid, String>> {
    let mut untold = BTreeMap::new();
    for campaign in store.campaigns(50).await?.into_iter().filter(|campaign| campaign.is_finished()) {
        if store.letter_state(&told_key(config, campaign.id)).await?.is_due(now) {
            untold.insert(campaign.id, campaign.label);
        }
    }
    Ok(untold)
}

/// Key that notes that all letters of a campaign are sent. It contains a digest of the configured bodies, because a
/// changed list leads to further letters.
fn told_key(config: &Config, campaign: Uuid) -> String {
    let bodies =
        config.letters.body.iter().map(|body| format!("{}\n{}\n{:?}\n", body.name, body.members, body.to));
    format!("campaign:{campaign}:{}", digest(&bodies.collect::<String>()))
}

async fn of_bodies(config: &Config, news: &News, open: &mut Open<'_>) -> Result<()> {
    for of_body in &config.letters.body {
        let body = bodies::find(open.store, &of_body.name).await?;
        let members: Vec<&Member> =
            news.members.iter().filter(|member| member.bodies.iter().any(|one| one.id == body)).collect();
        for to in &of_body.to {
            for letter in summaries(config, news, &body, &of_body.name, &members, to) {
                open.add(letter).await?;
            }
        }
        if of_body.members {
            for member in &members {
                of_member(config, news, member, open).await?;
            }
        }
    }
    Ok(())
}

/// The audits recorded recently in some campaigns, and the present members, who may be recipients.
struct News {
    members: Vec<Member>,
    /// By campaign and site: the last audit of the site in the campaign, if it is recent and not withdrawn.
    heads: BTreeMap<Uuid, BTreeMap<Uuid, AuditHead>>,
    /// Labels of finished campaigns.
    campaigns: BTreeMap<Uuid, String>,
}

impl News {
    async fn read(store: &Store, campaigns: &BTreeMap<Uuid, String>) -> Result<Self> {
        let since = clock::now() - NEWS_FOR;
        let mut heads = BTreeMap::new();
        for campaign in campaigns.keys() {
            heads.insert(*campaign, recent(store, *campaign, since).await?);
        }
        let (mut members, mut after) = (Vec::new(), String::new());
        loop {
            let some = store.members(&after, AT_ONCE).await?;
            let Some(last) = some.last() else { break };
            after = last.id.clone();
            members.extend(some.into_iter().filter(|member| member.gone_at.is_none()));
        }
        Ok(Self { members, heads, campaigns: campaigns.clone() })
    }

    /// The last audit of each of the member's sites, of whichever campaign.
    fn latest<'a>(&'a self, member: &'a Member) -> impl Iterator<Item = &'a AuditHead> {
        member.sites.iter().filter_map(|site| {
            let heads = self.heads.values().filter_map(|of_campaign| of_campaign.get(&site.id));
            heads.max_by_key(|head| (head.started_at, head.recorded_at))
        })
    }
}

/// The last audit of each site in a campaign, among those that were recorded since then and stand.
async fn recent(store: &Store, campaign: Uuid, since: DateTime<Utc>) -> Result<BTreeMap<Uuid, AuditHead>> {
    let (mut heads, mut after) = (BTreeMap::<Uuid, AuditHead>::new(), Uuid::nil());
    loop {
        let some = store.audit_heads_of_campaign(campaign, after, AT_ONCE).await?;
        let Some(last) = some.last() else { return Ok(heads) };
        after = last.id;
        for head in some {
            let is_later = heads.get(&head.site).is_none_or(|known| {
                (known.started_at, known.recorded_at) <= (head.started_at, head.recorded_at)
            });
            if head.recorded_at > since && head.withdrawn.is_none() && is_later {
                heads.insert(head.site, head);
            }
        }
    }
}

/// The letters to a body, one for each campaign: the number of evaluated sites, and the result of each site.
fn summaries(
    config: &Config,
    news: &News,
    body: &str,
    name: &str,
    members: &[&Member],
    to: &str,
) -> Vec<Letter> {
    let letter = |(campaign, of_campaign): (&Uuid, &BTreeMap<Uuid, AuditHead>)| {
        let sites = members.iter().flat_map(|member| &member.sites);
        let heads = sites.filter_map(|site| of_campaign.get(&site.id)).map(|head| (head.host.as_str(), head));
        let heads: BTreeMap<&str, &AuditHead> = heads.collect();
        if heads.is_empty() {
            return None;
        }
        let label = news.campaigns.get(campaign).map(String::as_str).unwrap_or_default();
        let seen = heads.values().filter(|head| head.cause.is_none()).count();
        let lines: Vec<String> = heads.values().map(|head| site_line(config, head)).collect();
        Some(Letter {
            key: format!("body:{body}:{campaign}:{}", digest(to)),
            to: to.to_owned(),
            subject: format!("{name} : campagne d’accessibilité « {label} »"),
            text: format!(
                "Bonjour,\n\n{} sur {}. Seul ce qui est prouvé est compté ; le reste est à vérifier par \
                 une personne.\n\n{}\n",
                counted(seen, "site évalué", "sites évalués"),
                heads.len(),
                lines.join("\n")
            ),
        })
    };
    news.heads.iter().filter_map(letter).collect()
}

fn site_line(config: &Config, head: &AuditHead) -> String {
    let told = match &head.cause {
        Some(cause) => {
            let label = report_site::words::cause(cause).label.said(report_site::Language::French);
            format!("non évalué ({label})")
        }
        None if head.facts.pages_lost > 0 => {
            format!("{}, vu en partie", proven(head.summary.failed))
        }
        None => proven(head.summary.failed),
    };
    format!("{} : {told}\n  {}", head.host, permalink(config, head))
}

fn proven(criteria: u32) -> String {
    counted(criteria as usize, "critère prouvé non conforme", "critères prouvés non conformes")
}

/// A number with its word. In French, zero is singular.
fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count < 2 { one } else { several })
}

fn permalink(config: &Config, head: &AuditHead) -> String {
    format!("{}/{}", config.site.base_url.trim_end_matches('/'), head.path.trim_start_matches('/'))
}

async fn of_member(config: &Config, news: &News, member: &Member, open: &mut Open<'_>) -> Result<()> {
    let Some(to) = member.contact.as_deref().filter(|contact| crate::config::mailbox(contact).is_ok()) else {
        return Ok(());
    };
    let letters = &config.letters;
    let store = open.store;
    for head in news.latest(member) {
        let key = format!("member:{}:{}", member.id, head.public_id);
        if !open.asks_for(&key).await? {
            continue;
        }
        let audit = store.audit_document(head.id).await.with_context(|| head.path.clone())?;
        let heads = store.audit_heads(head.site).await?;
        let earlier = heads
            .iter()
            .rev()
            .find(|one| one.started_at < head.started_at && one.cause.is_none() && one.withdrawn.is_none());
        let before = match earlier {
            Some(earlier) => Some(store.audit_document(earlier.id).await?),
            None => None,
        };
        let permalink = permalink(config, head);
        let told = member::Told {
            audit: &audit,
            before: before.as_ref(),
            permalink: &permalink,
            reply_to: letters.reply_to.as_deref().unwrap_or(&letters.from),
        };
        if let Some(text) = member::text(&told) {
            open.letters.push(Letter { key, to: to.to_owned(), subject: member::subject(&told), text });
        }
    }
    Ok(())
}
