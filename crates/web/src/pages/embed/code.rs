//! The code to paste: an element of our own, a frame, or plain links.

use words::dates::Leaf;

use super::builder::address;
use super::look::{Look, Shape, USUAL};
use super::view::{Shown, list};
use crate::page::Page;
use crate::query::written;
use crate::serve::error::Error;
use crate::view::Row;
use model::filter::Scope;

/// Most links of the plain list: it stands in somebody's page as it is.
const MOST_LINKS: usize = 20;

/// Three ways to do it.
#[derive(Debug)]
pub struct Code {
    /// With our script: as high as it must be, and in the page's own colours.
    pub element: Part,
    /// In a frame.
    pub frame: Part,
    /// Links as they are today.
    pub plain: Part,
}

/// A text to copy.
#[derive(Debug)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Its lines.
    pub rows: usize,
}

impl Part {
    fn of(text: String) -> Self {
        const LINE_LENGTH: usize = 60;
        let rows = text.lines().map(|line| line.chars().count().div_ceil(LINE_LENGTH).max(1)).sum::<usize>();
        Self { rows: rows.clamp(3, 14), text }
    }
}

/// The code for what is shown, in the language of the page that is given.
///
/// # Errors
/// When the index or the store does not answer.
pub async fn code(page: &Page, shown: &Shown, look: &Look) -> Result<Code, Error> {
    let base = &page.site.public_url;
    let (title, all) = (shown.title(page), shown.at_home(page));
    let link = format!("<a href=\"{}\">{}</a>", escaped(&all), escaped(&title));
    let src =
        format!("{base}{}{}", page.room(shown.room), written(&shown.filter.pairs(shown.scope != Scope::Everything)));
    let max = look.max.unwrap_or(USUAL);
    let properties: Vec<String> =
        look.colours.properties().into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let style =
        if properties.is_empty() { String::new() } else { format!(" style=\"{}\"", escaped(&properties.join("; "))) };
    let element = format!(
        "<script async src=\"{base}/embed.js\"></script>\n<klover-embed src=\"{}\" view=\"{}\" max=\"{max}\"{style}>\n  {link}\n</klover-embed>",
        escaped(&src),
        shown.shape.code(),
    );
    let frame = format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{}\" loading=\"lazy\" style=\"border: 0\"></iframe>",
        escaped(&format!("{base}{}", address(page, shown, look))),
        escaped(&title),
        height(shown.shape, max),
    );
    Ok(Code {
        element: Part::of(element),
        frame: Part::of(frame),
        plain: Part::of(plain(page, shown, max, &link).await?),
    })
}

/// How high a frame is that shows most of it without a bar, in pixels.
fn height(shape: Shape, max: usize) -> usize {
    match shape {
        Shape::List => 150 + 88 * max.min(8),
        Shape::Calendar => 500 + 88 * max.min(4),
        Shape::Map => 900,
    }
}

async fn plain(page: &Page, shown: &Shown, max: usize, link: &str) -> Result<String, Error> {
    let most = max.min(MOST_LINKS);
    let (listed, _) = match (shown.shape, shown.activities()) {
        (Shape::Calendar, Some(filter)) => {
            let room = crate::addresses::Room::Activities;
            let scope = Scope::Of(model::Kind::Activity);
            list(page, &Shown { room, scope, filter, shape: Shape::List }, most).await?
        }
        _ => list(page, shown, most).await?,
    };
    let mut lines = vec!["<ul>".to_owned()];
    for row in listed.groups.iter().flat_map(|group| &group.rows) {
        let href = escaped(&format!("{}{}", page.site.public_url, row.href));
        let line = format!("  <li><a href=\"{href}\">{}</a>{}</li>", escaped(&row.title.text), escaped(&when(row)));
        lines.push(line);
    }
    lines.push("</ul>".to_owned());
    lines.push(format!("<p>{link}</p>"));
    Ok(lines.join("\n"))
}

/// The date of a row, after a comma.
fn when(row: &Row) -> String {
    let Some(leaf) = row.leaf.as_ref().filter(|leaf| !leaf.is_undated()) else { return String::new() };
    let Leaf { before, day, month, word, year, .. } = leaf;
    let parts = [before, day, month, word, year].into_iter().filter(|part| !part.is_empty());
    format!(", {}", parts.map(String::as_str).collect::<Vec<_>>().join(" "))
}

/// A text as it stands in HTML, also between quotation marks.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
