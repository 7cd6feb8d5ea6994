//! The columns of a segment, as filters, facets and orders read them.

use std::collections::HashMap;

use jiff::Timestamp;
use model::Lang;
use model::geo::Position;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use crate::fields::OPEN_END;

/// A column of codes: each code of a segment has a number, and rows hold numbers.
#[derive(Debug)]
pub(crate) struct Codes(Option<StrColumn>);

impl Codes {
    pub fn open(segment: &SegmentReader, field: &str) -> tantivy::Result<Self> {
        Ok(Self(segment.fast_fields().str(field)?))
    }

    /// The numbers of a row.
    pub fn of(&self, doc: DocId) -> impl Iterator<Item = u64> + '_ {
        self.0.iter().flat_map(move |column| column.term_ords(doc))
    }

    /// How many codes there are.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |column| column.num_terms())
    }

    /// The code with a number.
    pub fn name(&self, number: u64) -> String {
        let mut name = String::new();
        // A number that is not there, or a damaged dictionary, gives an empty name, which nothing has.
        let _ = self.0.as_ref().is_some_and(|column| column.ord_to_str(number, &mut name).unwrap_or_default());
        name
    }

    /// The number of a code, if the segment has it.
    pub fn number(&self, code: &str) -> Option<u64> {
        self.0.as_ref()?.dictionary().term_ord(code.as_bytes()).ok().flatten()
    }

    /// The first number whose code is not before a text, and whether it is the text itself.
    pub fn not_before(&self, text: &str) -> (u64, bool) {
        let Some(column) = &self.0 else { return (0, false) };
        if let Ok(Some(number)) = column.dictionary().term_ord(text.as_bytes()) {
            return (number, true);
        }
        let (mut low, mut high) = (0, column.num_terms() as u64);
        while low < high {
            let middle = low.midpoint(high);
            if self.name(middle).as_str() < text { low = middle + 1 } else { high = middle }
        }
        (low, false)
    }

    /// Every code by its number.
    pub fn names(&self) -> Vec<String> {
        (0..self.len() as u64).map(|number| self.name(number)).collect()
    }
}

/// The columns of one segment.
#[derive(Debug)]
pub(crate) struct Columns {
    pub id: Codes,
    pub kind: Column<u64>,
    pub codes: HashMap<&'static str, Codes>,
    begins: Column<i64>,
    ends: Column<i64>,
    lat: Column<f64>,
    lon: Column<f64>,
    pub order: Codes,
}

/// The columns of codes that can be filtered and counted by.
pub(crate) const CODES: [&str; 8] = ["sort", "theme", "cluster", "county", "municipality", "form", "status", "lang"];

impl Columns {
    pub fn open(segment: &SegmentReader, lang: Lang) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        let mut codes = HashMap::new();
        for name in CODES {
            codes.insert(name, Codes::open(segment, name)?);
        }
        let most = segment.max_doc();
        let empty = || Column::build_empty_column(most);
        Ok(Self {
            id: Codes::open(segment, "id")?,
            kind: fast.u64("kind")?,
            codes,
            begins: fast.column_opt("begins")?.unwrap_or_else(empty),
            ends: fast.column_opt("ends")?.unwrap_or_else(empty),
            lat: fast.column_opt("lat")?.unwrap_or_else(|| Column::build_empty_column(most)),
            lon: fast.column_opt("lon")?.unwrap_or_else(|| Column::build_empty_column(most)),
            order: Codes::open(segment, if lang == Lang::Sv { "order_sv" } else { "order_en" })?,
        })
    }

    /// The stretches of time of a row, in seconds since 1970; open ones end with [`OPEN_END`].
    pub fn spans(&self, doc: DocId) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.begins.values_for_doc(doc).zip(self.ends.values_for_doc(doc))
    }

    /// Where a row is.
    pub fn positions(&self, doc: DocId) -> impl Iterator<Item = Position> + '_ {
        self.lat.values_for_doc(doc).zip(self.lon.values_for_doc(doc)).map(|(lat, lon)| Position { lat, lon })
    }

    /// A row's place in the order of time: upcoming by their next beginning, then past newest first, then undated.
    pub fn time(&self, doc: DocId, now: Timestamp) -> (u8, i64) {
        let now = now.as_second();
        let (mut next, mut last) = (None::<i64>, None::<i64>);
        for (begins, ends) in self.spans(doc) {
            if ends > now || ends == OPEN_END {
                next = Some(next.map_or(begins, |next| next.min(begins)));
            }
            last = Some(last.map_or(begins, |last| last.max(begins)));
        }
        match (next, last) {
            (Some(next), _) => (0, next),
            (None, Some(last)) => (1, -last),
            (None, None) => (2, 0),
        }
    }
}
