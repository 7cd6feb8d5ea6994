//! What pages share: words at hand, texts that know their language, and the rows of lists.

pub mod cluster_map;
pub mod copy;
pub mod county_cell;
mod facts;
pub mod on_theme;
pub mod related;
mod rows;
mod said;
mod social;
mod sources;
pub mod switch;

pub use facts::{Fact, Facts, linked_names, theme_chips};
pub use rows::{Chip, Grouped, Row, Rows, chip, place_and_county, place_name};
pub use said::{Said, Say, capitalised};
pub use social::Social;
pub use sources::{SourceLine, last_read, source_lines};
pub use switch::Switch;
