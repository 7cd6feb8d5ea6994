//! Faults as programs read them: `application/problem+json` (RFC 9457), below `/api` and at every address with an ending.
//!
//! An address with an ending has a language, and so has its problem. Below `/api` there is one language, English: the
//! same address always gives the same answer, and nothing is to be negotiated.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::error::Problem;
use crate::addresses::{Room, language_of};
use crate::api;
use crate::listing::fault_words;
use crate::page::Page;
use crate::view::Say;

/// The media type.
pub const MEDIA_TYPE: &str = "application/problem+json; charset=utf-8";

/// The language of a problem at an address.
#[must_use]
pub fn language(path: &str) -> model::Lang {
    if path == "/api" || path.starts_with("/api/") { api::LANG } else { language_of(path) }
}

/// What is wrong, as a JSON object.
#[must_use]
pub fn written(page: &Page, path: &str, status: StatusCode, problem: Option<&Problem>) -> Value {
    let say = Say::new(page.site.words.clone(), language(path));
    let known = [400, 404, 405, 410, 414, 429, 500, 503];
    let number = if status == StatusCode::PAYLOAD_TOO_LARGE { 414 } else { status.as_u16() };
    let number = if known.contains(&number) { number } else { 500 };
    let key = format!("problem-{number}");
    let explained = format!("{}{}#{key}", page.site.public_url, Room::AboutApi.path(say.lang));
    let mut written = json!({
        "type": explained,
        "title": say.t(&key),
        "status": status.as_u16(),
        "detail": say.t(&format!("{key}-text")),
    });
    if let Some(problem) = problem {
        let faults = faults(&say, problem);
        let details: Vec<&str> = faults.iter().filter_map(|fault| fault["detail"].as_str()).collect();
        written["detail"] = json!(details.join(" "));
        written["faults"] = json!(faults);
    }
    written
}

/// Each fault with the key and the value that it is about, when it is about one.
fn faults(say: &Say, problem: &Problem) -> Vec<Value> {
    match problem {
        Problem::NotText => vec![json!({ "detail": say.t("bad-not-text") })],
        Problem::TooManyParameters { most } => vec![json!({ "detail": say.count("bad-too-many", *most) })],
        Problem::TooLong { key, most } => {
            let detail = say.with2("bad-too-long", "key", key, "most", &most.to_string());
            vec![json!({ "key": key, "detail": detail })]
        }
        Problem::Number { key, value, .. } => {
            vec![json!({ "key": key, "value": value, "detail": number_words(say, problem) })]
        }
        Problem::UnknownAfter { value, .. } => {
            let detail = say.with2("bad-after", "key", "after", "value", value);
            vec![json!({ "key": "after", "value": value, "detail": detail })]
        }
        Problem::Filter { faults, .. } => faults
            .iter()
            .map(|fault| {
                let mut one = json!({ "key": fault.key, "value": fault.value, "detail": fault_words(say, fault) });
                if let model::filter::Why::UnknownPlace { nearest } = &fault.why {
                    one["instead"] = json!(nearest);
                }
                one
            })
            .collect(),
    }
}

/// What is wrong with a number.
#[must_use]
pub fn number_words(say: &Say, problem: &Problem) -> String {
    let Problem::Number { key, value, least, most } = problem else { return String::new() };
    let (least, most) = (least.to_string(), most.to_string());
    say.with_all("bad-number", &[("key", key), ("value", value), ("least", &least), ("most", &most)])
}
