//! `korrigo render`: pages as pictures.

use std::path::Path;
use std::sync::Mutex;

use korrigo_core::document::Document;
use korrigo_core::progress::checkpoint;
use korrigo_core::raster::{self, Colour, Format, RasterOptions};
use korrigo_core::{Code, Error, Observer};
use rayon::prelude::*;
use serde::Serialize;

use crate::cli::{self, Picture};
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::inputs;
use crate::output::{self, Folder};
use crate::progress::Progress;
use crate::screen::Screen;
use crate::text;

/// `{"pages":[{"page","width","height","file"}]}`: what was drawn, in pixels.
#[derive(Serialize)]
struct Drawn {
    pages: Vec<DrawnPage>,
}

#[derive(Serialize)]
struct DrawnPage {
    page: usize,
    width: u32,
    height: u32,
    file: String,
}

/// Runs the command.
pub(crate) fn run(options: &cli::Render, screen: Screen) -> Result<Exit> {
    let drawn = match (&options.output, &options.all) {
        (Some(path), _) => one(options, path, screen)?,
        (None, Some(folder)) => all(options, folder, screen)?,
        (None, None) => Vec::new(),
    };
    let drawn = Drawn { pages: drawn };
    screen.result(&drawn, || summary(&drawn.pages, screen))?;
    Ok(Exit::Done)
}

fn one(options: &cli::Render, path: &Path, screen: Screen) -> Result<Vec<DrawnPage>> {
    let format = format_of(path)?;
    output::check_file(path, options.force)?;
    let document = open(options, screen)?;
    let (page, bytes) = draw(&document, options, options.page, format, path.display().to_string())?;
    output::write_file(path, &bytes, options.force)?;
    Ok(vec![page])
}

fn all(options: &cli::Render, target: &Path, screen: Screen) -> Result<Vec<DrawnPage>> {
    let folder = Folder::begin(target, options.force, |name| name.starts_with("page-"))?;
    let document = open(options, screen)?;
    let (format, extension) = match options.format {
        Picture::Png => (Format::Png, "png"),
        Picture::Jpg => (Format::Jpeg { quality: QUALITY }, "jpg"),
        Picture::Webp => (Format::Webp, "webp"),
    };
    let progress = Progress::new(screen, "drawing", "dessin");
    let (total, done) = (document.page_count(), Mutex::new(0));
    let pages = (0..total).into_par_iter().map(|index| {
        checkpoint(&progress)?;
        let name = format!("page-{index:04}.{extension}");
        let (page, bytes) = draw(&document, options, index, format, name)?;
        folder.write(&page.file, &bytes)?;
        let mut done = done.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *done += 1;
        progress.on_progress(*done, total);
        Ok(page)
    });
    let pages = pages.collect::<Result<Vec<_>>>()?;
    folder.publish()?;
    Ok(pages)
}

/// Hard to tell from the original at arm's length.
const QUALITY: u8 = 85;

fn open(options: &cli::Render, screen: Screen) -> Result<Document> {
    inputs::open_single(&options.file, &options.reading, screen)
}

fn draw(
    document: &Document,
    options: &cli::Render,
    index: usize,
    format: Format,
    file: String,
) -> Result<(DrawnPage, Vec<u8>)> {
    let colour = if options.grey { Colour::Grey } else { Colour::Rgb };
    let how = RasterOptions { dpi: options.dpi, colour, ..RasterOptions::default() };
    let drawn = raster::page(document, index, &how).and_then(|raster| {
        let bytes = raster.encode(format)?;
        Ok((DrawnPage { page: index, width: raster.width, height: raster.height, file }, bytes))
    });
    drawn.map_err(|error| Failure::of(&options.file, error))
}

fn format_of(path: &Path) -> Result<Format> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("png") => Ok(Format::Png),
        Some("jpg" | "jpeg") => Ok(Format::Jpeg { quality: QUALITY }),
        Some("webp") => Ok(Format::Webp),
        _ => {
            let error = Error::new(Code::InvalidExtension, "the name of the picture says no format")
                .hint("let it end in .png, .jpg or .webp");
            Err(Failure::of(path, error))
        }
    }
}

fn summary(pages: &[DrawnPage], screen: Screen) -> Vec<String> {
    let lines = pages.iter().map(|page| format!("{}: {} x {} pixels", page.file, page.width, page.height));
    let total = text::count(screen.language, pages.len(), "page", "pages");
    lines.chain((pages.len() > 1).then_some(total)).collect()
}
