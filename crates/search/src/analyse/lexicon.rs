//! The words that compounds are made of.

use std::collections::HashMap;

use super::fold::{fold, plain};
use super::forms::{self, Form};
use super::words::{Entry, entries};

/// The list of Swedish words that comes with the program.
const WORDS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon/words-sv.txt"));

/// The shortest word of a corpus that may become a part.
const SHORTEST_ADDED_LETTERS: usize = 4;
/// The longest.
const LONGEST_ADDED_LETTERS: usize = 24;

/// Words with these endings take an s in front of another part.
const TAKE_S: &[&str] = &["ing", "het", "skap", "ion", "itet", "dom", "nad"];
/// Adjectives with these endings make a word in -het.
const MAKE_HET: &[&str] = &["ig", "lös", "fri", "bar", "sam", "vänlig", "rik"];

/// What a rule of [`forms`] costs besides for a word with a form of its own in front.
const AGAINST_ITS_OWN: u32 = 100;
/// What a prefix that grows together with its word costs: the two are one part.
const GROWN_TOGETHER: u32 = 150;
/// The shortest word that a prefix grows together with.
const SHORTEST_GROWN_LETTERS: usize = 4;

/// What is known of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// It may stand in front of another part.
    pub in_front: bool,
    /// It may be the last part.
    pub last: bool,
    /// A person wrote it into the list: alone it is one word, however it may be cut.
    pub curated: bool,
    /// It has listed forms in front.
    pub own_front: bool,
    /// Where the two parts of a known compound meet, in bytes; 0 if it is none.
    pub bar: usize,
}

/// A part found in the lexicon.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The word as it is listed.
    pub base: String,
    /// What the form it had costs.
    pub cost: u32,
    /// Whether something links it to the next part.
    pub linked: bool,
    /// Whether it is a compound itself, or a prefix with its word.
    pub compound: bool,
    pub word: Word,
}

/// How the words that are looked up are spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As they should be.
    Right,
    /// Perhaps with a and o for å, ä and ö.
    Plain,
}

/// Swedish words to cut compounds by. Built once (a few milliseconds, a few megabytes) and shared.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    words: HashMap<Box<str>, Word>,
    /// Listed forms in front: flick → flicka.
    fronts: HashMap<Box<str>, Box<str>>,
    /// Prefixes that grow together with their word: för, be, an.
    prefixes: Vec<Box<str>>,
    /// Irregular forms: städer → stad.
    irregular: HashMap<Box<str>, Box<str>>,
    /// Words with å, ä or ö, found by their plain spelling: lackage → läckage.
    plain: HashMap<Box<str>, Vec<Box<str>>>,
}

impl Lexicon {
    /// The list that comes with the program.
    #[must_use]
    pub fn built_in() -> Self {
        Self::read(WORDS)
    }

    /// A lexicon from a list in the notation of `lexicon/words-sv.txt`. No list is wrong: what is not understood is a
    /// word that nothing matches.
    #[must_use]
    pub fn read(list: &str) -> Self {
        let mut lexicon = Self::default();
        for entry in entries(list) {
            lexicon.add(&entry);
        }
        lexicon
    }

