//! The program's one clock.

use jiff::{SignedDuration, Timestamp, ZonedDateTime, civil, tz::TimeZone};

use crate::time::HOME_ZONE;

/// Tells what time it is: the machine's, or shifted so that it started at a given moment.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock {
    shift: SignedDuration,
}

impl Clock {
    /// A clock that shows `start` now and goes on from there.
    #[must_use]
    pub fn starting_at(start: Timestamp) -> Self {
        Self { shift: machine_now().duration_until(start) }
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        machine_now().checked_add(self.shift).unwrap_or(Timestamp::MAX)
    }

    /// The present moment where the network lives.
    #[must_use]
    pub fn now_at_home(&self) -> ZonedDateTime {
        self.now().to_zoned_datetime(TimeZone::get(HOME_ZONE).unwrap_or(TimeZone::UTC))
    }

    /// Today's date where the network lives.
    #[must_use]
    pub fn today(&self) -> civil::Date {
        self.now_at_home().date()
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one clock")]
fn machine_now() -> Timestamp {
    Timestamp::now()
}
