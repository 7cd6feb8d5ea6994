//! JSON: the records in the one shape that export, import and the API share (`docs/records.schema.json`).

use serde_json::{Value, json};

use super::{Edition, Entry};

/// The media type.
pub const MEDIA_TYPE: &str = "application/json; charset=utf-8";

/// A list of records: `{"total", "records": [{"kind", "url", "changed", "record"}], "next"}`; `next` is the full address
/// of what comes after, left out when nothing does.
#[must_use]
pub fn list(edition: &Edition<'_>) -> Vec<u8> {
    let records: Vec<Value> = edition.entries.iter().map(item).collect();
    let mut list = json!({ "total": edition.total, "records": records });
    if let Some(next) = &edition.next {
        list["next"] = json!(next);
    }
    bytes(&list)
}

/// One record: `{"kind", "url", "changed", "record"}`.
#[must_use]
pub fn record(entry: &Entry) -> Vec<u8> {
    bytes(&item(entry))
}

/// A record with its kind, the address of its page and when it last changed, as an item of a list.
#[must_use]
pub fn item(entry: &Entry) -> Value {
    json!({
        "kind": entry.record.kind().code(),
        "url": entry.url,
        "changed": entry.changed.to_string(),
        "record": entry.record.to_value(),
    })
}

fn bytes(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
