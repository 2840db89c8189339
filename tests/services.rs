//! What services tell their Java: the trees of `testdata/jvms`, each the root of a machine, and single files of each kind.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "services/remarks.rs"]
mod remarks;
#[path = "services/scene.rs"]
mod scene;
#[path = "services/scripts.rs"]
mod scripts;

use std::path::{Path, PathBuf};

use keytool_rs::jvm::launch::Origin;
use keytool_rs::jvm::service::{self, Kind, ReadFault, Service};
use keytool_rs::machine::{Machine, NoRandomness};
use scene::Scene;

/// A machine with a tree of `testdata/jvms` as its root, and an empty environment.
fn machine(tree: &str) -> Machine {
    let mut machine = Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)));
    machine.root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/jvms").join(tree);
    machine
}

fn read(tree: &str, file: &str) -> Service {
    service::read(&machine(tree), Path::new(file)).unwrap()
}

/// `file-name:line what`
fn at(origin: &Origin, what: &str) -> String {
    let Origin::File { file, line } = origin else { panic!("{origin:?}") };
    format!("{}:{line} {what}", file.file_name().unwrap().to_string_lossy())
}

fn words(service: &Service) -> Vec<String> {
    service.words.iter().map(|word| at(&word.origin, &word.text)).collect()
}

fn stores(service: &Service) -> Vec<String> {
    let shown = |said: &service::Said<service::NamedStore>| {
        let kind = if said.value.is_truststore { "trusts" } else { "is" };
        let type_name = said.value.type_name.as_deref().unwrap_or("-");
        at(&said.origin, &format!("{kind} {} {type_name}", said.value.path.display()))
    };
    service.stores.iter().map(shown).collect()
}

#[test]
fn an_integration_agent() {
    let service = read("integration-agent", "/opt/integrationagent/conf/wrapper.conf");
    assert_eq!(service.kind, Kind::Wrapper);
    let java = service.java.as_ref().unwrap();
    assert_eq!(at(&java.origin, java.value.to_str().unwrap()), "wrapper.conf:14 ../jre/bin/java");
    assert_eq!(service.base(), Some(Path::new("/opt/integrationagent/bin")));
    assert_eq!(
        words(&service),
        [
            "wrapper.conf:25 -server",
            "wrapper.conf:26 -Dagent.home=/opt/integrationagent/bin/..",
            "custom_wrapper.conf:4 -Djavax.net.ssl.trustStore=../security/trust.p12",
            "wrapper.conf:29 -Djavax.net.ssl.trustStoreType=PKCS12",
            "custom_wrapper.conf:5 -Djavax.net.ssl.trustStorePassword=changeit",
            "custom_wrapper.conf:6 -Dhttps.proxyHost=proxy.example.com",
            "java.parameters:3 -Dhttps.proxyPort=3128",
            "java.parameters:4 -Djdk.tls.client.protocols=TLSv1.2,TLSv1.3",
        ]
    );
    assert_eq!(service.remarks, []);
    let folder = Path::new("/opt/integrationagent");
    let read = ["conf/wrapper.conf", "configuration/custom_wrapper.conf", "configuration/java.parameters"];
    assert_eq!(service.read, read.map(|name| folder.join(name)));
}

