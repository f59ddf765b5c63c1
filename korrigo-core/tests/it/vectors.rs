//! Calls of the core with what they give, for every language to make again: `tests/vectors/*.json`, `korrigo.vectors/1`.
//!
//! A vector names an operation of `surface.toml`, its input, and what is expected: a `value`, the SHA-256 of `bytes`, or the
//! `code` of a refusal. Inputs are written by hand; `KORRIGO_BLESS=1` fills in what is expected.
#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "vectors are files of the project, and a fault in them ends the test"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use korrigo_core::dispatch::{DispatchOptions, Marker, Waiting, dispatch};
use korrigo_core::exam::{ExamKey, IdScheme, Mark, Scheme, Scores, anonymous_id, histogram};
use korrigo_core::flatten::exchange::{self, Pages};
use korrigo_core::geometry::{PageGeometry, Rect, Rotation};
use korrigo_core::id::SourceHash;
use korrigo_core::roster::{Roster, normalise};
use korrigo_core::{Limits, Result};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("tests/vectors")
}

/// What a call gives.
enum Given {
    Value(Value),
    Bytes(Vec<u8>),
}

/// A part of an input, as what it means.
fn part<T: DeserializeOwned>(input: &Value, name: &str) -> T {
    serde_json::from_value(input[name].clone()).unwrap_or_else(|error| panic!("{name} of {input}: {error}"))
}

/// A part of an input that is a file: its text.
fn file(input: &Value, name: &str) -> Vec<u8> {
    input[name].as_str().unwrap_or_else(|| panic!("{name} of {input} is no text")).as_bytes().to_vec()
}

fn pages(input: &Value) -> Pages {
    let page = |page: &Value| {
        let visible = Rect::new(0.0, 0.0, part(page, "width"), part(page, "height"));
        let rotation = Rotation::from_degrees(part(page, "rotate")).unwrap();
        (part(page, "id"), PageGeometry::new(visible, rotation, part(page, "user_unit")))
    };
    Pages::new(input["pages"].as_array().unwrap().iter().map(page).collect())
}

/// Makes one call. What has no line here is no vector yet.
fn call(operation: &str, input: &Value) -> Result<Given> {
    let limits = Limits::default();
    let value = |value: Value| Ok(Given::Value(value));
    match operation {
        "dispatch::dispatch" => {
            let (copies, markers): (Vec<Waiting>, Vec<Marker>) =
                (part(input, "copies"), part(input, "markers"));
            let options: DispatchOptions = part(input, "options");
            value(json!(dispatch(&copies, &markers, &options)?))
        }
        "exam::Scheme::complete_total" | "exam::Scheme::missing" => {
            let scheme = Scheme::read(&file(input, "scheme"), &limits)?.scheme;
            let scores = Scores::read(&file(input, "scores"), &limits)?;
            let variant: Option<String> = part(input, "variant");
            if operation.ends_with("missing") {
                return value(json!(scheme.missing(&scores, variant.as_deref())));
            }
            let deltas: Vec<Mark> = part(input, "deltas");
            value(json!(scheme.complete_total(&scores, &deltas, variant.as_deref())?))
        }
        "exam::Scheme::read" => value(json!(Scheme::read(&file(input, "json"), &limits)?)),
        "exam::Scores::read" => value(json!(Scores::read(&file(input, "json"), &limits)?)),
        "exam::anonymous_id" => {
            let key: ExamKey = part::<String>(input, "key").parse()?;
            let scheme = IdScheme::new(&part::<String>(input, "exam"), part(input, "copies"));
            value(json!(anonymous_id(&key, &scheme, part(input, "index"))?))
        }
        "exam::histogram" => {
            let marks: Vec<Mark> = part(input, "marks");
            value(json!(histogram(&marks, part(input, "scale"), part(input, "width"))?))
        }
        "flatten::exchange::from_xfdf" => {
            let all = exchange::from_xfdf(&file(input, "xfdf"), &pages(input), &limits)?;
            value(serde_json::from_slice(&exchange::to_json(&all)?).unwrap())
        }
        "flatten::exchange::to_xfdf" => {
            let pages = pages(input);
            let ids: Vec<_> =
                input["pages"].as_array().unwrap().iter().map(|page| part(page, "id")).collect();
            let all = exchange::from_json(&file(input, "json"), &ids, &limits)?;
            Ok(Given::Bytes(exchange::to_xfdf(&all, &pages, part(input, "authors"))?))
        }
        "roster::Roster::read" => value(json!(Roster::read(&file(input, "csv"), &limits)?)),
        "roster::normalise" => value(json!(normalise(&part::<String>(input, "name")))),
        other => panic!("nobody knows how to call {other}"),
    }
}

/// What is expected, as the file says it.
fn expected(operation: &str, input: &Value) -> Value {
    match call(operation, input) {
        Ok(Given::Value(value)) => json!({ "value": value }),
        Ok(Given::Bytes(bytes)) => json!({ "bytes": SourceHash::of(&bytes).to_string() }),
        Err(error) => json!({ "code": error.code().as_str() }),
    }
}

#[test]
fn every_call_gives_what_its_vector_says() {
    let surface = fs::read_to_string(folder().join("surface.toml")).unwrap();
    let (mut count, mut operations, mut codes) = (0, BTreeSet::new(), BTreeSet::new());
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    for path in files {
        let mut all: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(all["format"], "korrigo.vectors/1");
        for vector in all["vectors"].as_array_mut().unwrap() {
            let operation = vector["operation"].as_str().unwrap().to_owned();
            assert!(surface.contains(&format!("\n\"{operation}\" = ")), "{operation} is no operation");
            let found = expected(&operation, &vector["input"]);
            if std::env::var_os("KORRIGO_BLESS").is_some() {
                vector["expected"] = found;
            } else {
                assert_eq!(
                    vector["expected"],
                    found,
                    "{}: {operation} of {}",
                    path.display(),
                    vector["input"]
                );
            }
            count += 1;
            codes.extend(vector["expected"]["code"].as_str().map(str::to_owned));
            operations.insert(operation);
        }
        if std::env::var_os("KORRIGO_BLESS").is_some() {
            fs::write(&path, format!("{}\n", serde_json::to_string_pretty(&all).unwrap())).unwrap();
        }
    }
    println!("{count} vectors of {} operations, {} codes", operations.len(), codes.len());
    assert!(count > 0, "there is no vector");
}
