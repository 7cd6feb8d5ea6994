//! The store's story, told on both engines.

mod backups;
mod harness;
mod records;
mod statements;
mod writers;
