//! The header of a list: what separates the cells, and what each column holds.
//!
//! Knows how French school software and English ones call their columns. Knows no file and no encoding.

use super::candidate::Candidate;
use super::lines::{Fault, Line};
use super::name::{self, Order, normalise};

/// What a column holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    BirthDate,
    Class,
    Email,
    FirstName,
    /// Surname and first name together.
    FullName(Order),
    Group,
    LastName,
    /// English `Name`: with a first name beside it the surname, with a surname the first name, alone both.
    Name,
    /// The candidate number; the lowest rank is the one that counts.
    Number(u8),
    Other,
}

/// How to read the lines below a header.
#[derive(Debug)]
pub(super) struct Columns {
    separator: u8,
    kinds: Vec<Kind>,
    /// The column of the candidate number.
    number: Option<usize>,
}

impl Columns {
    /// Reads a header; `None` when no column holds names.
    pub(super) fn of(header: &str) -> Option<Self> {
        // The separator is the one that makes most columns known; a header of one column has none.
        let readings = [b';', b',', b'\t'].map(|separator| {
            let kinds: Vec<Kind> = cells(header, separator).iter().map(|cell| kind(cell)).collect();
            let known = kinds.iter().filter(|kind| **kind != Kind::Other).count();
            (known, kinds.len(), separator, kinds)
        });
        let best = readings.into_iter().rev().max_by_key(|(known, count, ..)| (*known, *count))?;
        let (.., separator, mut kinds) = best;
        let has = |kinds: &[Kind], wanted| kinds.contains(&wanted);
        let name = match (has(&kinds, Kind::LastName), has(&kinds, Kind::FirstName)) {
            (false, true) => Kind::LastName,
            (true, false) => Kind::FirstName,
            (true, true) => Kind::Other,
            (false, false) => Kind::FullName(Order::FirstNameFirst),
        };
        for kind in kinds.iter_mut().filter(|kind| **kind == Kind::Name) {
            *kind = name;
        }
        // `Nom` without a column of first names holds both.
        if !has(&kinds, Kind::FirstName) {
            for kind in kinds.iter_mut().filter(|kind| **kind == Kind::LastName) {
                *kind = Kind::FullName(Order::LastNameFirst);
            }
        }
        let named = kinds.iter().any(|kind| matches!(kind, Kind::LastName | Kind::FullName(_)));
        let rank = |(place, kind): (usize, &Kind)| match kind {
            Kind::Number(rank) => Some((*rank, place)),
            _ => None,
        };
        let number = kinds.iter().enumerate().filter_map(rank).min().map(|(_, place)| place);
        named.then_some(Self { separator, kinds, number })
    }

    /// The candidate of a line, and whether the surname was guessed; `None` for a line without content.
    pub(super) fn candidate(&self, line: &Line<'_>) -> Result<Option<(Candidate, bool)>, Fault> {
        if line.open {
            return Err(Fault::Quote);
        }
        let cells = cells(line.text, self.separator);
        if cells.iter().all(String::is_empty) {
            return Ok(None);
        }
        if cells.iter().skip(self.kinds.len()).any(|cell| !cell.is_empty()) {
            return Err(Fault::Cells);
        }
        let mut candidate = Candidate { line: line.number, ..Candidate::default() };
        let mut guessed = false;
        for (place, (kind, cell)) in self.kinds.iter().zip(cells).enumerate() {
            if !matches!(kind, Kind::Other) && !is_blank(&cell) {
                guessed |= self.take(&mut candidate, (place, *kind), cell)?;
            }
        }
        if normalise(&candidate.last_name).is_empty() {
            Err(Fault::NoName)
        } else {
            Ok(Some((candidate, guessed)))
        }
    }

