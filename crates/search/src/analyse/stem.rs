//! Stop words and stems.

use std::collections::HashSet;
use std::sync::Arc;

use frostem::{Algorithm, Stemmer};

use super::fold::fold;
use model::Lang;

use super::Lexicon;

const STOP_SV: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon/stop-sv.txt"));
const STOP_EN: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon/stop-en.txt"));

/// The words of a language that say nothing on their own, folded.
pub(super) fn stop_words(lang: Lang) -> HashSet<String> {
    let list = match lang {
        Lang::Sv => STOP_SV,
        Lang::En => STOP_EN,
    };
    list.lines().flat_map(|line| line.split('#').next().unwrap_or_default().split_whitespace()).map(fold).collect()
}

/// What stems the words of a language.
#[derive(Clone)]
pub(super) struct Stems {
    stemmer: Stemmer,
    /// The irregular forms that the stemmer does not know, for Swedish.
    irregular: Option<Arc<Lexicon>>,
}

impl Stems {
    /// The Snowball stemmer of `lang`, and for Swedish the irregular forms of `lexicon`.
    pub fn new(lang: Lang, lexicon: &Arc<Lexicon>) -> Self {
        match lang {
            Lang::Sv => Self { stemmer: Stemmer::new(Algorithm::Swedish), irregular: Some(Arc::clone(lexicon)) },
            Lang::En => Self { stemmer: Stemmer::new(Algorithm::English), irregular: None },
        }
    }

    /// The stem of a folded word; that of "bönderna" is the one of "bonde".
    pub fn stem(&self, word: &str) -> String {
        let base = self.irregular.as_ref().and_then(|lexicon| lexicon.base_of_irregular(word)).unwrap_or(word);
        self.stemmer.stem(base).into_owned()
    }
}
