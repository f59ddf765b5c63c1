//! The words of the command line in two languages. Sentences about papers are the core's.

use korrigo_core::Code;
use korrigo_core::booklet::Language;

use crate::cli::Lang;

/// The English or the French one.
pub(crate) const fn pick<'a>(language: Language, english: &'a str, french: &'a str) -> &'a str {
    match language {
        Language::English => english,
        Language::French => french,
    }
}

/// "1 page", "3 pages".
pub(crate) fn count(language: Language, number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", number_of(language, number, one, many))
}

/// A number as it is written for people: `1,240` or `1 240`.
pub(crate) fn thousands(language: Language, number: usize) -> String {
    let digits = number.to_string();
    let separator = pick(language, ",", "\u{202f}");
    let groups = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned());
    groups.collect::<Vec<_>>().join(separator)
}

/// `one` or `many` by the number; French counts 0 as one.
pub(crate) const fn number_of<'a>(language: Language, number: usize, one: &'a str, many: &'a str) -> &'a str {
    if number == 1 || (number == 0 && matches!(language, Language::French)) { one } else { many }
}

/// What the environment says people here read, as POSIX orders the variables.
pub(crate) fn language_of_the_locale() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match set {
        Some(value) if value.starts_with("fr") => Lang::Fr,
        _ => Lang::En,
    }
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::English,
            Lang::Fr => Self::French,
        }
    }
}

/// What a code means, for those the command line can meet.
pub(crate) const fn refusal_in_french(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::EmptyFile => "le fichier est vide",
        Code::FileTooLarge => "le fichier est trop gros",
        Code::InvalidMimeType => "ce n'est pas un fichier que korrigo sait lire",
        Code::InvalidExtension => "le nom du fichier ne correspond pas à son contenu",
        Code::CorruptedPdf => "le fichier est abîmé et ne peut pas être réparé",
        Code::EncryptedPdf => "le fichier demande un mot de passe",
        Code::EmptyPdf => "le fichier n'a aucune page",
        Code::TooManyPages => "le fichier a trop de pages",
        Code::ResourceLimit => "le fichier demande plus de ressources que permis",
        Code::PlanInvalid => "le plan de découpe n'est pas valable",
        Code::ZoneInvalid => "cette zone n'est pas valable",
        Code::MarkInvalid => "une note n'est pas valable",
        Code::AnnotationInvalid => "ce commentaire n'est pas valable",
        Code::SchemeInvalid => "le barème n'est pas valable",
        Code::RosterInvalid => "la liste des candidats n'est pas valable",
        Code::MissingGlyph => "ce texte a un caractère qui ne peut pas être dessiné",
        Code::RedactionUnproven => "l'anonymisation n'a pas pu être prouvée",
        Code::IdentityConflict => "on ne sait pas à qui sont des copies",
        Code::ScoresIncomplete => "il manque des notes",
        Code::NotFound => "introuvable",
        Code::PageNotFound => "cette page n'existe pas",
        Code::Cancelled => "interrompu ; rien n'a été écrit",
        Code::StoreUnavailable => "lecture ou écriture impossible",
        Code::Internal => "défaut de korrigo",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_grouped() {
        let written = [0, 999, 1_240, 1_000_000].map(|number| thousands(Language::English, number));
        assert_eq!(written, ["0", "999", "1,240", "1,000,000"]);
        assert_eq!(thousands(Language::French, 1_240), "1\u{202f}240");
    }

    #[test]
    fn nothing_is_singular_in_french_only() {
        assert_eq!(count(Language::English, 0, "page", "pages"), "0 pages");
        assert_eq!(count(Language::French, 0, "page", "pages"), "0 page");
        assert_eq!(count(Language::French, 2, "page", "pages"), "2 pages");
    }
}
