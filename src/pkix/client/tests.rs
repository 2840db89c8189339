//! Against what real JVMs said and answered: testdata/pkix/hellos, recipe in testdata/make/hellos.

use super::*;

/// A Java, and what was recorded of it.
pub(crate) struct Recording {
    pub(crate) release: Release,
    update: u32,
    /// The Java whose own properties it had; of some the release's table is another update's.
    policy: Policy,
    pub(crate) text: String,
}

pub(crate) fn recording(release: Release, update: u32) -> Recording {
    let name = match release {
        Release::Java8 => format!("8u{update}"),
        other => format!("{other}.0.{update}"),
    };
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/pkix/hellos");
    let read = |name: String| std::fs::read_to_string(folder.join(name));
    let mut policy = Policy::of_release(release);
    policy.overlay(&read(format!("{name}.security")).unwrap_or_default());
    Recording { release, update, policy, text: read(format!("{name}.tsv")).unwrap() }
}

const ALL_GROUPS: &str = "sect163k1,sect163r1,sect163r2,sect193r1,sect193r2,sect233k1,sect233r1,sect239k1,sect283k1,\
sect283r1,sect409k1,sect409r1,sect571k1,sect571r1,secp160k1,secp160r1,secp160r2,secp192k1,secp192r1,secp224k1,secp224r1,\
secp256k1,secp256r1,secp384r1,secp521r1,x25519,x448,ffdhe2048,ffdhe3072,ffdhe4096,ffdhe6144,ffdhe8192,arbitrary_prime,\
arbitrary_char2,brainpoolP256r1,X25519MLKEM768,SecP256r1MLKEM768,MLKEM768";
const ALL_SCHEMES: &str = "ed25519,ed448,ecdsa_secp256r1_sha256,ecdsa_secp384r1_sha384,ecdsa_secp521r1_sha512,\
rsa_pss_rsae_sha256,rsa_pss_rsae_sha384,rsa_pss_rsae_sha512,rsa_pss_pss_sha256,rsa_pss_pss_sha384,rsa_pss_pss_sha512,\
rsa_pkcs1_sha256,rsa_pkcs1_sha384,rsa_pkcs1_sha512,dsa_sha256,ecdsa_sha224,rsa_sha224,dsa_sha224,ecdsa_sha1,\
rsa_pkcs1_sha1,dsa_sha1,rsa_md5,mldsa44,mldsa65,mldsa87,dsa_sha384,dsa_sha512";

/// What the recording's variant says: `name=value ; S:name=value ; H:host`.
pub(crate) struct Variant {
    pub(crate) java: Result<Java, super::super::PropertyError>,
    pub(crate) policy: Policy,
    pub(crate) properties: ClientProperties,
    host: String,
}

impl Recording {
    pub(crate) fn variant(&self, client: &str, variant: &str) -> Variant {
        let suites = include_str!("../../../testdata/make/hellos/suites.txt").split_whitespace();
        let suites = suites.collect::<Vec<_>>().join(",");
        let (mut policy, mut values, mut host) = (self.policy.clone(), Vec::new(), "a.localtest".to_owned());
        for one in variant.split(" ; ").filter(|one| !one.is_empty()) {
            if let Some(name) = one.strip_prefix("H:") {
                host = name.to_owned();
                continue;
            }
            let (name, value) = one.split_once('=').unwrap();
            let value = value.replace("%ALL%", &suites);
            let value = value.replace("%GROUPS%", ALL_GROUPS).replace("%SCHEMES%", ALL_SCHEMES);
            match name.strip_prefix("S:") {
                Some(name) => policy.overlay(&format!("{name}={value}")),
                None => values.push((name.to_owned(), value)),
            }
        }
        Variant {
            java: Java::with_policy(self.release, &policy).map(|java| java.of_update(Some(self.update))),
            policy,
            properties: match client {
                "https" => ClientProperties::of_https(values),
                _ => ClientProperties::of_socket(values),
            },
            host,
        }
    }
}

