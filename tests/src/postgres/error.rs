//! Reasons why no cluster could be started.

#[derive(Debug, thiserror::Error)]
pub enum PostgresError {
    #[error("no Postgres found under /usr/lib/postgresql/*/bin; install the package `postgresql`")]
    NotInstalled,
    #[error("Postgres refuses to run as root and neither `postgres` nor `nobody` is an account here")]
    NoAccount,
    #[error("`{program}` failed: {output}")]
    Program { program: String, output: String },
    #[error("the cluster's folder could not be made or a program not started")]
    Io(#[from] std::io::Error),
    #[error("Postgres ended while it started: {0}")]
    Ended(String),
}
