//! What is counted, for Prometheus. Served on a listener of its own, never beside the pages.

use std::sync::Arc;
use std::time::Duration;

use prometheus_client::encoding::{EncodeLabelSet, text::encode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use tokio::sync::Semaphore;

use super::{MOST_AT_ONCE, MOST_PROGRAMS_AT_ONCE};

/// Upper bounds of the answer times, in seconds.
const BOUNDS_SECONDS: [f64; 8] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0];

/// What is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    answers: Family<Answer, Counter>,
    seconds: Histogram,
    cached: Counter,
    places: Arc<Semaphore>,
    program_places: Arc<Semaphore>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    route: String,
    status: u16,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("klover");
        let answers = Family::default();
        let seconds = Histogram::new(BOUNDS_SECONDS);
        let cached = Counter::default();
        registry.register("answers", "Answers by route and status", answers.clone());
        registry.register("answer_seconds", "Time to answer, in seconds", seconds.clone());
        registry.register("cached_pages", "Pages answered from the cache", cached.clone());
        Self {
            registry,
            answers,
            seconds,
            cached,
            places: Arc::new(Semaphore::new(MOST_AT_ONCE)),
            program_places: Arc::new(Semaphore::new(MOST_PROGRAMS_AT_ONCE)),
        }
    }
}

impl Metrics {
    /// Counts an answer.
    pub fn answered(&self, route: &str, status: u16, took: Duration) {
        self.answers.get_or_create(&Answer { route: route.to_owned(), status }).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    /// Counts a page that was finished already.
    pub fn cached(&self) {
        self.cached.inc();
    }

    /// The places for requests that are worked on.
    #[must_use]
    pub fn places(&self) -> &Semaphore {
        &self.places
    }

    /// The places for requests of programs.
    #[must_use]
    pub fn program_places(&self) -> &Semaphore {
        &self.program_places
    }

    /// Everything in the text form of OpenMetrics.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to memory does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
