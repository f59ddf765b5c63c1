//! Who marks what: copies dealt out evenly, by chance that can be repeated, never to one's own pupils.
//!
//! Knows loads, quotas and who may not mark whom. The same seed and the same input give the same answer. Knows no
//! storage: whoever keeps copies writes the answer down, under one run.

use std::collections::{BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::copy::{ActorId, CopyId};
use crate::error::{Code, Error, Result};

/// A copy that nobody marks yet, or one question of it.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Waiting {
    /// Which.
    pub copy: CopyId,
    /// The question or exercise, by the id of the scheme, where each is marked by itself; `None` for the whole copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Markers who may not mark it: the candidate's own teachers.
    #[serde(default)]
    pub never: BTreeSet<ActorId>,
    /// Higher ones are dealt out first, which matters when quotas are short.
    #[serde(default)]
    pub priority: i32,
}

/// A marker.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Marker {
    /// Who.
    pub id: ActorId,
    /// Copies that the marker has already.
    #[serde(default)]
    pub load: usize,
    /// The most copies that the marker takes in all; `None` for no limit.
    #[serde(default)]
    pub quota: Option<usize>,
    /// The questions that the marker takes, where each is marked by itself; `None` for all.
    #[serde(default)]
    pub questions: Option<BTreeSet<String>>,
}

impl Waiting {
    /// These copies, question by question.
    ///
    /// ```
    /// use korrigo_core::{copy::CopyId, dispatch::Waiting};
    ///
    /// let copy = Waiting {
    ///     copy: CopyId::new("MATH-0001").unwrap(),
    ///     question: None,
    ///     never: Default::default(),
    ///     priority: 0,
    /// };
    /// let parts = Waiting::by_question(&[copy], &["1", "2"]);
    /// assert_eq!(parts[1].question.as_deref(), Some("2"));
    /// ```
    pub fn by_question(copies: &[Self], questions: &[&str]) -> Vec<Self> {
        let parts = copies.iter().flat_map(|copy| {
            questions.iter().map(|question| Self { question: Some((*question).to_owned()), ..copy.clone() })
        });
        parts.collect()
    }
}

/// How to deal out.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct DispatchOptions {
    /// Which of all fair ways to take; kept with the answer.
    pub seed: u64,
    /// How many markers mark each copy without knowing of each other: 1, or 2 for double marking
    /// ([`crate::exam::Tolerance`] then says where they disagree).
    pub markers_per_copy: usize,
}

/// Who marks what.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Dispatched {
    /// The seed it was made with.
    pub seed: u64,
    /// Each copy with its markers, in the order given.
    pub copies: Vec<Dealt>,
    /// What every marker has now, those before included, in the order given.
    pub loads: Vec<(ActorId, usize)>,
}

/// A copy, or one question of it, with its markers.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Dealt {
    /// Which copy.
    pub copy: CopyId,
    /// Which question of it; `None` for the whole copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Who marks it. The second one is blind: the host shows neither what the other gave.
    pub markers: Vec<ActorId>,
    /// Whether it found too few markers: each may not, or has enough.
    pub left: bool,
}

impl Dispatched {
    /// What found too few markers, in the order given.
    pub fn left(&self) -> impl Iterator<Item = &Dealt> {
        self.copies.iter().filter(|dealt| dealt.left)
    }
}

