//! The calendar: months and weeks, as a list and as a table.

use model::record::Activity;
use model::{Record, Visibility};
use serde_json::{Value, json};

use crate::harness::{Answer, Visit, at, empty, today};

const ZONE: &str = "Europe/Stockholm";

fn clock(start: &str, end: &str) -> Value {
    json!({ "when": { "start": start, "end": end, "zone": ZONE } })
}

fn days(first: &str, last: &str) -> Value {
    json!({ "when": { "first_day": first, "last_day": last } })
}

fn date(date: &str) -> Value {
    json!({ "when": { "date": date } })
}

/// An activity by its slug, Swedish title and occasions.
fn activity(slug: &str, title: &str, status: &str, occasions: Vec<Value>) -> Record {
    let occasion = |(number, mut occasion): (usize, Value)| {
        occasion["id"] = json!(format!("{slug}-t{number}"));
        occasion
    };
    let occasions: Vec<Value> = occasions.into_iter().enumerate().map(occasion).collect();
    let activity = json!({
        "id": slug, "slug": slug, "version": 1, "title": { "sv": title }, "kind": "seminar", "status": status,
        "hosts": ["agrovast"], "themes": ["vatten"], "occasions": occasions,
    });
    Record::Activity(serde_json::from_value::<Activity>(activity).unwrap())
}

async fn add(visit: &Visit, records: Vec<Record>) {
    let mut writer = visit.store.writer(visit.site.clock.now(), "test").await.unwrap();
    for record in &records {
        writer.add(record).await.unwrap();
    }
    let number = writer.commit().await.unwrap();
    while number.is_some_and(|number| visit.site.change() < number) {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

/// A site with a December in it, on the ninth.
async fn december() -> Visit {
    let visit = at("2026-12-09T10:00:00+01:00").await;
    let one = |occasion: Value| vec![occasion];
    let records = vec![
        activity("prat", "Prat om pratensis", "published", one(clock("2026-12-03T12:30", "2026-12-03T13:00"))),
        activity("frukost", "Frukost om frö", "published", one(clock("2026-12-03T07:30", "2026-12-03T09:00"))),
        activity("faltdag", "Hela dagen i fält", "published", one(days("2026-12-03", "2026-12-03"))),
        activity("resa", "Resa över helgen", "published", one(days("2026-12-05", "2026-12-07"))),
        activity("stopp", "Mässan som inte blev", "cancelled", one(clock("2026-12-10T09:00", "2026-12-10T16:00"))),
        activity(
            "tva",
            "Två gånger om dikning",
            "published",
            vec![clock("2026-12-14T09:00", "2026-12-14T12:00"), clock("2026-12-16T09:00", "2026-12-16T12:00")],
        ),
        activity("natt", "Stjärnor i hagen", "published", one(clock("2026-12-18T23:30", "2026-12-19T00:30"))),
        activity("manad", "Öppet växthus", "planned", one(date("2026-12"))),
        activity("vinter", "Vinterns cirkel", "planned", one(date("2026-24"))),
        activity("kanske", "Kanske den femtonde", "planned", one(date("2026-12-15?"))),
        activity("aret", "Någon gång på året", "planned", one(date("2026"))),
        activity("odaterad", "Utan datum alls", "planned", vec![json!({})]),
        activity("januari", "Årets första", "published", one(clock("2027-01-02T08:00", "2027-01-02T09:00"))),
    ];
    add(&visit, records).await;
    visit
}

fn table(answer: &Answer) -> &str {
    answer.text.split("<table class=\"almanac-table\">").nth(1).unwrap().split("</table>").next().unwrap()
}

fn list(answer: &Answer) -> &str {
    answer.text.split("aria-labelledby=\"dagar\"").nth(1).unwrap().split("</section>").next().unwrap()
}

/// The cell of a day.
fn cell<'a>(answer: &'a Answer, day: &str) -> &'a str {
    let cells = table(answer).split("<td ").filter_map(|part| part.split("</td>").next());
    let mut found = cells.filter(|cell| cell.contains(&format!("datetime=\"{day}\"")));
    let cell = found.next().unwrap_or_else(|| panic!("no cell for {day}"));
    assert!(found.next().is_none(), "{day} stands twice");
    cell
}

