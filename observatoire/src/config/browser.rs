//! `[browser]`: the browsers, their number and limits, and the proxy through which they reach the network.

use crate::words::say;
use anyhow::{Result, bail};
use serde::Deserialize;
use std::{
    collections::HashSet,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};
use url::{Host, Url};

#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Browser {
    /// Path of the browser's program. By default it is searched for in the usual places.
    pub binary: Option<PathBuf>,
    /// Has no effect, because browsers are controlled without a driver. It is accepted so that older configuration
    /// files stay valid.
    #[serde(rename = "driver")]
    _driver: Option<PathBuf>,
    /// Addresses of WebDrivers to use instead of starting browsers on this machine.
    pub endpoints: Vec<Url>,
    /// Address at which the proxy listens for browsers on other machines.
    pub proxy_listen: Option<SocketAddr>,
    /// Address `host:port` by which those browsers reach the proxy. By default, the address at which it listens.
    pub proxy_address: Option<String>,
    /// IP addresses that may use the proxy, besides this machine.
    pub proxy_clients: HashSet<IpAddr>,
    /// Number of browsers. 0 means one for each processor.
    pub count: usize,
    /// Number of pages after which a session is replaced.
    pub pages_per_session: u32,
    /// Memory of a browser above which it is replaced, in MiB.
    pub memory_limit: u64,
    /// Disk space of a browser above which its page is given up, in MiB.
    pub disk_limit: u64,
    pub deadlines: Deadlines,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Deadlines {
    /// Seconds from the request for a page until it has loaded.
    pub navigation: u64,
    /// Seconds for reading a loaded page.
    pub capture: u64,
    /// Seconds after loading until nothing in the page changes any more.
    pub standing: u64,
}

impl Default for Browser {
    fn default() -> Self {
        Self {
            binary: None,
            _driver: None,
            endpoints: Vec::new(),
            proxy_listen: None,
            proxy_address: None,
            proxy_clients: HashSet::new(),
            count: 0,
            pages_per_session: 200,
            memory_limit: 1024,
            disk_limit: 512,
            deadlines: Deadlines::default(),
        }
    }
}

impl Default for Deadlines {
    fn default() -> Self {
        Self { navigation: 30, capture: 20, standing: 5 }
    }
}

impl Browser {
    pub(super) fn check(&self) -> Result<()> {
        if let Some(endpoint) = self.endpoints.iter().find(|endpoint| endpoint.scheme() != "http") {
            bail!(say!("browser-endpoint-scheme", endpoint = endpoint));
        }
        let Some(listen) = self.proxy_listen else {
            return match self.endpoints.iter().find(|endpoint| !is_loopback(endpoint)) {
                None => Ok(()),
                Some(endpoint) => bail!(say!("browser-endpoint-far", endpoint = endpoint)),
            };
        };
        if listen.ip().is_unspecified() && self.proxy_address.is_none() {
            bail!(say!("browser-proxy-listen", listen = listen));
        }
        if !listen.ip().is_loopback() && self.proxy_clients.is_empty() {
            bail!(say!("browser-proxy-clients", listen = listen));
        }
        Ok(())
    }
}

fn is_loopback(endpoint: &Url) -> bool {
    match endpoint.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
