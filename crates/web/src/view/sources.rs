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
    /// The end of the address, which tells two pages of one publisher apart.
    pub page: String,
    /// The day it was read.
    pub read: String,
    /// The same for machines.
    pub read_iso: String,
}

/// Longest end of an address that is shown, in characters.
const LONGEST_PAGE: usize = 48;

/// The sources of a record, as they are shown.
#[must_use]
pub fn source_lines(say: &Say, sources: &[Source]) -> Vec<SourceLine> {
    let lines = sources.iter().map(|source| SourceLine {
        url: source.url.to_string(),
        publisher: source.url.publisher(),
        page: page_of(source.url.as_str()),
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

fn page_of(address: &str) -> String {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path).trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    // SiteVision's page names end in a long key that means nothing to people.
    let last = last.split(".5.").next().unwrap_or_default().trim_end_matches(".html");
    if last.chars().count() > LONGEST_PAGE || last.is_empty() { String::new() } else { last.to_owned() }
}
