//! What may be meant, what was meant, where it stands, and words that mean no good.

use std::time::{Duration, Instant};

use model::{Kind, Lang, Record};
use search::{Index, Piece, marked, snippet};
use serde_json::json;
use store::db::Engine;

use crate::corpus::now;
use crate::harness::{Lot, Room, add, clipping, exact, found, in_memory};

/// Longest that any one question may take, many times what it takes: no question may hang.
const LONGEST: Duration = Duration::from_secs(10);

/// The sample and some records, in an index.
async fn index_with(records: &[Record]) -> Index {
    let room = Room::new();
    let store = room.sample(Engine::Sqlite).await.unwrap();
    add(&store, now(), records).await;
    let index = in_memory();
    index.follow(&store).await.unwrap();
    index
}

/// An index of nothing but some records.
async fn bare(records: &[Record]) -> Index {
    let room = Room::new();
    let store = room.store(Engine::Sqlite).await.unwrap();
    add(&store, now(), records).await;
    let index = in_memory();
    index.follow(&store).await.unwrap();
    index
}

/// The ids of what may be meant.
fn meant(index: &Index, typed: &str) -> Vec<String> {
    index.suggest(typed, 10).unwrap().iter().map(|meant| meant.id.to_string()).collect()
}

#[tokio::test]
async fn what_may_be_meant_is_proposed() {
    let records = [
        clipping("angsblommor", "Ängsblommornas återkomst", ""),
        clipping("ogon", "Öronmärkta åkrar", ""),
        clipping("kwimpel", "Kwimpelodling för nybörjare", ""),
        clipping("kwimpel-tva", "Nybörjare och kwimpel", "Kvastfening"),
    ];
    let index = index_with(&records).await;
    for (typed, expected) in [
        ("kwimpel", vec!["kwimpel-tva", "kwimpel"]),
        ("KWIMPEL", vec!["kwimpel-tva", "kwimpel"]),
        ("kwimpelodling", vec!["kwimpel"]),
        ("kwi", vec!["kwimpel", "kwimpel-tva"]),
        ("kwimpelod", vec!["kwimpel"]),
        // One letter wrong, missing, too many, two in each other's place.
        ("kwampel", vec!["kwimpel", "kwimpel-tva"]),
        ("kwmpel", vec!["kwimpel", "kwimpel-tva"]),
        ("kwiimpel", vec!["kwimpel", "kwimpel-tva"]),
        ("kwipmel", vec!["kwimpel", "kwimpel-tva"]),
        ("kwxxpel", vec![]),
        // With the marks of the letters and without.
        ("ängsblom", vec!["angsblommor"]),
        ("angsblom", vec!["angsblommor"]),
        ("a\u{308}ngsblom", vec!["angsblommor"]),
        ("öronmärkta åk", vec!["ogon"]),
        ("oronmarkta ak", vec!["ogon"]),
        // Several words, in any order, the last one unfinished.
        ("kwimpel nyb", vec!["kwimpel-tva"]),
        ("nybörjare kwi", vec!["kwimpel", "kwimpel-tva"]),
        ("kwi nybörjare", vec![]),
        ("kwimpel och zzz", vec![]),
        // Only titles.
        ("kvastfen", vec![]),
    ] {
        assert_eq!(meant(&index, typed), expected, "{typed}");
    }
}

