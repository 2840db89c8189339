//! `jvms` beside real Javas: which store each uses is what each says itself in its debug output, and so is the number of its
//! anchors.
//!
//! Of `JAVA_HOME_8`, `_11`, `_17`, `_21` and `_25` those that are set are started; `javac` compiles what they run. Without them, and
//! on systems without `/proc`, there is nothing to compare with.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod support;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use serde_json::Value;
use support::javas::{Running, compile, copied, javas};
use support::servers::{Server, has_openssl, private, scripted};
use support::{Scene, key, root};

/// A way to tell a Java its trust store: its words and environment, the cause that is told for it, if any.
type Way<'w> = (&'w [&'w str], &'w [(&'w str, &'w str)], Option<&'w str>);

#[test]
fn the_store_that_is_named_is_the_one_that_the_jvm_uses() {
    let javas = javas();
    if javas.is_empty() {
        return;
    }
    let scene = Scene::new();
    compile(&scene);
    let authority = root("Corp Root");
    scene.truststore("own.jks", &[("corp", authority.der())]);
    scene.truststore("two.jks", &[("corp", authority.der()), ("other", root("Other").der())]);
    for (name, kind) in [("own.p12", "PKCS12"), ("own.jceks", "JCEKS")] {
        let from = ["-importkeystore", "-srckeystore", "own.jks", "-srcstorepass", "changeit", "-noprompt"];
        let to = ["-destkeystore", name, "-deststoretype", kind, "-deststorepass", "changeit"];
        let output = scene.run(&[&from[..], &to].concat());
        assert!(output.status.success(), "{}", support::text(&output));
    }
    let own = key();
    scene.keystore("key.jks", "changeit", &[("me", &own, &[root("Me").der()])]);
    fs::create_dir(scene.path("folder")).unwrap();
    scene.write("zero", "");
    scene.write("corp.pem", authority.pem());
    scene.write("arguments", "# ours\n-Djavax.net.ssl.trustStore=\"own.jks\"\n");
    scene.write("vm", "-Djavax.net.ssl.trustStore=own.jks\n");
    scene.write("narrow", "keystore.type.compat=false\n");
    scene.write("jceks", "keystore.type=jceks\n");
    let named = format!("-Djavax.net.ssl.trustStore={}", scene.path("own.jks").display());
    let absolute = [named.as_str()];
    let quoted = ["-Djavax.net.ssl.trustStore=\"own.jks\""];
    const STORE: &str = "-Djavax.net.ssl.trustStore=own.jks";
    const PASSWORD: &str = "-Djavax.net.ssl.trustStorePassword=changeit";
    const WRONG: &str = "-Djavax.net.ssl.trustStorePassword=changeme";
    let ways: Vec<Way<'_>> = vec![
        (&[], &[], None),
        (&absolute, &[], None),
        (&[STORE], &[], None),
        (&[STORE, PASSWORD], &[], None),
        (&[STORE, WRONG], &[], Some("wrong-password")),
        (&["-Djavax.net.ssl.trustStore=two.jks", STORE], &[], None),
        (&["-Djavax.net.ssl.trustStore=/does/not/exist"], &[], Some("silent-fallback")),
        (&["-Djavax.net.ssl.trustStore="], &[], Some("silent-fallback")),
        (&["-Djavax.net.ssl.trustStore"], &[], Some("silent-fallback")),
        (&["-Djavax.net.ssl.trustStore=folder"], &[], Some("silent-fallback")),
        (&quoted, &[], Some("silent-fallback")),
        (&["-Djavax.net.ssl.trustStore=NONE"], &[], Some("no-trust-store")),
        (&["-Djavax.net.ssl.trustStore=own.p12", PASSWORD], &[], None),
        (&["-Djavax.net.ssl.trustStore=own.p12"], &[], Some("trust-store-password-missing")),
        (&["-Djavax.net.ssl.trustStore=own.p12", WRONG], &[], Some("wrong-password")),
        (&["-Djavax.net.ssl.trustStore=own.jceks"], &[], Some("wrong-store-type")),
        (&["-Djavax.net.ssl.trustStore=own.jceks", "-Djavax.net.ssl.trustStoreType=jceks"], &[], None),
        (&[STORE, "-Djavax.net.ssl.trustStoreType=JCEKS"], &[], None),
        (&[STORE, "-Djavax.net.ssl.trustStoreType=nonsense"], &[], Some("wrong-store-type")),
        (&["-Djavax.net.ssl.trustStore=zero"], &[], Some("not-a-keystore")),
        (&["-Djavax.net.ssl.trustStore=corp.pem"], &[], Some("not-a-keystore")),
        (&["-Djavax.net.ssl.trustStore=key.jks"], &[], None),
        (&["@arguments"], &[], None),
        (&["@arguments", "-Djavax.net.ssl.trustStore=two.jks"], &[], None),
        (&["-XX:VMOptionsFile=vm"], &[], None),
        (&["-Djava.security.properties=narrow", STORE], &[], Some("wrong-store-type")),
        (&["-Djava.security.properties=jceks", "-Djavax.net.ssl.trustStore=own.jceks"], &[], None),
        (&["-Djava.security.properties=gone", STORE], &[], None),
        (&[], &[("JAVA_TOOL_OPTIONS", STORE)], None),
        (&[], &[("JAVA_TOOL_OPTIONS", "'-Djavax.net.ssl.trustStore=own.jks' -Da=b")], None),
        (&[], &[("JDK_JAVA_OPTIONS", STORE)], None),
        (&[], &[("JDK_JAVA_OPTIONS", "@arguments")], None),
        (&["-Djavax.net.ssl.trustStore=two.jks"], &[("JAVA_TOOL_OPTIONS", STORE)], None),
        (&["-Djavax.net.ssl.trustStore=two.jks"], &[("JDK_JAVA_OPTIONS", STORE)], None),
        (&["-Djavax.net.ssl.trustStore=two.jks"], &[("_JAVA_OPTIONS", STORE)], None),
        (&[], &[("_JAVA_OPTIONS", "-Da=b -Djavax.net.ssl.trustStore=own.jks")], None),
        (
            &[],
            &[("JAVA_TOOL_OPTIONS", STORE), ("JDK_JAVA_OPTIONS", "-Djavax.net.ssl.trustStore=two.jks")],
            None,
        ),
    ];
    let mut compared = 0;
    for (version, home) in &javas {
        // Files of arguments and of options are of Java 9 and later.
        let is_known =
            |word: &&str| version != "8" || !(word.starts_with('@') || word.starts_with("-XX:VMOptionsFile"));
        for (words, environment, cause) in ways.iter().filter(|(words, ..)| words.iter().all(is_known)) {
            let what = format!("{version}: {words:?} {environment:?}");
            // Its own keystore.type is jks.
            let is_of_jks = version == "8" && words.contains(&"-Djava.security.properties=narrow");
            let cause = cause.filter(|_| !is_of_jks);
            let java = Running::start(&scene, home, words, environment);
            let told = java.told(&scene, i32::from(cause.is_some()));
            let store = &told["truststore"];
            // Java says NONE for none.
            let named = store["path"].as_str().unwrap_or("NONE");
            assert_eq!(Some(named), java.store.as_deref(), "{what}: {told}");
            assert_eq!(store["anchors"].as_u64(), java.anchors.filter(|_| named != "NONE"), "{what}: {told}");
            let causes: Vec<&str> = told["causes"]
                .as_array()
                .unwrap()
                .iter()
                .map(|cause| cause["cause"].as_str().unwrap())
                .collect();
            assert_eq!(causes.first().copied(), cause, "{what}");
            assert_eq!(told["home"].as_str().map(Path::new), Some(home.as_path()), "{what}");
            assert_eq!(told["main"], "Waits", "{what}");
            compared += 1;
        }
    }
    eprintln!("{compared} ways of {} Javas: the store and the number of anchors are theirs", javas.len());
}

