//! korrigo's side of `benches/compare`: does one job several times and prints the seconds of each.
//!
//! `korrigo-bench make DIR SHEETS | open FILE N | open-bytes FILE N | render FILE DPI N | crop FILE N OUT |
//! scan FILE N | split FILE N OUT | redact FILE X Y W H N OUT | flatten FILE N OUT |
//! marks FILE N OUT | crop-size FILE`. Prints one number a line.
//! Knows nothing of the others.
#![expect(clippy::print_stdout, reason = "the numbers are what it is for")]

use std::error::Error;
use std::fs;
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use korrigo_core::Limits;
use korrigo_core::Silent;
use korrigo_core::booklet::{self, Mode};
use korrigo_core::codec::{Edit, jpeg};
use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::flatten::{self, FlattenOptions, Marking};
use korrigo_core::geometry::NormalizedRect;
use korrigo_core::raster::{self, RasterOptions};
use korrigo_core::redact::{self, PlanOptions, RedactOptions, Zone, ZoneReason};
use korrigo_core::split::{self, SplitOptions};
use korrigo_core::typeset::Fonts;
use korrigo_fixtures::scan;
use korrigo_fixtures::sheet::Side;

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["make", folder, sheets] => make(Path::new(folder), sheets.parse()?),
        ["open", file, times] => open(file, times.parse()?),
        ["open-bytes", file, times] => open_bytes(file, times.parse()?),
        ["render", file, dpi, times] => render(file, dpi.parse()?, times.parse()?),
        ["crop", file, times, out] => crop(file, times.parse()?, out),
        ["scan", file, times] => scan_side(file, times.parse()?),
        ["split", file, times, out] => split_batch(file, times.parse()?, Path::new(out)),
        ["redact", file, x, y, w, h, times, out] => {
            let [x, y, w, h] = [x.parse()?, y.parse()?, w.parse()?, h.parse()?];
            hide(file, NormalizedRect::new(x, y, w, h)?, times.parse()?, Path::new(out))
        }
        ["flatten", file, times, out] => flatten_copy(file, times.parse()?, (Path::new(out), false)),
        ["marks", file, times, out] => flatten_copy(file, times.parse()?, (Path::new(out), true)),
        ["crop-size", file] => crop_size(file),
        _ => Err("see the first lines of benches/src/main.rs".into()),
    }
}

/// Writes the samples: a JPEG side, PDFs of one side in three codecs, a page of text, and
/// two batches.
fn make(folder: &Path, sheets: usize) -> Done {
    fs::create_dir_all(folder)?;
    let canvas = korrigo_benches::side(Side::Recto, 300, true, 1);
    let jpeg = korrigo_benches::jpeg(&canvas);
    fs::write(folder.join("side.jpg"), &jpeg.data)?;
    fs::write(folder.join("a3-jpeg.pdf"), scan::pdf(&[jpeg], 300))?;
    let grey = korrigo_benches::jpeg(&canvas.to_grey());
    fs::write(folder.join("grey.jpg"), &grey.data)?;
    fs::write(folder.join("a3-grey.pdf"), scan::pdf(&[grey], 300))?;
    fs::write(folder.join("a3-g4.pdf"), scan::pdf(&[korrigo_benches::group4(&canvas)], 300))?;
    // A right half alone: what a redaction sees of a sheet that was split.
    let half = canvas.part(canvas.width / 2, 0, canvas.width / 2, canvas.height);
    fs::write(folder.join("a4-jpeg.pdf"), scan::pdf(&[korrigo_benches::jpeg(&half)], 300))?;
    fs::write(folder.join("a4-g4.pdf"), scan::pdf(&[korrigo_benches::group4(&half)], 300))?;
    fs::write(folder.join("a3-flate.pdf"), scan::pdf(&[korrigo_benches::flate(&canvas.to_grey())], 300))?;
    let page = korrigo_benches::jpeg(&half);
    fs::write(folder.join("copy-4.pdf"), scan::pdf(&vec![page.clone(); 4], 300))?;
    fs::write(folder.join("copy-100.pdf"), scan::pdf(&vec![page; 100], 300))?;
    let mut text = korrigo_fixtures::pdf::Pdf::new();
    scan::text_page(&mut text, korrigo_fixtures::pdf::Page::a3(), "left", "right");
    fs::write(folder.join("a3-text.pdf"), text.finish())?;
    fs::write(folder.join(format!("batch-{sheets}.pdf")), korrigo_benches::batch(sheets, 300))?;
    Ok(())
}

