//! Discovery of a site's pages: robots.txt, sitemaps, links, and a sample of them.

pub mod address;
pub mod kinds;
pub mod links;
pub mod robots;
pub mod sample;
pub mod site;
pub mod sitemap;

pub use links::Link;
pub use robots::Robots;
pub use sample::{Candidate, Chosen, Reason};
pub use site::{Breadth, SiteScope};
