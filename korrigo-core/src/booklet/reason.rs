//! Why a person should look: a closed list, each with a sentence in French and in English.

use serde::{Deserialize, Serialize};

/// A language of reports and messages.
#[derive(
    Clone, Copy, Debug, Default, Eq, PartialEq, serde::Deserialize, serde::Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

macro_rules! reasons {
    ($($variant:ident, $name:literal, $english:literal, $french:literal;)+) => {
        /// Why a copy or a page needs a person.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Reason {
            $(#[doc = $english] $variant,)+
        }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in plans.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The sentence a person reads.
            pub const fn sentence(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$variant, Language::English) => $english,
                      (Self::$variant, Language::French) => $french,)+
                }
            }
        }
    };
}

reasons! {
    NotExamined, "not_examined",
        "The pages were cut and ordered by their shape alone; nobody has looked at the paper.",
        "Les pages ont été coupées et ordonnées d'après leur seule forme ; personne n'a regardé le papier.";
    NoHeader, "no_header",
        "No header was found where one was expected.",
        "Aucun en-tête n'a été trouvé là où il en fallait un.";
    HeaderUncertain, "header_uncertain",
        "There may be a header here, but it cannot be told for sure.",
        "Il y a peut-être un en-tête ici, sans certitude.";
    HeaderEmpty, "header_empty",
        "The header is there, but nothing is written in it.",
        "L'en-tête est là, mais rien n'y est écrit.";
    MissingSide, "missing_side",
        "One side of a sheet is missing from the scan.",
        "Un côté d'une feuille manque dans la numérisation.";
    MissingSheet, "missing_sheet",
        "A whole sheet seems to be missing.",
        "Une feuille entière semble manquer.";
    SurplusSheet, "surplus_sheet",
        "There is a sheet more than the copy should have.",
        "Il y a une feuille de plus que prévu pour cette copie.";
    DoubledSheet, "doubled_sheet",
        "The same sheet seems to have been scanned twice.",
        "La même feuille semble avoir été numérisée deux fois.";
    SideOrderUncertain, "side_order_uncertain",
        "It cannot be told for sure which side of the sheet is the front.",
        "On ne sait pas avec certitude quel côté de la feuille est le recto.";
    OrientationUncertain, "orientation_uncertain",
        "It cannot be told for sure which way up the page is.",
        "On ne sait pas avec certitude dans quel sens est la page.";
    FoldUncertain, "fold_uncertain",
        "The fold was not found for sure.",
        "Le pli n'a pas été trouvé avec certitude.";
    PageCountUnusual, "page_count_unusual",
        "The copy has an unusual number of pages.",
        "La copie a un nombre de pages inhabituel.";
    PageNumberConflict, "page_number_conflict",
        "The page numbers on the paper contradict the order of the pages.",
        "Les numéros inscrits sur le papier contredisent l'ordre des pages.";
    BlankUncertain, "blank_uncertain",
        "It cannot be told for sure whether somebody wrote on the page.",
        "On ne sait pas avec certitude si quelqu'un a écrit sur la page.";
    QualityRed, "quality_red",
        "The scan is too poor to be marked; scan the page again.",
        "La numérisation est trop mauvaise pour être corrigée ; numérisez la page à nouveau.";
    MixedFormats, "mixed_formats",
        "A single page lies among folded sheets; it is not known whose it is.",
        "Une page simple se trouve parmi des feuilles pliées ; on ne sait pas à qui elle est.";
    ReadersDisagree, "readers_disagree",
        "Two independent readers count different numbers of pages in the file.",
        "Deux lecteurs indépendants ne comptent pas le même nombre de pages dans le fichier.";
    CandidateConflict, "candidate_conflict",
        "Two copies claim the same candidate.",
        "Deux copies revendiquent le même candidat.";
    OddTail, "odd_tail",
        "The last copy of the scan has fewer pages than the others.",
        "La dernière copie de la numérisation a moins de pages que les autres.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_serde_writes() {
        for reason in Reason::ALL {
            assert_eq!(serde_json::to_string(reason).unwrap(), format!("\"{}\"", reason.as_str()));
            for language in [Language::English, Language::French] {
                assert!(reason.sentence(language).ends_with('.'));
            }
        }
        assert_eq!(Reason::ALL.len(), 19);
    }
}
