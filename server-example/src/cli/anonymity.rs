//! What can be typed to hide who wrote a paper, and to look for what still tells.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum};
use korrigo_core::geometry::NormalizedRect;
use korrigo_core::redact::{Fill, Zone, ZoneReason};

use super::Reading;

/// Hide parts of pages in the file itself, and prove that nothing is left of them
///
/// Pixels, text, drawings and annotations in the zones are gone in every layer, and so is everything else of
/// the file that no page shows: metadata, attachments, scripts, earlier states. The rest stays as it was, in
/// its own compression. What was written is read again by another reader; a zone in which anything is left
/// refuses the file.
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("what").required(true).multiple(true).args(["zones", "auto"])))]
#[command(after_help = "Examples:
  korrigo redact copy.pdf --auto -o hidden.pdf
  korrigo redact copy.pdf --zone 0:0,0,1,0.25 --zone 4:0,0,1,0.25 -o hidden.pdf
  korrigo redact copy.pdf --auto --fill paper --stamp MATH-0417 -o hidden.pdf

A zone is PAGE:x,y,w,h: the page counted from 0, then left, top, width and height as parts of the page as it
is shown, from its top left corner. 0:0,0,1,0.25 is the upper quarter of the first page.")]
pub(crate) struct Redact {
    /// A PDF, TIFF, JPEG, PNG or ZIP of these
    pub(crate) file: PathBuf,
    /// A part of a page to hide; may be given again
    #[arg(long = "zone", value_name = "PAGE:x,y,w,h", value_parser = zone)]
    pub(crate) zones: Vec<ZoneArgument>,
    /// Find what is to be hidden: headers, barcodes, and the back of a header where it shows through. A file
    /// whose headers are not certain is refused
    #[arg(long)]
    pub(crate) auto: bool,
    /// What hidden parts look like
    #[arg(long, value_enum, default_value_t = FillChoice::White)]
    pub(crate) fill: FillChoice,
    /// Write this into hidden headers and given zones: an anonymous id, in capital letters and digits
    #[arg(long, value_name = "TEXT")]
    pub(crate) stamp: Option<String>,
    /// Remove invisible text everywhere: what a scanner has read off the pages
    #[arg(long)]
    pub(crate) drop_hidden_text: bool,
    /// Where to write the file
    #[arg(short, long, value_name = "OUT.pdf")]
    pub(crate) output: PathBuf,
    /// Replace what is there
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// Look through files for what could still identify someone
///
/// Looks for the given texts in every stream and string, however they are spelled or cut up; for text, ink and
/// annotations in the given zones; and for whatever else may tell: metadata, hidden text and layers, earlier
/// states of the file, attachments, scripts. What is found is told by place, never repeated. Exit code 3 says
/// that something was found.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo audit exam/copies --roster class.csv
  korrigo audit hidden.pdf --needle Martineau --needle 14/03/2008
  korrigo audit hidden.pdf --zone 0:0,0,1,0.25 --json

Handwriting is not read: look at the pages themselves.")]
pub(crate) struct Audit {
    /// PDFs, or folders of them
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// A text to look for, in any spelling; may be given again
    #[arg(long = "needle", value_name = "TEXT")]
    pub(crate) needles: Vec<String>,
    /// A file of texts to look for, one a line
    #[arg(long = "needles", value_name = "FILE")]
    pub(crate) needles_file: Option<PathBuf>,
    /// A CSV list of candidates: names in both orders, birth dates, numbers and addresses are looked for
    #[arg(long, value_name = "CSV")]
    pub(crate) roster: Option<PathBuf>,
    /// A part of a page in which nothing may be left; may be given again
    #[arg(long = "zone", value_name = "PAGE:x,y,w,h", value_parser = zone)]
    pub(crate) zones: Vec<ZoneArgument>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// What hidden parts look like.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum FillChoice {
    /// White
    White,
    /// A light grey that everybody sees
    Grey,
    /// The colour of the paper around it
    Paper,
}

impl From<FillChoice> for Fill {
    fn from(choice: FillChoice) -> Self {
        match choice {
            FillChoice::White => Self::White,
            FillChoice::Grey => Self::Grey,
            FillChoice::Paper => Self::Paper,
        }
    }
}

/// A zone as it was typed: five numbers, not yet known to lie on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ZoneArgument {
    page: usize,
    numbers: [f64; 4],
}

impl ZoneArgument {
    /// The zone.
    ///
    /// # Errors
    /// `zone_invalid` when it does not lie on a page.
    pub(crate) fn zone(&self) -> korrigo_core::Result<Zone> {
        let [x, y, w, h] = self.numbers;
        let rect = NormalizedRect::new(x, y, w, h).map_err(|error| error.on_page(self.page))?;
        Ok(Zone { page: self.page, rect, reason: ZoneReason::Given })
    }
}

fn zone(text: &str) -> Result<ZoneArgument, String> {
    let parsed = text.split_once(':').and_then(|(page, numbers)| {
        let numbers = numbers.split(',').map(|number| number.trim().parse()).collect::<Result<Vec<f64>, _>>();
        Some(ZoneArgument { page: page.trim().parse().ok()?, numbers: numbers.ok()?.try_into().ok()? })
    });
    parsed.ok_or_else(|| "PAGE:x,y,w,h is needed, such as 0:0,0,1,0.25 for the upper quarter".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_five_numbers() {
        assert_eq!(zone("4:0,0.5,1,.25"), Ok(ZoneArgument { page: 4, numbers: [0.0, 0.5, 1.0, 0.25] }));
        for text in ["", "0", "0:0,0,1", "0:0,0,1,1,1", "-1:0,0,1,1", "a:0,0,1,1", "0:0,0,1,x", "0,0,1,1"] {
            assert!(zone(text).is_err(), "{text}");
        }
    }

    #[test]
    fn zones_outside_their_page_are_refused_by_name() {
        for text in ["0:0,0,2,1", "0:-0.5,0,1,1", "0:0,0,0,1", "0:NaN,0,1,1", "0:inf,0,1,1"] {
            assert_eq!(zone(text).unwrap().zone().unwrap_err().code().as_str(), "zone_invalid", "{text}");
        }
        assert!(zone("7:0,0,1,1").unwrap().zone().is_ok());
    }
}
