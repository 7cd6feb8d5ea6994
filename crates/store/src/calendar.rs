//! What the calendar asks for.

use jiff::Timestamp;
use model::time::Span;

use crate::Result;
use crate::db::{Reader, sql};

/// The nearest moments with something before and after a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Nearest {
    /// The last moment of what ended last before it.
    pub before: Option<Timestamp>,
    /// The first moment of what begins first after it.
    pub after: Option<Timestamp>,
}

impl Reader {
    /// The nearest moments with a public activity before and after a stretch of time. What goes on for more than
    /// `longest_days` is passed over: it is a year or more, of which no day is known.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn nearest_activities(&mut self, span: Span, longest_days: i64) -> Result<Nearest> {
        let text = sql!(
            "select (select max(case when o.ends > o.starts then o.ends - 1 else o.ends end) from occasion o
                     join record r on r.id = o.record_id
                     where r.visibility = 'public' and o.starts < $1 and o.ends <= $1 and o.ends - o.starts <= $3),
                    (select min(o.starts) from occasion o join record r on r.id = o.record_id
                     where r.visibility = 'public' and o.starts >= $2 and o.ends - o.starts <= $3)"
        );
        let until = span.until.unwrap_or(Timestamp::MAX);
        // A day more, for the hour that a season in which the clocks go back has more.
        let longest = (longest_days + 1) * 24 * 60 * 60;
        let args = [span.from.as_second().into(), until.as_second().into(), longest.into()];
        let row: Option<(Option<i64>, Option<i64>)> = self.first(text, &args).await?;
        let (before, after) = row.unwrap_or_default();
        let moment = |second: Option<i64>| second.and_then(|second| Timestamp::from_second(second).ok());
        Ok(Nearest { before: moment(before), after: moment(after) })
    }
}
