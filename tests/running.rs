//! `jvms` beside real Javas that run in a way of their own: with mounts of their own, from a start script, within another program.
//!
//! As in `tests/jvms.rs` what it tells is compared with what each Java says itself; `JAVA_HOME_OLD_11` is one before 11.0.12. What a
//! machine does not allow or have is left out with a message.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod support;

use std::fs;

use serde_json::Value;
use support::javas::{Running, compile, copied, embedding, javas, unshares};
use support::{Scene, root};

/// The Javas of this machine, but for 8, which knows neither files of arguments nor `lib/server`, and a folder with what they run and
/// two stores in it: one of one authority, and one of two.
fn scene() -> Option<(Scene, Vec<(String, std::path::PathBuf)>)> {
    let mut javas = javas();
    javas.retain(|(version, _)| version != "8");
    if javas.is_empty() {
        return None;
    }
    let scene = Scene::new();
    compile(&scene);
    let (one, two) = (root("One"), root("Two"));
    scene.truststore("one.jks", &[("one", one.der())]);
    scene.truststore("two.jks", &[("one", one.der()), ("two", two.der())]);
    Some((scene, javas))
}

/// The causes that are told, in their order.
fn causes(told: &Value) -> Vec<&str> {
    told["causes"].as_array().unwrap().iter().map(|cause| cause["cause"].as_str().unwrap()).collect()
}

/// With mounts of its own (`unshare -m`, `PrivateTmp=`) it is its file that is looked into, not ours of the same name.
#[test]
fn files_below_its_own_mounts_are_its_own() {
    let Some((scene, javas)) = scene() else { return };
    if !unshares() {
        return;
    }
    let (_, home) = javas.last().unwrap();
    for (folder, store) in [("mounted", "one.jks"), ("other", "two.jks")] {
        fs::create_dir(scene.path(folder)).unwrap();
        fs::copy(scene.path(store), scene.path(folder).join("trust.jks")).unwrap();
    }
    fs::copy(scene.path("one.jks"), scene.path("trust.jks")).unwrap();
    std::os::unix::fs::symlink("mounted/trust.jks", scene.path("link.jks")).unwrap();
    let folder = "mount --bind other mounted";
    for (script, store) in
        [(folder, "mounted/trust.jks"), (folder, "link.jks"), ("mount --bind two.jks trust.jks", "trust.jks")]
    {
        let java =
            Running::after(&scene, script, true, home, &[&format!("-Djavax.net.ssl.trustStore={store}")]);
        let told = java.told(&scene, 0);
        assert_eq!(java.anchors, Some(2), "{script}");
        assert_eq!(told["truststore"]["anchors"], 2, "{store}: {told}");
        assert_eq!(told["truststore"]["store"]["entries"], 2, "{store}: {told}");
        assert!(causes(&told).is_empty(), "{told}");
    }
}

/// What a start script did to the store before it became the Java (`exec`) was there when the Java read it.
#[test]
fn a_start_script_may_change_the_store_before_it_becomes_the_java() {
    let Some((scene, javas)) = scene() else { return };
    scene.write("other.pem", root("Other").pem());
    for (version, home) in &javas {
        fs::copy(scene.path("one.jks"), scene.path("live.jks")).unwrap();
        let words = ["-Djavax.net.ssl.trustStore=live.jks"];
        let java =
            Running::after(&scene, "sleep 0.5; cat two.jks > live.jks; sleep 0.2", false, home, &words);
        let told = java.told(&scene, 0);
        assert_eq!((java.anchors, &told["truststore"]["anchors"]), (Some(2), &2.into()), "{version}: {told}");
        assert!(causes(&told).is_empty(), "{version}: {told}");
        scene.said(&["import", "other.pem", "--keystore", "live.jks"], 0);
        assert_eq!(causes(&java.told(&scene, 1)), ["restart-due"], "{version}");
    }
}

