//! Rules about any text: its form, its length, and what it must not name.

use super::tree::{File, Tree};

const LONGEST_LINES: usize = 500;

/// Hosts of package registries, cut in two so that this file names none.
const REGISTRIES: &[(&str, &str)] = &[
    ("crates", "io"),
    ("docs", "rs"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("yarnpkg", "com"),
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("deb.debian", "org"),
    ("proxy.golang", "org"),
    ("rubygems", "org"),
    ("repo.maven.apache", "org"),
];

/// Folders that are there on one machine only.
const MACHINE_FOLDERS: &[&str] = &["work", "root", "tmp", "home"];

/// Files of ours that nobody can keep in the head.
pub fn length(tree: &Tree) -> Vec<String> {
    tree.ours_with(&["rs", "css", "js", "mjs", "html"])
        .map(|file| (file, file.text().lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_LINES)
        .map(|(file, lines)| format!("{}: {lines} lines", file.path))
        .collect()
}

/// Marks that stand for work not done.
pub fn left_for_later(tree: &Tree) -> Vec<String> {
    let is_mark =
        |line: &str| line.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "TODO" | "FIXME" | "XXX"));
    lines(tree.ours().filter(|file| !file.is_tidy_itself()), is_mark)
}

/// The form of every text but what came from elsewhere; blanks at the end of a line only in ours.
pub fn form(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|file| !file.is_foreign()) {
        let mut say = |what: &str| found.push(format!("{}: {what}", file.path));
        if std::str::from_utf8(&file.bytes).is_err() {
            say("not UTF-8");
        }
        if file.bytes.contains(&b'\r') {
            say("carriage returns");
        }
        let is_tidily_closed = file.bytes.ends_with(b"\n") && !file.bytes.ends_with(b"\n\n");
        if !(file.bytes.is_empty() || is_tidily_closed) {
            say("must end with one line end");
        }
    }
    let ends_in_blank = |line: &str| line.ends_with([' ', '\t']);
    found.extend(lines(tree.ours(), ends_in_blank));
    found
}

/// Absolute paths that work on one machine; tests may use the folder for passing files.
pub fn machine_paths(tree: &Tree) -> Vec<String> {
    lines(tree.ours().filter(|file| !file.is_for_tests()), names_machine_folder)
}

/// Hosts of registries anywhere but in Cargo's own lock file.
pub fn registries(tree: &Tree) -> Vec<String> {
    let hosts: Vec<String> = REGISTRIES.iter().map(|(name, top)| format!("{name}.{top}")).collect();
    let names_host = |line: &str| {
        let line = line.to_lowercase();
        hosts.iter().any(|host| is_whole_name(&line, host))
    };
    let data = |file: &&File| file.path != "Cargo.lock" && !file.path.starts_with("data/");
    lines(tree.files.iter().filter(data), names_host)
}

/// Addresses that could belong to someone.
pub fn mail(tree: &Tree) -> Vec<String> {
    let corpus = tree.files.iter().filter(|file| file.is_corpus());
    lines(tree.ours().filter(|file| !file.is_tidy_itself()).chain(corpus), |line| real_address(line).is_some())
}

fn lines<'a>(files: impl Iterator<Item = &'a File>, is_wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let wrong = file.lines().filter(|(_, line)| is_wrong(line));
        found.extend(wrong.map(|(number, line)| {
            format!("{}:{number}: {}", file.path, line.trim().chars().take(100).collect::<String>())
        }));
    }
    found
}

/// Whether the host, or one below it, stands here; a longer name that only begins like it is another.
fn is_whole_name(line: &str, host: &str) -> bool {
    line.match_indices(host).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + host.len()..].chars().next();
        let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_');
        // `docs.rs` may be a file: only an address makes it a host.
        let is_address = host != REGISTRIES[1].0.to_owned() + "." + REGISTRIES[1].1 || line[..at].ends_with("//");
        is_address && !goes_on(before) && !goes_on(after)
    })
}

fn names_machine_folder(line: &str) -> bool {
    line.match_indices('/').any(|(at, _)| {
        let starts_path =
            !line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '}' | ')'));
        let first = line[at + 1..].split('/').next().unwrap_or_default();
        let has_more = line[at + 1..].contains('/');
        starts_path && has_more && MACHINE_FOLDERS.contains(&first)
    })
}

/// The first mail address in the line whose domain is not set aside for examples.
fn real_address(line: &str) -> Option<&str> {
    line.match_indices('@').find_map(|(at, _)| {
        let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '-');
        let before = line[..at].chars().next_back();
        let domain = line[at + 1..].split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).next()?;
        let domain = domain.trim_end_matches(['.', '-']);
        let labels: Vec<&str> = domain.split('.').collect();
        let [.., second, top] = labels.as_slice() else { return None };
        let is_domain = before.is_some_and(is_local) && top.len() >= 2 && top.chars().all(char::is_alphabetic);
        let is_example =
            *second == "example" || matches!(*top, "example" | "invalid" | "test" | "localhost" | "service");
        (is_domain && !is_example).then_some(domain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machine_folders_are_told_from_addresses() {
        let check = |line, expected| assert_eq!(names_machine_folder(line), expected, "{line}");
        check("see /work/notes.md", true);
        check("`/tmp/klover.sock`", true);
        check("\"/home/anna/data\"", true);
        check("https://example.org/work/1", false);
        check("crates/work/src", false);
        check("/var/lib/klover", false);
        check("/kluster/agrovast", false);
        check("the folder /tmp is small", false);
    }

    #[test]
    fn registries_are_whole_names() {
        let host = ["npmjs", "org"].join(".");
        assert!(is_whole_name(&format!("https://registry.{host}/x"), &host));
        assert!(!is_whole_name(&format!("the-{host}anic-farm"), &host));
        let docs = ["docs", "rs"].join(".");
        assert!(is_whole_name(&format!("https://{docs}/axum"), &docs));
        assert!(!is_whole_name(&format!("src/{docs}"), &docs));
    }

    #[test]
    fn mail_addresses_are_examples() {
        let check = |line, expected: Option<&str>| assert_eq!(real_address(line), expected, "{line}");
        check("write to anna@lantbruk.se.", Some("lantbruk.se"));
        check("anna@example.org, bo@post.example, c@d.test, e@f.invalid", None);
        check("\"@axe-core/playwright\": \"4.14.0\"", None);
        check("axe-core@4.14.1", None);
        check("postgres://klover@%2Frun/postgres", None);
        check("@media (min-width: 40em)", None);
        check("klover@.service", None);
    }

    #[test]
    fn the_form_of_text_is_kept() {
        let tree = Tree::of(&[
            ("a.md", "good\n"),
            ("b.md", "bad \nend"),
            ("c.md", "two\n\n"),
            ("d.md", "a\r\n"),
            ("e.md", ""),
        ]);
        assert_eq!(
            form(&tree),
            [
                "b.md: must end with one line end",
                "c.md: must end with one line end",
                "d.md: carriage returns",
                "b.md:1: bad"
            ]
        );
    }

    #[test]
    fn marks_are_whole_words() {
        let tree = Tree::of(&[("a.rs", "// TODO: x\n// mktemp XXXXXX\n// Todos\n")]);
        assert_eq!(left_for_later(&tree), ["a.rs:1: // TODO: x"]);
    }
}
