//! The table as one JSON value: what the packages' types and functions are written from.
//!
//! Knows JSON Schema (draft 2020-12). Knows no language.

use std::collections::HashSet;
use std::sync::LazyLock;

use korrigo_core::Code;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::table::{Operation, operations};

/// `{"format":"korrigo.calls/1","version","codes","operations":[{"name","about","work","input","output"}],"types":{…}}`.
///
/// A field that may be left out when it is read or when it is written is not required.
pub fn describe() -> Value {
    let mut read = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    let mut written = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let described: Vec<Value> = operations()
        .iter()
        .map(|operation| {
            let Operation { name, about, work, input, output, .. } = operation;
            // Both contracts name every type.
            input(&mut written);
            output(&mut read);
            json!({
                "name": name,
                "about": about,
                "work": work,
                "input": input(&mut read),
                "output": output(&mut written),
            })
        })
        .collect();
    let mut types = Value::Object(read.take_definitions(true));
    relax(&mut types, &Value::Object(written.take_definitions(true)));
    json!({
        "format": "korrigo.calls/1",
        "version": env!("CARGO_PKG_VERSION"),
        "codes": Code::ALL,
        "operations": described,
        "types": types,
    })
}

/// Every name that schemas give: of fields, and of the values of enums.
pub(crate) fn names() -> &'static HashSet<String> {
    static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let mut names = HashSet::new();
        collect(&describe(), &mut names);
        names
    });
    &NAMES
}

fn collect(schema: &Value, names: &mut HashSet<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(fields)) = object.get("properties") {
                names.extend(fields.keys().cloned());
            }
            if let Some(Value::String(word)) = object.get("const") {
                names.insert(word.clone());
            }
            object.values().for_each(|value| collect(value, names));
        }
        Value::Array(array) => array.iter().for_each(|value| collect(value, names)),
        _ => {}
    }
}

/// Takes out of every list of required fields what the other contract does not require.
fn relax(schema: &mut Value, other: &Value) {
    match (schema, other) {
        (Value::Object(schema), Value::Object(other)) => {
            for (key, value) in schema.iter_mut() {
                if let (Value::Array(required), "required") = (&mut *value, key.as_str()) {
                    let theirs = other.get(key).and_then(Value::as_array);
                    required.retain(|name| theirs.is_some_and(|theirs| theirs.contains(name)));
                } else if let Some(other) = other.get(key) {
                    relax(value, other);
                }
            }
        }
        (Value::Array(schema), Value::Array(other)) => {
            schema.iter_mut().zip(other).for_each(|(schema, other)| relax(schema, other));
        }
        _ => {}
    }
}
