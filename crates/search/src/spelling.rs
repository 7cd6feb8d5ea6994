//! The nearest word that something has, for one that nothing has.

use tantivy::query::FuzzyTermQuery;
use tantivy::{Searcher, Term};

use crate::ask::is_there;
use crate::fields::Fields;

/// Fewest letters of a word that may be misspelt, and of one that may have two letters wrong.
const SHORTEST: usize = 4;
const SHORTEST_FOR_TWO: usize = 8;
/// Most words that are compared.
const MOST_COMPARED: usize = 5_000;

/// The word nearest to one: fewest letters wrong, then the most used. `None` when there is none near enough.
pub(crate) fn nearest(word: &str, fields: &Fields, searcher: &Searcher) -> tantivy::Result<Option<String>> {
    let letters = word.chars().count();
    if letters < SHORTEST {
        return Ok(None);
    }
    let most = if letters >= SHORTEST_FOR_TWO { 2 } else { 1 };
    for distance in 1..=most {
        let mut near = within(word, distance, fields, searcher)?;
        // The first letter is seldom wrong.
        let rank = |near: &(String, u64)| (near.0.chars().next() == word.chars().next(), near.1);
        near.sort_by(|a, b| rank(b).cmp(&rank(a)).then_with(|| a.0.cmp(&b.0)));
        for (word, _) in near {
            if is_there(searcher, &Term::from_field_text(fields.word, &word))? {
                return Ok(Some(word));
            }
        }
    }
    Ok(None)
}

/// The words of the index within a distance of one, with how many records have them.
fn within(word: &str, distance: u8, fields: &Fields, searcher: &Searcher) -> tantivy::Result<Vec<(String, u64)>> {
    let query = FuzzyTermQuery::new(Term::from_field_text(fields.word, word), distance, true);
    let mut found: Vec<(String, u64)> = Vec::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(fields.word)?;
        let mut stream = index.terms().search(query.automaton()?).into_stream()?;
        let mut compared = 0;
        while compared < MOST_COMPARED && stream.advance() {
            compared += 1;
            let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
            let records = u64::from(stream.value().doc_freq);
            match found.iter_mut().find(|(known, _)| known == term) {
                Some((_, all)) => *all += records,
                None => found.push((term.to_owned(), records)),
            }
        }
    }
    Ok(found)
}
