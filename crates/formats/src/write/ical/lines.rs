//! Content lines: escaped, folded, ended (RFC 5545, section 3.1 and 3.3.11).

use unicode_segmentation::UnicodeSegmentation;

/// Longest line in octets, without its end.
const LONGEST_LINE: usize = 75;

/// A calendar as it is written, line by line.
#[derive(Debug, Default)]
pub struct Lines(String);

impl Lines {
    /// A line whose value is no text: a time, a number, an address.
    pub fn plain(&mut self, name: &str, value: &str) {
        let value: String = value.chars().filter(|letter| !letter.is_control()).collect();
        self.fold(&format!("{name}:{value}"));
    }

    /// A line with a text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", escaped(value)));
    }

    /// A line with several texts; none when there are none.
    pub fn texts(&mut self, name: &str, values: &[String]) {
        let values: Vec<String> = values.iter().map(|value| escaped(value)).collect();
        if !values.is_empty() {
            self.fold(&format!("{name}:{}", values.join(",")));
        }
    }

    /// Everything that was written.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    /// Cuts a line where it becomes too long: between letters as people count them, so that a reader who joins octets,
    /// characters or neither never sees half of one.
    fn fold(&mut self, line: &str) {
        let mut room = LONGEST_LINE;
        for letter in line.graphemes(true) {
            // A letter that fills a line alone is cut between its characters.
            let pieces: Vec<&str> =
                if letter.len() < LONGEST_LINE { vec![letter] } else { letter.split_inclusive(|_| true).collect() };
            for piece in pieces {
                if piece.len() > room {
                    self.0.push_str("\r\n ");
                    room = LONGEST_LINE - 1;
                }
                self.0.push_str(piece);
                room -= piece.len();
            }
        }
        self.0.push_str("\r\n");
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut letters = text.trim().chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\t' => out.push(' '),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, value: &str) -> String {
        let mut lines = Lines::default();
        lines.text(name, value);
        String::from_utf8(lines.finish()).unwrap()
    }

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(written("SUMMARY", "A, b; c\\d\r\ne\u{7}"), "SUMMARY:A\\, b\\; c\\\\d\\ne\r\n");
    }

    #[test]
    fn no_line_is_too_long_and_no_letter_is_cut() {
        let family = "👨\u{200d}👩\u{200d}👧\u{200d}👦";
        for text in
            ["å".repeat(200), family.repeat(40), "a\u{30a}".repeat(100), "x".repeat(75 * 3), "🌾 åäö, ".repeat(50)]
        {
            let out = written("DESCRIPTION", &text);
            for line in out.trim_end_matches("\r\n").split("\r\n") {
                assert!(line.len() <= LONGEST_LINE, "{} octets: {line}", line.len());
            }
            assert!(!out.contains("\r\n \u{200d}") && !out.contains("\u{200d}\r\n ") && !out.contains("\r\n \u{30a}"));
            let unfolded = out.replace("\r\n ", "").replace("\\,", ",");
            assert_eq!(unfolded.trim_end(), format!("DESCRIPTION:{}", text.trim()));
        }
    }

    #[test]
    fn a_letter_longer_than_a_line_is_cut_between_its_characters() {
        let stacked = format!("e{}", "\u{301}".repeat(80));
        let out = written("SUMMARY", &stacked);
        assert!(out.split("\r\n").all(|line| line.len() <= LONGEST_LINE), "{out:?}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), format!("SUMMARY:{stacked}"));
    }
}
