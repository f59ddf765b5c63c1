//! Every vector gives what it says, and together they meet every operation and every code that a call can give.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use korrigo_calls::operations;
use serde_json::{Value, json};

use crate::entry::{expected, made, steps};
use crate::surface::Surface;
use crate::{blessing, folder};

/// The files of vectors.
pub(crate) fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    files
}

pub(crate) fn read(path: &PathBuf) -> Value {
    let all: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    assert_eq!(all["format"], "korrigo.vectors/1");
    all
}

#[test]
fn every_call_gives_what_its_vector_says() {
    let mut count = 0;
    for path in files() {
        let mut all = read(&path);
        for entry in all["vectors"].as_array_mut().unwrap() {
            let answers = made(entry);
            if let Some(steps) = entry.get_mut("steps").and_then(Value::as_array_mut) {
                steps.truncate(answers.len());
            }
            let mut places: Vec<&mut Value> = match entry.get("steps") {
                Some(_) => entry["steps"].as_array_mut().unwrap().iter_mut().collect(),
                None => vec![entry],
            };
            for ((asked, answer), step) in answers.iter().zip(&mut places) {
                let found = expected(answer, &step["expected"]);
                if blessing() {
                    if let Err(failure) = answer {
                        println!("{}: {failure}", asked.operation);
                    }
                    step["expected"] = found;
                } else {
                    let what = format!("{}: {} of {}", path.display(), asked.operation, asked.input);
                    assert!(same(&step["expected"], &found), "{what}\n{}\n{found}", step["expected"]);
                }
                count += 1;
            }
        }
        if blessing() {
            fs::write(&path, written(&all)).unwrap();
        }
    }
    println!("{count} calls of {} files", files().len());
    assert!(count >= 300, "there are {count} calls");
}

#[test]
fn vectors_meet_every_operation_and_every_code() {
    let (mut called, mut codes) = (BTreeSet::new(), BTreeSet::new());
    for path in files() {
        for entry in read(&path)["vectors"].as_array().unwrap() {
            for step in steps(entry) {
                called.insert(step["operation"].as_str().unwrap().to_owned());
                codes.extend(step["expected"]["code"].as_str().map(str::to_owned));
            }
        }
    }
    let missing: Vec<&str> =
        operations().iter().map(|operation| operation.name).filter(|name| !called.contains(*name)).collect();
    assert!(missing.is_empty(), "no vector calls {missing:?}");
    let surface = Surface::of_project();
    let met: BTreeSet<String> = surface.codes.keys().cloned().collect();
    let apart: Vec<&String> = met.symmetric_difference(&codes).collect();
    assert!(apart.is_empty(), "met by a vector and not in [codes], or the other way round: {apart:?}");
}

/// Whether two values are the same, numbers to one part in 10^12.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            (one - other).abs() <= 1e-12 * one.abs().max(other.abs())
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        (one, other) => one == other,
    }
}

/// A file of vectors: an entry or a step a line, so that a change of one shows as one.
fn written(all: &Value) -> String {
    let entry = |entry: &Value| match entry["steps"].as_array() {
        Some(steps) => {
            let steps: Vec<String> = steps.iter().map(|step| format!("    {step}")).collect();
            format!("  {{\"name\":{},\"steps\":[\n{}\n  ]}}", entry["name"], steps.join(",\n"))
        }
        None => format!("  {entry}"),
    };
    let entries: Vec<String> = all["vectors"].as_array().unwrap().iter().map(entry).collect();
    format!("{{\"format\":{},\"vectors\":[\n{}\n]}}\n", json!("korrigo.vectors/1"), entries.join(",\n"))
}
