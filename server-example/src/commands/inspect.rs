//! `korrigo inspect`: what is in a file, before anything is done with it.

use korrigo_core::document::{ActiveContent, ActiveKind, Inspection, LayerInspection, PageInspection};

use crate::cli;
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::inputs;
use crate::progress::Progress;
use crate::screen::Screen;
use crate::table::Table;
use crate::text;

/// Runs the command.
pub(crate) fn run(options: &cli::Inspect, screen: Screen) -> Result<Exit> {
    let document = inputs::open_single(&options.file, &options.reading, screen)?;
    let progress = Progress::new(screen, "inspecting", "examen");
    let inspection = document.inspect(&progress).map_err(|error| Failure::of(&options.file, error))?;
    drop(progress);
    screen.result(&inspection, || summary(&inspection, screen))?;
    Ok(Exit::Done)
}

fn summary(inspection: &Inspection, screen: Screen) -> Vec<String> {
    let mut lines = vec![text::count(screen.language, inspection.page_count, "page", "pages")];
    if inspection.encrypted {
        lines.push(screen.pick("encrypted", "chiffré").into());
    }
    if inspection.repaired {
        lines.push(screen.pick("damaged, and repaired while reading", "abîmé, réparé à la lecture").into());
    }
    if inspection.readers.lopdf != inspection.readers.hayro {
        lines.push(
            screen
                .pick(
                    "two independent readers count different numbers of pages",
                    "deux lecteurs indépendants ne comptent pas le même nombre de pages",
                )
                .into(),
        );
    }
    if !inspection.active_content.is_empty() {
        let kinds: Vec<_> = inspection.active_content.iter().map(|found| active(found, screen)).collect();
        let start = screen.pick("active content, never copied", "contenu actif, jamais recopié");
        lines.push(format!("{start}: {}", kinds.join(", ")));
    }
    lines.push(String::new());
    lines.extend(pages(&inspection.pages, screen));
    lines
}

/// "3 x link to the network (page 0)".
fn active(found: &ActiveContent, screen: Screen) -> String {
    let name = match found.kind {
        ActiveKind::Javascript => screen.pick("script", "script"),
        ActiveKind::Launch => screen.pick("start of a program", "lancement d'un programme"),
        ActiveKind::EmbeddedFile => screen.pick("attached file", "fichier joint"),
        ActiveKind::Uri => screen.pick("link to the network", "lien vers le réseau"),
        ActiveKind::SubmitForm => screen.pick("form that is sent", "formulaire envoyé"),
        ActiveKind::ImportData => {
            screen.pick("form that is filled from a file", "formulaire rempli par un fichier")
        }
        ActiveKind::RemoteFile => screen.pick("link into another file", "lien vers un autre fichier"),
        ActiveKind::RichMedia => screen.pick("sound or film", "son ou film"),
        ActiveKind::Xfa => screen.pick("XML form", "formulaire XML"),
        ActiveKind::OpenAction => screen.pick("action on opening", "action à l'ouverture"),
        _ => screen.pick("other", "autre"),
    };
    let page = found.page.map(|page| format!(" (page {page})")).unwrap_or_default();
    if found.count > 1 { format!("{} x {name}{page}", found.count) } else { format!("{name}{page}") }
}

fn pages(pages: &[PageInspection], screen: Screen) -> Vec<String> {
    let mut table =
        Table::new(["page", "mm", screen.pick("turned", "tournée"), "dpi", screen.pick("images", "images")]);
    for (index, page) in pages.iter().enumerate() {
        table.row([
            index.to_string(),
            format!("{:.0} x {:.0}", millimetres(page.width_pt), millimetres(page.height_pt)),
            page.rotate.degrees().to_string(),
            page.dpi.map(|dpi| format!("{dpi:.0}")).unwrap_or_default(),
            images(&page.layers),
        ]);
    }
    table.lines()
}

fn millimetres(points: f64) -> f64 {
    points * 25.4 / 72.0
}

/// The first image, and how many more there are.
fn images(layers: &[LayerInspection]) -> String {
    let Some(first) = layers.first() else { return String::new() };
    let bits = first.bits.map(|bits| format!(" {bits} bit")).unwrap_or_default();
    let one = format!("{} {} x {}{bits}", first.codec, first.width, first.height);
    match layers.len() - 1 {
        0 => one,
        more => format!("{one} + {more}"),
    }
}
