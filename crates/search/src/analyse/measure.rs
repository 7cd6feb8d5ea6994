//! How well compounds are cut.

use super::Lexicon;
use super::fold::fold;

/// A compound that was measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The word, with a bar where a person cuts it.
    pub word: String,
    /// Whether both sides of that boundary are among its parts, or it was left whole if it has no bar.
    pub right: bool,
    /// Its parts.
    pub parts: Vec<String>,
}

/// Cuts every word of a list and compares it with the boundary given there: a line is the word, a tab, and the word with
/// a bar at its boundary (none if it should stay whole). Lines without a tab and those that begin with `#` are passed
/// over. The boundary counts, not the letters: "arbets" is cut right as *arbete*.
#[must_use]
pub fn measure(lexicon: &Lexicon, list: &str) -> Vec<Measured> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(word, cut)| one(lexicon, word, cut.trim())).collect()
}

fn one(lexicon: &Lexicon, word: &str, cut: &str) -> Measured {
    let parts = lexicon.split(&fold(word));
    let right = match cut.split_once('|') {
        Some((front, last)) => {
            let (bar, end) = (fold(front).len(), fold(front).len() + fold(last).len());
            let has = |from: usize, to: usize| parts.iter().any(|part| (part.from, part.to) == (from, to));
            has(0, bar) && has(bar, end)
        }
        None => parts.is_empty(),
    };
    Measured { word: cut.to_owned(), right, parts: parts.into_iter().map(|part| part.text).collect() }
}
