use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use super::*;

const OWN: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon/compounds-own.tsv"));

fn analyser(lang: Lang) -> Analyser {
    let groups = [vec!["bokcirkel".to_owned(), "läsecirkel".to_owned()]];
    Analyser::new(lang, Switches::default(), Arc::new(Lexicon::built_in()), groups)
}

fn step(analyser: &Analyser, text: &str, step: &str) -> Vec<String> {
    analyser.steps(text).into_iter().find(|taken| taken.step == step).unwrap().tokens
}

fn split(lexicon: &Lexicon, word: &str) -> Vec<String> {
    lexicon.split(word).into_iter().map(|part| part.text).collect()
}

#[test]
fn every_spelling_of_a_word_is_folded_to_one() {
    let sv = analyser(Lang::Sv);
    for (text, words) in [
        ("Åker, ÄNG och Ö", vec!["åker", "äng", "och", "ö"]),
        ("a\u{30A}ker a\u{308}ng o\u{308}ar", vec!["åker", "äng", "öar"]),
        ("idé, idéer, Müller, cafe\u{301}", vec!["ide", "ideer", "muller", "cafe"]),
        ("skogs\u{AD}bruk skogs\u{200B}vård", vec!["skogsbruk", "skogsvård"]),
        ("e-post", vec!["e", "epost", "post"]),
        ("natur- och kulturmiljö", vec!["natur", "och", "kulturmiljö"]),
        ("Klara’s café, rock'n roll", vec!["klara", "cafe", "rockn", "roll"]),
        ("EU:s och LRF:arna kl. 10:30", vec!["eu", "och", "lrf", "kl", "10", "30"]),
        ("CO₂ m² ½", vec!["co2", "m2", "12"]),
        ("", vec![]),
    ] {
        assert_eq!(step(&sv, text, "fold"), words, "{text}");
    }
}

#[test]
fn a_compound_keeps_the_whole_and_gets_its_parts() {
    let sv = analyser(Lang::Sv);
    assert_eq!(step(&sv, "Vattenhushållningen", "compound"), ["vattenhushållningen", "vatten", "hushållningen"]);
    assert_eq!(step(&sv, "skogsbruk", "compound"), ["skogsbruk", "skog", "bruk"]);
    assert_eq!(step(&analyser(Lang::En), "farmhouse", "compound"), ["farmhouse"]);
}

#[test]
fn what_links_two_parts_is_left_out() {
    let lexicon = Lexicon::built_in();
    for (word, parts) in [
        ("gatukontor", ["gata", "kontor"]),
        ("kvinnorörelse", ["kvinna", "rörelse"]),
        ("arbetarrörelsen", ["arbetare", "rörelsen"]),
        ("flickskola", ["flicka", "skola"]),
        ("pojklag", ["pojke", "lag"]),
        ("oljekanna", ["olja", "kanna"]),
        ("hälsovård", ["hälsa", "vård"]),
        ("kursledarna", ["kurs", "ledarna"]),
        ("småbönderna", ["små", "bönderna"]),
    ] {
        assert_eq!(split(&lexicon, word), parts, "{word}");
    }
}

#[test]
fn a_compound_of_three_is_cut_where_a_person_would_and_then_again() {
    let lexicon = Lexicon::built_in();
    let parts = split(&lexicon, "arbetslöshetsförsäkring");
    for part in ["arbetslöshet", "försäkring", "arbete"] {
        assert!(parts.iter().any(|found| found == part), "{part} in {parts:?}");
    }
    assert_eq!(split(&lexicon, "skogsbilväg"), ["skog", "bilväg", "bil", "väg"]);
    assert_eq!(split(&lexicon, "fotbollsplan"), ["fotboll", "fot", "boll", "plan"]);
}

#[test]
fn a_word_that_only_looks_like_a_compound_is_left_whole() {
    let lexicon = Lexicon::built_in();
    for word in ["kalender", "information", "mars", "universitet", "tidning", "verktyg", "andersson", "utbildningen"] {
        assert_eq!(split(&lexicon, word), Vec::<String>::new(), "{word}");
    }
}

#[test]
fn our_own_compounds_are_cut_where_we_would() {
    let measured = measure(&Lexicon::built_in(), OWN);
    let right = measured.iter().filter(|measured| measured.right).count();
    assert!(measured.len() >= 100 && right * 100 >= measured.len() * 95, "{right} of {}", measured.len());
}

#[test]
fn a_word_of_the_corpus_becomes_a_part_and_is_itself_still_cut() {
    let lexicon = Lexicon::built_in();
    assert_eq!(split(&lexicon, "zumbabruk"), Vec::<String>::new());
    let lexicon = lexicon.with_words(["Zumba", "skogskurs"]);
    assert_eq!(split(&lexicon, "zumbabruk"), ["zumba", "bruk"]);
    assert_eq!(split(&lexicon, "skogskurs"), ["skog", "kurs"]);
}

#[test]
fn stop_words_go_and_leave_their_place_empty() {
    let sv = analyser(Lang::Sv);
    assert_eq!(step(&sv, "Vad är beslut om en dag i arbete?", "stop"), ["beslut", "dag", "arbete"]);
    let positions: Vec<usize> = sv.tokens("en ny dag").iter().map(|token| token.position).collect();
    assert_eq!(positions, [1, 2]);
    assert_eq!(step(&analyser(Lang::En), "The farmers of the valley", "stop"), ["farmers", "valley"]);
}

