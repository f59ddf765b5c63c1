//! Does in Rust alone what the packages' benchmarks do, whenever it is told to, so that both are measured in one run.
//!
//! `cargo run --release -p korrigo-calls --example paired -- [SCAN]`, then lines on stdin. `split 10` splits the first copy
//! ten times and answers with the nanoseconds that took, and with the hundredths of a second of the processor's time since
//! the beginning; so do `open`, `redact` and `flatten`. `write PATH` writes the scan: without SCAN, one of 300 dots an inch.
#![expect(clippy::print_stdout, reason = "what it is for")]

use std::hint::black_box;
use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::time::Instant;

use korrigo_core::booklet::{self, Mode, SplitPlan};
use korrigo_core::copy::Annotation;
use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::flatten::{self, FlattenOptions, Marking};
use korrigo_core::redact::{self, PlanOptions, RedactOptions, RedactionPlan, Zone};
use korrigo_core::split::{self, CopyFile, SplitOptions};
use korrigo_core::typeset::Fonts;
use serde_json::json;

type Failed = Box<dyn std::error::Error>;

/// What the work is done on.
struct Bench {
    bytes: Arc<Vec<u8>>,
    scan: Document,
    plan: SplitPlan,
    file: CopyFile,
    copy: Document,
    zones: RedactionPlan,
    annotations: Vec<Annotation>,
}

fn main() -> Result<(), Failed> {
    let scan = std::env::args().nth(1).map(std::fs::read).transpose()?;
    let bench = Bench::new(scan.unwrap_or_else(|| korrigo_fixtures::demo::exam(300)))?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (what, rest) = line.split_once(' ').ok_or("what, and how often?")?;
        let start = Instant::now();
        if what == "write" {
            std::fs::write(rest, bench.bytes.as_slice())?;
        } else {
            for _ in 0..rest.parse()? {
                bench.work(what)?;
            }
        }
        println!("{} {}", start.elapsed().as_nanos(), processor_time()?);
        io::stdout().flush()?;
    }
    Ok(())
}

/// What all threads took of the processor: user and system time, in hundredths of a second (proc(5)).
fn processor_time() -> Result<u64, Failed> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).map(|ticks| Ok(ticks.parse::<u64>()?)).sum()
}

impl Bench {
    fn new(bytes: Vec<u8>) -> Result<Self, Failed> {
        let bytes = Arc::new(bytes);
        let scan = Document::open(bytes.clone(), &OpenOptions::default())?;
        let plan = booklet::plan(&[scan.shape("scan.pdf")?], Mode::Shape)?;
        let file = split::copy(&plan, 0, std::slice::from_ref(&scan), SplitOptions::default())?;
        let copy = Document::open(Arc::new(file.pdf.clone()), &OpenOptions::default())?;
        let zone: Zone = serde_json::from_value(
            json!({ "page": 0, "x": 0.0, "y": 0.0, "w": 1.0, "h": 0.25, "reason": "given" }),
        )?;
        let zones = redact::plan(&copy, vec![zone], PlanOptions::default())?;
        let page = file.pages.first().ok_or("a copy has pages")?;
        let annotations = serde_json::from_value(json!([{ "id": "a", "page": page, "author": "marker",
            "content": "Bien.", "kind": "COMMENT", "x": 0.2, "y": 0.4, "w": 0.3, "h": 0.1 }]))?;
        Ok(Self { bytes, scan, plan, file, copy, zones, annotations })
    }

    fn work(&self, what: &str) -> Result<(), Failed> {
        match what {
            "open" => {
                black_box(Document::open(self.bytes.clone(), &OpenOptions::default())?);
            }
            "split" => {
                let sources = std::slice::from_ref(&self.scan);
                black_box(split::copy(&self.plan, 0, sources, SplitOptions::default())?);
            }
            "redact" => {
                black_box(redact::apply(&self.copy, &self.zones, &RedactOptions::default())?);
            }
            "flatten" => {
                let marking = Marking { annotations: &self.annotations, ..Marking::default() };
                let (mut pdf, how) = (Vec::new(), (&Fonts::standard(), FlattenOptions::default()));
                flatten::write(&self.copy, &self.file.pages, &marking, how, &mut pdf)?;
                black_box(pdf);
            }
            _ => return Err("open, split, redact or flatten".into()),
        }
        Ok(())
    }
}
