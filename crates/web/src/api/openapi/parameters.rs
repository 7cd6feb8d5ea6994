//! The parameters of the API: the one filter, and the parts of lists. Shapes are as narrow as they can be said; what is
//! left, such as a last day before the first, is answered with 400.

use model::filter::{LONGEST_WORDS, MOST_WITHIN_KM, Scope, WITHIN_KM, statuses};
use model::record::{ActivityKind, Form, InitiativeKind, OrganisationKind};
use model::text::LONGEST_SLUG;
use model::{County, Kind};
use serde_json::{Map, Value, json};

use super::super::{MOST_LIMIT, USUAL_LIMIT};
use crate::query::LONGEST_VALUE_BYTES;

/// The shape of ids and slugs.
pub const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// A day, month, season or year.
const DAY: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";
const BBOX: &str = "^-?[0-9]+(\\.[0-9]+)?(,-?[0-9]+(\\.[0-9]+)?){3}$";

/// The parameters that all lists have, by name, to be referred to.
pub fn components() -> Value {
    let slug = || json!({ "type": "string", "pattern": SLUG, "maxLength": LONGEST_SLUG });
    let text = |most: usize| json!({ "type": "string", "maxLength": most });
    let of = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    let words = |words: Vec<String>| json!({ "type": "string", "enum": words });
    let counties = || words(County::all().map(|county| county.to_string()).collect());
    let forms = || words(Form::ALL.iter().map(|form| form.code().to_owned()).collect());
    let mut all = Map::new();
    let mut add = |parameter: Value| {
        let name = parameter["name"].as_str().unwrap_or_default().to_owned();
        all.insert(name, parameter);
    };
    add(single("q", "Words to search for.", &text(LONGEST_WORDS)));
    add(several("theme", "A theme, by slug; those below it come along.", &slug()));
    add(several("cluster", "What a cluster has part in, by slug.", &slug()));
    add(several("county", "Own place or county served, by Statistics Sweden's code.", &counties()));
    add(several("municipality", "Own place, by Statistics Sweden's code.", &of("^[0-9]{4}$")));
    add(several("form", "How one takes part.", &forms()));
    let periods = json!({ "type": "string", "enum": ["upcoming", "past", "all"] });
    add(single("period", "A part of time.", &periods));
    add(single("from", "The first day, or the first of a month, season or year.", &of(DAY)));
    add(single("until", "The last day, or the last of a month, season or year.", &of(DAY)));
    add(single("near", "A place's name, or `LATITUDE,LONGITUDE` in degrees.", &text(LONGEST_VALUE_BYTES)));
    let distance = json!({ "type": "number", "exclusiveMinimum": 0, "maximum": MOST_WITHIN_KM });
    add(single("within", &format!("How near, in kilometres; {WITHIN_KM} when left out. Only with `near`."), &distance));
    add(single("bbox", "`WEST,SOUTH,EAST,NORTH` in degrees.", &of(BBOX)));
    add(several("lang", "Has its text in a language.", &json!({ "type": "string", "enum": ["sv", "en"] })));
    add(single("after", "Go on after the record with this id; take it from `next`.", &slug()));
    let limit = json!({ "type": "integer", "minimum": 1, "maximum": MOST_LIMIT, "default": USUAL_LIMIT });
    add(single("limit", "How many at most.", &limit));
    add(json!({
        "name": "key", "in": "path", "required": true, "description": "An id or a slug.", "schema": slug(),
        "example": "agrovast",
    }));
    Value::Object(all)
}

/// The parameters of a list.
pub fn of_list(scope: Scope) -> Vec<Value> {
    let shared = |name: &str| json!({ "$ref": format!("#/components/parameters/{name}") });
    let mut all = vec![shared("q")];
    if let Some(words) = kinds(scope) {
        all.push(several("kind", "The kind.", &json!({ "type": "string", "enum": words })));
    }
    all.extend(["theme", "cluster", "county", "municipality", "form"].map(shared));
    let statuses = statuses(scope);
    let never = json!({ "type": "string", "maxLength": 0 });
    let status = if statuses.is_empty() { never } else { json!({ "type": "string", "enum": statuses }) };
    all.push(several("status", "How things stand.", &status));
    all.extend(["period", "from", "until", "near", "within", "bbox", "lang", "after", "limit"].map(shared));
    all
}

/// The words that `kind` takes in a list, when it takes any.
fn kinds(scope: Scope) -> Option<Vec<&'static str>> {
    match scope {
        Scope::Everything => Some(Kind::ALL.iter().map(|kind| kind.code()).collect()),
        Scope::Of(Kind::Activity) => Some(ActivityKind::ALL.iter().map(|kind| kind.code()).collect()),
        Scope::Of(Kind::Initiative) => Some(InitiativeKind::ALL.iter().map(|kind| kind.code()).collect()),
        Scope::Of(Kind::Organisation) => Some(OrganisationKind::ALL.iter().map(|kind| kind.code()).collect()),
        Scope::Of(_) => None,
    }
}

/// The parameters of the feed of changes.
pub fn of_changes() -> Vec<Value> {
    let since = json!({ "type": "integer", "minimum": 0, "default": 0 });
    vec![
        single("since", "Changes after this number.", &since),
        json!({ "$ref": "#/components/parameters/after" }),
        json!({ "$ref": "#/components/parameters/limit" }),
    ]
}

/// A parameter of which the last value counts. A blank one is as if not there.
fn single(name: &str, about: &str, schema: &Value) -> Value {
    json!({
        "name": name, "in": "query", "required": false, "allowEmptyValue": true, "description": about, "schema": schema,
    })
}

/// A parameter that may stand several times, which means or.
fn several(name: &str, about: &str, schema: &Value) -> Value {
    json!({
        "name": name, "in": "query", "required": false, "allowEmptyValue": true, "style": "form", "explode": true,
        "description": format!("{about} May stand several times, which means or."),
        "schema": { "type": "array", "items": schema },
    })
}
