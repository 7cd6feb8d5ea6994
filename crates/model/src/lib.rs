//! The nouns and rules of a network of clusters.
//!
//! Nothing here does I/O, is async, or knows SQL or HTML. What comes from outside is parsed once, into types that
//! cannot be wrong; everything after that may trust them.

pub mod alphabet;
pub mod calendar;
pub mod clock;
pub mod date;
pub mod filter;
pub mod folder;
pub mod geo;
pub mod places;
pub mod record;
pub mod schema;
pub mod text;
pub mod time;

pub use clock::Clock;
pub use date::PartialDate;
pub use filter::Filter;
pub use geo::{County, Municipality};
pub use record::{Kind, Record, Visibility};
pub use text::{Id, Lang, Slug, Text};
