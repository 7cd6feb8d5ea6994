//! How a Swedish word looks inside a compound: what links it to the next part, and what ends the last one.
//!
//! Both tables read alike: take the first text off the end, put the second on, and look that word up. The number is what
//! the form costs beside the [`super::split::PART`] of each part: the stranger, the dearer.

use std::borrow::Cow;

/// The least that must be left of a word before another end is put on it: "vä" of "vänner".
const SHORTEST_STEM_LETTERS: usize = 2;
/// The least that must be there of a word whose end is lost: "sk" is not the front of "ske".
const SHORTEST_LOST_LETTERS: usize = 3;

/// A row of the tables.
pub(super) struct Form {
    /// What the form ends in.
    pub seen: &'static str,
    /// What its base ends in instead.
    pub base: &'static str,
    /// What it costs to assume it.
    pub cost: u32,
}

const fn form(seen: &'static str, base: &'static str, cost: u32) -> Form {
    Form { seen, base, cost }
}

/// Forms in front of another part, likeliest first.
pub(super) const IN_FRONT: &[Form] = &[
    form("", "", 0),    // jord-bruk
    form("s", "", 20),  // skogs-bruk
    form("", "e", 20),  // pojk-lag, arbetar-rörelse
    form("", "a", 20),  // flick-lag, odl-bar
    form("s", "e", 20), // arbets-plats
    form("e", "a", 40), // hälse-, olje-kanna
    form("o", "a", 40), // hälso-vård
    form("u", "a", 40), // gatu-kontor
    form("s", "a", 60), // hyres-gäst
    form("e", "", 90),  // jule-tid
    form("a", "", 90),  // barna-tro
    form("o", "e", 90), // bondo-
];

/// The word itself.
pub(super) const WHOLE: &[Form] = &[form("", "", 0)];

/// Forms of the last part. The genitive's s is taken off before.
pub(super) const LAST: &[Form] = &[
    form("", "", 0),
    // Nouns, with the definite form and the plurals.
    form("en", "", 10),
    form("n", "", 10),
    form("et", "", 10),
    form("t", "", 10),
    form("ar", "", 10),
    form("arna", "", 10),
    form("er", "", 10),
    form("erna", "", 10),
    form("r", "", 10),
    form("rna", "", 10),
    form("na", "", 10),
    form("or", "a", 10),
    form("orna", "a", 10),
    form("ar", "e", 10),
    form("arna", "e", 10),
    form("arna", "are", 10),
    form("or", "", 15),
    form("orna", "", 15),
    // A short vowel lost: fåglar, åkrar, öknar, fönstret, vattnet, medlen.
    form("lar", "el", 12),
    form("larna", "el", 12),
    form("let", "el", 12),
    form("len", "el", 12),
    form("rar", "er", 12),
    form("rarna", "er", 12),
    form("ret", "er", 12),
    form("ren", "er", 12),
    form("nar", "en", 12),
    form("narna", "en", 12),
    form("net", "en", 12),
    form("nen", "en", 12),
    form("et", "um", 12),
    form("er", "um", 12),
    form("erna", "um", 12),
    // m and n doubled: rummet, stammar, vännerna.
    form("mmet", "m", 12),
    form("mmen", "m", 12),
    form("mmar", "m", 12),
    form("mmarna", "m", 12),
    form("nnen", "n", 12),
    form("nnar", "n", 12),
    form("nnarna", "n", 12),
    form("nner", "n", 12),
    form("nnerna", "n", 12),
    // Adjectives.
    form("a", "", 12),
    form("e", "", 12),
    form("are", "", 14),
    form("ast", "", 14),
    form("aste", "", 14),
    form("tt", "", 14),
    form("tt", "d", 14),
    form("tt", "t", 14),
    form("t", "d", 14),
    form("la", "el", 14),
    form("le", "el", 14),
    form("ra", "er", 14),
    form("re", "er", 14),
    form("na", "en", 14),
    form("ne", "en", 14),
    form("nna", "n", 14),
    form("nne", "n", 14),
    form("mma", "m", 14),
    // Verbs, looked up as the infinitive: odlar, odlade, odlat, odlad, bygger, byggde, köpte, byggt, byggd, byggs.
    form("de", "", 16),
    form("d", "", 16),
    form("da", "", 16),
    form("er", "a", 16),
    form("de", "a", 16),
    form("te", "a", 16),
    form("t", "a", 16),
    form("d", "a", 16),
    form("da", "a", 16),
    form("ta", "a", 16),
    form("s", "a", 16),
    form("r", "", 16),
    form("tt", "ta", 16),
    form("tta", "ta", 16),
    form("t", "ta", 16),
    form("md", "mma", 16),
    form("mt", "mma", 16),
    form("d", "na", 16),
    form("da", "na", 16),
    // What is made of verbs and nouns by an ending: praktiserande, spridare, enkelspårig, kunglig.
    form("ande", "a", 25),
    form("andet", "a", 25),
    form("anden", "a", 25),
    form("are", "a", 25),
    form("aren", "a", 25),
    form("arna", "a", 25),
    form("ende", "", 25),
    form("ig", "", 30),
    form("igt", "", 30),
    form("iga", "", 30),
    form("ig", "a", 30),
    form("igt", "a", 30),
    form("iga", "a", 30),
    form("lig", "", 30),
    form("ligt", "", 30),
    form("liga", "", 30),
];

/// The bases that `word` may be a form of, each with its row. None of them is known to be a word.
pub(super) fn bases<'a>(word: &'a str, forms: &'static [Form]) -> impl Iterator<Item = (Cow<'a, str>, &'static Form)> {
    forms.iter().filter_map(move |form| {
        let stem = word.strip_suffix(form.seen)?;
        let least = if form.seen.is_empty() { SHORTEST_LOST_LETTERS } else { SHORTEST_STEM_LETTERS };
        if !form.base.is_empty() && stem.chars().count() < least {
            return None;
        }
        let base = if form.base.is_empty() { Cow::Borrowed(stem) } else { Cow::Owned(format!("{stem}{}", form.base)) };
        Some((base, form))
    })
}
