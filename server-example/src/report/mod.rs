//! The report of a run: one HTML file to look at, print and keep with the copies.
//!
//! What needs a person stands first, then every copy with its pages in reading order. It fetches nothing
//! and links only to the files beside it; it shows names, so it lies among the private files. Knows plans
//! and what was written; decides nothing.

pub(crate) mod html;
mod page;
pub(crate) mod style;

use std::collections::BTreeMap;

use korrigo_core::booklet::{CopyPlan, Language, Reason, SplitPlan};
use korrigo_core::split::NoteKind;

use crate::copies::{Copies, Written};
use crate::handover::{Fate, Totals};
use crate::text;
use html::{escape, push};
use page::Words;

/// Everything the report tells.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    /// What the exam is called.
    pub(crate) exam: Option<&'a str>,
    /// What was decided.
    pub(crate) plan: &'a SplitPlan,
    /// What was written.
    pub(crate) copies: &'a Copies,
    /// What became of the copies, in their order.
    pub(crate) fates: &'a [Fate],
    /// In which language.
    pub(crate) language: Language,
}

impl Report<'_> {
    /// The whole file.
    pub(crate) fn html(&self) -> String {
        let words = Words::new(self.language);
        let title = self.exam.filter(|name| !name.trim().is_empty()).unwrap_or(words.untitled);
        let mut out = String::new();
        push(
            &mut out,
            format_args!(
                "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"robots\" content=\"noindex\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n\
             <title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
                words.tag,
                escape(title),
                style::STYLE,
            ),
        );
        self.push_head(&mut out, title, &words);
        self.push_review(&mut out, &words);
        // What every copy shares is told once, above.
        let shared = self.shared_reasons();
        for (waits, title) in [(true, words.copies_waiting), (false, words.copies)] {
            let mut copies =
                self.plan.copies().iter().filter(|copy| copy.needs_a_person() == waits).peekable();
            if copies.peek().is_some() {
                push(&mut out, format_args!("<h2>{title}</h2>\n"));
            }
            for copy in copies {
                self.push_copy(&mut out, copy, &shared, &words);
            }
        }
        self.push_blank(&mut out, &words);
        push(&mut out, format_args!("<footer>{}</footer>\n</main>\n</body>\n</html>\n", words.confidential));
        out
    }

    fn push_head(&self, out: &mut String, title: &str, words: &Words) {
        let plan = self.plan;
        let pages: usize = plan.copies().iter().map(|copy| copy.pages.len()).sum();
        let waiting = plan.copies().iter().filter(|copy| self.waits(copy)).count();
        push(
            out,
            format_args!(
                "<header>\n<div class=\"brand\">korrigo · {}</div>\n<h1>{}</h1>\n<ul class=\"figures\">\n",
                words.report,
                escape(title)
            ),
        );
        let figures = [
            (plan.sources().len(), (words.scan, words.scans), false),
            (plan.copies().len(), (words.copy, words.copies_lower), false),
            (pages, (words.page, words.pages), false),
            (Totals::of(self.fates).safe, (words.safe_copy, words.safe_copies), false),
            (waiting, (words.copy_to_review, words.copies_to_review), true),
            (plan.review().len(), (words.page_to_place, words.pages_to_place), true),
            (plan.blank().len(), (words.blank_page, words.blank_pages), false),
        ];
        for (place, (number, (one, many), waits)) in figures.into_iter().enumerate() {
            let name = text::number_of(self.language, number, one, many);
            // The first three are always of interest, the others when there are any.
            if place < 3 || number > 0 {
                let class = if waits { " class=\"wait\"" } else { "" };
                push(out, format_args!("<li{class}><b>{number}</b>{name}</li>\n"));
            }
        }
        out.push_str("</ul>\n</header>\n");
    }

    /// What needs a person: pages to place first, then reasons and the copies they are about.
    fn push_review(&self, out: &mut String, words: &Words) {
        push(out, format_args!("<h2>{}</h2>\n", words.needs_a_person));
        let withheld = self.withheld();
        if !self.plan.needs_review() && !self.copies.need_a_person() && withheld.is_empty() {
            push(out, format_args!("<p class=\"box fine\">{}</p>\n", words.nothing_waits));
            return;
        }
        if !self.plan.review().is_empty() {
            push(
                out,
                format_args!(
                    "<div class=\"box wait\">\n<div class=\"head\"><h3>{}</h3></div>\n",
                    words.place_these
                ),
            );
            out.push_str("<ul class=\"pages waiting\">\n");
            for (index, waiting) in self.plan.review().iter().enumerate() {
                page::push_waiting(out, self.plan, waiting, self.copies.review.get(index), words);
            }
            out.push_str("</ul>\n</div>\n");
        }
        let total = self.plan.copies().len();
        let reasons = self.reasons().into_iter();
        let told = reasons.map(|(reason, copies)| (reason.sentence(self.language).to_owned(), copies));
        let noted = self.remarkable_notes().map(|(sentence, copies)| (sentence.to_owned(), copies));
        for (sentence, copies) in told.chain(noted).chain(withheld) {
            push(out, format_args!("<div class=\"box wait\">\n<h3>{sentence}</h3>\n<p>"));
            if copies.len() == total && total > 1 {
                push(out, format_args!("{} ({total})", words.all_copies));
            } else {
                let count = text::count(self.language, copies.len(), words.copy, words.copies_lower);
                push(out, format_args!("{count}{} ", words.colon));
                for (place, index) in copies.iter().enumerate() {
                    let comma = if place == 0 { "" } else { ", " };
                    push(out, format_args!("{comma}<a href=\"#copy-{0:04}\">{0:04}</a>", index + 1));
                }
            }
            out.push_str("</p>\n</div>\n");
        }
    }

    /// Every reason that holds, and the copies it is about.
    fn reasons(&self) -> BTreeMap<Reason, Vec<usize>> {
        let mut reasons: BTreeMap<Reason, Vec<usize>> = BTreeMap::new();
        for copy in self.plan.copies() {
            for reason in &copy.reasons {
                reasons.entry(*reason).or_default().push(copy.index);
            }
        }
        reasons
    }

    /// Why copies are not handed over, and the copies each reason is about.
    fn withheld(&self) -> BTreeMap<String, Vec<usize>> {
        let mut reasons: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, fate) in self.fates.iter().enumerate() {
            if let Fate::Withheld(withheld) = fate {
                reasons.entry(withheld.sentence(self.language)).or_default().push(index);
            }
        }
        reasons
    }

    /// What was noted that a person must look at, and the copies it is about.
    fn remarkable_notes(&self) -> impl Iterator<Item = (&'static str, Vec<usize>)> {
        let kinds = NoteKind::ALL.iter().filter(|kind| kind.needs_a_person());
        kinds.filter_map(|kind| {
            let noted = |written: &&Written| written.summary.notes.iter().any(|note| note.kind == *kind);
            let copies: Vec<_> =
                self.copies.copies.iter().filter(noted).map(|written| written.summary.index).collect();
            (!copies.is_empty()).then(|| (kind.sentence(self.language), copies))
        })
    }

    /// Whether a copy needs a person.
    fn waits(&self, copy: &CopyPlan) -> bool {
        let written = self.copies.copies.get(copy.index);
        copy.needs_a_person()
            || written.is_some_and(|written| written.summary.needs_a_person())
            || matches!(self.fates.get(copy.index), Some(Fate::Withheld(_)))
    }

    fn shared_reasons(&self) -> Vec<Reason> {
        let total = self.plan.copies().len();
        let shared = self.reasons().into_iter().filter(|(_, copies)| copies.len() == total && total > 1);
        shared.map(|(reason, _)| reason).collect()
    }

    fn push_copy(&self, out: &mut String, copy: &CopyPlan, shared: &[Reason], words: &Words) {
        let number = copy.index + 1;
        let written = self.copies.copies.get(copy.index);
        push(
            out,
            format_args!(
                "<section class=\"box copy\" id=\"copy-{number:04}\">\n<div class=\"head\"><h3>{} {number:04}</h3>",
                words.copy_title
            ),
        );
        push(
            out,
            if self.waits(copy) {
                format!("<span class=\"chip wait\">{}</span>", words.to_review)
            } else {
                format!("<span class=\"chip fine\">{}</span>", words.certain)
            },
        );
        let pages = text::count(self.language, copy.pages.len(), "page", "pages");
        push(out, format_args!("<span class=\"soft\">{pages}"));
        if let Some(scan) = page::only_scan(copy).and_then(|source| self.plan.sources().get(source)) {
            push(out, format_args!(" {} {}", words.from, escape(&scan.name)));
        }
        out.push_str("</span>");
        if let Some(candidate) = &copy.candidate {
            let name = format!("{} {}", candidate.last_name, candidate.first_name);
            push(out, format_args!("<span>{}</span>", escape(&name)));
        }
        if let Some(name) = written.and_then(|written| written.summary.file.rsplit('/').next()) {
            push(out, format_args!("<a href=\"identified/{0}\">{0}</a>", escape(name)));
        }
        out.push_str("</div>\n");
        let own: Vec<_> = copy.reasons.iter().filter(|reason| !shared.contains(reason)).collect();
        let own = own.into_iter().map(|reason| reason.sentence(self.language).to_owned());
        let fate = self.fates.get(copy.index).and_then(|fate| match fate {
            Fate::Withheld(withheld) => Some(withheld.sentence(self.language)),
            Fate::Safe(safe) => safe.wiped_sentence(self.language),
        });
        let why: Vec<String> = own.chain(fate).collect();
        if !why.is_empty() {
            out.push_str("<ul class=\"why\">\n");
            for sentence in why {
                push(out, format_args!("<li>{sentence}</li>\n"));
            }
            out.push_str("</ul>\n");
        }
        out.push_str("<ul class=\"pages\">\n");
        for place in 0..copy.pages.len() {
            page::push_planned(out, self.plan, (copy, place), written, words);
        }
        out.push_str("</ul>\n</section>\n");
    }

    fn push_blank(&self, out: &mut String, words: &Words) {
        if self.plan.blank().is_empty() {
            return;
        }
        push(out, format_args!("<h2>{}</h2>\n<ul class=\"box\">\n", words.blank_of_no_copy));
        for blank in self.plan.blank() {
            push(out, format_args!("<li>{}</li>\n", page::origin(self.plan, &blank.placement, words)));
        }
        out.push_str("</ul>\n");
    }
}