/// Whether some texts stand in this order.
fn in_order(text: &str, parts: &[&str]) -> bool {
    let places: Vec<Option<usize>> = parts.iter().map(|part| text.find(part)).collect();
    places.iter().all(Option::is_some) && places.is_sorted()
}

#[tokio::test]
async fn each_activity_stands_on_its_days_in_the_order_of_the_clock() {
    let visit = december().await;
    let page = visit.get("/kalender/2026-12").await;
    let third = cell(&page, "2026-12-03");
    assert!(in_order(
        third,
        &["Hela dagen i fält", "7.30</span>", "Frukost om frö", "12.30</span>", "Prat om pratensis"]
    ));
    assert!(third.contains("href=\"#dag-2026-12-03\"") && third.contains("december, 3 aktiviteter"));
    assert!(!cell(&page, "2026-12-04").contains("href"), "nothing is on the fourth");
    let all =
        ["Hela dagen i fält", "Frukost om frö", "Resa över helgen", "Mässan som inte blev", "Två gånger om dikning"];
    assert!(in_order(list(&page), &all));
    assert!(list(&page).contains("kl. 7.30–9"));
    for day in ["2026-12-14", "2026-12-16"] {
        assert!(cell(&page, day).contains("Två gånger om dikning"), "{day}");
        assert!(list(&page).contains(&format!("id=\"dag-{day}\"")), "{day}");
    }
    // Ten activities: one of them at two times, one on two days.
    assert!(page.words().contains("December 2026 10 aktiviteter"), "{}", page.words());
    let english = visit.get("/en/calendar/2026-12").await;
    assert!(cell(&english, "2026-12-03").contains("December, 3 activities"));
    assert!(cell(&english, "2026-12-03").contains("<span lang=\"sv\">Frukost om frö</span>"));
    assert!(list(&english).contains("7:30–9:00") && english.words().contains("Thu 3 Dec"));
}

#[tokio::test]
async fn several_days_lie_across_the_cells_and_go_on_in_the_next_week() {
    let visit = december().await;
    for (path, on, back, dates) in [
        ("/kalender/2026-12", "fortsätter nästa vecka", "fortsätter från veckan före", "5–7 december 2026"),
        ("/en/calendar/2026-12", "continues next week", "continues from the week before", "5–7 December 2026"),
    ] {
        let page = visit.get(path).await;
        let runs: Vec<&str> = table(&page).split("<td class=\"almanac-run").skip(1).collect();
        assert_eq!(runs.len(), 2, "{path}");
        let first = runs[0].split("</td>").next().unwrap();
        let second = runs[1].split("</td>").next().unwrap();
        assert!(first.contains("colspan=\"2\"") && first.contains(dates) && first.contains(on), "{first}");
        assert!(second.contains("colspan=\"1\"") && second.contains(dates) && second.contains(back), "{second}");
        // The last day has no row of its own in the list: it leads to the first.
        assert!(cell(&page, "2026-12-07").contains("href=\"#dag-2026-12-05\""));
        assert_eq!(list(&page).matches("Resa över helgen").count(), 1);
    }
    let week = visit.get("/kalender/2026-W50").await;
    assert!(list(&week).contains("id=\"dag-2026-12-07\""), "in its second week it stands on the Monday");
    assert!(list(&week).contains("5–7"), "with all its days on the leaf");
    assert_eq!(table(&week).matches("<tbody>").count(), 1);
}

#[tokio::test]
async fn what_is_cancelled_is_struck_through_and_says_so() {
    let visit = december().await;
    for (path, word) in [("/kalender/2026-12", "Inställt"), ("/en/calendar/2026-W50", "Cancelled")] {
        let page = visit.get(path).await;
        let cell = cell(&page, "2026-12-10");
        assert!(cell.contains("Mässan som inte blev</s>") && cell.contains(&format!("{word}</strong>")), "{cell}");
        assert!(list(&page).contains("is-cancelled") && list(&page).contains(word));
    }
    assert!(!cell(&visit.get("/kalender/2026-12").await, "2026-12-03").contains("</s>"), "only what is cancelled");
}

