//! A failure of our own resolver is not reported as a defect of a site.

use super::*;
use crate::{
    cause::Cause,
    egress::{EgressError, Guard, Policy},
};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A resolver that knows these names, and gives a certain error for all others a number of times; then it works.
struct Resolver {
    knows: &'static [&'static str],
    fails: usize,
    how: How,
    asked: AtomicUsize,
}

#[derive(Clone, Copy)]
enum How {
    /// The error of glibc for `EAI_AGAIN`.
    TryAgain,
    /// This machine has no file descriptor left.
    TooManyFiles,
    Silent,
}

const ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(1, 1, 1, 1));

impl Lookup for Resolver {
    fn lookup<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        Box::pin(async move {
            let fails = self.asked.fetch_add(1, Ordering::Relaxed) < self.fails;
            if self.knows.contains(&host) || !fails {
                return Ok(vec![ADDRESS]);
            }
            Err(told_apart(match self.how {
                How::TryAgain => io::Error::other(
                    "failed to lookup address information: Temporary failure in name resolution",
                ),
                How::TooManyFiles => io::Error::from_raw_os_error(24),
                How::Silent => std::future::pending().await,
            }))
        })
    }
}

async fn resolved(
    how: How,
    fails: usize,
    knows: &'static [&'static str],
) -> Result<Vec<IpAddr>, EgressError> {
    let resolver = Resolver { knows, fails, how, asked: AtomicUsize::new(0) };
    Guard::with_lookup(Policy::public(), Arc::new(resolver)).resolve("ville.example").await
}

const EACH: [How; 3] = [How::TryAgain, How::TooManyFiles, How::Silent];
const ALWAYS: usize = usize::MAX;

#[tokio::test(start_paused = true)]
async fn a_resolver_that_fails_for_a_moment_is_asked_again() {
    for fails in 1..=3 {
        let found = resolved(How::TryAgain, fails, &[]).await.expect("it works again");
        assert_eq!(found, [ADDRESS], "{fails}");
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_knows_no_other_name_either_is_ours() {
    for how in EACH {
        let error = resolved(how, ALWAYS, &[]).await.expect_err("it fails");
        assert_eq!(error.cause(), Cause::ResolverUnavailable, "{error}");
    }
}

/// A name whose own servers are broken gives the same error as any name while the resolver is broken.
#[tokio::test(start_paused = true)]
async fn where_others_are_known_it_is_the_name_that_is_broken() {
    for how in EACH {
        for known in [&["a.root-servers.net"], &["k.root-servers.net"]] {
            let error = resolved(how, ALWAYS, known).await.expect_err("it fails");
            assert_eq!(error.cause(), Cause::Dns, "{error}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_name_that_was_found_before_speaks_for_the_resolver() {
    let knows = &["autre.example"];
    let resolver = Resolver { knows, fails: ALWAYS, how: How::TryAgain, asked: AtomicUsize::new(0) };
    let guard = Guard::with_lookup(Policy::public(), Arc::new(resolver));
    guard.resolve("autre.example").await.expect("it is known");
    let error = guard.resolve("ville.example").await.expect_err("it fails");
    assert_eq!(error.cause(), Cause::Dns, "{error}");
}

/// The deadline for connecting does not shorten the time for looking up a name.
#[tokio::test(start_paused = true)]
async fn the_deadline_of_a_connection_does_not_make_a_silent_resolver_the_fault_of_the_site() {
    let resolver = Resolver { knows: &[], fails: ALWAYS, how: How::Silent, asked: AtomicUsize::new(0) };
    let guard = Guard::with_lookup(Policy::public(), Arc::new(resolver));
    let error = guard.connect("ville.example", 443).await.expect_err("it fails");
    assert_eq!(error.cause(), Cause::ResolverUnavailable, "{error}");
}

#[tokio::test(start_paused = true)]
async fn what_was_not_decided_is_not_asked_again_by_the_next_step() {
    let resolver =
        Arc::new(Resolver { knows: &[], fails: ALWAYS, how: How::Silent, asked: AtomicUsize::new(0) });
    let guard = Guard::with_lookup(Policy::public(), resolver.clone());
    guard.resolve("ville.example").await.expect_err("it fails");
    let asked = resolver.asked.load(Ordering::Relaxed);
    let error = guard.resolve("ville.example").await.expect_err("it fails");
    assert_eq!(error.cause(), Cause::ResolverUnavailable);
    assert_eq!(resolver.asked.load(Ordering::Relaxed), asked);
}
