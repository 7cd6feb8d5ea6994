use super::*;

fn parse(query: &[(&str, &str)], scope: Scope) -> Result<Filter, Vec<Fault>> {
    Filter::parse(query.iter().copied(), scope, &Places::built_in())
}

fn why(query: &[(&str, &str)]) -> Vec<(String, Why)> {
    parse(query, Scope::Everything).unwrap_err().into_iter().map(|fault| (fault.key, fault.why)).collect()
}

#[test]
fn a_filter_is_the_same_when_written_and_read_again() {
    let asked = [
        ("q", "vatten på gården"),
        ("kind", "activity"),
        ("kind", "initiative"),
        ("theme", "vatten"),
        ("theme", "energi"),
        ("cluster", "agrovast"),
        ("county", "05"),
        ("municipality", "0580"),
        ("form", "online"),
        ("status", "cancelled"),
        ("period", "upcoming"),
        ("from", "2026-01-01"),
        ("until", "2026-12-31"),
        ("near", "Gamleby"),
        ("within", "80"),
        ("bbox", "11,55,16.5,60"),
        ("lang", "en"),
    ];
    let filter = parse(&asked, Scope::Everything).unwrap();
    let pairs: Vec<(&str, String)> = filter.pairs(false);
    assert_eq!(pairs.iter().map(|(key, value)| (*key, value.as_str())).collect::<Vec<_>>(), asked);
    assert_eq!(filter.near.as_ref().unwrap().municipality.unwrap().name(), "Västervik");
}

#[test]
fn what_is_blank_or_unknown_changes_nothing() {
    let filter = parse(&[("q", "  "), ("utm_source", "brev"), ("theme", "")], Scope::Everything).unwrap();
    assert_eq!(filter, Filter::default());
    assert!(filter.is_open() && Filter::of(Kind::Activity).is_open());
}

#[test]
fn kind_is_the_kind_of_record_over_everything_and_the_sort_in_a_list() {
    assert_eq!(parse(&[("kind", "activity")], Scope::Everything).unwrap().kinds, [Kind::Activity]);
    let courses = parse(&[("kind", "course")], Scope::Of(Kind::Activity)).unwrap();
    assert_eq!((courses.kinds, courses.sorts), (vec![Kind::Activity], vec!["course"]));
    assert!(parse(&[("kind", "activity")], Scope::Of(Kind::Activity)).is_err());
    assert_eq!(parse(&[("kind", "x")], Scope::Of(Kind::Theme)).unwrap_err()[0].why, Why::NoSuchKey);
}

#[test]
fn days_may_be_months_and_both_ends_are_in_it() {
    let filter = parse(&[("from", "2026-12"), ("until", "2027-02")], Scope::Everything).unwrap();
    assert_eq!(filter.from.unwrap().to_string(), "2026-12-01");
    assert_eq!(filter.until.unwrap().to_string(), "2027-02-28");
    assert!(filter.asks_for_time());
    for bad in ["igår", "2026-13-01", "2026/..", "2026?", "20261201"] {
        assert_eq!(why(&[("from", bad)]), [("from".to_owned(), Why::NoDate)], "{bad}");
    }
    assert_eq!(why(&[("from", "2026-02-02"), ("until", "2026-02-01")]), [("until".to_owned(), Why::Backwards)]);
}

#[test]
fn places_distances_and_rectangles() {
    let filter = parse(&[("near", "58.4, 15.6"), ("within", "12,5")], Scope::Everything).unwrap();
    let near = filter.near.unwrap();
    assert!((near.km - 12.5).abs() < 1e-9 && near.has(Position { lat: 58.45, lon: 15.6 }));
    assert!(!near.has(Position { lat: 58.6, lon: 15.6 }));
    assert_eq!(near.municipality.unwrap().name(), "Linköping");
    assert!((parse(&[("near", "Gamleby")], Scope::Everything).unwrap().near.unwrap().km - 50.0).abs() < 1e-9);
    assert_eq!(why(&[("within", "20")]), [("within".to_owned(), Why::WithinAlone)]);
    for bad in ["0", "-5", "301", "långt", "NaN", "inf"] {
        assert_eq!(why(&[("near", "Gamleby"), ("within", bad)]), [("within".to_owned(), Why::NoDistance)], "{bad}");
    }
    assert!(matches!(&why(&[("near", "Gamelby"), ("within", "20")])[..], [(key, Why::UnknownPlace { .. })] if key == "near"));
    assert_eq!(why(&[("near", "95,10")]), [("near".to_owned(), Why::NoPosition)]);
    for bad in ["", "1,2,3", "1,2,3,4,5", "20,50,10,60", "10,60,20,50", "10,50,20,x", "10,50,200,60", "NaN,50,20,60"] {
        let found = parse(&[("bbox", bad)], Scope::Everything);
        assert_eq!(found.is_ok(), bad.is_empty(), "{bad}");
    }
    let bounds = parse(&[("bbox", "10,55,20,60")], Scope::Everything).unwrap().bounds.unwrap();
    assert!(bounds.has(Position { lat: 55.0, lon: 20.0 }) && !bounds.has(Position { lat: 54.9, lon: 15.0 }));
}

#[test]
fn every_fault_is_told_at_its_key() {
    let faults = why(&[
        ("kind", "kurs"),
        ("county", "99"),
        ("municipality", "0001"),
        ("form", "distans"),
        ("status", "inställd"),
        ("period", "snart"),
        ("theme", "Två ord"),
        ("lang", "de"),
        ("q", &"x".repeat(201)),
    ]);
    let keys: Vec<&str> = faults.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["kind", "county", "municipality", "form", "status", "period", "theme", "lang", "q"]);
    assert!(matches!(&faults[3].1, Why::NotOneOf(words) if words == &["on-site", "online", "hybrid"]));
}
