//! What an office waits for: new totals after a change of the scheme, and whose copy is whose.
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

use std::collections::BTreeSet;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use korrigo_core::Limits;
use korrigo_core::exam::{Mark, Marked, Scheme, Score, Scores};
use korrigo_core::roster::{Roster, match_copies};
use korrigo_fixtures::school::{Reader, School};

/// Twenty questions, of a point each but the last.
fn scheme(last: u32) -> Scheme {
    let items: Vec<_> = (0..20)
        .map(|number| format!(r#"{{"id":"{number}","points":{}}}"#, if number == 19 { last } else { 1 }))
        .collect();
    Scheme::read(format!("[{}]", items.join(",")).as_bytes(), &Limits::default()).unwrap().scheme
}

fn rescoring(criterion: &mut Criterion) {
    let (old, new) = (scheme(1), scheme(2));
    let scores = |copy: i64| {
        let points = |number: i64| Score::Points(Mark::from_hundredths((copy + number) % 5 * 25).unwrap());
        let scores = (0..20).map(|number| (number.to_string(), points(number))).collect();
        Scores { scores, ..Scores::default() }
    };
    let copies: Vec<_> = (0..10_000).map(scores).collect();
    criterion.bench_function("rescore_10000_copies", |bench| {
        bench.iter(|| {
            let marked = copies.iter().map(|scores| Marked { scores, deltas: &[], variant: None });
            assert_eq!(black_box(old.rescore(&new, marked)).len(), 10_000);
        });
    });
}

fn matching(criterion: &mut Criterion) {
    let reader = Reader { letters: 0.05, digits: 0.0, wrong_digit: 0.02, missing: 0.01, sheets: 1 };
    let mut school = School::new(1, 3_000);
    let roster = Roster::read(school.csv().as_bytes(), &Limits::default()).unwrap();
    let readings: Vec<_> = serde_json::from_str(&school.readings(&reader)).unwrap();
    let mut group = criterion.benchmark_group("match");
    group.sample_size(10);
    group.bench_function("3000_copies_to_3000_candidates", |bench| {
        bench.iter(|| black_box(match_copies(&roster, &readings, &BTreeSet::new()).unwrap()));
    });
    group.finish();
}

criterion_group!(benches, rescoring, matching);
criterion_main!(benches);
