//! What can become of a page's parts that is worth telling: a closed list of kinds.
//!
//! Knows nothing of pages or of a paper's content: a note may be logged.

use serde::{Deserialize, Serialize};

use crate::booklet::Language;

macro_rules! kinds {
    ($($variant:ident, $name:literal, $person:literal, $doc:literal, $english:literal, $french:literal;)+) => {
        /// What was done.
        #[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum NoteKind {
            $(#[doc = $doc] $variant,)+
        }

        impl NoteKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Whether a person must look: something of the paper may be missing, or too much may be there.
            pub const fn needs_a_person(self) -> bool {
                match self { $(Self::$variant => $person,)+ }
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

kinds! {
    JpxStoredAsFlate, "jpx_stored_as_flate", false,
        "A JPEG 2000 image was cut and is now stored without loss as Flate.",
        "An image is stored in another way than scanned, without loss.",
        "Une image est enregistrée autrement que numérisée, sans perte.";
    Jbig2StoredAsCcitt, "jbig2_stored_as_ccitt", false,
        "A JBIG2 image was cut and is now stored without loss as CCITT Group 4.",
        "An image is stored in another way than scanned, without loss.",
        "Une image est enregistrée autrement que numérisée, sans perte.";
    Jbig2StoredAsGeneric, "jbig2_stored_as_generic", false,
        "A JBIG2 image was cut and is now stored without loss as one generic region.",
        "An image is stored in another way than scanned, without loss.",
        "Une image est enregistrée autrement que numérisée, sans perte.";
    DamagedImageStoredAsFlate, "damaged_image_stored_as_flate", true,
        "An image's data is damaged: what can be shown of it was decoded and is stored as Flate.",
        "An image is damaged: only what can be shown of it is on the page.",
        "Une image est abîmée : seul ce qui peut en être montré est sur la page.";
    DamagedContentLeftOut, "damaged_content_left_out", true,
        "A part of what the page draws could not be decoded and is not on it; readers leave it out too.",
        "A part of the page is damaged and is not on it.",
        "Une partie de la page est abîmée et n'y figure pas.";
    AnnotationWithoutAppearance, "annotation_without_appearance", false,
        "A note or mark that had no appearance of its own is not on the page.",
        "A note without an appearance of its own is not on the page.",
        "Une annotation sans apparence propre n'est pas sur la page.";
    FieldWithoutAppearance, "field_without_appearance", true,
        "A form field has a value and no appearance of its own: the value is not on the page.",
        "What was typed into a form field is not drawn in the file: it is not on the page.",
        "Ce qui a été saisi dans un champ de formulaire n'est pas dessiné dans le fichier : ce n'est pas sur la page.";
    KeptWhole, "kept_whole", true,
        "The page holds what cannot be cut: all of it is here, the other half included.",
        "The page could not be cut: all of it is in this file, the other half included.",
        "La page n'a pas pu être coupée : elle est entière dans ce fichier, l'autre moitié comprise.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_serde_writes() {
        for kind in NoteKind::ALL {
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{}\"", kind.as_str()));
            for language in [Language::English, Language::French] {
                assert!(kind.sentence(language).ends_with('.'));
            }
        }
    }
}
