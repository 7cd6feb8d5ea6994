//! Style, script, fonts and pictures: embedded, hashed into their names, compressed once, kept by browsers for ever.
//!
//! In a development build they are read from disk when the program starts.

use std::collections::HashMap;
use std::io::Write;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use self::embedded::Embedded;
use crate::serve::error::Error;
use crate::site::App;

/// Nothing at this address ever changes: another content has another address.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// What has the same address for ever may be an hour old, and is asked for again after that.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

#[expect(clippy::disallowed_types, reason = "the derive makes a cell for the folder's path in development builds")]
mod embedded {
    #[derive(rust_embed::RustEmbed)]
    #[folder = "assets"]
    pub struct Embedded;
}

/// Every built-in file.
#[derive(Debug)]
pub struct Assets {
    by_path: HashMap<String, Asset>,
    paths: HashMap<String, String>,
    land: String,
}

/// One built-in file.
#[derive(Debug)]
pub struct Asset {
    plain: Bytes,
    gzip: Option<Bytes>,
    kind: &'static str,
    etag: HeaderValue,
}

impl Assets {
    /// Loads and hashes them. The style sheets become one, `style.css`, with the addresses of fonts hashed.
    #[must_use]
    pub fn load() -> Self {
        let mut assets = Self { by_path: HashMap::new(), paths: HashMap::new(), land: land() };
        let (mut sheets, mut others): (Vec<_>, Vec<_>) =
            Embedded::iter().map(String::from).partition(|name| name.starts_with("css/"));
        sheets.sort();
        others.sort();
        for name in others {
            if let Some(file) = Embedded::get(&name) {
                assets.add(&name, file.data.into_owned());
            }
        }
        let mut style = String::new();
        for name in sheets.iter().filter(|name| name.ends_with(".css")) {
            let file = Embedded::get(name).map(|file| file.data.into_owned()).unwrap_or_default();
            style.push_str(&String::from_utf8_lossy(&file));
        }
        let style = assets.with_hashed_urls(&style);
        assets.add("style.css", style.into_bytes());
        let embed: String = ["embed/tokens.css", "embed/embed.css", "embed/map.css"].into_iter().map(text).collect();
        assets.add("embed.css", embed.into_bytes());
        assets
    }

    /// The country as it is drawn, for pages that cannot refer to the sprite: neighbours, then counties.
    #[must_use]
    pub fn land(&self) -> &str {
        &self.land
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let path = format!("/assets/{stem}.{}.{ending}", &hash(&bytes)[..10]);
        let kind = content_type(ending);
        let gzip = kind.starts_with("text/") || kind.contains("svg");
        let etag = HeaderValue::from_str(&format!("\"{}\"", &hash(&bytes)[..16]));
        let asset = Asset {
            gzip: gzip.then(|| gzipped(&bytes)),
            plain: bytes.into(),
            kind,
            etag: etag.unwrap_or(HeaderValue::from_static("\"\"")),
        };
        self.by_path.insert(path.clone(), asset);
        self.paths.insert(name.to_owned(), path);
    }

    fn with_hashed_urls(&self, style: &str) -> String {
        let mut out = String::with_capacity(style.len());
        let mut rest = style;
        while let Some(at) = rest.find("url(/assets/") {
            let (before, after) = rest.split_at(at + "url(".len());
            let end = after.find(')').unwrap_or(after.len());
            out.push_str(before);
            out.push_str(&self.href(after[..end].trim_start_matches("/assets/")));
            rest = &after[end..];
        }
        out + rest
    }

    /// The hashed address of a file; the plain one when there is no such file, which a test would find.
    #[must_use]
    pub fn href(&self, name: &str) -> String {
        self.paths.get(name).cloned().unwrap_or_else(|| format!("/assets/{name}"))
    }
}

/// The script of embeds, at an address that others' pages have written down.
pub async fn embed_script(State(app): State<App>, headers: HeaderMap) -> Result<Response, Error> {
    let name = app.assets().href("embed/embed.js").trim_start_matches("/assets/").to_owned();
    let mut response = serve(State(app), Path(name), headers).await?;
    response.headers_mut().insert(CACHE_CONTROL, AN_HOUR);
    Ok(response)
}

/// Serves a built-in file.
pub async fn serve(State(app): State<App>, Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let asset = app.assets().by_path.get(&format!("/assets/{name}")).ok_or(Error::NotFound)?;
    let common =
        [(CONTENT_TYPE, HeaderValue::from_static(asset.kind)), (CACHE_CONTROL, IMMUTABLE), (ETAG, asset.etag.clone())];
    if has_already(&headers, &asset.etag) {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    Ok(match &asset.gzip {
        Some(gzip) if takes_gzip(&headers) => {
            let encoding = [(CONTENT_ENCODING, "gzip"), (VARY, "accept-encoding")];
            (common, encoding, gzip.clone()).into_response()
        }
        Some(_) => (common, [(VARY, "accept-encoding")], asset.plain.clone()).into_response(),
        None => (common, asset.plain.clone()).into_response(),
    })
}

/// The icon for browsers that ask without being told where it is.
pub async fn favicon(State(app): State<App>) -> Redirect {
    Redirect::temporary(&app.assets().href("mark/favicon.svg"))
}

/// Whether the client takes gzip (RFC 9110, section 12.5.3), as all browsers do.
#[must_use]
pub fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        matches!(name.trim(), "gzip" | "*") && weight.replace(' ', "").trim_start_matches("q=").parse() != Ok(0.0_f32)
    })
}

/// Whether the client says that it has this version already (RFC 9110, section 13.1.2).
#[must_use]
pub fn has_already(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let etag = etag.to_str().unwrap_or_default().trim_start_matches("W/");
    let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = known.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

/// Compresses once, well.
#[must_use]
pub fn gzipped(bytes: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::best());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default().into()
}

/// The SHA-256 of some bytes in hexadecimal.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A built-in text.
fn text(name: &str) -> String {
    Embedded::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
}

/// The parts of the sprite that show the country. In a page they are told apart by classes: the same map may stand there
/// twice.
fn land() -> String {
    let sprite = text("map/sweden.svg");
    let from = sprite.find("<g id=\"neighbours\">").unwrap_or_default();
    let parts = sprite[from..].trim_end().trim_end_matches("</svg>").replace("<g id=", "<g class=");
    let mut land = String::with_capacity(parts.len());
    for (at, part) in parts.split(" id=\"").enumerate() {
        land.push_str(if at == 0 { part } else { part.split_once('"').map_or(part, |(_, rest)| rest) });
    }
    land
}

fn content_type(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
