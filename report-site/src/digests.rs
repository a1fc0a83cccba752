//! Digests of the records, each computed once for all pages that are made from it. A page whose records have not
//! changed is not computed at all.
//!
//! A digest covers more than any single page shows. Everything else that pages show is part of the version of the
//! publication. The day matters only for the statements of sites, which expire.

use crate::{
    catalog::{Catalog, Host, Territory, department_key},
    declarations::{self, SOON},
    engine::Digest,
    input::{Body, Member, Publication, SharedDefect},
};
use chrono::NaiveDate;
use rayon::prelude::*;
use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
};

pub struct Digests<'a> {
    all: Digest,
    hosts: HashMap<&'a str, Digest>,
    members: HashMap<&'a str, OfMember>,
    bodies: HashMap<&'a str, Digest>,
    departments: HashMap<&'a str, Digest>,
}

#[derive(Clone, Copy, Default)]
struct OfMember {
    /// Digest of the member's record, the records of its bodies and the name of its département.
    own: Digest,
    /// Digest of `own` and the member's sites.
    whole: Digest,
}

impl<'a> Digests<'a> {
    pub fn new(publication: &'a Publication, catalog: &Catalog<'a>) -> Self {
        let day = publication.now.date_naive();
        let host = |(name, host): (&&'a str, &Host<'a>)| {
            let made_with = publication.made_with.get(*name);
            let shared: Vec<_> = catalog.shared_by(name).iter().map(|defect| shown_of(defect)).collect();
            (*name, Digest::of_value(&(host, on(host, day), made_with, shared)))
        };
        let hosts: HashMap<&str, Digest> = catalog.hosts.par_iter().map(host).collect();
        let of_member = |member: &&'a Member| (member.id.as_str(), OfMember::new(catalog, &hosts, member));
        let members = catalog.members.par_iter().map(of_member).collect();
        let mut digests = Self {
            all: Digest::default(),
            hosts,
            members,
            bodies: HashMap::new(),
            departments: HashMap::new(),
        };
        let body = |body: &&'a Body| (body.id.as_str(), digests.of_body(catalog, body));
        let bodies = catalog.bodies.par_iter().map(body).collect();
        let department = |(key, of): (&&'a str, &Territory<'a>)| {
            (*key, Digest::of_value(&(of.name, digests.wholes(&of.members))))
        };
        let departments = catalog.departments.par_iter().map(department).collect();
        (digests.bodies, digests.departments) = (bodies, departments);
        let hosts: Vec<_> = catalog.hosts.keys().map(|name| (name, digests.host(name))).collect();
        let members: Vec<_> = catalog.members.iter().map(|member| digests.member(member)).collect();
        digests.all = Digest::of_value(&(hosts, members));
        digests
    }

    /// All sites with their audits, and all members.
    pub fn all(&self) -> Digest {
        self.all
    }

    /// A site with its audits.
    pub fn host(&self, name: &str) -> Digest {
        self.hosts.get(name).copied().unwrap_or_default()
    }

    /// A site with its audits, and the members whose site it is.
    pub fn site(&self, name: &str, host: &Host<'_>) -> Digest {
        let members: Vec<_> = host.members().into_iter().map(|id| self.of_id(id).own).collect();
        Digest::of_value(&(self.host(name), members))
    }

    /// A member without its sites.
    pub fn member(&self, member: &Member) -> Digest {
        self.of_id(&member.id).own
    }

    /// A member with its sites.
    pub fn with_sites(&self, member: &Member) -> Digest {
        self.of_id(&member.id).whole
    }

    /// A body with its members, direct and indirect, and their sites.
    pub fn body(&self, body: &Body) -> Digest {
        self.bodies.get(body.id.as_str()).copied().unwrap_or_default()
    }

    /// A département with its members and their sites.
    pub fn department(&self, key: &str) -> Digest {
        self.departments.get(key).copied().unwrap_or_default()
    }

    fn of_id(&self, id: &str) -> OfMember {
        self.members.get(id).copied().unwrap_or_default()
    }

    fn wholes(&self, members: &[&Member]) -> Vec<Digest> {
        members.iter().map(|member| self.with_sites(member)).collect()
    }

    fn of_body(&self, catalog: &Catalog<'a>, body: &Body) -> Digest {
        let above: Vec<_> = body.bodies.iter().map(|id| catalog.body(id)).collect();
        let below = catalog.below(body);
        let direct: Vec<_> = catalog.members_of(&body.id).collect();
        let indirect = catalog.indirect_members_of(body);
        Digest::of_value(&(body, above, below, self.wholes(&direct), self.wholes(&indirect)))
    }
}

impl OfMember {
    fn new(catalog: &Catalog<'_>, hosts: &HashMap<&str, Digest>, member: &Member) -> Self {
        let bodies: Vec<_> = member.bodies.iter().map(|id| catalog.body(id)).collect();
        let department = member.department.as_deref().map(department_key);
        let territory = department.and_then(|key| catalog.departments.get(key)).map(|of| of.name);
        let own = Digest::of_value(&(member, bodies, territory));
        let sites: Vec<_> =
            catalog.hosts_of(member).into_iter().map(|(name, _)| (name, hosts.get(name))).collect();
        Self { own, whole: Digest::of_value(&(own, sites)) }
    }
}

impl Hash for Host<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // No page shows whether a site is followed.
        let Self { sites, audits, followed: _ } = self;
        (sites, audits).hash(state);
    }
}

/// A shared defect without the other sites that have it.
fn shown_of(defect: &SharedDefect) -> impl Hash + '_ {
    let SharedDefect { finding, rule, reason, tests, hosts: _ } = defect;
    (finding, rule, reason, tests)
}

/// State of the site's statement on a day.
fn on(host: &Host<'_>, day: NaiveDate) -> impl Hash + use<> {
    declarations::latest(host).map(|declared| {
        (
            declared.statement_on(day),
            declared.scheme_on(day),
            declared.plan_on(day),
            declared.expires_within(day, SOON),
        )
    })
}
