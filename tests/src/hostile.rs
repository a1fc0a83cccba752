//! The pages of `tests/hostile`, and what each may cost.

/// Host name (before `.localhost`) of the site that holds them all.
pub const SITE: &str = "pieges";

/// What a visit must come to. In every case the run goes on and the next page is judged. No page can crash its
/// renderer at will: a test does that by sending the browser to `chrome://crash`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The page is there behind its noise: it is judged.
    Audited,
    /// There is no page to judge; the audit says so with a cause.
    NotAudited,
    /// Depends on what a deadline cuts short; both are honest.
    Either,
}

/// Path on the site, and what a visit must come to.
pub const PAGES: &[(&str, Outcome)] = &[
    ("/", Outcome::Audited),
    ("/alerte.html", Outcome::Either),
    ("/confirmation.html", Outcome::Either),
    ("/impression.html", Outcome::Either),
    ("/sortie.html", Outcome::Audited),
    ("/depart.html", Outcome::Audited),
    ("/fenetres.html", Outcome::Either),
    ("/boucle.html", Outcome::NotAudited),
    ("/minuteries.html", Outcome::Either),
    ("/croissance.html", Outcome::Either),
    ("/memoire.html", Outcome::Either),
    ("/historique.html", Outcome::Either),
    ("/telechargement", Outcome::NotAudited),
    ("/telechargement-auto.html", Outcome::Either),
    ("/rafraichissement-1.html", Outcome::Either),
    ("/redirection-1", Outcome::NotAudited),
    ("/bombe", Outcome::NotAudited),
    ("/bruit.html", Outcome::Either),
    ("/page-binaire", Outcome::NotAudited),
    ("/noeuds.html", Outcome::Either),
    ("/imbrication.html", Outcome::Either),
    ("/muet.html", Outcome::NotAudited),
    ("/attente.html", Outcome::NotAudited),
    ("/mot-de-passe.html", Outcome::NotAudited),
    ("/saine.html", Outcome::Audited),
];
