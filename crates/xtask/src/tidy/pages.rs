//! Rules about templates, vendored code, and the map of the code itself.

use std::collections::BTreeSet;

use super::tree::{Tree, ending};

const VENDOR: &str = "crates/web/assets/vendor/";
const MAP: &str = "ARCHITECTURE.md";

/// Endings that make a word with a slash a path.
const PATH_ENDINGS: &[&str] =
    &["rs", "toml", "md", "css", "mjs", "js", "html", "json", "csv", "sql", "py", "ftl", "svg"];

/// Vendored folders without a version in the name or a licence beside the code.
pub fn vendor(tree: &Tree) -> Vec<String> {
    let below = tree.files.iter().filter_map(|file| file.path.strip_prefix(VENDOR));
    let folders: BTreeSet<&str> = below.map(|path| path.split_once('/').map_or(path, |(folder, _)| folder)).collect();
    let mut found = Vec::new();
    for folder in folders {
        let version = folder.rsplit_once('-').map_or("", |(_, version)| version);
        if !version.starts_with(|c: char| c.is_ascii_digit()) {
            found.push(format!("{VENDOR}{folder}: call the folder NAME-VERSION"));
        }
        if !tree.files.iter().any(|file| file.path.starts_with(&format!("{VENDOR}{folder}/LICENSE"))) {
            found.push(format!("{VENDOR}{folder}: put its LICENSE beside it"));
        }
    }
    found
}

/// Paths in ARCHITECTURE.md that lead nowhere.
pub fn architecture(tree: &Tree) -> Vec<String> {
    let Some(map) = tree.files.iter().find(|file| file.path == MAP) else {
        return vec![format!("{MAP} does not exist")];
    };
    let roots: BTreeSet<&str> = tree.files.iter().filter_map(|file| Some(file.path.split_once('/')?.0)).collect();
    let mut found = Vec::new();
    for (number, line) in map.lines() {
        // Every second piece stands between backticks.
        let names = line.split('`').skip(1).step_by(2).filter(|name| is_path(name, &roots));
        let lost = names.filter(|name| !tree.has(name));
        found.extend(lost.map(|name| format!("{MAP}:{number}: `{name}` does not exist (paths start at the root)")));
    }
    found
}

/// What the content security policy would refuse.
pub fn inline(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for file in tree.ours_with(&["html"]) {
        for (number, tag) in tags(file.text()) {
            if let Some(what) = refused(&tag) {
                found.push(format!("{}:{number}: {what}", file.path));
            }
        }
    }
    found
}

/// A word with a slash that begins at a folder of ours or ends like a file; `/kluster` is an address.
fn is_path(name: &str, roots: &BTreeSet<&str>) -> bool {
    let Some((first, _)) = name.split_once('/') else { return false };
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'));
    is_plain && !first.is_empty() && (roots.contains(first) || PATH_ENDINGS.contains(&ending(name)))
}

/// The opening tags of a template, small and with plain blanks, and the lines they begin on.
fn tags(html: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|start| at + start) {
        let length = tag_length(&html[start..]);
        let tag = html[start..start + length].to_lowercase();
        if tag[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let number = html[..start].matches('\n').count() + 1;
            found.push((number, tag.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        at = start + length;
    }
    found
}

/// Up to the closing bracket; one in quotes or in an expression of the template closes nothing.
fn tag_length(html: &str) -> usize {
    let mut quote = None;
    let mut braces = 0_u32;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open && braces == 0 => quote = None,
            (_, '{') => braces += 1,
            (_, '}') => braces = braces.saturating_sub(1),
            (None, '"' | '\'') if braces == 0 => quote = Some(c),
            (None, '>') if braces == 0 => return at + 1,
            _ => {}
        }
    }
    html.len()
}

fn refused(tag: &str) -> Option<&'static str> {
    let name = tag[1..].split([' ', '>', '/']).next().unwrap_or_default();
    let attributes = attributes(tag);
    let has = |attribute: &str| attributes.iter().any(|name| name == attribute);
    // A block of linked data is data: the policy lets it pass.
    let is_data = tag.contains("application/ld+json");
    match name {
        "style" => Some("a style element"),
        "script" if !has("src") && !is_data => Some("a script element without src"),
        _ if has("style") => Some("a style attribute"),
        _ if attributes.iter().any(|name| name.starts_with("on")) => Some("an event handler attribute"),
        _ if tag.contains("javascript:") => Some("an address that is a script"),
        _ => None,
    }
}

/// The names of a tag's attributes, with their values left out.
fn attributes(tag: &str) -> Vec<String> {
    let mut names = String::new();
    let mut quote = None;
    for c in tag.chars() {
        match quote {
            Some(open) if c == open => {
                quote = None;
                names.push(' ');
            }
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None => names.push(c),
        }
    }
    names.split([' ', '>']).skip(1).map(|name| name.split('=').next().unwrap_or_default().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_policy_refuses_is_found() {
        let check = |html: &str, expected: &[&str]| {
            let tree = Tree::of(&[("crates/web/src/home.html", html)]);
            let found: Vec<String> = inline(&tree);
            let expected: Vec<String> =
                expected.iter().map(|what| format!("crates/web/src/home.html:{what}")).collect();
            assert_eq!(found, expected, "{html}");
        };
        check("<p>\n<p style=\"color: red\">", &["2: a style attribute"]);
        check("<script src=\"/a.js\" type=\"module\"></script>", &[]);
        check("<script>alert()</script>", &["1: a script element without src"]);
        check("<script type=\"application/ld+json\">{{ data }}</script>", &[]);
        check("<button\n  class=\"a\"\n  onclick=\"f()\">", &["1: an event handler attribute"]);
        check("<p class=\"only-style=\" title=\"a > b\" data-one=\"1\">", &[]);
        check("{% if a < b %}<p>{% endif %}", &[]);
        check("<a class=\"{% if x > 1 %}y{% endif %}\" style=\"z\">", &["1: a style attribute"]);
    }

    #[test]
    fn vendored_code_has_version_and_licence() {
        let tree = Tree::of(&[
            ("crates/web/assets/vendor/good-1.2.3/good.js", ""),
            ("crates/web/assets/vendor/good-1.2.3/LICENSE", ""),
            ("crates/web/assets/vendor/bad/bad.js", ""),
        ]);
        assert_eq!(
            vendor(&tree),
            [
                "crates/web/assets/vendor/bad: call the folder NAME-VERSION",
                "crates/web/assets/vendor/bad: put its LICENSE beside it"
            ]
        );
    }

    #[test]
    fn the_map_names_what_exists() {
        let text =
            "`crates/web/src/lib.rs`, `crates/gone/`, `/kluster/agrovast`, `text/html`, `store/src/db.rs`, `a / b`\n";
        let tree = Tree::of(&[(MAP, text), ("crates/web/src/lib.rs", "")]);
        assert_eq!(
            architecture(&tree),
            [
                "ARCHITECTURE.md:1: `crates/gone/` does not exist (paths start at the root)",
                "ARCHITECTURE.md:1: `store/src/db.rs` does not exist (paths start at the root)"
            ]
        );
    }
}
