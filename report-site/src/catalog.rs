//! The records of a publication, joined and sorted once, so that every page finds its own records without a search.

pub use crate::{departments::department_key, host::Host};

use crate::{
    departments::Department,
    filed::Filed,
    input::{AuditHead, Body, Member, Publication, SharedDefect, Site},
    peers::{AllPeers, Peers},
    slug::fold,
};
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub struct Catalog<'a> {
    /// All members in the order of the names they are filed under, including those that left the registry.
    pub members: Vec<&'a Member>,
    pub bodies: Vec<&'a Body>,
    /// Hosts by their names.
    pub hosts: IndexMap<&'a str, Host<'a>>,
    /// Number of followed sites that could be evaluated.
    pub evaluated: usize,
    recorded: Vec<&'a AuditHead>,
    member_by_id: HashMap<&'a str, &'a Member>,
    body_by_id: HashMap<&'a str, &'a Body>,
    /// Names of the hosts of each member, sorted, each once.
    hosts_of_member: HashMap<&'a str, Vec<&'a str>>,
    /// Indexes in `members` of the present members of each body.
    members_of_body: HashMap<&'a str, Vec<usize>>,
    shared_by_host: HashMap<&'a str, Vec<&'a SharedDefect>>,
    peers: AllPeers<'a>,
    /// Present members by département, in the order of its code.
    pub departments: BTreeMap<&'a str, Territory<'a>>,
    /// Present members by kind, as the registry words it.
    pub kinds: BTreeMap<&'a str, Vec<&'a Member>>,
}

/// A département with its members.
pub struct Territory<'a> {
    /// `None` if the text of the registry names no known département.
    pub known: Option<&'static Department>,
    pub name: &'a str,
    pub members: Vec<&'a Member>,
}

impl Territory<'_> {
    /// «Finistère (29)»
    pub fn full_name(&self) -> String {
        match self.known {
            Some(known) => format!("{} ({})", known.name, known.code),
            None => self.name.to_owned(),
        }
    }
}

impl<'a> Catalog<'a> {
    pub fn new(publication: &'a Publication) -> Self {
        let mut members: Vec<_> = publication.members.iter().collect();
        members.sort_by_cached_key(|member| (fold(Filed::from_name(&member.name).name), &member.id));
        let mut bodies: Vec<_> = publication.bodies.iter().collect();
        bodies.sort_by_cached_key(|body| (fold(&body.name), &body.id));
        let member_by_id = members.iter().map(|member| (member.id.as_str(), *member)).collect();
        let hosts = hosts(publication, &member_by_id);
        let evaluated =
            hosts.values().filter(|host| host.followed && host.latest_evaluated().is_some()).count();
        let mut catalog = Self {
            peers: AllPeers::default(),
            member_by_id,
            body_by_id: bodies.iter().map(|body| (body.id.as_str(), *body)).collect(),
            hosts,
            evaluated,
            members_of_body: members_of_body(&members),
            shared_by_host: shared_by_host(publication),
            recorded: recorded(publication),
            departments: by_department(&members),
            kinds: by_kind(&members),
            members,
            bodies,
            hosts_of_member: hosts_of_members(publication),
        };
        catalog.peers = AllPeers::of_sites(catalog.followed().map(|(_, host)| host), |id| catalog.member(id));
        catalog
    }

    /// All audits in the order in which they were recorded: a new audit comes last, and the others keep their places.
    pub fn recorded(&self) -> &[&'a AuditHead] {
        &self.recorded
    }

