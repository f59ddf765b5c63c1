//! Whole lists: as schools export them, with slips, and hostile ones.

use super::*;

fn read(text: &str) -> Result<Roster> {
    Roster::read(text.as_bytes(), &Limits::default())
}

/// Last name, first name, birth date and number of every candidate.
fn people(text: &str) -> Vec<[String; 4]> {
    let roster = read(text).unwrap();
    let told = |candidate: &Candidate| {
        [
            candidate.last_name.clone(),
            candidate.first_name.clone(),
            candidate.birth_date.map(|date| date.to_string()).unwrap_or_default(),
            candidate.number.clone().unwrap_or_default(),
        ]
    };
    roster.candidates().iter().map(told).collect()
}

/// The lines that a refusal names, and why.
fn bad(text: &str) -> Vec<(usize, &'static str)> {
    let error = read(text).unwrap_err();
    let told = |error: &Error| {
        assert_eq!(error.code(), Code::RosterInvalid);
        let number = error.message().strip_prefix("line ").and_then(|rest| rest.split(':').next());
        (number.unwrap().parse().unwrap(), error.detail().unwrap())
    };
    std::iter::once(&error).chain(error.also()).map(told).collect()
}

#[test]
fn lists_as_schools_export_them() {
    let both = [["BEN SALAH", "Youssef", "2007-11-02", ""], ["LE GOFF", "Anne-Marie", "2008-07-29", ""]];
    for text in [
        "Élèves,Né(e) le,Adresse E-mail,Classe,EDS,Groupe\n\
         BEN SALAH Youssef,02/11/2007,y@example.org,T3,\"MATHS, SVT\",G1\n\
         LE GOFF Anne-Marie,29/07/2008,,T3,,\n",
        "Élèves;Né(e) le;Classe\nBEN SALAH Youssef;02/11/2007;T3\nLE GOFF Anne-Marie;29/07/2008;T3",
        "Nom\tPrénom\tDate de naissance\r\nBEN SALAH\tYoussef\t2/11/2007\r\n\r\nLE GOFF\tAnne-Marie\t29.07.2008\r\n",
        "\"First name\",\"Last name\",\"Date of birth\"\n\"Youssef\",\"BEN SALAH\",\"2007-11-02\"\n\
         \"Anne-Marie\",\"LE GOFF\",\"2008-07-29\"\n",
        "\n\nCLASSE;DATE_NAISSANCE;PRENOM;NOM\n;;;\nT3;02/11/2007 00:00:00;Youssef;BEN  SALAH\n\
         T3;29/07/2008;Anne-Marie;LE GOFF\n;;;\n",
        "name;birth date\nYoussef BEN SALAH;02/11/2007\nLe Goff, Anne-Marie;29/07/2008\n",
    ] {
        let found = people(text).into_iter().map(|[last, first, date, number]| {
            let last = if last == "Le Goff" { "LE GOFF".into() } else { last };
            [last, first, date, number]
        });
        assert_eq!(found.collect::<Vec<_>>(), both, "{text}");
    }
}

#[test]
fn everything_a_line_can_say() {
    let roster = read(
        "INE;NOM;PRENOM;NOM D'USAGE;CLASSE;E-MAIL;GROUPES;EDS;LOGIN\n\
         ;;;;;;;;\n\
         =\"080012345AB\";DUPONT;Léa;MARTIN;T 3;lea@example.org;\"G1\nG2\";MATHS | SVT;dupontl\n",
    )
    .unwrap();
    let [candidate] = roster.candidates() else { panic!("one candidate") };
    assert_eq!(candidate.number.as_deref(), Some("080012345AB"));
    assert_eq!((&*candidate.last_name, &*candidate.first_name), ("DUPONT", "Léa"));
    assert_eq!(candidate.class.as_deref(), Some("T 3"));
    assert_eq!(candidate.email.as_deref(), Some("lea@example.org"));
    assert_eq!(candidate.groups, ["G1", "G2", "MATHS", "SVT"]);
    assert_eq!(candidate.also, ["MARTIN", "dupontl"]);
    assert_eq!(candidate.line, 3);
    let needles = roster.needles();
    for text in ["DUPONT Léa", "080012345AB", "MARTIN", "dupontl", "lea@example.org"] {
        assert!(needles.iter().any(|needle| needle == text));
    }
}

#[test]
fn the_number_is_the_best_one() {
    for (header, number) in [
        ("id;INE;n° candidat;nom", "2"),
        ("id;x;N° candidat;nom", "3"),
        ("id;x;y;nom", "1"),
        ("login;numero;id;nom", "2"),
    ] {
        assert_eq!(people(&format!("{header}\n1;2;3;MARTIN Paul\n"))[0][3], number, "{header}");
    }
}

