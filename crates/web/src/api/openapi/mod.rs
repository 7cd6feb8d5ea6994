//! The description of the API (OpenAPI 3.1). The shapes of records are those of `docs/records.schema.json`, made from the
//! same structs; the words of parameters come from the vocabularies that the filter knows.

use model::filter::Scope;
use model::{Kind, schema};
use serde_json::{Map, Value, json};

use super::{ROOT, collection};

mod parameters;
mod schemas;

/// The version of the description. The first number is the one in the address.
const VERSION: &str = "1.0.0";

const ABOUT: &str = "Everything public in the network, read-only: no key, no account. Records have the one shape that \
    export and import have too. Text is in Swedish, English or both, by language code; what is absent is left out, \
    never null. New fields may come; what is here stays. Ask with If-None-Match and take gzip: answers are the same \
    until something changes.";

/// The whole description, for a network that is found at `home`.
#[must_use]
pub fn document(home: &str) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Klöver", "version": VERSION, "description": ABOUT },
        "servers": [{ "url": home }],
        "tags": [
            { "name": "records", "description": "What there is." },
            { "name": "network", "description": "The network itself, and following it." },
        ],
        "paths": paths(),
        "components": {
            "parameters": parameters::components(),
            "headers": headers(),
            "responses": responses(),
            "schemas": schemas::components(),
        },
    })
}

fn paths() -> Value {
    let mut paths = Map::new();
    paths.extend(of_network());
    let everything = "Records of every kind. With `q` the best hit comes first, else what is to come, then what has \
        been, then what has no date.";
    let (parameters, list) =
        (parameters::of_list(Scope::Everything), answer("A part of the list.", "RecordList", true));
    paths.insert(
        format!("{ROOT}/records"),
        operation("listRecords", "records", "Everything", everything, &parameters, &list),
    );
    for kind in Kind::ALL.iter().copied() {
        paths.extend(of_kind(kind));
    }
    let description = json!({
        "description": "This description.",
        "content": { "application/json": { "schema": { "type": "object" } } },
    });
    paths.insert(
        format!("{ROOT}/openapi.json"),
        operation("getDescription", "network", "This description", "OpenAPI 3.1.", &[], &description),
    );
    Value::Object(paths)
}

/// The network itself, and following it.
fn of_network() -> [(String, Value); 2] {
    let about = "Its name and purpose, and the number of its last change.";
    let itself = answer("The network.", "NetworkItem", false);
    let changes = "Each thing that everyone can see, once, as it is now, at the last change that concerns it: a record \
        that changed, or that refers to something that was published or withdrawn. What stopped being public stands as \
        gone. To mirror the network, begin with 0, follow `next` while there is one, then keep `last` and ask again \
        from there. A number that is higher than the last answers 400: then the network was restored from a backup, \
        and a mirror begins anew.";
    let lines = answer("Changes in the order of their numbers.", "Changes", true);
    [
        (format!("{ROOT}/network"), operation("getNetwork", "network", "The network itself", about, &[], &itself)),
        (
            format!("{ROOT}/changes"),
            operation("listChanges", "network", "What has changed", changes, &parameters::of_changes(), &lines),
        ),
    ]
}

/// The list of a kind, and one record of it.
fn of_kind(kind: Kind) -> [(String, Value); 2] {
    let (name, words) = (schema::definition(kind), collection(kind));
    let chosen = "Chosen by the same filter as on the site. What is to come first, then what has been, then what has \
        no date, by name.";
    let list = operation(
        &format!("list{name}"),
        "records",
        &format!("Every one of the {words}"),
        chosen,
        &parameters::of_list(Scope::Of(kind)),
        &answer("A part of the list.", &format!("{name}List"), true),
    );
    let one = operation(
        &format!("get{name}"),
        "records",
        &format!("One of the {words}"),
        "By its id, which never changes, or its slug, which may. A former slug leads to the present one.",
        &[json!({ "$ref": "#/components/parameters/key" })],
        &answer("The record.", &format!("{name}Item"), false),
    );
    [(format!("{ROOT}/{words}"), list), (format!("{ROOT}/{words}/{{key}}"), one)]
}