/// What was told by a file that is gone, or says something else by now, the VM says itself; where it does not, nobody knows.
#[test]
fn the_running_vm_says_what_a_lost_file_of_arguments_told_it() {
    let Some((scene, javas)) = scene() else { return };
    fs::create_dir(scene.path("two words")).unwrap();
    fs::copy(scene.path("two.jks"), scene.path("two words/two -D.jks")).unwrap();
    const STORE: &str = "javax.net.ssl.trustStore";
    let named = format!("-D{STORE}=\"two words/two.jks\"");
    fs::copy(scene.path("two.jks"), scene.path("two words/two.jks")).unwrap();
    let long = format!("-Dlong={}", "x".repeat(1024));
    let is_root = unshares();
    let file = |name: &str| {
        scene.write(name, &named);
        scene.path(name)
    };
    for (version, home) in &javas {
        for word in ["@args", "-XX:VMOptionsFile=args"] {
            let args = file("args");
            let java = Running::start(&scene, home, &[word, "-Dseen=yes"], &[]);
            assert_eq!(java.anchors, Some(2), "{version}");
            let seen = java.told(&scene, 0);
            assert_eq!(seen["truststore"]["steps"][0]["origin"], "args:1", "{version}: {seen}");
            // As an update of the application does it.
            std::thread::sleep(std::time::Duration::from_millis(50));
            fs::write(&args, format!("-D{STORE}=one.jks")).unwrap();
            let changed = java.told(&scene, 0);
            fs::remove_file(&args).unwrap();
            let gone = java.told(&scene, 0);
            // As what cleans /tmp does it: root still finds the file.
            if is_root {
                fs::remove_file(kept(java.process.id())).unwrap();
            }
            for told in [changed, gone, java.told(&scene, 0)] {
                assert_eq!(told["truststore"]["path"].as_str(), java.store.as_deref(), "{version}: {told}");
                assert_eq!(told["truststore"]["anchors"], 2, "{version}: {told}");
                assert_eq!(told["truststore"]["steps"][0]["origin"], "as the running VM says", "{version}");
                assert_eq!((&told["unread"], &told["unseen"]), (&nothing(), &nothing()), "{version}: {told}");
            }
        }
        // The first 1024 bytes are all that it keeps.
        let args = file("args");
        let java = Running::start(&scene, home, &[&long, "@args"], &[]);
        fs::remove_file(args).unwrap();
        let told = java.told(&scene, 0);
        assert_eq!((java.anchors, &told["unseen"][0]["what"]), (Some(2), &"cut".into()), "{version}: {told}");
        let java =
            Running::start(&scene, home, &[&long, "-Djavax.net.ssl.trustStore=two.jks", "-Dlast=1"], &[]);
        let told = java.told(&scene, 0);
        assert_eq!(
            (&told["truststore"]["anchors"], &told["unseen"]),
            (&2.into(), &nothing()),
            "{version}: {told}"
        );
        // It keeps nothing at all.
        let args = file("args");
        let java = Running::start(&scene, home, &["@args", "-XX:-UsePerfData"], &[]);
        std::thread::sleep(std::time::Duration::from_millis(50));
        fs::write(&args, "-Dother=1").unwrap();
        let told = java.told(&scene, 0);
        assert_eq!(
            told["unseen"][0],
            serde_json::json!({ "what": "changed-file", "file": "args" }),
            "{told}"
        );
        fs::remove_file(args).unwrap();
        let pid = java.process.id().to_string();
        assert_eq!(java.told(&scene, 0)["unread"], serde_json::json!(["args"]));
        let said = scene.said(&["jvms", "--process", &pid], 0);
        assert!(said.contains("nothing else that can be seen was said"), "{said}");
        assert!(said.contains("unless args says otherwise"), "{said}");
    }
}

/// The file that a VM keeps of itself.
fn kept(pid: u32) -> std::path::PathBuf {
    let folders = fs::read_dir("/tmp").unwrap().flatten().map(|entry| entry.path());
    let folders =
        folders.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("hsperfdata_"));
    let mut files = folders.map(|folder| folder.join(pid.to_string())).filter(|file| file.exists());
    files.next().expect("a file of this VM")
}

fn nothing() -> Value {
    serde_json::json!([])
}

