//! The folder of files that an export writes and an import reads, and everything that can be wrong with one.

use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::record::{Contact, Kind, Record};
use crate::schema::Checker;
use crate::text::{Id, Slug, Text, WebAddress};

mod check;

/// The file of the network itself.
pub const NETWORK_FILE: &str = "network.toml";

/// Most bytes of one file.
pub const LARGEST_FILE_BYTES: usize = 256 * 1024 * 1024;

/// The file of each kind, in the order in which they are read.
#[must_use]
pub const fn file_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Cluster => "clusters.json",
        Kind::Organisation => "organisations.json",
        Kind::Theme => "themes.json",
        Kind::Initiative => "initiatives.json",
        Kind::Activity => "activities.json",
        Kind::Result => "results.json",
        Kind::Clipping => "clippings.json",
    }
}

/// The network as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// Short name, stable; part of the ids that calendars see.
    pub slug: Slug,
    /// What it is called.
    pub name: Text,
    /// The heading of its home page.
    pub headline: Text,
    /// What it is, in one sentence.
    pub purpose: Text,
    /// More about it, for the page about the network; paragraphs are separated by an empty line.
    pub about: Text,
    /// How to reach those who look after the site: a role, never a person. Left out, no page asks anyone to write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The address of the licence under which its data may be used. Left out, nothing is said of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<WebAddress>,
    /// Whether it is a sample, which every page then says.
    #[serde(default)]
    pub sample: bool,
    /// Whether it is for tests, whose clock may be set.
    #[serde(default)]
    pub test: bool,
}

impl Network {
    /// What stands in for a network that has not been described yet.
    #[must_use]
    pub fn undescribed() -> Self {
        let text = |sv: &str, en: &str| Text { sv: Some(sv.to_owned()), en: Some(en.to_owned()) };
        let purpose = text(
            "Här kommer ett nätverk att synas, när det är inläst.",
            "A network will be seen here once it has been imported.",
        );
        Self {
            slug: Slug::nearest("klover").unwrap_or_else(|| unreachable!("a slug")),
            name: text("Klöver", "Klöver"),
            headline: text("Ett nytt nätverk", "A new network"),
            about: purpose.clone(),
            purpose,
            contact: None,
            licence: None,
            sample: false,
            test: false,
        }
    }
}

/// A whole network as files: itself and its records.
#[derive(Debug, Clone, PartialEq)]
pub struct Folder {
    /// The network; absent when the folder has no such file, which an import into a store that has one allows.
    pub network: Option<Network>,
    /// Every record.
    pub records: Vec<Record>,
}

/// What a store already has, so that a folder may refer to it.
#[derive(Debug, Default)]
pub struct Known {
    /// Kind and slug of every record by id.
    pub records: HashMap<Id, (Kind, Slug)>,
    /// Whether it has a network.
    pub network: bool,
}

/// One thing that is wrong, where it is and what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The record's id, or its place in the file (`#3`, from 1) when it has none; empty for the file itself.
    pub record: String,
    /// What is wrong there.
    pub what: FieldFault,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// JSON pointer (RFC 6901) from the record; empty for the record itself.
    pub field: String,
    /// What stands there, shortened; empty when nothing does.
    pub found: String,
    /// What should.
    pub expected: Expected,
}

/// What was expected of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// A text of a named format.
    Format(String),
    /// One of these words.
    OneOf(Vec<String>),
    /// A JSON type by name.
    Type(String),
    /// Something; it is required.
    Required,
    /// No such field; maybe the nearest was meant.
    NoSuchField {
        /// The known field that is nearest in spelling.
        nearest: Option<String>,
    },
    /// Something that is not empty.
    NotEmpty,
    /// No more, or no longer.
    AtMost(String),
    /// No less.
    AtLeast(String),
    /// `start` and `zone`, or `first_day`, or `date`; with the end not before the start.
    When,
    /// An end that is not before the start.
    Forward,
    /// The id of a record of one of these kinds.
    Reference(Vec<Kind>),
    /// An id or slug that no other has.
    Unique,
    /// The municipality's own county.
    CountyOf(String),
    /// No circle of broader themes or successors.
    NoCircle,
    /// JSON, TOML or UTF-8 that can be read.
    Readable(String),
    /// A file that belongs in such a folder.
    File,
    /// Said in the checker's own words.
    Other(String),
}

/// Reads a folder's files. Everything is checked before anything is given back, and every fault is told.
///
/// # Errors
/// All faults, by file and record.
pub fn read(files: &BTreeMap<String, Vec<u8>>, known: &Known) -> Result<Folder, Vec<Fault>> {
    let mut faults = Vec::new();
    let checker = Checker::new();
    let network = check::network(&checker, files, known, &mut faults);
    let (mut raws, mut records) = (Vec::new(), Vec::new());
    for kind in Kind::ALL {
        let file = file_of(*kind);
        let Some(bytes) = files.get(file) else { continue };
        for (index, value) in check::values(file, bytes, &mut faults).into_iter().enumerate() {
            let name = check::name(&value, index);
            let fault = |what| Fault { file: file.into(), record: name.clone(), what };
            let found = check::alone(&checker, *kind, &value);
            if found.is_empty() {
                match Record::from_value(*kind, value.clone()) {
                    Ok(record) => records.push(record),
                    Err(error) => faults.push(fault(FieldFault {
                        field: String::new(),
                        found: String::new(),
                        expected: Expected::Other(error.to_string()),
                    })),
                }
            }
            faults.extend(found.into_iter().map(fault));
            raws.push(check::Raw { kind: *kind, name, value });
        }
    }
    check::strangers(files, &mut faults);
    check::between(&raws, known, &mut faults);
    check::together(&records, &mut faults);
    if faults.is_empty() { Ok(Folder { network, records }) } else { Err(faults) }
}

/// Writes a folder's files: keys sorted, records by id in code-point order, UTF-8, LF.
#[must_use]
pub fn write(network: &Network, records: &[Record]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let table = toml::Table::try_from(network).unwrap_or_default();
    files.insert(NETWORK_FILE.to_owned(), table.to_string());
    for kind in Kind::ALL {
        let mut of_kind: Vec<&Record> = records.iter().filter(|record| record.kind() == *kind).collect();
        of_kind.sort_by(|a, b| a.head().id.cmp(&b.head().id));
        let values = Value::Array(of_kind.into_iter().map(Record::to_value).collect());
        files.insert(file_of(*kind).to_owned(), format!("{values:#}\n"));
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of references and the typed records say the same.
    #[test]
    fn references_are_found_where_records_have_them() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/network");
        let mut seen = 0;
        for kind in Kind::ALL {
            let text = std::fs::read(format!("{file}/{}", file_of(*kind))).unwrap();
            for value in serde_json::from_slice::<Vec<Value>>(&text).unwrap() {
                let record = Record::from_value(*kind, value.clone()).unwrap();
                let mut typed: Vec<_> =
                    record.links().into_iter().map(|link| (link.field, link.to.to_string())).collect();
                let raw = check::references(*kind, &value);
                let mut raw: Vec<_> = raw.into_iter().map(|(field, id, _)| (field, id.to_owned())).collect();
                typed.sort();
                raw.sort();
                assert_eq!(typed, raw);
                seen += raw.len();
            }
        }
        assert!(seen > 500, "{seen}");
    }
}
