use jiff::civil::{Date, date};

use super::*;

fn sheet(text: &str) -> Sheet {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn days(json: &str) -> Option<Days> {
    Days::of(&serde_json::from_str(json).unwrap())
}

#[test]
fn months_and_weeks_are_read_and_written() {
    for (text, first, last) in [
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-W49", "2026-11-30", "2026-12-06"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2026-W53", "2026-12-28", "2027-01-03"),
        ("1900-01", "1900-01-01", "1900-01-31"),
        ("2200-W52", "2200-12-22", "2200-12-28"),
    ] {
        let found = sheet(text);
        assert_eq!((found.first(), found.last(), found.to_string()), (day(first), day(last), text.to_owned()));
    }
    for text in [
        "",
        "2026",
        "2026-",
        "2026-13",
        "2026-00",
        "2026-1",
        "2026-W54",
        "2026-W00",
        "2025-W53",
        "2026-W9",
        "2026-w49",
        "1899-12",
        "2201-01",
        "1899-W52",
        "2201-W01",
        "2026-W049",
        "2026-12-01",
        "+026-12",
        "２０２６-12",
        "2026-W+1",
    ] {
        assert!(text.parse::<Sheet>().is_err(), "{text} was taken");
    }
}

#[test]
fn sheets_follow_each_other_over_the_turn_of_the_year_and_end_somewhere() {
    let around = |text| {
        let name = |sheet: Option<Sheet>| sheet.map_or("none".to_owned(), |sheet| sheet.to_string());
        (name(sheet(text).previous()), name(sheet(text).next()))
    };
    for (text, before, after) in [
        ("2026-12", "2026-11", "2027-01"),
        ("2026-W53", "2026-W52", "2027-W01"),
        ("2026-W01", "2025-W52", "2026-W02"),
        ("1900-01", "none", "1900-02"),
        ("2200-12", "2200-11", "none"),
        ("1900-W01", "none", "1900-W02"),
        ("2200-W52", "2200-W51", "none"),
    ] {
        assert_eq!(around(text), (before.to_owned(), after.to_owned()), "{text}");
    }
    // The first of January 2027 is in the last week of 2026.
    assert_eq!(Week::of(date(2027, 1, 1)).map(|week| (week.year(), week.number())), Some((2026, 53)));
}

#[test]
fn a_month_has_whole_weeks() {
    let weeks = sheet("2026-12").weeks();
    assert_eq!(weeks.len(), 5);
    assert_eq!((weeks[0][0], weeks[4][6]), (date(2026, 11, 30), date(2027, 1, 3)));
    assert_eq!(sheet("2027-02").weeks().len(), 4, "28 days from Monday");
    assert_eq!(sheet("2026-08").weeks().len(), 6, "31 days from Saturday");
    assert_eq!(sheet("2026-W49").weeks(), vec![weeks[0]]);
    // The clocks change in these, and no day is lost or doubled.
    for text in ["2026-03", "2026-10"] {
        let all: Vec<Date> = sheet(text).weeks().into_iter().flatten().collect();
        assert!(all.windows(2).all(|pair| pair[0].tomorrow().unwrap() == pair[1]), "{text}");
    }
}

#[test]
fn easter_is_when_it_was() {
    for text in [
        "1990-04-15",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2038-04-25",
        "2049-04-18",
        "2076-04-19",
        "2100-03-28",
        "2285-03-22",
    ] {
        assert_eq!(easter(day(text).year()), day(text));
    }
}

#[test]
fn holidays_are_those_of_the_law() {
    let keys = |text: &str| holidays(day(text)).into_iter().map(Holiday::key).collect::<Vec<_>>().join(" ");
    for (text, expect) in [
        ("2026-01-01", "holiday-new-years-day"),
        ("2026-01-06", "holiday-epiphany"),
        ("2026-04-03", "holiday-good-friday"),
        ("2026-04-04", "holiday-easter-eve"),
        ("2026-04-05", "holiday-easter-sunday"),
        ("2026-04-06", "holiday-easter-monday"),
        ("2026-05-01", "holiday-may-day"),
        ("2026-05-14", "holiday-ascension-day"),
        ("2026-05-24", "holiday-whit-sunday"),
        ("2026-05-25", ""),
        ("2004-05-31", "holiday-whit-monday"),
        ("2026-06-06", "holiday-national-day"),
        ("2004-06-06", ""),
        ("2026-06-19", "holiday-midsummer-eve"),
        ("2026-06-20", "holiday-midsummer-day"),
        ("2027-06-26", "holiday-midsummer-day"),
        ("2026-10-31", "holiday-all-saints"),
        ("2025-11-01", "holiday-all-saints"),
        ("2027-11-06", "holiday-all-saints"),
        ("2026-12-24", "holiday-christmas-eve"),
        ("2026-12-25", "holiday-christmas-day"),
        ("2026-12-26", "holiday-boxing-day"),
        ("2026-12-31", "holiday-new-years-eve"),
        ("2026-12-13", ""),
        ("2008-05-01", "holiday-may-day holiday-ascension-day"),
        ("2049-06-06", "holiday-whit-sunday holiday-national-day"),
        ("1989-12-25", ""),
    ] {
        assert_eq!(keys(text), expect, "{text}");
    }
    let red = |text: &str| is_red(day(text));
    assert!(red("2026-12-25") && red("2026-12-06"), "a holiday, a Sunday");
    assert!(!red("2026-12-24") && !red("2026-12-05"), "an eve, a Saturday");
    // Thirteen by the law, each once a year.
    for year in 2005..=2200 {
        let public = Holiday::ALL.into_iter().filter(|holiday| holiday.is_public() && holiday.day(year).is_some());
        assert_eq!(public.count(), 13, "{year}");
    }
}

