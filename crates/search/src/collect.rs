//! One pass over everything that the words find: what the filter keeps, counts by every facet, and the first of it in
//! order.
//!
//! A facet counts what would be kept if its own part of the filter were not there, so each row is weighed once: kept by
//! all parts it counts everywhere, kept by all but one it counts for that one.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use model::filter::{Bounds, Near, Period};
use model::geo::Position;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::ask::FAR;
use crate::columns::{CODES, Columns};
use crate::fields::kind_number;
use crate::find::{Ask, Order};

/// The parts of the filter that facets are counted by: the codes, then these two.
const KIND: usize = CODES.len();
const PERIOD: usize = CODES.len() + 1;
/// Which of the codes is the theme, whose wider themes count too.
const THEME: usize = 1;

/// Where a record stands in an order: smaller comes first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub stage: u8,
    pub value: i64,
    pub name: String,
    pub id: String,
}

impl Place {
    /// The score of a place in the order of relevance.
    pub fn score(&self) -> f32 {
        u32::try_from(-self.value).map_or(0.0, f32::from_bits)
    }
}

/// What a pass gathers.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    wanted: [Option<Vec<String>>; CODES.len()],
    kinds: Vec<u64>,
    period: Period,
    time: Option<(i64, i64)>,
    near: Option<Near>,
    bounds: Option<Bounds>,
    wider: Arc<HashMap<String, Vec<String>>>,
    order: Order,
    lang: model::Lang,
    now: Timestamp,
    after: Option<Place>,
    /// The least score that is kept.
    least: f32,
    most: usize,
    /// Whether to count by facets, and whether to gather positions.
    facets: bool,
    points: bool,
}

/// What a pass found.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub total: usize,
    /// How many of them have every word; only where scores are kept.
    pub exact: usize,
    pub first: Vec<Place>,
    /// Counts by code, for each of [`CODES`].
    pub codes: Vec<HashMap<String, usize>>,
    pub kinds: HashMap<u64, usize>,
    /// Upcoming, past, undated.
    pub stages: [usize; 3],
    pub points: Vec<Point>,
}

/// A position of a record.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    pub kind: u64,
    pub position: Position,
    pub id: String,
}

impl Plan {
    pub fn new(ask: &Ask<'_>, after: Option<Place>, least: f32) -> Self {
        let filter = ask.filter;
        let codes = |values: &[&'static str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
        let vocabulary = ask.vocabulary;
        let wanted = [
            codes(&filter.sorts),
            filter.themes.iter().map(|slug| vocabulary.theme_id(slug)).collect(),
            filter.clusters.iter().map(|slug| vocabulary.cluster_id(slug)).collect(),
            filter.counties.iter().map(ToString::to_string).collect(),
            filter.municipalities.iter().map(ToString::to_string).collect(),
            filter.forms.iter().map(|form| form.code().to_owned()).collect(),
            codes(&filter.statuses),
            filter.langs.iter().map(|lang| lang.code().to_owned()).collect(),
        ];
        let span = (filter.from.is_some() || filter.until.is_some()).then(|| {
            let first = filter.from.unwrap_or(jiff::civil::Date::MIN);
            let span = model::time::days_span(first, filter.until);
            let from = if filter.from.is_some() { span.from.as_second() } else { i64::MIN };
            (from, span.until.map_or(i64::MAX, Timestamp::as_second))
        });
        Self {
            wanted: wanted.map(|values: Vec<String>| (!values.is_empty()).then_some(values)),
            kinds: filter.kinds.iter().map(|kind| kind_number(*kind)).collect(),
            period: filter.period,
            time: span,
            near: filter.near.clone(),
            bounds: filter.bounds,
            wider: Arc::clone(&vocabulary.wider),
            order: ask.order,
            lang: ask.lang,
            now: ask.now,
            after,
            least,
            most: ask.most,
            facets: ask.facets,
            points: ask.points,
        }
    }

    /// Where a row stands in the order.
    pub fn place(&self, columns: &Columns, doc: DocId, score: Score) -> Place {
        let (stage, value) = self.rank(columns, doc, score);
        let name = columns.order.of(doc).next().map(|number| columns.order.name(number)).unwrap_or_default();
        let id = columns.id.of(doc).next().map(|number| columns.id.name(number)).unwrap_or_default();
        Place { stage, value, name, id }
    }

    fn rank(&self, columns: &Columns, doc: DocId, score: Score) -> (u8, i64) {
        match self.order {
            Order::Time => columns.time(doc, self.now),
            // A score is never negative, so its bits rise with it.
            Order::Relevance => (0, -i64::from(score.max(0.0).to_bits())),
            Order::Distance => match (&self.near, self.km(columns, doc)) {
                (Some(_), Some(km)) => (0, metres(km)),
                _ => (1, 0),
            },
        }
    }

    fn km(&self, columns: &Columns, doc: DocId) -> Option<f64> {
        let near = self.near.as_ref()?;
        columns.positions(doc).map(|position| near.position.km_to(position)).min_by(f64::total_cmp)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "no distance on Earth comes near the limit")]
fn metres(km: f64) -> i64 {
    (km * 1000.0).round() as i64
}

impl Collector for Plan {
    type Fruit = Gathered;
    type Child = Pass;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Pass> {
        Ok(Pass::new(self.clone(), Columns::open(segment, self.lang)?))
    }

