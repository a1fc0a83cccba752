//! Public addresses of this machine itself: a page must not reach services that listen on them.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};

/// An address for documentation (RFC 5737), which no machine has.
const NOBODYS: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

/// Whether this machine has the address. Only such an address can be bound to, unless the kernel allows all.
pub fn is_own(address: IpAddr) -> bool {
    can_be_bound(address) && !can_be_bound(NOBODYS)
}

fn can_be_bound(address: IpAddr) -> bool {
    UdpSocket::bind((address, 0)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_told_from_others() {
        assert!(is_own(Ipv4Addr::LOCALHOST.into()));
        assert!(!is_own(Ipv4Addr::new(1, 1, 1, 1).into()));
        assert!(!is_own(NOBODYS));
    }
}
