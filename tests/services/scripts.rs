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
        "A=x\n[ -n \"$A\" ] || { B=1; JAVA_OPTS=-Da=1; }\nJAVA_OPTS=\"$JAVA_OPTS -Db=2\"",
        "[ -d /usr ] && { A=1; JAVA_OPTS=-Da=$A; }\n[ -d /none ] && { A=2; JAVA_OPTS=-Da=$A; }",
        "M=\nif [ \"${M:-p}\" = p ]; then JAVA_OPTS=-Da=1; else JAVA_OPTS=-Da=2; fi",
        "A=x\n[ \"${A+set}\" = set ] && JAVA_OPTS=-Da=1; [ \"${Z+set}\" = set ] && JAVA_OPTS=-Da=2",
        "P=/a/x\n[ \"${P##*/}\" = x ] && JAVA_OPTS=-Da=${P##*/}",
        "E=test\nif [ \"$E\" = test ]; then JAVA_OPTS=-Da=1; else JAVA_OPTS=-Da=2; fi; [ ! \"$E\" ] || JAVA_OPTS=\"$JAVA_OPTS -Db=2\"",
        "if [ -z \"$JAVA_OPTS\" ]; then JAVA_OPTS=-Da=1; else JAVA_OPTS=\"$JAVA_OPTS -Db=2\"; fi",
        "JAVA_OPTS=-Da=1\n(JAVA_OPTS=-Db=2)\n(cd /usr; A=1) && JAVA_OPTS=\"$JAVA_OPTS -Dc=3\"",
        "JAVA_OPTS=-Da=1\nif [ -d /usr ]; then return 0; fi\nJAVA_OPTS=-Db=2",
        "f() { JAVA_OPTS=-Da=1; return; }\nf\nJAVA_OPTS=\"$JAVA_OPTS -Db=2\"",
        "A=\"\"\nJAVA_OPTS=\"${A:+-Dz=1 }-Da=1\"\nB=/x\nJAVA_OPTS=\"${JAVA_OPTS:+$JAVA_OPTS }-Db=${C:-$B/y},${D-${B}z}\"",
        "S=false\nif [ \"$S\" = true -a -n \"$S\" ]; then JAVA_OPTS=-Da=1; fi; if $S; then JAVA_OPTS=-Da=2; fi; [ 2 -gt 1 ] && JAVA_OPTS=-Da=3",
        "D=$(cd /usr/bin; cd ..; pwd)\nA=1; unset A\nJAVA_OPTS=-Da=$D,${A:-none}",
        "(exec true)\nJAVA_OPTS=-Da=1",
        "echo x >/dev/null 2>&1 && JAVA_OPTS=-Da=1 >>/dev/null",
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
    let mut scene = Scene::new();
    scene.machine.environment.insert("PLACE".into(), "other".into());
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
    // A script that is read keeps the name of the one that reads it, and one that is started what it assigns.
    script("opt/lib/common.sh", "STORE=-Ds=$(dirname \"$0\")/trust.jks\n");
    script("opt/lib/other.sh", "STORE=-Ds=wrong\n");
    script("opt/two/run.sh", ". /opt/lib/common.sh\n/opt/lib/other.sh\nexec java $STORE -jar a\n");
    assert_eq!(shown(service("ExecStart=/opt/two/run.sh")).0[0], "common.sh:2 -Ds=/opt/two/trust.jks");
    let inner = "ExecStart=/bin/sh -c 'cd /opt/two >/dev/null && STORE=-Dno && exec ./run.sh 2>&1'";
    assert_eq!(shown(service(inner)).0[0], "common.sh:2 -Ds=/opt/two/trust.jks");
    // By a link to it, whether it follows that by a program or in a loop.
    fs::create_dir_all(scene.path("usr/local/bin")).unwrap();
    for (name, text) in [
        ("program", "HERE=$(dirname \"$(readlink -f \"$0\")\")\n"),
        ("loop", "P=$0\nwhile [ -h \"$P\" ]; do P=`ls -l \"$P\"`; done\nHERE=`dirname \"$P\"`\n"),
    ] {
        script(&format!("opt/three/{name}.sh"), &format!("{text}exec java -Dh=$HERE -jar a\n"));
        std::os::unix::fs::symlink(
            format!("/opt/three/{name}.sh"),
            scene.path(&format!("usr/local/bin/{name}")),
        )
        .unwrap();
        let (words, ..) = shown(service(&format!("ExecStart=/usr/local/bin/{name}")));
        assert!(words[0].ends_with(" -Dh=/opt/three"), "{words:?}");
    }
    // A unit has no variables but its own.
    script(
        "opt/four/run.sh",
        "if [ -n \"$PLACE\" ]; then A=$PLACE; else A=own; fi\nexec java -Da=$A -jar a\n",
    );
    assert_eq!(shown(service("ExecStart=/opt/four/run.sh")).0[0], "run.sh:3 -Da=own");
    // By other names and programs, with words of its own in an array, behind what is not set.
    for (start, expected) in [
        (
            "JAVA_BIN=/opt/jdk/bin/java\nexec nice -n 5 \"$JAVA_BIN\" $DEBUG -Da=1 -jar a",
            vec!["-Da=1", "-jar", "a"],
        ),
        ("C='java -Da=1'\nexec $C -jar a", vec!["-Da=1", "-jar", "a"]),
        ("A=(-Da=1)\nA+=(\"-Db=2\")\nexec java \"${A[@]}\" -jar a", vec!["-Da=1", "-Db=2", "-jar", "a"]),
        ("set -- -Da=1 -jar a\nexec java \"$@\"", vec!["-Da=1", "-jar", "a"]),
        ("java -Dx=1 -version\nexec java -Da=1 -jar a", vec!["-Da=1", "-jar", "a"]),
        // What it does not give to it, it is not told.
        ("JAVA_OPTS=-Da=1\nexec java -jar a", vec!["-jar", "a"]),
    ] {
        script("opt/six/run.sh", &format!("{start}\n"));
        let (words, ..) = shown(service("ExecStart=/opt/six/run.sh"));
        let words: Vec<&str> = words.iter().map(|word| word.split_once(' ').unwrap().1).collect();
        assert_eq!(words, expected, "{start}");
    }
    // What only running it would show may be told as well.
    for open in [
        "JAVA_OPTS=$(cat /etc/opts)",
        "for f in /etc/app/*.sh; do . \"$f\"; done",
        "T=/a.jks\nif [ \"$1\" = b ]; then T=/b.jks; fi\nJAVA_OPTS=-Dt=$T",
        "eval JAVA_OPTS=-Djavax.net.ssl.trustStore=/a.jks",
    ] {
        script("opt/six/run.sh", &format!("{open}\nexec java $JAVA_OPTS -jar a\n"));
        let own = Some(PathBuf::from("/opt/six/run.sh"));
        assert_eq!(shown(service("ExecStart=/opt/six/run.sh")).2, own, "{open}");
    }
    // What is no script is said to be so, in a script as well.
    scene.write("opt/app/bin/launcher", b"\x7fELF\0");
    script("opt/five/run.sh", "exec >> /var/log/five.log\ncd /opt/app\nexec bin/launcher run\n");
    let launcher = Some(PathBuf::from("/opt/app/bin/launcher"));
    assert_eq!(shown(service("ExecStart=/opt/five/run.sh")), (vec![], None, launcher));
    for program in ["/opt/app/bin/launcher", "/opt/app/bin/gone"] {
        let unit = format!("Environment=JAVA_OPTS=-Da=1\nExecStart={program} -Db=2");
        let expected = vec!["app.service:2 -Da=1".to_owned()];
        assert_eq!(shown(service(&unit)), (expected, None, Some(PathBuf::from(program))));
    }
}
