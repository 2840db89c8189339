//! Each remark fires once, upon its line, and is silent when the line is as the remark would have it.

use std::path::Path;

use keytool_rs::jvm::service::{Fault, Remark, Service};

use super::scene::Scene;

/// A machine with files in `/app`.
fn scene(files: &[(&str, &str)]) -> Scene {
    let scene = Scene::new();
    for (name, text) in files {
        scene.write(&format!("app/{name}"), text);
    }
    scene
}

fn read(scene: &Scene, name: &str) -> Service {
    scene.read(&format!("/app/{name}")).unwrap()
}

fn words(service: &Service) -> Vec<&str> {
    service.words.iter().map(|word| word.text.as_str()).collect()
}

/// The one remark upon a file.
fn remark(service: &Service) -> &Remark {
    let [remark] = service.remarks.as_slice() else { panic!("{:#?}", service.remarks) };
    remark
}

/// Puts the corrected lines of all remarks in their places, until nothing is left to remark upon.
fn mend(scene: &Scene, name: &str) -> Service {
    for _ in 0..5 {
        let service = read(scene, name);
        let Some(remark) = service.remarks.first() else { return service };
        let path = scene.machine.path(&remark.file);
        let text = std::fs::read_to_string(&path).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        lines[remark.line - 1] = remark.corrected.as_deref().unwrap();
        std::fs::write(path, lines.join("\n")).unwrap();
    }
    panic!("{:#?}", read(scene, name).remarks)
}

#[test]
fn numbers_behind_a_gap() {
    let text = "wrapper.java.additional.1=-server\nwrapper.java.additional.2=-Da=1\nwrapper.java.additional.204=-Djavax.net.debug=ssl\n";
    let scene = scene(&[("wrapper.conf", text)]);
    let service = read(&scene, "wrapper.conf");
    assert_eq!(words(&service), ["-server", "-Da=1"]);
    let found = remark(&service);
    assert_eq!((&found.fault, found.line), (&Fault::Gap { number: 204, after: 2 }, 3));
    assert_eq!(found.corrected.as_deref(), Some("wrapper.java.additional.3=-Djavax.net.debug=ssl"));
    assert_eq!(words(&mend(&scene, "wrapper.conf")), ["-server", "-Da=1", "-Djavax.net.debug=ssl"]);
    scene.write("app/wrapper.conf", format!("{text}wrapper.ignore_sequence_gaps=true\n"));
    assert_eq!(read(&scene, "wrapper.conf").remarks, []);
    scene.write("app/wrapper.conf", "wrapper.java.additional.0=-Da=0\nwrapper.java.additional.1=-Db=1");
    assert_eq!(remark(&read(&scene, "wrapper.conf")).fault, Fault::Gap { number: 0, after: 0 });
    // What stands behind a gap moves up, all of it, and leaves none.
    let properties = [1, 2, 4, 5, 7].map(|number| format!("wrapper.java.additional.{number}=-Dn={number}\n"));
    scene.write("app/wrapper.conf", properties.concat());
    let numbers = |service: &Service| -> Vec<String> {
        let corrected = service.remarks.iter().filter_map(|remark| remark.corrected.as_ref());
        corrected
            .filter(|line| line.contains("additional"))
            .map(|line| line.replace("wrapper.java.additional.", ""))
            .collect()
    };
    assert_eq!(numbers(&read(&scene, "wrapper.conf")), ["3=-Dn=4", "4=-Dn=5", "5=-Dn=7"]);
}

#[test]
fn several_arguments_in_one_property() {
    let text = "wrapper.java.additional.1=-Da=x y -Db=2\nwrapper.java.additional.2=-Dc=a b\n";
    let scene = scene(&[("wrapper.conf", text)]);
    let service = read(&scene, "wrapper.conf");
    assert_eq!(words(&service), ["-Da=x y -Db=2", "-Dc=a b"]);
    let found = remark(&service);
    assert_eq!(found.fault, Fault::SeveralArguments { value: "-Da=x y -Db=2".into() });
    let corrected = "wrapper.java.additional.1=-Da=x y\nwrapper.java.additional.3=-Db=2";
    assert_eq!((found.line, found.corrected.as_deref()), (1, Some(corrected)));
    assert_eq!(words(&mend(&scene, "wrapper.conf")), ["-Da=x y", "-Dc=a b", "-Db=2"]);
}