    /// Puts one cell where it belongs; tells whether the surname was guessed.
    fn take(
        &self,
        candidate: &mut Candidate,
        (place, kind): (usize, Kind),
        cell: String,
    ) -> Result<bool, Fault> {
        if cell.contains('\n') && kind != Kind::Group {
            return Err(Fault::Quote);
        }
        if cell
            .chars()
            .any(|letter| letter == char::REPLACEMENT_CHARACTER || (letter.is_control() && letter != '\n'))
        {
            return Err(Fault::Characters);
        }
        match kind {
            Kind::BirthDate if candidate.birth_date.is_none() => {
                candidate.birth_date = Some(cell.parse().map_err(|_| Fault::BirthDate)?);
            }
            Kind::Class => fill(&mut candidate.class, cell),
            Kind::Email => {
                if !cell.contains('@') {
                    return Err(Fault::Email);
                }
                if candidate.email.is_none() {
                    candidate.email = Some(cell);
                } else {
                    candidate.also.push(cell);
                }
            }
            Kind::FirstName if candidate.first_name.is_empty() => candidate.first_name = spaced(&cell),
            Kind::FullName(order) if candidate.last_name.is_empty() => {
                let split = name::split(&cell, order);
                (candidate.last_name, candidate.first_name) = (split.last_name, split.first_name);
                return Ok(split.guessed);
            }
            Kind::LastName if candidate.last_name.is_empty() => candidate.last_name = spaced(&cell),
            // A second surname, such as the one of birth beside the one of use.
            Kind::FirstName | Kind::FullName(_) | Kind::LastName => candidate.also.push(spaced(&cell)),
            Kind::Group => {
                let groups =
                    cell.split([',', ';', '|', '\n']).map(str::trim).filter(|group| !group.is_empty());
                candidate.groups.extend(groups.map(str::to_owned));
            }
            Kind::Number(_) => {
                if is_rounded(&cell) {
                    return Err(Fault::Rounded);
                }
                if self.number == Some(place) {
                    candidate.number = Some(cell);
                } else {
                    candidate.also.push(cell);
                }
            }
            Kind::BirthDate | Kind::Name | Kind::Other => {}
        }
        Ok(false)
    }
}

fn fill(field: &mut Option<String>, cell: String) {
    field.get_or_insert(cell);
}

