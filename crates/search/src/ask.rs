//! From typed words to a query.
//!
//! Each word is looked for in its own ways, best first: the word itself, its parts together, what means the same, and
//! without the marks of its letters. A word that nothing has is taken for the nearest one that something has.

use model::Lang;
use tantivy::collector::Count;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhrasePrefixQuery, PhraseQuery, Query,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::analyse::{Sort, Synonym, Token};
use crate::fields::Fields;
use crate::speech::{Speech, plain};
use crate::spelling;

/// Most words of a query that are looked for; the rest are passed over.
const MOST_WORDS: usize = 16;

const TITLE: f32 = 3.0;
const AROUND: f32 = 1.4;
const BODY: f32 = 1.0;
/// What a word's parts, its synonyms and its spelling without marks are worth beside the word itself.
const PARTS: f32 = 0.5;
const SYNONYM: f32 = 0.45;
const RESTORED: f32 = 0.9;
const PLAIN: f32 = 0.5;
const BEGINNING: f32 = 1.0;
/// Fewest letters of a part that says enough by itself, and of a word that others may begin with.
const SHORTEST_PART: usize = 4;
const SHORTEST_BEGINNING: usize = 4;
/// How much the other ways of finding a word add to the best one.
const TIE: f32 = 0.1;

type Boxed = Box<dyn Query>;

/// Words made ready to be looked for.
#[derive(Debug)]
pub(crate) struct Sought {
    /// One query for each word, and one for each that any part of the word is enough for.
    words: Vec<Boxed>,
    parts: Vec<Boxed>,
    /// The stems that count as found when a text is shown.
    pub marks: Vec<String>,
    /// What was looked for in place of what was typed, where nothing has what was typed.
    pub corrected: Option<String>,
}

impl Sought {
    /// A query that asks for every word.
    pub fn every(&self) -> Boxed {
        all_of(&self.words)
    }

    /// A query that asks for any of the words, or any part of one. What has every word comes far before the rest.
    pub fn any(&self) -> Boxed {
        let every = boosted(Box::new(ConstScoreQuery::new(self.every(), 1.0)), FAR);
        let any = self.words.iter().chain(&self.parts).map(|word| word.box_clone());
        Box::new(BooleanQuery::union(std::iter::once(every).chain(any).collect()))
    }
}

/// By how much what has every word comes before the rest.
pub(crate) const FAR: f32 = 1000.0;

fn all_of(words: &[Boxed]) -> Boxed {
    match words {
        [one] => one.box_clone(),
        many => Box::new(BooleanQuery::intersection(many.iter().map(|word| word.box_clone()).collect())),
    }
}

/// Makes typed words ready. `None` when no word is left of them.
pub(crate) fn sought(
    typed: &str,
    fields: &Fields,
    speech: &Speech,
    searcher: &Searcher,
) -> tantivy::Result<Option<Sought>> {
    let asking = Asking { fields, speech, searcher };
    let mut words = asking.words(typed);
    let mut corrected = None;
    let mut changed = false;
    let mut spelt: Vec<String> = Vec::new();
    for word in &mut words {
        let known = asking.known(word)?;
        let nearest = if known == Known::Whole { None } else { spelling::nearest(&word.typed, fields, searcher)? };
        if let Some(better) = nearest
            && let Some(new) = asking.words(&better).into_iter().next()
        {
            match known {
                // It may be a word that nobody has put together before, or one with a letter wrong.
                Known::Parts => word.or = Some(Box::new(Word { typed: better, ..new })),
                _ => {
                    *word = Word { typed: better, ..new };
                    changed = true;
                }
            }
        }
        spelt.push(word.typed.clone());
    }
    if changed {
        corrected = Some(spelt.join(" "));
    }
    if words.is_empty() {
        return Ok(None);
    }
    let mut marks = Vec::new();
    let queries = asking.queries(&words, &mut marks);
    let parts = words.iter().flat_map(|word| asking.any_part(word)).collect();
    marks.sort_unstable();
    marks.dedup();
    Ok(Some(Sought { words: queries, parts, marks, corrected }))
}

/// One typed word, as each language takes it.
#[derive(Debug, Default)]
struct Word {
    typed: String,
    /// Whole and parts in each language; empty where it is a stop word or nothing.
    tokens: [Vec<Token>; 2],
    /// Another word that may be meant.
    or: Option<Box<Word>>,
}

/// How much is known of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Something has it, or what means the same.
    Whole,
    /// Something has each of its parts.
    Parts,
    /// Nothing has it.
    No,
}

struct Asking<'a> {
    fields: &'a Fields,
    speech: &'a Speech,
    searcher: &'a Searcher,
}

