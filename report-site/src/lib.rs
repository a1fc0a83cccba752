//! report-site
