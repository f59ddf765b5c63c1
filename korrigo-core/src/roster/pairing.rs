//! Pairs of the greatest weight together: each row with at most one column, each column with at most one row.
//!
//! Knows sparse weights. Knows no copy and no candidate.

use pathfinding::prelude::{Matrix, kuhn_munkres, separate_components};

/// The columns with which a row could be paired, each with a weight above 0.
pub(super) type Row = Vec<(usize, i64)>;

/// Gives each row its column, or none, so that the sum of weights is the greatest.
///
/// An edge that outweighs the best others of its row and of its column together belongs to a best pairing: no
/// exchange could gain. Such edges are taken first, again and again. What is left falls into parts without an edge
/// between them; each is solved by Kuhn and Munkres, in O(n³) of the part's size n.
pub(super) fn pair(rows: &[Row], columns: usize) -> Vec<Option<usize>> {
    let mut open: Vec<Row> = rows.to_vec();
    let mut paired = vec![None; rows.len()];
    while take_the_sure(&mut open, columns, &mut paired) {}
    let waiting: Vec<usize> =
        (0..rows.len()).filter(|row| open.get(*row).is_some_and(|row| !row.is_empty())).collect();
    let groups: Vec<Vec<usize>> = waiting
        .iter()
        .filter_map(|row| Some(open.get(*row)?.iter().map(|(column, _)| *column).collect()))
        .collect();
    let (_, part_of) = separate_components(&groups);
    let mut parts: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for (row, part) in waiting.iter().zip(part_of) {
        parts.entry(part).or_default().push(*row);
    }
    for part in parts.values() {
        for (row, column) in solve(&open, part) {
            if let Some(slot) = paired.get_mut(row) {
                *slot = Some(column);
            }
        }
    }
    paired
}

/// The best weight in a row or column, where it stands, and the second best.
#[derive(Clone, Copy, Default)]
struct Best {
    first: i64,
    at: usize,
    second: i64,
}

impl Best {
    fn see(&mut self, weight: i64, at: usize) {
        if weight > self.first {
            *self = Self { first: weight, at, second: self.first };
        } else {
            self.second = self.second.max(weight);
        }
    }
}

/// Takes every edge that is better than all that it excludes; tells whether there was one.
fn take_the_sure(open: &mut [Row], columns: usize, paired: &mut [Option<usize>]) -> bool {
    let mut best_rows = vec![Best::default(); open.len()];
    let mut best_columns = vec![Best::default(); columns];
    for (row, edges) in open.iter().enumerate() {
        for (column, weight) in edges {
            if let (Some(in_row), Some(in_column)) = (best_rows.get_mut(row), best_columns.get_mut(*column)) {
                in_row.see(*weight, *column);
                in_column.see(*weight, row);
            }
        }
    }
    let mut taken = vec![false; columns];
    let mut any = false;
    for (row, best) in best_rows.iter().enumerate() {
        let Some(column) = best_columns.get(best.at).filter(|_| best.first > 0) else { continue };
        let sure =
            column.at == row && column.first == best.first && best.first >= best.second + column.second;
        if let (true, Some(slot), Some(edges), Some(taken)) =
            (sure, paired.get_mut(row), open.get_mut(row), taken.get_mut(best.at))
        {
            *slot = Some(best.at);
            edges.clear();
            *taken = true;
            any = true;
        }
    }
    for edges in open.iter_mut() {
        edges.retain(|(column, _)| !taken.get(*column).copied().unwrap_or(false));
    }
    any
}

/// The best pairs of these rows, which share no column with any other row.
fn solve(open: &[Row], part: &[usize]) -> Vec<(usize, usize)> {
    let edges = |row: &usize| open.get(*row).into_iter().flatten();
    let mut columns: Vec<usize> = part.iter().flat_map(edges).map(|(column, _)| *column).collect();
    columns.sort_unstable();
    columns.dedup();
    // No row may be left without a column: those beyond the real ones weigh nothing.
    let mut weights = Matrix::new(part.len(), columns.len().max(part.len()), 0i64);
    for (place, row) in part.iter().enumerate() {
        for (column, weight) in edges(row) {
            if let Some(cell) =
                columns.binary_search(column).ok().and_then(|column| weights.get_mut((place, column)))
            {
                *cell = *weight;
            }
        }
    }
    let (_, given) = kuhn_munkres(&weights);
    let real = |(place, column): (usize, usize)| {
        let weight = weights.get((place, column)).copied().unwrap_or(0);
        (weight > 0).then_some((*part.get(place)?, *columns.get(column)?))
    };
    given.into_iter().enumerate().filter_map(real).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The greatest sum, by trying everything.
    fn greatest(rows: &[Row], taken: u32) -> i64 {
        let Some((first, rest)) = rows.split_first() else { return 0 };
        let with = first.iter().filter(|(column, _)| taken & (1 << column) == 0);
        let with = with.map(|(column, weight)| weight + greatest(rest, taken | 1 << column));
        with.chain([greatest(rest, taken)]).max().unwrap()
    }

    proptest! {
        #[test]
        fn no_pairing_is_heavier(
            table in prop::collection::vec(prop::collection::vec(0i64..6, 6), 0..7), spread in 1i64..200,
        ) {
            let row = |weights: &Vec<i64>| -> Row {
                let edges = weights.iter().enumerate().filter(|(_, weight)| **weight > 0);
                edges.map(|(column, weight)| (column, weight * weight * spread)).collect()
            };
            let rows: Vec<Row> = table.iter().map(row).collect();
            let paired = pair(&rows, 6);
            let weight = |(row, column): (&Row, &Option<usize>)| {
                column.map_or(0, |column| row.iter().find(|(at, _)| *at == column).unwrap().1)
            };
            prop_assert_eq!(rows.iter().zip(&paired).map(weight).sum::<i64>(), greatest(&rows, 0));
            let mut columns: Vec<usize> = paired.into_iter().flatten().collect();
            let count = columns.len();
            columns.sort_unstable();
            columns.dedup();
            prop_assert_eq!(columns.len(), count);
        }
    }

    #[test]
    fn nothing_to_pair() {
        assert_eq!(pair(&[], 0), []);
        assert_eq!(pair(&[vec![], vec![(0, 3)]], 1), [None, Some(0)]);
    }
}
