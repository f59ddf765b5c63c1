//! Whole pages: to pixels, and cut into halves.
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use korrigo_core::Silent;
use korrigo_core::booklet::{self, Mode};
use korrigo_core::raster::{self, Colour, RasterOptions};
use korrigo_core::split::{self, SplitOptions};
use korrigo_fixtures::scan;
use korrigo_fixtures::sheet::Side;

fn raster_page(criterion: &mut Criterion) {
    let canvas = korrigo_benches::side(Side::Recto, 300, true, 1);
    let mut group = criterion.benchmark_group("raster_page");
    for (name, image) in [("jpeg", korrigo_benches::jpeg(&canvas)), ("g4", korrigo_benches::group4(&canvas))]
    {
        let document = korrigo_benches::open(scan::pdf(&[image], 300)).unwrap();
        for (wanted, colour, dpi) in [("grey_75", Colour::Grey, 75.0), ("rgb_150", Colour::Rgb, 150.0)] {
            let options = RasterOptions { dpi, colour, ..RasterOptions::default() };
            group.bench_function(format!("{name}_{wanted}"), |bench| {
                bench.iter(|| raster::page(black_box(&document), 0, &options).unwrap());
            });
        }
    }
    group.finish();
}

fn split_sheet(criterion: &mut Criterion) {
    let document = korrigo_benches::open(korrigo_benches::batch(1, 300)).unwrap();
    let plan = booklet::plan(&[document.shape("sheet.pdf").unwrap()], Mode::Shape).unwrap();
    let sources = [document];
    criterion.bench_function("split_sheet", |bench| {
        bench.iter(|| {
            let options = SplitOptions::default();
            split::apply(black_box(&plan), &sources, options, &Silent, &|copy| {
                black_box(copy);
                Ok(())
            })
            .unwrap();
        });
    });
}

criterion_group!(benches, raster_page, split_sheet);
criterion_main!(benches);
