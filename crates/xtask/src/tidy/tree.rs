//! The files of the project as Git sees them: what is tracked, or would be.

use std::fs;

use crate::fault::Result;
use crate::project::Project;
use crate::run;

/// Endings of files that are not text.
const BINARY: &[&str] = &["png", "jpg", "webp", "ico", "woff2", "gz", "br", "sqlite"];

/// Every file of the project.
#[derive(Debug, Default)]
pub struct Tree {
    /// In the order of their paths.
    pub files: Vec<File>,
}

/// One file of the project.
#[derive(Debug)]
pub struct File {
    /// From the root, with slashes.
    pub path: String,
    /// What is in it; empty when it is a picture or a font.
    pub bytes: Vec<u8>,
}

impl Tree {
    /// Reads what Git tracks and what it would track; ignored files are nobody's business.
    pub fn read(project: &Project) -> Result<Self> {
        let mut git = project.command("git");
        let list = run::output(git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
        let mut paths: Vec<&str> = list.split('\0').filter(|path| !path.is_empty()).collect();
        paths.sort_unstable();
        paths.dedup();
        let file = |path: &str| {
            // One that is deleted and not yet committed is still listed.
            let bytes = fs::read(project.root.join(path)).ok()?;
            let bytes = if BINARY.contains(&ending(path)) { Vec::new() } else { bytes };
            Some(File { path: path.to_owned(), bytes })
        };
        Ok(Self { files: paths.into_iter().filter_map(file).collect() })
    }

    /// What we wrote ourselves: no data, no vendored code, no lock file, no licence, no recorded answer of a test.
    pub fn ours(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_ours())
    }

    /// What we wrote ourselves in files with one of these endings.
    pub fn ours_with(&self, endings: &[&str]) -> impl Iterator<Item = &File> {
        self.ours().filter(|file| endings.contains(&ending(&file.path)))
    }

    /// Whether a file or a folder of this name exists.
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let is_below = |file: &File| file.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        self.files.iter().any(|file| file.path == path || is_below(file))
    }

    /// A project of these files, for tests.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() };
        Self { files: files.iter().map(file).collect() }
    }
}

impl File {
    /// Its text; what is not UTF-8 is reported by a check of its own.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or_default()
    }

    /// Its lines with their numbers.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text().lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// Whether it shows what tidy forbids: tidy's own rules and tests do.
    pub fn is_tidy_itself(&self) -> bool {
        self.path.starts_with("crates/xtask/src/tidy/")
    }

    /// Whether it is a test or runs tests, where a passing folder may be named.
    pub fn is_for_tests(&self) -> bool {
        self.path.starts_with("crates/xtask/") || self.path.split('/').any(|part| part == "tests" || part == "tests.rs")
    }

    /// Whether it came from elsewhere and stays as it came.
    pub fn is_foreign(&self) -> bool {
        let is_brought_data = self.path.starts_with("data/") && !self.path.starts_with("data/network/");
        is_brought_data || self.is_corpus() || self.path.contains("/vendor/") || self.name().starts_with("LICENSE")
    }

    /// Whether it imitates what others publish, with their line ends, encodings and mistakes.
    pub fn is_corpus(&self) -> bool {
        self.path.contains("/corpus/")
    }

    fn is_ours(&self) -> bool {
        let is_written_by_programs =
            ["Cargo.lock", "package-lock.json"].contains(&self.name()) || ending(&self.path) == "snap";
        !(is_written_by_programs || self.is_foreign() || self.path.starts_with("data/"))
    }

    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// What stands after the last dot of a file's name.
pub fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_is_what_we_wrote() {
        let check = |path: &str, ours| {
            assert_eq!(File { path: path.to_owned(), bytes: Vec::new() }.is_ours(), ours, "{path}");
        };
        check("crates/web/src/lib.rs", true);
        check("README.md", true);
        check("data/geo/places-se.csv", false);
        check("crates/web/assets/vendor/some-1.2/some.js", false);
        check("tests/browser/package-lock.json", false);
        check("LICENSE", false);
    }

    #[test]
    fn a_folder_exists_when_a_file_is_in_it() {
        let tree = Tree::of(&[("crates/web/src/lib.rs", "")]);
        assert!(tree.has("crates/web/"));
        assert!(tree.has("crates/web/src/lib.rs"));
        assert!(!tree.has("crates/we"));
    }
}
