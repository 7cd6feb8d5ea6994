//! Every pair of tokens that meets on a page has the contrast it needs, in each scheme (WCAG 2.2, 1.4.3 and 1.4.11).

use std::collections::BTreeMap;
use std::path::Path;

type Tokens = BTreeMap<String, String>;

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/css").join(name)).unwrap()
}

/// The custom properties of the first block after each place where `marker` stands.
fn block(css: &str, marker: &str) -> Tokens {
    let Some(at) = css.find(marker) else { panic!("tokens.css has no {marker}") };
    let inner =
        css[at + marker.len()..].split_once(":root").unwrap().1.split_once('{').unwrap().1.split_once('}').unwrap().0;
    let pairs = inner.split(';').filter_map(|line| line.split_once(':'));
    let custom = pairs.filter_map(|(name, value)| {
        let name = name.rsplit("*/").next()?.trim();
        Some((name.strip_prefix("--")?.to_owned(), value.trim().to_owned()))
    });
    custom.collect()
}

fn resolve(tokens: &Tokens, name: &str) -> [f64; 3] {
    let mut value = tokens.get(name).unwrap_or_else(|| panic!("no token {name}")).as_str();
    while let Some(rest) = value.strip_prefix("var(--") {
        let next = rest.trim_end_matches(')');
        value = tokens.get(next).unwrap_or_else(|| panic!("no token {next}"));
    }
    let hex = value.strip_prefix('#').unwrap_or_else(|| panic!("{name} is {value}"));
    let channel = |at: usize| {
        let c = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    [channel(0), channel(2), channel(4)]
}

fn contrast(tokens: &Tokens, fore: &str, back: &str) -> f64 {
    let luminance = |name| {
        let [r, g, b] = resolve(tokens, name);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(fore), luminance(back));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_pair_has_the_contrast_it_needs_in_every_scheme() {
    let css = read("tokens.css");
    let light = block(&css, "@layer tokens");
    let over = |base: &Tokens, marker: &str| {
        let mut tokens = base.clone();
        tokens.extend(block(&css, marker));
        tokens
    };
    let dark = over(&light, "@media (prefers-color-scheme: dark) {");
    let more = over(&light, "@media (prefers-contrast: more) {");
    let both = over(&dark, "@media (prefers-contrast: more) {");
    let dark_more = over(&both, "@media (prefers-color-scheme: dark) and (prefers-contrast: more)");
    let mut faults = Vec::new();
    let mut pairs = 0;
    for line in read("contrast.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [fore, back, least] = line.split_whitespace().collect::<Vec<_>>()[..] else { panic!("{line}") };
        let least: f64 = least.parse().unwrap();
        pairs += 1;
        for (scheme, tokens) in [("light", &light), ("dark", &dark), ("more", &more), ("dark, more", &dark_more)] {
            let found = contrast(tokens, fore, back);
            if found < least {
                faults.push(format!("{scheme}: {fore} on {back} is {found:.2}, less than {least}"));
            }
        }
    }
    assert!(pairs > 20 && faults.is_empty(), "{}", faults.join("\n"));
    // The measure itself: black on white is 21, and a weak pair is seen as weak.
    let plain: Tokens =
        [("a", "#000000"), ("b", "#ffffff"), ("c", "#cccccc")].map(|(k, v)| (k.to_owned(), v.to_owned())).into();
    assert!((contrast(&plain, "a", "b") - 21.0).abs() < 0.01);
    assert!(contrast(&plain, "c", "b") < 3.0);
}
