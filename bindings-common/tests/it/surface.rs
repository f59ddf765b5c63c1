//! What the core offers is written down, with how other languages have it: `tests/vectors/surface.toml`.
//!
//! Operations are read from the source: every `pub fn` that stands in the open can be reached, for the compiler warns
//! of those that cannot (`unreachable_pub`). `KORRIGO_BLESS=1` puts the table's operations and what is new into the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use korrigo_core::Code;

use crate::{blessing, folder};

/// The languages beside Rust.
const LANGUAGES: [&str; 4] = ["kotlin", "node", "python", "swift"];

fn core() -> PathBuf {
    folder().parent().unwrap().parent().unwrap().join("korrigo-core/src")
}

/// Every public operation of the core: `room::function`, `room::Type::function`.
fn operations() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    walk(&core().join("lib.rs"), &core(), "", &mut all);
    all
}

/// Reads a module whose children lie in `folder`; `path` names it as users do.
fn walk(file: &Path, folder: &Path, path: &str, all: &mut BTreeSet<String>) {
    let text = fs::read_to_string(file).unwrap();
    let (mut of, mut is_test) = (None, false);
    for line in text.lines() {
        if let Some(head) = line.strip_prefix("impl") {
            of = implemented(head);
        } else if line == "}" {
            of = None;
        } else if let Some(name) = module(line).filter(|_| !is_test) {
            let inner = if line.starts_with("pub mod ") { joined(path, name) } else { path.to_owned() };
            let own = folder.join(name);
            let files = [own.with_extension("rs"), own.join("mod.rs")];
            // A module may stand in its parent's file.
            if let Some(file) = files.iter().find(|file| file.is_file()) {
                walk(file, &own, &inner, all);
            }
        } else if let Some(name) = function(line) {
            all.insert(joined(path, name));
        } else if let (Some(of), Some(name)) = (of, line.strip_prefix("    ").and_then(function)) {
            all.insert(joined(path, &format!("{of}::{name}")));
        }
        is_test = line == "#[cfg(test)]";
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") }
}

/// The name of a module that a line declares.
fn module(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub ").or_else(|| line.strip_prefix("pub(crate) ")).unwrap_or(line);
    line.strip_prefix("mod ")?.strip_suffix(';')
}

/// The name of a public function that begins with a line.
fn function(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub ")?;
    let line = line.strip_prefix("const ").unwrap_or(line);
    line.strip_prefix("fn ")?.split(['(', '<']).next()
}

/// The type that a block adds to; `None` for the implementation of a trait.
fn implemented(head: &str) -> Option<&str> {
    // Generic parameters come first.
    let head = if head.starts_with('<') { head.split_once("> ")?.1 } else { head.strip_prefix(' ')? };
    if head.contains(" for ") {
        return None;
    }
    head.split(['<', ' ']).next()
}

/// The file.
#[derive(Default, PartialEq, Debug)]
pub(crate) struct Surface {
    /// The calls, and the languages that offer them.
    pub(crate) operations: BTreeMap<String, Vec<String>>,
    /// What is no call: where else it is.
    values: BTreeMap<String, String>,
    /// What no other language needs, by the beginning of its name, and why.
    only_rust: BTreeMap<String, String>,
    /// The codes that vectors meet, and the languages that make them.
    pub(crate) codes: BTreeMap<String, Vec<String>>,
    /// The codes that no call gives, and why.
    other_codes: BTreeMap<String, String>,
}

impl Surface {
    /// What the file says now.
    pub(crate) fn of_project() -> Self {
        Self::read(&fs::read_to_string(folder().join("surface.toml")).unwrap())
    }

    fn read(text: &str) -> Self {
        let mut all = Self::default();
        let mut section = "";
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                section = name.strip_suffix(']').unwrap();
                continue;
            }
            let (key, value) = line.split_once(" = ").unwrap_or_else(|| panic!("no entry: {line}"));
            let key = key.trim_matches('"').to_owned();
            let list = || {
                let inner = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')).unwrap();
                let names = inner.split(", ").filter(|name| !name.is_empty());
                names.map(|name| name.trim_matches('"').to_owned()).collect()
            };
            let text = || value.trim_matches('"').to_owned();
            let double = match section {
                "operations" => all.operations.insert(key, list()).is_some(),
                "codes" => all.codes.insert(key, list()).is_some(),
                "values" => all.values.insert(key, text()).is_some(),
                "only_rust" => all.only_rust.insert(key, text()).is_some(),
                "other_codes" => all.other_codes.insert(key, text()).is_some(),
                other => panic!("no section: {other}"),
            };
            assert!(!double, "twice: {line}");
        }
        all
    }

    fn write(&self) -> String {
        let lists = |all: &BTreeMap<String, Vec<String>>| {
            all.iter().map(|(key, names)| format!("\"{key}\" = {names:?}\n")).collect::<Vec<_>>().concat()
        };
        let texts = |all: &BTreeMap<String, String>| {
            all.iter().map(|(key, why)| format!("\"{key}\" = \"{why}\"\n")).collect::<Vec<_>>().concat()
        };
        format!(
            "# Every public operation and error code of korrigo-core, and how other languages have it. A test compares this\n\
             # file with the source and with the table of calls; KORRIGO_BLESS=1 adds what is new.\n\n\
             # What no other language needs, by the beginning of its name, and why.\n[only_rust]\n{}\n\
             # What is no call of its own: where other languages have it.\n[values]\n{}\n\
             # The calls, and the languages that offer them.\n[operations]\n{}\n\
             # The codes that vectors meet, and the languages that make them.\n[codes]\n{}\n\
             # The codes that no call gives, and why.\n[other_codes]\n{}",
            texts(&self.only_rust),
            texts(&self.values),
            lists(&self.operations),
            lists(&self.codes),
            texts(&self.other_codes)
        )
    }

    /// How often an operation is written down.
    fn sections(&self, operation: &str) -> usize {
        let only_rust = self.only_rust.keys().any(|beginning| operation.starts_with(beginning.as_str()));
        usize::from(only_rust)
            + usize::from(self.values.contains_key(operation))
            + usize::from(self.operations.contains_key(operation))
    }
}

