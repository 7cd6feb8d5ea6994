//! The menu of formats, and what stands on others' pages.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use model::Lang;
use web::Room;

use crate::harness::{Answer, Visit, at, empty, read_sample, today, unescaped};

/// Most bytes of the script of embeds, compressed.
const MOST_SCRIPT_BYTES: usize = 5 * 1024;
/// The rooms that can stand on others' pages, by their names in both languages.
const ROOMS: [(&str, &str); 9] = [
    ("aktiviteter", "activities"),
    ("kalender", "calendar"),
    ("karta", "map"),
    ("kluster", "clusters"),
    ("initiativ", "initiatives"),
    ("resultat", "results"),
    ("notiser", "clippings"),
    ("organisationer", "organisations"),
    ("sok", "search"),
];
const TYPES: [&str; 7] = [
    "text/calendar",
    "application/atom+xml",
    "application/geo+json",
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/json",
    "application/ld+json",
];

/// A day on which something is to come in the sample.
async fn autumn() -> Visit {
    at("2025-10-20T09:00:00+02:00").await
}

fn alternates(answer: &Answer) -> Vec<(String, String)> {
    let links = answer.between("<link rel=\"alternate\" type=\"", ">");
    let pair = |link: &str| {
        let href = link.split("href=\"").nth(1)?.split('"').next()?;
        Some((link.split('"').next()?.to_owned(), unescaped(href)))
    };
    links.into_iter().filter_map(pair).collect()
}

#[tokio::test]
async fn every_page_with_formats_says_so_in_its_head_and_keeps_the_filter() {
    let visit = today().await;
    let listed = [
        ("/aktiviteter?theme=vatten&county=05", "/aktiviteter", "?theme=vatten&county=05"),
        ("/en/activities?utm_source=brev&theme=vatten", "/en/activities", "?theme=vatten"),
        ("/kalender/2026-12?theme=vatten", "/kalender/2026-12", "?theme=vatten"),
        ("/sok?q=vatten", "/sok", "?q=vatten"),
        ("/karta?kind=cluster", "/karta", "?kind=cluster"),
        ("/kluster/agrovast", "/kluster/agrovast", ""),
        ("/utmaningar/vatten", "/utmaningar/vatten", ""),
        ("/teman", "/teman", ""),
    ];
    for (path, stem, query) in listed {
        let answer = visit.get(path).await;
        let found = alternates(&answer);
        assert_eq!(found.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(), TYPES, "{path}");
        for (_, href) in &found {
            let own = href.strip_prefix("https://kluster.example.org").unwrap();
            let (whole, asked) = own.split_at(own.find('?').unwrap_or(own.len()));
            assert_eq!((whole.rsplit_once('.').unwrap().0, asked), (stem, query), "{path}");
            assert_eq!(visit.get(own).await.status, 200, "{own}");
        }
        assert!(answer.text.contains("popovertarget=\"hamta\""), "{path} has the menu");
    }
    for path in ["/", "/om", "/siffror", "/badda-in", "/finns-inte", "/aktiviteter?county=99", "/kluster/finns-inte"] {
        assert!(alternates(&visit.get(path).await).is_empty(), "{path}");
    }
}

#[tokio::test]
async fn the_menu_says_what_the_addresses_hold() {
    let visit = today().await;
    for (path, holds) in [
        ("/aktiviteter?theme=vatten&county=05", "Alla aktiviteter om vatten i Östergötland."),
        ("/en/activities?theme=vatten&county=05", "All activities about water in Östergötland."),
        ("/aktiviteter?kind=course&cluster=agrovast", "Alla aktiviteter (kurs) med Agroväst."),
        ("/aktiviteter?near=Gamleby&within=80&period=upcoming", "inom 80 km från Gamleby som inte har varit än."),
        ("/kalender/2026-12?theme=vatten", "Alla aktiviteter om vatten, december 2026."),
        ("/sok?q=b%C3%A4ver", "Allt i nätverket med orden ”bäver”."),
        ("/teman/vatten", "Alla aktiviteter om vatten."),
        ("/kluster/agrovast", "Alla aktiviteter med Agroväst"),
        ("/kluster?county=05", "Alla aktiviteter i Östergötland."),
    ] {
        let words = visit.get(path).await.words();
        assert!(words.contains(holds), "{path}: {holds}");
    }
    // Of what cannot be taken part in there is no calendar.
    for path in ["/notiser", "/resultat", "/sok?kind=cluster", "/organisationer", "/teman"] {
        assert!(!visit.get(path).await.text.contains("webcal:"), "{path}");
    }
    let calendar = visit.get("/kalender/2026-12?theme=vatten").await;
    // Who subscribes wants more than the month that is shown.
    assert!(calendar.text.contains("webcal://kluster.example.org/aktiviteter.ics?theme=vatten"));
    assert!(calendar.text.contains("https://kluster.example.org/kalender/2026-12.xlsx?theme=vatten"));
}

