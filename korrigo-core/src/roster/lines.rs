//! The lines of a list, and what can be wrong with one.
//!
//! Knows quotation marks only as far as needed: a line whose quotation mark is not closed goes on in the next
//! one. Numbers are those that an editor shows, from 1; the header is line 1.

/// One line, or several that a quoted cell joins; never empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// The number of the first line.
    pub(super) number: usize,
    /// What stands there, without the end of the last line.
    pub(super) text: &'t str,
    /// Whether a quotation mark is closed nowhere.
    pub(super) open: bool,
    start: usize,
}

/// Goes through the lines of a text.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
    number: usize,
}

/// The lines of `text` that are not empty.
pub(super) const fn lines(text: &str) -> Lines<'_> {
    Lines { text, at: 0, number: 1 }
}

/// A quoted cell never goes on for longer: past it the quotation mark is a slip.
const MOST_JOINED: usize = 20;

impl Lines<'_> {
    /// Goes back to what follows the first line of several that were joined by mistake.
    pub(super) fn only_the_first_of(&mut self, line: &Line<'_>) {
        let end = line.text.find('\n').map_or(line.text.len(), |end| end + 1);
        if end < line.text.len() {
            (self.at, self.number) = (line.start + end, line.number + 1);
        }
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        loop {
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            let (length, joined) = joined(rest);
            let open = joined == 0;
            let text = rest.get(..length)?;
            let line = Line { number: self.number, text: text.trim_end_matches('\n'), open, start: self.at };
            self.at += length;
            self.number += joined.max(1);
            if !text.trim().is_empty() {
                return Some(line);
            }
        }
    }
}

/// The bytes of the first line with all that its quotation marks join to it, and how many lines these are; 0
/// for a quotation mark that is not closed, and then the bytes of the first line alone.
fn joined(text: &str) -> (usize, usize) {
    let (mut length, mut quotes, mut first) = (0, 0, text.len());
    for (count, line) in text.split_inclusive('\n').take(MOST_JOINED).enumerate() {
        length += line.len();
        quotes += line.bytes().filter(|byte| *byte == b'"').count();
        if count == 0 {
            first = length;
        }
        if quotes % 2 == 0 {
            return (length, count + 1);
        }
    }
    (first, 0)
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fault {
    /// A birth date that is none.
    BirthDate,
    /// More filled cells than the header has columns.
    Cells,
    /// A character that stands for one that was lost, or that no text has.
    Characters,
    /// An e-mail address without an @.
    Email,
    /// No surname.
    NoName,
    /// A number that a spreadsheet has rounded.
    Rounded,
    /// A quotation mark that is not closed.
    Quote,
}

impl Fault {
    /// What a person reads.
    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::BirthDate => "the birth date is no day, written dd/mm/yyyy or yyyy-mm-dd",
            Self::Cells => "there are more cells than the header names",
            Self::Characters => "a character was lost or damaged when the list was saved",
            Self::Email => "the e-mail address has no @",
            Self::NoName => "there is no surname",
            Self::Quote => "a quotation mark is not closed",
            Self::Rounded => "the candidate number was rounded by a spreadsheet",
        }
    }

    /// The stable name of the cause.
    pub(super) const fn detail(self) -> &'static str {
        match self {
            Self::BirthDate => "roster.birth_date",
            Self::Cells => "roster.cells",
            Self::Characters => "roster.characters",
            Self::Email => "roster.email",
            Self::NoName => "roster.name",
            Self::Quote => "roster.quote",
            Self::Rounded => "roster.number",
        }
    }

    /// What can be done, where the sentence does not say it.
    pub(super) const fn hint(self) -> Option<&'static str> {
        match self {
            Self::Cells => Some("a cell that holds the separator itself stands in quotation marks"),
            Self::Characters => Some("export the list once more, as UTF-8"),
            Self::Rounded => Some("format the column as text and export the list once more"),
            Self::BirthDate | Self::Email | Self::NoName | Self::Quote => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(usize, &str, bool)> {
        lines(text).map(|line| (line.number, line.text, line.open)).collect()
    }

    #[test]
    fn numbers_are_those_of_an_editor() {
        assert_eq!(
            seen("a\n\n \nb\n\"c\nd\";e\nf"),
            [(1, "a", false), (4, "b", false), (5, "\"c\nd\";e", false), (7, "f", false)]
        );
        assert_eq!(seen(""), []);
        assert_eq!(seen("\n\n"), []);
    }

    #[test]
    fn a_slip_costs_its_own_line_only() {
        let many = "b\n".repeat(MOST_JOINED);
        let text = format!("\"a\n{many}");
        assert_eq!(seen(&text)[..2], [(1, "\"a", true), (2, "b", false)]);
        assert_eq!(seen("\"a"), [(1, "\"a", true)]);
        // One line more than may be joined, and the most that may.
        let closed = |count: usize| format!("\"a\n{}b\"\nc", "b\n".repeat(count));
        assert!(!seen(&closed(MOST_JOINED - 2))[0].2);
        assert!(seen(&closed(MOST_JOINED - 1))[0].2);
    }

    #[test]
    fn lines_joined_by_mistake_are_taken_apart() {
        let mut lines = lines("\"a\nb\"c\nd");
        let line = lines.next().unwrap();
        assert_eq!(line.text, "\"a\nb\"c");
        lines.only_the_first_of(&line);
        assert_eq!(lines.next().unwrap().number, 2);
    }
}
