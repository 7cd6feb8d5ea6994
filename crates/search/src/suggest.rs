//! What someone may be about to type.

use model::{Id, Kind};
use tantivy::query::{
    BooleanQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur, PhrasePrefixQuery, Query, TermQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, Searcher, SegmentReader, Term};

use crate::Error;
use crate::columns::Codes;
use crate::fields::{Fields, kind_of};
use crate::speech::Speech;
use crate::speech::plain;

/// Most letters that are looked at.
const LONGEST: usize = 80;
/// From how many letters on a word may have one wrong.
const SHORTEST_WRONG: usize = 4;

/// Most words with one beginning that are looked for.
const MOST_BEGINNINGS: u32 = 5_000;

/// A record that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its kind.
    pub kind: Kind,
    /// Which record.
    pub id: Id,
}

/// The records whose titles have all the words, the last maybe unfinished; those spelt as typed first.
pub(crate) fn suggest(
    typed: &str,
    most: usize,
    fields: &Fields,
    speech: &Speech,
    searcher: &Searcher,
) -> Result<Vec<Suggestion>, Error> {
    let typed: String = typed.chars().take(LONGEST).collect();
    let words: Vec<String> =
        speech.analyser(model::Lang::Sv).whole_words(&typed).iter().map(|word| plain(word)).collect();
    let Some((last, before)) = words.split_last().filter(|_| most > 0) else { return Ok(Vec::new()) };
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for word in before {
        clauses.push((Occur::Must, near(fields, word, false)));
    }
    clauses.push((Occur::Must, near(fields, last, true)));
    let top = tantivy::collector::TopDocs::with_limit(most * 4).tweak_score(|segment: &SegmentReader| {
        let kinds = segment.fast_fields().u64("kind").ok();
        // What the network has chosen to speak about comes before what it has done once.
        move |doc: DocId, score: Score| {
            let kind = kinds.as_ref().and_then(|kinds| kinds.first(doc)).and_then(kind_of);
            (score, std::cmp::Reverse(kind.map_or(u8::MAX, rank)))
        }
    });
    let hits = searcher.search(&BooleanQuery::new(clauses), &top)?;
    let mut found = Vec::new();
    for ((score, _), address) in hits {
        let segment = searcher.segment_reader(address.segment_ord);
        let ids = Codes::open(segment, "id")?;
        let id = ids.of(address.doc_id).next().and_then(|number| ids.name(number).parse().ok());
        let kind = segment.fast_fields().u64("kind")?.first(address.doc_id).and_then(kind_of);
        if let (Some(kind), Some(id)) = (kind, id) {
            found.push((rank(kind), score, Suggestion { kind, id }));
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)).then_with(|| a.2.id.cmp(&b.2.id)));
    found.truncate(most);
    Ok(found.into_iter().map(|(.., suggestion)| suggestion).collect())
}

const fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Theme => 0,
        Kind::Cluster => 1,
        Kind::Initiative => 2,
        Kind::Activity => 3,
        Kind::Result => 4,
        Kind::Organisation => 5,
        Kind::Clipping => 6,
    }
}

/// A word as typed, else with one letter wrong; as the beginning of a word when it is unfinished.
fn near(fields: &Fields, word: &str, unfinished: bool) -> Box<dyn Query> {
    let term = Term::from_field_text(fields.start, word);
    let scored = |query: Box<dyn Query>, score| Box::new(ConstScoreQuery::new(query, score)) as Box<dyn Query>;
    let mut ways = vec![scored(Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic)), 3.0)];
    if unfinished {
        let mut beginning = PhrasePrefixQuery::new(vec![term.clone()]);
        beginning.set_max_expansions(MOST_BEGINNINGS);
        ways.push(scored(Box::new(beginning), 2.0));
    }
    if word.chars().count() >= SHORTEST_WRONG {
        let wrong =
            if unfinished { FuzzyTermQuery::new_prefix(term, 1, true) } else { FuzzyTermQuery::new(term, 1, true) };
        ways.push(scored(Box::new(wrong), 1.0));
    }
    Box::new(DisjunctionMaxQuery::new(ways))
}
