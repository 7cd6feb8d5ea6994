//! Pages and outputs over HTTP.
//!
//! A request walks: [`router`] → guards → page cache → a handler in `pages` (check, ask, answer) → its template. No
//! handler makes a network call, and nothing changes on GET.

mod addresses;
mod api;
mod listing;
mod map;
mod outputs;
mod page;
mod pages;
mod query;
mod router;
mod serve;
mod site;
mod view;

pub use addresses::{Room, home};
pub use router::router;
pub use serve::metrics::Metrics;
pub use serve::{MOST_AT_ONCE, REQUEST_PATIENCE};
pub use site::{App, Landscape, Site};
