//! Finds the user whose program is at the other end of a connection on this machine, from the kernel's table.

use std::{
    fs, io,
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream},
};

/// Whether the program belongs to root or to our user: only these may use ports on this machine.
pub fn is_ours(peer: SocketAddr, own: SocketAddr) -> io::Result<bool> {
    Ok(owner(peer, own)?.is_some_and(|user| user == 0 || user == rustix::process::geteuid().as_raw()))
}

/// Whether the kernel gives the user of a connection, tried on one of our own.
pub fn tells_users() -> bool {
    let try_it = || {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let own = listener.local_addr()?;
        let client = TcpStream::connect(own)?;
        is_ours(client.local_addr()?, own)
    };
    try_it().unwrap_or(false)
}

/// The user whose program connected from `peer` to `own`. `None` when that connection has ended.
fn owner(peer: SocketAddr, own: SocketAddr) -> io::Result<Option<u32>> {
    let tables = fs::read_to_string("/proc/self/net/tcp")?;
    let tables = tables + &fs::read_to_string("/proc/self/net/tcp6").unwrap_or_default();
    Ok(tables.lines().find_map(|line| user(line, &spellings(peer), &spellings(own))))
}

fn user(line: &str, peer: &[String], own: &[String]) -> Option<u32> {
    let mut fields = line.split_whitespace().skip(1);
    let (local, remote) = (fields.next()?, fields.next()?);
    let is = |address: &str, spellings: &[String]| spellings.iter().any(|spelling| spelling == address);
    if !is(local, peer) || !is(remote, own) {
        return None;
    }
    fields.nth(4)?.parse().ok()
}

/// The forms of an address in the tables. An IPv4 address is in the table of IPv6 too if the socket is of that family.
fn spellings(address: SocketAddr) -> Vec<String> {
    let port = address.port();
    match address.ip().to_canonical() {
        IpAddr::V4(ip) => {
            let mapped = ip.to_ipv6_mapped().octets();
            vec![format!("{}:{port:04X}", words(&ip.octets())), format!("{}:{port:04X}", words(&mapped))]
        }
        IpAddr::V6(ip) => vec![format!("{}:{port:04X}", words(&ip.octets()))],
    }
}

/// The bytes as the kernel writes them: each 32 bits as a number in this machine's byte order.
fn words(octets: &[u8]) -> String {
    let number = |word: &[u8]| u32::from_ne_bytes([word[0], word[1], word[2], word[3]]);
    octets.chunks_exact(4).map(|word| format!("{:08X}", number(word))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_connected_is_known_in_both_families() {
        for at in ["127.0.0.1:0", "[::1]:0"] {
            let Ok(listener) = TcpListener::bind(at) else { continue };
            let own = listener.local_addr().unwrap();
            let _client = TcpStream::connect(own).unwrap();
            let (_, peer) = listener.accept().unwrap();
            assert_eq!(owner(peer, own).unwrap(), Some(rustix::process::geteuid().as_raw()), "{at}");
            assert!(is_ours(peer, own).unwrap());
            assert_eq!(owner(own, own).unwrap(), None);
        }
    }

    #[test]
    fn a_line_of_the_table_is_read_as_the_kernel_writes_it() {
        let line =
            "   7: 0100007F:A1B2 0100007F:1F90 01 00000000:00000000 00:00000000 00000000 65534        0 1 1";
        let (peer, own) = ("127.0.0.1:41394".parse().unwrap(), "127.0.0.1:8080".parse().unwrap());
        assert_eq!(user(line, &spellings(peer), &spellings(own)), Some(65534));
        assert_eq!(user(line, &spellings(own), &spellings(peer)), None);
        assert_eq!(user("  sl  local_address rem_address   st", &spellings(peer), &spellings(own)), None);
    }
}
