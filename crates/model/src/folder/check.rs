//! The checks of a folder: each record by itself, then all of them together.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use super::{Expected, Fault, FieldFault, Known, NETWORK_FILE, Network, file_of};
use crate::record::{Kind, Record};
use crate::schema::Checker;
use crate::text::{Id, Slug};
use crate::time::When;

/// The network's own file. It may be absent where the store has a network already.
pub(super) fn network(
    checker: &Checker,
    files: &BTreeMap<String, Vec<u8>>,
    known: &Known,
    faults: &mut Vec<Fault>,
) -> Option<Network> {
    let mut fault = |what| faults.push(Fault { file: NETWORK_FILE.into(), record: String::new(), what });
    let whole = |expected| FieldFault { field: String::new(), found: String::new(), expected };
    let Some(bytes) = files.get(NETWORK_FILE) else {
        if !known.network {
            fault(whole(Expected::Required));
        }
        return None;
    };
    let table = std::str::from_utf8(bytes).map_err(|error| error.to_string());
    let table = table.and_then(|text| text.parse::<toml::Table>().map_err(|error| error.to_string()));
    let value = table.and_then(|table| serde_json::to_value(table).map_err(|error| error.to_string()));
    let value = match value {
        Ok(value) => value,
        Err(why) => {
            fault(whole(Expected::Readable(why.trim_end().to_owned())));
            return None;
        }
    };
    let found = checker.network_faults(&value);
    let fits = found.is_empty();
    found.into_iter().for_each(&mut fault);
    fits.then(|| serde_json::from_value(value).map_err(|error| fault(whole(Expected::Other(error.to_string())))))
        .and_then(Result::ok)
}

/// The records of one file as JSON values.
pub(super) fn values(file: &str, bytes: &[u8], faults: &mut Vec<Fault>) -> Vec<Value> {
    let mut fault = |found: String, expected| {
        let what = FieldFault { field: String::new(), found, expected };
        faults.push(Fault { file: file.to_owned(), record: String::new(), what });
    };
    match serde_json::from_slice::<Value>(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
        Ok(Value::Array(values)) => return values,
        Ok(_) => fault(String::new(), Expected::Type("array".into())),
        Err(error) => fault(String::new(), Expected::Readable(error.to_string())),
    }
    Vec::new()
}

/// What a record is called in a fault.
pub(super) fn name(value: &Value, index: usize) -> String {
    value.get("id").and_then(Value::as_str).map_or_else(|| format!("#{}", index + 1), str::to_owned)
}

/// What is wrong with one record by itself.
pub(super) fn alone(checker: &Checker, kind: Kind, value: &Value) -> Vec<FieldFault> {
    let mut faults = checker.faults(kind, value);
    for fault in &mut faults {
        if let Expected::NoSuchField { nearest } = &mut fault.expected {
            *nearest = checker.nearest_field(kind, &fault.field);
        }
    }
    let occasions = value.get("occasions").and_then(Value::as_array).into_iter().flatten().enumerate();
    for (index, occasion) in occasions {
        let mut whens = vec![(format!("/occasions/{index}/when"), occasion.get("when"))];
        let sessions = occasion.get("sessions").and_then(Value::as_array).into_iter().flatten().enumerate();
        whens.extend(
            sessions.map(|(i, session)| (format!("/occasions/{index}/sessions/{i}/when"), session.get("when"))),
        );
        for (field, when) in whens.into_iter().filter_map(|(field, when)| Some((field, when?))) {
            let seen = faults.iter().any(|fault| fault.field.starts_with(&field));
            if !seen && serde_json::from_value::<When>(when.clone()).is_err() {
                faults.push(FieldFault { field, found: when.to_string(), expected: Expected::When });
            }
        }
    }
    if contains_nul(value) {
        faults.push(FieldFault {
            field: String::new(),
            found: "U+0000".into(),
            expected: Expected::Readable("text without NUL characters".into()),
        });
    }
    faults
}

