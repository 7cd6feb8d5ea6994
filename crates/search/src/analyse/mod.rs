//! How a text becomes the terms that the search knows it by.
//!
//! Five steps, always in this order: words are *folded* to one spelling, *compounds* get their parts beside them, *stop*
//! words go, what is left is *stemmed*, and in queries *synonyms* are added. Documents and queries pass the same steps,
//! so that whatever the steps do to a word they do to both.

mod fold;
mod forms;
mod lexicon;
mod measure;
mod restore;
mod split;
mod stem;
mod synonyms;
mod words;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::Arc;

pub use lexicon::Lexicon;
pub use measure::{Measured, measure};
pub use split::Part;
pub use synonyms::{Phrase, Synonym, Synonyms, Widening};

use model::Lang;

use stem::Stems;

/// Which steps are taken. All are on by default; each can be left out, to measure what it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switches {
    /// Lower case, one spelling, no marks but those of å, ä and ö. Without it the letters stay as they are.
    pub fold: bool,
    /// The parts of compounds beside the whole.
    pub compound: bool,
    /// No stop words.
    pub stop: bool,
    /// Stems in place of words.
    pub stem: bool,
    /// Synonyms.
    pub synonym: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self { fold: true, compound: true, stop: true, stem: true, synonym: true }
    }
}

/// What a token is of the word it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The word itself.
    Whole,
    /// A part of it, as a word of its own.
    Part,
    /// A part as it stands within the word, where that is another: `kvinno` of `kvinnofrid`.
    Form,
}

/// A term and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The term.
    pub text: String,
    /// Where in the text that which became the term begins, in bytes: the word, or the part within it.
    pub from: usize,
    /// Where it ends, in bytes.
    pub to: usize,
    /// Which word of the text it is, from 0. A whole and its parts share one. Stop words leave a gap.
    pub position: usize,
    /// Whether it is the word or a part.
    pub sort: Sort,
}

/// What a text has become after a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// `fold`, `compound`, `stop`, `stem` or `synonym`.
    pub step: &'static str,
    /// The words, in order.
    pub tokens: Vec<String>,
}

/// Turns texts in one language into terms. Cheap to share, costly to build: a few milliseconds.
pub struct Analyser {
    lang: Lang,
    switches: Switches,
    lexicon: Arc<Lexicon>,
    stop_words: HashSet<String>,
    stems: Stems,
    synonyms: Synonyms,
}

impl Analyser {
    /// An analyser for texts in `lang`. `groups` are words and phrases that mean the same, in any language, beside those
    /// that come with the program: see [`Synonyms`].
    #[must_use]
    pub fn new(
        lang: Lang,
        switches: Switches,
        lexicon: Arc<Lexicon>,
        groups: impl IntoIterator<Item = Vec<String>>,
    ) -> Self {
        let stems = Stems::new(lang, &lexicon);
        let stop_words = stem::stop_words(lang);
        let mut analyser = Self { lang, switches, lexicon, stop_words, stems, synonyms: Synonyms::default() };
        if switches.synonym {
            analyser.synonyms = Synonyms::new(groups, |phrase| analyser.stems(phrase));
        }
        analyser
    }

