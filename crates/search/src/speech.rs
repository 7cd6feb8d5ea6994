//! The two languages as one network speaks them: the analysers, with its own words and its themes' synonyms.

use std::collections::HashMap;
use std::sync::Arc;

use model::Lang;
use model::record::Theme;

use crate::analyse::{Analyser, Lexicon, Switches};

/// Fewest letters of a word of the network's own that may be a part of a compound.
const SHORTEST_OWN_WORD: usize = 4;
/// Most letters of one.
const LONGEST_OWN_WORD: usize = 14;
/// How many times a word of the network's own must stand by itself to be taken for one.
const FEWEST_TIMES: usize = 3;
/// Most words of the network's own.
pub(crate) const MOST_OWN_WORDS: usize = 20_000;

/// Analysers for both languages.
pub struct Speech {
    sv: Analyser,
    en: Analyser,
    /// The word list, to restore words typed without their marks.
    pub(crate) lexicon: Arc<Lexicon>,
    own_words: Vec<String>,
    without_themes: bool,
}

impl std::fmt::Debug for Speech {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Speech").field("own_words", &self.own_words.len()).finish_non_exhaustive()
    }
}

impl Speech {
    /// Analysers that know some themes' synonyms, and the network's own words beside the curated list.
    #[must_use]
    pub fn new<'a>(themes: impl IntoIterator<Item = &'a Theme>, own_words: &[String], switches: Switches) -> Self {
        let lexicon = Arc::new(Lexicon::built_in().with_words(own_words));
        let groups: Vec<Vec<String>> = themes.into_iter().flat_map(groups).collect();
        let analyser = |lang| Analyser::new(lang, switches, Arc::clone(&lexicon), groups.iter().cloned());
        let (sv, en) = (analyser(Lang::Sv), analyser(Lang::En));
        Self { sv, en, lexicon, own_words: own_words.to_vec(), without_themes: groups.is_empty() }
    }

    /// The network's own words that it knows.
    #[must_use]
    pub fn own_words(&self) -> &[String] {
        &self.own_words
    }

    /// Whether it has learnt no theme yet.
    #[must_use]
    pub const fn is_without_themes(&self) -> bool {
        self.without_themes
    }

    /// The analyser of a language.
    #[must_use]
    pub const fn analyser(&self, lang: Lang) -> &Analyser {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

/// A theme's labels mean the same in both languages. Its synonyms are mostly narrower than the theme itself: who asks
/// for the theme finds them, but who asks for one of them does not want all the others.
fn groups(theme: &Theme) -> Vec<Vec<String>> {
    let labels: Vec<String> =
        Lang::ALL.into_iter().filter_map(|lang| theme.label.only(lang).map(str::to_owned)).collect();
    let narrower = || theme.synonyms.sv.iter().chain(&theme.synonyms.en).cloned();
    let directed = labels.iter().map(|label| std::iter::once(format!("{label} >")).chain(narrower()).collect());
    std::iter::once(labels.clone()).chain(directed).collect()
}

/// Counts the words of a network, to find those that it uses by themselves.
#[derive(Debug, Default)]
pub(crate) struct OwnWords(HashMap<String, usize>);

impl OwnWords {
    /// Counts the words of a text.
    pub fn count(&mut self, words: impl IntoIterator<Item = String>) {
        for word in words {
            let letters = word.chars().count();
            let fits =
                (SHORTEST_OWN_WORD..=LONGEST_OWN_WORD).contains(&letters) && word.chars().all(char::is_alphabetic);
            if fits && (self.0.len() < MOST_OWN_WORDS * 4 || self.0.contains_key(&word)) {
                *self.0.entry(word).or_default() += 1;
            }
        }
    }

    /// The words that stand often enough, in order.
    pub fn often(self) -> Vec<String> {
        let mut often: Vec<(usize, String)> =
            self.0.into_iter().filter(|(_, times)| *times >= FEWEST_TIMES).map(|(word, times)| (times, word)).collect();
        often.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        often.truncate(MOST_OWN_WORDS);
        let mut words: Vec<String> = often.into_iter().map(|(_, word)| word).collect();
        words.sort_unstable();
        words
    }
}

/// A word without the marks of its letters, as it is typed on a keyboard that has no å, ä and ö.
#[must_use]
pub fn plain(word: &str) -> String {
    let letter = |letter| match letter {
        'å' | 'ä' | 'æ' => 'a',
        'ö' | 'ø' => 'o',
        'é' | 'è' => 'e',
        'ü' => 'u',
        other => other,
    };
    word.chars().map(letter).collect()
}
