//! What the search finds, counts, follows and suggests: on a real store, through the index as pages use it.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test says what is wrong by failing")]

mod corpus;
mod filter;
mod follow;
mod harness;
mod paging;
mod plainly;
mod quality;
mod words;
