//! What a newcomer stumbled over in the native dialect: each case is what he typed, and what he may expect.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::io::Write as _;
use std::process::Stdio;

use support::{Scene, text};

/// A folder with an authority in ca.p12 and a server's key, with a name, in server.p12.
fn pki() -> Scene {
    let scene = Scene::new();
    let authority = ["genkeypair", "ca", "--dname", "CN=Corp CA", "--ext", "bc:c", "--keystore", "ca.p12"];
    scene.said(&authority, 0);
    let server = ["genkeypair", "server", "--dname", "CN=server.test", "--ext", "san=dns:server.test"];
    scene.said(&[&server[..], &["--keystore", "server.p12"]].concat(), 0);
    scene
}

/// The answer of the authority to the server's request, as reply.pem.
fn answered(scene: &Scene) -> String {
    scene.said(&["certreq", "server", "--keystore", "server.p12", "--file", "server.csr"], 0);
    let words = ["gencert", "ca", "--keystore", "ca.p12", "--infile", "server.csr", "--outfile", "reply.pem"];
    scene.said(&[&words[..], &["--ext", "eku=serverAuth"]].concat(), 0)
}

/// Runs the program with these lines on standard input.
fn fed(scene: &Scene, words: &[&str], lines: &str, code: i32) -> String {
    let mut command = scene.command(words);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{words:?}: {}", text(&output));
    text(&output)
}

/// u.jks, of which each of three keys has a password of its own.
fn three_passwords() -> Scene {
    let scene = Scene::new();
    for number in ["1", "2", "3"] {
        let (alias, password) = (format!("k{number}"), format!("secret{number}"));
        let words = ["genkeypair", &alias, "--keystore", "u.jks", "--storetype", "jks"];
        scene.said(&[&words[..], &["--storepass", "changeit", "--keypass", &password]].concat(), 0);
    }
    scene
}