fn contains_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(contains_nul),
        Value::Object(map) => map.iter().any(|(key, item)| key.contains('\0') || contains_nul(item)),
        _ => false,
    }
}

/// Files that do not belong in the folder.
pub(super) fn strangers(files: &BTreeMap<String, Vec<u8>>, faults: &mut Vec<Fault>) {
    for file in files.keys() {
        if file != NETWORK_FILE && !Kind::ALL.iter().any(|kind| file_of(*kind) == file) {
            let what = FieldFault { field: String::new(), found: file.clone(), expected: Expected::File };
            faults.push(Fault { file: file.clone(), record: String::new(), what });
        }
    }
}

/// A record as it stands in its file, whether or not it is right.
pub(super) struct Raw {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) value: Value,
}

/// Where each kind refers to others: the field, with `*` for each item of a list, and the kinds that fit there.
const REFERENCES: &[(Kind, &str, &[Kind])] = &[
    (Kind::Cluster, "successor", &[Kind::Cluster]),
    (Kind::Cluster, "host_organisation", &[Kind::Organisation]),
    (Kind::Cluster, "themes/*", &[Kind::Theme]),
    (Kind::Organisation, "themes/*", &[Kind::Theme]),
    (Kind::Theme, "broader/*", &[Kind::Theme]),
    (Kind::Initiative, "partners/*/who", &[Kind::Cluster, Kind::Organisation]),
    (Kind::Initiative, "funding/*/funder", &[Kind::Organisation]),
    (Kind::Initiative, "themes/*", &[Kind::Theme]),
    (Kind::Activity, "hosts/*", &[Kind::Cluster, Kind::Organisation]),
    (Kind::Activity, "funders/*", &[Kind::Organisation]),
    (Kind::Activity, "initiatives/*", &[Kind::Initiative]),
    (Kind::Activity, "themes/*", &[Kind::Theme]),
    (Kind::Result, "initiatives/*", &[Kind::Initiative]),
    (Kind::Result, "organisations/*", &[Kind::Cluster, Kind::Organisation]),
    (Kind::Result, "themes/*", &[Kind::Theme]),
    (Kind::Clipping, "about/*", &[Kind::Cluster, Kind::Organisation]),
    (Kind::Clipping, "themes/*", &[Kind::Theme]),
];

/// The texts at a path of a value, each with its JSON pointer.
fn at_path<'a>(value: &'a Value, path: &str, pointer: &str, out: &mut Vec<(String, &'a str)>) {
    let (first, rest) = path.split_once('/').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let mut go = |inner: &'a Value, pointer: String| match (rest, inner) {
        (Some(rest), inner) => at_path(inner, rest, &pointer, out),
        (None, Value::String(text)) => out.push((pointer, text)),
        (None, _) => {}
    };
    match (first, value) {
        ("*", Value::Array(items)) => {
            items.iter().enumerate().for_each(|(index, item)| go(item, format!("{pointer}/{index}")));
        }
        (key, Value::Object(map)) => {
            if let Some(inner) = map.get(key) {
                go(inner, format!("{pointer}/{key}"));
            }
        }
        _ => {}
    }
}

/// Every reference of a record as it stands.
pub(super) fn references(kind: Kind, value: &Value) -> Vec<(String, &str, &'static [Kind])> {
    let mut all = Vec::new();
    for (_, path, kinds) in REFERENCES.iter().filter(|row| row.0 == kind) {
        let mut found = Vec::new();
        at_path(value, path, "", &mut found);
        all.extend(found.into_iter().map(|(field, id)| (field, id, *kinds)));
    }
    all
}

