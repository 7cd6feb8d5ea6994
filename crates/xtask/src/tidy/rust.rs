//! Rules about Rust sources, read as code, strings and comments rather than as lines.

use super::tree::Tree;

/// What a piece of source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Code,
    Text,
    Comment,
}

/// A piece of source and the line it begins on.
#[derive(Debug, PartialEq, Eq)]
struct Piece<'a> {
    kind: Kind,
    line: usize,
    text: &'a str,
}

/// The words a string of SQL begins with (a star is any word), and one that comes after them;
/// written small, as we write it, or loud, as others do.
const SQL: &[(&str, &str)] = &[
    ("select", "from"),
    ("with * as", ""),
    ("insert into", ""),
    ("update * set", ""),
    ("delete from", ""),
    ("create table", ""),
    ("create index", ""),
    ("alter table", ""),
    ("drop table", ""),
    ("pragma *", ""),
];

/// Strings with SQL outside the crate that may hold them.
pub fn sql(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for file in tree.ours_with(&["rs"]).filter(|file| !file.path.starts_with("crates/store/")) {
        let strings = pieces(file.text()).into_iter().filter(|piece| piece.kind == Kind::Text);
        let wrong = strings.filter(|piece| !file.is_tidy_itself() && is_sql(piece.text));
        found.extend(wrong.map(|piece| format!("{}:{}: {}", file.path, piece.line, first_line(piece.text))));
    }
    found
}

/// The keyword that the compiler already refuses.
pub fn unsafe_code(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for file in tree.ours_with(&["rs"]) {
        for piece in pieces(file.text()).iter().filter(|piece| piece.kind == Kind::Code) {
            let lines = piece.text.lines().enumerate().filter(|(_, line)| words(line).any(|word| word == "unsafe"));
            found.extend(lines.map(|(index, _)| format!("{}:{}", file.path, piece.line + index)));
        }
    }
    found
}

/// `allow` and `expect` attributes that do not say why.
pub fn unexplained_allow(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for file in tree.ours_with(&["rs"]) {
        let pieces = pieces(file.text());
        for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.kind == Kind::Code) {
            for start in attributes(piece.text) {
                // The reason is a string, and so ends the piece of code it stands in.
                let rest = &piece.text[start..];
                let is_closed = rest.contains(")]");
                let has_reason = rest.split(")]").next().is_some_and(|inside| inside.contains("reason ="));
                let is_explained = has_reason && !is_closed && pieces.get(index + 1).is_some();
                if !is_explained {
                    let line = piece.line + piece.text[..start].matches('\n').count();
                    found.push(format!("{}:{line}: say why: `reason = \"…\"`", file.path));
                }
            }
        }
    }
    found
}

/// Where `#[allow(`, `#![allow(`, `#[expect(` begin.
fn attributes(text: &str) -> Vec<usize> {
    ["[allow(", "[expect("].iter().flat_map(|start| text.match_indices(start)).map(|(start, _)| start).collect()
}

fn is_sql(string: &str) -> bool {
    SQL.iter()
        .any(|(start, then)| begins(string, start, then) || begins(string, &start.to_uppercase(), &then.to_uppercase()))
}

fn begins(string: &str, start: &str, then: &str) -> bool {
    let mut found = string.split_whitespace();
    let starts = start.split(' ').all(|word| found.next().is_some_and(|found| word == "*" || word == found));
    starts && (then.is_empty() || found.any(|found| found == then))
}

fn first_line(text: &str) -> String {
    text.trim().lines().next().unwrap_or_default().chars().take(60).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
}

/// Cuts a source into code, the insides of strings, and comments.
fn pieces<'a>(source: &'a str) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut line = 1;
    let mut push = |kind, text: &'a str| {
        if kind != Kind::Code || !text.is_empty() {
            pieces.push(Piece { kind, line, text });
        }
        line += text.matches('\n').count();
    };
    let (mut begin, mut at) = (0, 0);
    let mut previous = ' ';
    while let Some(c) = source[at..].chars().next() {
        if let Some(Special { kind, before, length, after }) = special(&source[at..], previous) {
            push(Kind::Code, &source[begin..at]);
            push(kind, &source[at + before..at + before + length]);
            at += before + length + after;
            begin = at;
        } else {
            at += c.len_utf8();
        }
        previous = c;
    }
    push(Kind::Code, &source[begin..]);
    pieces
}

/// Something that is no plain code, with the lengths of its opening, its inside and its closing.
struct Special {
    kind: Kind,
    before: usize,
    length: usize,
    after: usize,
}

impl Special {
    fn whole(kind: Kind, length: usize) -> Self {
        Self { kind, before: 0, length, after: 0 }
    }
}