#[test]
fn an_integration_server() {
    let service =
        read("integration-server", "/opt/softwareag/profiles/IS_default/configuration/wrapper.conf");
    assert_eq!(
        words(&service),
        [
            "wrapper.conf:4 -Dosgi.install.area=/opt/softwareag/common/runtime",
            "wrapper.conf:5 -Djavax.net.ssl.trustStore=/opt/softwareag/common/conf/platform.jks",
            "custom_wrapper.conf:2 -Djavax.net.debug=ssl",
            "custom_wrapper.conf:3 -Dwatt.server.append.classpath=",
        ]
    );
    assert_eq!(service.remarks, []);
    // What is included says the same only together with the file that includes it.
    let included = "/opt/softwareag/profiles/IS_default/configuration/custom_wrapper.conf";
    assert_eq!(read("integration-server", included), service);
    let service =
        read("integration-server", "/opt/softwareag/IntegrationServer/instances/default/config/server.cnf");
    assert_eq!(service.kind, Kind::Watt);
    assert_eq!(
        words(&service),
        [
            "server.cnf:2 -Dmail.imap.partialfetch=true",
            "server.cnf:2 -Djavax.net.ssl.trustStore=/opt/softwareag/common/conf/trust.jks",
            "server.cnf:2 -Djavax.net.ssl.trustStoreType=JKS",
        ]
    );
    let settings: Vec<String> = service
        .settings
        .iter()
        .map(|said| at(&said.origin, &format!("{}={}", said.value.0, said.value.1)))
        .collect();
    assert_eq!(
        settings,
        [
            "server.cnf:4 watt.net.jsse.client.enabledProtocols=TLSv1.2",
            "server.cnf:5 watt.net.ssl.client.useJSSE=true",
            "server.cnf:6 watt.security.cert.wmChainVerifier.trustByDefault=false",
            "server.cnf:7 watt.security.ssl.client.ignoreEmptyAuthoritiesList=false",
            "server.cnf:9 watt.server.ssl.trustStoreAlias=DEFAULT_IS_TRUSTSTORE",
        ]
    );
    assert_eq!(service.remarks, []);
}

#[test]
fn a_tomcat() {
    let service = read("tomcat", "/opt/tomcat/bin/setenv.sh");
    assert_eq!(service.kind, Kind::Shell);
    let java = service.java.as_ref().unwrap();
    assert_eq!(at(&java.origin, java.value.to_str().unwrap()), "setenv.sh:4 /opt/java/17");
    assert_eq!(
        words(&service)[..4],
        [
            "setenv.sh:5 -Xms256m",
            "setenv.sh:5 -Xmx1g",
            "setenv.sh:6 -Djavax.net.ssl.trustStore=/opt/tomcat/conf/trust.p12",
            "setenv.sh:7 -Djavax.net.ssl.trustStoreType=PKCS12",
        ]
    );
    assert_eq!(words(&service)[4..], ["setenv.sh:9 -Djavax.net.ssl.trustStorePassword=$(…)"]);
    assert_eq!(service.remarks, []);

    let service = read("tomcat", "/opt/tomcat/conf/server.xml");
    assert_eq!((service.kind, service.base()), (Kind::Tomcat, Some(Path::new("/opt/tomcat"))));
    assert_eq!(
        stores(&service),
        [
            "server.xml:9 trusts /opt/tomcat/conf/trust.p12 PKCS12",
            "server.xml:12 is conf/key.p12 PKCS12",
            "server.xml:16 trusts trust.p12 -",
            "server.xml:16 is conf/key.p12 -",
        ]
    );
    let [remark] = service.remarks.as_slice() else { panic!("{:?}", service.remarks) };
    assert_eq!(
        remark.fault,
        service::Fault::WrongFolder {
            path: "trust.p12".into(),
            folder: "/opt/tomcat".into(),
            found: Some("/opt/tomcat/conf/trust.p12".into()),
        }
    );
    let corrected =
        "               keystoreFile=\"conf/key.p12\" truststoreFile=\"/opt/tomcat/conf/trust.p12\" />";
    assert_eq!((remark.line, remark.corrected.as_deref()), (16, Some(corrected)));

    let service = read("tomcat", "/etc/default/tomcat");
    // `catalina.sh` gives them to `eval`, which takes the quotes away.
    assert_eq!(
        words(&service),
        [
            "tomcat:3 -Djava.awt.headless=true",
            "tomcat:3 -XX:+UseG1GC",
            "tomcat:4 -Djavax.net.ssl.trustStore=/etc/tomcat/trust.jks",
        ]
    );
    assert_eq!(service.remarks, []);
}