/// A store of its own keys that is told and not to be had makes each connection fail; nothing is passed over there.
#[test]
fn own_keys_that_a_jvm_fails_over() {
    // The oldest and the newest: what both do, those between do as well.
    let javas = javas();
    let javas: Vec<_> = javas.first().into_iter().chain(javas.last().filter(|_| javas.len() > 1)).collect();
    let scene = Scene::new();
    if !javas.is_empty() {
        compile(&scene);
    }
    scene.truststore("certs.jks", &[("corp", root("Corp Root").der())]);
    scene.keystore("key.jks", "changeit", &[("me", &key(), &[root("Me").der()])]);
    scene.keystore("locked.jks", "changeit", &[("me", &key(), &[root("Me").der()])]);
    let change = ["-keypasswd", "-alias", "me", "-keystore", "locked.jks", "-storepass", "changeit"];
    let output = scene.run(&[&change[..], &["-keypass", "changeit", "-new", "another"]].concat());
    assert!(output.status.success(), "{}", support::text(&output));
    let from = ["-importkeystore", "-srckeystore", "key.jks", "-srcstorepass", "changeit", "-noprompt"];
    let to = ["-destkeystore", "key.p12", "-deststoretype", "PKCS12", "-deststorepass", "changeit"];
    let output = scene.run(&[&from[..], &to].concat());
    assert!(output.status.success(), "{}", support::text(&output));
    fs::create_dir(scene.path("folder")).unwrap();
    // Not where it would be found beside the Javas.
    fs::create_dir(scene.path("agent")).unwrap();
    scene.write("zero", "");
    scene.write("key.pem", key().serialize_pem());
    scene.write("late", "ssl.KeyManagerFactory.algorithm=PKIX\n");
    const PASSWORD: &str = "PASSWORD=changeit";
    let ways: [(&[&str], Option<&str>); 19] = [
        (&["=gone"], Some("store-missing")),
        (&["=folder"], Some("store-missing")),
        (&["=\"key.p12\"", PASSWORD], Some("store-missing")),
        (&["="], None),
        (&["=NONE"], None),
        (&["=zero"], Some("not-a-keystore")),
        (&["=key.pem"], Some("not-a-keystore")),
        (&["=key.p12", PASSWORD], None),
        (&["=key.jks", PASSWORD], None),
        (&["=key.p12"], Some("key-password")),
        (&["=key.jks"], Some("key-password")),
        (&["=key.p12", "PASSWORD="], Some("key-password")),
        (&["=key.p12", "PASSWORD=changeme"], Some("wrong-password")),
        (&["=locked.jks", PASSWORD], Some("key-password")),
        (&["=locked.jks", PASSWORD, "-Djava.security.properties=late"], None),
        (&["=certs.jks"], Some("no-client-key")),
        (&["=key.p12", PASSWORD, "TYPE=JCEKS"], Some("wrong-store-type")),
        (&["=key.p12", PASSWORD, "TYPE=nonsense"], Some("wrong-store-type")),
        (&["=key.p12", "TYPE="], Some("no-client-key")),
    ];
    let spelled = |word: &&str| {
        let word = word.replace("PASSWORD=", "Password=").replace("TYPE=", "Type=");
        if word.starts_with('-') { word } else { format!("-Djavax.net.ssl.keyStore{word}") }
    };
    let cause = |told: &Value| told["causes"][0]["cause"].as_str().map(str::to_owned);
    for (words, expected) in ways {
        let words: Vec<String> = words.iter().map(spelled).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        for (version, home) in javas.iter().copied() {
            let java = Running::start(&scene, home, &words, &[]);
            let told = java.told(&scene, i32::from(expected.is_some()));
            assert_eq!(cause(&told).as_deref(), expected, "{version} {words:?}: {told}");
            // Of an empty type nothing is said: it connects, without its keys.
            let fails = expected.is_some_and(|cause| cause != "no-client-key");
            assert_eq!(java.anchors.is_none(), fails, "{version} {words:?}");
        }
        // The same before it is started.
        let lines =
            words.iter().enumerate().map(|(at, word)| format!("wrapper.java.additional.{}={word}\n", at + 1));
        scene.write("agent/wrapper.conf", format!("wrapper.working.dir=..\n{}", lines.collect::<String>()));
        let told = scene.json(&["jvms", "--config", "agent/wrapper.conf"], i32::from(expected.is_some()));
        let told = &told["services"][0];
        assert_eq!(cause(told).as_deref(), expected, "{words:?}: {told}");
        assert!(!told.to_string().contains("changeit") && !told.to_string().contains("changeme"));
    }
}

