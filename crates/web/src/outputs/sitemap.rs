//! Every page that search engines may know of: `/sitemap.xml`, and its parts when there are many.
//!
//! Lists with a filter, sheets of the calendar and posters show what stands on other pages, and are left out.

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use formats::write::sitemap::{self, Place};
use jiff::Timestamp;
use model::{Lang, Slug};
use store::read::Part;

use crate::addresses::{Room, home};
use crate::serve::cache;
use crate::serve::error::Error;
use crate::site::{App, Site};

/// The address that `robots.txt` names.
pub const PATH: &str = "/sitemap.xml";
/// Records of one file. Each has two addresses, a challenge four; the first file has those of the rooms too.
const MOST_RECORDS: i64 = 5_000;
const _: () = assert!(4 * MOST_RECORDS as usize + 2 * (Room::ALL.len() + 1) <= sitemap::MOST_ADDRESSES);

/// What an address asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// All there is, or the list of its parts.
    All,
    /// A part, counted from 1.
    Part(usize),
}

impl Asked {
    fn of(path: &str) -> Option<Self> {
        if path == PATH {
            return Some(Self::All);
        }
        let number = path.strip_prefix("/sitemap-")?.strip_suffix(".xml")?;
        let part = number.parse().ok().filter(|part| *part > 0 && part_path(*part) == path)?;
        Some(Self::Part(part))
    }

    /// The number of the part, from 0, out of so many; `None` for the list of them.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a part that is not there.
    const fn among(self, parts: usize) -> Result<Option<usize>, Error> {
        match self {
            Self::All if parts > 1 => Ok(None),
            Self::All => Ok(Some(0)),
            Self::Part(part) if part <= parts && parts > 1 => Ok(Some(part - 1)),
            Self::Part(_) => Err(Error::NotFound),
        }
    }
}

fn part_path(part: usize) -> String {
    format!("/sitemap-{part}.xml")
}

/// Answers the addresses of the sitemap; lets all others pass.
pub async fn answers(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = Asked::of(request.uri().path());
    let (Some(asked), true) = (asked, matches!(*request.method(), Method::GET | Method::HEAD)) else {
        return next.run(request).await;
    };
    let (parts, _) = request.into_parts();
    let answer = Box::pin(serve(&app, parts.uri.path(), &parts.headers, asked));
    answer.await.unwrap_or_else(IntoResponse::into_response)
}

async fn serve(app: &App, path: &str, headers: &HeaderMap, asked: Asked) -> Result<Response, Error> {
    let site = app.site(headers);
    cache::kept_or_made(app, &site, path.to_owned(), headers, make(&site, asked)).await
}

async fn make(site: &Site, asked: Asked) -> Result<Response, Error> {
    let parts = site.store.reader().await?.public_parts(MOST_RECORDS).await?;
    let bytes = match asked.among(parts.len())? {
        None => {
            let address =
                |(at, part): (usize, &Part)| (format!("{}{}", site.public_url, part_path(at + 1)), part.changed);
            sitemap::index(&parts.iter().enumerate().map(address).collect::<Vec<_>>())
        }
        Some(part) => {
            let mut places = if part == 0 { rooms(site) } else { Vec::new() };
            if let Some(part) = parts.get(part) {
                places.extend(records(site, part).await?);
            }
            sitemap::pages(&places)
        }
    };
    Ok(([(CONTENT_TYPE, "application/xml; charset=utf-8")], bytes).into_response())
}

/// The home page and every room. They change with the records, and with the day: nothing is said of when.
fn rooms(site: &Site) -> Vec<Place> {
    let rooms = Room::ALL.iter().map(|room| place(site, |lang| room.path(lang), None));
    std::iter::once(place(site, |lang| home(lang).to_owned(), None)).chain(rooms).collect()
}

/// The pages of the records of a part.
async fn records(site: &Site, part: &Part) -> Result<Vec<Place>, Error> {
    let landscape = site.landscape().await?;
    let addresses = site.store.reader().await?.addresses_from(&part.first, MOST_RECORDS).await?;
    let mut places = Vec::with_capacity(addresses.len());
    for address in addresses {
        let changed = Some(address.changed);
        let mut add = |room: Room, slug: &Slug| places.push(place(site, |lang| room.record_path(lang, slug), changed));
        add(Room::of(address.kind), &address.slug);
        if landscape.theme(&address.id).is_some_and(|theme| theme.challenge.is_some()) {
            add(Room::Challenges, &address.slug);
        }
    }
    Ok(places)
}

fn place(site: &Site, path: impl Fn(Lang) -> String, changed: Option<Timestamp>) -> Place {
    let full = |lang| (lang, format!("{}{}", site.public_url, path(lang)));
    Place { addresses: Lang::ALL.map(full).to_vec(), changed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_an_address_of_its_own_in_one_spelling() {
        assert_eq!(Asked::of("/sitemap.xml"), Some(Asked::All));
        assert_eq!(Asked::of("/sitemap-12.xml"), Some(Asked::Part(12)));
        for path in ["/sitemap-0.xml", "/sitemap-01.xml", "/sitemap-+1.xml", "/sitemap-.xml", "/sitemap-1", "/sitemap"]
        {
            assert_eq!(Asked::of(path), None, "{path}");
        }
    }

    #[test]
    fn there_are_parts_only_when_one_file_is_too_small() {
        let among = |asked: Asked, parts| asked.among(parts).ok();
        assert_eq!(among(Asked::All, 0), Some(Some(0)));
        assert_eq!(among(Asked::All, 1), Some(Some(0)));
        assert_eq!(among(Asked::Part(1), 1), None);
        assert_eq!(among(Asked::All, 2), Some(None));
        assert_eq!(among(Asked::Part(1), 2), Some(Some(0)));
        assert_eq!(among(Asked::Part(2), 2), Some(Some(1)));
        assert_eq!(among(Asked::Part(3), 2), None);
    }
}
