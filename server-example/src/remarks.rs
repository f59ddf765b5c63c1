//! What a person should know of the files that were given, though they could be opened.
//!
//! Knows kinds, files and sentences. Decides nothing: doubts about the pages themselves are reasons of
//! the plan.

use korrigo_core::booklet::Language;
use korrigo_core::roster::RosterRemark;
use serde::Serialize;

use crate::text;

/// A remark about a given file: its kind and name for programs, a sentence for people.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Remark {
    /// The file does not say how large these pages were (from 0): 300 dpi was taken.
    DensityAssumed {
        /// What the scan is called.
        file: String,
        /// Pages of the scan, from 0.
        pages: Vec<usize>,
    },
    /// A file of a given folder that is no scan.
    LeftOut {
        /// Its path.
        file: String,
    },
    /// A paper that belongs to no graded copy.
    NotGraded {
        /// Its path.
        file: String,
    },
    /// A line of the roster repeats what an earlier one says of a candidate.
    RosterDuplicate {
        /// The line.
        line: usize,
        /// The earlier line.
        first: usize,
    },
    /// In a line of the roster nothing tells the surname from the first name.
    RosterNameGuessed {
        /// The line.
        line: usize,
    },
    /// Something was not where the file says and had to be looked for or left out.
    Repaired {
        /// What the scan is called.
        file: String,
    },
    /// The same bytes as an earlier file; taken once.
    SameAs {
        /// What the scan is called.
        file: String,
        /// What the earlier one is called.
        first: String,
    },
}

impl Remark {
    /// What a person reads.
    pub(crate) fn sentence(&self, language: Language) -> String {
        let said = |english: &str, french: &str| text::pick(language, english, french).to_owned();
        match self {
            Self::DensityAssumed { file, .. } => said(
                &format!("{file} does not say how large its pages are; 300 dpi are assumed"),
                &format!("{file} ne dit pas la taille de ses pages ; on suppose 300 ppp"),
            ),
            Self::LeftOut { file } => said(
                &format!("left out, because it is no scan: {file}"),
                &format!("laissé de côté, car ce n'est pas une numérisation : {file}"),
            ),
            Self::NotGraded { file } => said(
                &format!("left out, because no graded copy has this id: {file}"),
                &format!("laissé de côté, car aucune copie corrigée n'a cet identifiant : {file}"),
            ),
            Self::Repaired { file } => said(
                &format!("{file} is damaged and was repaired while reading"),
                &format!("{file} est abîmé et a été réparé à la lecture"),
            ),
            Self::RosterDuplicate { line, first } => said(
                &format!("line {line} of the roster repeats line {first}"),
                &format!("la ligne {line} de la liste répète la ligne {first}"),
            ),
            Self::RosterNameGuessed { line } => said(
                &format!("line {line} of the roster: the first word is taken for the surname"),
                &format!("ligne {line} de la liste : le premier mot est pris pour le nom"),
            ),
            Self::SameAs { file, first } => said(
                &format!("{file} is the same as {first}; it is taken once"),
                &format!("{file} est identique à {first} ; il n'est pris qu'une fois"),
            ),
        }
    }
}

impl From<RosterRemark> for Remark {
    fn from(remark: RosterRemark) -> Self {
        match remark {
            RosterRemark::Duplicate { line, first, .. } => Self::RosterDuplicate { line, first },
            RosterRemark::NameGuessed { line } => Self::RosterNameGuessed { line },
        }
    }
}
