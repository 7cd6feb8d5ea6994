//! How a link to a page looks where it is shared: Open Graph, with a picture of our own.

use model::{County, Lang};

use crate::outputs::{Subject, View};
use crate::page::Page;

/// What is said of a page to those who show a link to it.
#[derive(Debug)]
pub struct Social {
    /// What the page is (ogp.me, "Object Types").
    pub kind: &'static str,
    /// The full address of its picture.
    pub picture: String,
    /// The picture in words.
    pub alt: String,
    /// The page's language and country.
    pub locale: &'static str,
    /// Those of its like in the other language.
    pub other_locale: &'static str,
}

impl Social {
    /// Width of every picture, in pixels.
    pub const WIDTH: u16 = 1200;
    /// Height of every picture, in pixels.
    pub const HEIGHT: u16 = 630;

    /// What is said of a page; a record's has the picture of its first county.
    #[must_use]
    pub fn of(page: &Page) -> Self {
        let is_record = View::of(&page.path).is_some_and(|view| matches!(view.subject, Subject::Record(..)));
        let (name, alt) = match page.county {
            Some(county) => (picture(county), page.say.with("card-county", "county", county.short_name())),
            None => ("card/sweden.png".to_owned(), page.say.t("card-network")),
        };
        Self {
            kind: if is_record { "article" } else { "website" },
            picture: format!("{}{}", page.site.public_url, page.assets().href(&name)),
            alt,
            locale: locale(page.lang),
            other_locale: locale(page.lang.other()),
        }
    }
}

/// The file of a county's picture.
fn picture(county: County) -> String {
    format!("card/county-{county}.png")
}

const fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "sv_SE",
        Lang::En => "en_GB",
    }
}
