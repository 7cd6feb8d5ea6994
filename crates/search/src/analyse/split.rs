//! Where a compound is cut.
//!
//! The cheapest row of parts is found by dynamic programming: every part costs [`PART`], so that few parts beat many, and
//! what is odd about a part's form or length comes on top. One boundary of the row is the main one, where a person would
//! cut; the two halves are cut again in the same way until the lexicon knows them as single words.

use super::lexicon::{Found, Lexicon, Spelling};

/// The longest word that is cut.
const LONGEST_WORD_LETTERS: usize = 60;
/// The longest part that is looked up.
const LONGEST_PART_LETTERS: usize = 24;
/// The most stretches of one word that are looked up, so that no word takes long.
pub(super) const MOST_STEPS: usize = 400;

/// What each part costs. The costs of forms and those below are measured against it.
pub(super) const PART: u32 = 1_000;
/// What a part of three letters costs besides: the short words of the list occur by chance in longer ones.
const THREE_LETTERS: u32 = 60;
/// What a part of two letters costs besides.
const TWO_LETTERS: u32 = 150;
/// What a word that the corpus knows and the list does not costs besides.
const NOT_CURATED: u32 = 600;
/// What a part that only stands in front costs besides: a prefix is the last thing to be cut off.
const PREFIX: u32 = 150;
/// What a compound as the last part costs besides: grundvatten-nivå rather than grund-vattennivå.
const COMPOUND_LAST: u32 = 130;
/// What a compound in front costs besides if nothing links it to the next: riksdags-val rather than riksdag-sval.
const COMPOUND_UNLINKED: u32 = 120;
/// The most that all oddities together may cost.
const MOST_ODD: u32 = 900;

/// A part of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The part without what links it to the next ("skog" in "skogsbruk"); the last part with its ending.
    pub text: String,
    /// Where it begins in the word, in bytes, and where it ends, the link with it.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

impl Lexicon {
    /// The parts of a compound: the two halves at its main boundary, each followed by its own parts in the same way.
    ///
    /// `word` is lower case, as [`super::Analyser`] folds it. Empty if the word is known as one, if it cannot be cut into
    /// words of the lexicon, or if it is longer than 60 letters. Looks up at most 400 stretches of the word.
    #[must_use]
    pub fn split(&self, word: &str) -> Vec<Part> {
        let mut parts = Vec::new();
        if word.chars().count() <= LONGEST_WORD_LETTERS {
            self.split_into(word, 0, word.len(), &mut { MOST_STEPS }, &mut parts);
        }
        parts
    }

    fn split_into(&self, word: &str, at: usize, end: usize, steps: &mut usize, parts: &mut Vec<Part>) {
        for half in self.halves(word, steps).into_iter().flatten() {
            let (from, to) = (at + half.from, (at + half.to).min(end));
            parts.push(Part { text: half.text.clone(), from, to });
            // Always so for words that make sense; the lists need not.
            if half.text.len() < word.len() {
                self.split_into(&half.text, from, to, steps, parts);
            }
        }
    }

    /// The two halves of a word at its main boundary.
    fn halves(&self, word: &str, steps: &mut usize) -> Option<[Part; 2]> {
        if let Some(known) = self.known(word) {
            return self.cut(word, known.word.bar);
        }
        let row = self.row(word, Spelling::Right, steps)?;
        let main = main_boundary(&row.atoms);
        Some(self.cut_row(word, &row.atoms[..main]))
    }

    /// Cuts a known compound at its bar, if it has one.
    fn cut(&self, word: &str, bar: usize) -> Option<[Part; 2]> {
        let (front, last) = word.split_at_checked(bar).filter(|(front, last)| !front.is_empty() && !last.is_empty())?;
        let base = self.in_front(front, Spelling::Right).map_or_else(|| front.to_owned(), |found| found.base);
        Some([Part { text: base, from: 0, to: bar }, Part { text: last.to_owned(), from: bar, to: word.len() }])
    }

    /// Cuts a word after some of its atoms.
    fn cut_row(&self, word: &str, front: &[Atom]) -> [Part; 2] {
        let (from, to) = front.last().map_or((0, 0), |last| (last.from, last.to));
        let base = front.last().map_or("", |last| &last.found.base);
        let front = format!("{}{base}", &word[..from]);
        [Part { text: front, from: 0, to }, Part { text: word[to..].to_owned(), from: to, to: word.len() }]
    }

    /// The cheapest row of two or more parts that make up `word`.
    pub(super) fn row(&self, word: &str, spelling: Spelling, steps: &mut usize) -> Option<Row> {
        let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let letters = ends.len() - 1;
        // For each letter the cheapest way to reach it: its cost and its last atom.
        let mut ways: Vec<Option<(u32, Atom)>> = vec![None; letters + 1];
        for first in 0..letters {
            let Some(so_far) = (if first == 0 { Some(0) } else { ways[first].as_ref().map(|way| way.0) }) else {
                continue;
            };
            for last in first + 2..=letters.min(first + LONGEST_PART_LETTERS) {
                if last - first == letters {
                    continue;
                }
                *steps = steps.checked_sub(1)?;
                let (from, to) = (ends[first], ends[last]);
                let span = &word[from..to];
                let found = if last == letters { self.last(span, spelling) } else { self.in_front(span, spelling) };
                let Some(found) = found else { continue };
                let cost = so_far + PART + oddity(&found, last == letters);
                if ways[last].as_ref().is_none_or(|way| cost < way.0) {
                    ways[last] = Some((cost, Atom { first, from, to, found }));
                }
            }
        }
        Row::read_back(ways)
    }
}

/// A part that is a single word of the lexicon.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    first: usize,
    pub from: usize,
    pub to: usize,
    pub found: Found,
}

/// A word cut into single words.
pub(super) struct Row {
    pub cost: u32,
    pub atoms: Vec<Atom>,
}

impl Row {
    /// Follows the cheapest ways back from the last letter. None if there is none, or if it is too odd.
    fn read_back(mut ways: Vec<Option<(u32, Atom)>>) -> Option<Self> {
        let (cost, last) = ways.pop()??;
        let mut atoms = vec![last];
        while let Some(first) = atoms.last().map(|atom| atom.first).filter(|first| *first > 0) {
            atoms.push(ways[first].take()?.1);
        }
        atoms.reverse();
        let odd = cost - PART * u32::try_from(atoms.len()).ok()?;
        (odd <= MOST_ODD).then_some(Self { cost, atoms })
    }
}

/// What is odd about a part, in cost.
fn oddity(found: &Found, last: bool) -> u32 {
    let length = match found.base.chars().count() {
        0..=2 => TWO_LETTERS,
        3 => THREE_LETTERS,
        _ => 0,
    };
    let compound = match (found.compound, last, found.linked) {
        (true, true, _) => COMPOUND_LAST,
        (true, false, false) => COMPOUND_UNLINKED,
        _ => 0,
    };
    let origin = if found.word.curated { 0 } else { NOT_CURATED };
    let prefix = if found.word.last { 0 } else { PREFIX };
    found.cost + length + compound + origin + prefix
}

/// After how many atoms a person would cut: after the last that is linked to the next, since a compound takes a link where
/// a single word does not (*fotboll-s-plan*). If only the first is linked, after that one (*skog-s-bil-väg*), and if none
/// is, before the last (*små-hus-by*).
fn main_boundary(atoms: &[Atom]) -> usize {
    (1..atoms.len()).rev().find(|at| atoms[at - 1].found.linked).unwrap_or(atoms.len() - 1)
}