/// Deals copies out so that loads differ as little as they can: by at most one where nothing stands against it.
///
/// Copies (or questions of copies) go, in an order drawn by the seed, to the least loaded marker who may; then loads are evened along
/// cost-reducing paths, until none is left (Harvey, Ladner, Lovász and Tamir, Semi-matchings for bipartite graphs
/// and load balancing, 2003: then no way is more even). O(copies · markers · imbalance), in practice a moment.
///
/// # Errors
/// `plan_invalid` for no marker, for a copy (and question) or a marker given twice, and for a number of markers a copy other than
/// 1 and 2.
///
/// ```
/// use korrigo_core::copy::{ActorId, CopyId};
/// use korrigo_core::dispatch::{DispatchOptions, Marker, Waiting, dispatch};
///
/// let marker = |id: &str, load| Marker { id: ActorId::new(id).unwrap(), load, quota: None, questions: None };
/// let copy = |number| Waiting {
///     copy: CopyId::new(format!("MATH-{number:04}")).unwrap(),
///     question: None,
///     never: Default::default(),
///     priority: 0,
/// };
/// let copies: Vec<_> = (0..7).map(copy).collect();
/// let options = DispatchOptions { seed: 17, markers_per_copy: 1 };
/// let dealt = dispatch(&copies, &[marker("anne", 0), marker("ben", 3)], &options)?;
/// let loads: Vec<_> = dealt.loads.iter().map(|(_, load)| *load).collect();
/// assert_eq!(loads, [5, 5]);
/// assert_eq!(dispatch(&copies, &[marker("anne", 0), marker("ben", 3)], &options)?, dealt);
/// # Ok::<(), korrigo_core::Error>(())
/// ```
pub fn dispatch(copies: &[Waiting], markers: &[Marker], options: &DispatchOptions) -> Result<Dispatched> {
    check(copies, markers, options)?;
    let mut table = Table::new(copies, markers, options.seed);
    // Whoever asks for two markers asks twice: the second never meets the first.
    for _ in 0..options.markers_per_copy {
        table.deal();
    }
    table.even_out();
    let dealt = |(waiting, given): (&Waiting, &Vec<usize>)| Dealt {
        copy: waiting.copy.clone(),
        question: waiting.question.clone(),
        markers: given.iter().filter_map(|marker| Some(markers.get(*marker)?.id.clone())).collect(),
        left: given.len() < options.markers_per_copy,
    };
    Ok(Dispatched {
        seed: options.seed,
        copies: copies.iter().zip(&table.given).map(dealt).collect(),
        loads: markers.iter().map(|marker| marker.id.clone()).zip(table.loads).collect(),
    })
}

fn check(copies: &[Waiting], markers: &[Marker], options: &DispatchOptions) -> Result<()> {
    let refused = |message: &str| Err(Error::new(Code::PlanInvalid, message).with_detail("dispatch"));
    if markers.is_empty() {
        return refused("there is nobody to mark");
    }
    if !(1..=2).contains(&options.markers_per_copy) {
        return refused("a copy is marked by one or two");
    }
    let (mut seen, mut known) = (BTreeSet::new(), BTreeSet::new());
    if !copies.iter().all(|copy| seen.insert((&copy.copy, &copy.question)))
        || !markers.iter().all(|marker| known.insert(&marker.id))
    {
        return refused("every copy and every marker is given once");
    }
    Ok(())
}

struct Table<'a> {
    copies: &'a [Waiting],
    markers: &'a [Marker],
    /// Places of copies, in the order in which they are dealt.
    order: Vec<usize>,
    /// The markers of each copy.
    given: Vec<Vec<usize>>,
    loads: Vec<usize>,
    /// Markers from whom no way leads to one with room, as things stand.
    stuck: BTreeSet<usize>,
    /// Where among equals each marker comes for each copy is drawn anew.
    seed: u64,
}

impl<'a> Table<'a> {
    fn new(copies: &'a [Waiting], markers: &'a [Marker], seed: u64) -> Self {
        let mut order: Vec<usize> = (0..copies.len()).collect();
        let drawn = |place: &usize| {
            copies.get(*place).map(|copy| (-i64::from(copy.priority), draw(seed, &words(copy))))
        };
        order.sort_by_cached_key(drawn);
        let loads = markers.iter().map(|marker| marker.load).collect();
        let given = vec![Vec::new(); copies.len()];
        Self { copies, markers, order, given, loads, stuck: BTreeSet::new(), seed }
    }

    fn may(&self, copy: usize, marker: usize) -> bool {
        let (Some(waiting), Some(who)) = (self.copies.get(copy), self.markers.get(marker)) else {
            return false;
        };
        let asked = waiting.question.as_ref().zip(who.questions.as_ref());
        let takes = asked.is_none_or(|(question, questions)| questions.contains(question));
        takes
            && !waiting.never.contains(&who.id)
            && !self.given.get(copy).is_some_and(|given| given.contains(&marker))
    }

    fn has_room(&self, marker: usize) -> bool {
        let quota = self.markers.get(marker).and_then(|marker| marker.quota);
        quota.is_none_or(|quota| self.load(marker) < quota)
    }