    /// The terms of a text, for indexing, for queries and for highlighting: folded, cut, without stop words, stemmed. In
    /// order of position, each whole before its parts, none twice at one position. Synonyms are for the caller to add to
    /// queries, from [`Self::synonyms`], so that the index stays clean.
    #[must_use]
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        self.stemmed(self.without_stop_words(self.compounds(&self.words(text))))
    }

    /// The stems of the words of a text, without stop words and without parts: what synonyms are met by.
    #[must_use]
    pub fn stems(&self, text: &str) -> Vec<String> {
        let wholes = self.words(text).iter().map(whole).collect();
        self.stemmed(self.without_stop_words(wholes)).into_iter().map(|token| token.text).collect()
    }

    /// What becomes of a text step by step. A step that is switched off repeats the words of the one before.
    #[must_use]
    pub fn steps(&self, text: &str) -> Vec<Step> {
        let texts = |tokens: &[Token]| tokens.iter().map(|token| token.text.clone()).collect::<Vec<_>>();
        let words = self.words(text);
        let compounds = self.compounds(&words);
        let kept = self.without_stop_words(compounds.clone());
        let stemmed = self.stemmed(kept.clone());
        vec![
            Step { step: "fold", tokens: words.into_iter().map(|word| word.text).collect() },
            Step { step: "compound", tokens: texts(&compounds) },
            Step { step: "stop", tokens: texts(&kept) },
            Step { step: "stem", tokens: texts(&stemmed) },
            Step { step: "synonym", tokens: self.with_synonyms(&stemmed) },
        ]
    }

    /// The synonyms that queries are widened with.
    #[must_use]
    pub fn synonyms(&self) -> &Synonyms {
        &self.synonyms
    }

    /// The words that compounds are cut by.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The words of a text in the order of their positions, as they were folded.
    #[must_use]
    pub fn whole_words(&self, text: &str) -> Vec<String> {
        let words = self.words(text).into_iter().filter(|word| !word.joined);
        words.map(|word| word.text).collect()
    }

    fn words(&self, text: &str) -> Vec<fold::Word> {
        fold::words(text, if self.switches.fold { fold::Letters::Folded } else { fold::Letters::AsTheyAre })
    }

    /// The words, each followed by its parts.
    fn compounds(&self, words: &[fold::Word]) -> Vec<Token> {
        let cut = self.switches.compound && self.lang == Lang::Sv;
        let mut tokens = Vec::with_capacity(words.len());
        for word in words {
            tokens.push(whole(word));
            if cut && !word.joined {
                for part in self.lexicon.split(&word.text) {
                    let (from, to) = word.place(part.from, part.to);
                    // A linking s alone makes no other form.
                    let other = |form: &&str| *form != part.text && form.strip_suffix('s') != Some(&part.text);
                    let form = word.text.get(part.from..part.to).filter(other).map(str::to_owned);
                    let token = |text, sort| Token { text, from, to, position: word.position, sort };
                    tokens.push(token(part.text, Sort::Part));
                    tokens.extend(form.map(|form| token(form, Sort::Form)));
                }
            }
        }
        tokens
    }

    fn without_stop_words(&self, mut tokens: Vec<Token>) -> Vec<Token> {
        tokens.retain(|token| {
            // A part of a word is not a word: the sheep in fårull is no auxiliary verb.
            !self.switches.stop || token.sort != Sort::Whole || !self.stop_words.contains(&token.text)
        });
        tokens
    }

    fn stemmed(&self, tokens: Vec<Token>) -> Vec<Token> {
        let mut stemmed: Vec<Token> = Vec::with_capacity(tokens.len());
        for mut token in tokens {
            if self.switches.stem {
                token.text = self.stems.stem(&token.text);
            }
            let here = stemmed.iter().rev().take_while(|other| other.position == token.position);
            if !here.into_iter().any(|other| other.text == token.text) {
                stemmed.push(token);
            }
        }
        stemmed
    }

    /// The stems, each word or phrase followed by its synonyms.
    fn with_synonyms(&self, tokens: &[Token]) -> Vec<String> {
        let wholes: Vec<usize> = (0..tokens.len()).filter(|at| tokens[*at].sort == Sort::Whole).collect();
        let stems: Vec<String> = wholes.iter().map(|at| tokens[*at].text.clone()).collect();
        let mut widenings = self.synonyms.widen(&stems).into_iter().peekable();
        let mut widened = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            widened.push(token.text.clone());
            while let Some(met) = widenings.next_if(|met| wholes[met.at.end - 1] == at) {
                widened.extend(met.synonyms.iter().flat_map(|synonym| &synonym.stems).cloned());
            }
        }
        widened
    }
}

fn whole(word: &fold::Word) -> Token {
    Token { text: word.text.clone(), from: word.from, to: word.to, position: word.position, sort: Sort::Whole }
}