    pub fn member(&self, id: &str) -> Option<&'a Member> {
        self.member_by_id.get(id).copied()
    }

    pub fn body(&self, id: &str) -> Option<&'a Body> {
        self.body_by_id.get(id).copied()
    }

    /// The sites of a member, by host name.
    pub fn hosts_of(&self, member: &Member) -> Vec<(&'a str, &Host<'a>)> {
        self.names_of(member).iter().filter_map(|name| Some((*name, self.hosts.get(name)?))).collect()
    }

    /// The host names of the sites of a member.
    pub fn names_of(&self, member: &Member) -> &[&'a str] {
        self.hosts_of_member.get(member.id.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Whether one of the member's sites was ever audited.
    pub fn is_visited(&self, member: &Member) -> bool {
        let hosts = self.names_of(member).iter().filter_map(|name| self.hosts.get(name));
        hosts.into_iter().any(|host| !host.audits.is_empty())
    }

    /// The defects that a site shares with others.
    pub fn shared_by(&self, host: &str) -> &[&'a SharedDefect] {
        self.shared_by_host.get(host).map_or(&[], Vec::as_slice)
    }

    /// Figures of comparable sites, where there are enough of them.
    pub fn peers_of(&self, host: &Host<'a>) -> Option<Peers<'a>> {
        self.peers.of_site(host, |id| self.member(id))
    }

    /// The bodies that belong to a body, directly or through other bodies, each once. Bodies may belong to each other
    /// in a circle.
    pub fn below(&self, body: &Body) -> Vec<&'a Body> {
        let (mut found, mut next) = (BTreeSet::from([body.id.as_str()]), vec![body.id.as_str()]);
        while let Some(parent) = next.pop() {
            let children = self.bodies.iter().filter(|child| child.bodies.iter().any(|id| id == parent));
            next.extend(children.map(|child| child.id.as_str()).filter(|id| found.insert(id)));
        }
        let below = |other: &&Body| other.id != body.id && found.contains(other.id.as_str());
        self.bodies.iter().copied().filter(below).collect()
    }

    /// Members that are still in the registry.
    pub fn present(&self) -> impl Iterator<Item = &'a Member> {
        self.members.iter().copied().filter(|member| !member.gone)
    }

    /// Present members that belong to the body itself, by name.
    pub fn members_of(&self, body: &str) -> impl Iterator<Item = &'a Member> {
        self.places_of(body).iter().map(|place| self.members[*place])
    }

    /// Present members of the bodies below a body that do not belong to the body itself, by name.
    pub fn indirect_members_of(&self, body: &Body) -> Vec<&'a Member> {
        let below = self.below(body);
        let places: BTreeSet<usize> =
            below.iter().flat_map(|body| self.places_of(&body.id)).copied().collect();
        let members = places.into_iter().map(|place| self.members[place]);
        members.filter(|member| !member.bodies.contains(&body.id)).collect()
    }

    fn places_of(&self, body: &str) -> &[usize] {
        self.members_of_body.get(body).map_or(&[], Vec::as_slice)
    }

    /// Sites that the registry asks to follow: the denominator of every share.
    pub fn followed(&self) -> impl Iterator<Item = (&'a str, &Host<'a>)> {
        self.hosts.iter().filter(|(_, host)| host.followed).map(|(name, host)| (*name, host))
    }
}

fn members_of_body<'a>(members: &[&'a Member]) -> HashMap<&'a str, Vec<usize>> {
    let mut of_bodies: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, member) in members.iter().enumerate().filter(|(_, member)| !member.gone) {
        for body in member.bodies.iter().map(String::as_str).collect::<BTreeSet<_>>() {
            of_bodies.entry(body).or_default().push(place);
        }
    }
    of_bodies
}

fn by_department<'a>(members: &[&'a Member]) -> BTreeMap<&'a str, Territory<'a>> {
    let mut all: BTreeMap<&str, Territory<'_>> = BTreeMap::new();
    for member in members.iter().copied().filter(|member| !member.gone) {
        let Some(text) = member.department.as_deref().filter(|text| !text.trim().is_empty()) else {
            continue;
        };
        let known = crate::departments::find(text);
        let name = known.map_or(text.trim(), |known| known.name);
        let of = Territory { known, name, members: Vec::new() };
        all.entry(department_key(text)).or_insert(of).members.push(member);
    }
    all
}

fn by_kind<'a>(members: &[&'a Member]) -> BTreeMap<&'a str, Vec<&'a Member>> {
    let mut all: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for member in members.iter().copied().filter(|member| !member.gone) {
        if let Some(kind) = member.kind.as_deref().map(str::trim).filter(|kind| !kind.is_empty()) {
            all.entry(kind).or_default().push(member);
        }
    }
    all
}

fn recorded(publication: &Publication) -> Vec<&AuditHead> {
    let mut heads: Vec<_> = publication.heads.iter().collect();
    heads.sort_by(|one, other| (one.recorded_at, &one.id).cmp(&(other.recorded_at, &other.id)));
    heads
}

fn shared_by_host(publication: &Publication) -> HashMap<&str, Vec<&SharedDefect>> {
    let mut of_hosts: HashMap<&str, Vec<_>> = HashMap::new();
    for defect in &publication.shared_defects {
        for host in &defect.hosts {
            of_hosts.entry(host).or_default().push(defect);
        }
    }
    of_hosts
}

fn hosts_of_members(publication: &Publication) -> HashMap<&str, Vec<&str>> {
    let mut hosts: HashMap<_, Vec<_>> = HashMap::new();
    for site in &publication.sites {
        for member in &site.members {
            hosts.entry(member.as_str()).or_default().push(site.host.as_str());
        }
    }
    for names in hosts.values_mut() {
        names.sort_unstable();
        names.dedup();
    }
    hosts
}

fn hosts<'a>(publication: &'a Publication, members: &HashMap<&str, &Member>) -> IndexMap<&'a str, Host<'a>> {
    let present = |id: &String| members.get(id.as_str()).is_some_and(|found| !found.gone);
    let followed = |site: &&Site| site.members.is_empty() || site.members.iter().any(present);
    let mut hosts: IndexMap<&str, Host<'_>> = IndexMap::new();
    for site in &publication.sites {
        hosts.entry(&site.host).or_default().sites.push(site);
    }
    for head in &publication.heads {
        hosts.entry(&head.host).or_default().audits.push(head);
    }
    for host in hosts.values_mut() {
        host.followed = host.sites.iter().any(followed);
        host.audits.sort_by_key(|head| std::cmp::Reverse((head.started_at, head.recorded_at, &head.id)));
    }
    hosts.sort_unstable_keys();
    hosts
}