    /// The same lexicon with the words of a corpus as further parts of compounds. Words of fewer than 4 letters or more
    /// than 24, and those already known, are passed over. An added word is a part, but not reason to leave it whole:
    /// "skogsvård" is cut in two even if the corpus has it.
    #[must_use]
    pub fn with_words<S: AsRef<str>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        for word in words {
            let word = fold(word.as_ref());
            let letters = word.chars().count();
            let fits = (SHORTEST_ADDED_LETTERS..=LONGEST_ADDED_LETTERS).contains(&letters);
            if fits && word.chars().all(char::is_alphabetic) && self.known(&word).is_none() {
                self.insert(word, Word { in_front: true, last: true, curated: false, own_front: false, bar: 0 });
            }
        }
        self
    }

    /// How many words it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The base of an irregular form: "städerna" → "stad". Regular forms are left to the stemmer.
    #[must_use]
    pub fn base_of_irregular(&self, word: &str) -> Option<&str> {
        let genitive = word.strip_suffix('s').unwrap_or(word);
        [word, genitive, genitive.strip_suffix("na").unwrap_or(genitive)]
            .into_iter()
            .find_map(|form| self.irregular.get(form))
            .map(AsRef::as_ref)
    }

    /// `word` as one word of the list, inflected or not.
    pub(super) fn known(&self, word: &str) -> Option<Found> {
        let alone = |span: &str| self.find(span, forms::WHOLE, Spelling::Right, |word| word.curated);
        let last = || self.last(word, Spelling::Right).filter(|found| found.word.curated);
        last().or_else(|| alone(word)).or_else(|| alone(word.strip_suffix('s')?))
    }

    /// `span` as a part in front of another.
    pub(super) fn in_front(&self, span: &str, spelling: Spelling) -> Option<Found> {
        self.grown(span, |span| {
            // "växt" is a plant before it is a form of "växa".
            let itself = self.words.get(span).filter(|word| word.in_front && !word.own_front && word.curated);
            if let Some(base) = self.fronts.get(span).filter(|_| itself.is_none()) {
                let word = *self.words.get(base)?;
                return Some(Found {
                    base: base.to_string(),
                    cost: 0,
                    linked: !base.starts_with(span),
                    compound: word.bar > 0,
                    word,
                });
            }
            let found = self.find(span, forms::IN_FRONT, spelling, |word| word.in_front)?;
            let against = if found.word.own_front { AGAINST_ITS_OWN } else { 0 };
            Some(Found { cost: found.cost + against, ..found })
        })
    }

    /// `span` as the last part, with or without an ending.
    pub(super) fn last(&self, span: &str, spelling: Spelling) -> Option<Found> {
        self.grown(span, |span| {
            let last = |span: &str| self.find(span, forms::LAST, spelling, |word| word.last);
            last(span).or_else(|| last(span.strip_suffix('s')?))
        })
    }

    /// What `find` finds for `span`, or else for `span` without a prefix that has grown together with the rest.
    fn grown(&self, span: &str, find: impl Fn(&str) -> Option<Found>) -> Option<Found> {
        find(span).or_else(|| {
            self.prefixes.iter().find_map(|prefix| {
                let rest = span.strip_prefix(&**prefix)?;
                let found = find(rest)
                    .filter(|found| found.word.curated && found.base.chars().count() >= SHORTEST_GROWN_LETTERS)?;
                let word = Word { bar: 0, ..found.word };
                Some(Found {
                    base: format!("{prefix}{}", found.base),
                    cost: found.cost + GROWN_TOGETHER,
                    word,
                    ..found
                })
            })
        })
    }

    /// Whether `base` is listed, spelt just so.
    pub(super) fn is_word(&self, base: &str) -> bool {
        self.words.contains_key(base)
    }

    /// The words with å, ä or ö that are `base` when typed without.
    pub(super) fn spelt_plainly(&self, base: &str) -> &[Box<str>] {
        self.plain.get(base).map_or(&[], Vec::as_slice)
    }

    fn find(
        &self,
        span: &str,
        forms: &'static [Form],
        spelling: Spelling,
        fits: impl Fn(&Word) -> bool,
    ) -> Option<Found> {
        forms::bases(span, forms).find_map(|(base, form)| {
            let word = self.words.get(base.as_ref()).or_else(|| match spelling {
                Spelling::Right => None,
                Spelling::Plain => self.words.get(self.spelt_plainly(&base).first()?),
            });
            let word = *word.filter(|word| fits(word))?;
            Some(Found {
                base: base.into_owned(),
                cost: form.cost,
                linked: !form.seen.is_empty(),
                compound: word.bar > 0,
                word,
            })
        })
    }

    fn add(&mut self, entry: &Entry<'_>) {
        let base = fold(entry.word);
        if entry.prefix {
            self.prefixes.push(base.into());
            return;
        }
        let bar = entry.word.find('|').map_or(0, |at| fold(&entry.word[..at]).len());
        let (in_front, last) = (!entry.only_last && !entry.alone, !entry.never_last && !entry.alone);
        let word = Word { in_front, last, curated: true, own_front: !entry.fronts.is_empty(), bar };
        for derived in entry.derived() {
            self.insert(fold(&derived), Word { own_front: false, ..word });
        }
        if let Some(stem) = base.strip_suffix("era") {
            self.insert(format!("{stem}ering"), Word { own_front: false, ..word });
        }
        if MAKE_HET.iter().any(|ending| base.ends_with(ending)) {
            self.insert(format!("{base}het"), Word { own_front: false, ..word });
        }
        for front in &entry.fronts {
            let front = if *front == "s" { format!("{base}s") } else { fold(front) };
            self.fronts.insert(front.into(), base.as_str().into());
        }
        for form in &entry.forms {
            let form = fold(form);
            self.irregular.insert(form.as_str().into(), base.as_str().into());
            self.insert(form, word);
        }
        self.insert(base, word);
    }

    fn insert(&mut self, text: String, mut word: Word) {
        if TAKE_S.iter().any(|ending| text.ends_with(ending)) {
            word.own_front = true;
            self.fronts.insert(format!("{text}s").into(), text.as_str().into());
        }
        let plain = plain(&text);
        if plain != text {
            self.plain.entry(plain.into()).or_default().push(text.as_str().into());
        }
        self.words.entry(text.into()).or_insert(word);
    }
}
