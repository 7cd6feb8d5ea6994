//! The JSON Schema of the records (draft 2020-12), and what is wrong with a value by it.

use std::collections::BTreeMap;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::date::PartialDate;
use crate::folder::{Expected, FieldFault, Network};
use crate::geo::{County, Municipality};
use crate::record::{Activity, Clipping, Cluster, Initiative, Kind, Organisation, PracticeResult, Theme};
use crate::text::{Currency, Id, LanguageCode, MailAddress, Slug, WebAddress, Zone};
use crate::time::{Day, LocalTime};

/// The whole schema: every kind of record under `$defs`, by its struct's name.
#[must_use]
pub fn document() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut record_schemas = Vec::new();
    for kind in Kind::ALL {
        record_schemas.push(json!({ "$ref": format!("#/$defs/{}", register(*kind, &mut generator)) }));
    }
    let _ = generator.subschema_for::<Network>();
    let mut defs = Value::Object(generator.take_definitions(true));
    simplify(&mut defs);
    for kind in Kind::ALL {
        if let Some(record) = defs.get_mut(definition(*kind)).and_then(Value::as_object_mut) {
            record.insert("additionalProperties".into(), json!(false));
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Klöver records",
        "description": "One record of a network of clusters. What is absent is left out, never null. \
            Formats id, slug, edtf, day, local-time, time-zone, county, municipality, language, currency, \
            web-address and mail-address are described at the types that carry them.",
        "anyOf": record_schemas,
        "$defs": defs,
    })
}

fn register(kind: Kind, generator: &mut SchemaGenerator) -> &'static str {
    fn add<T: JsonSchema>(generator: &mut SchemaGenerator) {
        let _ = generator.subschema_for::<T>();
    }
    match kind {
        Kind::Cluster => add::<Cluster>(generator),
        Kind::Organisation => add::<Organisation>(generator),
        Kind::Theme => add::<Theme>(generator),
        Kind::Initiative => add::<Initiative>(generator),
        Kind::Activity => add::<Activity>(generator),
        Kind::Result => add::<PracticeResult>(generator),
        Kind::Clipping => add::<Clipping>(generator),
    }
    definition(kind)
}

/// The name under `$defs` of a kind's schema.
#[must_use]
pub const fn definition(kind: Kind) -> &'static str {
    match kind {
        Kind::Cluster => "Cluster",
        Kind::Organisation => "Organisation",
        Kind::Theme => "Theme",
        Kind::Initiative => "Initiative",
        Kind::Activity => "Activity",
        Kind::Result => "PracticeResult",
        Kind::Clipping => "Clipping",
    }
}

/// Takes away what serde's shapes add: `null` beside a type (what is absent is left out), and a list of constants
/// where an `enum` says the same.
fn simplify(value: &mut Value) {
    if let Value::Object(map) = value {
        if let Some(Value::Array(types)) = map.get("type")
            && let Some(one) = types.iter().find(|t| *t != "null").filter(|_| types.contains(&json!("null")))
        {
            let one = one.clone();
            map.insert("type".into(), one);
        }
        if let Some(Value::Array(choices)) = map.get("anyOf") {
            let real: Vec<&Value> = choices.iter().filter(|c| **c != json!({ "type": "null" })).collect();
            if let ([Value::Object(one)], 2) = (&real[..], choices.len()) {
                let one = one.clone();
                map.remove("anyOf");
                map.extend(one);
            }
        }
        constants_to_enum(map);
        for key in ["default", "format"] {
            if map.get(key).is_some_and(|v| *v == json!({}) || matches!(v.as_str(), Some("int64" | "double"))) {
                map.remove(key);
            }
        }
    }
    match value {
        Value::Object(map) => map.values_mut().for_each(simplify),
        Value::Array(items) => items.iter_mut().for_each(simplify),
        _ => {}
    }
}

fn constants_to_enum(map: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = map.get("oneOf") else { return };
    let words: Vec<Value> = choices.iter().filter_map(|choice| choice.get("const").cloned()).collect();
    if words.len() == choices.len() {
        map.remove("oneOf");
        map.insert("type".into(), json!("string"));
        map.insert("enum".into(), Value::Array(words));
    }
}

/// Checks records of every kind against the schema.
#[derive(Debug)]
pub struct Checker {
    validators: Vec<(Kind, Validator)>,
    network: Validator,
    fields: BTreeMap<&'static str, Vec<String>>,
}

