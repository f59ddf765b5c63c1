//! Findings as they come in, told once each.

use std::collections::BTreeMap;

use super::finding::{AuditFinding, FindingKind};
use super::needle::Hits;

/// Findings, the surest of each.
#[derive(Default)]
pub(super) struct Collector {
    found: BTreeMap<(Option<usize>, FindingKind, String, Option<usize>), f64>,
}

/// More of them say nothing more.
const MOST: usize = 10_000;

impl Collector {
    /// Adds one.
    pub(super) fn add(
        &mut self,
        kind: FindingKind,
        page: Option<usize>,
        place: impl Into<String>,
        sure: f64,
    ) {
        self.put((page, kind, place.into(), None), sure);
    }

    /// Adds needles found in one place.
    pub(super) fn needles(&mut self, hits: &Hits, page: Option<usize>, place: &str) {
        for (needle, sure) in hits {
            self.put((page, FindingKind::Needle, place.to_owned(), Some(*needle)), *sure);
        }
    }

    /// Adds what another collected.
    pub(super) fn join(&mut self, other: Self) {
        for (key, sure) in other.found {
            self.put(key, sure);
        }
    }

    fn put(&mut self, key: (Option<usize>, FindingKind, String, Option<usize>), sure: f64) {
        if let Some(known) = self.found.get_mut(&key) {
            *known = known.max(sure);
        } else if self.found.len() < MOST {
            self.found.insert(key, sure);
        }
    }

    /// Its needles alone, all in one place.
    pub(super) fn needles_at(self, place: &str) -> Self {
        let mut all = Self::default();
        for ((_, kind, _, needle), sure) in self.found {
            if kind == FindingKind::Needle {
                all.put((None, kind, place.to_owned(), needle), sure);
            }
        }
        all
    }

    /// All of them, by page, kind and place.
    pub(super) fn finish(self) -> Vec<AuditFinding> {
        let finding = |((page, kind, place, needle), sure)| AuditFinding { kind, page, place, sure, needle };
        self.found.into_iter().map(finding).collect()
    }
}
