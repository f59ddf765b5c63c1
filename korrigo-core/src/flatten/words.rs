//! What the pages and marks of ours say, in French and in English.
//!
//! Knows sentences and how a mark is written. Knows no layout.

use crate::booklet::Language;
use crate::copy::Shape;
use crate::exam::{Mark, Score};

/// The sentences of one language.
#[derive(Clone, Copy)]
pub(super) struct Words(Language);

impl Words {
    pub(super) const fn new(language: Language) -> Self {
        Self(language)
    }

    const fn pick(self, english: &'static str, french: &'static str) -> &'static str {
        match self.0 {
            Language::French => french,
            Language::English => english,
        }
    }

    /// For `/Lang` (RFC 5646).
    pub(super) const fn tag(self) -> &'static str {
        self.pick("en", "fr")
    }

    /// A mark: a decimal comma in French, a true minus sign.
    pub(super) fn mark(self, mark: Mark) -> String {
        mark.to_string().replace('.', self.pick(".", ","))
    }

    /// What a mark adds: `+1`, `-0.5`.
    pub(super) fn delta(self, mark: Mark) -> String {
        let sign = if mark.is_negative() { "" } else { "+" };
        format!("{sign}{}", self.mark(mark))
    }

    /// `1.5 / 2`.
    pub(super) fn out_of(self, mark: Mark, most: Mark) -> String {
        format!("{} / {}", self.mark(mark), self.mark(most))
    }

    pub(super) fn score(self, score: Score) -> String {
        match score {
            Score::Points(points) => self.mark(points),
            Score::NotAnswered => self.pick("not answered", "non traité").to_owned(),
        }
    }

    pub(super) const fn question() -> &'static str {
        "Question"
    }

    pub(super) const fn points() -> &'static str {
        "Points"
    }

    pub(super) const fn remark(self) -> &'static str {
        self.pick("Remark", "Remarque")
    }

    pub(super) const fn total() -> &'static str {
        "Total"
    }

    pub(super) const fn appreciation(self) -> &'static str {
        self.pick("General comment", "Appréciation générale")
    }

    pub(super) const fn notes(self) -> &'static str {
        self.pick("Notes", "Notes")
    }

    pub(super) const fn annotated_points(self) -> &'static str {
        self.pick("Points given on the pages", "Points donnés sur les pages")
    }

    /// The title of a paper that has none.
    pub(super) const fn paper(self) -> &'static str {
        self.pick("Marked paper", "Copie corrigée")
    }

    pub(super) fn copy(self, who: &str) -> String {
        format!("{} {who}", self.pick("Paper of", "Copie de"))
    }

    pub(super) fn marker(self, who: &str) -> String {
        format!("{}{who}", self.pick("Marked by: ", "Correcteur : "))
    }

    pub(super) fn page(number: usize, count: usize) -> String {
        format!("Page {number} / {count}")
    }

    /// Where a note belongs: `Note 3, page 2`.
    pub(super) fn note(number: usize, page: usize) -> String {
        format!("Note {number}, page {page}")
    }

    /// What stands on the page for a note that found no room there.
    pub(super) fn reference(number: usize) -> String {
        format!("→ note {number}")
    }

    /// What stands for a drawing.
    pub(super) fn drawing(self, shape: &Shape) -> &'static str {
        match shape {
            Shape::Highlight { .. } => self.pick("highlighted", "surligné"),
            Shape::Stamp { name, .. } => match name.as_str() {
                "check" => self.pick("right", "juste"),
                "cross" => self.pick("wrong", "faux"),
                "tilde" => self.pick("partly right", "en partie juste"),
                _ => self.pick("unclear", "peu clair"),
            },
            Shape::Line { .. } => self.pick("line", "trait"),
            Shape::Arrow { .. } => self.pick("arrow", "flèche"),
            _ => self.pick("drawing", "dessin"),
        }
    }
}
