//! Scripts, read as a shell runs them.

use std::fs;
use std::path::PathBuf;

use keytool_rs::jvm::service::Service;

use super::at;
use super::scene::Scene;

/// What a real shell makes of scripts is what is read of them without running them.
#[cfg(unix)]
#[test]
fn scripts_are_read_as_a_shell_runs_them() {
    let scripts = [
        "JAVA_OPTS=-Da=1",
        "JAVA_OPTS=\"-Da=1 -Db=2\"\nJAVA_OPTS=\"$JAVA_OPTS -Dc=3\"",
        "A='x y'; JAVA_OPTS=\"-Da=$A\"",
        "JAVA_OPTS='-Da=\"x y\" -Db=$A'",
        "JAVA_OPTS=\"-Da=\\\"x\\\" -Db=\\\\ -Dc=\\n -Dd=\\$A\"",
        "JAVA_OPTS=-Da=x\\ y'\\'\"\\'\"",
        "JAVA_OPTS=\"-Da=1 \\\n  -Db=2\t-Dc=3\n-Dd=4\"",
        "A=1 B=${A}2${C:-d}${A:-e}\nexport JAVA_OPTS=\"-Da=$B -D$A=${A}b$\"",
        "JAVA_OPTS=-Da=1 # -Db=2\n# JAVA_OPTS=-Dc=3",
        "JAVA_OPTS=-Da=x#y",
        "if true; then JAVA_OPTS=-Da=1; fi; export JAVA_OPTS",
        "JAVA_OPTS=-Da=1;JAVA_OPTS=$JAVA_OPTS,b",
        "cat <<-'END' >/dev/null\n\tJAVA_OPTS=-Db=2\n\tEND\nJAVA_OPTS=\"-Da=1\"",
        "E=\nJAVA_OPTS=\"-Da=${E:-1} -Db=${E-2}${N-3} -Dc=${E:=4}\"",
        ": \"${JAVA_OPTS:=-Da=1 -Db=2}\" ${X=3}\nJAVA_OPTS=\"$JAVA_OPTS -Dc=$X\"",
        "JAVA_OPTS=\"-Da='x' '-Db=y z'\"",
        "X_OPTS=\"-Da=1\"\nJAVA_OPTS=\"$X_OPTS $Y_OPTS -Db=2\"",
        "{ JAVA_OPTS=-Da=1; }\ntrue && JAVA_OPTS=\"$JAVA_OPTS -Db=2\" || exit",
        "A=x\nif [ -z \"$A\" ]; then JAVA_OPTS=-Da=1; else JAVA_OPTS=-Da=2; fi",
        "A=\n[ -n \"$A\" ] && JAVA_OPTS=-Da=1\n[ -z \"$A\" ] && JAVA_OPTS=\"$JAVA_OPTS -Db=2\"",
        "A=x\nif [ \"$A\" = y ]; then JAVA_OPTS=-Da=1; elif test $A = x; then JAVA_OPTS=-Da=2; else JAVA_OPTS=-Da=3; fi",
        "A=x\nif [ \"$A\" != x ]; then JAVA_OPTS=-Da=1\nelif [ \"$A\" = y ]; then JAVA_OPTS=-Da=2\nelse\nJAVA_OPTS=-Da=3\nfi",
        "A=1\nif [ $A = 2 ]; then if [ $A = 1 ]; then JAVA_OPTS=-Da=1; fi; JAVA_OPTS=-Db=2; else JAVA_OPTS=-Dc=3; fi",
        "if [ ! -d /none ] && [ -d /usr ]; then JAVA_OPTS=-Da=1; fi; [ -e /none ] || JAVA_OPTS=\"$JAVA_OPTS -Db=2\"",
        "if [ -e /none ] || ! [ -f /usr ]; then JAVA_OPTS=-Da=1; fi\n[ -e /usr ] &&\n  JAVA_OPTS=\"$JAVA_OPTS -Db=2\"",
        "D=`dirname /a/b/c`; P=/a/b/c\nJAVA_OPTS=-Da=$D,$(cd /usr/bin/.. && pwd),$(echo x),${P%/*},$(dirname \"$(dirname \"$P\")\")",
        "while [ -h /none ]; do JAVA_OPTS=-Dz=1; done; for A in 1; do JAVA_OPTS=\"$JAVA_OPTS -Da=1\"; done",
        "A=1\ncase $A in\n1) JAVA_OPTS=-Da=1;;\nesac\nif [ $A = 1 ]; then JAVA_OPTS=\"$JAVA_OPTS -Db=2\"; fi",
        "JAVA_OPTS=-Da=1\n. ./more.sh\nJAVA_OPTS=\"$JAVA_OPTS -Dc=3\"",
    ];
    let scene = Scene::new();
    scene.write("more.sh", "JAVA_OPTS=\"$JAVA_OPTS -Db=2\"\n");
    fs::create_dir_all(scene.path("usr/bin")).unwrap();
    // As a script hands on what is in a variable, and as `catalina.sh` does, by way of `eval`.
    let plain = "for word in $JAVA_OPTS; do printf '%s\\0' \"$word\"; done";
    let evaluated = "eval set -- \"$JAVA_OPTS\"; for word; do printf '%s\\0' \"$word\"; done";
    let mut compared = 0;
    for (file, hand_on) in [("env.sh", plain), ("setenv.sh", evaluated)] {
        for script in scripts {
            // What a shell would expand when it reads the words again is not known, and a line's end would end the command.
            let is_unlike = ["\\$A", "$A'", "b$\"", "\n-Dd=4"].iter().any(|sign| script.contains(sign));
            if file == "setenv.sh" && is_unlike {
                continue;
            }
            scene.write(file, format!("{script}\n"));
            let service = scene.read(file).unwrap();
            let words: Vec<&str> = service.words.iter().map(|word| word.text.as_str()).collect();
            let run = format!("set -f; . ./{file}; {hand_on}");
            let mut shell = std::process::Command::new("sh");
            let output = shell.args(["-c", &run]).current_dir(scene.path("")).env_clear().output().unwrap();
            // A quote that is not closed keeps the shell from starting anything.
            if file == "setenv.sh" && !output.status.success() {
                continue;
            }
            compared += 1;
            let output = String::from_utf8(output.stdout).unwrap();
            assert_eq!(words, output.split_terminator('\0').collect::<Vec<_>>(), "{file}: {script}");
        }
    }
    assert!(compared > scripts.len() * 3 / 2, "{compared}");
}

