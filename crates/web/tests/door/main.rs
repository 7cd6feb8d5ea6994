//! The site through its front door: the real router on a real store, on both engines.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test says what is wrong by failing")]

mod api;
mod calendar;
mod contrast;
mod embeds;
mod faults;
mod fresh;
mod guards;
mod harness;
mod heavy;
mod hidden;
mod linked;
mod lists;
mod looks;
mod map;
mod mirror;
mod numbers;
mod outputs;
mod pages;
mod search;
mod sitemap;
mod social;
mod tables;
mod texts;
mod words;