/// What is wrong between records, those with other faults among them: doubles and references.
pub(super) fn between(raws: &[Raw], known: &Known, faults: &mut Vec<Fault>) {
    let text = |raw: &Raw, key: &str| raw.value.get(key).and_then(Value::as_str).map(str::to_owned);
    let here: HashMap<String, Kind> = raws.iter().filter_map(|raw| Some((text(raw, "id")?, raw.kind))).collect();
    let stored: HashMap<&str, &(Kind, Slug)> = known.records.iter().map(|(id, row)| (id.as_str(), row)).collect();
    let mut ids: HashSet<String> = HashSet::new();
    let mut occasions: HashSet<String> = HashSet::new();
    let others = known.records.iter().filter(|(id, _)| !here.contains_key(id.as_str()));
    let mut slugs: HashSet<(Kind, String)> = others.map(|(_, (kind, slug))| (*kind, slug.to_string())).collect();
    for raw in raws {
        let mut fault = |field: String, found: &str, expected| {
            let what = FieldFault { field, found: found.to_owned(), expected };
            faults.push(Fault { file: file_of(raw.kind).into(), record: raw.name.clone(), what });
        };
        if let Some(id) = text(raw, "id") {
            let other_kind = stored.get(id.as_str()).is_some_and(|row| row.0 != raw.kind);
            if other_kind || !ids.insert(id.clone()) {
                fault("/id".to_owned(), &id, Expected::Unique);
            }
        }
        if let Some(slug) = text(raw, "slug")
            && !slugs.insert((raw.kind, slug.clone()))
        {
            fault("/slug".to_owned(), &slug, Expected::Unique);
        }
        let mut own = Vec::new();
        at_path(&raw.value, "occasions/*/id", "", &mut own);
        for (field, id) in own {
            if !occasions.insert(id.to_owned()) {
                fault(field, id, Expected::Unique);
            }
        }
        for (field, to, kinds) in references(raw.kind, &raw.value) {
            let kind = here.get(to).copied().or_else(|| stored.get(to).map(|row| row.0));
            if !kind.is_some_and(|kind| kinds.contains(&kind)) {
                fault(field, to, Expected::Reference(kinds.to_vec()));
            }
        }
    }
}

/// What is wrong with records that are right by themselves: dates that stand backwards, counties that do not fit,
/// circles.
pub(super) fn together(records: &[Record], faults: &mut Vec<Fault>) {
    for record in records {
        let mut fault = |field: String, found: String, expected| {
            let what = FieldFault { field, found, expected };
            faults.push(Fault { file: file_of(record.kind()).into(), record: record.head().id.to_string(), what });
        };
        for (field, start, end) in record.stretches() {
            if end.last_day().is_some_and(|last| last < start.first_day()) {
                fault(field.into(), format!("{start} – {end}"), Expected::Forward);
            }
        }
        for (field, place) in record.places() {
            if let (Some(municipality), Some(county)) = (place.municipality, place.county)
                && municipality.county() != county
            {
                let expected = Expected::CountyOf(municipality.county().to_string());
                fault(format!("{field}/county"), county.to_string(), expected);
            }
        }
    }
    circles(records, faults);
}

/// Finds records that lie above themselves, by `broader` of themes or `successor` of clusters.
fn circles(records: &[Record], faults: &mut Vec<Fault>) {
    let mut above: HashMap<&Id, Vec<&Id>> = HashMap::new();
    for record in records {
        match record {
            Record::Theme(theme) => above.entry(&theme.head.id).or_default().extend(&theme.broader),
            Record::Cluster(cluster) => above.entry(&cluster.head.id).or_default().extend(&cluster.successor),
            _ => {}
        }
    }
    for record in records.iter().filter(|record| above.contains_key(&record.head().id)) {
        let start = &record.head().id;
        let mut seen: HashSet<&Id> = HashSet::new();
        let mut next: Vec<&Id> = above[start].clone();
        while let Some(id) = next.pop() {
            if id == start {
                let field = if record.kind() == Kind::Theme { "/broader" } else { "/successor" };
                let what = FieldFault { field: field.into(), found: start.to_string(), expected: Expected::NoCircle };
                faults.push(Fault { file: file_of(record.kind()).into(), record: start.to_string(), what });
                break;
            }
            if seen.insert(id) {
                next.extend(above.get(id).into_iter().flatten());
            }
        }
    }
}