#[test]
fn a_servers_names_go_from_its_key_into_its_certificate() {
    let scene = pki();
    let told = answered(&scene);
    assert!(told.contains("signed by ca, for 90 days: CN=server.test; its names are server.test"), "{told}");
    scene.said(&["import", "reply.pem", "--keystore", "server.p12"], 0);
    let listed = scene.json(&["list", "--keystore", "server.p12"], 0);
    assert_eq!(listed["entries"][0]["certificates"][0]["names"][0], "server.test");

    // What --ext says wins, and an authority may grant less.
    let other = ["certreq", "server", "--keystore", "server.p12", "--ext", "san=dns:www.test"];
    scene.said(&[&other[..], &["--out", "other.csr"]].concat(), 0);
    let request = scene.json(&["printcertreq", "other.csr"], 0);
    assert_eq!(request["request"]["names"].to_string(), r#"["www.test"]"#);
    let gencert = ["gencert", "ca", "--keystore", "ca.p12", "--infile", "other.csr", "--out", "other.pem"];
    for (ext, said) in [("honored=-san", "it names no host"), ("honored=eku", "it names no host")] {
        let told = scene.said(&[&gencert[..], &["--ext", ext]].concat(), 0);
        assert!(told.contains(said), "{ext}: {told}");
    }
    let told = scene.said(&[&gencert[..], &["--ext", "san=dns:third.test"]].concat(), 0);
    assert!(told.contains("its names are third.test"), "{told}");
    let told = scene.said(&[&gencert[..], &["--ext", "honored=-san", "--ext", "bc:c"]].concat(), 0);
    assert!(!told.contains("Note:"), "{told}");
    let leaf = ["gencert", "server", "--keystore", "server.p12", "--infile", "other.csr", "--out", "x.pem"];
    assert!(scene.said(&leaf, 0).contains("server is not an authority"));
}

#[test]
fn keys_with_several_passwords_move() {
    let scene = three_passwords();
    let upgrade = ["importkeystore", "u.jks", "--keystore", "u.jks", "--storetype", "pkcs12"];
    let refused = scene.said(&upgrade, 1);
    assert!(refused.contains("Give it with --srckeypass, once for each"), "{refused}");
    // In any order, on the line or in a pipe.
    let given = ["--srckeypass", "secret2", "--srckeypass", "secret3", "--srckeypass", "secret1"];
    let words = ["importkeystore", "u.jks", "--keystore", "all.p12"];
    scene.said(&[&words[..], &given].concat(), 0);
    fed(&scene, &["importkeystore", "u.jks", "--keystore", "fed.p12"], "secret1\nsecret2\nsecret3\n", 0);
    for store in ["all.p12", "fed.p12"] {
        for key in ["k1", "k2", "k3"] {
            scene.said(&["certreq", key, "--keystore", store], 0);
        }
    }
    let short = fed(&scene, &["importkeystore", "u.jks", "--keystore", "no.p12"], "secret1\nsecret2\n", 1);
    assert!(short.contains("the password of the key"), "{short}");
    assert!(!scene.path("no.p12").exists());
    // A JKS keeps them.
    scene.said(&["importkeystore", "u.jks", "--keystore", "copy.jks", "--storetype", "jks"], 0);
    let request = ["certreq", "k2", "--keystore", "copy.jks"];
    assert!(scene.said(&request, 1).contains("Give it with --keypass, --keypass-env or --keypass-file."));
    scene.said(&[&request[..], &["--keypass", "secret2"]].concat(), 0);
}

#[test]
fn an_alias_is_named_once() {
    let scene = pki();
    for words in [
        &["certreq", "server", "--alias", "x"][..],
        &["export", "server", "--alias", "x"],
        &["gencert", "server", "--alias", "x"],
        &["selfcert", "server", "--alias", "x"],
        &["gencrl", "server", "--alias", "x"],
        &["genkeypair", "new", "--alias", "x"],
        &["genseckey", "new", "--alias", "x"],
        &["importpass", "new", "--alias", "x"],
        &["keypasswd", "server", "--alias", "x"],
        &["changealias", "server", "new", "--alias", "x"],
        &["changealias", "server", "new", "--destalias", "x"],
        &["keyclone", "server", "new", "--alias", "x"],
        &["keyclone", "server", "new", "--destalias", "x"],
    ] {
        let said = scene.said(&[words, &["--keystore", "server.p12"]].concat(), 2);
        assert!(said.contains("cannot be used with"), "{words:?}: {said}");
    }
    for twice in [["--alias", "--srcalias"], ["--keystore", "--destkeystore"]] {
        let words = ["importkeystore", "server.p12", twice[0], "x", twice[1], "y"];
        let said = scene.said(&words, 1);
        assert!(said.contains("name the same") && said.contains("Use one of them."), "{said}");
    }
    let cloned = scene.said(&["keyclone", "server", "copy", "--keystore", "server.p12"], 0);
    assert!(cloned.contains("added copy"), "{cloned}");
}

#[test]
fn a_reply_keeps_what_the_chain_had() {
    let scene = pki();
    answered(&scene);
    scene.said(&["export", "ca", "--keystore", "ca.p12", "--out", "ca.pem"], 0);
    let words = ["import", "reply.pem", "--keystore", "server.p12"];
    let told = scene.said(&words, 0);
    assert!(
        told.contains("The chain ends here: the certificate of Corp CA, who issued the last one"),
        "{told}"
    );
    scene.said(&["import", "reply.pem", "ca.pem", "--keystore", "server.p12"], 0);
    // A second answer comes without the root as well, and that stays.
    answered(&scene);
    assert!(scene.said(&words, 0).contains("server.test, issued by Corp CA\n"));
    let listed = scene.json(&["list", "--keystore", "server.p12"], 0);
    assert_eq!(listed["entries"][0]["certificates"].as_array().unwrap().len(), 2);
    // Of an issuer who has nothing to do with it nothing can stay.
    let other = ["genkeypair", "ca", "--dname", "CN=Other CA", "--ext", "bc:c", "--keystore", "other.p12"];
    scene.said(&other, 0);
    let gencert =
        ["gencert", "ca", "--keystore", "other.p12", "--infile", "server.csr", "--out", "reply.pem"];
    scene.said(&gencert, 0);
    let told = scene.said(&words, 0);
    assert!(told.contains("The chain gets shorter: 1 certificate instead of 2"), "{told}");
}

#[test]
fn the_certificate_of_a_key_is_no_trusted_one_by_mistake() {
    let scene = pki();
    answered(&scene);
    let words = ["import", "reply.pem", "--alias", "foo", "--keystore", "server.p12"];
    let said = scene.said(&words, 1);
    assert!(said.contains("error: it is the certificate of the key server"), "{said}");
    assert!(said.contains("Leave --alias out, and it goes under its key"), "{said}");
    assert!(scene.said(&[&words[..], &["--yes"]].concat(), 0).contains("added foo"));
    scene.said(&["keyclone", "server", "copy", "--keystore", "server.p12"], 0);
    let said = scene.said(&["import", "reply.pem", "--keystore", "server.p12"], 1);
    assert!(
        said.contains("of the keys server, copy") && said.contains("Name with --alias the key"),
        "{said}"
    );
    scene.said(&["import", "reply.pem", "--alias", "copy", "--keystore", "server.p12"], 0);
}

#[test]
fn a_signed_chain_is_not_thrown_away_without_a_word() {
    let scene = pki();
    let words = ["selfcert", "server", "--keystore", "server.p12"];
    let told = scene.said(&[&words[..], &["--validity", "30"]].concat(), 0);
    assert!(told.contains("A certificate, self-signed, for 30 days: CN=server.test"), "{told}");
    answered(&scene);
    scene.said(&["import", "reply.pem", "--keystore", "server.p12"], 0);
    let before = std::fs::read(scene.path("server.p12")).unwrap();
    let said = scene.said(&words, 1);
    assert!(said.contains("was signed by Corp CA, and that chain would be lost"), "{said}");
    assert_eq!(std::fs::read(scene.path("server.p12")).unwrap(), before);
    scene.said(&[&words[..], &["--yes"]].concat(), 0);
}

#[test]
fn help_shows_what_can_be_used() {
    let scene = Scene::new();
    let overview = scene.said(&["--help"], 0);
    for command in ["keyclone", "selfcert", "gencrl"] {
        assert!(overview.contains(&format!("  {command} ")), "{overview}");
    }
    for command in ["genkeypair", "certreq", "gencert", "selfcert", "gencrl", "keypasswd", "keyclone"] {
        let help = scene.said(&[command, "--help"], 0);
        assert!(help.contains("--keypass-env <NAME>") && help.contains("Examples:"), "{help}");
    }
    for command in ["changealias", "import"] {
        let help = scene.said(&[command, "--help"], 0);
        assert!(!help.contains("--keypass"), "{help}");
    }
    for command in ["certreq", "export", "gencrl", "gencert"] {
        assert!(scene.said(&[command, "--help"], 0).contains("--out"), "{command}");
    }
}

#[test]
fn the_name_of_a_file_says_its_form() {
    let scene = pki();
    let begins = |name: &str| std::fs::read(scene.path(name)).unwrap().starts_with(b"-----BEGIN");
    let export = ["export", "ca", "--keystore", "ca.p12"];
    let told = scene.said(&[&export[..], &["--file", "ca.PEM"]].concat(), 0);
    assert!(told.contains("It is PEM, as its name says; --der makes it DER."), "{told}");
    scene.said(&[&export[..], &["--outfile", "ca.crt"]].concat(), 0);
    scene.said(&[&export[..], &["--out", "der.pem", "--der"]].concat(), 0);
    scene.said(&[&export[..], &["--out", "ca.cer"]].concat(), 0);
    scene.said(&[&export[..], &["--out", "pem.cer", "--rfc"]].concat(), 0);
    let forms: Vec<bool> =
        ["ca.PEM", "ca.crt", "der.pem", "ca.cer", "pem.cer"].iter().map(|name| begins(name)).collect();
    assert_eq!(forms, [true, true, false, false, true]);
    scene.said(&["gencrl", "ca", "--keystore", "ca.p12", "--out", "ca.crl"], 0);
    scene.said(&["gencrl", "ca", "--keystore", "ca.p12", "--out", "crl.pem"], 0);
    assert_eq!((begins("ca.crl"), begins("crl.pem")), (false, true));
    // keytool does not look at names.
    scene.said(
        &["-exportcert", "-alias", "ca", "-keystore", "ca.p12", "-storepass", "changeit", "-file", "k.pem"],
        0,
    );
    assert!(!begins("k.pem"));
}

#[test]
fn a_program_gets_one_document() {
    let scene = pki();
    let request = scene.json(&["certreq", "server", "--keystore", "server.p12"], 0);
    assert!(request["file"].is_null());
    assert!(request["pem"].as_str().unwrap().starts_with("-----BEGIN NEW CERTIFICATE REQUEST"), "{request}");
    let words = ["export", "ca", "--keystore", "ca.p12", "--file", "ca.cer"];
    let exported = scene.json(&words, 0);
    assert_eq!(exported["file"], "ca.cer");
    assert!(exported["pem"].as_str().unwrap().starts_with("-----BEGIN CERTIFICATE"), "{exported}");
    let failed = scene.json(&["list", "--keystore", "nothing"], 1);
    assert_eq!(failed["error"]["message"], "there is no keystore nothing");
    assert!(failed["error"]["advice"].as_str().unwrap().contains("--keystore"), "{failed}");
    // Where 1 is an answer, the exit code of a failure is 2, and the document is the same.
    let undecided = scene.json(&["diff", "nothing", "ca.cer"], 2);
    assert!(
        undecided["error"]["message"].as_str().unwrap().contains("nothing cannot be read"),
        "{undecided}"
    );
}

#[test]
fn a_store_named_without_its_option_is_recognised() {
    let scene = pki();
    assert!(
        scene
            .said(&["list", "server.p12"], 2)
            .contains("tip: the keystore is named with --keystore server.p12")
    );
    assert!(!scene.said(&["list", "nothing.p12"], 2).contains("is named with"));
    let merge = scene.said(&["merge", "ca.p12", "new.p12"], 2);
    assert!(merge.contains("tip: the keystore to import into is named with --keystore new.p12"), "{merge}");
    let fetch = scene.said(&["printcert", "--from", "server.test:443"], 2);
    assert!(
        fetch.contains("`import --from HOST:PORT` imports it") && !fetch.contains("--format'"),
        "{fetch}"
    );
    assert!(scene.said(&["list", "--keystore", "."], 1).contains("error: . is a folder"));
}

#[test]
fn a_new_store_of_keys_is_its_owners_alone() {
    let scene = pki();
    let words = ["genkeypair", "one", "--keystore", "new.p12"];
    let told = scene.said(&words, 0);
    assert!(told.contains("It gets the password `changeit`, which everybody knows"), "{told}");
    scene.said(&["export", "ca", "--keystore", "ca.p12", "--file", "ca.pem"], 0);
    scene.said(&["import", "ca.pem", "--create", "--keystore", "trust.p12", "--storepass", "secret1"], 0);
    let keytool = ["-genkeypair", "-alias", "k", "-keyalg", "EC", "-dname", "CN=k", "-keystore", "k.p12"];
    scene.said(&[&keytool[..], &["-storepass", "changeit"]].concat(), 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |name: &str| std::fs::metadata(scene.path(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("new.p12"), 0o600);
        assert_eq!((mode("trust.p12"), mode("k.p12")), (mode("ca.pem"), mode("ca.pem")));
    }
    let nowhere = scene.said(&["genkeypair", "x", "--keystore", "no/such/folder.p12"], 1);
    assert!(nowhere.contains("Its folder does not exist") && !nowhere.contains("key and"), "{nowhere}");
}

#[test]
fn serial_numbers_are_revoked_as_they_are_shown() {
    let scene = pki();
    let words = ["gencrl", "ca", "--keystore", "ca.p12"];
    let ids = ["--id", "0xd10a55b250476a0a:1", "--id", "0x7F", "--id", "255", "--id", "0x00"];
    scene.said(&[&words[..], &ids, &["--out", "ca.crl"]].concat(), 0);
    let crl = scene.json(&["printcrl", "ca.crl"], 0);
    let revoked = crl["crls"][0]["revoked"].as_array().unwrap();
    let serials: Vec<_> = revoked.iter().map(|one| one["serial"].as_str().unwrap()).collect();
    assert_eq!(serials, ["d10a55b250476a0a", "7f", "ff", "0"]);
    assert_eq!(revoked[0]["reason"], 1);
    for bad in ["d10a", "0x", "0xg", "0x7f:0", "4711:x", ""] {
        let said = scene.said(&[&words[..], &["--id", bad]].concat(), 1);
        assert!(said.contains("no serial number") && said.contains("with 0x in front"), "{said}");
    }
    assert!(scene.said(&["printcrl", "ca.crl"], 0).contains("--keystore names the store of its maker"));
}

#[test]
fn a_restart_is_spoken_of_where_a_jvm_reads_the_store() {
    let scene = pki();
    let restart = "restart it to make this count";
    let silent = |words: &[&str]| {
        let said = scene.said(words, 0);
        assert!(!said.contains(restart), "{words:?}: {said}");
    };
    silent(&["genseckey", "seal", "--keystore", "server.p12"]);
    silent(&["genkeypair", "second", "--keystore", "server.p12"]);
    silent(&["storepasswd", "--new", "changeit2", "--keystore", "server.p12"]);
    silent(&["storepasswd", "--new", "changeit", "--storepass", "changeit2", "--keystore", "server.p12"]);
    silent(&["selfcert", "ca", "--keystore", "ca.p12"]);
    let renewed = scene.said(&["selfcert", "server", "--keystore", "server.p12"], 0);
    assert!(renewed.contains("reads its keystore at start"), "{renewed}");
    scene.said(&["export", "server", "--keystore", "server.p12", "--out", "server.pem"], 0);
    scene.said(&["export", "second", "--keystore", "server.p12", "--out", "second.pem"], 0);
    silent(&["import", "server.pem", "--create", "--keystore", "trust.p12"]);
    let trusted = scene.said(&["import", "second.pem", "--keystore", "trust.p12"], 0);
    assert!(trusted.contains("reads its trust store at start"), "{trusted}");
}

#[test]
fn nobody_is_asked_where_nobody_is() {
    let scene = pki();
    let unnamed = scene.said(&["genkeypair", "--keystore", "server.p12"], 1);
    assert_eq!(unnamed.lines().next(), Some("error: no alias was named"), "{unnamed}");
    assert!(unnamed.contains("`keytool-rs COMMAND ALIAS`"), "{unnamed}");
    let unnamed = scene.said(&["changealias", "server", "--keystore", "server.p12"], 1);
    assert!(unnamed.contains("COMMAND ALIAS NEW_ALIAS"), "{unnamed}");
    let scene = three_passwords();
    let change = ["keypasswd", "k1", "--keystore", "u.jks", "--keypass", "secret1"];
    let said = scene.said(&change, 1);
    assert!(
        said.contains("error: no new password came on standard input\n") && said.contains("--new-env"),
        "{said}"
    );
    assert_eq!(said.matches("New password").count(), 1, "{said}");
    fed(&scene, &change, "another1\nanother1\n", 0);
    scene.said(&["certreq", "k1", "--keystore", "u.jks", "--keypass", "another1"], 0);
}

#[test]
fn an_import_that_is_half_done_says_so() {
    let scene = Scene::new();
    let store = ["--keystore", "a.p12", "--storepass", "secret1"];
    scene.said(&[&["genseckey", "seal"][..], &store].concat(), 0);
    scene.said(&[&["genkeypair", "key"][..], &store].concat(), 0);
    let words = ["importkeystore", "a.p12", "--srcstorepass", "secret1", "--keystore", "b.jks"];
    // A JKS keeps no secret keys.
    let said = scene.said(&[&words[..], &["--storetype", "jks", "--storepass", "secret2"]].concat(), 1);
    assert!(said.contains("1 entry is not imported, the others are: the exit code is 1."), "{said}");
    assert!(scene.path("b.jks").exists());
}

#[test]
fn mistakes_are_told_in_plain_words() {
    let scene = pki();
    let bogus = scene.said(&["genkeypair", "x", "--keystore", "ca.p12", "--ext", "bogus=1"], 1);
    assert!(
        bogus.contains("--ext: there is no extension of this name") && !bogus.contains("java."),
        "{bogus}"
    );
    let made = scene.said(&["genseckey", "seal", "--keystore", "ca.p12"], 0);
    assert!(made.contains("A secret key: AES, 256 bits."), "{made}");
    scene.said(&["genkeypair", "x", "--keystore", "other.p12", "--storepass", "secret1"], 0);
    let other = scene.said(&["diff", "ca.p12", "other.p12"], 2);
    assert!(other.contains("wrong password for other.p12") && other.contains("--other-storepass"), "{other}");
    let first = scene.said(&["diff", "other.p12", "ca.p12"], 2);
    assert!(!first.contains("--other-storepass"), "{first}");
    answered(&scene);
    scene.said(&["export", "ca", "--keystore", "ca.p12", "--out", "ca.pem"], 0);
    let words = ["import", "reply.pem", "ca.pem", "--ca", "--create", "--keystore", "trust.p12"];
    let chain =
        [std::fs::read(scene.path("reply.pem")).unwrap(), std::fs::read(scene.path("ca.pem")).unwrap()];
    scene.write("chain.pem", chain.concat());
    let said = scene.said(&["import", "chain.pem", words[3], words[4], words[5], words[6]], 0);
    assert!(
        said.contains("Use --chain to import the leaf as well.") && !said.contains("--ca to import"),
        "{said}"
    );
}
