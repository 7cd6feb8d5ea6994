//! CSV: comma-separated values as in RFC 4180, in UTF-8 with its mark first, which Excel needs to read å, ä and ö.

use csv::{Terminator, WriterBuilder};

use super::Edition;
use super::table::{Cell, columns, rows};

/// The mark that stands before UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The table of an edition, a row for each occasion, the names of the columns first.
#[must_use]
pub fn table(edition: &Edition<'_>) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.to_vec());
    // What is written to memory arrives: neither line can be a fault.
    let _ = writer.write_record(columns().map(|column| column.name));
    for row in rows(edition) {
        let _ = writer.write_record(columns().map(|column| cell(&column.of(&row))));
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell as text. Where a table program would take a text for a formula, an apostrophe stands before it: others' words
/// must not become commands on a reader's machine.
fn cell(cell: &Cell) -> String {
    let text = cell.written();
    match cell {
        Cell::Text(_) | Cell::Link(_) if is_formula(&text) => format!("'{text}"),
        _ => text,
    }
}

/// Whether a table program may take a text for a formula (OWASP, CSV injection). A plain number is none.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) && !is_number(text)
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    plain(whole) && decimals.is_none_or(plain)
}