#[test]
fn what_the_core_offers_is_written_down_once() {
    let mut surface = Surface::of_project();
    let table: BTreeSet<String> =
        korrigo_calls::operations().iter().map(|operation| operation.name.to_owned()).collect();
    if blessing() {
        let every = || LANGUAGES.map(str::to_owned).to_vec();
        let told = std::mem::take(&mut surface.operations);
        let named = |name: &String| (name.clone(), told.get(name).cloned().unwrap_or_else(every));
        surface.operations = table.iter().map(named).collect();
        for operation in operations() {
            if surface.sections(&operation) == 0 {
                surface.values.insert(operation, "?".to_owned());
            }
        }
        fs::write(folder().join("surface.toml"), surface.write()).unwrap();
    }
    let told: BTreeSet<String> = surface.operations.keys().cloned().collect();
    let apart: Vec<&String> = told.symmetric_difference(&table).collect();
    assert!(
        apart.is_empty(),
        "in the table of calls and not in [operations], or the other way round: {apart:?}"
    );
    let all = operations();
    let wrong: Vec<&String> = all.iter().filter(|operation| surface.sections(operation) != 1).collect();
    assert!(wrong.is_empty(), "in no section, or in several: {wrong:?}");
    let begins = |beginning: &&String| all.iter().any(|one| one.starts_with(beginning.as_str()));
    let lost: Vec<&String> = surface
        .only_rust
        .keys()
        .filter(|beginning| !begins(beginning))
        .chain(surface.values.keys().filter(|name| !all.contains(*name)))
        .collect();
    assert!(lost.is_empty(), "no longer there: {lost:?}");
    let text = fs::read_to_string(folder().join("surface.toml")).unwrap();
    assert_eq!(text, surface.write(), "surface.toml is not as KORRIGO_BLESS=1 writes it");
    assert!(!text.contains("= \"?\""), "nobody said where it is");
}

#[test]
fn every_code_is_met_or_has_a_reason() {
    let surface = Surface::of_project();
    for code in Code::ALL {
        let (met, other) = (surface.codes.get(code.as_str()), surface.other_codes.get(code.as_str()));
        assert!(met.is_some() != other.is_some(), "{code}");
    }
    assert_eq!(surface.codes.len() + surface.other_codes.len(), Code::ALL.len());
    let languages = surface.operations.values().chain(surface.codes.values()).flatten();
    let unknown: Vec<&String> = languages.filter(|one| !LANGUAGES.contains(&one.as_str())).collect();
    assert!(unknown.is_empty(), "no language: {unknown:?}");
}

#[test]
fn operations_are_found_in_every_kind_of_place() {
    let all = operations();
    for known in [
        "document::inspect",
        "flatten::exchange::from_xfdf",
        "copy::decide",
        "document::Document::open",
        "copy::Copy::apply",
    ] {
        assert!(all.contains(known), "{known}");
    }
    assert!(!all.iter().any(|one| one.contains("tests::")));
}
