//! What stands on others' pages: lists, calendars and maps of any filter, and the page that makes them.

mod builder;
mod code;
mod country;
mod look;
mod month;
mod view;

pub use builder::show as builder;
pub use look::{COLOURS, colours};
pub use view::{elsewhere, show};
