//! Finds, counts and suggests: the Swedish-aware index, derived from the store and following its change log.
//!
//! Nothing is kept here that the store does not have: the index can be thrown away at any time, and makes itself anew.

use std::collections::HashMap;
use std::path::PathBuf;

pub mod analyse;
mod ask;
mod collect;
mod columns;
mod entry;
mod fields;
mod find;
mod index;
mod snippet;
mod speech;
mod spelling;
mod suggest;

pub use entry::shown_texts;
pub use find::{Ask, Facets, Found, Order, Pin, Vocabulary};
pub use index::Index;
pub use snippet::{Piece, marked, snippet};
pub use speech::Speech;
pub use suggest::Suggestion;

/// The visible words of the vocabularies in Swedish and English, by their keys, so that they can be searched for.
pub type Labels = HashMap<&'static str, (String, String)>;

/// What can go wrong with a search.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The record after which the list was to go on is not in it.
    #[error("the record to go on after is not among what was found")]
    UnknownAfter,
    /// Another program has the index open.
    #[error("another program has the search index open")]
    InUse,
    /// The index is not whole.
    #[error("the search index is damaged: {0}")]
    Damaged(String),
    /// Its folder cannot be used.
    #[error("{0}: {1}")]
    Folder(PathBuf, std::io::Error),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The index itself.
    #[error("search index: {0}")]
    Index(tantivy::TantivyError),
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        match error {
            tantivy::TantivyError::LockFailure(..) => Self::InUse,
            error => Self::Index(error),
        }
    }
}