#[test]
fn quotes_in_a_wrappers_file() {
    let text = "set.P=/opt/my stores\nwrapper.java.additional.1=-Djavax.net.ssl.trustStore=\"%P%/t.p12\"\n";
    let scene = scene(&[("wrapper.conf", text)]);
    let service = read(&scene, "wrapper.conf");
    let quoted = "-Djavax.net.ssl.trustStore=\"/opt/my stores/t.p12\"";
    assert_eq!(words(&service), [quoted]);
    let found = remark(&service);
    assert_eq!((&found.fault, found.line), (&Fault::Quotes { value: quoted.into() }, 2));
    let corrected = "wrapper.java.additional.1=-Djavax.net.ssl.trustStore=\"%P%/t.p12\"\nwrapper.java.additional.1.stripquotes=TRUE";
    assert_eq!(found.corrected.as_deref(), Some(corrected));
    assert_eq!(words(&mend(&scene, "wrapper.conf")), ["-Djavax.net.ssl.trustStore=/opt/my stores/t.p12"]);
    scene.write(
        "app/wrapper.conf",
        "wrapper.java.additional.1=-Da='x'\nwrapper.java.additional.2=-Dj={\"a\":1}",
    );
    assert_eq!(remark(&read(&scene, "wrapper.conf")).line, 1);
    assert_eq!(words(&mend(&scene, "wrapper.conf")), ["-Da=x", "-Dj={\"a\":1}"]);
}

#[test]
fn quotes_in_scripts_and_units() {
    let scene = scene(&[
        ("env.sh", "JAVA_OPTS=\"-Da=1 -Djavax.net.ssl.trustStore='/x/t.p12'\"\n"),
        ("tool.env", "JAVA_TOOL_OPTIONS=\"-Da='x y' -Db=\\\"z\\\"\"\n"),
        ("a.service", "[Service]\nEnvironment=\"JAVA_OPTS=-Da=\\\"1\\\"\"\nExecStart=/opt/run.sh\n"),
        (
            "b.service",
            "[Service]\nEnvironment=\"JAVA_OPTS=-Da=\\\"1 2\\\"\"\nExecStart=java $JAVA_OPTS -Db=\"3 4\" M\n",
        ),
        ("c.service", "[Service]\nExecStart=java '-Da=\"1\"' M\n"),
        ("server.cnf", "watt.config.systemProperties=a=\"1\",b=2\n"),
    ]);
    let service = read(&scene, "env.sh");
    let value = "-Djavax.net.ssl.trustStore='/x/t.p12'";
    assert_eq!(remark(&service).fault, Fault::Quotes { value: value.into() });
    assert_eq!(words(&mend(&scene, "env.sh")), ["-Da=1", "-Djavax.net.ssl.trustStore=/x/t.p12"]);
    // The Java reads these itself.
    let service = read(&scene, "tool.env");
    assert_eq!((words(&service).as_slice(), service.remarks.len()), (["-Da=x y", "-Db=z"].as_slice(), 0));
    assert_eq!(words(&read(&scene, "a.service")), ["-Da=\"1\""]);
    assert_eq!(words(&mend(&scene, "a.service")), ["-Da=1"]);
    // systemd takes them away.
    let service = read(&scene, "b.service");
    assert_eq!(
        (words(&service).as_slice(), service.remarks.len()),
        (["-Da=1 2", "-Db=3 4", "M"].as_slice(), 0)
    );
    assert_eq!(words(&mend(&scene, "c.service")), ["-Da=1", "M"]);
    assert_eq!(words(&mend(&scene, "server.cnf")), ["-Da=1", "-Db=2"]);
}

#[test]
fn includes_that_are_not_read() {
    let scene = scene(&[
        ("bin/wrapper", ""),
        ("conf/wrapper.conf", "#include more.conf\nwrapper.java.additional.1=-Da=1\n"),
        ("conf/more.conf", "wrapper.java.additional.2=-Db=2\n"),
    ]);
    let service = read(&scene, "conf/wrapper.conf");
    let included = "/app/bin/more.conf".into();
    assert_eq!(remark(&service).fault, Fault::UnreadableInclude { included, required: false });
    assert_eq!(remark(&service).corrected.as_deref(), Some("#include /app/conf/more.conf"));
    assert_eq!(words(&mend(&scene, "conf/wrapper.conf")), ["-Da=1", "-Db=2"]);
    scene.write("app/conf/wrapper.conf", "#include.required ../gone.conf\n##include gone\n#include.debug\n");
    let included = "/app/gone.conf".into();
    assert_eq!(
        remark(&read(&scene, "conf/wrapper.conf")).fault,
        Fault::UnreadableInclude { included, required: true }
    );
    scene.write("app/conf/wrapper.conf", "wrapper.java.additional_file=../gone\n");
    assert_eq!(remark(&read(&scene, "conf/wrapper.conf")).line, 1);
    scene.write("app/a.service", "[Service]\nEnvironmentFile=/app/gone.env\nExecStart=java M\n");
    assert_eq!(remark(&read(&scene, "a.service")).line, 2);
    scene.write("app/a.service", "[Service]\nEnvironmentFile=-/app/gone.env\nExecStart=java M\n");
    assert_eq!(read(&scene, "a.service").remarks, []);
}