    fn load(&self, marker: usize) -> usize {
        self.loads.get(marker).copied().unwrap_or(0)
    }

    /// One marker more for every copy that finds one.
    fn deal(&mut self) {
        for copy in self.order.clone() {
            let able = (0..self.markers.len()).filter(|marker| self.may(copy, *marker));
            // The least loaded; among equals by chance.
            let mut able: Vec<usize> = able.collect();
            able.sort_by_cached_key(|marker| (self.load(*marker), self.drawn(copy, *marker)));
            let free = able.iter().copied().find(|marker| self.has_room(*marker));
            let path = free.map(|marker| vec![(copy, marker)]).or_else(|| self.make_room(copy, &able));
            for (copy, marker) in path.into_iter().flatten() {
                self.give(copy, marker);
            }
        }
    }

    fn drawn(&self, copy: usize, marker: usize) -> [u8; 32] {
        let (copy, marker) = (self.copies.get(copy), self.markers.get(marker));
        let [copy, question] = copy.map_or([""; 2], words);
        draw(self.seed, &[copy, question, marker.map_or("", |marker| marker.id.as_str())])
    }

    /// Every marker who may mark this copy has enough: one of them hands another copy on. Gives the moves.
    fn make_room(&mut self, copy: usize, able: &[usize]) -> Option<Vec<(usize, usize)>> {
        for first in able {
            if self.stuck.contains(first) {
                continue;
            }
            if let Some(path) = self.path(*first, |table, marker| table.has_room(marker)) {
                self.shift(&path);
                return Some(vec![(copy, *first)]);
            }
            self.stuck.insert(*first);
        }
        None
    }

    fn give(&mut self, copy: usize, marker: usize) {
        self.stuck.clear();
        if let (Some(given), Some(load)) = (self.given.get_mut(copy), self.loads.get_mut(marker)) {
            given.push(marker);
            *load += 1;
        }
    }

    /// Hands copies on along cost-reducing paths, until no way is more even.
    fn even_out(&mut self) {
        loop {
            let mut markers: Vec<usize> = (0..self.markers.len()).collect();
            markers.sort_by_key(|marker| std::cmp::Reverse(self.load(*marker)));
            let found = markers.into_iter().find_map(|from| {
                let most = self.load(from);
                self.path(from, |table, to| table.load(to) + 2 <= most && table.has_room(to))
            });
            match found {
                Some(path) => self.shift(&path),
                None => return,
            }
        }
    }

    /// The shortest way to hand copies on from one marker to another that will do: (copy, from, to) of each step.
    fn path(
        &self,
        from: usize,
        will_do: impl Fn(&Self, usize) -> bool,
    ) -> Option<Vec<(usize, usize, usize)>> {
        let mut came: Vec<Option<(usize, usize)>> = vec![None; self.markers.len()];
        let mut queue = VecDeque::from([from]);
        while let Some(marker) = queue.pop_front() {
            for copy in self.order.iter().copied() {
                if !self.given.get(copy).is_some_and(|given| given.contains(&marker)) {
                    continue;
                }
                for next in 0..self.markers.len() {
                    if next == from || came.get(next).is_some_and(Option::is_some) || !self.may(copy, next) {
                        continue;
                    }
                    if let Some(slot) = came.get_mut(next) {
                        *slot = Some((copy, marker));
                    }
                    if will_do(self, next) {
                        return Some(back(&came, from, next));
                    }
                    queue.push_back(next);
                }
            }
        }
        None
    }

    fn shift(&mut self, path: &[(usize, usize, usize)]) {
        for (copy, from, to) in path {
            if let Some(slot) =
                self.given.get_mut(*copy).and_then(|given| given.iter_mut().find(|marker| *marker == from))
            {
                *slot = *to;
            }
        }
        if let (Some((_, first, _)), Some((_, _, last))) = (path.first(), path.last()) {
            for (marker, up) in [(*first, false), (*last, true)] {
                if let Some(load) = self.loads.get_mut(marker) {
                    *load = if up { *load + 1 } else { load.saturating_sub(1) };
                }
            }
        }
    }
}

