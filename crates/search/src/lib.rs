//! Finds, counts and suggests: the Swedish-aware index, derived from the store and following its change log.
