//! Addresses that are wrong, limits, headers and the cache.

use crate::harness::today;

#[tokio::test]
async fn other_spellings_lead_to_the_canonical_address() {
    let visit = today().await;
    for (path, to) in [
        ("/en", "/en/"),
        ("/kluster/", "/kluster"),
        ("/Kluster", "/kluster"),
        ("/kluster/Agrov%C3%A4st", "/kluster/agrovast"),
        ("/AKTIVITETER/?after=akt-006", "/aktiviteter?after=akt-006"),
        ("/en/Clusters/agrovast/", "/en/clusters/agrovast"),
    ] {
        let answer = visit.get(path).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (308, to), "{path}");
    }
}

#[tokio::test]
async fn bad_addresses_are_pages_with_a_way_back_and_never_more() {
    let visit = today().await;
    let many = format!("/?{}", "a=1&".repeat(1_500));
    let long = format!("/kluster/{}", "a".repeat(9_000));
    for (path, status) in [
        ("/%ff", 400),
        ("/kluster/%zz", 400),
        ("/kluster?near=%ff", 400),
        (many.as_str(), 400),
        (long.as_str(), 414),
        ("/finns-inte", 404),
        ("/kluster/finns-inte", 404),
        ("/en/clusters/no-such", 404),
        ("/..%2f..%2fetc/passwd", 404),
        ("/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/kluster/a%00b", 404),
        ("/assets/../Cargo.toml", 404),
        ("/assets/style.css", 404),
        ("/utmaningar/skog", 404),
        ("//example.org/x", 404),
    ] {
        let answer = visit.get(path).await;
        let shown = &path[..path.len().min(60)];
        assert_eq!(answer.status.as_u16(), status, "{shown}");
        assert!(answer.text.contains("href=\"/\"") || answer.text.contains("href=\"/en/\""), "{shown} has no way back");
        assert_eq!(answer.header("cache-control"), "no-store", "{shown}");
        assert!(!answer.text.contains("canonical"), "{shown}");
    }
    for method in ["POST", "PUT", "DELETE"] {
        let answer = visit.ask(method, "/kluster", &[]).await;
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.words().contains("Så kan sidan inte användas"));
    }
    let answer = visit.ask("POST", "/", &[("content-length", "99999999")]).await;
    assert!(answer.status.is_client_error());
}

#[tokio::test]
async fn a_newsletter_tag_changes_nothing() {
    let visit = today().await;
    let about = visit.get("/om?near=Gamleby").await;
    assert!(about.text.contains("<link rel=\"canonical\" href=\"https://kluster.example.org/om\">"));
    let plain = visit.get("/kluster").await;
    let tagged = visit.get("/kluster?utm_source=brev&fbclid=1").await;
    assert_eq!(plain.header("etag"), tagged.header("etag"));
    assert!(tagged.text.contains("<link rel=\"canonical\" href=\"https://kluster.example.org/kluster\">"));
    let near = visit.get("/kluster?utm_source=brev&near=Gamleby").await;
    assert!(near.text.contains("href=\"https://kluster.example.org/en/clusters?near=Gamleby\""));
}

#[tokio::test]
async fn pages_are_kept_and_said_to_be_the_same() {
    let visit = today().await;
    let first = visit.get("/kluster").await;
    let etag = first.header("etag").to_owned();
    let again = visit.ask("GET", "/kluster", &[("if-none-match", &etag)]).await;
    assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""));
    let packed = visit.ask("GET", "/kluster", &[("accept-encoding", "br, gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.text.len() < first.text.len() / 2);
    let refused = visit.ask("GET", "/kluster", &[("accept-encoding", "gzip;q=0, identity")]).await;
    assert_eq!(refused.header("content-encoding"), "");
    let head = visit.ask("HEAD", "/kluster", &[]).await;
    assert_eq!((head.status.as_u16(), head.text.as_str()), (200, ""));
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_it_safe() {
    let visit = today().await;
    for path in ["/", "/finns-inte", "/health/live", "/en"] {
        let answer = visit.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-robots-tag"), "noindex", "{path}: a sample is not to be found by search engines");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
        assert!(answer.header("set-cookie").is_empty(), "{path}");
        assert!(answer.header("strict-transport-security").contains("max-age"), "{path}");
    }
}

#[tokio::test]
async fn assets_are_hashed_and_kept_for_ever() {
    let visit = today().await;
    let home = visit.get("/").await;
    let style = home.text.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let answer = visit.ask("GET", &style, &[("accept-encoding", "gzip")]).await;
    assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(answer.header("content-encoding"), "gzip");
    let etag = answer.header("etag").to_owned();
    assert_eq!(visit.ask("GET", &style, &[("if-none-match", &etag)]).await.status, 304);
    let plain = visit.get(&style).await;
    let addresses: Vec<&str> = plain
        .text
        .split("url(")
        .skip(1)
        .filter_map(|part| part.split(')').next())
        .filter(|a| a.starts_with('/'))
        .collect();
    assert!(addresses.len() > 3);
    for address in addresses {
        assert_eq!(visit.get(address).await.status, 200, "{address}");
    }
}

#[tokio::test]
async fn the_program_tells_how_it_is() {
    let visit = today().await;
    assert_eq!(visit.get("/health/live").await.text, "ok\n");
    assert!(visit.get("/health/ready").await.text.starts_with("ok change "));
    assert_eq!(visit.get("/favicon.ico").await.status, 307);
    assert!(visit.get("/robots.txt").await.text.contains("User-agent"));
    assert_eq!(visit.get("/metrics").await.status, 404, "metrics have a listener of their own");
}
