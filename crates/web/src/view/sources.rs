//! Where facts come from, and when they were read.

use model::record::Source;
use words::dates;

use super::Say;

/// One source of a record's facts.
#[derive(Debug)]
pub struct SourceLine {
    /// Where.
    pub url: String,
    /// Who publishes it.
    pub publisher: String,
    /// The day it was read.
    pub read: String,
    /// The same for machines.
    pub read_iso: String,
}

/// The sources of a record, as they are shown.
#[must_use]
pub fn source_lines(say: &Say, sources: &[Source]) -> Vec<SourceLine> {
    let lines = sources.iter().map(|source| SourceLine {
        url: source.url.to_string(),
        publisher: source.url.publisher(),
        read: dates::day(say.lang, source.read.0),
        read_iso: source.read.to_string(),
    });
    lines.collect()
}

/// The last day on which any of them was read, in words.
#[must_use]
pub fn last_read(say: &Say, sources: &[Source]) -> Option<String> {
    sources.iter().map(|source| source.read).max().map(|day| dates::day(say.lang, day.0))
}
