//! Words that a searcher is glad to have joined.

use std::collections::HashMap;
use std::ops::Range;

/// The groups that come with the program.
const GROUPS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon/synonyms.txt"));

/// The most words of a phrase; a longer one is passed over.
const LONGEST_PHRASE_WORDS: usize = 5;
/// The most synonyms one phrase leads to.
const MOST_SYNONYMS: usize = 24;

/// A phrase as its stems.
pub type Phrase = Vec<String>;

/// Which words and phrases stand for each other, by their stems in one language.
#[derive(Debug, Clone, Default)]
pub struct Synonyms {
    /// For each phrase the others of its groups, in the order they were given.
    others: HashMap<Phrase, Vec<Synonym>>,
}

/// A word or phrase that may stand for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synonym {
    /// Its stems in the language of the analyser.
    pub stems: Phrase,
    /// The word or phrase itself, which may be in either language.
    pub spelt: String,
}

/// A place in a query where synonyms fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Widening<'a> {
    /// Which of the stems are met.
    pub at: Range<usize>,
    /// What they may be exchanged for.
    pub synonyms: &'a [Synonym],
}

impl Synonyms {
    /// The groups that come with the program, and those of the caller. `stems` gives the stems of a phrase, as
    /// [`super::Analyser::stems`] does.
    ///
    /// The words of a group, or phrases of at most five words, all lead to each other, whatever language they are in. In
    /// a group whose first phrase ends in `>` ("gröda >"), the first leads to the others but not they to it. A group of
    /// one is passed over; one phrase leads to at most 24.
    pub(super) fn new(groups: impl IntoIterator<Item = Vec<String>>, stems: impl Fn(&str) -> Phrase) -> Self {
        let mut synonyms = Self::default();
        for group in built_in().chain(groups) {
            let directed = group.first().is_some_and(|first| first.trim_end().ends_with('>'));
            let phrases: Vec<Synonym> =
                group.into_iter().map(|spelt| Synonym { stems: stems(&spelt), spelt }).collect();
            synonyms.add(&phrases, directed);
        }
        synonyms
    }

    /// The synonyms of a single stem. Empty if it has none.
    #[must_use]
    pub fn expand(&self, stem: &str) -> &[Synonym] {
        self.others.get([stem.to_owned()].as_slice()).map_or(&[], Vec::as_slice)
    }

    /// Where in a row of stems, stop words left out, synonyms fit. From each stem only the longest phrase is met:
    /// "ekologiskt lantbruk" is one thing and not two. Ordered by place.
    #[must_use]
    pub fn widen(&self, stems: &[String]) -> Vec<Widening<'_>> {
        let mut found = Vec::new();
        let mut from = 0;
        while from < stems.len() {
            let most = LONGEST_PHRASE_WORDS.min(stems.len() - from);
            let met = (1..=most).rev().find_map(|words| Some((words, self.others.get(&stems[from..from + words])?)));
            if let Some((words, synonyms)) = met {
                found.push(Widening { at: from..from + words, synonyms });
            }
            from += met.map_or(1, |(words, _)| words);
        }
        found
    }

    fn add(&mut self, phrases: &[Synonym], directed: bool) {
        let fits = |phrase: &&Synonym| (1..=LONGEST_PHRASE_WORDS).contains(&phrase.stems.len());
        for from in phrases.iter().take(if directed { 1 } else { phrases.len() }).filter(fits) {
            for to in phrases.iter().filter(fits).filter(|to| to.stems != from.stems) {
                let others = self.others.entry(from.stems.clone()).or_default();
                if !others.iter().any(|other| other.stems == to.stems) && others.len() < MOST_SYNONYMS {
                    others.push(to.clone());
                }
            }
        }
    }
}

/// The groups of `lexicon/synonyms.txt`: one to a line, commas between, `a > b, c` for a directed one.
fn built_in() -> impl Iterator<Item = Vec<String>> {
    GROUPS.lines().map(|line| line.split('#').next().unwrap_or_default()).filter(|line| !line.trim().is_empty()).map(
        |line| {
            let line = line.replace('>', ">,");
            line.split(',').map(|phrase| phrase.trim().to_owned()).collect()
        },
    )
}
