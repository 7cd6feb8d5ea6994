//! The facts beside a page: what is known, line by line, each with its link where it has one.

use model::Id;
use model::record::Theme;
use model::text::WebAddress;

use super::{Chip, Rows, Said, Say, chip};
use crate::page::Page;

/// One line of the facts.
#[derive(Debug)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What is known, each with its link where it has one.
    pub values: Vec<(Said, Option<String>)>,
}

/// The facts of a record, as they are put together. A line with nothing in it is left out.
#[derive(Debug)]
pub struct Facts<'a> {
    say: &'a Say,
    lines: Vec<Fact>,
}

impl<'a> Facts<'a> {
    /// None yet.
    #[must_use]
    pub const fn new(say: &'a Say) -> Self {
        Self { say, lines: Vec::new() }
    }

    /// A line of values that may have links.
    pub fn links(&mut self, key: &str, values: impl IntoIterator<Item = (Said, Option<String>)>) {
        let values: Vec<_> = values.into_iter().filter(|(said, _)| !said.text.is_empty()).collect();
        if !values.is_empty() {
            self.lines.push(Fact { label: self.say.t(key), values });
        }
    }

    /// A line of texts.
    pub fn texts(&mut self, key: &str, values: impl IntoIterator<Item = Said>) {
        self.links(key, values.into_iter().map(|said| (said, None)));
    }

    /// A line with one text in the reader's language.
    pub fn text(&mut self, key: &str, value: impl Into<Option<String>>) {
        self.texts(key, value.into().map(Said::from));
    }

    /// The line with a body's own web site.
    pub fn website(&mut self, site: Option<&WebAddress>) {
        self.links("fact-website", site.map(|site| (Said::from(site.publisher()), Some(site.to_string()))));
    }

    /// The lines.
    #[must_use]
    pub fn done(self) -> Vec<Fact> {
        self.lines
    }
}

/// The names that have a role in a record, each with its page.
#[must_use]
pub fn linked_names(page: &Page, rows: &Rows<'_>, id: &Id, role: &str) -> Vec<(Said, Option<String>)> {
    let names = rows.names(id).iter().filter(|linked| linked.role == role);
    let values = names.map(|linked| {
        let name = linked.name.title(page.lang).to_owned();
        (Said::from(name), Some(page.href(linked.name.kind, &linked.name.slug)))
    });
    values.collect()
}

/// The themes with some ids, as small links.
#[must_use]
pub fn theme_chips(page: &Page, ids: &[Id]) -> Vec<Chip> {
    let themes = ids.iter().filter_map(|id| page.landscape.theme(id));
    themes.map(|theme: &Theme| chip(page, theme)).collect()
}
