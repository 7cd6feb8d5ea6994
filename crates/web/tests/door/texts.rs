//! The pages of text, the text to copy, and the poster.

use model::record::{Activity, ActivityStatus, Contact, SignUp};
use model::{Kind, Lang, Record, Text};
use store::read::BySlug;
use web::Room;

use crate::harness::{Visit, poster, read_sample, today};

const ABOUT: [Room; 5] = [Room::About, Room::AboutData, Room::AboutApi, Room::AboutAccessibility, Room::AboutPrivacy];

async fn activity(visit: &Visit, slug: &str) -> Activity {
    let found = visit.store.reader().await.unwrap().by_slug(Kind::Activity, &slug.parse().unwrap()).await.unwrap();
    match found {
        BySlug::Here(stored) => match stored.record {
            Record::Activity(activity) => activity,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// An activity with everything that one may want to know, a fortnight after the day of the visit.
async fn planned(visit: &Visit) -> Activity {
    let mut activity = activity(visit, "hostens-seminarieserie-2017").await;
    activity.occasions.truncate(2);
    let [first, second] = &mut activity.occasions[..] else { panic!("two occasions") };
    let when = |json: &str| Some(serde_json::from_str(json).unwrap());
    first.when = when(r#"{"start":"2026-12-10T09:00","end":"2026-12-10T15:30","zone":"Europe/Stockholm"}"#);
    second.when = when(r#"{"first_day":"2027-01-14"}"#);
    activity.price = Some(Text { sv: Some("300 kr & kaffe".into()), en: Some("SEK 300 & coffee".into()) });
    activity.sign_up = Some(SignUp {
        url: Some("https://www.example.org/anmalan".parse().unwrap()),
        last_day: serde_json::from_str("\"2026-12-01\"").unwrap(),
    });
    activity
}

/// What stands in the field to copy.
fn copied(text: &str) -> String {
    let field = text.split("<textarea").nth(1).expect("a field");
    let inner = field.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
    inner.replace("&#38;", "&").replace("&amp;", "&").replace("&#39;", "'")
}

/// The code on a poster, as a telephone reads it.
fn scanned(text: &str) -> String {
    let code = text.split("<svg class=\"qr\"").nth(1).expect("a code").split("</svg>").next().unwrap();
    let side: usize = code.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let path = code.split(" d=\"M").nth(1).unwrap().split("z\"").next().unwrap();
    let mut dark = vec![false; side * side];
    for run in path.split("zM") {
        let (at, length) = run.split_once('h').unwrap();
        let (x, y) = at.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        let length: usize = length.split('v').next().unwrap().parse().unwrap();
        dark[y * side + x..][..length].fill(true);
    }
    const SCALE: usize = 6;
    let mut picture =
        rqrr::PreparedImage::prepare_from_bitmap(side * SCALE, side * SCALE, |x, y| dark[y / SCALE * side + x / SCALE]);
    let grids = picture.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    grids[0].decode().unwrap().1
}

#[tokio::test]
async fn a_site_without_a_contact_does_not_pretend_to_have_one() {
    let visit = today().await;
    for (room, lang) in ABOUT.into_iter().flat_map(|room| Lang::ALL.map(|lang| (room, lang))) {
        let answer = visit.get(&room.path(lang)).await;
        assert!(!answer.text.contains("mailto:") && !answer.text.contains('@'), "{room:?}");
        let none = if lang == Lang::Sv { "Det finns ingen kontaktadress" } else { "No contact address has been given" };
        assert!(answer.words().contains(none), "{room:?} in {lang:?}");
    }
}

#[tokio::test]
async fn the_network_s_own_contact_stands_on_every_page_about_the_site() {
    let visit = crate::harness::empty().await;
    let mut folder = read_sample();
    folder.network.as_mut().unwrap().contact = Some(Contact {
        role: Text { sv: Some("Kansliet".into()), en: None },
        email: Some("kansliet@example.org".parse().unwrap()),
        url: Some("https://www.example.org/kontakt".parse().unwrap()),
    });
    let mut writer = visit.store.writer(visit.site.clock.now(), "test").await.unwrap();
    writer.import(folder).await.unwrap();
    let number = writer.commit().await.unwrap().unwrap();
    while visit.site.change() < number {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    for room in ABOUT {
        let text = visit.get(&room.path(Lang::Sv)).await.text;
        assert!(text.contains("href=\"mailto:kansliet@example.org\""), "{room:?}");
        let english = visit.get(&room.path(Lang::En)).await.text;
        assert!(english.contains("<strong lang=\"sv\">Kansliet</strong>"), "{room:?}");
        assert!(english.contains("href=\"https://www.example.org/kontakt\""), "{room:?}");
    }
}

#[tokio::test]
async fn every_key_of_the_filter_is_told_and_every_credit_given() {
    let visit = today().await;
    for lang in Lang::ALL {
        let text = visit.get(&Room::AboutData.path(lang)).await.text;
        for key in model::filter::KEYS {
            assert!(text.contains(&format!("<code>{key}</code>")), "{key}");
            assert!(text.contains(&format!("<code>{key}=")), "an example of {key}");
        }
        for example in text.split("<code>").skip(1).filter_map(|part| part.split("</code>").next()) {
            let Some((key, value)) = example.split_once('=').filter(|(key, _)| !key.contains('/')) else { continue };
            let scope = model::filter::Scope::Of(Kind::Activity);
            let scope = if key == "status" { model::filter::Scope::Everything } else { scope };
            let pairs = [("near", "Gamleby"), (key, value)];
            let places = model::places::Places::built_in();
            assert!(model::filter::Filter::parse(pairs.into_iter(), scope, &places).is_ok(), "{example}");
        }
        for credit in
            ["https://www.geonames.org", "https://creativecommons.org/licenses/by/4.0/", "Natural Earth", "(SCB)"]
        {
            assert!(text.contains(credit), "{credit}");
        }
    }
}

#[tokio::test]
async fn what_is_said_about_privacy_is_what_the_site_does() {
    let visit = today().await;
    let answer = visit.get("/om/personuppgifter").await;
    let words = answer.words();
    assert!(words.contains("Inga kakor") && answer.header("set-cookie").is_empty());
    assert!(words.contains("men inte från vilken sida"));
    assert_eq!(answer.header("referrer-policy"), "strict-origin-when-cross-origin");
    assert!(answer.header("content-security-policy").contains("default-src 'none'"), "nothing comes from others");
    let near = include_str!("../../assets/js/near.js");
    assert!(near.contains("toFixed(2)"), "two decimals of a degree are about a kilometre");
}

#[tokio::test]
async fn the_supervisor_is_named_only_for_public_bodies() {
    let visit = today().await;
    let words = visit.get("/om/tillganglighet").await.words();
    assert!(words.contains("Är den som driver sajten en myndighet") && words.contains("gäller den lagen inte"));
    assert!(words.contains("Bedömningen gjordes den 23 november 2026"));
    let english = visit.get("/en/about/accessibility").await.words();
    assert!(english.contains("The assessment was made on 23 November 2026"));
}

#[tokio::test]
async fn an_activity_can_be_copied_as_text() {
    let visit = today().await;
    let activity = planned(&visit).await;
    let slug = activity.head.slug.clone();
    visit.change(Record::Activity(activity)).await;
    let swedish = copied(&visit.get(&Room::Activities.record_path(Lang::Sv, &slug)).await.text);
    let lines: Vec<&str> = swedish.lines().collect();
    assert_eq!(lines[0], "Höstens seminarieserie 2017");
    assert_eq!(lines[1], "Torsdag 10 december 2026, kl. 9–15.30, Södermanlands län");
    assert!(lines[2].starts_with("Torsdag 14 januari 2027, "), "{swedish}");
    for line in [
        "Arrangör: Agro Sörmland",
        "Pris: 300 kr & kaffe",
        "Anmälan: https://www.example.org/anmalan, senast 1 december 2026",
        "Läs mer: https://kluster.example.org/aktiviteter/hostens-seminarieserie-2017",
    ] {
        assert!(lines.contains(&line), "{line}\n{swedish}");
    }
    let english = copied(&visit.get(&Room::Activities.record_path(Lang::En, &slug)).await.text);
    for line in [
        "Thursday 10 December 2026, 9:00–15:30",
        "Price: SEK 300 & coffee",
        "Read more: https://kluster.example.org/en/activities/hostens-seminarieserie-2017",
    ] {
        assert!(english.contains(line), "{line}\n{english}");
    }
}

#[tokio::test]
async fn initiatives_and_results_can_be_copied_too_and_lead_back() {
    let visit = today().await;
    for (room, slug) in [(Room::Initiatives, "agtech-2030"), (Room::Results, "lokalproducerat-pa-bordet")] {
        for lang in Lang::ALL {
            let path = room.record_path(lang, &slug.parse().unwrap());
            let answer = visit.get(&path).await;
            let text = copied(&answer.text);
            assert!(text.ends_with(&format!("https://kluster.example.org{path}")), "{text}");
            assert!(!text.contains("\n\n\n") && text.lines().count() > 3, "{text}");
            let title = answer.text.split("<h1").nth(1).unwrap().split_once('>').unwrap().1.split('<').next().unwrap();
            assert_eq!(text.lines().next(), Some(title));
        }
    }
}

#[tokio::test]
async fn a_poster_has_what_one_must_know_and_a_code_that_leads_to_the_activity() {
    let visit = today().await;
    let activity = planned(&visit).await;
    visit.change(Record::Activity(activity)).await;
    for lang in Lang::ALL {
        let answer = visit.get(&poster(lang, "hostens-seminarieserie-2017")).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.text.matches("name=\"robots\" content=\"noindex\"").count(), 1);
        let path = Room::Activities.record_path(lang, &"hostens-seminarieserie-2017".parse().unwrap());
        assert_eq!(scanned(&answer.text), format!("https://kluster.example.org{path}"));
        let words = answer.words();
        assert!(words.contains(&format!("kluster.example.org{path}")), "the address as text");
        let expected = match lang {
            Lang::Sv => [
                "Torsdag 10 december 2026 Kl. 9–15.30",
                "Torsdag 14 januari 2027",
                "example.org, senast 1 december 2026",
                "Agro Sörmland",
            ],
            Lang::En => [
                "Thursday 10 December 2026 9:00–15:30",
                "Thursday 14 January 2027",
                "example.org, by 1 December 2026",
                "Agro Sörmland",
            ],
        };
        for expected in expected {
            assert!(words.contains(expected), "{expected}\n{words}");
        }
        assert!(!words.contains("Inställt") && !words.contains("Cancelled"));
    }
}

#[tokio::test]
async fn a_poster_of_what_is_cancelled_says_so_first_and_asks_nobody_to_sign_up() {
    let visit = today().await;
    let mut activity = planned(&visit).await;
    activity.status = ActivityStatus::Cancelled;
    let slug = activity.head.slug.clone();
    visit.change(Record::Activity(activity)).await;
    let words = visit.get(&poster(Lang::Sv, slug.as_str())).await.words();
    let (said, title) = (words.find("Inställt").unwrap(), words.rfind("Höstens seminarieserie").unwrap());
    assert!(said < title && !words.contains("Anmälan"), "{words}");
    let copy = copied(&visit.get(&Room::Activities.record_path(Lang::Sv, &slug)).await.text);
    assert!(copy.starts_with("INSTÄLLT: Höstens seminarieserie 2017\n"), "{copy}");
}

#[tokio::test]
async fn a_poster_follows_its_activity_when_that_gets_another_name() {
    let visit = today().await;
    let mut activity = activity(&visit, "hostens-seminarieserie-2017").await;
    activity.head.former_slugs.push(activity.head.slug.clone());
    activity.head.slug = "seminarier".parse().unwrap();
    visit.change(Record::Activity(activity)).await;
    for lang in Lang::ALL {
        let moved = visit.get(&poster(lang, "hostens-seminarieserie-2017")).await;
        assert_eq!((moved.status.as_u16(), moved.header("location")), (308, poster(lang, "seminarier").as_str()));
    }
    assert_eq!(visit.get(&poster(Lang::Sv, "finns-inte")).await.status, 404);
}
