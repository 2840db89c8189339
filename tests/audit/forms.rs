//! How an audit is asked for and told: exit codes, what cannot be read, SARIF, JUnit, Prometheus.

use std::fs;

use serde_json::Value;

use crate::support::{Authority, Scene, issued, key, params, root, server, text};
use crate::*;

#[test]
fn exit_codes_say_how_bad_it_is() {
    let scene = Scene::new();
    scene.truststore("warn.jks", &[("old", &self_signed(&until(params("Old", true), 2025, 1, 1)))]);
    scene.truststore("note.jks", &[("leaf", &self_signed(&server("a.example.com")))]);
    scene.truststore("bad.jks", &[("bad", b"\x30\x00")]);
    scene.truststore("good.jks", &[("root", root("Good").der())]);
    for (store, fail_on, code) in [
        ("warn.jks", "warning", 1),
        ("warn.jks", "error", 0),
        ("warn.jks", "info", 1),
        ("note.jks", "warning", 0),
        ("note.jks", "info", 1),
        ("bad.jks", "error", 1),
        ("bad.jks", "never", 0),
        ("good.jks", "info", 0),
    ] {
        scene.said(&["audit", store, "--fail-on", fail_on, "--at", AT], code);
    }
    scene.said(&["audit", "warn.jks", "--at", AT], 1);
}

#[test]
fn what_is_ignored_is_not_told() {
    let scene = Scene::new();
    let over = self_signed(&until(params("Old", true), 2025, 1, 1));
    let also = self_signed(&until(params("Older", true), 2025, 1, 1));
    scene.truststore("trust.jks", &[("old", &over), ("older", &also)]);
    let ignoring = |what: &str| findings(&scene, &["trust.jks", "--ignore", what]);
    assert_eq!(ignoring("expired"), []);
    assert_eq!(ignoring("expired:OLD"), [told("expired", "warning", "older")]);
    assert_eq!(ignoring("duplicate").len(), 2);
    let said = scene.said(&["audit", "trust.jks", "--ignore", "expird"], 2);
    assert!(said.contains("--ignore expird: there is no such rule"), "{said}");
}

#[test]
fn a_store_that_cannot_be_read_does_not_hide_the_others() {
    let scene = Scene::new();
    fs::create_dir(scene.path("stores")).unwrap();
    scene.truststore("stores/a.jks", &[("old", &self_signed(&until(params("Old", true), 2025, 1, 1)))]);
    scene.store("stores/b.jks", "another", &[("root", root("B").der())], &[]);
    scene.copy("transcripts/fixtures/two.p12", "stores/c.p12");
    scene.said(&["storepasswd", "--keystore", "stores/c.p12", "--new", "another"], 0);
    scene.write("stores/d.jks", "");
    scene.write("stores/e.p12", "garbage");
    scene
        .write("stores/f.bks", [&[0, 0, 0, 2, 0, 0, 0, 20][..], &[7; 20], &[0, 0, 4, 210], b"rest"].concat());
    scene.write("stores/notes.txt", "nothing");
    scene.copy("transcripts/fixtures/truncated.jks", "stores/g.jks");
    let document = scene.json(&["audit", "stores", "--at", AT, "--fail-on", "never"], 2);
    let stores = document["stores"].as_array().unwrap();
    let first = |index: usize| {
        let store = &stores[index];
        let rule = store["findings"][0]["rule"].as_str().unwrap_or_default();
        (store["path"].as_str().unwrap().to_owned(), store["entries"].as_u64().unwrap(), rule.to_owned())
    };
    let expected = [
        ("stores/a.jks", 1, "expired"),
        ("stores/b.jks", 1, "wrong-password"),
        ("stores/c.p12", 0, "wrong-password"),
        ("stores/d.jks", 0, "not-a-keystore"),
        ("stores/e.p12", 0, "not-a-keystore"),
        ("stores/f.bks", 0, "unreadable-by-java"),
        ("stores/g.jks", 0, "not-a-keystore"),
    ];
    let expected = expected.map(|(path, entries, rule)| (path.to_owned(), entries, rule.to_owned()));
    assert_eq!((0..stores.len()).map(first).collect::<Vec<_>>(), expected);
    scene.said(&["audit", "nowhere.jks"], 2);
}

/// Root may read everything; anybody else is told of the folder that is closed.
#[cfg(unix)]
#[test]
fn a_closed_folder_is_named() {
    let scene = Scene::new();
    fs::create_dir_all(scene.path("all/closed")).unwrap();
    scene.truststore("all/a.jks", &[("root", root("A").der())]);
    scene.mode("all/closed", 0o000);
    let is_open = fs::read_dir(scene.path("all/closed")).is_ok();
    let output = scene.run(&["audit", "all", "--at", AT]);
    scene.mode("all/closed", 0o700);
    let said = text(&output);
    assert!(said.contains("all/a.jks"), "{said}");
    if !is_open {
        assert_eq!(output.status.code(), Some(2));
        assert!(said.contains("all/closed: not audited") && said.contains("permission denied"), "{said}");
    }
}

