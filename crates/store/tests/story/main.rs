//! The store's story, told on both engines.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test says what is wrong by failing")]

mod addresses;
mod backups;
mod calendar;
mod harness;
mod numbers;
mod records;
mod shown;
mod statements;
mod writers;
