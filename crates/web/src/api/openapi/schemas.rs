//! The shapes of answers: those of the records, made from their structs, and what stands around them.

use model::{Kind, schema};
use serde_json::{Map, Value, json};

/// Every shape by its name.
pub fn components() -> Value {
    let mut all = Map::new();
    if let Value::Object(definitions) = schema::document()["$defs"].clone() {
        all.extend(definitions.into_iter().map(|(name, shape)| (name, below_components(shape))));
    }
    for kind in Kind::ALL.iter().copied() {
        let name = schema::definition(kind);
        all.insert(format!("{name}Item"), item(kind));
        all.insert(format!("{name}List"), list(&[refer(&format!("{name}Item"))]));
    }
    let items: Vec<Value> = Kind::ALL.iter().map(|kind| refer(&format!("{}Item", schema::definition(*kind)))).collect();
    all.insert("RecordList".to_owned(), list(&items));
    all.insert("NetworkItem".to_owned(), network());
    all.insert("Changes".to_owned(), changes());
    all.insert("Problem".to_owned(), problem());
    Value::Object(all)
}

fn refer(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// A shape whose references lead to where OpenAPI keeps shapes.
fn below_components(mut shape: Value) -> Value {
    match &mut shape {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get_mut("$ref") {
                *reference = reference.replace("#/$defs/", "#/components/schemas/");
            }
            map.values_mut().for_each(|value| *value = below_components(value.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| *value = below_components(value.take())),
        _ => {}
    }
    shape
}

fn moment() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

fn address() -> Value {
    json!({ "type": "string", "format": "uri" })
}

/// A record with its kind, the address of its page and when it last changed.
fn item(kind: Kind) -> Value {
    json!({
        "type": "object",
        "required": ["kind", "url", "changed", "record"],
        "properties": {
            "kind": { "const": kind.code() },
            "url": address(),
            "changed": moment(),
            "record": refer(schema::definition(kind)),
        },
    })
}

fn list(items: &[Value]) -> Value {
    let items = if let [one] = items { one.clone() } else { json!({ "oneOf": items }) };
    json!({
        "type": "object",
        "required": ["total", "records"],
        "properties": {
            "total": { "type": "integer", "minimum": 0, "description": "How many there are in all." },
            "records": { "type": "array", "items": items },
            "next": { "type": "string", "format": "uri", "description": "What comes after; left out when nothing does." },
        },
    })
}

fn network() -> Value {
    json!({
        "type": "object",
        "required": ["kind", "url", "last", "record"],
        "properties": {
            "kind": { "const": "network" },
            "url": address(),
            "last": { "type": "integer", "minimum": 0, "description": "The number of the last change." },
            "record": refer("Network"),
        },
    })
}

fn changes() -> Value {
    let line = |kind: Value, what: &str, shape: Value| {
        json!({
            "type": "object",
            "required": ["number", "at", "kind", "id", what],
            "properties": {
                "number": { "type": "integer", "minimum": 1 },
                "at": moment(),
                "kind": kind,
                "id": { "type": "string" },
                what: shape,
            },
        })
    };
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.code()).collect();
    let mut lines: Vec<Value> = Kind::ALL
        .iter()
        .map(|kind| line(json!({ "const": kind.code() }), "record", refer(schema::definition(*kind))))
        .collect();
    lines.push(line(json!({ "const": "network" }), "record", refer("Network")));
    lines.push(line(json!({ "type": "string", "enum": kinds }), "gone", json!({ "const": true })));
    json!({
        "type": "object",
        "required": ["changes", "last", "more"],
        "properties": {
            "changes": { "type": "array", "items": { "oneOf": lines } },
            "last": {
                "type": "integer",
                "minimum": 0,
                "description": "Everything up to this number has been given. When there is no more, ask from here next time.",
            },
            "more": { "type": "boolean" },
            "next": { "type": "string", "format": "uri", "description": "What comes after, when there is more now." },
        },
    })
}

fn problem() -> Value {
    json!({
        "type": "object",
        "description": "RFC 9457.",
        "required": ["status"],
        "properties": {
            "type": { "type": "string", "format": "uri", "description": "Where this sort of problem is explained." },
            "title": { "type": "string" },
            "status": { "type": "integer", "minimum": 400, "maximum": 599 },
            "detail": { "type": "string" },
            "faults": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["detail"],
                    "properties": {
                        "key": { "type": "string", "description": "Which key of the address." },
                        "value": { "type": "string", "description": "What was given." },
                        "detail": { "type": "string", "description": "What is wrong with it, and what to write." },
                        "instead": {
                            "type": "array",
                            "items": { "type": "string" },
                            "description": "What may have been meant.",
                        },
                    },
                },
            },
        },
    })
}