impl Checker {
    /// Builds the validators from the schema.
    ///
    /// # Panics
    /// Never with a schema that the tests have seen.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the schema is our own, and a test builds it")]
    pub fn new() -> Self {
        let whole = document();
        let validator = |name: &str| {
            let schema = json!({ "$ref": format!("#/$defs/{name}"), "$defs": whole["$defs"] });
            options().build(&schema).expect("a valid schema")
        };
        let validators = Kind::ALL.iter().map(|kind| (*kind, validator(definition(*kind))));
        let fields = Kind::ALL.iter().map(|kind| {
            let properties = whole["$defs"][definition(*kind)]["properties"].as_object();
            (definition(*kind), properties.into_iter().flat_map(Map::keys).cloned().collect())
        });
        Self { fields: fields.collect(), network: validator("Network"), validators: validators.collect() }
    }

    /// All that is wrong with one record by itself.
    #[must_use]
    pub fn faults(&self, kind: Kind, record: &Value) -> Vec<FieldFault> {
        let validator = self.validators.iter().find(|(of, _)| *of == kind);
        let errors = validator.into_iter().flat_map(|(_, validator)| validator.iter_errors(record));
        errors.flat_map(|error| explain(&error)).collect()
    }

    /// All that is wrong with the network's own file.
    #[must_use]
    pub fn network_faults(&self, network: &Value) -> Vec<FieldFault> {
        self.network.iter_errors(network).flat_map(|error| explain(&error)).collect()
    }

    /// The known field nearest in spelling to one that is not known, at the top of a record.
    #[must_use]
    pub fn nearest_field(&self, kind: Kind, field: &str) -> Option<String> {
        let wanted = field.strip_prefix('/').filter(|rest| !rest.contains('/'))?;
        let near = |name: &&String| strsim::jaro_winkler(name, wanted);
        let names = self.fields.get(definition(kind))?;
        names.iter().max_by(|a, b| near(a).total_cmp(&near(b))).filter(|name| near(name) > 0.8).cloned()
    }
}

impl Default for Checker {
    fn default() -> Self {
        Self::new()
    }
}

fn options() -> jsonschema::ValidationOptions<'static> {
    fn is<T: std::str::FromStr>(text: &str) -> bool {
        text.parse::<T>().is_ok()
    }
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .with_format(Id::FORMAT, is::<Id>)
        .with_format(Slug::FORMAT, is::<Slug>)
        .with_format(WebAddress::FORMAT, is::<WebAddress>)
        .with_format(MailAddress::FORMAT, is::<MailAddress>)
        .with_format(LanguageCode::FORMAT, is::<LanguageCode>)
        .with_format(Currency::FORMAT, is::<Currency>)
        .with_format(Zone::FORMAT, is::<Zone>)
        .with_format("day", is::<Day>)
        .with_format("local-time", is::<LocalTime>)
        .with_format("edtf", is::<PartialDate>)
        .with_format("county", is::<County>)
        .with_format("municipality", is::<Municipality>)
}

fn explain(error: &jsonschema::ValidationError<'_>) -> Vec<FieldFault> {
    let field = error.instance_path().to_string();
    let found = shortened(error.instance());
    let one = |expected| vec![FieldFault { field: field.clone(), found: found.clone(), expected }];
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|key| FieldFault {
                field: format!("{field}/{key}"),
                found: key.clone(),
                expected: Expected::NoSuchField { nearest: None },
            })
            .collect(),
        ValidationErrorKind::Required { property } => vec![FieldFault {
            field: format!("{field}/{}", property.as_str().unwrap_or_default()),
            found: String::new(),
            expected: Expected::Required,
        }],
        ValidationErrorKind::Format { format } => one(Expected::Format(format.clone())),
        ValidationErrorKind::Enum { options } => {
            let words = options.as_array().into_iter().flatten();
            one(Expected::OneOf(words.filter_map(Value::as_str).map(str::to_owned).collect()))
        }
        ValidationErrorKind::Type { kind } => one(Expected::Type(match kind {
            jsonschema::error::TypeKind::Single(kind) => kind.to_string(),
            jsonschema::error::TypeKind::Multiple(_) => "value".to_owned(),
        })),
        ValidationErrorKind::MinLength { .. } | ValidationErrorKind::MinProperties { .. } => one(Expected::NotEmpty),
        ValidationErrorKind::MaxLength { limit } => one(Expected::AtMost(format!("{limit}"))),
        ValidationErrorKind::Minimum { limit } => one(Expected::AtLeast(limit.to_string())),
        ValidationErrorKind::Maximum { limit } => one(Expected::AtMost(limit.to_string())),
        ValidationErrorKind::OneOfNotValid { .. } | ValidationErrorKind::OneOfMultipleValid { .. } => {
            one(Expected::When)
        }
        _ => one(Expected::Other(error.to_string())),
    }
}

/// The value as it stands, cut to a line.
fn shortened(value: &Value) -> String {
    const LONGEST: usize = 80;
    let text = value.to_string();
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST).chain(['…']).collect() }
}