#[tokio::test]
async fn no_more_is_proposed_than_asked_for_and_nothing_for_nothing() {
    let many: Vec<Record> =
        (0..60).map(|n| clipping(&format!("k-{n:02}"), &format!("Vattenkwimpel {n}"), "")).collect();
    let index = index_with(&many).await;
    for most in [0, 1, 5, 8] {
        assert_eq!(index.suggest("vattenkw", most).unwrap().len(), most);
    }
    let first = index.suggest("vat", 3).unwrap();
    assert_eq!(first[0].kind, Kind::Theme, "a theme comes before what is one of many: {first:?}");
    for nothing in ["", " ", "\t\n", "…", "()", "\0", "-"] {
        assert_eq!(index.suggest(nothing, 8).unwrap(), [], "{nothing:?}");
    }
    let begun = Instant::now();
    index.suggest(&"vatten ".repeat(1_500), 8).unwrap();
    index.suggest(&"v".repeat(10_000), 8).unwrap();
    index.suggest(&"å".repeat(10_000), 8).unwrap();
    assert!(begun.elapsed() < LONGEST, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn two_letters_are_enough_for_every_word_that_begins_with_them() {
    // More words with one beginning than a query takes when nothing else is said.
    let many: Vec<Record> = (0..150).map(|n| clipping(&format!("k-{n:03}"), &format!("qz{n:03}q"), "")).collect();
    let index = bare(&many).await;
    assert_eq!(index.suggest("qz", 200).unwrap().len(), 150);
}

#[tokio::test]
async fn a_misspelt_word_is_taken_for_the_nearest() {
    let index = index_with(&[clipping("zop", "Zop och kwimpel", "Vatten")]).await;
    for (typed, meant) in [
        ("drannering", Some("dränering")),
        ("kwumpel", Some("kwimpel")),
        ("kwiimpel vatten", Some("kwimpel vatten")),
        ("kwimpel", None),
        ("vatten", None),
        // Words of three letters are too near to too much.
        ("zep", None),
        ("zopp", Some("zop")),
        // Nothing is near.
        ("wxyzwxyzwxyz", None),
        ("123456789", None),
    ] {
        let found = found(&index, typed);
        assert_eq!(found.corrected.as_deref(), meant, "{typed}");
        if meant.is_some() {
            assert!(found.exact > 0, "{typed}");
        }
    }
}

/// A text with what was found between brackets.
fn shown(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() };
    pieces.iter().map(piece).collect()
}

#[tokio::test]
async fn what_was_found_is_marked_where_it_stands() {
    let index = bare(&[]).await;
    let marked_in = |text: &str, words: &str| {
        let pieces = marked(text, Lang::Sv, &found(&index, words).marks, &index.speech());
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), text);
        shown(&pieces)
    };
    for (text, words, expected) in [
        ("Åker, äng och ö: dränering pågår", "dränering", "Åker, äng och ö: [dränering] pågår"),
        ("Åker, äng och ö: dränering pågår", "äng", "Åker, [äng] och ö: dränering pågår"),
        ("🌾🚜 Dräneringen 🌧️ av åkern", "dränering", "🌾🚜 [Dräneringen] 🌧️ av åkern"),
        ("👩‍🌾åker👩‍🌾", "åker", "👩‍🌾[åker]👩‍🌾"),
        ("a\u{30A}ker och a\u{308}ng", "åker", "[a\u{30A}ker] och a\u{308}ng"),
        // A part of a compound inside its word.
        ("Om vattenrören i skogen", "vatten", "Om [vatten]rören i skogen"),
        ("Nya bevattningsdammar", "damm", "Nya bevattnings[dammar]"),
        // Typed without marks.
        ("Dränering i Åre", "dranering", "[Dränering] i Åre"),
        ("Inget här", "dränering", "Inget här"),
        ("", "dränering", ""),
    ] {
        assert_eq!(marked_in(text, words), expected, "{words}");
    }
}

#[tokio::test]
async fn a_snippet_is_cut_between_words_around_what_was_found() {
    let index = bare(&[]).await;
    let snippet_of = |text: &str| snippet(text, Lang::Sv, &found(&index, "dränering").marks, &index.speech());
    assert_eq!(snippet_of("Här finns inget av det"), None);
    assert_eq!(snippet_of(""), None);
    assert_eq!(shown(&snippet_of("Kort om dränering.").unwrap()), "Kort om [dränering].");
    let mut lot = Lot::new(5);
    let around = ["åker", "och", "🌾", "skördeväder", "i", "gårdsnära", "x"];
    for _ in 0..200 {
        let mut words: Vec<&str> = (0..lot.below(300)).map(|_| *lot.one(&around)).collect();
        for _ in 0..=lot.below(3) {
            words.insert(lot.below(words.len() + 1), "dräneringen");
        }
        let text = words.join(*lot.one(&[" ", "  ", "\u{a0}", "\n"]));
        let pieces = snippet_of(&text).unwrap();
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let (begun, cut) = (whole.strip_prefix("… "), whole.strip_suffix(" …").is_some());
        let inner = begun.unwrap_or(&whole);
        let inner = if cut { inner.strip_suffix(" …").unwrap() } else { inner };
        let at = text.find(inner).unwrap();
        assert_eq!((begun.is_none(), !cut), (text.starts_with(inner), text.ends_with(inner)), "{whole}");
        assert!(at == 0 || text[..at].ends_with(char::is_whitespace), "{whole}");
        let rest = &text[at + inner.len()..];
        assert!(rest.is_empty() || rest.starts_with(char::is_whitespace) || inner.ends_with(char::is_whitespace));
        assert!(inner.len() <= 260, "{} bytes", inner.len());
        assert!(pieces.iter().any(|piece| piece.hit && piece.text == "dräneringen"), "{whole}");
    }
}

