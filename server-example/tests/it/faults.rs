//! Full disks and folders that cannot be written: refused by name, and nothing half-written.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use korrigo_fixtures::{damage, demo};

use crate::support::{Desk, Ended, ended};

/// Runs the command with a file system of its own on `mounted/`, and lists what is on it afterwards into
/// `after.txt`; `None` where nothing may be mounted.
fn on_a_disk_of_its_own(desk: &Desk, options: &str, arguments: &str) -> Option<Ended> {
    std::fs::create_dir_all(desk.path("mounted")).unwrap();
    let mount = format!("mount -t tmpfs -o {options} none mounted");
    let shell = |flags: &[&str], script: &str| {
        let mut command = Command::new("unshare");
        command.args(flags).args(["sh", "-c", script]).current_dir(desk.path("")).env("LC_ALL", "C.UTF-8");
        command
    };
    let works = |flags: &&[&str]| shell(flags, &mount).output().is_ok_and(|output| output.status.success());
    // As root, or as root of one's own name space.
    let flags = [&["-m"][..], &["-rm"]].into_iter().find(works)?;
    let korrigo = env!("CARGO_BIN_EXE_korrigo");
    let script = format!("{mount}; {korrigo} {arguments}; code=$?; find mounted > after.txt; exit $code");
    Some(ended(&mut shell(flags, &script)))
}

#[track_caller]
fn is_refused_and_nothing_is_left(desk: &Desk, outcome: &Ended, file: &str) {
    assert_eq!(outcome.error()["code"], "store_unavailable");
    assert_eq!(outcome.error()["file"], file);
    assert_eq!(desk.text("after.txt"), "mounted\n");
}

#[test]
fn a_full_disk() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::exam(75));
    desk.run(&["plan", "pile.pdf", "-o", "plan.json"]).ends(3);
    for (arguments, file) in [
        ("process pile.pdf --json -o mounted/exam", "mounted/exam"),
        ("process pile.pdf --json -o mounted", "mounted"),
        ("split pile.pdf --plan plan.json --json -o mounted/new/exam", "mounted/new/exam"),
        ("render pile.pdf --dpi 200 --json -o mounted/page.png", "mounted/page.png"),
        ("render pile.pdf --dpi 200 --json --all mounted", "mounted"),
    ] {
        let Some(outcome) = on_a_disk_of_its_own(&desk, "size=128k", arguments) else {
            eprintln!("left out: nothing may be mounted here; see files_that_may_not_grow");
            return;
        };
        is_refused_and_nothing_is_left(&desk, &outcome, file);
    }
}

#[test]
fn a_disk_that_is_read_only() {
    let desk = Desk::new();
    desk.put("scan.pdf", damage::sound(2));
    for (arguments, file) in [
        ("process scan.pdf --mode single --json -o mounted/exam", "mounted/exam"),
        ("process scan.pdf --mode single --json -o mounted", "mounted"),
        ("plan scan.pdf --mode single --json -o mounted/plan.json", "mounted/plan.json"),
    ] {
        let Some(outcome) = on_a_disk_of_its_own(&desk, "ro", arguments) else {
            eprintln!("left out: nothing may be mounted here; see a_folder_that_may_not_be_written");
            return;
        };
        is_refused_and_nothing_is_left(&desk, &outcome, file);
    }
}

#[test]
fn files_that_may_not_grow() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::exam(75));
    // Blocks of 512 bytes; the signal is ignored, so that the write itself fails.
    let script = format!(
        "trap '' XFSZ; ulimit -f 64; exec {} process pile.pdf -o exam --json",
        env!("CARGO_BIN_EXE_korrigo")
    );
    let outcome = ended(Command::new("sh").args(["-c", &script]).current_dir(desk.path("")));
    assert_eq!(outcome.error()["code"], "store_unavailable");
    assert_eq!(desk.all(), ["pile.pdf"]);
}

#[test]
fn a_folder_that_may_not_be_written() {
    let desk = Desk::new();
    desk.put("scan.pdf", damage::sound(1));
    std::fs::create_dir(desk.path("locked")).unwrap();
    std::fs::set_permissions(desk.path("locked"), std::fs::Permissions::from_mode(0o555)).unwrap();
    let ended = desk.run(&["process", "scan.pdf", "--mode", "single", "-o", "locked/exam", "--json"]);
    // Root may write everywhere; a_disk_that_is_read_only is root's test.
    if ended.code != Some(3) {
        assert_eq!(ended.error()["code"], "store_unavailable");
        assert_eq!(desk.all(), ["locked/", "scan.pdf"]);
    }
}

#[test]
fn a_result_that_cannot_be_told() {
    let desk = Desk::new();
    desk.put("scan.pdf", damage::sound(1));
    let mut command = desk.command();
    let full = std::fs::File::options().write(true).open("/dev/full");
    let Ok(full) = full else { return };
    let output =
        command.args(["plan", "scan.pdf", "--mode", "single", "--json"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("store_unavailable"));
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let desk = Desk::new();
    desk.put("scan.pdf", damage::sound(1));
    let script = format!("{} plan scan.pdf --mode single | true", env!("CARGO_BIN_EXE_korrigo"));
    let outcome = ended(Command::new("sh").args(["-c", &script]).current_dir(desk.path("")));
    assert_eq!(outcome.stderr, "");
}

#[test]
fn a_device_is_written_to_and_never_replaced() {
    let desk = Desk::new();
    desk.put("scan.pdf", damage::sound(1));
    desk.run(&["plan", "scan.pdf", "--mode", "single", "-o", "/dev/null"]).ends(0);
    assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
}
