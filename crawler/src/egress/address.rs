//! The addresses that an audit may reach: those of the public Internet and no others.
//!
//! Source: IANA IPv4 and IPv6 Special-Purpose Address Registries, and the addresses that clouds document for their
//! metadata services.

use serde::Serialize;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why an address, a name or a port was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    #[error("an address of a private network")]
    Private,
    #[error("an address of this machine")]
    Loopback,
    #[error("a link-local address")]
    LinkLocal,
    #[error("a metadata service of a cloud")]
    Metadata,
    #[error("a multicast or broadcast address")]
    Multicast,
    #[error("a reserved address")]
    Reserved,
    #[error("an IPv4 address inside an IPv6 one (mapped, NAT64, 6to4, Teredo)")]
    Embedded,
    #[error("a port that serves no site")]
    Port,
    #[error("an address of another kind than http and https")]
    Scheme,
    #[error("the proxy itself")]
    Itself,
    #[error("a public address of this machine")]
    Own,
    #[error("a network or name that [crawl] deny closes")]
    Denied,
}

impl Refusal {
    /// The stable code, in kebab-case, as in the proxy's header.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Loopback => "loopback",
            Self::LinkLocal => "link-local",
            Self::Metadata => "metadata",
            Self::Multicast => "multicast",
            Self::Reserved => "reserved",
            Self::Embedded => "embedded",
            Self::Port => "port",
            Self::Scheme => "scheme",
            Self::Itself => "itself",
            Self::Own => "own",
            Self::Denied => "denied",
        }
    }
}

type Ranges<A> = &'static [(A, u8, Refusal)];

const fn v4(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr {
    Ipv4Addr::new(a, b, c, d)
}

const fn v6(a: u16, b: u16, c: u16) -> Ipv6Addr {
    Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0)
}

/// The first range that holds an address decides.
const IPV4: Ranges<Ipv4Addr> = &[
    (v4(169, 254, 169, 254), 32, Refusal::Metadata),
    (v4(169, 254, 170, 2), 32, Refusal::Metadata),
    (v4(100, 100, 100, 200), 32, Refusal::Metadata),
    (v4(168, 63, 129, 16), 32, Refusal::Metadata),
    (v4(192, 0, 0, 192), 32, Refusal::Metadata),
    (v4(0, 0, 0, 0), 8, Refusal::Reserved),
    (v4(10, 0, 0, 0), 8, Refusal::Private),
    (v4(100, 64, 0, 0), 10, Refusal::Private),
    (v4(127, 0, 0, 0), 8, Refusal::Loopback),
    (v4(169, 254, 0, 0), 16, Refusal::LinkLocal),
    (v4(172, 16, 0, 0), 12, Refusal::Private),
    (v4(192, 0, 0, 0), 24, Refusal::Reserved),
    (v4(192, 0, 2, 0), 24, Refusal::Reserved),
    (v4(192, 88, 99, 0), 24, Refusal::Reserved),
    (v4(192, 168, 0, 0), 16, Refusal::Private),
    (v4(198, 18, 0, 0), 15, Refusal::Private),
    (v4(198, 51, 100, 0), 24, Refusal::Reserved),
    (v4(203, 0, 113, 0), 24, Refusal::Reserved),
    (v4(224, 0, 0, 0), 4, Refusal::Multicast),
    (v4(240, 0, 0, 0), 4, Refusal::Reserved),
];

const IPV6: Ranges<Ipv6Addr> = &[
    (Ipv6Addr::LOCALHOST, 128, Refusal::Loopback),
    (Ipv6Addr::UNSPECIFIED, 128, Refusal::Reserved),
    (Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254), 128, Refusal::Metadata),
    (v6(0xfd20, 0xce, 0), 128, Refusal::Metadata),
    (Ipv6Addr::UNSPECIFIED, 96, Refusal::Embedded),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, Refusal::Embedded),
    (Ipv6Addr::new(0, 0, 0, 0, 0xffff, 0, 0, 0), 96, Refusal::Embedded),
    (v6(0x64, 0xff9b, 0), 96, Refusal::Embedded),
    (v6(0x64, 0xff9b, 1), 48, Refusal::Embedded),
    (v6(0x2001, 0, 0), 32, Refusal::Embedded),
    (v6(0x2002, 0, 0), 16, Refusal::Embedded),
    (v6(0x2001, 0, 0), 23, Refusal::Reserved),
    (v6(0x2001, 0xdb8, 0), 32, Refusal::Reserved),
    (v6(0x3fff, 0, 0), 20, Refusal::Reserved),
    (v6(0xfc00, 0, 0), 7, Refusal::Private),
    (v6(0xfec0, 0, 0), 10, Refusal::Private),
    (v6(0xfe80, 0, 0), 10, Refusal::LinkLocal),
    (v6(0xff00, 0, 0), 8, Refusal::Multicast),
];

/// The range of the public Internet.
const IPV6_PUBLIC: (Ipv6Addr, u8) = (v6(0x2000, 0, 0), 3);

