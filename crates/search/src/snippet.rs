//! Where in a text the words were found.

use std::ops::Range;

use model::Lang;

use crate::speech::{Speech, plain};

/// Letters of a text that are looked through.
const MOST_LETTERS: usize = 20_000;
/// About how many letters a snippet has.
const LONG: usize = 200;

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it was looked for.
    pub hit: bool,
}

/// A text in pieces, those that were looked for marked.
#[must_use]
pub fn marked(text: &str, lang: Lang, marks: &[String], speech: &Speech) -> Vec<Piece> {
    pieces(text, 0..text.len(), &hits(text, lang, marks, speech))
}

/// The part of a text that has most of what was looked for, in about two lines, cut between words; `None` when it has
/// nothing of it.
#[must_use]
pub fn snippet(text: &str, lang: Lang, marks: &[String], speech: &Speech) -> Option<Vec<Piece>> {
    let hits = hits(text, lang, marks, speech);
    if hits.is_empty() {
        return None;
    }
    let within = |from: usize| hits.iter().filter(|hit| hit.start >= from && hit.end <= from + LONG).count();
    let best = hits.iter().max_by_key(|hit| (within(hit.start), std::cmp::Reverse(hit.start)))?;
    let from = begin(text, best.start.saturating_sub(LONG / 4));
    let to = end(text, best.end, (from + LONG).max(best.end));
    let mut pieces = pieces(text, from..to, &hits);
    if from > 0 {
        pieces.insert(0, Piece { text: "… ".to_owned(), hit: false });
    }
    if to < text.len() {
        pieces.push(Piece { text: " …".to_owned(), hit: false });
    }
    Some(pieces)
}

/// Where the stems stand in a text, in order, none over another.
fn hits(text: &str, lang: Lang, marks: &[String], speech: &Speech) -> Vec<Range<usize>> {
    let looked = text.char_indices().nth(MOST_LETTERS).map_or(text, |(at, _)| &text[..at]);
    let is_mark = |stem: &str| marks.iter().any(|mark| mark == stem || (*mark == plain(mark) && *mark == plain(stem)));
    let tokens = speech.analyser(lang).tokens(looked);
    let mut hits: Vec<Range<usize>> =
        tokens.into_iter().filter(|token| is_mark(&token.text)).map(|token| token.from..token.to).collect();
    hits.sort_unstable_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for hit in hits {
        let sound = looked.is_char_boundary(hit.start) && looked.is_char_boundary(hit.end);
        if sound && apart.last().is_none_or(|last| last.end <= hit.start) {
            apart.push(hit);
        }
    }
    apart
}

fn pieces(text: &str, window: Range<usize>, hits: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = window.start;
    for hit in hits.iter().filter(|hit| hit.start >= window.start && hit.end <= window.end) {
        if hit.start > at {
            pieces.push(Piece { text: text[at..hit.start].to_owned(), hit: false });
        }
        pieces.push(Piece { text: text[hit.clone()].to_owned(), hit: true });
        at = hit.end;
    }
    if at < window.end {
        pieces.push(Piece { text: text[at..window.end].to_owned(), hit: false });
    }
    pieces
}

/// The beginning of the word at or before a byte; the byte itself in a word that is too long.
fn begin(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    let earliest = floor(text, at.saturating_sub(LONG / 4));
    match text[earliest..at].char_indices().rfind(|(_, letter)| letter.is_whitespace()) {
        Some((space, letter)) => earliest + space + letter.len_utf8(),
        None if earliest == 0 => 0,
        None => at,
    }
}

/// The end of the last whole word between two bytes; the second of them when a word that is too long goes on there.
fn end(text: &str, from: usize, at: usize) -> usize {
    let at = floor(text, at);
    if text[at..].starts_with(char::is_whitespace) {
        return at;
    }
    match text[from..at].rfind(char::is_whitespace) {
        Some(space) if at < text.len() => from + space,
        _ => at,
    }
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