#[test]
fn nonsense_is_refused_with_what_is_wrong() {
    let scene = Scene::new();
    scene.truststore("trust.jks", &[("root", root("A").der())]);
    let refused = |words: &[&str], named: &str| {
        let said = scene.said(&[&["audit", "trust.jks"], words].concat(), 2);
        assert!(said.contains(named), "{said}");
    };
    refused(&["--at", "yesterday"], "yesterday");
    refused(&["--java", "16"], "8, 11, 17, 21 and 25");
    refused(&["--within", "-1"], "-1");
    refused(&["--fail-on", "everything"], "everything");
    refused(&["--java-security", "missing"], "missing");
    scene.write("java.security", "# mine\n\njdk.certpath.disabledAlgorithms=MD2, RSA keySize <> 1024\n");
    refused(&["--java-security", "java.security"], "java.security");
    refused(&["--java-security", "java.security"], "line 3");
}

#[test]
fn sarif_names_rules_places_and_levels() {
    let scene = Scene::new();
    scene.truststore("trust store.jks", &[("old", &self_signed(&until(params("Old", true), 2025, 1, 1)))]);
    let output = scene.run(&["audit", "trust store.jks", "--at", AT, "--format", "sarif"]);
    let sarif: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &sarif["version"]), (Some(1), &"2.1.0".into()));
    let run = &sarif["runs"][0];
    let result = &run["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"expired".into(), &"warning".into()));
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "expired");
    let place = &result["locations"][0];
    assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], "trust%20store.jks");
    assert_eq!(place["logicalLocations"][0]["name"], "old");
}

#[test]
fn junit_has_a_case_for_every_rule() {
    let scene = Scene::new();
    scene.truststore("a&b.jks", &[("old", &self_signed(&until(params("Old", true), 2025, 1, 1)))]);
    scene.store("other.jks", "another", &[("root", root("B").der())], &[]);
    let output = scene.run(&["audit", "a&b.jks", "other.jks", "--at", AT, "--format", "junit"]);
    let xml = text(&output);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        xml.contains("<testsuite name=\"a&amp;b.jks\" tests=\"24\" failures=\"1\" errors=\"0\">"),
        "{xml}"
    );
    assert!(xml.contains("<testsuite name=\"other.jks\" tests=\"25\" failures=\"0\" errors=\"1\">"), "{xml}");
    assert!(xml.contains("name=\"expired\">\n      <failure message=\"certificate expired\">warning: old: authority, expired on 2025-01-01"));
    assert_eq!(xml.matches("<testcase ").count(), 49);
}

#[test]
fn prometheus_counts_findings_and_tells_dates() {
    let scene = Scene::new();
    scene.truststore("trust.jks", &[("old", &self_signed(&until(params("Old \"CA\"", true), 2025, 1, 1)))]);
    let metrics = text(&scene.run(&["audit", "trust.jks", "--at", AT, "--format", "prometheus"]));
    for line in [
        "keytool_findings{store=\"trust.jks\",rule=\"expired\",severity=\"warning\"} 1",
        "keytool_store_readable{store=\"trust.jks\"} 1",
        "keytool_certificate_not_after_seconds{store=\"trust.jks\",alias=\"old\",subject=\"Old \\\"CA\\\"\",kind=\"trusted\"} 1735689600",
    ] {
        assert!(metrics.lines().any(|one| one == line), "{line}\n{metrics}");
    }
}

#[test]
fn the_forecast_and_the_picture_look_ahead() {
    let scene = Scene::new();
    scene.truststore(
        "trust.jks",
        &[
            ("second", &self_signed(&until(server("b.example.com"), 2028, 5, 6))),
            ("first", &self_signed(&until(params("Corp", true), 2027, 1, 2))),
        ],
    );
    let said = scene.said(&["audit", "trust.jks", "--at", AT, "--forecast", "--timeline"], 0);
    let (first, second) =
        (said.find("2027-01-02  first: ").unwrap(), said.find("2028-05-06  second: ").unwrap());
    assert!(first < second, "{said}");
    assert_eq!(said.lines().filter(|line| line.contains('┃')).count(), 2, "{said}");
    let later = scene.said(&["audit", "trust.jks", "--at", "2029-01-01", "--forecast"], 1);
    assert!(later.contains("Nothing of your own ends"), "{later}");
}

#[test]
fn without_a_store_it_is_the_javas_own() {
    let scene = Scene::new();
    fs::create_dir_all(scene.path("java/lib/security")).unwrap();
    fs::create_dir_all(scene.path("java/bin")).unwrap();
    scene.write("java/bin/java", "");
    scene.copy("keystores/jdk25.jks", "java/lib/security/cacerts");
    let output = scene
        .command(&["audit", "--format", "json", "--at", AT])
        .env("JAVA_HOME", scene.path("java"))
        .output()
        .unwrap();
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["stores"][0]["entries"], 146, "{}", text(&output));
}

