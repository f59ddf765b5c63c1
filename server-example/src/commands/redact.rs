//! `korrigo redact`: hide parts of pages in the file itself.

use korrigo_core::document::Document;
use korrigo_core::redact::auto::{self, AutoOptions};
use korrigo_core::redact::{self, AuditSummary, Note, PlanOptions, RedactOptions, UnseenText, Zone};
use serde::Serialize;

use crate::cli;
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::handover::stamps;
use crate::inputs;
use crate::output;
use crate::screen::Screen;
use crate::text;

/// `{"file","pages","bytes","zones":[…],"notes":[…],"audit":{…}}`.
#[derive(Serialize)]
struct Outcome<'a> {
    file: String,
    pages: usize,
    bytes: usize,
    zones: &'a [Zone],
    notes: &'a [Note],
    audit: AuditSummary,
}

/// Runs the command.
pub(crate) fn run(options: &cli::Redact, screen: Screen) -> Result<Exit> {
    output::check_file(&options.output, options.force)?;
    let given = given(options)?;
    let document = inputs::open_single(&options.file, &options.reading, screen)?;
    let redacted = apply(&document, given, options).map_err(|error| Failure::of(&options.file, error))?;
    output::write_file(&options.output, redacted.bytes(), options.force)?;
    let outcome = Outcome {
        file: options.output.display().to_string(),
        pages: redacted.page_count(),
        bytes: redacted.bytes().len(),
        zones: redacted.zones(),
        notes: redacted.notes(),
        audit: redacted.audit(),
    };
    screen.result(&outcome, || summary(&outcome, screen))?;
    Ok(Exit::review(outcome.audit.findings > 0))
}

/// The zones that were typed; all that are none are told together.
fn given(options: &cli::Redact) -> Result<Vec<Zone>> {
    let (mut zones, mut faults) = (Vec::new(), Vec::new());
    for zone in &options.zones {
        zone.zone().map_or_else(|error| faults.push(Failure::from(error)), |zone| zones.push(zone));
    }
    Failure::join(faults).map_or(Ok(zones), Err)
}

fn apply(
    document: &Document,
    mut zones: Vec<Zone>,
    options: &cli::Redact,
) -> korrigo_core::Result<redact::RedactedPdf> {
    let mut backs = Vec::new();
    if options.auto {
        let found = auto::of_document(document, &AutoOptions::default())?;
        zones.extend(found.zones);
        backs = found.backs;
    }
    let unseen_text = if options.drop_hidden_text { UnseenText::Drop } else { UnseenText::Keep };
    let stamps = options.stamp.as_deref().map(|text| stamps(&zones, text)).unwrap_or_default();
    let options = PlanOptions { fill: options.fill.into(), stamps, backs, unseen_text };
    let plan = redact::plan(document, zones, options)?;
    redact::apply(document, &plan, &RedactOptions::default())
}

fn summary(outcome: &Outcome<'_>, screen: Screen) -> Vec<String> {
    let zones = text::count(screen.language, outcome.zones.len(), "zone", "zones");
    let kib = outcome.bytes.div_ceil(1024);
    let mut lines = vec![
        format!("{}: {zones}, {kib} KiB", outcome.file),
        screen
            .pick(
                "nothing is left in the zones; handwriting outside them was not examined",
                "il ne reste rien dans les zones ; l'écriture en dehors n'a pas été examinée",
            )
            .into(),
    ];
    if outcome.audit.findings > 0 {
        let count = text::count(
            screen.language,
            outcome.audit.findings,
            screen.pick("finding elsewhere", "constat ailleurs"),
            screen.pick("findings elsewhere", "constats ailleurs"),
        );
        let look = screen.pick("`korrigo audit` says where", "`korrigo audit` dit où");
        lines.push(format!("{count}: {look}"));
    }
    lines
}