impl Asking<'_> {
    /// The words that are looked for: those that are a stop word in neither language; if none is left, all there are.
    fn words(&self, typed: &str) -> Vec<Word> {
        let spelt = self.speech.analyser(Lang::Sv).whole_words(typed);
        let mut words: Vec<Word> = spelt.into_iter().map(|typed| Word { typed, ..Word::default() }).collect();
        for lang in Lang::ALL {
            for token in self.speech.analyser(lang).tokens(typed) {
                if let Some(word) = words.get_mut(token.position) {
                    word.tokens[usize::from(lang != Lang::Sv)].push(token);
                }
            }
        }
        let telling = |word: &Word| word.tokens.iter().all(|tokens| !tokens.is_empty());
        if words.iter().any(telling) {
            words.retain(telling);
        } else {
            words.retain(|word| word.tokens.iter().any(|tokens| !tokens.is_empty()));
        }
        words.truncate(MOST_WORDS);
        words
    }

    /// How much of a word anything has.
    fn known(&self, word: &Word) -> tantivy::Result<Known> {
        let mut known = Known::No;
        for (lang, tokens) in Lang::ALL.into_iter().zip(&word.tokens) {
            let texts = self.fields.texts(lang);
            let parts = tokens.iter().filter(|token| token.sort == Sort::Part).count();
            let mut found = 0;
            for token in tokens {
                let has = self.has(&[texts.title, texts.around, texts.body], &token.text)?;
                match token.sort {
                    Sort::Part => found += usize::from(has && token.text.chars().count() >= SHORTEST_PART),
                    Sort::Form => {}
                    Sort::Whole => {
                        let plainly = self.has(&[self.fields.plain], &plain(&token.text))?;
                        if has || plainly || self.synonym_is_known(lang, &token.text)? {
                            return Ok(Known::Whole);
                        }
                    }
                }
            }
            if parts > 1 && found == parts {
                known = Known::Parts;
            }
        }
        for tokens in self.restored(word) {
            let texts = self.fields.texts(Lang::Sv);
            let has =
                |token: &Token| self.has(&[texts.title, texts.around, texts.body], &token.text).unwrap_or_default();
            let mut parts = tokens.iter().filter(|token| token.sort == Sort::Part).peekable();
            if tokens.iter().any(|token| token.sort == Sort::Whole && has(token)) {
                return Ok(Known::Whole);
            }
            if parts.peek().is_some() && parts.all(has) {
                known = Known::Parts;
            }
        }
        Ok(known)
    }

    /// What a word typed without its marks may be: the tokens of each.
    fn restored(&self, word: &Word) -> Vec<Vec<Token>> {
        let texts = self.fields.texts(Lang::Sv);
        let is_known = word.tokens[0]
            .iter()
            .filter(|token| token.sort == Sort::Whole)
            .any(|token| self.has(&[texts.title, texts.around, texts.body], &token.text).unwrap_or_default());
        if is_known || word.typed != plain(&word.typed) {
            return Vec::new();
        }
        let restored = self.speech.lexicon.restore(&word.typed);
        restored.iter().map(|word| self.speech.analyser(Lang::Sv).tokens(word)).collect()
    }

    fn synonym_is_known(&self, lang: Lang, stem: &str) -> tantivy::Result<bool> {
        let texts = self.fields.texts(lang);
        for Synonym { stems: phrase, .. } in self.speech.analyser(lang).synonyms().expand(stem) {
            if phrase.iter().all(|stem| self.has(&[texts.title, texts.around, texts.body], stem).unwrap_or(false)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn has(&self, fields: &[Field], stem: &str) -> tantivy::Result<bool> {
        for field in fields {
            if is_there(self.searcher, &Term::from_field_text(*field, stem))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// One query for each word.
    fn queries(&self, words: &[Word], marks: &mut Vec<String>) -> Vec<Boxed> {
        let mut ways: Vec<Vec<Boxed>> = words.iter().map(|_| Vec::new()).collect();
        for lang in Lang::ALL {
            let analyser = self.speech.analyser(lang);
            let tokens = |word: &Word| word.tokens[usize::from(lang != Lang::Sv)].clone();
            for (word, ways) in words.iter().zip(&mut ways) {
                self.word(lang, &tokens(word), 1.0, ways, marks);
            }
            let whole = |word: &Word| tokens(word).first().map_or_else(String::new, |token| token.text.clone());
            let stems: Vec<String> = words.iter().map(whole).collect();
            for widening in analyser.synonyms().widen(&stems) {
                for synonym in widening.synonyms {
                    for ways in &mut ways[widening.at.clone()] {
                        self.synonym(lang, synonym, SYNONYM, ways, marks);
                    }
                }
            }
        }
        for (word, ways) in words.iter().zip(&mut ways) {
            self.typed_plainly(word, ways, marks);
            if let Some(or) = &word.or {
                for (lang, tokens) in Lang::ALL.into_iter().zip(&or.tokens) {
                    self.word(lang, tokens, RESTORED, ways, marks);
                }
            }
        }
        ways.into_iter().map(best_of).collect()
    }

    /// The word itself, and its parts together.
    fn word(&self, lang: Lang, tokens: &[Token], worth: f32, ways: &mut Vec<Boxed>, marks: &mut Vec<String>) {
        marks.extend(tokens.iter().map(|token| token.text.clone()));
        let of = |sort| tokens.iter().filter(move |token| token.sort == sort);
        let parts: Vec<&Token> = of(Sort::Part).collect();
        ways.extend(of(Sort::Whole).map(|token| boosted(self.term(lang, &token.text), worth)));
        if parts.len() > 1 {
            let all = parts.iter().map(|part| self.term(lang, &part.text)).collect();
            ways.push(boosted(Box::new(BooleanQuery::intersection(all)), worth * PARTS));
        }
    }

    /// A synonym in both languages: groups mix them, and who asks in one is glad of what is told in the other.
    fn synonym(&self, lang: Lang, synonym: &Synonym, worth: f32, ways: &mut Vec<Boxed>, marks: &mut Vec<String>) {
        for other in Lang::ALL {
            let stems = match other == lang {
                true => synonym.stems.clone(),
                false => self.speech.analyser(other).stems(&synonym.spelt),
            };
            if !stems.is_empty() {
                ways.push(boosted(self.phrase(other, &stems), worth));
                marks.extend(stems);
            }
        }
    }

    /// Each part of a word by itself, and what begins with it.
    fn any_part(&self, word: &Word) -> Vec<Boxed> {
        let mut ways = Vec::new();
        for tokens in std::iter::once(word.tokens[0].clone()).chain(self.restored(word)) {
            for part in tokens.iter().filter(|token| token.sort == Sort::Part) {
                ways.push(boosted(self.term(Lang::Sv, &part.text), PARTS));
                for synonym in self.speech.analyser(Lang::Sv).synonyms().expand(&part.text) {
                    self.synonym(Lang::Sv, synonym, PARTS * SYNONYM, &mut ways, &mut Vec::new());
                }
            }
        }
        for (lang, tokens) in Lang::ALL.into_iter().zip(&word.tokens) {
            let whole = tokens.iter().find(|token| token.sort == Sort::Whole);
            if let Some(whole) = whole.filter(|token| token.text.chars().count() >= SHORTEST_BEGINNING) {
                let texts = self.fields.texts(lang);
                let begins = |field| -> Boxed {
                    Box::new(PhrasePrefixQuery::new(vec![Term::from_field_text(field, &whole.text)]))
                };
                ways.push(boosted(best_of(vec![begins(texts.title), begins(texts.body)]), BEGINNING));
            }
        }
        ways
    }

    /// A word with no marks may have been typed without them.
    fn typed_plainly(&self, word: &Word, ways: &mut Vec<Boxed>, marks: &mut Vec<String>) {
        if word.typed != plain(&word.typed) {
            return;
        }
        for tokens in self.restored(word) {
            self.word(Lang::Sv, &tokens, RESTORED, ways, marks);
            for token in tokens.iter().filter(|token| token.sort == Sort::Whole) {
                for synonym in self.speech.analyser(Lang::Sv).synonyms().expand(&token.text) {
                    self.synonym(Lang::Sv, synonym, SYNONYM, ways, marks);
                }
            }
        }
        for token in word.tokens[0].iter().filter(|token| token.sort == Sort::Whole) {
            ways.push(boosted(term(self.fields.plain, &plain(&token.text)), PLAIN));
        }
    }

    /// A stem in any field of a language.
    fn term(&self, lang: Lang, stem: &str) -> Boxed {
        let texts = self.fields.texts(lang);
        let fields = [(texts.title, TITLE), (texts.around, AROUND), (texts.body, BODY)];
        best_of(fields.iter().map(|(field, worth)| boosted(term(*field, stem), *worth)).collect())
    }

    /// Stems in a row in one field of a language.
    fn phrase(&self, lang: Lang, stems: &[String]) -> Boxed {
        if let [one] = stems {
            return self.term(lang, one);
        }
        let texts = self.fields.texts(lang);
        let in_field = |(field, worth): &(Field, f32)| {
            let terms = stems.iter().map(|stem| Term::from_field_text(*field, stem)).collect();
            boosted(Box::new(PhraseQuery::new(terms)), *worth)
        };
        best_of([(texts.title, TITLE), (texts.around, AROUND), (texts.body, BODY)].iter().map(in_field).collect())
    }
}

/// Whether a record that is still there has a term: the terms of those that are gone stay for a while.
pub(crate) fn is_there(searcher: &Searcher, term: &Term) -> tantivy::Result<bool> {
    if searcher.doc_freq(term)? == 0 {
        return Ok(false);
    }
    if searcher.segment_readers().iter().all(|segment| segment.num_deleted_docs() == 0) {
        return Ok(true);
    }
    Ok(searcher.search(&TermQuery::new(term.clone(), IndexRecordOption::Basic), &Count)? > 0)
}

fn term(field: Field, stem: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs))
}

fn boosted(query: Boxed, worth: f32) -> Boxed {
    Box::new(BoostQuery::new(query, worth))
}

fn best_of(ways: Vec<Boxed>) -> Boxed {
    Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, TIE))
}

/// A query for nothing but one record.
pub(crate) fn one(fields: &Fields, id: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(fields.id, id), IndexRecordOption::Basic))
}

/// Two queries that must both hold; the second gives the score.
pub(crate) fn both(first: Boxed, second: Boxed) -> Boxed {
    Box::new(BooleanQuery::new(vec![(Occur::Must, Box::new(ConstScoreQuery::new(first, 0.0))), (Occur::Must, second)]))
}
