//! What `jvms` and its fellows make of the files of services: which store their Javas trust by, and what is the matter with it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod support;

use std::fs;

use support::{Scene, below, root, server};

/// What the files of services make their Javas trust by.
#[test]
fn services_are_told_by_their_files() {
    let scene = Scene::new();
    let tree = format!("{}/testdata/jvms/integration-agent", env!("CARGO_MANIFEST_DIR"));
    let conf = "/opt/integrationagent/conf/wrapper.conf";
    let told = scene.json(&["jvms", "--root", &tree, "--config", conf], 0);
    let service = &told["services"][0];
    assert_eq!(service["kind"], "Java Service Wrapper");
    assert_eq!(service["home"], "/opt/integrationagent/jre");
    // The file that is included overrides it.
    let store = &service["truststore"];
    assert_eq!(store["path"], "../security/trust.p12");
    assert_eq!(store["steps"][0]["origin"], "/opt/integrationagent/configuration/custom_wrapper.conf:4");
    assert_eq!((&store["anchors"], &store["store"]["type"]), (&2.into(), &"PKCS12".into()));
    assert_eq!(service["causes"], serde_json::json!([]));
    // Without a running Java, the folder is enough.
    let found = scene.json(&["jvms", "--root", &tree, "/opt"], 0);
    assert_eq!(found["services"][0]["file"], conf);
    // By hand: quotes that nobody strips, and a number behind a gap. In a folder of their own, beside which there is no `bin`.
    fs::create_dir(scene.path("agent")).unwrap();
    scene.write("agent/wrapper.conf", "wrapper.java.additional.1=-Djavax.net.ssl.trustStore=\"trust.jks\"\nwrapper.java.additional.3=-Da=b\n");
    let one = root("One");
    scene.truststore("agent/trust.jks", &[("one", one.der())]);
    let told = scene.json(&["jvms", "--config", "agent/wrapper.conf"], 1);
    let causes: Vec<&str> = told["services"][0]["causes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cause| cause["cause"].as_str().unwrap())
        .collect();
    assert!(causes.iter().filter(|cause| **cause == "service-file").count() >= 2, "{told}");
    assert_eq!(scene.run(&["jvms", "--config", "nowhere.conf"]).status.code(), Some(2));
    // This one is no Java.
    let own = std::process::id().to_string();
    let said = scene.said(&["jvms", "--process", &own], 2);
    assert!(said.contains(&format!("no Java with the process number {own}")), "{said}");
    scene.write(
        "agent/good.conf",
        "wrapper.working.dir=.\nwrapper.java.additional.1=-Djavax.net.ssl.trustStore=trust.jks\n",
    );
    // What the service is told of security counts as well.
    scene.write("leaf.pem", below(server("mail.example.com"), &one).pem());
    scene.write("agent/strict.security", "jdk.certpath.disabledAlgorithms=EC keySize < 1024\n");
    scene.write(
        "agent/strict.conf",
        "wrapper.working.dir=.\nwrapper.java.additional.1=-Djavax.net.ssl.trustStore=trust.jks\n\
         wrapper.java.additional.2=-Djava.security.properties=strict.security\n",
    );
    scene.json(&["verify", "leaf.pem", "--config", "agent/good.conf"], 0);
    let verified = scene.json(&["verify", "leaf.pem", "--config", "agent/strict.conf"], 1);
    assert!(
        verified["exception"].as_str().unwrap().contains("Algorithm constraints check failed"),
        "{verified}"
    );
    let audited = scene.json(&["audit", "--config", "agent/good.conf", "--fail-on", "never"], 0);
    assert!(audited["stores"][0]["path"].as_str().unwrap().ends_with("trust.jks"), "{audited}");
}

/// Passwords in the files of services are not shown, whatever is said of the lines that they stand in.
#[test]
fn passwords_of_services_are_not_shown() {
    let scene = Scene::new();
    scene.write("server.cnf", "watt.server.ssl.keyStorePassword=hunter2\nwatt.net.ssl.server.protocol=TLS\nwatt.config.systemProperties=a.password=\"hunter2\",b=1\n");
    scene.write("env.sh", "JAVA_OPTS=\"$JAVA_OPTS -Djavax.net.ssl.keyStorePassword=\\\"hunter2 x\\\"\"\n");
    scene.write("jvm.options", "-Da=b -Djavax.net.ssl.trustStorePassword=hunter2\n");
    scene.write("wrapper.conf", "wrapper.java.additional.1=\"-Da.passwd=hunter2\"\nwrapper.java.additional.2=-Dx=1 -Dpassword=hunter2\n");
    for (file, exit, words) in [
        ("server.cnf", 1, "watt.net.ssl.server.protocol"),
        ("env.sh", 1, "quotes in -Djavax.net.ssl.keyStorePassword"),
        ("jvm.options", 1, "reaches the Java as one argument"),
        ("wrapper.conf", 1, "quotes in"),
    ] {
        for format in ["human", "json"] {
            let said = scene.said(&["jvms", "--config", file, "--format", format], exit);
            assert!(said.contains('…') && !said.contains("hunter2"), "{file}: {said}");
            assert!(format == "json" || said.contains(words), "{file}: {said}");
        }
    }
}

/// What Java overlooks without a word, and paths that nobody has written out for it.
#[test]
fn slips_in_properties_are_told() {
    let scene = Scene::new();
    scene.truststore("trust.jks", &[("one", root("One").der())]);
    for (word, expected) in [
        ("-Djavax.net.ssl.truststore=trust.jks", "Write -Djavax.net.ssl.trustStore=…"),
        ("-Djavax.net.ssl.trustStore:trust.jks", "Write -Djavax.net.ssl.trustStore=…"),
        ("-Djavax.net.ssl.trustStore=file:/trust.jks", "Java takes no URL here"),
        ("-Djavax.net.ssl.trustStore=~/trust.jks", "in the place of ~"),
        ("-Djavax.net.ssl.trustStore=$HOME/trust.jks", "the variable in it"),
        ("-Djavax.net.ssl.keyStore=trust.jks", "Name a store with a key"),
    ] {
        scene.write("wrapper.conf", format!("wrapper.working.dir=.\nwrapper.java.additional.1={word}\n"));
        let said = scene.json(&["jvms", "--config", "wrapper.conf"], 1).to_string();
        assert!(said.contains(expected), "{word}: {said}");
    }
    scene.write(
        "jvm.options",
        "-Djavax.net.ssl.trustStore=trust.jks -Djavax.net.ssl.trustStorePassword=hunter2\n",
    );
    for format in ["human", "json"] {
        let said = scene.said(&["jvms", "--config", "jvm.options", "--format", format], 1);
        assert!(!said.contains("hunter2"), "{said}");
    }
    for words in [["jvms", "nowhere"], ["jvms", "--root=nowhere"]] {
        let said = scene.said(&words, 2);
        assert!(said.contains("there is no folder nowhere"), "{said}");
    }
}

/// What only whoever starts the Java knows is not judged.
#[test]
fn variables_that_a_file_does_not_set_are_left_open() {
    let scene = Scene::new();
    scene.keystore("key.jks", "changeit", &[("me", &support::key(), &[root("Me").der()])]);
    scene.truststore("trust.jks", &[("one", root("One").der())]);
    let lines = |words: [&str; 3]| {
        let numbered = words.iter().enumerate();
        numbered.map(|(at, word)| format!("wrapper.java.additional.{}={word}\n", at + 1)).collect::<String>()
    };
    for (words, access) in [
        (
            [
                "-Djavax.net.ssl.trustStore=trust.jks",
                "-Djavax.net.ssl.trustStorePassword=%NOBODYS_WORD%",
                "-Da=b",
            ],
            "readable",
        ),
        (["-Djavax.net.ssl.trustStore=%NOBODYS_HOME%/trust.jks", "-Da=b", "-Dc=d"], "unknown"),
        (
            ["-Djavax.net.ssl.keyStore=key.jks", "-Djavax.net.ssl.keyStorePassword=%NOBODYS_WORD%", "-Da=b"],
            "missing",
        ),
    ] {
        scene.write("wrapper.conf", format!("wrapper.working.dir=.\n{}", lines(words)));
        let service = &scene.json(&["jvms", "--config", "wrapper.conf"], 1)["services"][0];
        let causes: Vec<&str> = service["causes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|cause| cause["cause"].as_str().unwrap())
            .collect();
        // That nobody sets it is all that is said.
        assert_eq!(causes, ["service-file"], "{service}");
        assert_eq!(service["truststore"]["steps"][0]["access"], access, "{service}");
    }
}

/// A certificate that a service's store lacks is lacking, and a file that cannot be read is told to programs as well.
#[test]
fn what_a_named_file_lacks_counts() {
    let scene = Scene::new();
    let (one, other) = (root("One"), root("Other"));
    scene.truststore("trust.jks", &[("one", one.der())]);
    scene.write("one.pem", one.pem());
    scene.write("other.pem", other.pem());
    scene.write(
        "wrapper.conf",
        "wrapper.working.dir=.\nwrapper.java.additional.1=-Djavax.net.ssl.trustStore=trust.jks\n",
    );
    scene.said(&["jvms", "--config", "wrapper.conf", "--has", "one.pem"], 0);
    let said = scene.said(&["jvms", "--config", "wrapper.conf", "--has", "other.pem"], 1);
    assert!(said.contains("has it not"), "{said}");
    let told = scene.json(&["jvms", "--config", "gone.conf"], 2);
    assert_eq!(told["unread"][0]["file"], "gone.conf");
    assert!(told["unread"][0]["reason"].as_str().unwrap().starts_with("cannot be read"), "{told}");
    // A script does not say from where it is started: nobody knows which file a relative path is.
    scene.write("env.sh", "JAVA_OPTS=-Djavax.net.ssl.trustStore=nowhere.jks\n");
    let told = scene.json(&["jvms", "--config", "env.sh"], 0);
    assert_eq!(told["services"][0]["truststore"]["steps"][0]["access"], "unknown", "{told}");
    let said = scene.said(&["jvms", "--config", "env.sh", "--has", "one.pem"], 2);
    assert!(said.contains("may have it"), "{said}");
}

/// Whoever imports into, audits or decides by the store of a service is told that its Java was meant to use another one.
#[test]
fn what_is_the_matter_with_a_store_is_told_whatever_is_done_with_it() {
    let scene = Scene::new();
    let (one, other) = (root("One"), root("Other"));
    for folder in ["jre/bin", "jre/lib/security", "jre/conf/security"] {
        fs::create_dir_all(scene.path(folder)).unwrap();
    }
    scene.truststore("jre/lib/security/cacerts", &[("one", one.der())]);
    scene.write("jre/bin/java", "");
    scene.write("jre/conf/security/java.security", "");
    scene.write("one.pem", one.pem());
    scene.write("other.pem", other.pem());
    scene.write(
        "wrapper.conf",
        "wrapper.working.dir=.\nwrapper.java.command=jre/bin/java\n\
         wrapper.java.additional.1=-Djavax.net.ssl.trustStore=gone.jks\n",
    );
    let of_service = ["--config", "wrapper.conf"];
    let told = |words: &[&str], code| {
        let said = scene.said(&[words, &of_service].concat(), code);
        let (said, message) =
            (said.split_whitespace().collect::<Vec<_>>().join(" "), "it was told to use gone.jks");
        assert!(said.contains(&format!("Beware: wrapper.conf: {message}, which is not there")), "{said}");
        assert!(said.contains("Correct the path"), "{said}");
    };
    told(&["import", "other.pem", "--yes"], 0);
    told(&["audit", "--fail-on", "never"], 0);
    told(&["verify", "one.pem"], 0);
    let verified = scene.json(&["verify", "one.pem", "--config", "wrapper.conf"], 0);
    assert_eq!(verified["causes"][0]["cause"], "silent-fallback", "{verified}");
    let said = scene.said(&["verify", "one.pem", "--config", "wrapper.conf", "--trust", "one.pem"], 0);
    assert!(!said.contains("Beware"), "{said}");
}

/// The Java of a unit is where its program leads, and what its user may not read it does not use.
#[cfg(unix)]
#[test]
fn a_unit_runs_its_java_as_its_user() {
    let scene = Scene::new();
    for folder in ["root/etc", "root/usr/bin", "root/opt/jdk/bin", "root/opt/jdk/lib/security", "root/srv"] {
        fs::create_dir_all(scene.path(folder)).unwrap();
    }
    scene.write("root/etc/passwd", "app:x:4711:4712::/:/bin/false\nother:x:4713:4713::/:/bin/false\n");
    scene.write("root/opt/jdk/bin/java", "");
    std::os::unix::fs::symlink("/opt/jdk/bin/java", scene.path("root/usr/bin/java")).unwrap();
    scene.truststore("root/opt/jdk/lib/security/cacerts", &[("one", root("One").der())]);
    scene.truststore("root/srv/trust.jks", &[("two", root("Two").der())]);
    // What lies above the machine's root is none of its folders.
    scene.mode(".", 0o700);
    scene.mode("root/srv/trust.jks", 0o600);
    let told = |code| {
        scene.write(
            "root/srv/app.service",
            "[Service]\nUser=app\nExecStart=/usr/bin/java -Djavax.net.ssl.trustStore=/srv/trust.jks -jar app.jar\n",
        );
        scene.json(&["jvms", "--root", "root", "--config", "/srv/app.service"], code)["services"][0].clone()
    };
    let service = told(1);
    assert_eq!(service["home"], "/opt/jdk");
    assert_eq!(service["causes"][0]["cause"], "silent-fallback", "{service}");
    assert_eq!(service["truststore"]["steps"][0]["access"], "forbidden");
    scene.mode("root/srv/trust.jks", 0o644);
    assert_eq!(told(0)["truststore"]["path"], "/srv/trust.jks");
}

/// A running Java's unit is found by its control group, its instance of a template too, and read; and with mounts of its own
/// (PrivateTmp=) it has all its files but those by their names.
#[cfg(unix)]
#[test]
fn the_unit_of_a_running_java_is_read() {
    use std::os::unix::fs::symlink;
    let scene = Scene::new();
    let one = root("One");
    let put = |path: &str, text: &str| {
        let path = scene.path(&format!("tree/{path}"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let link = |target: &str, path: &str| {
        let path = scene.path(&format!("tree/{path}"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(target, path).unwrap();
    };
    let mounts = "25 1 259:1 / / rw - ext4 /dev/root rw\n";
    put("jdk/release", "JAVA_VERSION=\"25.0.2\"\n");
    put("jdk/bin/java", "");
    for store in ["jdk/lib/security/cacerts", "srv/one/trust.jks", "proc/8/root/tmp/trust.jks"] {
        put(store, "");
        scene.truststore(&format!("tree/{store}"), &[("one", one.der())]);
    }
    put("proc/uptime", "100.00 1.00\n");
    put("proc/self/mountinfo", mounts);
    link("mnt:[1]", "proc/self/ns/mnt");
    put(
        "etc/systemd/system/app@.service",
        "[Service]\nUser=root\nWorkingDirectory=/srv/%i\nExecStart=/jdk/bin/java -Djavax.net.ssl.trustStore=trust.jks -jar app.jar\n",
    );
    put("etc/systemd/system/app@.service.d/tmp.conf", "[Service]\nPrivateTmp=yes\n");
    for (pid, group, store) in
        [("7", "app@one.service", "trust.jks"), ("8", "other.service", "/tmp/trust.jks")]
    {
        put(
            &format!("proc/{pid}/cmdline"),
            &format!("java\0@/gone\0-Djavax.net.ssl.trustStore={store}\0-jar\0app.jar\0"),
        );
        link("/jdk/bin/java", &format!("proc/{pid}/exe"));
        link("/srv/one", &format!("proc/{pid}/cwd"));
        link("mnt:[2]", &format!("proc/{pid}/ns/mnt"));
        put(&format!("proc/{pid}/stat"), &format!("{pid} (java) S {}0 0", "0 ".repeat(18)));
        put(&format!("proc/{pid}/environ"), "");
        put(&format!("proc/{pid}/cgroup"), &format!("0::/system.slice/{group}\n"));
        let private = "26 25 259:1 /tmp/systemd-private-1/tmp /tmp rw - ext4 /dev/root rw\n";
        put(&format!("proc/{pid}/mountinfo"), &format!("{mounts}{private}"));
    }
    let tree = scene.path("tree").display().to_string();
    let told = scene.json(&["jvms", "--root", &tree], 1);
    let [one, other] = told["processes"].as_array().unwrap().as_slice() else { panic!("{told}") };
    assert_eq!((&one["unit"], &other["unit"]), (&"app@one.service".into(), &"other.service".into()));
    assert_eq!((&one["truststore"]["path"], &one["truststore"]["anchors"]), (&"trust.jks".into(), &1.into()));
    assert_eq!(other["truststore"]["anchors"], 1, "{told}");
    assert_eq!(other["unread"], serde_json::json!(["/gone"]), "{told}");
    let causes = one["causes"].as_array().unwrap();
    assert_eq!(causes[0]["cause"], "restart-due", "{told}");
    assert_eq!(causes[0]["command"], "systemctl restart app@one.service", "{told}");
    let services = told["services"].as_array().unwrap();
    assert_eq!(services.len(), 1, "{told}");
    assert_eq!(
        (&services[0]["file"], &services[0]["kind"]),
        (&"/etc/systemd/system/app@.service".into(), &"systemd".into())
    );
    assert_eq!(services[0]["truststore"]["anchors"], 1, "{told}");
    assert_eq!(told["javas"][0]["processes"], serde_json::json!([7, 8]), "{told}");
    let said = scene.said(&["jvms", "--root", &tree], 1);
    assert!(
        said.contains("trusts by /srv/one/trust.jks")
            && said.contains("trusts by /proc/8/root/tmp/trust.jks"),
        "{said}"
    );
    // By its name, as systemctl takes it.
    let named = scene.json(&["jvms", "--root", &tree, "--config", "app@one.service"], 0);
    assert_eq!(named["services"][0]["truststore"]["steps"][0]["access"], "readable", "{named}");
    scene.json(&["jvms", "--root", &tree, "--config", "none.service"], 2);
}

/// A Tomcat sets what stands in its `catalina.properties` when it starts, over its command line, without writing `${…}` out: as
/// `jcmd PID VM.system_properties` shows it of Tomcat 10.1.
#[cfg(unix)]
#[test]
fn what_tomcat_sets_itself_counts() {
    let scene = Scene::new();
    let put = |path: &str, text: &str| {
        let path = scene.path(&format!("tree/{path}"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("jdk/release", "JAVA_VERSION=\"25.0.2\"\n");
    put("jdk/lib/security/cacerts", "");
    put("srv/base/trust.jks", "");
    let one = root("One");
    scene.truststore("tree/jdk/lib/security/cacerts", &[("one", one.der())]);
    scene.truststore("tree/srv/base/trust.jks", &[("one", one.der()), ("two", root("Two").der())]);
    let words = "-Djavax.net.ssl.trustStore=/gone\0-Dcatalina.base=/srv/base\0org.apache.catalina.startup.Bootstrap\0start\0";
    put("proc/7/cmdline", &format!("/jdk/bin/java\0{words}"));
    std::os::unix::fs::symlink("/srv/base", scene.path("tree/proc/7/cwd")).unwrap();
    let tree = scene.path("tree").display().to_string();
    let told = |exit| scene.json(&["jvms", "--root", &tree], exit);
    assert_eq!(told(1)["processes"][0]["causes"][0]["cause"], "silent-fallback");
    let file = "/srv/base/conf/catalina.properties";
    put(
        "srv/base/conf/catalina.properties",
        "package.access=sun.\njavax.net.ssl.trustStore=/srv/base/trust.jks\n",
    );
    let java = &told(0)["processes"][0]["truststore"];
    assert_eq!((&java["anchors"], &java["steps"][0]["origin"]), (&2.into(), &format!("{file}:2").into()));
    put("srv/base/conf/catalina.properties", "javax.net.ssl.trustStore=${catalina.base}/trust.jks\n");
    let java = &told(1)["processes"][0];
    assert_eq!(
        (&java["truststore"]["anchors"], &java["causes"][0]["cause"]),
        (&1.into(), &"silent-fallback".into())
    );
    // Of another program the file says nothing.
    put("proc/7/cmdline", &format!("/jdk/bin/java\0{}", words.replace("Bootstrap", "Other")));
    assert_eq!(told(1)["processes"][0]["truststore"]["steps"][0]["path"], "/gone");
}

/// What starts a Java and is no script may tell it more, and what is told without that is no more than likely.
#[test]
fn what_starts_a_java_and_cannot_be_read_is_told() {
    let scene = Scene::new();
    let launcher = scene.path("launcher").display().to_string();
    scene.write("launcher", b"\x7fELF\0");
    scene.write("app.service", format!("[Service]\nExecStart={launcher} run\n"));
    let told = scene.json(&["jvms", "--config", "app.service"], 0);
    let unseen = &told["services"][0]["unseen"][0];
    assert_eq!((&unseen["what"], unseen["file"].as_str()), (&"starter".into(), Some(launcher.as_str())));
    let said = scene.said(&["jvms", "--config", "app.service"], 0);
    assert!(said.contains("nothing else that can be seen was said"), "{said}");
    assert!(
        said.contains(&format!("unless {launcher}, which starts it and cannot be read to the end")),
        "{said}"
    );
}