#[test]
fn jssecacerts_and_what_was_changed_after_the_start() {
    let javas = javas();
    if javas.is_empty() {
        return;
    }
    let scene = Scene::new();
    compile(&scene);
    let authority = root("Corp Root");
    scene.truststore("own.jks", &[("corp", authority.der())]);
    scene.write("other.pem", root("Other").pem());
    for (version, home) in &javas {
        let copy = scene.path(&format!("java-{version}"));
        copied(home, &copy);
        let copy = fs::canonicalize(copy).unwrap();
        fs::copy(scene.path("own.jks"), copy.join("lib/security/jssecacerts")).unwrap();
        let java = Running::start(&scene, &copy, &[], &[]);
        let told = java.told(&scene, 0);
        assert_eq!(told["truststore"]["path"].as_str(), java.store.as_deref());
        assert!(java.store.as_deref().unwrap().ends_with("jssecacerts") && java.anchors == Some(1));
        // What was told and is not there: jssecacerts is passed over as well.
        let words = ["-Djavax.net.ssl.trustStore=gone"];
        let java = Running::start(&scene, &copy, &words, &[]);
        let told = java.told(&scene, 1);
        assert_eq!(told["truststore"]["path"].as_str(), java.store.as_deref());
        assert!(java.store.as_deref().unwrap().ends_with("/cacerts"));
    }
    // An import after the start.
    let (_, home) = javas.last().unwrap();
    scene.truststore("live.jks", &[("corp", authority.der())]);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let words = ["-Djavax.net.ssl.trustStore=live.jks"];
    let java = Running::start(&scene, home, &words, &[]);
    assert_eq!(java.told(&scene, 0)["truststore"]["changed_after_start"], Value::Null);
    // A file with an older date in its place: a restart may be due, and nobody knows; that alone is no alarm.
    scene.truststore("packed.jks", &[("corp", authority.der())]);
    let old = fs::metadata(scene.path("live.jks")).unwrap().modified().unwrap();
    fs::File::options().write(true).open(scene.path("packed.jks")).unwrap().set_modified(old).unwrap();
    fs::rename(scene.path("packed.jks"), scene.path("live.jks")).unwrap();
    let told = java.told(&scene, 0);
    assert_eq!(
        (&told["causes"][0]["cause"], &told["causes"][0]["severity"]),
        (&"restart-due".into(), &"info".into())
    );
    assert_eq!(told["truststore"]["changed_after_start"], Value::Null);
    scene.said(&["import", "other.pem", "--keystore", "live.jks"], 0);
    let told = java.told(&scene, 1);
    assert_eq!(told["causes"][0]["cause"], "restart-due");
    assert!(told["truststore"]["changed_after_start"].is_string());
    // In the place of a keystore's path.
    let pid = java.process.id().to_string();
    let told = scene.json(&["audit", "--process", &pid, "--fail-on", "never"], 0);
    assert!(told["stores"][0]["path"].as_str().unwrap().ends_with("/live.jks"), "{told}");
    scene.write("third.pem", root("Third").pem());
    let said = scene.said(&["import", "third.pem", "--process", &pid], 0);
    assert!(said.contains("added third") && said.contains("live.jks"), "{said}");
    assert!(said.contains(&format!("Process {pid} has read its store already: start it anew")), "{said}");
    scene.said(&["verify", "third.pem", "--process", &pid], 0);
    scene.said(&["delete", "third", "--keystore", "live.jks"], 0);
    // In which store it is, and who uses that one.
    scene.said(&["jvms", "--process", &pid, "--has", "other.pem"], 0);
    let said = scene.said(&["jvms", "--process", &pid, "--has", "third.pem"], 1);
    assert!(said.contains("has it not") && said.contains("Start it anew"), "{said}");
}