#[tokio::test]
async fn an_occasion_that_is_to_come_goes_into_a_calendar_and_one_that_is_over_does_not() {
    let mut found = read_sample().records.into_iter();
    let known = found.find(|record| record.head().slug.as_str().starts_with("livsmedelsberedskap")).unwrap();
    let path = Room::Activities.record_path(Lang::Sv, &known.head().slug);
    let before = at("2024-04-10T09:00:00+02:00").await.get(&path).await;
    let google = unescaped(before.between("href=\"https://calendar.google.com/calendar/render?", "\"")[0]);
    assert!(google.starts_with("action=TEMPLATE&text=Livsmedelsberedskap"), "{google}");
    assert!(google.contains("&dates=20240418"), "{google}");
    assert!(!google.contains('+'), "a plus sign is a plus sign in Outlook");
    let outlook = unescaped(before.between("href=\"https://outlook.office.com/calendar/0/deeplink/compose?", "\"")[0]);
    assert!(outlook.contains("startdt=2024-04-18"), "{outlook}");
    assert!(before.text.contains(&format!("{path}.ics\">Kalenderfil")));
    let after = at("2024-04-19T09:00:00+02:00").await.get(&path).await;
    assert!(!after.text.contains("calendar.google.com"));
    // What is known as far as a season is in no calendar.
    let vague = at("2017-06-01T09:00:00+02:00").await.get("/aktiviteter/hostens-seminarieserie-2017").await;
    assert!(!vague.text.contains("calendar.google.com"));
}

#[tokio::test]
async fn every_room_stands_on_others_pages_in_both_languages() {
    let visit = autumn().await;
    for (sv, en) in ROOMS {
        for (lang, path) in [("sv", format!("/badda-in/{sv}")), ("en", format!("/en/embed/{en}"))] {
            for view in ["", "?view=list", "?view=calendar", "?view=map"] {
                let path = format!("{path}{view}");
                let answer = visit.get(&path).await;
                assert_eq!(answer.status, 200, "{path}");
                let text = &answer.text;
                assert!(text.contains(&format!("<html lang=\"{lang}\"")), "{path}");
                assert_eq!(text.matches("<h1").count(), 1, "{path}");
                for word in ["<script", "style=\"", " onclick", "<form", "None", "Some(", "{{"] {
                    assert!(!text.contains(word), "{path}: {word}");
                }
                for href in answer.between("href=\"", "\"") {
                    let ours = href.starts_with("https://kluster.example.org/") || href.starts_with('#');
                    assert!(ours, "{path}: {href} must lead home from wherever it stands");
                }
                let part = text.split_once("data-klover ").unwrap().1;
                let links = part.matches("<a ").count();
                let led = part.matches("target=\"_top\"").count() + part.matches("data-klover-go").count();
                assert_eq!(links, led, "{path}: every link leaves the frame, or turns the month");
                // A colour that has been chosen has a sheet of its own, and nothing else does.
                let coloured =
                    visit.get(&format!("{path}{}accent=aa0000", if view.is_empty() { "?" } else { "&" })).await;
                assert!(coloured.text.contains("href=\"/embed.css?accent=aa0000\""), "{path}");
            }
        }
        // The other language's name leads to the right one, with all that was asked for.
        let answer = visit.get(&format!("/en/embed/{sv}?q=vatten&max=3&utm=1")).await;
        if sv != en {
            assert_eq!(answer.status, 308, "{sv}");
            assert_eq!(answer.header("location"), format!("/en/embed/{en}?q=vatten&max=3"));
        }
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
    assert_eq!(visit.get("/badda-in/finns-inte").await.status, 404);
}

#[tokio::test]
async fn only_embeds_may_be_framed_and_they_hold_no_script() {
    let visit = today().await;
    for path in ["/badda-in/aktiviteter", "/en/embed/map", "/badda-in/aktiviteter?county=99"] {
        let answer = visit.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("frame-ancestors *") && policy.contains("default-src 'none'"), "{path}: {policy}");
        assert!(!policy.contains("script-src") && policy.contains("form-action 'none'"), "{path}: {policy}");
        assert_eq!(answer.header("x-frame-options"), "", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("set-cookie"), "", "{path}");
    }
    for path in ["/", "/aktiviteter", "/badda-in", "/en/embed", "/embed.js", "/badda-inte/x"] {
        let answer = visit.get(path).await;
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        let shared = path == "/embed.js";
        assert_eq!(answer.header("access-control-allow-origin") == "*", shared, "{path}");
    }
    assert!(visit.get("/badda-in").await.header("content-security-policy").contains("frame-src 'self'"));
}