/// A store made to make the audit slow: everything of one name, each an authority that may have issued each other.
#[test]
fn a_pile_of_namesakes_ends() {
    let scene = Scene::new();
    let key = key();
    let authorities: Vec<Vec<u8>> =
        (0..1_500).map(|_| params("Same", true).self_signed(&key).unwrap().der().to_vec()).collect();
    let other = Authority::self_signed(params("Same", true), support::key()).unwrap();
    let leaves: Vec<Vec<u8>> =
        (0..300).map(|_| issued(&server("a.example.com"), &other).der().to_vec()).collect();
    let names: Vec<String> = (0..1_800).map(|index| format!("e{index:05}")).collect();
    let entries: Vec<(&str, &[u8])> =
        names.iter().map(String::as_str).zip(authorities.iter().chain(&leaves).map(Vec::as_slice)).collect();
    scene.truststore("pile.jks", &entries);
    let document = scene.json(&["audit", "pile.jks", "--at", AT], 2);
    assert_eq!(document["stores"][0]["entries"], 1_800);
    assert_eq!(document["stores"][0]["findings"][0]["rule"], "unreadable");
}

#[test]
fn a_folder_without_a_store_is_no_good_news() {
    let scene = Scene::new();
    fs::create_dir_all(scene.path("mount/empty")).unwrap();
    let said = scene.said(&["audit", "mount"], 2);
    assert!(said.contains("no keystore is in this folder"), "{said}");
}

#[test]
fn an_empty_truststore_is_nothing_to_restart_with() {
    let scene = Scene::new();
    scene.truststore("trust.jks", &[]);
    let said = scene.said(&["audit", "trust.jks"], 1);
    assert!(said.ends_with("Do not restart yet: 1 thing here breaks a JVM.\n"), "{said}");
}

#[test]
fn junit_fails_where_the_audit_does() {
    let scene = Scene::new();
    scene.truststore("trust.jks", &[("leaf", &self_signed(&until(server("a.example.com"), 2025, 1, 1)))]);
    let failures = |least: &str| {
        let words = ["audit", "trust.jks", "--at", AT, "--format", "junit", "--fail-on", least];
        text(&scene.run(&words)).matches("<failure").count()
    };
    assert_eq!(["info", "warning", "error", "never"].map(failures), [2, 1, 0, 0]);
}

#[test]
fn the_java_of_a_folder_brings_its_own_store() {
    let scene = Scene::new();
    fs::create_dir_all(scene.path("jre/conf/security")).unwrap();
    fs::create_dir_all(scene.path("jre/lib/security")).unwrap();
    scene.write("jre/release", "JAVA_VERSION=\"11.0.20\"\n");
    scene.write("jre/conf/security/java.security", "");
    scene.truststore("jre/lib/security/cacerts", &[("corp", root("Corp").der())]);
    let document = scene.json(&["audit", "--java-home", "jre", "--at", AT], 0);
    assert_eq!(document["stores"][0]["path"], "jre/lib/security/cacerts");
    scene.truststore("other.jks", &[("other", root("Other").der())]);
    let document = scene.json(&["audit", "--keystore", "other.jks", "--java-home", "jre", "--at", AT], 0);
    assert_eq!((&document["stores"][0]["path"], &document["stores"][1]), (&"other.jks".into(), &Value::Null));
}

/// Names that an option, a shell or a terminal would take for something else: the printed command deletes the entry.
#[test]
fn printed_commands_can_be_pasted_whatever_the_names() {
    let scene = Scene::new();
    let over = self_signed(&until(params("Old", true), 2025, 1, 1));
    for alias in
        ["it's", "$(touch pwned)", "-rf", "a\u{1b}[31mb", "new\nline", "back\\slash\u{202e}", "straße"]
    {
        scene.truststore("-st ore.jks", &[(alias, &over)]);
        scene.write("pass word", "changeit\n");
        let words = ["./-st ore.jks", "--storepass-file", "pass word"];
        let at = ["audit", "--at", AT, words[1], words[2], "--format", "json", "--", "-st ore.jks"];
        let output = scene.run(&at);
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        let command = document["stores"][0]["findings"][0]["command"].as_str().unwrap().to_owned();
        assert!(
            command.contains("./-st ore.jks") && command.contains("--storepass-file 'pass word'"),
            "{command}"
        );
        let told = text(&scene.run(&["audit", "--at", AT, words[1], words[2], "--", "-st ore.jks"]));
        assert!(told.contains(&command), "{command}\n{told}");
        run_in_shell(&scene, &command);
        assert_eq!(
            all_findings(&scene, &["./-st ore.jks"]),
            [of_store("empty-store", "warning")],
            "{command}"
        );
        assert!(!scene.path("pwned").exists());
    }
}
