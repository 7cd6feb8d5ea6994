//! Others' formats. [`write`] makes what others subscribe to and fetch: calendars, feeds, maps, tables, linked data.

pub mod write;