#[tokio::test]
async fn the_script_is_small_and_keeps_its_address() {
    let visit = today().await;
    let answer = visit.get("/embed.js").await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/javascript; charset=utf-8"));
    assert_eq!(answer.header("cache-control"), "public, max-age=3600");
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(answer.text.as_bytes()).unwrap();
    let size = packed.finish().unwrap().len();
    assert!(size <= MOST_SCRIPT_BYTES, "{size} bytes");
    assert!(!answer.text.contains("cookie") && !answer.text.contains("Storage"), "nothing is kept at the reader's");
    let etag = answer.header("etag").to_owned();
    assert_eq!(visit.ask("GET", "/embed.js", &[("if-none-match", &etag)]).await.status, 304);
}

#[tokio::test]
async fn what_hosts_write_is_not_trusted() {
    let visit = today().await;
    let evil = "/embed.css?accent=red;}*{display:none&text=%3C/style%3E&font=url(x)&radius=1e9&background=00ff00";
    let sheet = visit.get(evil).await;
    assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(sheet.text, ":root {\n  --klover-background: #00ff00;\n}\n");
    for path in [
        "/badda-in/aktiviteter?accent=%22%3E%3Cscript%3E&max=-1&month=x&view=%3Cscript%3E",
        "/badda-in/aktiviteter?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/badda-in?accent=%22%3E%3Cscript%3E&of=%3Cscript%3E&q=%3C/textarea%3E%3Cscript%3Ealert(1)",
    ] {
        let answer = visit.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(!answer.text.contains("<script>"), "{path}");
    }
    // What cannot be understood is said in the frame, without the site around it.
    let answer = visit.get("/badda-in/aktiviteter?county=99").await;
    assert_eq!(answer.status, 400);
    assert!(answer.words().contains("”99” i county är ingen länskod"));
    assert!(!answer.text.contains("site-header"));
}

#[tokio::test]
async fn an_embed_shows_what_its_page_shows_as_much_as_was_asked_for() {
    let visit = autumn().await;
    let titles = |answer: &Answer| -> Vec<String> {
        let rows = answer.between("<div class=\"what\"><a href=\"https://kluster.example.org", "\"");
        rows.into_iter().map(str::to_owned).collect()
    };
    let page = visit.get("/aktiviteter?theme=vatten").await;
    let on_page: Vec<&str> = page.between("<h3 class=\"row-title\"><a href=\"", "\"");
    let embed = titles(&visit.get("/badda-in/aktiviteter?theme=vatten&max=50").await);
    assert_eq!(embed, on_page);
    assert_eq!(titles(&visit.get("/badda-in/aktiviteter?max=3").await).len(), 3);
    // A calendar begins where something is to come, and can be turned.
    let calendar = visit.get("/badda-in/kalender").await;
    assert!(calendar.words().contains("November 2025"), "{}", calendar.words());
    assert!(calendar.text.contains("?month=2025-12\""));
    let turned = visit.get("/badda-in/kalender?month=2025-05").await;
    assert!(turned.words().contains("Maj 2025") && turned.words().contains("Landsbygdsveckan 2025"));
    // On the map of a filter stands nothing else.
    let map = visit.get("/badda-in/aktiviteter?view=map&theme=vatten&max=50").await;
    assert!(titles(&map).iter().all(|href| on_page.contains(&href.as_str())));
    let english = visit.get("/en/embed/activities?theme=vatten").await;
    assert!(english.words().contains("Activities about water") && english.words().contains("Sample data."));
}

