//! The vocabulary: themes in their order, and what there is on each.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use model::record::{Record, Theme};
use model::{Id, Kind};

use super::{Answer, html};
use crate::addresses::Room;
use crate::outputs::{embedded, wider_names};
use crate::page::{Layout, Page};
use crate::serve::error::Error;
use crate::view::on_theme::OnTheme;
use crate::view::{Chip, Said, Say, SourceLine, chip, source_lines};

#[derive(Debug, Template)]
#[template(path = "themes/list.html")]
struct ThemeList {
    say: Say,
    layout: Layout,
    total: usize,
    themes: Vec<Branch>,
}

/// A theme at the top, with those below it.
#[derive(Debug)]
struct Branch {
    leaf: ThemeLink,
    below: Vec<ThemeLink>,
}

/// A theme in the list.
#[derive(Debug)]
struct ThemeLink {
    href: String,
    label: Said,
    /// How many records are on it or on a narrower one.
    count: i64,
    challenge: bool,
}

/// The vocabulary: themes with none above them, each with all that fall under it.
pub async fn list(page: Page) -> Answer {
    let land = &page.landscape;
    let below = |theme: &Theme| {
        land.with_narrower(&theme.head.id).into_iter().map(|below| (theme.head.id.clone(), below)).collect::<Vec<_>>()
    };
    let pairs: Vec<(Id, Id)> = land.themes.iter().flat_map(below).collect();
    let counts: HashMap<Id, i64> = page.site.store.reader().await?.theme_counts(&pairs).await?.into_iter().collect();
    let top = land.themes.iter().filter(|theme| theme.broader.is_empty());
    let mut themes: Vec<Branch> = top
        .map(|theme| {
            let mut below = Vec::new();
            descend(&page, &counts, theme, 1, &mut below);
            Branch { leaf: link(&page, &counts, theme), below }
        })
        .collect();
    themes.sort_by(|a, b| page.site.alphabet.compare(&a.leaf.label.text, &b.leaf.label.text));
    html(&ThemeList {
        layout: page.layout(&page.say.t("room-themes"), &page.say.t("themes-lead")),
        total: land.themes.len(),
        themes,
        say: page.say.clone(),
    })
}

/// Deepest level of narrower themes that the list shows.
const DEEPEST: usize = 4;

fn descend(page: &Page, counts: &HashMap<Id, i64>, theme: &Theme, depth: usize, out: &mut Vec<ThemeLink>) {
    if depth > DEEPEST {
        return;
    }
    let mut narrower: Vec<&Theme> =
        page.landscape.themes.iter().filter(|other| other.broader.contains(&theme.head.id)).collect();
    narrower.sort_by(|a, b| page.site.alphabet.compare(a.label.read(page.lang).1, b.label.read(page.lang).1));
    for below in narrower {
        out.push(link(page, counts, below));
        descend(page, counts, below, depth + 1, out);
    }
}

fn link(page: &Page, counts: &HashMap<Id, i64>, theme: &Theme) -> ThemeLink {
    ThemeLink {
        href: page.href(Kind::Theme, &theme.head.slug),
        label: page.say.said(&theme.label),
        count: counts.get(&theme.head.id).copied().unwrap_or_default(),
        challenge: theme.challenge.is_some(),
    }
}

#[derive(Debug, Template)]
#[template(path = "themes/theme.html")]
struct ThemePage {
    say: Say,
    layout: Layout,
    list_path: String,
    label: Said,
    definition: Option<Said>,
    challenge: Option<String>,
    broader: Vec<Chip>,
    narrower: Vec<Chip>,
    synonyms: String,
    on: OnTheme,
    sources: Vec<SourceLine>,
}

/// The page of a theme: what there is on it and on those below it.
pub async fn show(page: Page, Path(slug): Path<String>) -> Answer {
    let own = page.record(Kind::Theme, &slug).await?;
    let Record::Theme(theme) = &own.record else { return Err(Error::NotFound) };
    let land = &page.landscape;
    let (on, _) = OnTheme::of(&page, theme).await?;
    let say = &page.say;
    let (label, definition) = (say.said(&theme.label), say.maybe(theme.definition.as_ref()));
    let synonyms = match page.lang {
        model::Lang::Sv => &theme.synonyms.sv,
        model::Lang::En => &theme.synonyms.en,
    };
    let below = land.themes.iter().filter(|other| other.broader.contains(&theme.head.id));
    let challenge = theme.challenge.as_ref().map(|_| Room::Challenges.record_path(page.lang, &theme.head.slug));
    html(&ThemePage {
        layout: page.layout(&label.text, definition.as_ref().map_or("", |text| &text.text)).with_data(embedded(
            &page,
            &own,
            &wider_names(&page, theme),
        )),
        list_path: page.room(Room::Themes),
        challenge,
        broader: theme.broader.iter().filter_map(|id| Some(chip(&page, land.theme(id)?))).collect(),
        narrower: below.map(|other| chip(&page, other)).collect(),
        synonyms: say.list(synonyms),
        sources: source_lines(say, &theme.head.sources),
        label,
        definition,
        on,
        say: say.clone(),
    })
}
