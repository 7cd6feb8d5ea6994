//! Who arranges and works together: pairs of bodies, with what they do.

use store::numbers::Pair;
use store::read::Name;

use crate::page::Page;

/// Two bodies, and what they do together.
#[derive(Debug)]
pub(super) struct Together {
    /// Their names and pages.
    pub one: (String, String),
    pub other: (String, String),
    /// How many activities and initiatives.
    pub number: String,
    /// The word after the number.
    pub unit: String,
    /// The latest of them, with their pages.
    pub latest: Vec<(String, String)>,
    /// How many more there are, in words.
    pub more: Option<String>,
    /// How long its bar is, in per cent of the longest.
    pub share: String,
}

/// The pairs that do most together, most first.
pub(super) fn together(page: &Page, pairs: &[Pair]) -> Vec<Together> {
    let most = pairs.iter().map(|pair| pair.times).max().unwrap_or_default();
    let named = |name: &Name| (name.title(page.lang).to_owned(), page.href(name.kind, &name.slug));
    let rows = pairs.iter().map(|pair| {
        let shown = i64::try_from(pair.latest.len()).unwrap_or_default();
        Together {
            one: named(&pair.one),
            other: named(&pair.other),
            number: page.say.number(pair.times),
            unit: page.say.count("numbers-times", pair.times),
            latest: pair.latest.iter().map(named).collect(),
            more: (pair.times > shown).then(|| page.say.count("bodies-more", pair.times - shown)),
            share: super::share(pair.times, most),
        }
    });
    rows.collect()
}