fn operation(id: &str, tag: &str, summary: &str, about: &str, parameters: &[Value], answer: &Value) -> Value {
    let mut all = Map::new();
    all.insert("200".to_owned(), answer.clone());
    if id.starts_with("get") && tag == "records" {
        all.insert("308".to_owned(), json!({ "$ref": "#/components/responses/Moved" }));
    }
    for (status, name) in STATUSES {
        all.insert(status.to_owned(), json!({ "$ref": format!("#/components/responses/{name}") }));
    }
    json!({ "get": {
        "operationId": id,
        "tags": [tag],
        "summary": summary,
        "description": about,
        "parameters": parameters,
        "responses": all,
    } })
}

/// An answer that went well.
fn answer(about: &str, schema: &str, in_parts: bool) -> Value {
    let header = |name: &str| json!({ "$ref": format!("#/components/headers/{name}") });
    let mut headers = json!({ "ETag": header("ETag"), "RateLimit": header("RateLimit"), "RateLimit-Policy": header("RateLimit-Policy") });
    if in_parts {
        headers["Link"] = header("Link");
    }
    json!({
        "description": about,
        "headers": headers,
        "content": { "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } },
    })
}

/// What any address may answer beside what was asked for.
const STATUSES: [(&str, &str); 9] = [
    ("304", "NotModified"),
    ("400", "BadRequest"),
    ("404", "NotFound"),
    ("405", "WrongMethod"),
    ("410", "Gone"),
    ("414", "TooLong"),
    ("429", "TooManyRequests"),
    ("500", "Broken"),
    ("503", "Busy"),
];

fn responses() -> Value {
    let problem = |about: &str, headers: Value| {
        json!({
            "description": about,
            "headers": headers,
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
        })
    };
    let header = |name: &str| json!({ "$ref": format!("#/components/headers/{name}") });
    let none = || json!({});
    json!({
        "NotModified": { "description": "You have it already: the ETag is the same.", "headers": { "ETag": header("ETag") } },
        "Moved": {
            "description": "The slug is a former one; the present one is in Location.",
            "headers": { "Location": { "description": "Where it is.", "schema": { "type": "string" } } },
        },
        "BadRequest": problem("A value makes no sense; `faults` tells each of them.", none()),
        "NotFound": problem("There is nothing at this address, or never was for everyone.", none()),
        "WrongMethod": problem("Everything here is only read: GET, HEAD and OPTIONS.", json!({
            "Allow": { "description": "What can be used.", "schema": { "type": "string" } },
        })),
        "Gone": problem("It was public, and is not any longer.", none()),
        "TooLong": problem("The address is longer than 8 kB.", none()),
        "TooManyRequests": problem("You ask too often. Retry-After says when to come back.", json!({
            "Retry-After": header("Retry-After"), "RateLimit": header("RateLimit"),
            "RateLimit-Policy": header("RateLimit-Policy"),
        })),
        "Broken": problem("Something is broken here; it has been noted.", none()),
        "Busy": problem("Many are asking at once. Retry-After says when to come back.", json!({
            "Retry-After": header("Retry-After"),
        })),
    })
}

fn headers() -> Value {
    let text = |about: &str| json!({ "description": about, "schema": { "type": "string" } });
    json!({
        "ETag": text("Names this answer. Send it in If-None-Match next time."),
        "Link": text("`rel=\"next\"` is what comes after, when this is a part (RFC 8288)."),
        "RateLimit": text("How much you have left, and when there is more (draft-ietf-httpapi-ratelimit-headers)."),
        "RateLimit-Policy": text("How much you may have in how long."),
        "Retry-After": { "description": "Seconds to wait.", "schema": { "type": "integer", "minimum": 0 } },
    })
}
