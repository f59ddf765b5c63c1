use korrigo_core::{Limits, document::{Document, OpenOptions}, raster::{self, RasterOptions, Colour, Format}};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let dpi: f64 = args[2].parse().unwrap();
    let grey = args.get(4).is_some_and(|a| a == "grey");
    let bytes = std::fs::read(&args[1]).unwrap();
    let t = std::time::Instant::now();
    let doc = match Document::open(std::sync::Arc::new(bytes), &OpenOptions { limits: Limits::default(), ..Default::default() }) { Ok(d) => d, Err(e) => { println!("OPEN {e}"); return } };
    let mut slow = (0.0, 0);
    for i in 0..doc.page_count() {
        let t1 = std::time::Instant::now();
        match raster::page(&doc, i, &RasterOptions { dpi, colour: if grey { Colour::Grey } else { Colour::Rgb }, ..Default::default() }) {
            Ok(r) => { if let Some(out) = args.get(3).filter(|o| *o != "-") { std::fs::write(format!("{out}-{i}.png"), r.encode(Format::Png).unwrap()).unwrap(); } }
            Err(e) => println!("PAGE {i} {e} {:?}", e.detail()),
        }
        let s = t1.elapsed().as_secs_f64(); if s > slow.0 { slow = (s, i) }
    }
    println!("OK pages {} total {:.3} slowest {:.3} page {}", doc.page_count(), t.elapsed().as_secs_f64(), slow.0, slow.1);
}
