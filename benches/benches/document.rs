//! Opening and inspecting a batch of scans.
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use korrigo_core::Silent;

fn document(criterion: &mut Criterion) {
    let pdf = korrigo_benches::batch(20, 75);
    criterion.bench_function("open", |bench| {
        bench.iter(|| korrigo_benches::open(black_box(pdf.clone())).unwrap());
    });
    let opened = korrigo_benches::open(pdf).unwrap();
    criterion.bench_function("inspect", |bench| bench.iter(|| black_box(&opened).inspect(&Silent).unwrap()));
}

criterion_group!(benches, document);
criterion_main!(benches);
