//! What papers are called where they leave: names of files that are safe everywhere, each once.
//!
//! Knows what file systems refuse or read as a path. Knows no file system.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::cell::one_line;
use super::mark_book::MarkBookRow;

/// The longest part of a name, in bytes: three of them and an ending stay below the 255 of file systems.
const MAX_PART: usize = 72;

/// The name of a copy's file, without its ending: its anonymous id; `NOM_Prenom_MATH-0417` where names are asked for
/// and the candidate is known. `None` for a copy without an id, unless a name tells it.
///
/// ```
/// use korrigo_core::export::{MarkBookRow, paper_name};
/// use korrigo_core::roster::Candidate;
///
/// let candidate = Candidate { last_name: "D’ALMEÏDA".into(), first_name: "Zoé ../x".into(), ..Candidate::default() };
/// let row = MarkBookRow {
///     candidate: Some(candidate), anonymous_id: Some("MATH-0417".parse()?), ..MarkBookRow::default()
/// };
/// assert_eq!(paper_name(&row, true).unwrap(), "D-ALMEIDA_Zoe-x_MATH-0417");
/// assert_eq!(paper_name(&row, false).unwrap(), "MATH-0417");
/// # Ok::<(), korrigo_core::Error>(())
/// ```
pub fn paper_name(row: &MarkBookRow, names: bool) -> Option<String> {
    let candidate = row.candidate.as_ref().filter(|_| names);
    let person = candidate.into_iter().flat_map(|candidate| [&*candidate.last_name, &*candidate.first_name]);
    let parts = person.chain(row.anonymous_id.as_ref().map(|id| id.as_str())).map(part);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("_"))
}

/// What an outline calls a copy: its anonymous id; `NOM Prénom (MATH-0417)` where names are asked for and the
/// candidate is known.
pub fn outline_title(row: &MarkBookRow, names: bool) -> Option<String> {
    let id = row.anonymous_id.as_ref().map(|id| id.as_str());
    let Some(candidate) = row.candidate.as_ref().filter(|_| names) else { return id.map(str::to_owned) };
    let name = one_line(&format!("{} {}", candidate.last_name, candidate.first_name));
    Some(id.map_or_else(|| name.clone(), |id| format!("{name} ({id})")))
}

/// Letters and digits; everything else between them is one hyphen. Latin letters lose their accents.
fn part(text: &str) -> String {
    let is_accent = |letter: &char| ('\u{300}'..='\u{36F}').contains(letter);
    let mut out = String::new();
    let mut gap = false;
    for letter in text.nfkd().filter(|letter| !is_accent(letter)).nfc() {
        if !letter.is_alphanumeric() {
            gap = true;
            continue;
        }
        let hyphen = std::mem::take(&mut gap) && !out.is_empty();
        if out.len() + usize::from(hyphen) + letter.len_utf8() > MAX_PART {
            break;
        }
        if hyphen {
            out.push('-');
        }
        out.push(letter);
    }
    out
}

/// Names of files in one folder or archive, made safe, each once: case does not tell two of them apart.
#[derive(Clone, Debug, Default)]
pub struct FileNames {
    taken: BTreeSet<String>,
}

impl FileNames {
    /// A name that nobody has yet, from what somebody would like to call a file: one part of a path, of letters,
    /// digits, `_` and `-` alone, with `ending` behind it. The second of the same name gets `-2`, and so on.
    pub fn take(&mut self, wanted: &str, ending: &str) -> String {
        let parts: Vec<String> =
            wanted.split('_').map(part).filter(|part| !part.is_empty()).take(3).collect();
        let mut stem = if parts.is_empty() { "file".to_owned() } else { parts.join("_") };
        if is_reserved(&stem) {
            stem.push('_');
        }
        let numbered = (2u64..).map(|number| format!("{stem}-{number}"));
        let mut names = std::iter::once(stem.clone()).chain(numbered);
        let free = names.find(|name| self.taken.insert(name.to_lowercase())).unwrap_or(stem);
        format!("{free}.{ending}")
    }
}

/// Names of devices, which Windows takes for no file whatever their ending.
fn is_reserved(stem: &str) -> bool {
    let upper = stem.to_ascii_uppercase();
    let numbered = |device: &str| {
        upper
            .strip_prefix(device)
            .is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(char::is_numeric))
    };
    matches!(&*upper, "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_parts_of_no_path() {
        let mut names = FileNames::default();
        for (wanted, name) in [
            ("../../etc/passwd", "etc-passwd.pdf"),
            ("C:\\Windows\\x", "C-Windows-x.pdf"),
            ("MATH-0417", "MATH-0417.pdf"),
            ("math-0417", "math-0417-2.pdf"),
            ("MATH-0417", "MATH-0417-3.pdf"),
            ("", "file.pdf"),
            ("..", "file-2.pdf"),
            ("nul", "nul_.pdf"),
            ("BEN SALAH_Youssef_MATH-0001", "BEN-SALAH_Youssef_MATH-0001.pdf"),
            ("Élève\u{202e}fdp.exe", "Eleve-fdp-exe.pdf"),
            ("Ольга", "Ольга.pdf"),
        ] {
            assert_eq!(names.take(wanted, "pdf"), name);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_safe_name_of_its_own(texts in prop::collection::vec("[a-c./\\\\_]{0,3}|\\PC{0,90}|[\\s\\S]{0,9}", 0..12)) {
            let mut names = FileNames::default();
            let taken: Vec<String> = texts.iter().map(|text| names.take(text, "pdf")).collect();
            let different: BTreeSet<_> = taken.iter().map(|name| name.to_lowercase()).collect();
            prop_assert_eq!(different.len(), taken.len());
            for name in &taken {
                let stem = name.strip_suffix(".pdf").unwrap();
                prop_assert!(stem.starts_with(char::is_alphanumeric) && name.len() < 255, "{}", name);
                prop_assert!(stem.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_')));
            }
        }
    }
}
