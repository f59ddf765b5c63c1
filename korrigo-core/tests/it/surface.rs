//! What the core offers is written down, with the languages that offer it too: `tests/vectors/surface.toml`.
//!
//! Operations are read from the source: every `pub fn` that stands in the open can be reached, for the compiler warns
//! of those that cannot (`unreachable_pub`). `KORRIGO_BLESS=1` writes new ones into the file, and takes lost ones out.
#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "what is compared are files of the project, and a fault in them ends the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use korrigo_core::Code;

/// The languages, and where each says what it offers.
const BINDINGS: [(&str, &str); 4] = [
    ("kotlin", "bindings-swift/src/lib.rs"),
    ("node", "bindings-node/src/lib.rs"),
    ("python", "bindings-python/src/lib.rs"),
    ("swift", "bindings-swift/src/lib.rs"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every public operation: `room::function`, `room::Type::function`.
fn operations() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    walk(&root().join("korrigo-core/src/lib.rs"), &root().join("korrigo-core/src"), "", &mut all);
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

/// The file: which languages offer what, section by section, and what only Rust needs, with the reason.
#[derive(Default, PartialEq, Debug)]
struct Surface {
    operations: BTreeMap<String, Vec<String>>,
    codes: BTreeMap<String, Vec<String>>,
    only_rust: BTreeMap<String, String>,
}

impl Surface {
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
            let double = match section {
                "operations" => all.operations.insert(key, list()).is_some(),
                "codes" => all.codes.insert(key, list()).is_some(),
                "only_rust" => all.only_rust.insert(key, value.trim_matches('"').to_owned()).is_some(),
                other => panic!("no section: {other}"),
            };
            assert!(!double, "twice: {line}");
        }
        all
    }

    fn write(&self) -> String {
        let lists = |all: &BTreeMap<String, Vec<String>>| {
            let lines = all.iter().map(|(key, names)| format!("\"{key}\" = {names:?}\n"));
            lines.collect::<String>()
        };
        let only: String =
            self.only_rust.iter().map(|(key, why)| format!("\"{key}\" = \"{why}\"\n")).collect();
        format!(
            "# Every public operation and error code of korrigo-core, with the languages that offer it today beside Rust.\n\
             # A test compares this file with the source. KORRIGO_BLESS=1 adds what is new; languages are added by hand.\n\n\
             # What no other language needs, by the beginning of its name, and why.\n[only_rust]\n{only}\n\
             [operations]\n{}\n# The codes that a test of the language meets.\n[codes]\n{}",
            lists(&self.operations),
            lists(&self.codes)
        )
    }

    fn is_only_rust(&self, operation: &str) -> bool {
        self.only_rust.keys().any(|beginning| operation.starts_with(beginning.as_str()))
    }
}

#[test]
fn what_the_core_offers_is_written_down() {
    let path = root().join("tests/vectors/surface.toml");
    let written = fs::read_to_string(&path).unwrap();
    let told = Surface::read(&written);
    let mut now = Surface { only_rust: told.only_rust.clone(), ..Surface::default() };
    for operation in operations().into_iter().filter(|operation| !told.is_only_rust(operation)) {
        let languages = told.operations.get(&operation).cloned().unwrap_or_default();
        now.operations.insert(operation, languages);
    }
    for code in Code::ALL {
        let languages = told.codes.get(code.as_str()).cloned().unwrap_or_default();
        now.codes.insert(code.to_string(), languages);
    }
    if std::env::var_os("KORRIGO_BLESS").is_some() {
        fs::write(&path, now.write()).unwrap();
        return;
    }
    let names = |all: &BTreeMap<String, Vec<String>>| all.keys().cloned().collect::<BTreeSet<_>>();
    let apart = |told: &BTreeSet<String>, now: &BTreeSet<String>| {
        told.symmetric_difference(now).cloned().collect::<Vec<_>>()
    };
    let operations = apart(&names(&told.operations), &names(&now.operations));
    let codes = apart(&names(&told.codes), &names(&now.codes));
    assert!(operations.is_empty(), "missing in surface.toml, or no longer there: {operations:?}");
    assert!(codes.is_empty(), "missing in surface.toml, or no longer there: {codes:?}");
    assert_eq!(written, now.write(), "surface.toml is not as KORRIGO_BLESS=1 writes it");
}

#[test]
fn a_language_offers_what_the_file_says() {
    let told = Surface::read(&fs::read_to_string(root().join("tests/vectors/surface.toml")).unwrap());
    let sources = BINDINGS.map(|(language, path)| (language, fs::read_to_string(root().join(path)).unwrap()));
    for (operation, languages) in &told.operations {
        let name = operation.rsplit("::").next().unwrap();
        for language in languages {
            let (_, source) = sources.iter().find(|(known, _)| known == language).unwrap();
            assert!(
                source.contains(&format!("fn {name}(")) || source.contains(&format!("fn {name}<")),
                "{language}: {operation}"
            );
        }
    }
    let known =
        |languages: &Vec<String>| languages.iter().all(|one| BINDINGS.iter().any(|(known, _)| known == one));
    assert!(told.codes.values().all(known));
    let all = operations();
    let unused =
        told.only_rust.keys().find(|beginning| !all.iter().any(|one| one.starts_with(beginning.as_str())));
    assert_eq!(unused, None, "nothing begins so");
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