/// The scripts that a unit starts are read with its variables, and those that they read or go on to.
#[test]
fn a_unit_that_starts_its_java_by_scripts() {
    let scene = Scene::new();
    let script = |name: &str, text: &str| scene.write(name, format!("#!/bin/sh\n{text}"));
    script(
        "opt/app/bin/start.sh",
        "HERE=`dirname \"$0\"`\n[ -z \"$BASE\" ] && BASE=`cd \"$HERE/..\" >/dev/null; pwd`\n\
         if [ -r \"$BASE/bin/own.sh\" ]; then\n  . \"$BASE/bin/own.sh\"\nelif [ -r \"$BASE/bin/default.sh\" ]; then\n\
         . \"$BASE/bin/default.sh\"\nfi\nwhile [ -h \"$HERE\" ]; do HERE=`ls -l \"$HERE\"`; done\nexec \"$HERE\"/run.sh go \"$@\"\n",
    );
    script("opt/app/bin/default.sh", "OPTS=\"$OPTS -Da=default -Db=$BASE\"\n. \"$BASE/bin/start.sh\"\n");
    script("opt/app/bin/run.sh", "exec \"$JAVA_HOME/bin/java\" $OPTS -jar \"$HERE/app.jar\"\n");
    let service = |unit: &str| {
        scene.write("etc/systemd/system/app.service", format!("[Service]\n{unit}\n"));
        scene.read("/etc/systemd/system/app.service").unwrap()
    };
    let shown = |service: Service| {
        let words = service.words.iter().map(|word| at(&word.origin, &word.text)).collect::<Vec<_>>();
        (words, service.java.map(|java| java.value.display().to_string()), service.unread)
    };
    let java = Some("/opt/jdk".to_owned());
    let expected = [
        "default.sh:2 -Da=default",
        "default.sh:2 -Db=/opt/app",
        "run.sh:2 -jar",
        "start.sh:2 /opt/app/bin/app.jar",
    ];
    for command in [
        "/opt/app/bin/start.sh",
        "/bin/sh /opt/app/bin/start.sh run",
        "/bin/sh -c 'exec /opt/app/bin/start.sh'",
    ] {
        let (words, home, unread) =
            shown(service(&format!("Environment=JAVA_HOME=/opt/jdk\nExecStart={command}")));
        assert_eq!(
            (words, home, unread),
            (expected.map(str::to_owned).to_vec(), java.clone(), None),
            "{command}"
        );
    }
    // The unit's own folder counts, and its file is the only one of the two that is read.
    script("srv/app/bin/own.sh", "OPTS=-Dc=own\n");
    let unit = "Environment=JAVA_HOME=/opt/jdk BASE=/srv/app OPTS=-Dz=1\nExecStart=/opt/app/bin/start.sh";
    assert_eq!(shown(service(unit)).0[0], "own.sh:2 -Dc=own");
    // What is no script is said to be so.
    scene.write("opt/app/bin/launcher", b"\x7fELF\0");
    for program in ["/opt/app/bin/launcher", "/opt/app/bin/gone"] {
        let unit = format!("Environment=JAVA_OPTS=-Da=1\nExecStart={program} -Db=2");
        let expected = vec!["app.service:2 -Da=1".to_owned()];
        assert_eq!(shown(service(&unit)), (expected, None, Some(PathBuf::from(program))));
    }
}
