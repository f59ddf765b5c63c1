//! Ctrl-C in the middle of the work: exit code 130, and nothing left.
#![cfg(unix)]

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use korrigo_fixtures::demo;

use crate::support::Desk;

/// Starts a long job and waits until it has begun to write.
fn started(desk: &Desk) -> Child {
    desk.put("pile.pdf", demo::pile(100, 800));
    let mut command = desk.command();
    command.args(["process", "pile.pdf", "--mode", "fixed:4", "-o", "new/exam", "--json"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while !desk.all().iter().any(|name| name.contains("identified/")) {
        assert!(begun.elapsed() < Duration::from_mins(1), "nothing was written");
        std::thread::sleep(Duration::from_millis(2));
    }
    child
}

fn interrupt(child: &Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

#[test]
fn one_interrupt() {
    let desk = Desk::new();
    let child = started(&desk);
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(output.stdout.is_empty());
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .starts_with("{\"error\":{\"also\":[],\"code\":\"cancelled\"")
    );
    assert_eq!(desk.all(), ["pile.pdf"]);
}

#[test]
fn two_interrupts() {
    let desk = Desk::new();
    let child = started(&desk);
    interrupt(&child);
    interrupt(&child);
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(130));
    assert_eq!(desk.all(), ["pile.pdf"]);
}
