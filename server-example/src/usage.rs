//! Wrong usage: exit code 2, in words for people and as JSON where `--json` was typed.
//!
//! Knows how the parser of the command line words what it refuses. `usage` is no code of the core: it never
//! gets that far.

use std::ffi::OsString;
use std::io::{self, Write};

use serde_json::{Value, json};

/// Shows help, or says what is wrong with the command line, and ends.
pub(crate) fn end(error: &clap::Error) -> ! {
    if !error.use_stderr() || !asks_for_json(std::env::args_os()) {
        error.exit();
    }
    // Nobody to tell when even stderr is gone.
    let _ = writeln!(io::stderr(), "{}", to_json(&error.render().to_string()));
    std::process::exit(error.exit_code());
}

/// Whether `--json` stands among the options. The parser stopped before it knew.
fn asks_for_json(arguments: impl Iterator<Item = OsString>) -> bool {
    arguments.skip(1).take_while(|argument| argument != "--").any(|argument| argument == "--json")
}

/// `{"error":{"code":"usage","message","hint","also":[]}}`: the first paragraph says what is wrong, the
/// others what to type instead.
fn to_json(rendered: &str) -> Value {
    let mut paragraphs = rendered.split("\n\n").map(|paragraph| {
        let words: Vec<_> = paragraph.split_whitespace().collect();
        words.join(" ")
    });
    let first = paragraphs.next().unwrap_or_default();
    let message = first.strip_prefix("error: ").unwrap_or(&first);
    let hints: Vec<_> = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect();
    json!({ "error": { "code": "usage", "message": message, "hint": hints.join(" · "), "also": [] } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_asked_for_by_an_option_alone() {
        let asks = |line: &str| asks_for_json(line.split(' ').map(OsString::from));
        assert!(asks("korrigo plan --json"));
        assert!(asks("korrigo --json unknown"));
        assert!(!asks("korrigo plan -- --json"));
        assert!(!asks("--json plan"));
    }

    #[test]
    fn the_first_paragraph_is_the_message() {
        let value = to_json("error: no such\n  thing\n\n  tip: another\n\nUsage: korrigo <COMMAND>\n");
        assert_eq!(value["error"]["message"], "no such thing");
        assert_eq!(value["error"]["hint"], "tip: another · Usage: korrigo <COMMAND>");
    }
}