/// The words of a program that makes a Java within itself are its own, and `JDK_JAVA_OPTIONS` is read by `java` alone.
#[test]
fn a_java_within_another_program_was_told_by_that() {
    let Some((scene, javas)) = scene() else { return };
    const ONE: &str = "-Djavax.net.ssl.trustStore=one.jks";
    const TWO: &str = "-Djavax.net.ssl.trustStore=two.jks";
    for (version, home) in &javas {
        let Some(program) = embedding(&scene, home) else { return };
        for (own, variable, anchors) in [
            (TWO, None, 2),
            ("-Da=b", Some("JAVA_TOOL_OPTIONS"), 1),
            ("-Da=b", Some("JDK_JAVA_OPTIONS"), 0),
            (TWO, Some("_JAVA_OPTIONS"), 1),
            ("-XX:-UsePerfData", Some("JAVA_TOOL_OPTIONS"), 1),
            ("-XX:-UsePerfData", None, 0),
        ] {
            let mut command = std::process::Command::new(&program);
            let words = format!("-Djava.class.path=. -Djavax.net.debug=ssl:trustmanager {own}");
            command.arg("-Djavax.net.ssl.trustStore=none.jks").env("VM_WORDS", words);
            if let Some(variable) = variable {
                command.env(variable, ONE);
            }
            let java = Running::by(&scene, command);
            let told = java.told(&scene, 0);
            let what = format!("{version} {own} {variable:?}: {told}");
            assert_eq!(told["truststore"]["anchors"].as_u64(), java.anchors, "{what}");
            assert_eq!(anchors, java.anchors.filter(|anchors| *anchors < 3).unwrap_or_default(), "{what}");
            let unseen = if own == "-XX:-UsePerfData" { vec!["program"] } else { Vec::new() };
            let all = told["unseen"].as_array().unwrap();
            assert!(all.iter().map(|unseen| &unseen["what"]).eq(&unseen), "{what}");
        }
    }
}

/// Of the words of a tool those behind `-J` are the VM's.
#[test]
fn a_tool_takes_options_behind_a_j_of_its_own() {
    let Some((scene, javas)) = scene() else { return };
    for (version, home) in &javas {
        let keytool = home.join("bin/keytool");
        if !keytool.is_file() {
            continue;
        }
        for perf in ["-J-Da=b", "-J-XX:-UsePerfData"] {
            // It waits for a password.
            let mut tool = std::process::Command::new(&keytool)
                .args(["-list", "-keystore", "one.jks", "-J-Djavax.net.ssl.trustStore=two.jks", perf])
                .args(["-alias", "-Djavax.net.ssl.trustStore=one.jks"])
                .env("JDK_JAVA_OPTIONS", "-Djavax.net.ssl.keyStore=gone.jks")
                .current_dir(scene.path("."))
                .stdin(std::process::Stdio::piped())
                .stdout(std::process::Stdio::null())
                .stderr(std::process::Stdio::piped())
                .spawn()
                .unwrap();
            std::io::Read::read_exact(tool.stderr.as_mut().unwrap(), &mut [0; 5]).unwrap();
            let pid = tool.id().to_string();
            let told = scene.json(&["jvms", "--process", &pid], 0)["processes"][0].clone();
            tool.kill().unwrap();
            tool.wait().unwrap();
            assert_eq!(told["truststore"]["anchors"], 2, "{version}: {told}");
            assert_eq!(told["truststore"]["steps"][0]["origin"], "command line", "{version}: {told}");
            assert_eq!((&told["keystore"], &told["unseen"]), (&Value::Null, &nothing()), "{version}: {told}");
            assert_eq!(told["home"].as_str(), home.to_str(), "{version}");
        }
    }
}

/// A MAC or a cipher that its update does not know: it fails where a later one connects.
#[test]
fn a_store_may_be_too_new_for_the_java() {
    let Some((scene, mut javas)) = scene() else { return };
    // An update that is too old, where there is one: 11.0.5 is.
    let old = std::env::var_os("JAVA_HOME_OLD_11").map(|home| ("11 of old".to_owned(), home.into()));
    if old.is_none() {
        eprintln!("skipped: JAVA_HOME_OLD_11 is not set");
    }
    javas.extend(old);
    let from = ["-importkeystore", "-srckeystore", "one.jks", "-srcstorepass", "changeit", "-noprompt"];
    let to = ["-deststoretype", "PKCS12", "-deststorepass", "changeit", "-destkeystore"];
    for (name, property) in [
        ("new.p12", "-J-Da=b"),
        ("old.p12", "-J-Dkeystore.pkcs12.legacy"),
        ("plain.p12", "-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE"),
        ("mac1.p12", "-J-Dkeystore.pkcs12.macAlgorithm=HmacPBESHA1"),
    ] {
        let output = scene.run(&[&from[..], &to, &[name, property]].concat());
        assert!(output.status.success(), "{}", support::text(&output));
    }
    const PASSWORD: &str = "-Djavax.net.ssl.trustStorePassword=changeit";
    let mut failed = 0;
    for (version, home) in &javas {
        for (store, words) in [
            ("new.p12", vec![PASSWORD]),
            ("old.p12", vec![PASSWORD]),
            ("mac1.p12", vec![PASSWORD]),
            ("plain.p12", vec![PASSWORD]),
            ("plain.p12", vec![]),
        ] {
            let named = format!("-Djavax.net.ssl.trustStore={store}");
            let words = [&[named.as_str()], words.as_slice()].concat();
            let java = Running::start(&scene, home, &words, &[]);
            let told = java.told(&scene, i32::from(java.anchors.is_none()));
            let expected: &[&str] = if java.anchors.is_none() { &["unreadable-by-java"] } else { &[] };
            failed += expected.len();
            assert_eq!(causes(&told), expected, "{version} {words:?}: {told}");
            assert_eq!(told["truststore"]["anchors"].as_u64(), java.anchors, "{version} {words:?}");
        }
    }
    assert_eq!(failed, if javas.last().unwrap().0.ends_with("old") { 2 } else { 0 });
}

