//! Removes passwords from the addresses of databases.

/// The address without its password, in whichever part of the address it is. In doubt more is removed, never less.
pub fn redacted(url: &str) -> String {
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let shown: Vec<String> = query.split('&').filter(|pair| !pair.is_empty()).map(parameter).collect();
    let url = if shown.is_empty() { address.to_owned() } else { format!("{address}?{}", shown.join("&")) };
    let (Some(scheme), Some(at)) = (url.find("://"), url.rfind('@')) else { return url };
    let account = url.get(scheme + 3..at).unwrap_or_default();
    let user = account.split([':', '/', '?']).next().unwrap_or_default();
    if user == account { url } else { format!("{}{user}:***{}", &url[..scheme + 3], &url[at..]) }
}

fn parameter(pair: &str) -> String {
    match pair.split_once('=') {
        Some((name, _)) if name.to_ascii_lowercase().contains("pass") => format!("{name}=***"),
        _ => pair.to_owned(),
    }
}
