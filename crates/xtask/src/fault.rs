//! What went wrong, in words for the person at the terminal.

use std::fmt::{self, Display};
use std::io;

/// A sentence that says what went wrong, and where it can, what to do about it.
#[derive(Debug)]
pub struct Fault(String);

/// The result of everything here that can fail.
pub type Result<T = ()> = std::result::Result<T, Fault>;

impl Fault {
    /// A fault with this sentence.
    pub fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Says what was being done when the operating system refused.
pub trait During<T> {
    /// Turns an error of the operating system into a fault that begins with `what`.
    fn during(self, what: impl Display) -> Result<T>;
}

impl<T> During<T> for io::Result<T> {
    fn during(self, what: impl Display) -> Result<T> {
        self.map_err(|error| Fault(format!("{what}: {error}")))
    }
}