#[test]
fn includes_in_a_circle_and_too_deep() {
    let scene = scene(&[
        ("wrapper.conf", "wrapper.java.additional.1=-Da=1\n#include two.conf\n"),
        ("two.conf", "wrapper.java.additional.2=-Db=2\n#include wrapper.conf\n"),
    ]);
    let service = read(&scene, "wrapper.conf");
    assert_eq!(words(&service), ["-Da=1", "-Db=2"]);
    let found = remark(&service);
    assert_eq!(found.fault, Fault::CircularInclude { included: "/app/wrapper.conf".into() });
    assert_eq!((found.file.as_path(), found.line), (Path::new("/app/two.conf"), 2));
    scene.write("app/two.conf", "wrapper.java.additional.2=-Db=2\n");
    assert_eq!(read(&scene, "wrapper.conf").remarks, []);
    for level in 0..=11 {
        let include = if level < 11 { format!("#include {}.conf\n", level + 1) } else { String::new() };
        scene.write(&format!("app/{level}.conf"), format!("wrapper.level={level}\n{include}"));
    }
    let found = read(&scene, "0.conf");
    assert_eq!(remark(&found).fault, Fault::CircularInclude { included: "/app/11.conf".into() });
    assert_eq!(read(&scene, "1.conf").remarks, []);
}

#[test]
fn variables_that_nobody_sets() {
    let scene = scene(&[(
        "wrapper.conf",
        "set.A=a\nset.default.A=b\nwrapper.java.additional.1=-Dx=%A%-%B%-%C%-5%%\nset.C=c\nset.D=%A%/d\nwrapper.java.additional.2=-Dy=%D%%WRAPPER_ARCH%\n",
    )]);
    let service = read(&scene, "wrapper.conf");
    assert_eq!(words(&service), ["-Dx=a-%B%-c-5%%", "-Dy=a/d%WRAPPER_ARCH%"]);
    assert_eq!(
        (&remark(&service).fault, remark(&service).line),
        (&Fault::UndefinedVariable { name: "B".into() }, 3)
    );
    let mut known = scene;
    known.machine.environment.insert("B".into(), "env".into());
    let service = read(&known, "wrapper.conf");
    assert_eq!((words(&service)[0], service.remarks.len()), ("-Dx=a-env-c-5%%", 0));

    let scene = self::scene(&[
        ("x.env", "JAVA_OPTS=\"$JAVA_OPTS ${SSL_OPTS} -Dx=$STORES/t ${E:--Dz=1}\"\n"),
        ("a.service", "[Service]\nEnvironment=A=1\nExecStart=java -Dx=${A} -Dy=${B} $HOME M\n"),
    ]);
    let service = read(&scene, "x.env");
    assert_eq!(words(&service), ["-Dx=${STORES}/t", "-Dz=1"]);
    assert_eq!(remark(&service).fault, Fault::UndefinedVariable { name: "STORES".into() });
    let service = read(&scene, "a.service");
    assert_eq!(words(&service), ["-Dx=1", "-Dy=", "M"]);
    assert_eq!(remark(&service).fault, Fault::UndefinedVariable { name: "B".into() });
    scene.write("app/x.env", "STORES=/s\nJAVA_OPTS=\"-Dx=$STORES/t\"\n");
    assert_eq!(read(&scene, "x.env").remarks, []);
    scene.write("app/a.service", "[Service]\nEnvironment=A=1 B=2\nExecStart=java -Dx=${A} -Dy=${B} M\n");
    assert_eq!(read(&scene, "a.service").remarks, []);
}

