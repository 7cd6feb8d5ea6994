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

/// The ids of records that were refused, so that those which refer to them are not blamed as well.
pub(super) fn ids_with_faults(faults: &[Fault]) -> HashSet<String> {
    faults.iter().map(|fault| fault.record.clone()).collect()
}

/// What is wrong between records: doubles, references, order, circles.
pub(super) fn together(records: &[Record], known: &Known, broken: &HashSet<String>, faults: &mut Vec<Fault>) {
    let here: HashMap<&Id, Kind> = records.iter().map(|record| (&record.head().id, record.kind())).collect();
    let kind_of = |id: &Id| here.get(id).copied().or_else(|| known.records.get(id).map(|row| row.0));
    doubles(records, known, faults);
    for record in records {
        let mut fault = |field: String, found: String, expected| {
            let what = FieldFault { field, found, expected };
            faults.push(Fault { file: file_of(record.kind()).into(), record: record.head().id.to_string(), what });
        };
        if let Some((kind, _)) = known.records.get(&record.head().id)
            && *kind != record.kind()
        {
            fault("/id".into(), kind.to_string(), Expected::Unique);
        }
        for link in record.links() {
            let fits =
                kind_of(&link.to).map_or_else(|| broken.contains(link.to.as_str()), |kind| link.kinds.contains(&kind));
            if !fits {
                fault(link.field, link.to.to_string(), Expected::Reference(link.kinds.to_vec()));
            }
        }
        for (field, start, end) in record.stretches() {
            if end.last_day().is_some_and(|last| last < start.first_day()) {
                fault(field.into(), format!("{start} – {end}"), Expected::Forward);
            }
        }
        for (field, place) in record.places() {
            if let (Some(municipality), Some(county)) = (place.municipality, place.county)
                && municipality.county() != county
            {
                fault(
                    format!("{field}/county"),
                    county.to_string(),
                    Expected::CountyOf(municipality.county().to_string()),
                );
            }
        }
    }
    circles(records, faults);
}

fn doubles(records: &[Record], known: &Known, faults: &mut Vec<Fault>) {
    let mut ids: HashSet<&Id> = HashSet::new();
    let mut occasions: HashSet<&Id> = HashSet::new();
    let here: HashSet<&Id> = records.iter().map(|record| &record.head().id).collect();
    let stored = known.records.iter().filter(|(id, _)| !here.contains(id));
    let mut slugs: HashSet<(Kind, &Slug)> = stored.map(|(_, (kind, slug))| (*kind, slug)).collect();
    for record in records {
        let head = record.head();
        let mut fault = |field: &str, found: &str| {
            let what = FieldFault { field: field.into(), found: found.into(), expected: Expected::Unique };
            faults.push(Fault { file: file_of(record.kind()).into(), record: head.id.to_string(), what });
        };
        if !ids.insert(&head.id) {
            fault("/id", head.id.as_str());
        }
        if !slugs.insert((record.kind(), &head.slug)) {
            fault("/slug", head.slug.as_str());
        }
        if let Record::Activity(activity) = record {
            for occasion in activity.occasions.iter().filter(|occasion| !occasions.insert(&occasion.id)) {
                fault("/occasions", occasion.id.as_str());
            }
        }
    }
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
