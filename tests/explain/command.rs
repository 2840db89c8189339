//! The command itself: what it reads, and its exit codes.

use std::io::Write as _;
use std::process::{Command, Stdio};

const TRACE: &str = "Exception in thread \"main\" java.net.UnknownHostException: a.example: Name or service not known\n\
                     \tat java.base/java.net.Socket.connect(Socket.java:1)\n";

fn run(arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_keytool-rs"))
        .arg("explain")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What a server does without a word is seen by asking it; a port that the log does not tell is not made up.
#[test]
fn what_closes_without_a_word_is_to_be_probed() {
    let closed =
        "javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake\n\tat a.B.c(B.java:1)\n";
    for (url, words, command) in [
        ("https://a.example:8443/x", "does to a Java:", "keytool-rs probe a.example:8443"),
        ("a.example", "put the right one in place of 443:", "keytool-rs probe a.example:443"),
    ] {
        let hello = format!(
            "javax.net.ssl|DEBUG|10|main|2026-11-21 09:47:42.647 GMT|ClientHello.java:639|Produced ClientHello handshake message (\n\
             \"ClientHello\": {{\n  \"extensions\"          : [\n    \"server_name (0)\": {{\n      type=host_name (0), \
             value=a.example\n    }}\n  ]\n}}\n)\nPOST to {url} failed\n"
        );
        let (code, out, _) = run(&[], format!("{hello}{closed}").as_bytes());
        let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(code, 1, "{out}");
        assert!(out.contains(words) && out.contains(command), "{out}");
    }
}

#[test]
fn plain_and_compressed_logs_are_read_and_exit_codes_tell() {
    for log in [TRACE.as_bytes().to_vec(), gzip(TRACE.as_bytes())] {
        let (code, out, _) = run(&[], &log);
        assert_eq!(code, 1);
        assert!(out.contains("dns, unknown-host") && out.contains("a.example"), "{out}");
    }
    assert_eq!(run(&["-"], b"HTTP status 200 from https://a.example/\n").0, 0);
    let (code, _, error) = run(&[], b"once upon a time\n");
    assert!(code == 2 && error.contains("standard input"), "{error}");
    assert_eq!(run(&["/does/not/exist"], b"").0, 2);
    let mut torn = gzip(TRACE.repeat(100).as_bytes());
    torn.truncate(torn.len() - 9);
    assert_eq!(run(&[], &torn).0, 1, "a log that is still being written is read as far as it goes");
}

#[test]
fn several_logs_are_told_of_in_one_document() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] =
        ["first.log", "second.log"].map(|name| folder.path().join(name).display().to_string());
    std::fs::write(&first, TRACE).unwrap();
    std::fs::write(&second, "HTTP status 200 from https://b.example/\n").unwrap();
    let (code, out, _) = run(&["--format", "json", &first, &second], b"");
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    let handshakes = document["handshakes"].as_array().unwrap();
    assert_eq!((code, handshakes.len()), (1, 2));
    assert_eq!(handshakes[0]["log"], first.as_str());
    assert_eq!((&handshakes[1]["host"], &handshakes[1]["outcome"]), (&"b.example".into(), &"success".into()));
    assert!(handshakes[1]["step"].is_null() && handshakes[1]["check"].is_null());
}

/// Newer Javas hide why a trust store does not open: the file tells.
#[test]
fn a_store_that_the_log_only_names_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("trust.store");
    let jks = std::fs::read(super::folder().join("../transcripts/fixtures/one.jks")).unwrap();
    let pem = rcgen::generate_simple_self_signed(vec!["a.example".into()]).unwrap().cert.pem();
    let cases: [(&[u8], &str); 5] = [
        (b"", "truststore-corrupt"),
        (pem.as_bytes(), "truststore-not-a-keystore"),
        (b"<html>", "truststore-not-a-keystore"),
        (&jks[..jks.len() / 2], "truststore-corrupt"),
        (&jks, "truststore-wrong-password"),
    ];
    let log = format!(
        "javax.net.ssl|DEBUG|10|main|2026-11-21 09:33:04.765 CET|TrustStoreManager.java:113|trustStore is: {}\n\
         Exception in thread \"main\" java.net.SocketException: java.security.NoSuchAlgorithmException: Error constructing \
         implementation (algorithm: Default, provider: SunJSSE, class: sun.security.ssl.SSLContextImpl$DefaultSSLContext)\n\
         Caused by: java.security.KeyManagementException: problem accessing trust store\n",
        store.display()
    );
    let decided = |log: &str, bytes: &[u8], check: &str| {
        std::fs::write(&store, bytes).unwrap();
        let (code, out, _) = run(&["--format", "json"], log.as_bytes());
        let document: serde_json::Value = serde_json::from_str(&out).unwrap();
        let handshake = &document["handshakes"][0];
        assert_eq!((code, handshake["check"].as_str()), (1, Some(check)), "{out}");
        assert!(handshake.get("candidates").is_none(), "decided by the file: {out}");
    };
    for (bytes, check) in cases {
        decided(&log, bytes, check);
    }
    // Java opens a PKCS12 store whose certificates are encrypted without its password, and trusts nothing then.
    let read = |name: &str| std::fs::read(super::folder().join("..").join(name)).unwrap();
    let nobody = format!(
        "{}\njavax.net.ssl.SSLException: Unexpected error: java.security.InvalidAlgorithmParameterException: the trustAnchors parameter must \
         be non-empty\n\tat java.base/sun.security.ssl.Alert.createSSLException(Alert.java:133)\n",
        log.lines().next().unwrap()
    );
    decided(&nobody, &read("keystores/debian.p12"), "truststore-wrong-password");
    decided(&nobody, &read("transcripts/fixtures/empty.jks"), "truststore-empty");
    std::fs::remove_file(&store).unwrap();
    let (_, out, _) = run(&["--format", "json"], log.as_bytes());
    assert!(out.contains("candidates"), "the log may be of another machine: {out}");
}

/// What is no log is told by how it begins; a program's own texts are no failures.
#[test]
fn what_is_no_log_is_told() {
    let own = std::fs::read(env!("CARGO_BIN_EXE_keytool-rs")).unwrap();
    for (bytes, words) in [
        (&b""[..], "standard input is empty"),
        (&own[..4096], "is a program, and no log"),
        (&include_bytes!("../../testdata/keystores/debian.p12")[..4096], "is a keystore or a certificate"),
        (b"PK\x03\x04", "is packed (zip)"),
        (b"nothing\n", "nothing in it is of a log"),
    ] {
        let (code, out, error) = run(&[], bytes);
        assert!(code == 2 && out.is_empty() && error.contains(words), "{words}: {code} {out}{error}");
    }
    // A disk that lost the beginning of a log leaves nulls.
    let (code, out, error) = run(&[], &[&[0; 5000][..], b"\n", TRACE.as_bytes()].concat());
    assert!(code == 1 && out.contains("unknown-host"), "{out}{error}");
}
