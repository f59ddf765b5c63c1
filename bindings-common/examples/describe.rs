//! Prints the table of calls as JSON: what the packages' types are written from.
#![expect(clippy::print_stdout, reason = "what it is for")]

fn main() {
    println!("{:#}", korrigo_calls::describe());
}
