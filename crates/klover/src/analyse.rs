//! What the search makes of a text, step by step.

use std::process::ExitCode;

use anyhow::bail;
use model::Lang;
use model::folder::{self, Known};
use model::record::{Record, Theme};
use search::Speech;
use search::analyse::Switches;

use crate::sample;
use crate::verbs::say;

/// Longest text, in bytes.
const LONGEST_TEXT_BYTES: usize = 100 * 1024;

/// Prints the steps: as JSON, or a line for each.
///
/// # Errors
/// When the text is too long or the language unknown.
pub fn run(text: &str, lang: &str, json: bool) -> anyhow::Result<ExitCode> {
    if text.len() > LONGEST_TEXT_BYTES {
        bail!("the text has {} bytes; at most {LONGEST_TEXT_BYTES} are taken", text.len());
    }
    let Some(lang) = Lang::ALL.into_iter().find(|known| known.code() == lang) else {
        bail!("--lang {lang}: expected sv or en");
    };
    let steps = Speech::new(&themes(), &[], Switches::default()).analyser(lang).steps(text);
    if json {
        let steps: Vec<_> =
            steps.iter().map(|step| serde_json::json!({ "step": step.step, "tokens": step.tokens })).collect();
        say(&serde_json::to_string_pretty(&steps)?);
    } else {
        for step in steps {
            say(&format!("{:<9} {}", step.step, step.tokens.join(" ")));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The themes of the sample, whose synonyms are the best guess where there is no store.
fn themes() -> Vec<Theme> {
    let folder = folder::read(&sample::files(), &Known::default());
    let records = folder.map(|folder| folder.records).unwrap_or_default();
    let theme = |record| match record {
        Record::Theme(theme) => Some(theme),
        _ => None,
    };
    records.into_iter().filter_map(theme).collect()
}