/// A Java in the locale of C finds no file whose name has other letters than ASCII's.
#[test]
fn a_locale_may_have_no_letters_for_the_name_of_a_store() {
    let Some((scene, javas)) = scene() else { return };
    fs::copy(scene.path("one.jks"), scene.path("größe.jks")).unwrap();
    std::os::unix::fs::symlink("größe.jks", scene.path("link.jks")).unwrap();
    for (version, home) in &javas {
        for (store, variables, is_found) in [
            ("größe.jks", vec![], false),
            ("größe.jks", vec![("LC_ALL", "POSIX")], false),
            ("größe.jks", vec![("LC_ALL", "C"), ("LANG", "C.UTF-8")], false),
            ("größe.jks", vec![("LC_ALL", ""), ("LANG", "C.UTF-8")], true),
            ("link.jks", vec![("LC_ALL", "C")], true),
        ] {
            let mut command = support::javas::java(home, &[&format!("-Djavax.net.ssl.trustStore={store}")]);
            command.env_clear().envs(variables.iter().copied());
            let java = Running::by(&scene, command);
            let what = format!("{version} {store} {variables:?}");
            assert_eq!(java.anchors == Some(1), is_found, "{what}");
            let told = java.told(&scene, i32::from(!is_found));
            assert_eq!(told["truststore"]["anchors"].as_u64(), java.anchors, "{what}: {told}");
            let expected: &[&str] = if is_found { &[] } else { &["silent-fallback"] };
            assert_eq!(causes(&told), expected, "{what}");
            let access = &told["truststore"]["steps"][0]["access"];
            assert_eq!(access, if is_found { "readable" } else { "unnamable" }, "{what}");
        }
        let mut command = support::javas::java(home, &["-Djavax.net.ssl.keyStore=größe.jks"]);
        command.env_clear();
        let java = Running::by(&scene, command);
        assert_eq!((java.anchors, causes(&java.told(&scene, 1))), (None, vec!["store-missing"]), "{version}");
    }
}

/// In a folder that programs are run in with the system's own `/proc` (`chroot`), those that run there are told, and no others.
#[test]
fn a_folder_with_the_systems_own_processes_has_those_that_run_there() {
    let Some((scene, javas)) = scene() else { return };
    if !unshares() {
        return;
    }
    let (_, home) = javas.last().unwrap();
    let outside = Running::start(&scene, home, &["-Djavax.net.ssl.trustStore=one.jks"], &[]);
    // A root of its own, with the libraries of this one.
    let script = "mkdir -p jail/proc jail/srv jail/tmp jail/java
        for folder in usr lib lib64 dev etc; do
          if [ -e /$folder ]; then mkdir -p jail/$folder; mount --bind /$folder jail/$folder; fi
        done
        mount --bind \"$JAVA\" jail/java
        mount -t proc proc jail/proc
        cp two.jks Waits.class jail/srv/
        sleep 0.1";
    let words = [
        "-cp",
        "/srv",
        "-Djavax.net.debug=ssl:trustmanager",
        "-Djavax.net.ssl.trustStore=/srv/two.jks",
        "Waits",
    ];
    let mut command = std::process::Command::new("unshare");
    let run = format!("{script}\nexec chroot jail /java/bin/java \"$@\"");
    command.args(["-m", "sh", "-ec", &run, "sh"]).args(words).env("JAVA", home);
    let inside = Running::by(&scene, command);
    assert_eq!((inside.anchors, outside.anchors), (Some(2), Some(1)));
    // From within the mounts that the folder has, and from outside of them.
    let pid = inside.process.id().to_string();
    let tool = env!("CARGO_BIN_EXE_keytool-rs");
    let jail = scene.path("jail").display().to_string();
    let view = format!("/proc/{pid}/root");
    for command in [
        vec!["nsenter", "-m", "-t", &pid, "--", tool, "jvms", "--format", "json", "--root", &jail],
        vec!["env", tool, "jvms", "--format", "json", "--root", &view],
    ] {
        let output = std::process::Command::new(command[0]).args(&command[1..]).output().unwrap();
        let told: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
        let processes = told["processes"].as_array().unwrap();
        assert_eq!(processes.len(), 1, "{told}");
        let process = &processes[0];
        assert_eq!((process["pid"].to_string(), &process["home"]), (pid.clone(), &"/java".into()), "{told}");
        assert_eq!(process["truststore"]["anchors"], 2, "{told}");
        assert_eq!((causes(process).len(), told["hidden_processes"].as_u64()), (0, Some(0)), "{told}");
    }
}