#[test]
fn a_unit_with_drop_ins() {
    let service = read("systemd", "/usr/lib/systemd/system/billing.service");
    assert_eq!(service.kind, Kind::Systemd);
    let user = service.user.as_ref().unwrap();
    assert_eq!(at(&user.origin, &user.value), "20-user.conf:2 svc-billing");
    let java = service.java.as_ref().unwrap();
    assert_eq!(at(&java.origin, java.value.to_str().unwrap()), "billing.service:12 /usr/bin/java");
    assert_eq!(service.base(), Some(Path::new("/opt/billing")));
    assert_eq!(
        words(&service),
        [
            "billing.service:9 -Dfile.encoding=UTF-8",
            "billing.service:12 -Xmx2g",
            "billing.service:13 -Djavax.net.ssl.trustStore=conf/trust.p12",
            "java.env:3 -Djavax.net.ssl.trustStoreType=PKCS12",
            "java.env:3 -Dapp.title=Billing of 2026",
            "billing.service:15 -jar",
            "billing.service:15 billing.jar",
        ]
    );
    assert_eq!(service.remarks, []);
}

#[test]
fn what_lies_beside_a_process() {
    let found = |tree: &str, folders: &[&str]| -> Vec<String> {
        let folders: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
        let found = service::beside(&machine(tree), &folders);
        found.iter().map(|path| path.to_str().unwrap().to_owned()).collect()
    };
    let agent = "/opt/integrationagent";
    let wrapper = ["/opt/integrationagent/conf/wrapper.conf"];
    assert_eq!(found("integration-agent", &["/opt/integrationagent/bin"]), wrapper);
    assert_eq!(found("integration-agent", &[agent]), wrapper);
    assert_eq!(found("integration-agent", &["/opt/integrationagent/bin", agent]), wrapper);
    assert_eq!(
        found("tomcat", &["/opt/tomcat"]),
        ["/opt/tomcat/conf/server.xml", "/opt/tomcat/bin/setenv.sh"]
    );
    assert_eq!(
        found("integration-server", &["/opt/softwareag/profiles/IS_default/bin", "/opt/softwareag"]),
        [
            "/opt/softwareag/profiles/IS_default/configuration/wrapper.conf",
            "/opt/softwareag/IntegrationServer/instances/default/config/server.cnf",
        ]
    );
    assert!(found("systemd", &["/", "/nowhere", ""]).is_empty());
}

/// A shell in between runs what it is given.
#[test]
fn a_unit_that_starts_its_java_by_a_shell() {
    let scene = Scene::new();
    scene.write(
        "etc/systemd/system/app.service",
        "[Service]\nExecStart=/bin/sh -c 'cd /srv && exec /opt/jdk/bin/java -Da=1 \"-Db=x y\" -jar app.jar -Dc=3'\n",
    );
    let service = scene.read("/etc/systemd/system/app.service").unwrap();
    let texts: Vec<&str> = service.words.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(texts, ["-Da=1", "-Db=x y", "-jar", "app.jar"]);
    assert_eq!(service.java.unwrap().value, Path::new("/opt/jdk/bin/java"));
    scene.write(
        "etc/systemd/system/other.service",
        "[Service]\nExecStart=/bin/sh -c 'exec /opt/app/run.sh'\n",
    );
    let other = scene.read("/etc/systemd/system/other.service").unwrap();
    assert_eq!((other.words, other.unread.as_deref()), (vec![], Some(Path::new("/opt/app/run.sh"))));
}

#[test]
fn kinds_are_told_by_name_or_content() {
    let scene = Scene::new();
    for (name, text, kind) in [
        ("a.conf", "# x\nwrapper.java.command=java\n", Some(Kind::Wrapper)),
        ("b", "\n[Service]\nExecStart=java\n", Some(Kind::Systemd)),
        ("c.txt", "export A_B+=1\n", Some(Kind::Shell)),
        ("d", "#!/bin/sh\necho\n", Some(Kind::Shell)),
        ("e.xml", "<?xml version=\"1.0\"?>\n<Server/>", Some(Kind::Tomcat)),
        ("f.cfg", "watt.server.port=1\n", Some(Kind::Watt)),
        ("app-wrapper.conf", "", Some(Kind::Wrapper)),
        ("catalina.properties", "a=b\n", Some(Kind::Catalina)),
        ("g.xml", "<a/>", None),
        ("h", "only words\n", None),
        ("i", "", None),
    ] {
        scene.write(name, text);
        assert_eq!(scene.read(name).map(|service| service.kind).ok(), kind, "{name}");
    }
}