#[tokio::test]
async fn an_evening_that_passes_midnight_stands_on_both_days() {
    let visit = december().await;
    let page = visit.get("/kalender/2026-12").await;
    let (before, after) = (cell(&page, "2026-12-18"), cell(&page, "2026-12-19"));
    assert!(before.contains("23.30</span>") && before.contains("Stjärnor i hagen"));
    assert!(after.contains("till kl. 0.30</span>") && after.contains("Stjärnor i hagen"));
    assert!(!table(&page).contains("almanac-run\" colspan=\"2\"><a class=\"almanac-item\" href=\"/aktiviteter/natt"));
    assert!(list(&page).contains("kl. 23.30–0.30") && list(&page).contains("till kl. 0.30"));
    assert!(visit.get("/en/calendar/2026-12").await.words().contains("until 0:30"));
}

#[tokio::test]
async fn what_is_vague_stands_below_the_list_and_on_no_day() {
    let visit = december().await;
    let page = visit.get("/kalender/2026-12").await;
    let below = page.text.split("id=\"nagongang\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(page.words().contains("Någon gång under månaden"));
    for title in ["Öppet växthus", "Vinterns cirkel", "Kanske den femtonde"] {
        assert!(below.contains(title), "{title}");
        assert!(!table(&page).contains(title) && !list(&page).contains(title), "{title}");
    }
    assert_eq!(below.matches("is-vague").count(), 3);
    assert!(below.contains("troligen"));
    assert!(!page.text.contains("Någon gång på året") && !page.text.contains("Utan datum alls"));
    // Four times in one autumn are one row that says so.
    let autumn = visit.get("/kalender/2017-10").await.text;
    assert_eq!(autumn.matches("/aktiviteter/hostens-seminarieserie-2017\"").count(), 1);
    assert!(autumn.contains("3 tillfällen till") && autumn.contains("Inget här har en känd dag"));
    let week = visit.get("/en/calendar/2026-W51").await;
    assert!(week.words().contains("Maybe this week") && week.text.contains("Kanske den femtonde"));
    assert!(!visit.get("/kalender/2026-W50").await.text.contains("Kanske den femtonde"));
}

#[tokio::test]
async fn today_sundays_and_holidays_are_marked() {
    let visit = december().await;
    let page = visit.get("/kalender/2026-12").await;
    assert_eq!(table(&page).matches("aria-current=\"date\"").count(), 1);
    assert!(cell(&page, "2026-12-09").contains("aria-current=\"date\""));
    for (day, name, red) in [
        ("2026-12-06", "", true),
        ("2026-12-24", "<p class=\"almanac-name\">julafton</p>", false),
        ("2026-12-25", "<p class=\"almanac-name is-red\">juldagen</p>", true),
        ("2026-12-31", "<p class=\"almanac-name\">nyårsafton</p>", false),
        ("2027-01-01", "<p class=\"almanac-name is-red\">nyårsdagen</p>", true),
    ] {
        let cell = cell(&page, day);
        assert!(cell.contains(name), "{day}: {cell}");
        assert_eq!(cell.split('>').next().unwrap().contains("is-red"), red, "{day}");
    }
    // Weeks are headings of rows that lead to their pages, and other months' days are quiet and lead to their months.
    let table = table(&page);
    assert!(
        table.contains("scope=\"rowgroup\"") && table.contains("href=\"/kalender/2026-W53\" aria-label=\"Vecka 53\"")
    );
    assert_eq!(table.matches("scope=\"col\"").count(), 8);
    let outside = cell(&page, "2027-01-02");
    assert!(outside.contains("is-outside") && outside.contains("href=\"/kalender/2027-01#dag-2027-01-02\""));
    assert!(visit.get("/kalender/2027-01").await.text.contains("id=\"dag-2027-01-02\""));
    assert!(visit.get("/en/calendar/2026-06").await.words().contains("20 Midsummer’s Day"));
}

#[tokio::test]
async fn the_filter_goes_along_with_every_link() {
    let visit = december().await;
    let page = visit.get("/kalender/2026-12?utm_source=brev&kind=seminar&theme=vatten").await;
    let text = page.text.replace("&#38;", "&");
    let query = "?kind=seminar&theme=vatten";
    for path in ["/kalender/2026-11", "/kalender/2027-01", "/kalender", "/kalender/2026-W50", "/aktiviteter"] {
        assert!(text.contains(&format!("href=\"{path}{query}\"")), "{path}");
    }
    assert!(text.contains(&format!("href=\"/kalender/2027-01{query}#dag-2027-01-02\"")));
    assert!(text.contains("href=\"/karta?kind=activity&theme=vatten\""), "the map has every kind of record");
    assert!(text.contains("<input type=\"hidden\" name=\"theme\" value=\"vatten\">"));
    assert!(text.contains(&format!("rel=\"canonical\" href=\"https://kluster.example.org/kalender/2026-12{query}\"")));
    assert_eq!(page.text.matches("class=\"switch-way\"").count(), 3);
    let current = page.text.matches("aria-current=\"true\">").count();
    assert_eq!(current, 3, "the room above in the header and the footer, and the way it is seen");
    let empty = visit.get("/en/calendar/2026-03?theme=vatten").await.text;
    assert!(empty.contains("href=\"/en/calendar/2026-12?theme=vatten\""), "the nearest that has something");
    assert_eq!(visit.get("/kalender?near=Gammleby").await.status, 400);
}

#[tokio::test]
async fn the_form_leads_to_a_month_and_wrong_addresses_nowhere() {
    let visit = today().await;
    for (path, to) in [
        ("/kalender?month=12&year=2026", "/kalender/2026-12"),
        ("/kalender?month=3&year=2027&theme=vatten", "/kalender/2027-03?theme=vatten"),
        ("/en/calendar?month=2026-12", "/en/calendar/2026-12"),
        ("/kalender/2026-w49", "/kalender/2026-W49"),
    ] {
        let answer = visit.get(path).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (308, to), "{path}");
    }
    // The page that is kept for the calendar's own address does not answer for the form.
    assert_eq!(visit.get("/kalender").await.status, 200);
    assert_eq!(visit.get("/kalender?month=1&year=2027").await.status, 308);
    for path in [
        "/kalender/2026-13",
        "/kalender/2026-00",
        "/kalender/2025-W53",
        "/kalender/2026-W54",
        "/kalender/1899-12",
        "/kalender/2201-01",
        "/kalender/2026",
        "/kalender/2026-12-24",
        "/en/calendar/december",
        "/kalender?month=13&year=2026",
        "/kalender?month=12&year=1776",
        "/kalender?year=2026",
        "/kalender?month=2026-W49",
    ] {
        let answer = visit.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text.contains("href=\"/\"") || answer.text.contains("href=\"/en/\""), "{path}");
    }
    for path in ["/kalender/1900-01", "/kalender/2200-12", "/kalender/1900-W01", "/kalender/2200-W52"] {
        assert_eq!(visit.get(path).await.status, 200, "{path}");
    }
    assert!(!visit.get("/kalender/2200-12").await.text.contains("/kalender/2201"), "the calendar ends");
}

