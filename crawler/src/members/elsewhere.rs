//! Addresses that are no site of a member: social networks, link shorteners, the home pages of hosting services. An
//! audit of one of them in a member's name would accuse the member of defects of others.

use super::Reason;
use url::Url;

/// Hosts, each including those below it.
const SOCIAL: &[&str] = &[
    "bsky.app",
    "dailymotion.com",
    "discord.com",
    "discord.gg",
    "facebook.com",
    "fb.com",
    "fb.me",
    "flickr.com",
    "instagram.com",
    "linkedin.com",
    "lnkd.in",
    "m.me",
    "mastodon.social",
    "messenger.com",
    "pinterest.com",
    "pinterest.fr",
    "snapchat.com",
    "t.me",
    "telegram.me",
    "threads.com",
    "threads.net",
    "tiktok.com",
    "twitch.tv",
    "twitter.com",
    "vimeo.com",
    "wa.me",
    "whatsapp.com",
    "x.com",
    "youtu.be",
    "youtube.com",
];

const SHORTENERS: &[&str] = &[
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "dlvr.it",
    "forms.gle",
    "goo.gl",
    "huit.re",
    "is.gd",
    "linktr.ee",
    "ow.ly",
    "qrco.de",
    "rb.gy",
    "rebrand.ly",
    "s.42l.fr",
    "short.gy",
    "shorturl.at",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "urlr.me",
    "urlz.fr",
    "v.gd",
];

/// Hosts of many sites: the host's own home page is not a member's; sites of members stand below a subdomain or a path.
const SHARED: &[&str] = &[
    "blogspot.com",
    "campagnol.fr",
    "canalblog.com",
    "centerblog.net",
    "e-monsite.com",
    "eklablog.com",
    "free.fr",
    "google.com",
    "jimdo.com",
    "jimdofree.com",
    "orange.fr",
    "over-blog.com",
    "pagesperso-orange.fr",
    "sfr.fr",
    "site123.me",
    "sites.google.com",
    "sitew.com",
    "skyrock.com",
    "squarespace.com",
    "unblog.fr",
    "wanadoo.fr",
    "webnode.fr",
    "webself.net",
    "weebly.com",
    "wix.com",
    "wixsite.com",
    "wordpress.com",
];

/// Reason for which an address is not that of a member's site, if there is one.
pub(super) fn reason(url: &Url) -> Option<Reason> {
    let host = url.host_str()?.trim_end_matches('.');
    let is_of = |names: &[&str]| {
        names
            .iter()
            .any(|name| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
    };
    if is_of(SOCIAL) {
        return Some(Reason::SocialNetwork);
    }
    if is_of(SHORTENERS) {
        return Some(Reason::Shortener);
    }
    let bare = host.strip_prefix("www.").unwrap_or(host);
    let front = matches!(url.path(), "" | "/") && url.query().is_none();
    (front && (SHARED.contains(&bare) || registry::is_public_suffix(bare))).then_some(Reason::SharedFront)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_run_is_told_from_the_sites_of_members() {
        for (address, expected) in [
            ("https://www.facebook.com/mairie.exemple", Some(Reason::SocialNetwork)),
            ("https://fr-fr.facebook.com/mairie", Some(Reason::SocialNetwork)),
            ("https://youtu.be/abc", Some(Reason::SocialNetwork)),
            ("https://bit.ly/mairie", Some(Reason::Shortener)),
            ("https://linktr.ee/mairie", Some(Reason::Shortener)),
            ("https://www.wordpress.com/", Some(Reason::SharedFront)),
            ("https://sites.google.com", Some(Reason::SharedFront)),
            ("https://github.io/", Some(Reason::SharedFront)),
            ("https://sites.google.com/view/mairie", None),
            ("https://mairie.wordpress.com/", None),
            ("https://mairie.campagnol.fr/", None),
            ("https://mairie.pagesperso-orange.fr/", None),
            ("https://free.fr/mairie/", None),
            ("https://netfacebook.com/", None),
            ("https://x.com.example/", None),
            ("https://mairie.fr/facebook.com", None),
            ("https://www.lot.fr/", None),
        ] {
            let url = address.parse().expect("a URL");
            assert_eq!(reason(&url), expected, "{address}");
        }
    }
}
