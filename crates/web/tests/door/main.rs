//! The site through its front door: the real router on a real store, on both engines.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test says what is wrong by failing")]

mod calendar;
mod contrast;
mod faults;
mod fresh;
mod guards;
mod harness;
mod heavy;
mod linked;
mod lists;
mod looks;
mod map;
mod numbers;
mod pages;
mod search;
mod tables;
mod texts;
mod words;
