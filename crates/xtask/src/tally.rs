//! Counting what passed and what failed, and reading the counts of other programs.

/// How many checks passed and how many failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Checks that held.
    pub passed: u32,
    /// Checks that did not hold, could not be made, or were skipped.
    pub failed: u32,
}

impl Tally {
    /// One check that passed.
    pub const PASS: Self = Self { passed: 1, failed: 0 };
    /// One check that failed.
    pub const FAIL: Self = Self { passed: 0, failed: 1 };

    /// Whether nothing failed.
    pub fn is_green(self) -> bool {
        self.failed == 0
    }

    /// Adds the counts of another tally.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Prints the closing line that people and machines look for.
    pub fn close(self) -> Self {
        println!("{} passed, {} failed", self.passed, self.failed);
        self
    }
}

/// The summary line of cargo-nextest; a test that was skipped counts as failed.
///
/// `Summary [   0.053s] 4 tests run: 3 passed (1 slow), 1 failed, 0 skipped`
pub fn of_nextest(line: &str) -> Option<Tally> {
    let (_, counts) = line.trim().strip_prefix("Summary [")?.split_once(" run: ")?;
    let mut tally = Tally::default();
    for part in without_brackets(counts).split(',') {
        let (number, word) = number_and_word(part)?;
        match word {
            "passed" => tally.passed += number,
            _ => tally.failed += number,
        }
    }
    Some(tally)
}

/// One closing line of `cargo test`; a test that was ignored counts as failed.
///
/// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s`
pub fn of_cargo_test(line: &str) -> Option<Tally> {
    let (_, counts) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
    let mut tally = Tally::default();
    for part in counts.split(';') {
        match number_and_word(part) {
            Some((number, "passed")) => tally.passed += number,
            Some((number, "failed" | "ignored")) => tally.failed += number,
            _ => {}
        }
    }
    Some(tally)
}

/// The closing line of our own scripts: `N passed, M failed`.
pub fn of_closing_line(line: &str) -> Option<Tally> {
    let (passed, failed) = line.trim().split_once(", ")?;
    match (number_and_word(passed)?, number_and_word(failed)?) {
        ((passed, "passed"), (failed, "failed")) => Some(Tally { passed, failed }),
        _ => None,
    }
}

fn number_and_word(part: &str) -> Option<(u32, &str)> {
    let (number, word) = part.trim().split_once(' ')?;
    Some((number.parse().ok()?, word.trim()))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|&c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_is_read_with_its_asides() {
        let check = |line, passed, failed| assert_eq!(of_nextest(line), Some(Tally { passed, failed }));
        check("     Summary [   0.053s] 4 tests run: 4 passed, 0 skipped", 4, 0);
        check("Summary [ 1.2s] 3/9 tests run: 2 passed (1 slow, 1 leaky), 1 failed, 6 skipped", 2, 7);
        check("Summary [ 1.2s] 2 tests run: 0 passed, 1 timed out, 1 exec failed, 0 skipped", 0, 2);
        assert_eq!(of_nextest("Starting 4 tests across 2 binaries"), None);
    }

    #[test]
    fn cargo_test_is_read_and_ignored_tests_count() {
        let line = "test result: FAILED. 3 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(of_cargo_test(line), Some(Tally { passed: 3, failed: 3 }));
        assert_eq!(of_cargo_test("test a_test ... ok"), None);
    }

    #[test]
    fn the_closing_line_is_alone_on_its_line() {
        assert_eq!(of_closing_line("12 passed, 3 failed\n"), Some(Tally { passed: 12, failed: 3 }));
        assert_eq!(of_closing_line("all 12 passed, 3 failed"), None);
        assert_eq!(of_closing_line("12 passed"), None);
    }
}
