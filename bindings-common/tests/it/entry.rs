//! How an entry of `tests/vectors` is made: `tests/vectors/README.md` is what this follows.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use korrigo_calls::{Answer, Failure, Host, Item, call};
use korrigo_core::Observer;
use korrigo_core::id::SourceHash;
use serde_json::{Map, Value, json};

use crate::blessing;

/// The files that vectors name.
static FIXTURES: LazyLock<BTreeMap<&'static str, Vec<u8>>> =
    LazyLock::new(|| korrigo_fixtures::vectors::all().into_iter().collect());

/// A host that wants nothing, or that wants it to end.
struct Waiting {
    cancels: bool,
}

impl Observer for Waiting {
    fn is_cancelled(&self) -> bool {
        self.cancels
    }
}

impl Host for Waiting {}

/// The calls of an entry.
pub(crate) fn steps(entry: &Value) -> Vec<&Value> {
    entry["steps"].as_array().map_or_else(|| vec![entry], |steps| steps.iter().collect())
}

/// Makes the calls of an entry, in order; gives what each of them was asked and what came back.
pub(crate) fn made(entry: &Value) -> Vec<(Asked, Result<Answer, Failure>)> {
    let mut made: Vec<(Asked, Result<Answer, Failure>)> = Vec::new();
    for step in steps(entry) {
        let answers: Vec<_> = made.iter().map(|(_, answer)| answer).collect();
        let asked = match Asked::of(step, &answers) {
            Ok(asked) => asked,
            // Nothing can be said of what follows a refusal.
            Err(fault) if blessing() => {
                println!("left out: {} of {}: {fault}", step["operation"], entry["name"]);
                break;
            }
            Err(fault) => panic!("{fault}: {} of {}", step["operation"], entry["name"]),
        };
        let answer = asked.call();
        made.push((asked, answer));
    }
    made
}

/// A call, with all that is handed in.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) operation: String,
    pub(crate) input: Value,
    pub(crate) items: Vec<Item>,
    cancels: bool,
}

impl Asked {
    fn of(step: &Value, answers: &Answers<'_>) -> Result<Self, String> {
        let operation = step["operation"].as_str().ok_or("no operation")?;
        let items = step["items"].as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(Self {
            operation: operation.to_owned(),
            input: resolved(&step["input"], answers)?,
            items: items.iter().map(|item| handed_in(item, answers)).collect::<Result<_, _>>()?,
            cancels: step["cancel"] == true,
        })
    }

    pub(crate) fn call(&self) -> Result<Answer, Failure> {
        call(&self.operation, self.input.clone(), &self.items, &Waiting { cancels: self.cancels })
    }
}

/// What the steps before gave.
type Answers<'a> = [&'a Result<Answer, Failure>];

fn answered<'a>(answers: &Answers<'a>, step: &Value) -> Result<&'a Answer, String> {
    let place = step.as_u64().and_then(|place| usize::try_from(place).ok());
    let answer = place.and_then(|place| answers.get(place)).ok_or_else(|| format!("no step {step}"))?;
    answer.as_ref().map_err(|failure| format!("step {step} gave nothing: {failure}"))
}

/// The input with what earlier steps gave in place.
fn resolved(input: &Value, answers: &Answers<'_>) -> Result<Value, String> {
    match input {
        Value::Object(object) if object.contains_key("$step") => {
            let value = &answered(answers, &input["$step"])?.value;
            let part = input["at"].as_str().and_then(|at| value.pointer(at));
            part.cloned().ok_or_else(|| format!("nothing at {input} in {value}"))
        }
        Value::Object(object) => {
            let fields = object.iter().map(|(key, value)| Ok((key.clone(), resolved(value, answers)?)));
            fields.collect()
        }
        Value::Array(array) => array.iter().map(|value| resolved(value, answers)).collect(),
        other => Ok(other.clone()),
    }
}

fn handed_in(item: &Value, answers: &Answers<'_>) -> Result<Item, String> {
    let file = |bytes: Vec<u8>| Ok(Item::Bytes(Arc::new(bytes)));
    if let Some(text) = item["text"].as_str() {
        file(text.as_bytes().to_vec())
    } else if let Some(text) = item["base64"].as_str() {
        file(base64(text))
    } else if let Some(name) = item["fixture"].as_str() {
        file(FIXTURES.get(name).ok_or_else(|| format!("no fixture {name}"))?.clone())
    } else {
        let place = item["item"].as_u64().and_then(|place| usize::try_from(place).ok());
        let items = &answered(answers, &item["step"])?.items;
        place.and_then(|place| items.get(place)).cloned().ok_or_else(|| format!("no item: {item}"))
    }
}

fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.bytes().filter(|digit| *digit != b'=');
    let digits = digits.map(|digit| ALPHABET.iter().position(|known| *known == digit).unwrap() as u32);
    let bits: Vec<u32> = digits.collect();
    let bytes = bits.chunks(4).flat_map(|four| {
        let number = four.iter().enumerate().fold(0, |sum, (place, bits)| sum | bits << (18 - 6 * place));
        (0..four.len() * 6 / 8).map(move |byte| (number >> (16 - 8 * byte)) as u8)
    });
    bytes.collect()
}

/// What came back, as a vector says it; `wanted`: what it says now, for the parts that it names.
pub(crate) fn expected(answer: &Result<Answer, Failure>, wanted: &Value) -> Value {
    let answer = match answer {
        Ok(answer) => answer,
        Err(failure) => return json!({ "code": failure.code().as_str() }),
    };
    let mut said = Map::new();
    match wanted["parts"].as_object() {
        Some(parts) => {
            let named = |at: &str| answer.value.pointer(at).unwrap_or_else(|| panic!("there is no {at}"));
            let part = |at: &String| (at.clone(), named(at).clone());
            said.insert("parts".to_owned(), Value::Object(parts.keys().map(part).collect()));
        }
        None => drop(said.insert("value".to_owned(), answer.value.clone())),
    }
    if !answer.items.is_empty() {
        said.insert("items".to_owned(), answer.items.iter().map(name).collect());
    }
    Value::Object(said)
}

/// The SHA-256 of a file, or what else it is.
fn name(item: &Item) -> String {
    match item {
        Item::Bytes(bytes) => SourceHash::of((**bytes).as_ref()).to_string(),
        Item::Made(bytes) => SourceHash::of(bytes).to_string(),
        other => format!("{other:?}"),
    }
}
