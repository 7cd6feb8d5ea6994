//! Rules about style sheets, read as declarations.

use super::tree::{File, Tree};

/// The files with colours: ours, and those of what stands on others' pages.
const TOKENS: [&str; 2] = ["crates/web/assets/css/tokens.css", "crates/web/assets/embed/tokens.css"];

/// Functions that make a colour out of numbers.
const FUNCTIONS: &[&str] = &["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"];

/// The names of colours that people type; the system's colours (`Canvas`, `LinkText`) follow the reader and are no literals.
const NAMES: &[&str] = &[
    "black",
    "white",
    "gray",
    "grey",
    "silver",
    "red",
    "maroon",
    "green",
    "lime",
    "olive",
    "yellow",
    "gold",
    "orange",
    "blue",
    "navy",
    "teal",
    "aqua",
    "cyan",
    "purple",
    "fuchsia",
    "magenta",
    "pink",
    "brown",
    "beige",
    "tomato",
    "lightgray",
    "lightgrey",
    "darkgray",
    "darkgrey",
    "darkgreen",
    "lightgreen",
    "skyblue",
    "rebeccapurple",
    "ivory",
];

/// A property, its value, and the line it ends on.
struct Declaration {
    line: usize,
    property: String,
    value: String,
}

/// Declarations that cannot be overruled.
pub fn important(tree: &Tree) -> Vec<String> {
    sheets(tree, |declaration, _| declaration.value.to_lowercase().replace(' ', "").contains("!important"))
}

/// Colours written where they are used.
pub fn colours(tree: &Tree) -> Vec<String> {
    sheets(tree, |declaration, file| !TOKENS.contains(&file.path.as_str()) && has_colour(&declaration.value))
}

fn sheets(tree: &Tree, is_wrong: impl Fn(&Declaration, &File) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in tree.ours_with(&["css"]) {
        let wrong = declarations(file.text()).into_iter().filter(|declaration| is_wrong(declaration, file));
        found.extend(wrong.map(|wrong| format!("{}:{}: {}: {}", file.path, wrong.line, wrong.property, wrong.value)));
    }
    found
}

/// Every declaration, in whatever block; selectors and at-rules end with a brace and are passed over.
fn declarations(css: &str) -> Vec<Declaration> {
    let mut found = Vec::new();
    let mut line = 1;
    let mut text = String::new();
    let mut inside = None;
    let mut brackets = 0_u32;
    for c in without_comments(css).chars() {
        line += usize::from(c == '\n');
        match (inside, c) {
            (Some(quote), _) if c == quote => inside = None,
            (Some(_), _) => continue,
            (None, '"' | '\'') => inside = Some(c),
            (None, '(') => brackets += 1,
            (None, ')') => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        match c {
            '{' => text.clear(),
            ';' | '}' if brackets == 0 => {
                if let Some((property, value)) = text.split_once(':') {
                    let (property, value) = (property.trim().to_owned(), value.trim().to_owned());
                    found.push(Declaration { line, property, value });
                }
                text.clear();
            }
            _ => text.push(c),
        }
    }
    found
}

/// Comments become blanks, line ends stay.
fn without_comments(css: &str) -> String {
    let mut text = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        let end = rest[start..].find("*/").map_or(rest.len(), |end| start + end + 2);
        text.push_str(&rest[..start]);
        text.extend(rest[start..end].chars().filter(|&c| c == '\n'));
        rest = &rest[end..];
    }
    text + rest
}

fn has_colour(value: &str) -> bool {
    let value = without_addresses(&value.to_lowercase());
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let mut before = None;
    let mut rest = value.as_str();
    while let Some(start) = rest.find(|c: char| is_word(c) || c == '#') {
        before = rest[..start].chars().next_back().or(before);
        let word = &rest[start + usize::from(rest[start..].starts_with('#'))..];
        let length = word.find(|c| !is_word(c)).unwrap_or(word.len());
        let after = &word[length..];
        let is_hex = rest[start..].starts_with('#') && word[..length].chars().all(|c| c.is_ascii_hexdigit());
        let is_function = after.starts_with('(') && FUNCTIONS.contains(&&word[..length]);
        if is_hex || is_function || NAMES.contains(&&word[..length]) {
            return true;
        }
        rest = after;
    }
    false
}

/// An address may hold a fragment or any word.
fn without_addresses(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value;
    while let Some(start) = rest.find("url(") {
        text.push_str(&rest[..start]);
        rest = rest[start..].split_once(')').map_or("", |(_, rest)| rest);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_told_from_names() {
        let check = |value, expected| assert_eq!(has_colour(value), expected, "{value}");
        check("#fff", true);
        check("1px solid rgb(0 0 0 / 50%)", true);
        check("white", true);
        check("linear-gradient(oklch(50% 0 0), var(--a))", true);
        check("var(--green-700)", false);
        check("color-mix(in oklab, var(--leaf) 20%, transparent)", false);
        check("currentcolor", false);
        check("Canvas", false);
        check("url(sprite.svg#abc)", false);
        check("grid-template 1fr", false);
    }

    #[test]
    fn declarations_are_told_from_selectors() {
        let css = "/* #fff */\n@layer base {\n  a:hover, #fade { color: var(--a); margin: 0 }\n}\n@media (min-width: 4em) { b { color: #123; } }\n";
        let all: Vec<(usize, String)> =
            declarations(css).into_iter().map(|d| (d.line, format!("{}={}", d.property, d.value))).collect();
        assert_eq!(all, [(3, "color=var(--a)".to_owned()), (3, "margin=0".to_owned()), (5, "color=#123".to_owned())]);
    }

    #[test]
    fn tokens_may_name_colours_and_nobody_may_shout() {
        let tree = Tree::of(&[
            (TOKENS[0], ":root { --sky: #8cf; }\n"),
            ("crates/web/assets/css/map.css", ".map { fill: #8cf; color: var(--sky) ! important; }\n"),
        ]);
        assert_eq!(colours(&tree), ["crates/web/assets/css/map.css:1: fill: #8cf"]);
        assert_eq!(important(&tree).len(), 1);
    }
}
