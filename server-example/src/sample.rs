//! A copy that marks itself, for the demonstration: sample annotations and scores, and the paper that goes back.
//!
//! Knows what a marker could have drawn and given. Nobody read the answers.

use std::sync::Arc;

use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::exam::{AnonymousId, ExamKey, Scheme, Scores};
use korrigo_core::flatten::{self, FlattenOptions, Marking, Summary, exchange};
use korrigo_core::id::PageId;
use korrigo_core::redact::{RedactedPdf, RedactionReceipt};
use korrigo_core::typeset::Fonts;
use korrigo_core::{Code, Error, Limits};
use serde::{Deserialize, Serialize};

use crate::failure::Result;
use crate::output::Folder;
use crate::screen::Screen;

/// Where the marker's side lies.
pub(crate) const FOLDER: &str = "marked";

/// The copy that is marked.
pub(crate) struct Subject<'a> {
    pub(crate) exam: &'a str,
    pub(crate) id: &'a AnonymousId,
    pub(crate) pages: &'a [PageId],
    /// The identified copy, relative to the folder.
    pub(crate) identified: &'a str,
    /// The redacted copy and its record, relative to the folder.
    pub(crate) redacted: (&'a str, &'a str),
}

/// What was written, relative to the folder.
#[derive(Serialize)]
pub(crate) struct Sample {
    /// For the candidate.
    pub(crate) returned: String,
    /// For the marker.
    pub(crate) marker: String,
    annotations: String,
    scheme: String,
    scores: String,
}

/// What lies beside a copy that may be handed over.
#[derive(Deserialize)]
struct Record {
    receipt: RedactionReceipt,
}

impl Subject<'_> {
    /// Marks the copy, and writes both renditions and what they were drawn from.
    ///
    /// # Errors
    /// `store_unavailable`; what is wrong with the copy.
    pub(crate) fn mark(&self, key: &ExamKey, folder: &Folder, screen: Screen) -> Result<Sample> {
        let (limits, fonts) = (Limits::default(), Fonts::standard());
        let [annotations, scheme, scores] = samples(screen);
        let name = |what: &str| format!("{FOLDER}/{}.{what}.json", self.id);
        let sample = Sample {
            returned: format!("private/returned/{}.pdf", self.id),
            marker: format!("{FOLDER}/{}.pdf", self.id),
            annotations: name("annotations"),
            scheme: name("scheme"),
            scores: name("scores"),
        };
        folder.write(&sample.annotations, annotations.as_bytes())?;
        folder.write(&sample.scheme, scheme.as_bytes())?;
        folder.write(&sample.scores, scores.as_bytes())?;
        let drawn = exchange::from_json(annotations.as_bytes(), self.pages, &limits)?.own;
        let scheme = Scheme::read(scheme.as_bytes(), &limits)?.scheme;
        let scores = Scores::read(scores.as_bytes(), &limits)?;
        let summary = Summary {
            exam: self.exam,
            who: self.id.as_str(),
            scores: &scores,
            scheme: Some(&scheme),
            variant: None,
            marker: Some("K. R."),
        };
        let marking =
            Marking { annotations: &drawn, summary: Some(summary), events: None, ..Marking::default() };
        let mut options = FlattenOptions::default();
        options.language = screen.language;
        options.attach = true;

        let identified = Document::open(Arc::new(folder.read(self.identified)?), &OpenOptions::default())?;
        let mut pdf = Vec::new();
        flatten::write(&identified, self.pages, &marking, (&fonts, options), &mut pdf)?;
        folder.write(&sample.returned, &pdf)?;

        let (file, record) = self.redacted;
        let record: Record = serde_json::from_slice(&folder.read(record)?)
            .map_err(|_| Error::new(Code::Internal, "a record that was just written cannot be read"))?;
        let redacted =
            RedactedPdf::from_storage(folder.read(file)?, &record.receipt, &key.derived("receipt")?)?;
        pdf.clear();
        let how = (&fonts, options, &limits);
        flatten::write_for_marker((&redacted, self.id), self.pages, &marking, how, &mut pdf)?;
        folder.write(&sample.marker, &pdf)?;
        Ok(sample)
    }
}

/// Annotations, scheme and scores. They fit any copy of a page or more: all lie on its first page.
fn samples(screen: Screen) -> [String; 3] {
    let said = |english, french| screen.pick(english, french);
    let (seen, why) = (
        said("Well set out.", "Bien présenté."),
        said(
            "Where does this come from? Name the theorem you use, and say why it applies: f is continuous on [0, 1].",
            "D'où vient cette égalité ? Citez le théorème et dites pourquoi il s'applique : f est continue sur [0 ; 1].",
        ),
    );
    let (sign, bonus) = (
        said("A sign is lost: −x ≤ 0.", "Erreur de signe : −x ≤ 0."),
        said("An elegant shortcut.", "Un raccourci élégant."),
    );
    let annotations = format!(
        r##"{{
  "format": "korrigo.annotations/1",
  "annotations": [
    {{"page": 0, "kind": "HIGHLIGHT", "x": 0.12, "y": 0.36, "w": 0.34, "h": 0.025, "content": "{seen}", "question": "1.a"}},
    {{"page": 0, "kind": "STAMP", "name": "check", "x": 0.86, "y": 0.35, "w": 0.05, "h": 0.035}},
    {{"page": 0, "kind": "COMMENT", "x": 0.12, "y": 0.46, "w": 0.4, "h": 0.07, "content": "{why}", "question": "1.b"}},
    {{"page": 0, "kind": "ERROR", "x": 0.2, "y": 0.64, "w": 0.25, "h": 0.03, "content": "{sign}", "question": "2"}},
    {{"page": 0, "kind": "ARROW", "from": [0.6, 0.72], "to": [0.47, 0.66]}},
    {{"page": 0, "kind": "INK", "color": "#c00000", "width": 0.004, "strokes": [[{}]]}},
    {{"page": 0, "kind": "BONUS", "x": 0.2, "y": 0.83, "w": 0.4, "h": 0.05, "content": "{bonus}", "score_delta": "0.5"}}
  ]
}}
"##,
        wave()
    );
    let scheme = format!(
        r#"{{
  "deltas": true,
  "items": [
    {{"id": "1", "label": "{}", "items": [
      {{"id": "1.a", "label": "{}", "points": "4"}},
      {{"id": "1.b", "label": "{}", "points": "6"}}
    ]}},
    {{"id": "2", "label": "{}", "points": "10"}}
  ]
}}
"#,
        said("Continuity", "Continuité"),
        said("Definition", "Définition"),
        said("Intermediate value", "Valeurs intermédiaires"),
        said("Inequality", "Inégalité"),
    );
    let scores = format!(
        r#"{{
  "scores": {{"1.a": "4", "1.b": "3.5", "2": "7"}},
  "remarks": {{"1.b": "{}"}},
  "appreciation": "{}"
}}
"#,
        said("Right, not justified.", "Juste, mais non justifié."),
        said(
            "A serious paper. Say which theorem you use, each time.",
            "Copie sérieuse. Citez à chaque fois le théorème utilisé.",
        ),
    );
    [annotations, scheme, scores]
}

/// A line that a hand drew under an answer, pressed in its middle.
fn wave() -> String {
    let points = (0..=40u32).map(|step| {
        let along = f64::from(step) / 40.0;
        let (x, y) = (0.2 + 0.25 * along, 0.685 + 0.003 * (along * 19.0).sin());
        format!("[{x:.4}, {y:.4}, {:.2}]", 0.3 + 0.6 * (along * 3.1).sin())
    });
    points.collect::<Vec<_>>().join(", ")
}