    fn requires_scoring(&self) -> bool {
        self.order == Order::Relevance || self.least > 0.0
    }

    fn merge_fruits(&self, fruits: Vec<Gathered>) -> tantivy::Result<Gathered> {
        let mut all = Gathered { codes: vec![HashMap::new(); CODES.len()], ..Gathered::default() };
        for fruit in fruits {
            all.total += fruit.total;
            all.exact += fruit.exact;
            all.first.extend(fruit.first);
            all.points.extend(fruit.points);
            for (all, codes) in all.codes.iter_mut().zip(fruit.codes) {
                codes.into_iter().for_each(|(code, count)| *all.entry(code).or_default() += count);
            }
            fruit.kinds.into_iter().for_each(|(kind, count)| *all.kinds.entry(kind).or_default() += count);
            all.stages.iter_mut().zip(fruit.stages).for_each(|(all, count)| *all += count);
        }
        all.first.sort_unstable();
        all.first.truncate(self.most + 1);
        Ok(all)
    }
}

/// A row's place in its segment's terms: names and ids by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    stage: u8,
    value: i64,
    name: u64,
    id: u64,
}

/// The pass over one segment.
#[derive(Debug)]
pub(crate) struct Pass {
    plan: Plan,
    columns: Columns,
    /// For each of the codes, the numbers that are wanted; sorted.
    wanted: [Option<Vec<u64>>; CODES.len()],
    /// For each theme's number, the numbers in `theme_names` of itself and the wider ones.
    theme_up: Vec<Vec<usize>>,
    theme_names: Vec<String>,
    after: Option<(Key, bool, bool)>,
    counts: Vec<Vec<usize>>,
    /// The row that each theme was last counted for, so that one row counts once.
    seen: Vec<DocId>,
    first: BinaryHeap<Key>,
    out: Gathered,
}

impl Pass {
    fn new(plan: Plan, columns: Columns) -> Self {
        let mut theme_names = columns.codes[CODES[THEME]].names();
        let narrow = theme_names.len();
        let mut theme_up: Vec<Vec<usize>> = Vec::with_capacity(narrow);
        for number in 0..narrow {
            let mut up = vec![number];
            for wider in plan.wider.get(&theme_names[number]).map_or(&[][..], Vec::as_slice) {
                let at = theme_names.iter().position(|name| name == wider).unwrap_or_else(|| {
                    theme_names.push(wider.clone());
                    theme_names.len() - 1
                });
                if !up.contains(&at) {
                    up.push(at);
                }
            }
            theme_up.push(up);
        }
        let mut wanted: [Option<Vec<u64>>; CODES.len()] = Default::default();
        for (part, name) in CODES.into_iter().enumerate() {
            wanted[part] = plan.wanted[part].as_ref().map(|values| {
                let number = |value: &String| match part {
                    THEME => theme_names.iter().position(|name| name == value).map(|at| at as u64),
                    _ => columns.codes[name].number(value),
                };
                values.iter().filter_map(number).collect()
            });
        }
        let after = plan.after.as_ref().map(|after| {
            let (name, same_name) = columns.order.not_before(&after.name);
            let (id, same_id) = columns.id.not_before(&after.id);
            (Key { stage: after.stage, value: after.value, name, id }, same_name, same_id)
        });
        let length = |(part, name): (usize, &'static str)| match part {
            THEME => theme_names.len(),
            _ => columns.codes[name].len(),
        };
        let counts = CODES.into_iter().enumerate().map(|one| vec![0; length(one)]).collect();
        let seen = vec![DocId::MAX; theme_names.len()];
        let out = Gathered { codes: vec![HashMap::new(); CODES.len()], ..Gathered::default() };
        Self { plan, columns, wanted, theme_up, theme_names, after, counts, seen, first: BinaryHeap::new(), out }
    }

    /// The parts of the filter that would leave a row out, one bit each; `None` when a part without a facet does.
    fn against(&self, doc: DocId, stage: u8) -> Option<u32> {
        if let Some((from, until)) = self.plan.time {
            // A moment without length is in the day that it stands in.
            let inside =
                |(begins, ends): (i64, i64)| begins < until && (ends > from || (begins == ends && ends >= from));
            if !self.columns.spans(doc).any(inside) {
                return None;
            }
        }
        if let Some(near) = &self.plan.near
            && !self.columns.positions(doc).any(|position| near.has(position))
        {
            return None;
        }
        if let Some(bounds) = &self.plan.bounds
            && !self.columns.positions(doc).any(|position| bounds.has(position))
        {
            return None;
        }
        let mut against = 0;
        for (part, wanted) in self.wanted.iter().enumerate() {
            if let Some(wanted) = wanted
                && !self.has(part, doc, wanted)
            {
                against |= 1 << part;
            }
        }
        if !self.plan.kinds.is_empty() && !self.plan.kinds.contains(&self.kind(doc)) {
            against |= 1 << KIND;
        }
        let in_period = match self.plan.period {
            Period::All => true,
            Period::Upcoming => stage == 0,
            Period::Past => stage == 1,
        };
        if !in_period {
            against |= 1 << PERIOD;
        }
        Some(against)
    }