/// A Java that was deleted, replaced by another one or moved while it runs: it has to be started anew, not installed.
#[test]
fn a_java_that_is_gone_while_it_runs() {
    let Some((scene, javas)) = scene() else { return };
    let top = fs::canonicalize(scene.path(".")).unwrap();
    let (home, kept) = (top.join("java"), top.join("kept"));
    for (version, from) in &javas {
        for way in ["deleted", "replaced", "moved", "moved and replaced"] {
            copied(from, &home);
            let java = Running::start(&scene, &home, &["-Dshort=1"], &[]);
            let own = Running::start(
                &scene,
                &home,
                &["-Djavax.net.ssl.trustStore=one.jks", "-XX:-UsePerfData"],
                &[],
            );
            assert!(causes(&java.told(&scene, 0)).is_empty());
            if way.starts_with("moved") {
                fs::rename(&home, &kept).unwrap();
            } else {
                fs::remove_dir_all(&home).unwrap();
            }
            if way.ends_with("replaced") {
                copied(from, &home);
            }
            let told = java.told(&scene, 1);
            let what = format!("{version}, {way}: {told}");
            assert_eq!(causes(&told), ["restart-due"], "{what}");
            assert_eq!(told["causes"][0]["severity"], "warning", "{what}");
            let message = told["causes"][0]["message"].as_str().unwrap();
            assert!(message.contains("was replaced, moved or deleted"), "{what}");
            assert_eq!(told["home"].as_str(), home.to_str(), "{what}");
            // Of one that keeps nothing of itself, a folder that was moved is where it is now.
            let told = own.told(&scene, i32::from(!way.starts_with("moved")));
            let expected: &[&str] = if way.starts_with("moved") { &[] } else { &["restart-due"] };
            assert_eq!(causes(&told), expected, "{version}, {way}: {told}");
            assert_eq!(told["truststore"]["anchors"], 1, "{version}, {way}: {told}");
            let _ = fs::remove_dir_all(&home);
            let _ = fs::remove_dir_all(&kept);
        }
    }
}

/// Everybody sees the command line of another user's Java, and not its environment: that alone is told as hidden.
#[test]
fn the_environment_of_another_users_java_is_hidden() {
    let Some((scene, javas)) = scene() else { return };
    let (_, home) = javas.last().unwrap();
    let tool = env!("CARGO_BIN_EXE_keytool-rs");
    let as_nobody = |words: &[&str]| {
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", tool];
        std::process::Command::new("setpriv").args(nobody).args(words).current_dir("/").output()
    };
    if !as_nobody(&["--version"]).is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: this cannot be run as another user");
        return;
    }
    let store = scene.path("one.jks").display().to_string();
    for (words, said) in [
        (vec![], "JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS or _JAVA_OPTIONS in it may say otherwise"),
        (vec![format!("-Djavax.net.ssl.trustStore={store}")], "_JAVA_OPTIONS in it may say otherwise"),
    ] {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let java =
            Running::start(&scene, home, &words, &[("_JAVA_OPTIONS", "-Djavax.net.ssl.trustStore=two.jks")]);
        let pid = java.process.id().to_string();
        let output = as_nobody(&["jvms", "--process", &pid, "--format", "json"]).unwrap();
        let told: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
        let told = &told["processes"][0];
        assert_eq!(told["unseen"], serde_json::json!([{ "what": "environment", "file": null }]), "{told}");
        assert_eq!((&told["main"], &told["is_open"]), (&"Waits".into(), &false.into()), "{told}");
        let output = as_nobody(&["jvms", "--process", &pid]).unwrap();
        let text = support::text(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("its environment is hidden from you, and ") && text.contains(said), "{text}");
        assert!(
            !text.contains("what it was told is hidden") && !text.contains("nothing else was said"),
            "{text}"
        );
        assert_eq!(text.contains("JAVA_TOOL_OPTIONS"), words.is_empty(), "{text}");
    }
}
