//! What stands between the network and the pages: limits, headers, cache, errors, health.

use std::time::Duration;

pub mod assets;
pub mod cache;
pub mod error;
pub mod fair;
pub mod guard;
pub mod health;
pub mod metrics;

/// Most requests that are worked on at once; one more is asked to come back.
pub const MOST_AT_ONCE: usize = 256;
/// Longest time for one answer.
pub const REQUEST_PATIENCE: Duration = Duration::from_secs(10);
/// Largest body that is read, in bytes. Nothing takes a body yet.
pub const LARGEST_BODY_BYTES: usize = 64 * 1024;
/// Longest path and query, in bytes.
pub const LONGEST_ADDRESS_BYTES: usize = 8 * 1024;
