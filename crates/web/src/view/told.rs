//! What a filter leaves, in words: `aktiviteter (kurs) om vatten i Östergötland`.

use model::filter::{Filter, Period, Scope};
use words::dates;

use crate::addresses::Room;
use crate::listing::label;
use crate::page::Page;

/// What a filter leaves of what is named, as a part of a sentence.
#[must_use]
pub fn told(page: &Page, named: &str, scope: Scope, filter: &Filter) -> String {
    let say = &page.say;
    let mut parts = vec![named.to_owned()];
    let mut part = |key: &str, names: Vec<String>| {
        if !names.is_empty() {
            parts.push(say.with(key, "names", &say.list(&names)));
        }
    };
    part("told-sorts", sorts(page, scope, filter));
    part("told-themes", said(page, "theme", &filter.themes).iter().map(|name| name.to_lowercase()).collect());
    part("told-clusters", said(page, "cluster", &filter.clusters));
    let counties = said(page, "county", &filter.counties);
    part("told-places", counties.into_iter().chain(said(page, "municipality", &filter.municipalities)).collect());
    part("told-langs", filter.langs.iter().map(|lang| say.t(&format!("language-{}", lang.code()))).collect());
    part("told-words", filter.words.iter().cloned().collect());
    if let Some(near) = &filter.near {
        let place = near.name.as_deref().unwrap_or(&near.said);
        parts.push(say.with2("told-near", "km", &near.km.to_string(), "place", place));
    }
    if filter.bounds.is_some() {
        parts.push(say.t("told-bounds"));
    }
    match filter.period {
        Period::All => {}
        Period::Upcoming => parts.push(say.t("told-upcoming")),
        Period::Past => parts.push(say.t("told-past")),
    }
    parts.extend(filter.from.map(|day| say.with("told-from", "day", &dates::day(page.lang, day))));
    parts.extend(filter.until.map(|day| say.with("told-until", "day", &dates::day(page.lang, day))));
    parts.join(" ")
}

/// Kinds, forms and statuses, each as one word.
fn sorts(page: &Page, scope: Scope, filter: &Filter) -> Vec<String> {
    let small = |key: &str, value: &str| label(page, scope, key, value).to_lowercase();
    let kinds = filter.kinds.iter().filter(|_| scope == Scope::Everything);
    let kinds = kinds.map(|kind| page.say.t(Room::of(*kind).key()).to_lowercase());
    let sorts = filter.sorts.iter().map(|sort| small("kind", sort));
    let forms = filter.forms.iter().map(|form| small("form", form.code()));
    let statuses = filter.statuses.iter().map(|status| small("status", status));
    kinds.chain(sorts).chain(forms).chain(statuses).collect()
}

fn said<T: ToString>(page: &Page, key: &str, values: &[T]) -> Vec<String> {
    values.iter().map(|value| label(page, Scope::Everything, key, &value.to_string())).collect()
}