/// Runs `work` so many times and prints the seconds of each.
fn times<T>(count: usize, mut work: impl FnMut() -> Result<T, Box<dyn Error>>) -> Done {
    for _ in 0..count {
        let start = Instant::now();
        let result = work()?;
        let seconds = start.elapsed().as_secs_f64();
        drop(result);
        println!("{seconds:.6}");
    }
    Ok(())
}

fn open(file: &str, count: usize) -> Done {
    times(count, || {
        let document = korrigo_benches::open(fs::read(file)?)?;
        Ok(document.inspect(&Silent)?)
    })
}

/// The same from bytes that are in memory, as an application that embeds the engine has them.
fn open_bytes(file: &str, count: usize) -> Done {
    let bytes = Arc::new(fs::read(file)?);
    times(count, || {
        let document = Document::open(bytes.clone(), &OpenOptions::default())?;
        Ok(document.inspect(&Silent)?)
    })
}

/// From bytes to findings, one side.
fn scan_side(file: &str, count: usize) -> Done {
    times(count, || {
        let document = korrigo_benches::open(fs::read(file)?)?;
        Ok(korrigo_core::scan::side(&document, 0)?)
    })
}

fn render(file: &str, dpi: f64, count: usize) -> Done {
    times(count, || {
        let document = korrigo_benches::open(fs::read(file)?)?;
        let options = RasterOptions { dpi, ..RasterOptions::default() };
        Ok(raster::page(&document, 0, &options)?)
    })
}

fn crop(file: &str, count: usize, out: &str) -> Done {
    let data = fs::read(file)?;
    times(count, || {
        let header = jpeg::Header::read(&data, &Limits::default())?;
        for (name, half) in ["left", "right"].iter().zip(korrigo_benches::halves(header.width, header.height))
        {
            let edit = Edit { keep: Some(&half), fill: &[255, 128, 128], ..Edit::default() };
            fs::write(format!("{out}-{name}.jpg"), jpeg::edit(&data, &edit, &Limits::default())?.data)?;
        }
        Ok(())
    })
}

fn crop_size(file: &str) -> Done {
    let header = jpeg::Header::read(&fs::read(file)?, &Limits::default())?;
    println!("{} {}", header.width, header.height);
    Ok(())
}

/// From bytes to a file without the zone on its first page, proven and written.
fn hide(file: &str, rect: NormalizedRect, count: usize, out: &Path) -> Done {
    times(count, || {
        let document = korrigo_benches::open(fs::read(file)?)?;
        let zones = vec![Zone { page: 0, rect, reason: ZoneReason::Given }];
        let plan = redact::plan(&document, zones, PlanOptions::default())?;
        let redacted = redact::apply(&document, &plan, &RedactOptions::default())?;
        fs::write(out, redacted.bytes())?;
        Ok(())
    })
}

/// From bytes to a written file with five annotations a page, of every kind.
/// What a paper's pages are called and what is drawn on them is known before, and fonts are read once for many papers.
fn flatten_copy(file: &str, count: usize, (out, marks_only): (&Path, bool)) -> Done {
    let document = korrigo_benches::open(fs::read(file)?)?;
    let pages = korrigo_benches::page_ids(&document);
    let annotations = korrigo_benches::annotations(&pages)?;
    let marking = Marking { annotations: &annotations, summary: None, events: None, ..Marking::default() };
    let fonts = Fonts::standard();
    let mut options = FlattenOptions::default();
    options.marks_only = marks_only;
    times(count, || {
        let document = korrigo_benches::open(fs::read(file)?)?;
        let mut pdf = BufWriter::new(fs::File::create(out)?);
        flatten::write(&document, &pages, &marking, (&fonts, options), &mut pdf)?;
        Ok(())
    })
}

fn split_batch(file: &str, count: usize, out: &Path) -> Done {
    fs::create_dir_all(out)?;
    times(count, || {
        let document = korrigo_benches::open(fs::read(file)?)?;
        let plan = booklet::plan(&[document.shape("batch.pdf")?], Mode::Shape)?;
        split::apply(&plan, &[document], SplitOptions::default(), &Silent, &|copy| {
            let path = out.join(format!("copy-{:04}.pdf", copy.index + 1));
            fs::write(path, &copy.pdf).map_err(|_| {
                korrigo_core::Error::new(korrigo_core::Code::StoreUnavailable, "a copy cannot be written")
            })
        })?;
        Ok(())
    })
}