#[test]
fn a_time_stands_on_the_days_that_it_covers() {
    let run = |first: &str, last: &str| Some(Days { first: day(first), last: day(last), is_run: true });
    let no_run = |first: &str, last: &str| Some(Days { first: day(first), last: day(last), is_run: false });
    for (json, expect) in [
        (r#"{"first_day":"2026-12-03"}"#, no_run("2026-12-03", "2026-12-03")),
        (r#"{"first_day":"2026-12-04","last_day":"2026-12-07"}"#, run("2026-12-04", "2026-12-07")),
        (
            r#"{"start":"2026-12-03T23:30","end":"2026-12-04T00:30","zone":"Europe/Stockholm"}"#,
            no_run("2026-12-03", "2026-12-04"),
        ),
        (
            r#"{"start":"2026-12-03T18:00","end":"2026-12-04T00:00","zone":"Europe/Stockholm"}"#,
            no_run("2026-12-03", "2026-12-03"),
        ),
        (
            r#"{"start":"2026-12-03T09:00","end":"2026-12-04T16:00","zone":"Europe/Stockholm"}"#,
            run("2026-12-03", "2026-12-04"),
        ),
        (r#"{"start":"2026-03-29T02:30","zone":"Europe/Stockholm"}"#, no_run("2026-03-29", "2026-03-29")),
        (r#"{"start":"2026-12-03T00:00","zone":"Europe/Stockholm"}"#, no_run("2026-12-03", "2026-12-03")),
        (r#"{"date":"2026-12-03"}"#, no_run("2026-12-03", "2026-12-03")),
        (r#"{"date":"2026-12-03/2026-12-05"}"#, run("2026-12-03", "2026-12-05")),
        (r#"{"date":"2026-12-03?"}"#, None),
        (r#"{"date":"2026-12"}"#, None),
        (r#"{"date":"2026-12-03/.."}"#, None),
    ] {
        assert_eq!(days(json), expect, "{json}");
    }
}

#[test]
fn what_is_vague_may_be_in_its_months_and_a_year_in_none() {
    let may =
        |date: &str, text| may_be_on(&serde_json::from_str(&format!(r#"{{"date":"{date}"}}"#)).unwrap(), sheet(text));
    assert!(may("2026-12", "2026-12") && may("2026-12", "2026-W53") && !may("2026-12", "2027-01"));
    assert!(may("2026-23", "2026-10") && !may("2026-23", "2026-12"));
    assert!(may("2026-24", "2027-02") && may("2026-22~", "2026-07"));
    assert!(may("2026-12-03?", "2026-12") && may("2026-12-03~", "2026-W49") && !may("2026-12-03?", "2026-W50"));
    assert!(!may("2026", "2026-12") && !may("2026/2027", "2026-12") && !may("2026-12/..", "2026-12"));
    assert!(!may("2026-12-03", "2026-12"), "that day is known");
}

#[test]
fn runs_lie_in_lanes_and_go_on_in_the_next_week() {
    let run = |first: &str, last: &str| Days { first: day(first), last: day(last), is_run: true };
    let weeks = sheet("2026-12").weeks();
    let runs = [
        run("2026-12-03", "2026-12-08"),
        run("2026-12-01", "2026-12-02"),
        run("2026-12-04", "2026-12-05"),
        run("2026-11-20", "2026-12-01"),
        run("2026-12-06", "2026-12-06"),
    ];
    // Which run, from which weekday, how many days, and whether it comes from before or goes on.
    let told = |week: &[Date; 7]| -> Vec<String> {
        let piece = |piece: &Piece| {
            let (back, on) = (if piece.goes_back { "<" } else { "" }, if piece.goes_on { ">" } else { "" });
            format!("{back}{}:{}+{}{on}", piece.run, piece.from, piece.days)
        };
        lanes(week, &runs).iter().map(|lane| lane.iter().map(piece).collect::<Vec<_>>().join(" ")).collect()
    };
    assert_eq!(told(&weeks[0]), ["<3:0+2 0:3+4>", "1:1+2 2:4+2 4:6+1"]);
    assert_eq!(told(&weeks[1]), ["<0:0+2"]);
    assert!(told(&weeks[2]).is_empty());
}