/// What begins here if it is no plain code.
fn special(rest: &str, previous: char) -> Option<Special> {
    match rest.as_bytes()[0] {
        b'/' if rest.starts_with("//") => Some(Special::whole(Kind::Comment, rest.find('\n').unwrap_or(rest.len()))),
        b'/' if rest.starts_with("/*") => Some(Special::whole(Kind::Comment, block_comment(rest))),
        b'\'' => character(rest).map(|length| Special::whole(Kind::Code, length)),
        b'"' => {
            let length = string(&rest[1..]);
            Some(Special { kind: Kind::Text, before: 1, length, after: 1.min(rest.len() - 1 - length) })
        }
        b'r' | b'b' | b'c' if !(previous.is_alphanumeric() || previous == '_') => raw_string(rest),
        _ => None,
    }
}

/// A string such as `r#"…"#`; what only looks like one, as `r#type` does, is code.
fn raw_string(rest: &str) -> Option<Special> {
    let prefix = ["r", "br", "cr"].into_iter().find(|prefix| rest.starts_with(prefix))?;
    let hashes = rest[prefix.len()..].bytes().take_while(|&c| c == b'#').count();
    let before = prefix.len() + hashes + 1;
    (rest.as_bytes().get(before - 1) == Some(&b'"')).then(|| {
        let closing = format!("\"{}", "#".repeat(hashes));
        let inside = &rest[before..];
        let length = inside.find(&closing).unwrap_or(inside.len());
        Special { kind: Kind::Text, before, length, after: closing.len().min(inside.len() - length) }
    })
}

/// The length of a string up to its closing quote.
fn string(inside: &str) -> usize {
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            '"' if !escaped => return at,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    inside.len()
}

/// The length of a character in quotes; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    if let (_, '\\') = chars.next()? {
        let escaped = chars.next()?.0;
        let end = escaped + 1;
        return rest[end..].find('\'').map(|length| end + length + 1);
    }
    let (end, closing) = chars.next()?;
    (closing == '\'').then_some(end + 1)
}

/// The length of a comment that may hold others.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_u32;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(source: &str) -> Vec<&str> {
        pieces(source).into_iter().filter(|piece| piece.kind == Kind::Text).map(|piece| piece.text).collect()
    }

    #[test]
    fn strings_of_every_shape_are_found() {
        assert_eq!(
            strings(r##"f("a", r"b\", r#"c"d"#, b"e\"f", 'g', '"', '\'', "h") // "i""##),
            ["a", "b\\", "c\"d", "e\\\"f", "h"]
        );
        assert_eq!(strings("fn f<'a>(x: &'a str) -> char { 'x' } /* \"no /* \"no\" */ \" */ \"yes\""), ["yes"]);
        assert_eq!(strings("let for\u{e5} = \"\u{e5}\"; r#type"), ["\u{e5}"]);
    }

    #[test]
    fn pieces_know_their_line() {
        let all = pieces("fn f() {\n    g(\"text\");\n}\n// end\n");
        let lines: Vec<(Kind, usize)> = all.iter().map(|piece| (piece.kind, piece.line)).collect();
        assert_eq!(lines, [(Kind::Code, 1), (Kind::Text, 2), (Kind::Code, 2), (Kind::Comment, 4), (Kind::Code, 4)]);
    }

    #[test]
    fn sql_is_told_from_sentences() {
        let check = |string, expected| assert_eq!(is_sql(string), expected, "{string}");
        check("select id from record where slug = $1", true);
        check("\n  SELECT id\n  FROM record", true);
        check("insert into change (id)\n values ($1)", true);
        check("update record set body = $1", true);
        check("delete from record", true);
        check("with recent as (select 1)", true);
        check("Select a cluster from the list", false);
        check("with love", false);
        check("update the page and set the table", false);
        check("updated", false);
    }

    #[test]
    fn sql_is_reported_outside_store_only() {
        let text = "const S: &str = \"delete from record\";\n// \"delete from record\"\n";
        let tree = Tree::of(&[("crates/store/src/a.rs", text), ("crates/web/src/b.rs", text)]);
        assert_eq!(sql(&tree), ["crates/web/src/b.rs:1: delete from record"]);
    }

    #[test]
    fn the_keyword_is_told_from_the_word() {
        let tree = Tree::of(&[("crates/a/src/a.rs", "// unsafe\nlet unsafe_code = \"unsafe\";\n\nunsafe { f() }\n")]);
        assert_eq!(unsafe_code(&tree), ["crates/a/src/a.rs:4"]);
    }

    #[test]
    fn an_allow_says_why() {
        let text = "#[allow(dead_code)]\nfn f() {}\n#[expect(\n    unused,\n    reason = \"later\"\n)]\nfn g() {}\n#[expect(unused)]\nfn h() {}\n";
        let tree = Tree::of(&[("crates/a/src/a.rs", text)]);
        let lines: Vec<String> = unexplained_allow(&tree);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].starts_with("crates/a/src/a.rs:1:") && lines[1].starts_with("crates/a/src/a.rs:8:"));
    }
}