/// `probe --process` goes the way that the process goes, says what it says, and tells what is the matter with its store.
#[test]
fn a_server_is_probed_as_a_running_java_would() {
    let javas = javas();
    let Some((_, home)) = javas.last() else { return };
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    compile(&scene);
    let corporate = scene.path("corporate.pem").display().to_string();
    scene.said(&["import", &corporate, "--keystore", "live.jks", "--storepass", "changeit", "--yes"], 0);
    scene.write("own.security", "jdk.tls.disabledAlgorithms=TLSv1.3\n");
    let server = Server::start(&scene, "-cert leaf.pem -key leaf.key -tls1_3");
    let (proxy, asked) = tunnel(server.port);
    let proxy_port = format!("-Dhttps.proxyPort={proxy}");
    let elsewhere = format!("mail.example.test:{}", server.port);
    let here = format!("localhost:{}", server.port);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let trust = "-Djavax.net.ssl.trustStore=live.jks";
    // Through its proxy, but for the hosts that it goes to without.
    let java = Running::start(&scene, home, &[trust, "-Dhttps.proxyHost=127.0.0.1", &proxy_port], &[]);
    let pid = java.process.id().to_string();
    let told = scene.json(&["probe", &elsewhere, "--process", &pid], 1);
    assert_eq!(told["proxy"], format!("127.0.0.1:{proxy}"), "{told}");
    assert!(asked.recv().unwrap().starts_with(&format!("CONNECT {elsewhere} ")));
    // It finds nothing in a store that it is told no password of, though others open it.
    let told = scene.json(&["probe", &here, "--process", &pid], 1);
    let thrown = told["exception"].as_str().unwrap();
    assert!(
        java.anchors == Some(0) && thrown.ends_with("the trustAnchors parameter must be non-empty"),
        "{told}"
    );
    assert_eq!(told["causes"][1]["cause"], "trust-store-password-missing", "{told}");
    let trust = [trust, "-Djavax.net.ssl.trustStorePassword=changeit"];
    let proxied = [trust[0], trust[1], "-Dhttps.proxyHost=127.0.0.1", &proxy_port];
    let java = Running::start(&scene, home, &proxied, &[]);
    let pid = java.process.id().to_string();
    let told = scene.json(&["probe", &here, "--process", &pid], 0);
    assert_eq!((&told["proxy"], &told["causes"]), (&Value::Null, &serde_json::json!([])), "{told}");
    // What is said here comes after what it was told.
    let told =
        scene.json(&["probe", &here, "--process", &pid, "-D", "http.nonProxyHosts=", "--timeout", "5"], 0);
    assert_eq!(told["proxy"], format!("127.0.0.1:{proxy}"), "{told}");
    // Its store is another one by now.
    scene.write("other.pem", root("Other").pem());
    scene.said(&["import", "other.pem", "--keystore", "live.jks"], 0);
    let told = scene.json(&["probe", &here, "--process", &pid], 0);
    assert_eq!(told["causes"][0]["cause"], "restart-due", "{told}");
    let message = told["causes"][0]["message"].as_str().unwrap();
    assert!(message.starts_with(&format!("process {pid}: ")) && message.contains("was changed"), "{message}");
    let said = scene.said(&["probe", &here, "--process", &pid], 0);
    assert!(said.contains("Connects, and yet") && said.contains("Start it anew"), "{said}");
    // `import` and `verify` say it as well.
    let told = scene.json(&["verify", "other.pem", "--process", &pid], 0);
    assert_eq!(told["causes"][0]["message"], message, "{told}");
    let imported = scene.run(&["import", "other.pem", "--process", &pid]);
    let warned = String::from_utf8_lossy(&imported.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(imported.status.success() && warned.contains(&format!("Beware: {message}")), "{warned}");
    // What it is told of protocols, by properties and by a file of security properties.
    for property in [
        "jdk.tls.client.protocols=TLSv1.2",
        "https.protocols=TLSv1.2",
        "java.security.properties=own.security",
    ] {
        let java = Running::start(&scene, home, &[trust[0], trust[1], &format!("-D{property}")], &[]);
        let told = scene.json(&["probe", &here, "--process", &java.process.id().to_string()], 1);
        assert_eq!(told["causes"][0]["cause"], "protocol-mismatch", "{property}: {told}");
    }
    // The store that it was told is not there.
    let java = Running::start(&scene, home, &["-Djavax.net.ssl.trustStore=gone.jks"], &[]);
    let told = scene.json(&["probe", &here, "--process", &java.process.id().to_string()], 1);
    let causes: Vec<&str> =
        told["causes"].as_array().unwrap().iter().map(|one| one["cause"].as_str().unwrap()).collect();
    assert!(causes.contains(&"silent-fallback"), "{told}");
}

/// A proxy that lets everything through to this port; and what it was asked.
fn tunnel(to: u16) -> (u16, Receiver<String>) {
    let (sender, receiver) = channel();
    let port = scripted(move |client| {
        let sender = sender.clone();
        std::thread::spawn(move || {
            let mut reader = BufReader::new(client.try_clone().unwrap());
            let (mut first, mut line) = (String::new(), String::new());
            reader.read_line(&mut first).unwrap();
            while reader.read_line(&mut line).unwrap() > 2 {
                line.clear();
            }
            let _ = sender.send(first);
            let (mut back, mut there) = (client, TcpStream::connect(("127.0.0.1", to)).unwrap());
            back.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
            let (mut from, mut into) = (there.try_clone().unwrap(), back.try_clone().unwrap());
            std::thread::spawn(move || std::io::copy(&mut from, &mut into));
            let _ = std::io::copy(&mut reader, &mut there);
        });
    });
    (port, receiver)
}