/// The steps of a way that was found, from its beginning.
fn back(came: &[Option<(usize, usize)>], from: usize, end: usize) -> Vec<(usize, usize, usize)> {
    let mut path = Vec::new();
    let mut to = end;
    while let Some((copy, marker)) = came.get(to).copied().flatten() {
        path.push((copy, marker, to));
        to = marker;
        if to == from {
            break;
        }
    }
    path.reverse();
    path
}

/// What a copy or a question of it is called.
fn words(waiting: &Waiting) -> [&str; 2] {
    [waiting.copy.as_str(), waiting.question.as_deref().unwrap_or_default()]
}

/// A number for these words under this seed, as good as drawn by chance, and the same everywhere.
fn draw(seed: u64, words: &[&str]) -> [u8; 32] {
    let hasher = Sha256::new().chain_update(b"korrigo.dispatch/1\0").chain_update(seed.to_be_bytes());
    let hasher =
        words.iter().fold(hasher, |hasher, word| hasher.chain_update(word.as_bytes()).chain_update([0]));
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marker(number: usize, load: usize, quota: Option<usize>) -> Marker {
        Marker { id: ActorId::new(format!("m{number}")).unwrap(), load, quota, questions: None }
    }

    fn copy(number: usize, never: &[usize]) -> Waiting {
        let never = never.iter().map(|number| ActorId::new(format!("m{number}")).unwrap()).collect();
        let copy = CopyId::new(format!("c{number:04}")).unwrap();
        Waiting { copy, question: None, never, priority: 0 }
    }

    fn options(seed: u64) -> DispatchOptions {
        DispatchOptions { seed, markers_per_copy: 1 }
    }

    fn loads(dealt: &Dispatched) -> Vec<usize> {
        dealt.loads.iter().map(|(_, load)| *load).collect()
    }

    #[test]
    fn loads_before_count() {
        let copies: Vec<_> = (0..10).map(|number| copy(number, &[])).collect();
        let dealt =
            dispatch(&copies, &[marker(0, 8, None), marker(1, 0, None), marker(2, 3, None)], &options(1))
                .unwrap();
        assert_eq!(loads(&dealt), [8, 7, 6]);
    }

    #[test]
    fn the_seed_decides_and_the_order_of_the_pile_does_not() {
        let copies: Vec<_> = (0..30).map(|number| copy(number, &[])).collect();
        let markers = [marker(0, 0, None), marker(1, 0, None)];
        let one = dispatch(&copies, &markers, &options(1)).unwrap();
        assert_ne!(one.copies, dispatch(&copies, &markers, &options(2)).unwrap().copies);
        let reversed: Vec<_> = copies.iter().rev().cloned().collect();
        let mut other = dispatch(&reversed, &markers, &options(1)).unwrap();
        other.copies.reverse();
        assert_eq!(other, one);
    }

    #[test]
    fn own_pupils_are_handed_on() {
        // Everything but the last copy must go to m0; m1 takes what it may.
        let copies: Vec<_> = (0..4).map(|number| copy(number, if number < 3 { &[1] } else { &[] })).collect();
        for seed in 0..20 {
            let dealt = dispatch(&copies, &[marker(0, 0, None), marker(1, 0, None)], &options(seed)).unwrap();
            assert_eq!(loads(&dealt), [3, 1], "{seed}");
        }
    }

    #[test]
    fn quotas_hold_and_what_is_left_is_named() {
        let copies: Vec<_> =
            (0..5).map(|number| Waiting { priority: number, ..copy(number as usize, &[]) }).collect();
        let dealt = dispatch(&copies, &[marker(0, 1, Some(3)), marker(1, 0, Some(1))], &options(3)).unwrap();
        assert_eq!(loads(&dealt), [3, 1]);
        // The lowest priorities wait.
        let left: Vec<_> = dealt.left().map(|dealt| dealt.copy.as_str()).collect();
        assert_eq!(left, ["c0000", "c0001"]);
    }

    #[test]
    fn a_full_marker_hands_a_copy_on_to_make_room() {
        // Only m0 may mark c1, and m0 takes one: c0 must go to m1.
        let copies = [copy(0, &[]), copy(1, &[1])];
        for seed in 0..20 {
            let dealt =
                dispatch(&copies, &[marker(0, 0, Some(1)), marker(1, 5, None)], &options(seed)).unwrap();
            assert_eq!((dealt.left().count(), loads(&dealt)), (0, vec![1, 6]), "{seed}");
        }
    }

    #[test]
    fn two_markers_of_a_copy_are_two() {
        let copies: Vec<_> = (0..9).map(|number| copy(number, &[])).collect();
        let options = DispatchOptions { seed: 5, markers_per_copy: 2 };
        let dealt = dispatch(&copies, &[0, 1, 2].map(|number| marker(number, 0, None)), &options).unwrap();
        assert_eq!(loads(&dealt), [6, 6, 6]);
        let two = |dealt: &Dealt| dealt.markers.len() == 2 && dealt.markers[0] != dealt.markers[1];
        assert!(dealt.copies.iter().all(two));
        let alone = dispatch(&copies, &[marker(0, 0, None)], &options).unwrap();
        assert_eq!(alone.left().count(), 9);
        assert!(alone.copies.iter().all(|dealt| dealt.markers.len() == 1));
    }

    #[test]
    fn questions_go_to_those_who_take_them() {
        let copies: Vec<_> = (0..12).map(|number| copy(number, &[])).collect();
        let parts = Waiting::by_question(&copies, &["1", "2", "3"]);
        let only = |number, questions: &[&str]| Marker {
            questions: Some(questions.iter().map(|question| (*question).to_owned()).collect()),
            ..marker(number, 0, None)
        };
        let markers = [only(0, &["1"]), only(1, &["1", "2"]), marker(2, 0, None)];
        let dealt = dispatch(&parts, &markers, &options(9)).unwrap();
        assert_eq!((loads(&dealt), dealt.left().count()), (vec![12, 12, 12], 0));
        for part in &dealt.copies {
            let question = part.question.as_deref().unwrap();
            let wanted: &[&str] = match part.markers[0].as_str() {
                "m0" => &["1"],
                "m1" => &["1", "2"],
                _ => &["1", "2", "3"],
            };
            assert!(wanted.contains(&question));
        }
        assert!(dispatch(&[parts[0].clone(), parts[0].clone()], &markers, &options(9)).is_err());
    }

    /// A whole exam whose markers have too little room: told at once.
    #[test]
    fn many_copies_and_short_quotas() {
        let copies: Vec<_> = (0..3_000).map(|number| copy(number, &[number % 20])).collect();
        let markers: Vec<_> = (0..20).map(|number| marker(number, 0, Some(100))).collect();
        let dealt = dispatch(&copies, &markers, &options(4)).unwrap();
        assert_eq!((dealt.left().count(), loads(&dealt)), (1_000, vec![100; 20]));
    }

    #[test]
    fn what_cannot_be_dealt_out_is_refused() {
        let markers = [marker(0, 0, None)];
        let twice = [marker(0, 0, None), marker(0, 0, None)];
        let three = DispatchOptions { seed: 0, markers_per_copy: 3 };
        for refused in [
            dispatch(&[], &[], &options(0)),
            dispatch(&[], &twice, &options(0)),
            dispatch(&[copy(0, &[]), copy(0, &[])], &markers, &options(0)),
            dispatch(&[], &markers, &three),
        ] {
            assert_eq!(refused.unwrap_err().code(), Code::PlanInvalid);
        }
        assert!(dispatch(&[], &markers, &options(0)).unwrap().copies.is_empty());
    }

    proptest! {
        #[test]
        fn nobody_gets_more_than_must_be(
            wards in prop::collection::vec(prop::collection::vec(0usize..5, 0..3), 0..40),
            before in prop::collection::vec(0usize..6, 1..5), seed in 0u64..1_000,
        ) {
            let copies: Vec<_> = wards.iter().enumerate().map(|(number, never)| copy(number, never)).collect();
            let markers: Vec<_> = before.iter().enumerate().map(|(number, load)| marker(number, *load, None)).collect();
            let dealt = dispatch(&copies, &markers, &options(seed)).unwrap();
            let total: usize = loads(&dealt).iter().sum();
            let given = dealt.copies.iter().filter(|dealt| !dealt.left).count();
            prop_assert_eq!(total, before.iter().sum::<usize>() + given);
            for (waiting, Dealt { copy, markers: given, .. }) in copies.iter().zip(&dealt.copies) {
                prop_assert_eq!(&waiting.copy, copy);
                prop_assert!(given.iter().all(|marker| !waiting.never.contains(marker)));
                let anybody = markers.iter().any(|marker| !waiting.never.contains(&marker.id));
                prop_assert_eq!(!given.is_empty(), anybody);
            }
            // Without wards, what was dealt out is level.
            if wards.iter().all(Vec::is_empty) {
                let (most, least) = (loads(&dealt).into_iter().max().unwrap(), loads(&dealt).into_iter().min().unwrap());
                let highest = before.iter().copied().max().unwrap();
                prop_assert!(most - least <= 1 || most == highest);
            }
        }

        /// Small exams, every way to deal them out tried: none deals more, the urgent first, and none is more even.
        #[test]
        fn no_other_way_is_better(
            wards in prop::collection::vec((prop::collection::vec(0usize..3, 0..2), 0i32..3), 0..5),
            before in prop::collection::vec((0usize..4, 0usize..5), 1..4), twice in any::<bool>(), seed in 0u64..1_000,
        ) {
            let copies: Vec<_> = wards.iter().enumerate()
                .map(|(number, (never, priority))| Waiting { priority: *priority, ..copy(number, never) })
                .collect();
            let markers: Vec<_> = before.iter().enumerate()
                .map(|(number, (load, room))| marker(number, *load, (*room < 4).then_some(load + room)))
                .collect();
            let each = 1 + usize::from(twice);
            let dealt = dispatch(&copies, &markers, &DispatchOptions { seed, markers_per_copy: each }).unwrap();
            for ((_, load), marker) in dealt.loads.iter().zip(&markers) {
                prop_assert!(marker.quota.is_none_or(|quota| *load <= quota));
            }
            let squares = |loads: &[usize]| loads.iter().map(|load| load * load).sum::<usize>();
            let given: Vec<usize> = dealt.copies.iter().map(|dealt| dealt.markers.len()).collect();
            let mut all = Vec::new();
            let loads_before: Vec<usize> = markers.iter().map(|marker| marker.load).collect();
            every_way((&copies, &markers, each), &mut Vec::new(), &loads_before, &mut all);
            let most = all.iter().map(|(given, _)| given.iter().sum::<usize>()).max().unwrap();
            prop_assert_eq!(given.iter().sum::<usize>(), most);
            let same = all.iter().filter(|(other, _)| *other == given);
            let evenest = same.map(|(_, loads)| squares(loads)).min().unwrap();
            prop_assert_eq!(squares(&loads(&dealt)), evenest);
            if !twice {
                // Of each priority, together with those above it, as many as can be.
                for least in 0..3 {
                    let urgent = |given: &[usize]| -> usize {
                        given.iter().zip(&copies).filter(|(_, copy)| copy.priority >= least).map(|(one, _)| one).sum()
                    };
                    prop_assert_eq!(urgent(&given), all.iter().map(|(other, _)| urgent(other)).max().unwrap());
                }
            }
        }
    }

    /// How many markers each copy gets, and the loads, in every way that is allowed.
    fn every_way(
        exam: (&[Waiting], &[Marker], usize),
        given: &mut Vec<usize>,
        loads: &[usize],
        all: &mut Vec<(Vec<usize>, Vec<usize>)>,
    ) {
        let (copies, markers, each) = exam;
        let Some(copy) = copies.get(given.len()) else {
            all.push((given.clone(), loads.to_vec()));
            return;
        };
        for chosen in 0u32..1 << markers.len() {
            let mut after = loads.to_vec();
            let places: Vec<usize> = (0..markers.len()).filter(|place| chosen & 1 << place != 0).collect();
            for place in &places {
                after[*place] += 1;
            }
            let may = |place: &usize| {
                let marker = &markers[*place];
                !copy.never.contains(&marker.id) && marker.quota.is_none_or(|quota| after[*place] <= quota)
            };
            if places.len() <= each && places.iter().all(may) {
                given.push(places.len());
                every_way(exam, given, &after, all);
                given.pop();
            }
        }
    }
}