#[test]
fn the_forms_of_a_word_have_one_stem() {
    let sv = analyser(Lang::Sv);
    for forms in ["dikning dikningen dikningens", "bonde bönder bönderna", "stad städer städernas", "bok böcker"] {
        let mut stems = sv.stems(forms);
        stems.dedup();
        assert_eq!(stems.len(), 1, "{forms}: {stems:?}");
    }
    assert_eq!(analyser(Lang::En).stems("farming farmer's farms"), ["farm", "farmer", "farm"]);
}

#[test]
fn synonyms_widen_words_and_phrases_and_only_the_way_they_are_meant() {
    let sv = analyser(Lang::Sv);
    let widened = step(&sv, "lantbruk", "synonym");
    assert!(widened.contains(&sv.stems("jordbruk")[0]), "{widened:?}");
    let circle = sv.synonyms().expand(&sv.stems("Bokcirkel")[0]);
    assert_eq!(circle.iter().map(|synonym| synonym.stems.clone()).collect::<Vec<_>>(), [sv.stems("läsecirkel")]);
    let phrase = sv.stems("kurs i ekologisk odling");
    let widenings = sv.synonyms().widen(&phrase);
    assert_eq!(widenings.iter().map(|met| met.at.clone()).collect::<Vec<_>>(), [0..1, 1..3]);
    let wolf = sv.stems("varg");
    let beast = sv.stems("rovdjur");
    assert!(sv.synonyms().expand(&beast[0]).iter().any(|synonym| synonym.stems == wolf));
    assert!(sv.synonyms().expand(&wolf[0]).iter().all(|synonym| synonym.stems != beast), "it leads one way only");
}

#[test]
fn a_token_knows_where_it_stands() {
    let text = "Om e\u{301}n VATTENHUSHÅLLNING, gatu\u{AD}kontor";
    for token in analyser(Lang::Sv).tokens(text) {
        let seen = &text[token.from..token.to];
        match (token.sort, token.text.as_str()) {
            (Sort::Part, "vatt") => assert_eq!(seen, "VATTEN"),
            (Sort::Part, "gat") => assert_eq!(seen, "gatu\u{AD}"),
            (Sort::Part, "kontor") => assert_eq!(seen, "kontor"),
            (Sort::Whole, "gatukontor") => assert_eq!(seen, "gatu\u{AD}kontor"),
            _ => {}
        }
    }
}

#[test]
fn a_word_typed_plainly_is_restored() {
    let lexicon = Lexicon::built_in();
    for (typed, word) in [
        ("tradgard", "trädgård"),
        ("lackage", "läckage"),
        ("tradgardskurs", "trädgårdskurs"),
        ("vaxtnaring", "växtnäring"),
        ("atervinning", "återvinning"),
        ("skordefest", "skördefest"),
    ] {
        assert!(
            lexicon.restore(typed).iter().any(|restored| restored == word),
            "{typed}: {:?}",
            lexicon.restore(typed)
        );
    }
    for right in ["skog", "matkurs", "skogsbruk", "xyzzy", ""] {
        assert_eq!(lexicon.restore(right), Vec::<String>::new(), "{right}");
    }
}

#[test]
fn a_step_that_is_switched_off_changes_nothing() {
    let off = Switches { fold: false, compound: false, stop: false, stem: false, synonym: false };
    let lexicon = Arc::new(Lexicon::built_in());
    let sv = Analyser::new(Lang::Sv, off, lexicon, []);
    for step in sv.steps("En Skogsgård på Österlen") {
        assert_eq!(step.tokens, ["En", "Skogsgård", "på", "Österlen"], "{}", step.step);
    }
}

/// Texts that nobody writes: the offsets must still fall within them, and the time must stay short.
#[test]
fn odd_input_is_taken_as_it_comes() {
    let sv = analyser(Lang::Sv);
    let mut odd = vec![
        "👩‍🌾🌲👨‍👩‍👧 skog".to_owned(),
        "\0\u{200B}\u{FEFF}\u{AD}-\u{301}\u{308}".to_owned(),
        "a\u{308}\u{308}\u{30A}o\u{30A}-'-:-’s:s".to_owned(),
        "лес 森林 جنگل ดิน हिन्दी mark".to_owned(),
        "ﷺ ﬁske İSTANBUL ẞ ǅ".to_owned(),
        "e-".repeat(5_000),
        "a".repeat(100_000),
        "ö".repeat(50_000),
        format!("{} ", "förbian".repeat(8)).repeat(150),
        format!("{} ", "skogsis".repeat(8)).repeat(150),
    ];
    let mut mixed = String::new();
    for number in 0..5_000_u32 {
        let odd = char::from_u32(number.wrapping_mul(7_919) % 0x3000).unwrap_or('-');
        write!(mixed, "{odd}skog").unwrap();
    }
    odd.push(mixed);
    for text in odd {
        let begun = Instant::now();
        let tokens = sv.tokens(&text);
        assert_eq!(sv.steps(&text).len(), 5);
        assert!(tokens.iter().all(|token| token.from <= token.to && text.get(token.from..token.to).is_some()));
        assert!(tokens.windows(2).all(|pair| pair[0].position <= pair[1].position));
        assert!(tokens.iter().all(|token| !token.text.is_empty()));
        // Generous, since tests run unoptimised and beside others.
        assert!(begun.elapsed().as_secs() < 20, "{} took {:?}", &text[..text.floor_char_boundary(20)], begun.elapsed());
    }
}

#[test]
fn every_word_of_the_list_can_be_cut() {
    let lexicon = Lexicon::built_in();
    let list = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon/words-sv.txt"));
    for word in list.split_whitespace() {
        let word = fold::fold(word);
        for part in lexicon.split(&word) {
            assert!(part.from < part.to && part.to <= word.len() && !part.text.is_empty(), "{word}");
        }
    }
}
