use crate::support::Desk;

const COMMANDS: [&str; 26] = [
    "inspect",
    "render",
    "scan",
    "plan",
    "plan-diff",
    "split",
    "redact",
    "audit",
    "flatten",
    "verify",
    "annotations",
    "annotations export",
    "annotations import",
    "export",
    "export pronote",
    "export results",
    "export statistics",
    "export zip",
    "export merged",
    "process",
    "match",
    "dispatch",
    "totals",
    "stats",
    "verify-log",
    "demo",
];

/// The help of a command.
fn help_of(desk: &Desk, command: &str) -> crate::support::Ended {
    let words: Vec<&str> = command.split(' ').chain(["--help"]).collect();
    desk.run(&words)
}

#[test]
fn help_teaches_with_examples() {
    let desk = Desk::new();
    let help = desk.run(&["--help"]).ends(0).stdout;
    assert!(help.contains("Examples:") && help.contains("Exit codes: 0 done"), "{help}");
    for command in COMMANDS {
        assert!(help.contains(command.split(' ').next().unwrap()));
        let help = help_of(&desk, command).ends(0).stdout;
        assert!(help.contains(&format!("korrigo {command}")), "{help}");
        assert!(help.contains("--json") && help.contains("--lang"), "{help}");
    }
}

#[test]
fn every_example_of_the_help_can_be_typed() {
    let desk = Desk::new();
    let mut seen = 0;
    for command in COMMANDS {
        let help = help_of(&desk, command).stdout;
        for line in help.lines().filter_map(|line| line.trim().strip_prefix("korrigo ")) {
            // What follows two spaces explains.
            let line = line.split(" > ").next().unwrap().split("  ").next().unwrap();
            // A shell would take the quotes off.
            let words: Vec<String> = line
                .replace("\"Mathematics, June\"", "Mathematics")
                .split_whitespace()
                .map(Into::into)
                .collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            // Nothing is there to work on, so it is refused, but never as wrong usage.
            if words[0] != "demo" {
                let ended = desk.run(&words);
                assert_eq!(ended.code, Some(1), "korrigo {line}: {}", ended.stderr);
            }
            seen += 1;
        }
    }
    assert!(seen >= 10, "{seen}");
}

#[test]
fn wrong_usage_ends_with_2() {
    let desk = Desk::new();
    for arguments in [
        vec![],
        vec!["unknown"],
        vec!["plan"],
        vec!["plan", "a.pdf", "--mode", "fixed:0"],
        vec!["split", "a.pdf", "-o", "out"],
        vec!["render", "a.pdf"],
        vec!["render", "a.pdf", "-o", "a.png", "--dpi", "0"],
        vec!["render", "a.pdf", "-o", "a.png", "--all", "b"],
        vec!["process", "a.pdf", "-o", "out", "--max-file-size", "big"],
        vec!["process", "a.pdf", "-o", "out", "--lang", "de"],
        vec!["redact", "a.pdf", "-o", "out.pdf"],
        vec!["redact", "a.pdf", "-o", "out.pdf", "--zone", "upper half"],
        vec!["audit"],
        vec!["export"],
        vec!["export", "pronote", "results.json"],
        vec!["export", "pronote", "results.json", "-o", "a.csv", "--coefficient", "1,5"],
        vec!["export", "zip", "final", "-o", "a.zip", "--names"],
    ] {
        let ended = desk.run(&arguments).ends(2);
        assert_eq!(ended.stdout, "", "{arguments:?}");
        assert!(!ended.stderr.is_empty());
        // The same for programs.
        let ended = desk.run(&[&arguments[..], &["--json"]].concat()).ends(2);
        assert_eq!(ended.stdout, "", "{arguments:?}");
        let told: serde_json::Value = serde_json::from_str(&ended.stderr)
            .unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", ended.stderr));
        assert_eq!(told["error"]["code"], "usage", "{arguments:?}");
        assert!(!told["error"]["message"].as_str().unwrap().is_empty(), "{arguments:?}");
        assert!(told["error"]["hint"].as_str().unwrap().contains("--help"), "{arguments:?}");
        assert_eq!(told["error"]["also"], serde_json::json!([]));
    }
    assert!(desk.all().is_empty());
}

#[test]
fn help_stays_text_for_programs() {
    let ended = Desk::new().run(&["plan", "--help", "--json"]).ends(0);
    assert!(ended.stdout.contains("Usage: korrigo plan") && ended.stderr.is_empty(), "{}", ended.stderr);
}

#[test]
fn the_language_is_asked_for_or_the_locales() {
    let desk = Desk::new();
    let said = |locale: &str, arguments: &[&str]| {
        let mut command = desk.command();
        command.env("LC_ALL", locale).args(["plan", "absent.pdf"]).args(arguments);
        crate::support::ended(&mut command).ends(1).stderr
    };
    assert_eq!(
        said("fr_FR.UTF-8", &[]),
        "erreur: absent.pdf: introuvable (there is no such file or folder) [not_found]\n"
    );
    assert_eq!(
        said("fr_FR.UTF-8", &["--lang", "en"]),
        "error: absent.pdf: there is no such file or folder [not_found]\n"
    );
    assert!(said("C", &["--lang", "fr"]).starts_with("erreur"));
    assert!(said("", &[]).starts_with("error"));
}
