//! The temporary Postgres: its databases are separate, and no file is left when it is dropped.

use sqlx::postgres::PgConnection;
use sqlx::{Connection, Executor};
use tests::postgres::Postgres;

#[tokio::test]
async fn databases_are_empty_and_apart_and_end_with_the_cluster() -> anyhow::Result<()> {
    let cluster = Postgres::start()?;
    let (first, second) = (cluster.database()?, cluster.database()?);

    let mut connection = PgConnection::connect(&first).await?;
    connection.execute("create table seen (at bigint)").await?;
    let mut other = PgConnection::connect(&second).await?;
    assert!(
        other.execute("select at from seen").await.is_err(),
        "the second database sees the first's table"
    );

    drop(cluster);
    assert!(PgConnection::connect(&first).await.is_err(), "the server still answers");
    let (_, folder) = first.split_once("host=").unwrap_or_default();
    assert!(!std::path::Path::new(folder).exists(), "{folder} was left behind");
    Ok(())
}
