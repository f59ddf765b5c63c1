use korrigo_core::raster::*;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let f = std::fs::File::open(&args[1]).unwrap();
    let mut r = png::Decoder::new(std::io::BufReader::new(f)).read_info().unwrap();
    let mut d = vec![0; r.output_buffer_size().unwrap()]; let i = r.next_frame(&mut d).unwrap();
    let colour = if i.color_type == png::ColorType::Rgb { Colour::Rgb } else { Colour::Grey };
    for c in [png::Compression::Fastest, png::Compression::Fast, png::Compression::Balanced, png::Compression::High] { for filter in [png::Filter::Adaptive, png::Filter::Up, png::Filter::Paeth, png::Filter::NoFilter] {
        let t = std::time::Instant::now(); let mut out = vec![];
        let mut e = png::Encoder::new(&mut out, i.width, i.height); e.set_color(i.color_type); e.set_depth(png::BitDepth::Eight); e.set_compression(c); e.set_filter(filter);
        let mut w = e.write_header().unwrap(); w.write_image_data(&d).unwrap(); w.finish().unwrap();
        println!("{c:?} {filter:?} {} {:.0}ms", out.len(), t.elapsed().as_secs_f64()*1e3); }}
    let raster = Raster { width: i.width, height: i.height, colour, data: d, dpi: 150.0 };
    for f in [Format::Webp, Format::Jpeg{quality:85}] { let t = std::time::Instant::now(); println!("{f:?} {} {:.0}ms", raster.encode(f).unwrap().len(), t.elapsed().as_secs_f64()*1e3); }
}
