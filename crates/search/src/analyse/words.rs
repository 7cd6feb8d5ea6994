//! The notation of `lexicon/words-sv.txt`, which is explained at the top of that file.

/// An entry of a word list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// The word itself, with the bar of `jord|bruk` still in it.
    pub word: &'a str,
    /// `åter-`: never the last part.
    pub never_last: bool,
    /// `-fri`: never in front of another part.
    pub only_last: bool,
    /// `för~`: grows together with the word that follows, and is no part.
    pub prefix: bool,
    /// `=anders`: no part of a compound.
    pub alone: bool,
    /// `flicka/flick`: what it is in front of another part.
    pub fronts: Vec<&'a str>,
    /// `stad,städer`: its irregular forms.
    pub forms: Vec<&'a str>,
    /// `trött+het`: what is made of it.
    pub endings: Vec<&'a str>,
    /// `odla+`: it is a verb that makes odling, odlare and odlande.
    pub regular_verb: bool,
}

impl Entry<'_> {
    /// The words made of this one: `trött+het` → trötthet, `odla+` → odling, odlare, odlande.
    pub fn derived(&self) -> impl Iterator<Item = String> {
        let stem = self.word.strip_suffix('a').unwrap_or(self.word);
        let noun = if takes_ing(stem) { "ing" } else { "ning" };
        let regular = [noun, "are", "ande"].into_iter().filter(|_| self.regular_verb);
        self.endings.iter().copied().chain(regular).map(move |ending| format!("{stem}{ending}"))
    }
}

/// The entries of a word list: separated by white space, `#` begins a comment that goes on to the end of the line.
pub(super) fn entries(list: &str) -> impl Iterator<Item = Entry<'_>> {
    list.lines().flat_map(|line| line.split('#').next().unwrap_or_default().split_whitespace()).map(entry)
}

fn entry(text: &str) -> Entry<'_> {
    let mut pieces = text.split_inclusive(['/', ',', '+']);
    let first = pieces.next().unwrap_or_default();
    let (mut separator, word) = cut_separator(first);
    let (word, alone) = word.strip_prefix('=').map_or((word, false), |word| (word, true));
    let (word, only_last) = word.strip_prefix('-').map_or((word, false), |word| (word, true));
    let (word, prefix) = word.strip_suffix('~').map_or((word, false), |word| (word, true));
    let (word, never_last) = word.strip_suffix('-').map_or((word, false), |word| (word, true));
    let mut entry = Entry { word, never_last, only_last, prefix, alone, ..Entry::default() };
    for piece in pieces {
        let (next, text) = cut_separator(piece);
        match separator {
            Some('/') => entry.fronts.push(text),
            Some(',') => entry.forms.push(text),
            _ => entry.endings.push(text),
        }
        separator = next;
    }
    entry.regular_verb |= separator == Some('+');
    entry
}

/// Whether a verb with this stem makes a noun in -ing and not -ning: räkn-ing, samling, but mål-ning.
fn takes_ing(stem: &str) -> bool {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    last == Some('n') || matches!(last, Some('l' | 'r')) && before.is_some_and(|letter| !"aeiouyåäö".contains(letter))
}

/// `flicka/` → (the separator that says what follows, `flicka`).
fn cut_separator(piece: &str) -> (Option<char>, &str) {
    let text = piece.trim_end_matches(['/', ',', '+']);
    (piece[text.len()..].chars().next(), text)
}