#[test]
fn bad_input_is_refused_and_encodings_are_taken() {
    let scene = Scene::new();
    let fault = |name: &str| scene.read(name).unwrap_err();
    assert_eq!(fault("gone.conf"), ReadFault::Unreadable(std::io::ErrorKind::NotFound));
    assert_eq!(fault("."), ReadFault::NotAFile);
    #[cfg(target_os = "linux")]
    assert_eq!(
        service::read(
            &Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness))),
            Path::new("/proc/version")
        )
        .unwrap_err(),
        ReadFault::NotAFile
    );
    assert_eq!(fault(""), ReadFault::Unreadable(std::io::ErrorKind::NotFound));
    scene.write("wrapper.conf", [b"wrapper.x=".as_slice(), &[0, 1, 255]].concat());
    assert_eq!(fault("wrapper.conf"), ReadFault::Binary);
    scene.write("wrapper.conf", "\n".repeat(service::MOST_LINES + 1));
    assert_eq!(fault("wrapper.conf"), ReadFault::TooLarge);
    scene.write("wrapper.conf", "#".repeat(usize::try_from(service::LARGEST).unwrap() + 1));
    assert_eq!(fault("wrapper.conf"), ReadFault::TooLarge);
    scene.write("server.xml", "<Server>\n<a>\n</b></Server>");
    assert_eq!(fault("server.xml"), ReadFault::Malformed { line: 3 });
    for bytes in [
        b"#encoding=UTF-8\r\nwrapper.java.additional.1=-Da=\xc3\xbc\r\n".as_slice(),
        b"#encoding=ISO-8859-1\nwrapper.java.additional.1=-Da=\xfc\n",
        b"\nwrapper.java.additional.1=-Da=\xfc\n",
        b"\xef\xbb\xbf\nwrapper.java.additional.1=-Da=\xc3\xbc",
    ] {
        scene.write("wrapper.conf", bytes);
        assert_eq!(words(&scene.read("wrapper.conf").unwrap()), ["wrapper.conf:2 -Da=ü"]);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("loop.conf", scene.path("loop.conf")).unwrap();
        assert!(matches!(fault("loop.conf"), ReadFault::Unreadable(_)));
    }
}

#[test]
fn what_grows_without_end_is_cut_off() {
    let scene = Scene::new();
    let doubling: String = (0..60).map(|_| "A=\"$A$A-Dx=1 \"\n").collect();
    scene.write("a.sh", format!("A=1\n{doubling}JAVA_OPTS=\"$A\"\n"));
    scene.read("a.sh").unwrap();
    // What is looked at is bounded as well.
    let long = format!("A={}\n", "x".repeat(50_000));
    let many = "$A".repeat(20_000);
    scene.write("b.sh", format!("{long}[ -n \"{many}\" ] && B=1\nJAVA_OPTS=\"-Da=$(echo \"{many}\")\"\n"));
    assert_eq!(scene.read("b.sh").unwrap().words[0].text, "-Da=$(…)");
    scene.write("c.sh", "f() { if true; then (\n".repeat(30_000) + "JAVA_OPTS=-Da=1\n");
    assert_eq!(scene.read("c.sh").unwrap().words, []);
    let doubling: String = (0..60).map(|_| "set.A=%A%%A%x\n").collect();
    scene.write("wrapper.conf", format!("set.A=1\n{doubling}wrapper.java.additional.1=-Dx=%A%\n"));
    scene.read("wrapper.conf").unwrap();
    for name in 0..12 {
        let include = format!("#include {}.conf\n", name + 1);
        scene.write(&format!("{name}.conf"), format!("wrapper.x=1\n{}", include.repeat(50)));
    }
    let service = scene.read("0.conf").unwrap();
    assert!((1..=500).contains(&service.remarks.len()), "{}", service.remarks.len());
}