    fn has(&self, part: usize, doc: DocId, wanted: &[u64]) -> bool {
        let mut numbers = self.columns.codes[CODES[part]].of(doc);
        match part {
            THEME => numbers.any(|number| {
                let up = usize::try_from(number).ok().and_then(|number| self.theme_up.get(number));
                up.is_some_and(|up| up.iter().any(|at| wanted.contains(&(*at as u64))))
            }),
            _ => numbers.any(|number| wanted.contains(&number)),
        }
    }

    fn kind(&self, doc: DocId) -> u64 {
        self.columns.kind.first(doc).unwrap_or_default()
    }

    fn count(&mut self, doc: DocId, stage: u8, against: u32) {
        let counts = |part: usize| against & !(1 << part) == 0;
        if counts(KIND) {
            *self.out.kinds.entry(self.kind(doc)).or_default() += 1;
        }
        if counts(PERIOD) {
            self.out.stages[usize::from(stage.min(2))] += 1;
        }
        if counts(THEME) {
            self.count_themes(doc);
        }
        for (part, name) in CODES.into_iter().enumerate().filter(|(part, _)| *part != THEME && counts(*part)) {
            for number in self.columns.codes[name].of(doc) {
                if let Some(count) = usize::try_from(number).ok().and_then(|at| self.counts[part].get_mut(at)) {
                    *count += 1;
                }
            }
        }
    }

    fn count_themes(&mut self, doc: DocId) {
        for number in self.columns.codes[CODES[THEME]].of(doc) {
            let up = usize::try_from(number).ok().and_then(|number| self.theme_up.get(number));
            for at in up.into_iter().flatten() {
                if self.seen[*at] != doc {
                    self.seen[*at] = doc;
                    self.counts[THEME][*at] += 1;
                }
            }
        }
    }

    fn key(&self, doc: DocId, score: Score) -> Key {
        let (stage, value) = self.plan.rank(&self.columns, doc, score);
        let name = self.columns.order.of(doc).next().unwrap_or_default();
        Key { stage, value, name, id: self.columns.id.of(doc).next().unwrap_or_default() }
    }

    fn is_after(&self, key: Key) -> bool {
        let Some((after, same_name, same_id)) = self.after else { return true };
        match (key.stage, key.value).cmp(&(after.stage, after.value)) {
            Ordering::Less => false,
            Ordering::Greater => true,
            // A name that the segment does not have stands just before the number that was found for it.
            Ordering::Equal if key.name != after.name || !same_name => key.name >= after.name,
            Ordering::Equal => {
                if same_id {
                    key.id > after.id
                } else {
                    key.id >= after.id
                }
            }
        }
    }
}

impl SegmentCollector for Pass {
    type Fruit = Gathered;

    fn collect(&mut self, doc: DocId, score: Score) {
        if score < self.plan.least {
            return;
        }
        let (stage, _) = self.columns.time(doc, self.plan.now);
        let Some(against) = self.against(doc, stage) else { return };
        if against.count_ones() > 1 {
            return;
        }
        if self.plan.facets {
            self.count(doc, stage, against);
        }
        if against != 0 {
            return;
        }
        self.out.total += 1;
        self.out.exact += usize::from(score >= FAR);
        if self.plan.points {
            let kind = self.kind(doc);
            let id = self.columns.id.of(doc).next().map(|number| self.columns.id.name(number)).unwrap_or_default();
            let positions = self.columns.positions(doc);
            self.out.points.extend(positions.map(|position| Point { kind, position, id: id.clone() }));
        }
        let key = self.key(doc, score);
        if self.is_after(key) {
            self.first.push(key);
            if self.first.len() > self.plan.most + 1 {
                self.first.pop();
            }
        }
    }

    fn harvest(mut self) -> Gathered {
        for (part, name) in CODES.into_iter().enumerate() {
            for (at, count) in self.counts[part].iter().enumerate().filter(|(_, count)| **count > 0) {
                let code = match part {
                    THEME => self.theme_names[at].clone(),
                    _ => self.columns.codes[name].name(at as u64),
                };
                self.out.codes[part].insert(code, *count);
            }
        }
        let columns = &self.columns;
        let place = |key: Key| Place {
            stage: key.stage,
            value: key.value,
            name: columns.order.name(key.name),
            id: columns.id.name(key.id),
        };
        self.out.first = self.first.into_vec().into_iter().map(place).collect();
        self.out
    }
}
