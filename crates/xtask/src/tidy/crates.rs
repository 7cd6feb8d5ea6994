//! Rules about the crates: what each may use, and that all keep the house rules.

use super::tree::{File, Tree};

/// Which crates of ours a crate may use; the table of ARCHITECTURE.md.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("words", &["model"]),
    ("formats", &["model", "words"]),
    ("store", &["model"]),
    ("search", &["model", "store"]),
    ("web", &["model", "words", "formats", "store", "search"]),
    ("jobs", &["model", "words", "formats", "store"]),
    ("klover", &["model", "words", "formats", "store", "search", "web", "jobs"]),
    ("xtask", &[]),
];

/// Libraries that only some crates may list.
const HOMES: &[(&str, &[&str])] = &[
    ("axum", &["web", "klover"]),
    ("askama", &["web", "jobs"]),
    ("sqlx", &["store"]),
    ("tantivy", &["search"]),
    ("reqwest", &["jobs"]),
    ("lettre", &["jobs"]),
];

/// Every crate says `[lints] workspace = true`.
pub fn lints(tree: &Tree) -> Vec<String> {
    let takes_lints = |text: &str| {
        section(text, "lints").any(|(name, value)| name == "workspace" && value == "true")
            || section(text, "").any(|(name, value)| name == "lints.workspace" && value == "true")
    };
    manifests(tree)
        .filter(|(_, file)| !takes_lints(file.text()))
        .map(|(_, file)| format!("{}: add `[lints]` with `workspace = true`", file.path))
        .collect()
}

/// A crate uses those of ours that the table allows, and none else.
pub fn arrows(tree: &Tree) -> Vec<String> {
    let ours: Vec<&str> = manifests(tree).map(|(name, _)| name).collect();
    let mut found = Vec::new();
    for (name, file) in manifests(tree) {
        let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else {
            found.push(format!("{}: the crate `{name}` is in no table of arrows", file.path));
            continue;
        };
        let wrong = dependencies(file.text()).into_iter().filter(|used| ours.contains(used) && !allowed.contains(used));
        found.extend(wrong.map(|used| format!("{}: `{name}` may not use `{used}`", file.path)));
    }
    found
}

/// Libraries that reach outside are listed at home only.
pub fn homes(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for (name, file) in manifests(tree) {
        for used in dependencies(file.text()) {
            match HOMES.iter().find(|(library, _)| *library == used) {
                Some((_, homes)) if !homes.contains(&name) => {
                    found.push(format!("{}: only {} may list `{used}`", file.path, homes.join(" and ")));
                }
                _ => {}
            }
        }
    }
    found
}

/// What the workspace lists and no crate uses.
pub fn unused(tree: &Tree) -> Vec<String> {
    let used: Vec<&str> = manifests(tree).flat_map(|(_, file)| dependencies(file.text())).collect();
    let Some(root) = tree.files.iter().find(|file| file.path == "Cargo.toml") else { return Vec::new() };
    section(root.text(), "workspace.dependencies")
        .filter(|(name, _)| !used.contains(name))
        .map(|(name, _)| format!("Cargo.toml: nobody uses `{name}`"))
        .collect()
}

fn manifests(tree: &Tree) -> impl Iterator<Item = (&str, &File)> {
    tree.files.iter().filter_map(|file| {
        let name = file.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?;
        (!name.contains('/')).then_some((name, file))
    })
}

/// All that a manifest depends on, for whatever purpose and system.
fn dependencies(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for heading in headings(text) {
        if heading == "dependencies" || heading.ends_with("-dependencies") || heading.ends_with(".dependencies") {
            found.extend(section(text, heading).map(|(name, _)| name));
        } else if let Some((before, name)) = heading.rsplit_once('.')
            && before.ends_with("dependencies")
        {
            found.push(name);
        }
    }
    found
}

fn headings(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.trim().strip_prefix('[')?.strip_suffix(']'))
}

/// The entries under a heading; a dependency's name ends at its first dot.
fn section<'a>(text: &'a str, heading: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let mut here = heading.is_empty();
    text.lines().filter_map(move |line| {
        let line = line.trim();
        if let Some(other) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            here = other == heading;
            return None;
        }
        let (name, value) = line.split_once('=').filter(|_| here && !line.starts_with('#'))?;
        let name = name.trim();
        let name = if heading.contains("dependencies") { name.split('.').next().unwrap_or(name) } else { name };
        Some((name, value.trim()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINTS: &str = "[lints]\nworkspace = true\n";

    #[test]
    fn dependencies_of_every_kind_are_seen() {
        let text = "[dependencies]\nmodel.workspace = true\nserde = \"1\"\n# axum = \"1\"\n\n[dependencies.tokio]\nversion = \"1\"\n\n\
                    [dev-dependencies]\ninsta = { workspace = true }\n\n[target.'cfg(unix)'.dependencies]\nlibc = \"0.2\"\n\n\
                    [features]\nlarge = []\n";
        assert_eq!(dependencies(text), ["model", "serde", "tokio", "insta", "libc"]);
    }

    #[test]
    fn a_crate_without_the_lints_is_named() {
        let tree = Tree::of(&[("crates/model/Cargo.toml", LINTS), ("crates/words/Cargo.toml", "[package]\n")]);
        assert_eq!(lints(&tree), ["crates/words/Cargo.toml: add `[lints]` with `workspace = true`"]);
    }

    #[test]
    fn arrows_go_one_way() {
        let tree = Tree::of(&[
            ("crates/model/Cargo.toml", "[dependencies]\nstore.workspace = true\n"),
            ("crates/store/Cargo.toml", "[dependencies]\nmodel.workspace = true\nsqlx.workspace = true\n"),
            ("crates/common/Cargo.toml", ""),
        ]);
        assert_eq!(
            arrows(&tree),
            [
                "crates/model/Cargo.toml: `model` may not use `store`",
                "crates/common/Cargo.toml: the crate `common` is in no table of arrows"
            ]
        );
    }

    #[test]
    fn a_library_stays_at_home() {
        let tree = Tree::of(&[
            ("crates/web/Cargo.toml", "[dependencies]\naxum = \"0.8\"\n"),
            ("crates/store/Cargo.toml", "[dependencies]\naxum = \"0.8\"\nsqlx = \"0.9\"\n"),
        ]);
        assert_eq!(homes(&tree), ["crates/store/Cargo.toml: only web and klover may list `axum`"]);
    }

    #[test]
    fn a_dependency_that_nobody_uses_is_named() {
        let tree = Tree::of(&[
            (
                "Cargo.toml",
                "[workspace.dependencies]\nserde = \"1\"\nurl = \"2\"\n\n[workspace.lints.rust]\nx = \"y\"\n",
            ),
            ("crates/model/Cargo.toml", "[dependencies]\nserde.workspace = true\n"),
        ]);
        assert_eq!(unused(&tree), ["Cargo.toml: nobody uses `url`"]);
    }
}