#[tokio::test]
async fn this_month_has_its_own_heading_and_address() {
    let visit = december().await;
    let (now, month) = (visit.get("/kalender").await, visit.get("/kalender/2026-12").await);
    assert!(
        now.text.contains("<h1>Den här månaden: december 2026</h1>") && month.text.contains("<h1>December 2026</h1>")
    );
    assert!(now.text.contains("<link rel=\"canonical\" href=\"https://kluster.example.org/kalender\">"));
    assert!(month.text.contains("hreflang=\"en\" href=\"https://kluster.example.org/en/calendar/2026-12\""));
    assert_eq!((table(&now), list(&now)), (table(&month), list(&month)));
    let week = visit.get("/en/calendar/2026-W53").await;
    assert!(week.words().contains("Week 53, 2026 28 December 2026 – 3 January 2027"));
    assert!(week.text.contains(">All of December 2026</a>"), "a week is of its Thursday's month");
}

#[tokio::test]
async fn an_empty_month_says_so_and_names_the_nearest() {
    let visit = today().await;
    let words = visit.get("/kalender").await.words();
    assert!(words.contains("Inget är inlagt i november 2026 Närmast före: november 2025"), "{words}");
    let words = visit.get("/en/calendar/2025-08").await.words();
    assert!(words.contains("Nearest before: May 2025 Nearest after: November 2025"), "{words}");
    let words = visit.get("/kalender/2025-W32").await.words();
    assert!(words.contains("Inget är inlagt vecka 32, 2025 Närmast före: vecka 19, 2025"), "{words}");
    let visit = empty().await;
    assert!(visit.get("/kalender").await.words().contains("Här finns inga aktiviteter med känd dag ännu"));
    assert!(!visit.get("/kalender").await.text.contains("noindex"));
    assert!(visit.get("/kalender/2031-05").await.text.contains("<meta name=\"robots\" content=\"noindex\">"));
}