/// One space between words.
fn spaced(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What people type into a cell that has nothing to say.
fn is_blank(cell: &str) -> bool {
    cell.chars().all(|character| matches!(character, '-' | '–' | '—' | '/' | '.' | '?'))
}

/// `1,23457E+11`: what is left of a long number in a spreadsheet.
fn is_rounded(cell: &str) -> bool {
    let Some((digits, power)) = cell.split_once(['E', 'e']) else { return false };
    let whole = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.split_once([',', '.']).is_some_and(|(whole_part, decimals)| whole(whole_part) && whole(decimals))
        && power.strip_prefix('+').is_some_and(whole)
}

/// The cells of one line, trimmed, and taken out of the formula that keeps a spreadsheet from changing a number
/// (`="007"`).
fn cells(line: &str, separator: u8) -> Vec<String> {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(separator).trim(csv::Trim::All);
    let mut reader = builder.buffer_capacity(line.len().clamp(16, 1 << 13)).from_reader(line.as_bytes());
    let mut record = csv::StringRecord::new();
    // The text is UTF-8 and the lines may have any number of cells: nothing is left to fail.
    if !reader.read_record(&mut record).unwrap_or(false) {
        return Vec::new();
    }
    record.iter().map(|cell| formula(cell.trim()).to_owned()).collect()
}

fn formula(cell: &str) -> &str {
    let inner = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.map_or(cell, str::trim)
}

/// What a column holds by its name.
fn kind(cell: &str) -> Kind {
    let plain = normalise(cell);
    let words: Vec<&str> =
        plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let title = words.join(" ");
    let has = |word: &str| words.contains(&word);
    if let Some((_, kind)) = TITLES.iter().find(|(known, _)| *known == title) {
        return *kind;
    }
    let starts = |start: &str| title.starts_with(start);
    if starts("ne e le") || (has("date") && (has("naissance") || has("birth"))) {
        Kind::BirthDate
    } else if has("mail") || has("email") || has("courriel") || has("mel") {
        Kind::Email
    } else if has("nom") && (has("prenom") || has("prenoms")) {
        Kind::FullName(if starts("prenom") { Order::FirstNameFirst } else { Order::LastNameFirst })
    } else if starts("prenom") {
        Kind::FirstName
    } else if starts("nom ") {
        Kind::LastName
    } else if starts("groupe") || starts("specialite") || starts("option") {
        Kind::Group
    } else if has("ine") {
        Kind::Number(0)
    } else if has("candidat") || has("candidate") {
        Kind::Number(1)
    } else {
        Kind::Other
    }
}

/// Titles of columns as [`normalise`] writes them, without punctuation.
const TITLES: &[(&str, Kind)] = &[
    ("birth date", Kind::BirthDate),
    ("birthdate", Kind::BirthDate),
    ("birthday", Kind::BirthDate),
    ("born", Kind::BirthDate),
    ("date naiss", Kind::BirthDate),
    ("date of birth", Kind::BirthDate),
    ("dob", Kind::BirthDate),
    ("naissance", Kind::BirthDate),
    ("ne le", Kind::BirthDate),
    ("nee le", Kind::BirthDate),
    ("class", Kind::Class),
    ("classe", Kind::Class),
    ("classes", Kind::Class),
    ("div", Kind::Class),
    ("division", Kind::Class),
    ("section", Kind::Class),
    ("structure", Kind::Class),
    ("adresse electronique", Kind::Email),
    ("first name", Kind::FirstName),
    ("first names", Kind::FirstName),
    ("firstname", Kind::FirstName),
    ("forename", Kind::FirstName),
    ("given name", Kind::FirstName),
    ("givenname", Kind::FirstName),
    ("1er prenom", Kind::FirstName),
    ("candidat", Kind::FullName(Order::LastNameFirst)),
    ("candidats", Kind::FullName(Order::LastNameFirst)),
    ("eleve", Kind::FullName(Order::LastNameFirst)),
    ("eleves", Kind::FullName(Order::LastNameFirst)),
    ("etudiant", Kind::FullName(Order::LastNameFirst)),
    ("identite", Kind::FullName(Order::LastNameFirst)),
    ("nom complet", Kind::FullName(Order::LastNameFirst)),
    ("candidate", Kind::FullName(Order::FirstNameFirst)),
    ("full name", Kind::FullName(Order::FirstNameFirst)),
    ("fullname", Kind::FullName(Order::FirstNameFirst)),
    ("pupil", Kind::FullName(Order::FirstNameFirst)),
    ("student", Kind::FullName(Order::FirstNameFirst)),
    ("student name", Kind::FullName(Order::FirstNameFirst)),
    ("eds", Kind::Group),
    ("group", Kind::Group),
    ("groups", Kind::Group),
    ("enseignements de specialite", Kind::Group),
    ("family name", Kind::LastName),
    ("last name", Kind::LastName),
    ("lastname", Kind::LastName),
    ("nom", Kind::LastName),
    ("surname", Kind::LastName),
    ("name", Kind::Name),
    ("ine", Kind::Number(0)),
    ("identifiant national", Kind::Number(0)),
    ("numero national", Kind::Number(0)),
    ("candidate number", Kind::Number(1)),
    ("numero", Kind::Number(2)),
    ("number", Kind::Number(2)),
    ("no", Kind::Number(2)),
    ("n inscription", Kind::Number(2)),
    ("numero d inscription", Kind::Number(2)),
    ("matricule", Kind::Number(2)),
    ("numero etudiant", Kind::Number(2)),
    ("student id", Kind::Number(2)),
    ("student number", Kind::Number(2)),
    ("id", Kind::Number(3)),
    ("id number", Kind::Number(3)),
    ("identifiant", Kind::Number(3)),
    ("login", Kind::Number(4)),
    ("user name", Kind::Number(4)),
    ("username", Kind::Number(4)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_written_as_they_are_compared() {
        for (title, kind_) in TITLES {
            assert_eq!(normalise(title), *title);
            assert_eq!(kind(&title.to_uppercase()), *kind_);
        }
    }

    #[test]
    fn titles_of_school_software() {
        for (title, wanted) in [
            ("Né(e) le", Kind::BirthDate),
            ("Date de naissance", Kind::BirthDate),
            ("DATE_NAISSANCE", Kind::BirthDate),
            ("Date of birth", Kind::BirthDate),
            ("Lieu de naissance", Kind::Other),
            ("Nom de naissance", Kind::LastName),
            ("Nom d’usage", Kind::LastName),
            ("NOM_PRENOM", Kind::FullName(Order::LastNameFirst)),
            ("Prénom Nom", Kind::FullName(Order::FirstNameFirst)),
            ("Prénoms", Kind::FirstName),
            ("Prénom 1", Kind::FirstName),
            ("Adresse E-mail", Kind::Email),
            ("E-MAIL", Kind::Email),
            ("Mél", Kind::Email),
            ("N° INE", Kind::Number(0)),
            ("N° candidat", Kind::Number(1)),
            ("Numéro de candidat", Kind::Number(1)),
            ("N°", Kind::Other),
            ("Groupes", Kind::Group),
            ("Spécialités", Kind::Group),
            ("Sexe", Kind::Other),
            ("Nombre", Kind::Other),
        ] {
            assert_eq!(kind(title), wanted, "{title}");
        }
    }

    #[test]
    fn spreadsheets_round_long_numbers() {
        for cell in ["1,23457E+11", "2.0E+09"] {
            assert!(is_rounded(cell));
        }
        for cell in ["123456789AB", "12E5", "0E+", "1,5", "", "E", "080012345E+"] {
            assert!(!is_rounded(cell), "{cell}");
        }
    }
}
