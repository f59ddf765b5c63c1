//! korrigo for Swift and Kotlin: converts, calls the core once, converts back.
//!
//! Knows which shapes cross the boundary: records, enums and bytes. Knows no rule of the field.
#![expect(clippy::needless_pass_by_value, reason = "what crosses the boundary is owned")]

use std::fmt;
use std::sync::Arc;

use korrigo_core::Silent;
use korrigo_core::document::{self, OpenOptions};

uniffi::setup_scaffolding!();

/// A refusal: `code` is the same string in every language, `also` the codes of other failed checks.
#[derive(Debug, uniffi::Error)]
#[uniffi::export(Display)]
pub enum KorrigoError {
    /// What was asked cannot be done.
    Refused {
        /// A stable name.
        code: String,
        /// What was found, the rule, and what to do.
        reason: String,
        /// The codes of the other checks that failed.
        also: Vec<String>,
    },
}

impl fmt::Display for KorrigoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Refused { reason, .. } = self;
        f.write_str(reason)
    }
}

impl std::error::Error for KorrigoError {}

impl From<korrigo_core::Error> for KorrigoError {
    fn from(error: korrigo_core::Error) -> Self {
        let also = error.also().iter().map(|other| other.code().to_string()).collect();
        Self::Refused { code: error.code().to_string(), reason: error.to_string(), also }
    }
}

/// What is in a PDF.
#[derive(Debug, uniffi::Record)]
pub struct Inspection {
    /// How many pages it has.
    pub page_count: u64,
    /// One a page.
    pub pages: Vec<PageInspection>,
    /// Whether it was encrypted.
    pub encrypted: bool,
    /// Whether it had to be repaired.
    pub repaired: bool,
}

/// One page, as displayed.
#[derive(Debug, uniffi::Record)]
pub struct PageInspection {
    /// Width in points of 1/72 inch.
    pub width_pt: f64,
    /// Height in points of 1/72 inch.
    pub height_pt: f64,
    /// Quarter turns clockwise that the file asks for, in degrees.
    pub rotate: u16,
    /// Pixels an inch of the main image, where there is one.
    pub dpi: Option<f64>,
}

/// What is in a PDF: pages, sizes, encryption, repair.
///
/// # Errors
/// [`KorrigoError::Refused`] with the codes of opening a file.
#[uniffi::export(default(password = None, name = None))]
pub fn inspect(
    data: Vec<u8>,
    password: Option<String>,
    name: Option<String>,
) -> Result<Inspection, KorrigoError> {
    let options =
        OpenOptions { name: name.as_deref(), password: password.as_deref(), ..OpenOptions::default() };
    let found = document::inspect(Arc::new(data), &options, &Silent)?;
    let page = |page: &document::PageInspection| PageInspection {
        width_pt: page.width_pt,
        height_pt: page.height_pt,
        rotate: page.rotate.degrees() as u16,
        dpi: page.dpi,
    };
    Ok(Inspection {
        page_count: found.page_count as u64,
        pages: found.pages.iter().map(page).collect(),
        encrypted: found.encrypted,
        repaired: found.repaired,
    })
}
