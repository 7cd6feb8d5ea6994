//! The first step: a text becomes words in one spelling, each of which knows where in the text it stands.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The longest word that the parts of a hyphenated one are joined to.
const LONGEST_JOINED_LETTERS: usize = 60;

/// What may follow a colon as the ending of an abbreviation: "EU:s", "tv:n", "LRF:arna".
const COLON_ENDINGS: &[&str] =
    &["s", "n", "ns", "t", "ts", "en", "ens", "et", "ets", "ar", "arna", "er", "erna", "are", "aren", "a", "e"];

/// What becomes of the letters of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// Lower case, NFC, å ä ö kept and every other letter without its marks.
    Folded,
    /// Nothing.
    AsTheyAre,
}

/// A folded word.
#[derive(Debug, Clone, Default)]
pub(super) struct Word {
    /// The word in one spelling. Never empty.
    pub text: String,
    /// Where the word begins in the text it was read from, in bytes.
    pub from: usize,
    /// Where it ends there.
    pub to: usize,
    /// Which word of the text it is. A joined word stands where its first part does.
    pub position: usize,
    /// Whether it was joined from the parts of a hyphenated word.
    pub joined: bool,
    /// For each byte of `text`, where in the original its letter begins.
    origin: Vec<usize>,
}

impl Word {
    /// Where in the original text the bytes `from..to` of the folded word stand.
    pub fn place(&self, from: usize, to: usize) -> (usize, usize) {
        let at = |byte: usize| self.origin.get(byte).copied().unwrap_or(self.to);
        (at(from), at(to))
    }

    fn push(&mut self, letter: char, at: usize) {
        self.text.push(letter);
        self.origin.resize(self.text.len(), at);
    }

    /// Adds a letter of the original, lower-cased and without marks other than those of å, ä and ö.
    fn push_folded(&mut self, letter: char, at: usize) {
        for lower in letter.to_lowercase() {
            match lower {
                'å' | 'ä' | 'ö' => self.push(lower, at),
                'æ' => self.push('ä', at),
                'ø' => self.push('ö', at),
                'ß' => "ss".chars().for_each(|s| self.push(s, at)),
                _ => decompose_compatible(lower, |piece| match piece {
                    mark if is_mark(mark) => self.set_mark(mark),
                    piece if piece.is_alphanumeric() => piece.to_lowercase().for_each(|l| self.push(l, at)),
                    _ => {}
                }),
            }
        }
    }

    /// Puts a combining mark on the last letter if the two are å, ä or ö. Any other mark is dropped.
    fn set_mark(&mut self, mark: char) {
        let marked = match (self.text.chars().last(), mark) {
            (Some('a'), '\u{30A}') => 'å',
            (Some('a'), '\u{308}') => 'ä',
            (Some('o'), '\u{308}') => 'ö',
            _ => return,
        };
        let at = self.origin.pop().unwrap_or(self.from);
        self.text.pop();
        self.push(marked, at);
    }

    /// Joins the parts of a hyphenated word: "e", "post" → "epost".
    fn join(parts: &[Self]) -> Option<Self> {
        let (first, last) = (parts.first()?, parts.last()?);
        let letters: usize = parts.iter().map(|part| part.text.chars().count()).sum();
        (parts.len() > 1 && letters <= LONGEST_JOINED_LETTERS).then(|| Self {
            text: parts.iter().map(|part| part.text.as_str()).collect(),
            origin: parts.iter().flat_map(|part| part.origin.iter().copied()).collect(),
            joined: true,
            to: last.to,
            ..first.clone()
        })
    }
}

/// The words of a text: letters and digits, in order of position.
///
/// Soft hyphens, zero-width characters and apostrophes inside a word vanish, and so does the ending of "farmer's" and of
/// "EU:s". "e-post" gives its two parts, and "epost" at the position of the first. Takes time in proportion to the text.
pub(super) fn words(text: &str, letters: Letters) -> Vec<Word> {
    let mut words = Vec::new();
    // The parts of the hyphenated word that is being read, most often one.
    let mut parts: Vec<Word> = Vec::new();
    let mut next_position = 0;
    let mut rest = text;
    loop {
        let at = text.len() - rest.len();
        let Some((mut word, after)) = read_word(rest, at, letters) else { break };
        rest = after;
        word.position = next_position + parts.len();
        if !word.text.is_empty() {
            parts.push(word);
        }
        let mut ahead = rest.chars();
        let hyphenated = ahead.next().is_some_and(is_hyphen) && ahead.next().is_some_and(char::is_alphanumeric);
        if !hyphenated {
            next_position += parts.len();
            let joined = Word::join(&parts);
            let mut parts = parts.drain(..);
            words.extend(parts.next());
            words.extend(joined);
            words.extend(parts);
        }
    }
    words
}

/// A single word in the spelling of [`words`]. What is not a letter or a digit is left out.
pub(super) fn fold(word: &str) -> String {
    let mut folded = Word::default();
    word.chars().for_each(|letter| folded.push_folded(letter, 0));
    folded.text
}

/// `word` without the marks of å, ä and ö: as it is typed where the keyboard has none.
pub(super) fn plain(word: &str) -> String {
    word.chars().map(plain_letter).collect()
}

/// `letter` without the marks of å, ä and ö.
pub(super) fn plain_letter(letter: char) -> char {
    match letter {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        _ => letter,
    }
}

/// Reads the first word of `rest`, which begins at byte `at` of the text: the word and what comes after it.
fn read_word(rest: &str, at: usize, letters: Letters) -> Option<(Word, &str)> {
    let begin = rest.find(char::is_alphanumeric)?;
    let mut word = Word { from: at + begin, to: at + begin, ..Word::default() };
    let mut read = begin;
    while let Some(letter) = rest[read..].chars().next() {
        let after = read + letter.len_utf8();
        if letter.is_alphanumeric() {
            match letters {
                Letters::Folded => word.push_folded(letter, at + read),
                Letters::AsTheyAre => word.push(letter, at + read),
            }
            word.to = at + after;
        } else if is_mark(letter) {
            word.set_mark(letter);
            word.to = at + after;
        } else if matches!(letter, '\'' | '’' | ':') {
            let tail = tail(&rest[after..]);
            let ending = if letter == ':' { COLON_ENDINGS.contains(&tail) } else { tail == "s" };
            if ending {
                word.to = at + after + tail.len();
                return Some((word, &rest[after + tail.len()..]));
            }
            if letter == ':' || tail.is_empty() {
                break;
            }
        } else if !is_invisible(letter) {
            break;
        }
        read = after;
    }
    Some((word, &rest[read..]))
}

/// The letters that `rest` begins with if they may be an ending, and at most a few of them if not.
fn tail(rest: &str) -> &str {
    let end = rest.char_indices().take(5).find(|(_, letter)| !letter.is_alphanumeric());
    let end = end.map_or_else(|| rest.char_indices().nth(5).map_or(rest.len(), |(at, _)| at), |(at, _)| at);
    &rest[..end]
}

fn is_mark(letter: char) -> bool {
    is_combining_mark(letter) && !letter.is_alphanumeric()
}

/// Soft hyphen, zero-width space and joiners, word joiner, byte order mark.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Hyphen-minus, hyphen and non-breaking hyphen; a dash stands between words.
fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}