/// The first message as the recordings have it: version of the record, version, length of the session's name, suites,
/// compression, extensions.
fn written(spoken: &Spoken, host: &str) -> String {
    let numbers =
        |all: &[Named]| all.iter().map(|one| format!("{:04x}", one.number)).collect::<Vec<_>>().join(".");
    let version = spoken.protocols[0].number.min(0x0303);
    let suites = numbers(&spoken.suites);
    if spoken.is_ssl2 {
        return format!("SSLv2 {version:04x} {suites}");
    }
    let extensions = spoken.extensions.iter().filter_map(|extension| {
        let held = match extension {
            0 => spoken.server_name(host)?,
            5 => "0100000000".to_owned(),
            10 => numbers(&spoken.groups),
            11 => "0100".to_owned(),
            13 => numbers(&spoken.schemes),
            17 => "000702000400000000".to_owned(),
            43 => numbers(&spoken.protocols),
            45 => "0101".to_owned(),
            50 => numbers(&spoken.certificate_schemes),
            51 => numbers(&spoken.shares),
            65281 => "00".to_owned(),
            _ => String::new(),
        };
        Some(format!("{extension}:{held}"))
    });
    let extensions: Vec<String> = extensions.collect();
    let session = if spoken.has_session_id { 32 } else { 0 };
    format!("{version:04x} {version:04x} {session} {suites} 00 {}", extensions.join(" "))
}

/// What a recorded hello of SSL 2.0 says: the suites of its own, with an octet more, do not count.
fn of_ssl2(hex: &str) -> String {
    let octets: Vec<u8> =
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
    let length = usize::from(octets[5]) << 8 | usize::from(octets[6]);
    let suites = octets[11..11 + length].chunks(3).filter(|suite| suite[0] == 0);
    let suites: Vec<String> = suites.map(|suite| format!("{:02x}{:02x}", suite[1], suite[2])).collect();
    format!("SSLv2 {:02x}{:02x} {}", octets[3], octets[4], suites.join("."))
}

fn check(recording: &Recording, at_least: usize) {
    let (mut count, mut wrong) = (0, Vec::new());
    for line in recording.text.lines() {
        let [client, variant, expected] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        // That a host is not found, or is none, is not what is looked at here.
        if expected.contains("UnknownHostException") || expected.contains("Illegal character found in host") {
            continue;
        }
        let given = recording.variant(client, variant);
        let Ok(java) = given.java else {
            assert!(expected.starts_with("! "), "{line}");
            continue;
        };
        let ours = match spoken(&java, &given.policy, &given.properties) {
            Ok(spoken) => written(&spoken, &given.host),
            Err(fault) => format!("! {fault:?}"),
        };
        let expected = match expected.strip_prefix("SSLv2 ") {
            Some(hex) => of_ssl2(hex),
            None => expected.to_owned(),
        };
        let is_equal = match expected.strip_prefix("? ") {
            Some(expected) => ours.ends_with(expected),
            None if expected.starts_with("! ") => ours.starts_with("! "),
            None => ours == expected,
        };
        if !is_equal {
            wrong.push(format!("{client} {variant}\n  they {expected}\n  we   {ours}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= at_least, "{count}");
}

#[test]
fn what_11_0_13_says() {
    check(&recording(Release::Java11, 13), 350);
}

#[test]
fn what_17_0_9_says() {
    check(&recording(Release::Java17, 9), 350);
}

#[test]
fn what_25_0_2_says() {
    check(&recording(Release::Java25, 2), 350);
}

#[test]
fn what_others_say() {
    for (release, update) in [
        (Release::Java8, 504),
        (Release::Java11, 9),
        (Release::Java11, 33),
        (Release::Java17, 15),
        (Release::Java17, 21),
        (Release::Java21, 8),
        (Release::Java25, 3),
    ] {
        check(&recording(release, update), 3);
    }
}

/// Words, and how many lines of versions and suites they take off: JDK 25.
const RECORDED: &str = include_str!("../../../testdata/policy/suites.tsv");

#[test]
fn every_recorded_word_takes_off_as_many() {
    let all = enabled(Release::Java25, &Constraints::default());
    let mut count = 0;
    for line in RECORDED.lines() {
        let (word, expected) = line.split_once('\t').expect("two columns");
        let constraints = Constraints::read(word, None).expect("a value that Java takes");
        let left = enabled(Release::Java25, &constraints);
        let names = |one: &Enabled| -> Vec<&str> {
            one.protocols.iter().chain(&one.suites).map(|one| one.name).collect()
        };
        let left = names(&left);
        let off: Vec<&str> = names(&all).into_iter().filter(|name| !left.contains(name)).collect();
        assert_eq!(off.join(" "), expected, "{word}");
        count += 1;
    }
    assert!(count > 60, "{count}");
}