#[tokio::test]
async fn the_builder_takes_the_filter_along_and_gives_three_ways() {
    let visit = autumn().await;
    let list = visit.get("/aktiviteter?theme=vatten&county=14").await;
    let href = list.between("rel=\"nofollow\" href=\"/badda-in?", "\"").first().map(|rest| unescaped(rest)).unwrap();
    assert_eq!(href, "of=activity&theme=vatten&county=14");
    let cluster = visit.get("/en/clusters/agrovast").await;
    assert!(unescaped(&cluster.text).contains("/en/embed?of=activity&view=calendar&cluster=agrovast\""));
    let builder = visit.get(&format!("/badda-in?{href}&view=calendar&max=4&accent=%23aa0044&in=en")).await;
    assert_eq!(builder.status, 200);
    let text = unescaped(&builder.text);
    assert!(text.contains("src=\"/en/embed/activities?theme=vatten&county=14&view=calendar&max=4&accent=aa0044\""));
    assert!(text.contains("<script async src=\"https://kluster.example.org/embed.js\"></script>"));
    let element = "<klover-embed src=\"https://kluster.example.org/en/activities?theme=vatten&county=14\" \
        view=\"calendar\" max=\"4\" style=\"--klover-accent: #aa0044\">";
    assert!(text.contains(element), "{text}");
    assert!(
        text.contains("<iframe src=\"https://kluster.example.org/en/embed/activities?theme=vatten&county=14&view=")
    );
    let frame = text.split("<iframe class=\"builder-frame is-calendar\" src=\"").nth(1).unwrap();
    assert_eq!(visit.get(frame.split('"').next().unwrap()).await.status, 200);
    // Colours that are ours anyway are not said again; weak ones are told.
    let ours = visit.get("/badda-in?accent=%2320663c&text=%2317231c").await;
    assert!(ours.text.contains("is-list\" src=\"/badda-in/aktiviteter\"") && !ours.text.contains("--klover-accent:"));
    assert!(visit.get("/badda-in?text=%23dddddd").await.words().contains("Texten är svår att läsa"));
    // Words of another list are forgotten without a fuss; a place that does not exist is told.
    let other = visit.get("/badda-in?of=cluster&kind=course&near=Gammleby").await;
    assert_eq!(other.status, 200);
    assert!(other.words().contains("Ingen plats i Sverige som heter ”Gammleby”"));
    assert_eq!(empty().await.get("/en/embed").await.status, 200);
}

#[tokio::test]
async fn an_embed_asks_the_store_at_most_four_times() {
    let visit = autumn().await;
    for path in ["/badda-in/kalender", "/badda-in/karta", "/badda-in/sok", "/badda-in?of=activity&theme=vatten"] {
        let mut least = u32::MAX;
        for _ in 0..3 {
            visit.site.forget_pages();
            let before = visit.store.statements();
            assert_eq!(visit.get(path).await.status, 200, "{path}");
            least = least.min(visit.store.statements() - before);
        }
        assert!(least <= 4, "{path}: {least}");
    }
}

/// The colours that an embed falls back on are ours.
#[test]
fn the_colours_of_embeds_are_those_of_the_site() {
    let read = |name: &str| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        std::fs::read_to_string(folder.join(name)).unwrap()
    };
    let (tokens, embed) = (read("css/tokens.css"), read("embed/tokens.css"));
    let (light, dark) = tokens.split_once("@media (prefers-color-scheme: dark)").unwrap();
    for (own, token) in [("accent", "clover-700"), ("text", "ink"), ("ground", "card")] {
        let value =
            |css: &str| css.split(&format!("--{token}: ")).nth(1).unwrap().split(';').next().unwrap().to_owned();
        let pair = format!("light-dark({}, {})", value(light), value(dark));
        let said = embed.split(&format!("--{own}: ")).nth(1).unwrap().split(';').next().unwrap();
        assert!(said.contains(&pair), "{own}: {said}, not {pair}");
    }
}
