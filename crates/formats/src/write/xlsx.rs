//! A workbook (Office Open XML) with the same table as CSV: days, times and numbers as such, codes as text, addresses as
//! links.

use jiff::{Timestamp, civil};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::Edition;
use super::table::{Cell, columns, rows};

/// Most characters in a cell, as Excel counts them: in UTF-16.
const LONGEST_CELL: usize = 32_767;
/// Most characters in the name of a sheet, counted in the same way.
const LONGEST_NAME: usize = 31;
/// Longest address that can be a link, in bytes; longer ones are text.
const LONGEST_LINK: usize = 2_000;
/// Most links in a sheet; Excel takes 65,530. The addresses after these are text.
const MOST_LINKS: usize = 65_000;
/// Signs that the name of a sheet may not have in it.
const NOT_IN_NAMES: [char; 8] = ['[', ']', ':', '*', '?', '/', '\\', '\''];

/// The table of an edition as a workbook of one sheet, the names of the columns in its first row.
///
/// # Errors
/// When the library cannot make a workbook of it.
pub fn workbook(edition: &Edition<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(edition)?);
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&edition.title))?;
    fill(sheet, edition)?;
    workbook.save_to_buffer()
}

/// Whose it is, where it was fetched and as of when: a file that is passed on still says so.
fn properties(edition: &Edition<'_>) -> Result<DocProperties, XlsxError> {
    // The workbook wants a moment of its own; an empty one has the first there is, not that of the clock.
    let made = edition.changed().unwrap_or(Timestamp::UNIX_EPOCH);
    let properties = DocProperties::new()
        .set_title(shortened(&edition.title, 255))
        .set_author(shortened(edition.network.name.read(edition.lang).1, 255))
        .set_comment(&edition.own)
        .set_custom_property("source", shortened(&edition.own, 255))
        .set_creation_datetime(&moment(made)?);
    Ok(properties)
}

fn fill(sheet: &mut Worksheet, edition: &Edition<'_>) -> Result<(), XlsxError> {
    let formats = Formats::new();
    let mut last = 0;
    for (at, column) in (0..).zip(columns()) {
        sheet.write_string_with_format(0, at, column.name, &formats.header)?;
        sheet.set_column_width(at, column.width)?;
        last = at;
    }
    let mut links = 0;
    let mut bottom = 0;
    for (line, row) in (1..).zip(rows(edition)) {
        for (at, column) in (0..).zip(columns()) {
            write(sheet, (line, at), &column.of(&row), &formats, &mut links)?;
        }
        bottom = line;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, bottom, last)?;
    Ok(())
}

/// How cells look.
struct Formats {
    header: Format,
    day: Format,
    time: Format,
    moment: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            header: Format::new().set_bold(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

fn write(
    sheet: &mut Worksheet,
    (line, at): (u32, u16),
    cell: &Cell,
    formats: &Formats,
    links: &mut usize,
) -> Result<(), XlsxError> {
    let dated = match cell {
        Cell::Day(day) => Some((date(*day), &formats.day)),
        Cell::Time(time) => Some((date_time(*time), &formats.time)),
        Cell::Moment(at) => Some((moment(*at), &formats.moment)),
        _ => None,
    };
    match (cell, dated) {
        (Cell::Empty, _) => {}
        (_, Some((Ok(at_time), format))) => _ = sheet.write_datetime_with_format(line, at, &at_time, format)?,
        // Excel knows no day before 1900.
        (_, Some((Err(_), _))) => _ = sheet.write_string(line, at, cell.written())?,
        (Cell::Whole(number), None) => _ = sheet.write_number(line, at, *number as f64)?,
        (Cell::Number(number), None) => _ = sheet.write_number(line, at, *number)?,
        (Cell::Flag(flag), None) => _ = sheet.write_boolean(line, at, *flag)?,
        (Cell::Link(address), None) if address.len() <= LONGEST_LINK && *links < MOST_LINKS => {
            *links += 1;
            // What the library knows no link in is still told.
            if sheet.write_url(line, at, address.as_str()).is_err() {
                sheet.write_string(line, at, address)?;
            }
        }
        _ => _ = sheet.write_string(line, at, plain(&cell.written()))?,
    }
    Ok(())
}

/// A text as a cell holds it: its lines parted as Excel parts them, no sign that XML has not, cut where it is too long.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace(['\u{fffe}', '\u{ffff}'], "");
    shortened(&text, LONGEST_CELL)
}

/// A text of at most so many units of UTF-16, with `…` where it is cut.
fn shortened(text: &str, most: usize) -> String {
    if text.len() <= most || text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut left = most - 1;
    let fits = |c: &char| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push('…');
    cut
}

/// The name of a sheet: the title without the network's name, and without the signs that it may not have.
fn sheet_name(title: &str) -> String {
    let title = title.rsplit_once(" · ").map_or(title, |(title, _)| title);
    let allowed: String =
        title.chars().map(|c| if NOT_IN_NAMES.contains(&c) || c.is_control() { ' ' } else { c }).collect();
    let folded = allowed.split_whitespace().collect::<Vec<_>>().join(" ");
    match shortened(&folded, LONGEST_NAME) {
        name if name.is_empty() || name.eq_ignore_ascii_case("history") => "Klöver".to_owned(),
        name => name,
    }
}

fn date(day: civil::Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs())
}

fn date_time(time: civil::DateTime) -> Result<ExcelDateTime, XlsxError> {
    date(time.date())?.and_hms(
        u16::from(time.hour().unsigned_abs()),
        time.minute().unsigned_abs(),
        f64::from(time.second()),
    )
}

/// A moment in universal time: Excel knows no zones.
fn moment(at: Timestamp) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_timestamp(at.as_second())
}