#[tokio::test]
async fn the_days_when_the_clocks_change_are_days_like_others() {
    let visit = today().await;
    let records = vec![
        activity(
            "var",
            "I den timme som hoppas över",
            "published",
            vec![clock("2026-03-29T02:30", "2026-03-29T03:30")],
        ),
        activity("vardag", "Hela vårdagen", "published", vec![days("2026-03-29", "2026-03-29")]),
        activity("host", "I den timme som är två", "published", vec![clock("2026-10-25T02:30", "2026-10-25T23:30")]),
        activity("hostdag", "Hela höstdagen", "published", vec![days("2026-10-25", "2026-10-25")]),
        activity("hosthelg", "Hela hösthelgen", "published", vec![days("2026-10-24", "2026-10-25")]),
    ];
    add(&visit, records).await;
    let spring = visit.get("/kalender/2026-03").await;
    assert!(in_order(cell(&spring, "2026-03-29"), &["Hela vårdagen", "2.30", "I den timme som hoppas över"]));
    assert!(!cell(&spring, "2026-03-28").contains("href") && !cell(&spring, "2026-03-30").contains("href"));
    let autumn = visit.get("/kalender/2026-W43").await;
    assert!(in_order(cell(&autumn, "2026-10-25"), &["Hela höstdagen", "I den timme som är två"]));
    assert!(table(&autumn).contains("colspan=\"2\""));
    assert!(!visit.get("/kalender/2026-W44").await.text.contains("Hela hösthelgen"), "the week after has none of it");
}

#[tokio::test]
async fn a_full_day_names_three_and_leads_to_the_rest() {
    let visit = today().await;
    let at_hour = |hour: usize| {
        let when = clock(&format!("2026-12-03T{hour:02}:00"), &format!("2026-12-03T{hour:02}:45"));
        activity(&format!("a{hour}"), &format!("Klockan {hour}"), "published", vec![when])
    };
    let runs = (0..6)
        .map(|n| activity(&format!("r{n}"), &format!("Lång {n}"), "published", vec![days("2026-12-02", "2026-12-03")]));
    add(&visit, (8..14).map(at_hour).chain(runs).collect()).await;
    let page = visit.get("/kalender/2026-12").await;
    let third = cell(&page, "2026-12-03");
    assert!(third.contains("Klockan 10") && !third.contains("Klockan 11"));
    assert!(third.contains("href=\"#dag-2026-12-03\">+5 till"), "three by the clock and two of the long: {third}");
    assert_eq!(table(&page).matches("<tr class=\"almanac-lane\">").count(), 4);
    assert!(list(&page).contains("Klockan 13"));
    for link in page.text.split("href=\"#").skip(1).filter_map(|part| part.split('"').next()) {
        assert!(page.text.contains(&format!("id=\"{link}\"")), "{link} points to nothing");
    }
    let week = visit.get("/en/calendar/2026-W49").await;
    assert!(cell(&week, "2026-12-03").contains("Klockan 13"), "a week has room for all");
    assert_eq!(table(&week).matches("<tr class=\"almanac-lane\">").count(), 6);
}

#[tokio::test]
async fn a_sheet_asks_little_and_is_bounded_and_public() {
    let visit = december().await;
    for path in ["/kalender", "/kalender/2026-12", "/en/calendar/2026-W50", "/kalender/2026-03"] {
        let mut least = u32::MAX;
        for _ in 0..3 {
            visit.site.forget_pages();
            let before = visit.store.statements();
            visit.get(path).await;
            least = least.min(visit.store.statements() - before);
        }
        assert!(least <= 4, "{path} asks {least} times");
    }
    let mut draft = activity("utkast", "Ett utkast", "published", vec![days("2026-12-03", "2026-12-03")]);
    draft.head_mut().visibility = Visibility::Network;
    add(&visit, vec![draft]).await;
    assert!(!visit.get("/kalender/2026-12").await.text.contains("Ett utkast"));
    let many = (0..501)
        .map(|n| activity(&format!("m{n}"), "En av många", "published", vec![days("2028-02-29", "2028-02-29")]));
    add(&visit, many.collect()).await;
    let page = visit.get("/kalender/2028-02").await;
    assert!(page.words().contains("Det är fler än 500 aktiviteter"));
    assert_eq!(list(&page).matches("En av många").count(), 500);
    assert!(cell(&page, "2028-02-29").contains("+497 till"));
}
