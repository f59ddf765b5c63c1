//! Cutting and looking at one A3 side at 300 dpi, in each codec.
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use korrigo_core::Limits;
use korrigo_core::codec::samples::Layout;
use korrigo_core::codec::{Edit, Scale, ccitt, flate, jpeg, predictor};
use korrigo_fixtures::sheet::Side;

fn jpeg_crop(criterion: &mut Criterion) {
    let image = korrigo_benches::jpeg(&korrigo_benches::side(Side::Recto, 300, true, 1));
    let halves = korrigo_benches::halves(image.width, image.height);
    criterion.bench_function("jpeg_crop", |bench| {
        bench.iter(|| {
            halves.each_ref().map(|half| {
                let edit = Edit { keep: Some(half), fill: &[255, 128, 128], ..Edit::default() };
                jpeg::edit(black_box(&image.data), &edit, &Limits::default()).unwrap()
            })
        });
    });
    let mut scales = criterion.benchmark_group("jpeg_grey_scales");
    for scale in Scale::ALL {
        scales.bench_with_input(BenchmarkId::from_parameter(scale as u32), &scale, |bench, scale| {
            bench.iter(|| jpeg::decode_grey(black_box(&image.data), *scale, &Limits::default()).unwrap());
        });
    }
    scales.finish();
}

fn g4_crop(criterion: &mut Criterion) {
    let image = korrigo_benches::group4(&korrigo_benches::side(Side::Recto, 300, false, 1));
    let params = ccitt::Params::group4(image.width, image.height, false);
    let halves = korrigo_benches::halves(image.width, image.height);
    criterion.bench_function("g4_crop", |bench| {
        bench.iter(|| {
            halves.each_ref().map(|half| {
                let edit = Edit { keep: Some(half), fill: &[1], ..Edit::default() };
                ccitt::edit(black_box(&image.data), &params, &edit, &Limits::default()).unwrap()
            })
        });
    });
}

fn flate_crop(criterion: &mut Criterion) {
    let image = korrigo_benches::flate(&korrigo_benches::side(Side::Recto, 300, false, 1));
    let layout = Layout::new(image.width, image.height, 1, 8, &Limits::default()).unwrap();
    let params =
        predictor::Params { predictor: 15, colors: 1, bits: 8, columns: image.width, ..Default::default() };
    let halves = korrigo_benches::halves(image.width, image.height);
    let mut group = criterion.benchmark_group("flate_crop");
    group.sample_size(10);
    group.bench_function("a3", |bench| {
        bench.iter(|| {
            halves.each_ref().map(|half| {
                let edit = Edit { keep: Some(half), fill: &[255], ..Edit::default() };
                flate::edit_image(black_box(&image.data), layout, params, &edit).unwrap()
            })
        });
    });
    group.finish();
}

criterion_group!(benches, jpeg_crop, g4_crop, flate_crop);
criterion_main!(benches);