#[test]
fn every_bad_line_is_named_and_nothing_is_taken() {
    let text = "NOM;PRENOM;NE LE;INE;MAIL\n\
        MARTIN;Paul;02/11/2007;1;a@b\n\
        ;Anne;02/11/2007;2;\n\
        \n\
        PETIT;Zoé;31/02/2008;3;\n\
        GRAND;Léo;2008-02-01;4;nowhere\n\
        ROUX;Max;;1,23457E+11;\n\
        NOIR;Lou;;5;;;extra\n\
        B\u{fffd}LAN;Ève;;6;\n\
        BRUN;\"Tom;;7;\n\
        BLANC;Eva;;8;\n";
    assert_eq!(
        bad(text),
        [
            (3, "roster.name"),
            (5, "roster.birth_date"),
            (6, "roster.email"),
            (7, "roster.number"),
            (8, "roster.cells"),
            (9, "roster.characters"),
            (10, "roster.quote"),
        ]
    );
}

#[test]
fn two_slips_with_quotation_marks_are_two_bad_lines() {
    let text = "nom;prenom\n\"MARTIN;Paul\nPETIT;Zoé\n\"GRAND;Léo\nROUX;Max\n";
    assert_eq!(bad(text), [(2, "roster.quote"), (4, "roster.quote")]);
}

#[test]
fn lists_that_are_none() {
    for (text, line) in [
        ("a;b\n1;2\n", "line 1: the header has no column of names"),
        ("MARTIN;Paul\n", "line 1: the header has no column of names"),
        ("prenom;classe\nPaul;T3\n", "line 1: the header has no column of names"),
        ("nom;prenom\n", "there is no candidate in the roster"),
        ("nom;prenom\n\n;\n", "there is no candidate in the roster"),
        (" \n\n", "there is no candidate in the roster"),
    ] {
        let error = read(text).unwrap_err();
        assert_eq!((error.code(), error.message()), (Code::RosterInvalid, line), "{text}");
    }
    assert_eq!(read("").unwrap_err().code(), Code::EmptyFile);
}

#[test]
fn duplicates_and_guesses_are_told() {
    let roster = read(
        "INE;Élève;Né(e) le;Mail\n1;MARTIN Paul;02/11/2007;p@x\n2;Petit Zoé;;\n1;MARTIN Paule;;P@X\n\
         4;Martin PAUL;;\n5;martin paul;02/11/2007;\n",
    )
    .unwrap();
    let duplicate = |line, same| RosterRemark::Duplicate { line, first: 2, same };
    assert_eq!(
        roster.remarks(),
        [
            RosterRemark::NameGuessed { line: 3 },
            duplicate(4, Same::Number),
            duplicate(4, Same::Email),
            RosterRemark::NameGuessed { line: 6 },
            duplicate(6, Same::NameAndBirthDate),
        ]
    );
    assert_eq!(roster.candidates().len(), 5);
}

#[test]
fn candidates_at_the_limit_and_one_past_it() {
    let limits = Limits { max_candidates: 2, ..Limits::default() };
    let list = |count: usize| format!("nom;prenom\n{}", "MARTIN;Paul\n".repeat(count));
    assert!(Roster::read(list(2).as_bytes(), &limits).is_ok());
    let error = Roster::read(list(3).as_bytes(), &limits).unwrap_err();
    assert_eq!((error.code(), error.detail()), (Code::ResourceLimit, Some("limit.candidates")));
}

#[test]
fn nobody_is_named_in_debug_and_errors() {
    let text = "nom;prenom;ne le;mail;ine\nSECRETNAME;Secretfirst;02/11/2007;secret@mail;SECRETNUMBER\n";
    let roster = read(text).unwrap();
    let told = format!("{roster:?} {:?} {:?}", roster.candidates(), roster.remarks());
    assert!(!told.to_lowercase().contains("secret") && !told.contains("2007"), "{told}");
    let error = read(&format!("{text}SECRETNAME;;secretdate;;\n")).unwrap_err();
    let told = format!("{error} {error:?}");
    assert!(!told.to_lowercase().contains("secret"), "{told}");
}

#[test]
fn rosters_are_stored() {
    let roster = read("nom;prenom;ne le\nMARTIN;Paul;02/11/2007\nPETIT;Zoé;\n").unwrap();
    let text = serde_json::to_string(&roster).unwrap();
    assert!(text.contains("\"birth_date\":\"2007-11-02\""), "{text}");
    assert_eq!(serde_json::from_str::<Roster>(&text).unwrap(), roster);
}