#[tokio::test]
async fn a_word_that_never_ends_leaves_room_for_what_was_found() {
    let index = bare(&[]).await;
    for text in [
        format!("kurs {} dränering", "x".repeat(300)),
        format!("{}, dränering, {}", "å".repeat(5_000), "🌾".repeat(5_000)),
        format!("dränering {}", "ö".repeat(5_000)),
        format!("{}/dränering/{}", "ab".repeat(400), "ab".repeat(400)),
    ] {
        let pieces = snippet(&text, Lang::Sv, &found(&index, "dränering").marks, &index.speech()).unwrap();
        assert!(pieces.iter().any(|piece| piece.hit && piece.text == "dränering"), "{}", shown(&pieces));
        let letters: usize = pieces.iter().map(|piece| piece.text.len()).sum();
        assert!(letters <= 300, "{letters}");
    }
}

/// What someone may send who means no good, or whose cat walks on the keys.
fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "",
        " ",
        "?!",
        "...",
        "\"",
        "'",
        "\"vatten",
        "vatten\"",
        "\\",
        "\0",
        "va\0tten",
        "*",
        "vat*",
        "~",
        "vatten~2",
        "+vatten",
        "-vatten",
        "NOT vatten",
        "vatten AND",
        "title_sv:vatten",
        "[a TO z]",
        "{a TO *}",
        "/.*/",
        "vatten^1000",
        "%",
        "_",
        "'; drop table record; --",
        "<script>alert(1)</script>",
        "مياه الري",
        "אדמה ומים",
        "\u{202e}nettav\u{202c}",
        "\u{feff}",
        "水资源管理",
        "ﷺ",
        "İıſß",
        "🌾",
        "👩‍🌾👨‍👩‍👧‍👦",
        "e\u{301}\u{301}\u{301}",
        "\u{10ffff}",
        "𝓿𝓪𝓽𝓽𝓮𝓷",
        "ＶＡＴＴＥＮ",
        "och i på",
        "1/2 ½ ²",
        "åäö ÅÄÖ éèü æøå",
        "natur- och",
        "-",
        "a-b-c-d-e-f-g-h",
    ]
    .map(str::to_owned)
    .to_vec();
    for letter in ["a", "å", "(", ")", "\"", "🌾", "a ", "-", "å-", "\u{301}", "s", "vattens", "och ", "skogs", "w x "]
    {
        all.push(letter.repeat(200).chars().take(200).collect());
    }
    all.push("(".repeat(100) + &")".repeat(100));
    let mut lot = Lot::new(3);
    let letters: Vec<char> = "abcåäö sktvn -\"()*\u{301}'".chars().collect();
    all.extend((0..60).map(|_| (0..200).map(|_| *lot.one(&letters)).collect::<String>()));
    all
}

#[tokio::test]
async fn hostile_words_are_answered_in_time() {
    let index = index_with(&[clipping("lang", &"Vattenlång".repeat(1_500), &"a".repeat(20_000))]).await;
    let mut slowest = (Duration::ZERO, String::new());
    for typed in hostile() {
        let begun = Instant::now();
        let found = found(&index, &typed);
        let text = format!("Vatten i åker 🌾 {typed} och mer därtill");
        let speech = index.speech();
        let pieces = marked(&text, Lang::Sv, &found.marks, &speech);
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), text);
        let cut = snippet(&text, Lang::En, &found.marks, &speech);
        assert!(cut.is_none_or(|pieces| pieces.iter().any(|piece| piece.hit)), "{typed:?}");
        assert!(index.suggest(&typed, 8).unwrap().len() <= 8);
        slowest = slowest.max((begun.elapsed(), typed));
    }
    assert!(slowest.0 < LONGEST, "{slowest:?}");
    println!("the slowest took {:?}: {:?}", slowest.0, slowest.1);
    // Words of nothing but signs find nothing, and are no open list.
    for typed in ["?!", "\"", "(((", "🌾", "\0"] {
        assert_eq!(found(&index, typed).total, 0, "{typed:?}");
    }
}

#[tokio::test]
async fn texts_without_end_are_taken_in() {
    let long = |letter: &str, count: usize| letter.repeat(count);
    let records = [
        clipping("ett", &long("ö", 20_000), &long("kwimpel ", 2_500)),
        clipping("tva", &long("🌾", 9_000), &long("\u{301}", 9_000)),
        clipping("tre", &long("vattenskogsåker", 1_300), &long("<p>", 6_000)),
        Record::from_value(
            Kind::Clipping,
            json!({ "id": "fyra", "slug": "fyra", "version": 1, "title": { "en": "\u{0}" }, "link": "https://example.org/" }),
        )
        .unwrap(),
    ];
    let index = bare(&records).await;
    assert_eq!(index.len(), 4);
    assert_eq!(exact(&index, "kwimpel"), ["ett"]);
}
