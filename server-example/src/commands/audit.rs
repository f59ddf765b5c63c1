//! `korrigo audit`: what could still identify someone.

use std::path::Path;

use korrigo_core::progress::checkpoint;
use korrigo_core::redact::Zone;
use korrigo_core::redact::audit::{self, Audit, AuditFinding, AuditOptions, Needles};
use korrigo_core::{Error, Observer};
use serde::Serialize;

use crate::cli;
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::inputs;
use crate::needles;
use crate::progress::Progress;
use crate::remarks::Remark;
use crate::screen::Screen;
use crate::table::Table;
use crate::text;

/// `{"format","files":[{"file","pages"}],"needles","needles_found","findings":[{"file","kind","page","where",
/// "sure"}],"remarks":[…]}`.
#[derive(Serialize)]
struct Outcome {
    format: &'static str,
    files: Vec<Looked>,
    needles: usize,
    needles_found: usize,
    findings: Vec<Found>,
    remarks: Vec<Remark>,
}

#[derive(Serialize)]
struct Looked {
    file: String,
    pages: usize,
}

#[derive(Serialize)]
struct Found {
    file: String,
    #[serde(flatten)]
    finding: AuditFinding,
}

/// Runs the command.
pub(crate) fn run(options: &cli::Audit, screen: Screen) -> Result<Exit> {
    let limits = options.reading.limits();
    let mut remarks = Vec::new();
    let needles = wanted(options, &mut remarks, screen)?;
    let zones = options.zones.iter().map(cli::ZoneArgument::zone);
    let zones: Vec<Zone> = zones.collect::<Result<_, Error>>()?;
    let files = inputs::find_pdfs(&options.files)?;
    let progress = Progress::new(screen, "auditing", "vérification");
    let (mut looked, mut failures) = (Vec::new(), Vec::new());
    for (done, path) in files.iter().enumerate() {
        progress.on_progress(done, files.len());
        checkpoint(&progress)?;
        let how = AuditOptions {
            zones: &zones,
            password: options.reading.password.as_deref(),
            ..AuditOptions::new(&needles)
        };
        let audited = inputs::read(path, &limits).and_then(|bytes| {
            audit::audit_shared(bytes, &how, &limits).map_err(|error| Failure::of(path, error))
        });
        match audited {
            Ok(audit) => looked.push((path.as_path(), audit)),
            Err(failure) => failures.push(failure),
        }
    }
    drop(progress);
    if let Some(failure) = Failure::join(failures) {
        return Err(failure);
    }
    let outcome = outcome(looked, needles.len(), remarks);
    screen.result(&outcome, || summary(&outcome, screen))?;
    Ok(Exit::review(!outcome.findings.is_empty()))
}

/// Everything to look for.
fn wanted(options: &cli::Audit, remarks: &mut Vec<Remark>, screen: Screen) -> Result<Needles> {
    let limits = options.reading.limits();
    let mut texts = options.needles.clone();
    if let Some(path) = &options.needles_file {
        texts.extend(needles::lines(path, &limits)?);
    }
    if let Some(path) = &options.roster {
        texts.extend(needles::roster(path, &limits, remarks, screen)?.needles());
    }
    let mut seen = std::collections::BTreeSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    Ok(Needles::new(texts))
}

fn outcome(looked: Vec<(&Path, Audit)>, needles: usize, remarks: Vec<Remark>) -> Outcome {
    let mut outcome = Outcome {
        format: Audit::FORMAT,
        files: Vec::new(),
        needles,
        needles_found: 0,
        findings: Vec::new(),
        remarks,
    };
    let mut found = std::collections::BTreeSet::new();
    for (path, audit) in looked {
        let file = path.display().to_string();
        outcome.files.push(Looked { file: file.clone(), pages: audit.pages });
        found.extend(audit.findings.iter().filter_map(|finding| finding.needle));
        let findings = audit.findings.into_iter().map(|finding| Found { file: file.clone(), finding });
        outcome.findings.extend(findings);
    }
    outcome.needles_found = found.len();
    outcome
}

fn summary(outcome: &Outcome, screen: Screen) -> Vec<String> {
    let language = screen.language;
    let mut lines = Vec::new();
    if !outcome.findings.is_empty() {
        let mut table = Table::new([
            screen.pick("file", "fichier"),
            "page",
            screen.pick("what", "quoi"),
            screen.pick("where", "où"),
            screen.pick("sure", "certitude"),
        ]);
        for found in &outcome.findings {
            table.row([
                found.file.clone(),
                found.finding.page.map(|page| page.to_string()).unwrap_or_default(),
                kind(&found.finding),
                found.finding.place.clone(),
                format!("{:.0} %", 100.0 * found.finding.sure),
            ]);
        }
        lines.extend(table.lines());
        lines.push(String::new());
    }
    let needles = text::thousands(language, outcome.needles);
    let of = screen.pick("of", "sur");
    let found = text::thousands(language, outcome.needles_found);
    let findings = text::count(
        language,
        outcome.findings.len(),
        screen.pick("finding", "constat"),
        screen.pick("findings", "constats"),
    );
    let files = text::count(
        language,
        outcome.files.len(),
        screen.pick("file", "fichier"),
        screen.pick("files", "fichiers"),
    );
    let unread = screen.pick("handwriting was not examined", "l'écriture manuscrite n'a pas été examinée");
    let searched = screen.pick("needles;", "textes cherchés ;");
    let (colon, stop) = (screen.pick(":", " :"), screen.pick(";", " ;"));
    lines.push(format!("{files}{colon} {findings}{stop} {found} {of} {needles} {searched} {unread}"));
    lines
}

/// The word that programs read too.
fn kind(finding: &AuditFinding) -> String {
    let word = serde_json::to_value(finding.kind).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
