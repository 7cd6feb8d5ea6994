//! How an embed is shown: which way, how much, in which colours. What makes no sense is as if it was not said: a page
//! that somebody else keeps is better shown in our colours than not at all.

use std::fmt::Write;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use model::calendar::Sheet;

use crate::addresses::Room;
use crate::page::Page;
use crate::query::{Query, written};
use crate::serve::error::Error;

/// The address of a sheet with chosen colours.
pub const COLOURS: &str = "/embed.css";
/// Most things that an embed shows.
pub const MOST: usize = 50;
/// How many it shows when nobody says.
pub const USUAL: usize = 6;
/// The roundest corner, in pixels.
pub const ROUNDEST_PX: u8 = 32;
/// How long a browser may keep a sheet with colours: another choice has another address.
const KEPT: &str = "public, max-age=86400";

/// The ways to show the same things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One below the other.
    List,
    /// In a month.
    Calendar,
    /// Where they are.
    Map,
}

impl Shape {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::List, Self::Calendar, Self::Map];

    /// The word in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Calendar => "calendar",
            Self::Map => "map",
        }
    }

    /// How a room shows itself when nobody says.
    pub const fn of(room: Room) -> Self {
        match room {
            Room::Calendar => Self::Calendar,
            Room::Map => Self::Map,
            _ => Self::List,
        }
    }
}

/// The families of letters that can be chosen by a word.
const FONTS: [(&str, &str); 2] = [("sans", "system-ui, sans-serif"), ("serif", "Georgia, \"Times New Roman\", serif")];

/// How an embed is shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Look {
    /// The way.
    pub shape: Option<Shape>,
    /// The most that is shown.
    pub max: Option<usize>,
    /// The month that is shown.
    pub month: Option<Sheet>,
    /// The colours: of links and points, of text, of the ground.
    pub colours: Colours,
}

/// What the embed takes from the page around it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Colours {
    /// Of links and points.
    pub accent: Option<Colour>,
    /// Of text.
    pub text: Option<Colour>,
    /// Of the ground.
    pub background: Option<Colour>,
    /// The letters, by their place in [`FONTS`].
    pub font: Option<usize>,
    /// The corners, in pixels.
    pub radius: Option<u8>,
}

/// A colour as red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(u32);

impl Colour {
    /// Six hexadecimal digits, with a hash or without.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let sound = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        sound.then(|| u32::from_str_radix(digits, 16).ok().map(Self)).flatten()
    }

    /// The six digits.
    pub fn digits(self) -> String {
        format!("{:06x}", self.0)
    }

    /// How well it is told apart from another, from 1 to 21 (WCAG 2.2, contrast ratio).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(self) -> f64 {
        let channel = |shift: u32| {
            let value = f64::from((self.0 >> shift) & 0xff) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }
}

impl Look {
    /// What an address says.
    pub fn parse(query: &Query) -> Self {
        let shape = query.first("view").and_then(|code| Shape::ALL.into_iter().find(|shape| shape.code() == code));
        let max = query.first("max").and_then(|max| max.parse::<usize>().ok()).map(|max| max.clamp(1, MOST));
        let month = query.first("month").and_then(|month| month.parse().ok());
        Self {
            shape,
            max,
            month: month.filter(|sheet| matches!(sheet, Sheet::Month(_))),
            colours: Colours::parse(query),
        }
    }
}

impl Colours {
    fn parse(query: &Query) -> Self {
        let colour = |key| query.first(key).and_then(Colour::parse);
        Self {
            accent: colour("accent"),
            text: colour("text"),
            background: colour("background"),
            font: query.first("font").and_then(|word| FONTS.iter().position(|(known, _)| *known == word)),
            radius: query.first("radius").and_then(|radius| radius.parse().ok()).map(|px: u8| px.min(ROUNDEST_PX)),
        }
    }

    /// As keys and values of an address.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let colour = |key, colour: Option<Colour>| colour.map(|colour| (key, colour.digits()));
        let colours = [colour("accent", self.accent), colour("text", self.text), colour("background", self.background)];
        let font = self.font.and_then(|font| FONTS.get(font)).map(|(word, _)| ("font", (*word).to_owned()));
        let radius = self.radius.map(|radius| ("radius", radius.to_string()));
        colours.into_iter().chain([font, radius]).flatten().collect()
    }

    /// As custom properties.
    pub fn properties(&self) -> Vec<(&'static str, String)> {
        let property = |(key, value): (&'static str, String)| match key {
            "accent" => ("--klover-accent", format!("#{value}")),
            "text" => ("--klover-text", format!("#{value}")),
            "background" => ("--klover-background", format!("#{value}")),
            "radius" => ("--klover-radius", format!("{value}px")),
            _ => {
                let family = FONTS.iter().find(|(word, _)| **word == value).map_or("inherit", |(_, family)| family);
                ("--klover-font", family.to_owned())
            }
        };
        self.pairs().into_iter().map(property).collect()
    }

    /// The address of the sheet with them; `None` when nothing is chosen.
    pub fn sheet(&self) -> Option<String> {
        let pairs = self.pairs();
        (!pairs.is_empty()).then(|| format!("{COLOURS}{}", written(&pairs)))
    }
}

/// The sheet with chosen colours. It holds nothing but what has been understood.
pub async fn colours(page: Page) -> Result<Response, Error> {
    let mut sheet = String::from(":root {\n");
    for (name, value) in Colours::parse(&page.query).properties() {
        // Writing to a string does not fail.
        let _ = writeln!(sheet, "  {name}: {value};");
    }
    sheet.push_str("}\n");
    Ok(([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, KEPT)], sheet).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_understood_becomes_a_property() {
        let query = Query::parse(
            "accent=20663C&text=red&background=%23ffffff&font=serif&radius=900&view=calendar&max=1000&month=2026-W02",
        );
        let look = Look::parse(&query.unwrap());
        assert_eq!((look.shape, look.max, look.month), (Some(Shape::Calendar), Some(MOST), None));
        let properties = look.colours.properties();
        let told: Vec<String> = properties.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        // Nine hundred pixels are no number of pixels that we know.
        let serif = "--klover-font: Georgia, \"Times New Roman\", serif";
        assert_eq!(told, ["--klover-accent: #20663c", "--klover-background: #ffffff", serif]);
        for evil in ["red;}body{", "fff", "12345g", "url(x)", "", "+12345"] {
            assert_eq!(Colour::parse(evil), None, "{evil}");
        }
    }

    #[test]
    fn contrast_is_measured_as_in_the_guidelines() {
        let colour = |text| Colour::parse(text).unwrap();
        assert!((colour("000000").contrast(colour("ffffff")) - 21.0).abs() < 0.01);
        assert!(colour("cccccc").contrast(colour("ffffff")) < 3.0);
    }
}