/// Refuses all but public addresses. With `allow_private`, this machine and private networks are allowed too.
pub fn check(address: IpAddr, allow_private: bool) -> Result<(), Refusal> {
    match refusal(address) {
        None => Ok(()),
        Some(Refusal::Loopback | Refusal::Private) if allow_private => Ok(()),
        Some(refusal) => Err(refusal),
    }
}

fn refusal(address: IpAddr) -> Option<Refusal> {
    match address {
        IpAddr::V4(address) => {
            let inside =
                |range: Ipv4Addr, prefix| same(range.to_bits().into(), address.to_bits().into(), prefix, 32);
            IPV4.iter().find(|(range, prefix, _)| inside(*range, *prefix)).map(|(.., refusal)| *refusal)
        }
        IpAddr::V6(address) => {
            let inside = |range: Ipv6Addr, prefix| same(range.to_bits(), address.to_bits(), prefix, 128);
            let special = IPV6.iter().find(|(range, prefix, _)| inside(*range, *prefix));
            let public = inside(IPV6_PUBLIC.0, IPV6_PUBLIC.1);
            special.map(|(.., refusal)| *refusal).or((!public).then_some(Refusal::Reserved))
        }
    }
}

/// Whether an address lies in a network of the same family.
pub(super) fn covers(network: IpAddr, prefix: u8, address: IpAddr) -> bool {
    match (network, address) {
        (IpAddr::V4(network), IpAddr::V4(address)) => {
            same(network.to_bits().into(), address.to_bits().into(), prefix, 32)
        }
        (IpAddr::V6(network), IpAddr::V6(address)) => same(network.to_bits(), address.to_bits(), prefix, 128),
        _ => false,
    }
}

fn same(range: u128, address: u128, prefix: u8, bits: u8) -> bool {
    (range ^ address).checked_shr((bits - prefix).into()).unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn judged(address: &str, allow_private: bool) -> Option<Refusal> {
        check(address.parse().expect("an address"), allow_private).err()
    }

    #[test]
    fn public_addresses_pass() {
        for address in ["1.1.1.1", "185.24.184.1", "172.32.0.1", "100.128.0.1", "2a01:e0a::1", "2606:4700::1"]
        {
            assert_eq!(judged(address, false), None, "{address}");
        }
    }

    #[test]
    fn each_refused_form_has_its_reason() {
        for (address, reason) in [
            ("127.0.0.1", Refusal::Loopback),
            ("127.255.255.254", Refusal::Loopback),
            ("::1", Refusal::Loopback),
            ("10.1.2.3", Refusal::Private),
            ("172.31.255.255", Refusal::Private),
            ("192.168.0.1", Refusal::Private),
            ("100.64.0.1", Refusal::Private),
            ("fd12::1", Refusal::Private),
            ("169.254.1.1", Refusal::LinkLocal),
            ("fe80::1", Refusal::LinkLocal),
            ("169.254.169.254", Refusal::Metadata),
            ("100.100.100.200", Refusal::Metadata),
            ("fd00:ec2::254", Refusal::Metadata),
            ("224.0.0.1", Refusal::Multicast),
            ("255.255.255.255", Refusal::Reserved),
            ("ff02::1", Refusal::Multicast),
            ("0.0.0.0", Refusal::Reserved),
            ("::", Refusal::Reserved),
            ("240.0.0.1", Refusal::Reserved),
            ("::ffff:127.0.0.1", Refusal::Embedded),
            ("::ffff:1.1.1.1", Refusal::Embedded),
            ("::127.0.0.1", Refusal::Embedded),
            ("64:ff9b::7f00:1", Refusal::Embedded),
            ("2002:7f00:1::", Refusal::Embedded),
            ("2001:0:7f00:1::", Refusal::Embedded),
            ("2001:db8::1", Refusal::Reserved),
            ("4000::1", Refusal::Reserved),
        ] {
            assert_eq!(judged(address, false), Some(reason), "{address}");
        }
    }

    #[test]
    fn allowing_private_opens_this_machine_and_private_networks_only() {
        for address in ["127.0.0.1", "::1", "10.0.0.1", "fd12::1"] {
            assert_eq!(judged(address, true), None, "{address}");
        }
        for address in ["169.254.169.254", "169.254.1.1", "224.0.0.1", "0.0.0.0", "::ffff:127.0.0.1"] {
            assert!(judged(address, true).is_some(), "{address}");
        }
    }

    proptest! {
        /// The standard library knows some of these ranges: every address that it knows to be unfit is refused.
        #[test]
        fn agrees_with_the_standard_library(bits in any::<u32>()) {
            let address = Ipv4Addr::from_bits(bits);
            let unfit = address.is_private() || address.is_loopback() || address.is_link_local()
                || address.is_multicast() || address.is_broadcast() || address.is_documentation();
            if unfit {
                prop_assert!(check(address.into(), false).is_err());
            }
        }
    }
}
