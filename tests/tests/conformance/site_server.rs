//! The site server: its hosts, files and behaviours, and paths that it must never serve.

use std::path::Path;
use std::time::Duration;

use hyper::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION};
use hyper::{Method, StatusCode};
use tempfile::TempDir;
use tests::client::{get, request};
use tests::site_server::SiteServer;

/// Writes a folder of sites with these files, and serves it.
async fn serve(files: &[(&str, &str)]) -> (TempDir, SiteServer) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (path, text) in files {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap_or(Path::new("/"))).expect("the folder is ours");
        std::fs::write(file, text).expect("the folder is ours");
    }
    let server = SiteServer::start(folder.path()).await.expect("loopback has a free port");
    (folder, server)
}

#[tokio::test]
async fn each_subfolder_is_a_host_of_its_own() -> anyhow::Result<()> {
    let (_folder, server) = serve(&[("nord/index.html", "Nord"), ("sud/index.html", "Sud")]).await;

    assert_eq!(get(&server, "nord", "/").await?.body(), "Nord");
    assert_eq!(get(&server, "sud", "/").await?.body(), "Sud");
    assert_eq!(get(&server, "ouest", "/").await?.status(), StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn files_have_the_type_of_their_extension() -> anyhow::Result<()> {
    let (_folder, server) = serve(&[("a/page.htm", ""), ("a/style.css", ""), ("a/inconnu.xyz", "")]).await;

    for (path, expected) in
        [("/page.htm", "text/html"), ("/style.css", "text/css"), ("/inconnu.xyz", "application/octet-stream")]
    {
        assert_eq!(get(&server, "a", path).await?.headers()[CONTENT_TYPE], expected, "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn a_folder_redirects_to_its_slash_and_then_shows_its_index() -> anyhow::Result<()> {
    let (_folder, server) = serve(&[("a/été à la mer/index.htm", "Plage")]).await;

    let folder = get(&server, "a", "/%C3%A9t%C3%A9%20%C3%A0%20la%20mer").await?;
    assert_eq!(folder.status(), StatusCode::FOUND);
    assert_eq!(folder.headers()[LOCATION], "/%C3%A9t%C3%A9%20%C3%A0%20la%20mer/");
    assert_eq!(get(&server, "a", "/%C3%A9t%C3%A9%20%C3%A0%20la%20mer/").await?.body(), "Plage");
    Ok(())
}

#[tokio::test]
async fn nothing_outside_the_site_is_handed_out() -> anyhow::Result<()> {
    let (_folder, server) =
        serve(&[("a/index.html", ""), ("a/index.toml", ""), ("secret/mot.txt", "passe")]).await;

    for path in
        ["/../secret/mot.txt", "/%2e%2e/secret/mot.txt", "/..%2fsecret/mot.txt", "/index.toml", "/%00"]
    {
        assert_eq!(get(&server, "a", path).await?.status(), StatusCode::NOT_FOUND, "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn a_site_has_its_own_page_for_what_is_missing() -> anyhow::Result<()> {
    let (_folder, server) = serve(&[("a/404.html", "Perdu ?")]).await;

    let missing = get(&server, "a", "/absente.html").await?;
    assert_eq!((missing.status(), missing.body().as_ref()), (StatusCode::NOT_FOUND, b"Perdu ?".as_slice()));
    Ok(())
}

#[tokio::test]
async fn head_has_no_body_and_post_is_refused() -> anyhow::Result<()> {
    let (_folder, server) = serve(&[("a/index.html", "Accueil")]).await;

    let head = request(&server, Method::HEAD, "a", "/").await?;
    assert_eq!((head.status(), head.headers()[CONTENT_TYPE].to_str()?), (StatusCode::OK, "text/html"));
    assert_eq!(request(&server, Method::POST, "a", "/").await?.status(), StatusCode::METHOD_NOT_ALLOWED);
    Ok(())
}

#[tokio::test]
async fn behaviours_say_what_files_cannot() -> anyhow::Result<()> {
    let index = r#"
        [[behaviour]]
        path = "/ailleurs"
        redirect = "http://autre.localhost:{{port}}/"
        [[behaviour]]
        path = "/rapport"
        file = "/rapport.txt"
        headers = { content-disposition = "attachment" }
        [[behaviour]]
        path = "/prive/*"
        status = 403
    "#;
    let (_folder, server) =
        serve(&[("a/index.toml", index), ("a/rapport.txt", "Bilan"), ("a/prive/x.html", "Refusé")]).await;

    let elsewhere = get(&server, "a", "/ailleurs").await?;
    assert_eq!(elsewhere.headers()[LOCATION], server.url("autre", "/"));
    let download = get(&server, "a", "/rapport").await?;
    assert_eq!(
        (download.body().as_ref(), &download.headers()[CONTENT_DISPOSITION]),
        (b"Bilan".as_slice(), &"attachment".parse()?)
    );
    assert_eq!(get(&server, "a", "/prive/x.html").await?.status(), StatusCode::FORBIDDEN);
    assert_eq!(get(&server, "a", "/rapport.txt").await?.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn a_delay_is_waited_before_the_answer() -> anyhow::Result<()> {
    let index = "[[behaviour]]\npath = \"/lent\"\ndelay_ms = 40\nfile = \"/page.html\"";
    let (_folder, server) = serve(&[("a/index.toml", index), ("a/page.html", "Enfin")]).await;

    assert_eq!(get(&server, "a", "/lent").await?.body(), "Enfin");
    assert!(server.arrivals("a")[0].at.elapsed() >= Duration::from_millis(40));
    Ok(())
}

#[tokio::test]
async fn an_unknown_word_in_index_toml_is_refused_with_its_place() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::create_dir(folder.path().join("a")).expect("the folder is ours");
    std::fs::write(folder.path().join("a/index.toml"), "[[behaviour]]\nchemin = \"/\"")
        .expect("the folder is ours");

    let error = SiteServer::start(folder.path()).await.err().map(|error| format!("{error:#}"));
    let message = error.unwrap_or_default();
    assert!(message.contains("a/index.toml") && message.contains("line 2"), "{message}");
}

#[tokio::test]
async fn the_origin_is_filled_in_only_where_a_site_has_an_index_toml() -> anyhow::Result<()> {
    let robots = "Sitemap: {{origin}}/sitemap.xml";
    let (_folder, server) =
        serve(&[("a/index.toml", ""), ("a/robots.txt", robots), ("b/robots.txt", robots)]).await;

    let expected = format!("Sitemap: {}", server.url("a", "/sitemap.xml"));
    assert_eq!(get(&server, "a", "/robots.txt").await?.body(), &expected);
    assert_eq!(get(&server, "b", "/robots.txt").await?.body(), robots);
    Ok(())
}

#[tokio::test]
async fn arrivals_are_logged_by_site_in_order() -> anyhow::Result<()> {
    let (_folder, server) = serve(&[("a/index.html", ""), ("b/index.html", "")]).await;
    for (site, path) in [("a", "/"), ("b", "/"), ("a", "/suite?page=2")] {
        get(&server, site, path).await?;
    }

    let arrivals = server.arrivals("a");
    let paths: Vec<&str> = arrivals.iter().map(|arrival| arrival.path.as_str()).collect();
    assert_eq!(paths, ["/", "/suite?page=2"]);
    assert!(arrivals[0].at <= arrivals[1].at);
    Ok(())
}

#[tokio::test]
async fn a_dropped_server_answers_no_more() -> anyhow::Result<()> {
    let (folder, server) = serve(&[("a/index.html", "")]).await;
    let port = server.port();
    drop(server);
    tokio::task::yield_now().await;

    let again = SiteServer::start_on(folder.path(), port).await?;
    assert_eq!(get(&again, "a", "/").await?.status(), StatusCode::OK);
    Ok(())
}