/// Two files that include one another, each where the other is looked for, come to an end.
#[test]
fn two_that_include_one_another_come_to_an_end() {
    let scene = Scene::new();
    scene.write(
        "conf/wrapper.conf",
        "#include ../configuration/wrapper.conf\nwrapper.java.additional.1=-Da=1\n",
    );
    scene.write(
        "configuration/wrapper.conf",
        "#include ../conf/wrapper.conf\nwrapper.java.additional.2=-Db=1\n",
    );
    for name in ["/conf/wrapper.conf", "/configuration/wrapper.conf"] {
        let service = scene.read(name).unwrap();
        assert_eq!(service.words.len(), 2, "{:?}", service.words);
        let is_circle =
            |remark: &service::Remark| matches!(remark.fault, service::Fault::CircularInclude { .. });
        assert!(service.remarks.iter().any(is_circle), "{:?}", service.remarks);
    }
}

/// Lists of options: each line is one as it stands, but for the script that cuts those of Cassandra.
#[test]
fn lists_of_options() {
    let scene = Scene::new();
    scene.write(
        "etc/engine/jvm.options",
        "## heap\n-Xms1g\n8-13:-XX:+UseConcMarkSweepGC\n17-:-Djavax.net.ssl.trustStore=/etc/engine/ts.p12\n\
         -Djavax.net.ssl.trustStoreType=\"JKS\"\n-Da=b -Dc=d\nnot an option\n",
    );
    scene.write("etc/engine/jvm.options.d/z.options", "-Djavax.net.ssl.trustStore=/etc/engine/other.p12\n");
    scene.write("etc/engine/jvm.options.d/a.options", "-Djavax.net.ssl.trustStorePassword=changeit\n");
    scene.write("etc/engine/jvm.options.d/z.options.bak", "-Dunread=1\n");
    let service = scene.read("/etc/engine/jvm.options").unwrap();
    assert_eq!(service.kind, Kind::Options);
    assert_eq!(
        words(&service),
        [
            "jvm.options:2 -Xms1g",
            "jvm.options:4 -Djavax.net.ssl.trustStore=/etc/engine/ts.p12",
            "jvm.options:5 -Djavax.net.ssl.trustStoreType=\"JKS\"",
            "jvm.options:6 -Da=b -Dc=d",
            "a.options:1 -Djavax.net.ssl.trustStorePassword=changeit",
            "z.options:1 -Djavax.net.ssl.trustStore=/etc/engine/other.p12",
        ]
    );
    // Its own Java is an older one.
    scene.write("etc/jdk/release", "JAVA_VERSION=\"11.0.13\"\n");
    let older = scene.read("/etc/engine/jvm.options").unwrap();
    let texts: Vec<&str> = older.words.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(texts[..3], ["-Xms1g", "-XX:+UseConcMarkSweepGC", "-Djavax.net.ssl.trustStoreType=\"JKS\""]);
    let remarks: Vec<(usize, Option<&str>)> =
        service.remarks.iter().map(|remark| (remark.line, remark.corrected.as_deref())).collect();
    assert_eq!(
        remarks,
        [(5, Some("-Djavax.net.ssl.trustStoreType=JKS")), (6, Some("-Da=b\n-Dc=d")), (1, None)],
        "quotes, two in one, and the store that is named again"
    );
    scene.write("opt/cassandra/conf/jvm-server.options", "-Da=b -Dc=d\n");
    let cut = scene.read("/opt/cassandra/conf/jvm-server.options").unwrap();
    assert_eq!(words(&cut), ["jvm-server.options:1 -Da=b", "jvm-server.options:1 -Dc=d"]);
    scene.write("opt/jetty/start.ini", "--module=ssl\n-Djavax.net.ssl.trustStore=etc/ts.p12\n");
    let jetty = scene.read("/opt/jetty/start.ini").unwrap();
    assert_eq!(words(&jetty), ["start.ini:2 -Djavax.net.ssl.trustStore=etc/ts.p12"]);
    scene.write(
        "opt/app/arguments",
        "# of this application\n-cp \"a b.jar\" -Djavax.net.ssl.trustStore='c d.p12'\n",
    );
    let own = scene.read("/opt/app/arguments").unwrap();
    assert_eq!(
        words(&own),
        ["arguments:2 -cp", "arguments:2 a b.jar", "arguments:2 -Djavax.net.ssl.trustStore=c d.p12"]
    );
}
