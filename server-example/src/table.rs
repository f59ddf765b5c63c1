//! Plain tables for people: columns as wide as they must be, numbers on the right.

/// A table under construction.
#[derive(Debug, Default)]
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these heads.
    pub(crate) fn new<const N: usize>(heads: [&str; N]) -> Self {
        Self { rows: vec![heads.map(str::to_uppercase).to_vec()] }
    }

    /// Adds a row.
    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }

    /// The finished text, a line a row.
    pub(crate) fn lines(&self) -> Vec<String> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|column| self.cells(column).map(|cell| cell.chars().count()).max().unwrap_or(0))
            .collect();
        let numeric: Vec<bool> = (0..columns).map(|column| self.is_numeric(column)).collect();
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(widths.iter().zip(&numeric)).map(|(cell, (width, numeric))| {
                if *numeric { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_string()
        };
        self.rows.iter().map(line).collect()
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &String> {
        self.rows.iter().filter_map(move |row| row.get(column))
    }

    fn is_numeric(&self, column: usize) -> bool {
        self.cells(column).skip(1).all(|cell| cell.starts_with(|first: char| first.is_ascii_digit()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_on_the_right() {
        let mut table = Table::new(["copy", "pages"]);
        table.row(["a".into(), "4".into()]);
        table.row(["élève".into(), "12".into()]);
        assert_eq!(table.lines(), ["COPY   PAGES", "a          4", "élève     12"]);
    }
}
