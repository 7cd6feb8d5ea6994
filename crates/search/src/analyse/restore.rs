//! Words typed without å, ä and ö.

use super::fold::{plain, plain_letter};
use super::lexicon::{Lexicon, Spelling};
use super::split::MOST_STEPS;

/// The most words that one is taken for.
const MOST_RESTORED: usize = 4;

impl Lexicon {
    /// The words or compounds that `word` may be if it was typed without å, ä and ö: "tradgard" → trädgård. At most 4,
    /// likeliest first. Empty if the word is right as it stands, known or as a compound, or if nothing fits.
    ///
    /// `word` is lower case, as [`super::Analyser`] folds it.
    #[must_use]
    pub fn restore(&self, word: &str) -> Vec<String> {
        if self.known(word).is_some() {
            return Vec::new();
        }
        let mut restored = match self.last(&plain(word), Spelling::Plain) {
            Some(found) => self.respell(&plain(word), &found.base),
            None => self.restore_compound(word),
        };
        restored.retain(|candidate| candidate != word && may_be_typed(candidate, word));
        restored.truncate(MOST_RESTORED);
        restored
    }

    fn restore_compound(&self, word: &str) -> Vec<String> {
        let plain = plain(word);
        let Some(plainly) = self.row(&plain, Spelling::Plain, &mut { MOST_STEPS }) else { return Vec::new() };
        let rightly = self.row(word, Spelling::Right, &mut { MOST_STEPS });
        if rightly.is_some_and(|row| row.cost <= plainly.cost) {
            return Vec::new();
        }
        let mut restored = vec![String::new()];
        for atom in &plainly.atoms {
            let choices = self.respell(&plain[atom.from..atom.to], &atom.found.base);
            restored =
                restored.iter().flat_map(|front| choices.iter().map(move |part| format!("{front}{part}"))).collect();
            restored.truncate(MOST_RESTORED);
        }
        restored
    }

    /// `span`, a form of `base`, in all the spellings that the base has.
    fn respell(&self, span: &str, base: &str) -> Vec<String> {
        let right = self.is_word(base).then_some(base);
        right
            .into_iter()
            .chain(self.spelt_plainly(base).iter().map(AsRef::as_ref))
            .map(|like| overlay(span, like))
            .collect()
    }
}

/// `span` with the letters of `like` for as long as the two are the same but for å, ä and ö.
fn overlay(span: &str, like: &str) -> String {
    let same = span.chars().zip(like.chars()).take_while(|(seen, right)| *seen == plain_letter(*right));
    let front: String = same.map(|(_, right)| right).collect();
    let rest = span.chars().skip(front.chars().count());
    front.chars().chain(rest).collect()
}

/// Whether `typed` is `word` with some of its marks left out.
fn may_be_typed(word: &str, typed: &str) -> bool {
    word.chars().zip(typed.chars()).all(|(right, typed)| typed == right || typed == plain_letter(right))
}