#[test]
fn what_is_said_twice() {
    let scene = scene(&[
        ("wrapper.conf", "wrapper.java.additional.1=-Da=1\nwrapper.java.additional.2=-Da=2\n"),
        ("x.env", "JAVA_OPTS=-Da=1\nCATALINA_OPTS=\"-Db=1 -Da=2\"\n"),
    ]);
    for name in ["wrapper.conf", "x.env"] {
        let service = read(&scene, name);
        let before = (format!("/app/{name}").into(), 1);
        assert_eq!(remark(&service).fault, Fault::Duplicate { name: "a".into(), before });
        assert_eq!(remark(&service).line, 2);
    }
    // A number that is used twice loses the first word, unless a later file says the same thing anew.
    scene.write("app/wrapper.conf", "wrapper.java.additional.1=-Da=1\nwrapper.java.additional.1=-Db=2\n");
    let service = read(&scene, "wrapper.conf");
    assert_eq!(words(&service), ["-Db=2"]);
    assert_eq!(remark(&service).corrected.as_deref(), Some("wrapper.java.additional.2=-Db=2"));
    assert_eq!(words(&mend(&scene, "wrapper.conf")), ["-Da=1", "-Db=2"]);
    scene.write("app/wrapper.conf", "wrapper.java.additional.1=-Da=1\n#include custom.conf\n");
    scene.write("app/custom.conf", "wrapper.java.additional.1=-Da=2\n");
    let service = read(&scene, "wrapper.conf");
    assert_eq!((words(&service), service.remarks.len()), (vec!["-Da=2"], 0));
}

#[test]
fn stores_that_are_looked_for_elsewhere() {
    let scene = scene(&[
        ("bin/wrapper", ""),
        ("security/t.p12", ""),
        ("conf/wrapper.conf", "wrapper.java.additional.1=-Djavax.net.ssl.trustStore=security/t.p12\n"),
        ("a.service", "[Service]\nExecStart=java -Djavax.net.ssl.keyStore=security/t.p12 M\n"),
    ]);
    let service = read(&scene, "conf/wrapper.conf");
    let found = Some("/app/security/t.p12".into());
    let fault = Fault::WrongFolder { path: "security/t.p12".into(), folder: "/app/bin".into(), found };
    assert_eq!(remark(&service).fault, fault);
    let mended = mend(&scene, "conf/wrapper.conf");
    assert_eq!(words(&mended), ["-Djavax.net.ssl.trustStore=/app/security/t.p12"]);
    let text =
        "wrapper.working.dir=..\nwrapper.java.additional.1=-Djavax.net.ssl.trustStore=security/t.p12\n";
    scene.write("app/conf/wrapper.conf", text);
    let service = read(&scene, "conf/wrapper.conf");
    assert_eq!((service.base(), service.remarks.len()), (Some(Path::new("/app")), 0));
    // A unit runs in `/` unless it says otherwise.
    assert_eq!(words(&mend(&scene, "a.service")), ["-Djavax.net.ssl.keyStore=/app/security/t.p12", "M"]);
    let text = "[Service]\nWorkingDirectory=/app\nExecStart=java -Djavax.net.ssl.keyStore=security/t.p12 M\n";
    scene.write("app/a.service", text);
    assert_eq!(read(&scene, "a.service").remarks, []);
}

#[test]
fn all_faults_of_an_agent_at_once() {
    let service = super::read("integration-agent-faults", "/opt/integrationagent/conf/wrapper.conf");
    let shown: Vec<String> = service
        .remarks
        .iter()
        .map(|remark| {
            let fault = format!("{:?}", remark.fault);
            let fault = fault.split(' ').next().unwrap();
            format!("{}:{} {fault}", remark.file.file_name().unwrap().to_str().unwrap(), remark.line)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "wrapper.conf:2 UnreadableInclude",
            "wrapper.conf:3 UnreadableInclude",
            "wrapper.conf:6 SeveralArguments",
            "wrapper.conf:7 Quotes",
            "wrapper.conf:8 UndefinedVariable",
            "wrapper.conf:9 WrongFolder",
            "wrapper.conf:11 Duplicate",
            "wrapper.conf:12 Gap",
            "custom_wrapper.conf:2 CircularInclude",
        ]
    );
}

#[test]
fn a_script_that_starts_its_java_itself() {
    let text = "#!/bin/sh\nOPTS='-Da=1 -Db=2'\nJAVA_OPTS=-Dc=3\nif true; then\n  exec \"$JAVA_HOME\"/bin/java $JAVA_OPTS $OPTS \\\n    -Dd=\"4 5\" -jar app.jar -De=6 \"$@\"\nfi\n";
    let scene = scene(&[("run.sh", text)]);
    let service = read(&scene, "run.sh");
    assert_eq!(words(&service), ["-Dc=3", "-Da=1", "-Db=2", "-Dd=4 5", "-jar", "app.jar"]);
    assert_eq!(service.remarks, []);
}
