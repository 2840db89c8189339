//! What a JVM throws where its TLS client does not get to its hello, or does not like what the server chose.

use super::HANDSHAKE;
use crate::diagnosis::Release;
use crate::pkix::Java;
use crate::pkix::client::names;
use crate::pkix::client::{ClientFault, Objection};
use crate::report::keytool::certificate::Exception;

const ARGUMENT: &str = "java.lang.IllegalArgumentException";
const NO_CONTEXT: &str = "Error constructing implementation (algorithm: Default, provider: SunJSSE, \
                          class: sun.security.ssl.SSLContextImpl$DefaultSSLContext)";

/// The exceptions of a client that says nothing, the outermost first, as an `HttpsURLConnection` throws them the first time.
///
/// Java: a class that could not be set up is not tried again, and what is thrown from then on does not say why.
pub fn of_client(fault: &ClientFault, java: &Java) -> Vec<Exception> {
    let one = |class, message: String| Exception { class, message };
    let set_up = |inner| vec![one("java.lang.ExceptionInInitializerError", String::new()), inner];
    let in_context = |inner| {
        let missing = "java.security.NoSuchAlgorithmException";
        vec![
            one("java.net.SocketException", format!("{missing}: {NO_CONTEXT}")),
            one(missing, NO_CONTEXT.to_owned()),
            inner,
        ]
    };
    match fault {
        ClientFault::Protocol(name) => in_context(one(
            ARGUMENT,
            format!("jdk.tls.client.protocols: {name} is not a supported SSL protocol name"),
        )),
        ClientFault::HttpsProtocol(name) => {
            // Java: up to 17 with nothing between.
            let colon = if java.release > Release::Java17 { ": " } else { "" };
            vec![one(ARGUMENT, format!("Unsupported protocol{colon}{name}"))]
        }
        ClientFault::HttpsSuite(name) => vec![one(ARGUMENT, format!("Unsupported CipherSuite: {name}"))],
        ClientFault::NoGroup(names) => set_up(one(
            ARGUMENT,
            format!("System property jdk.tls.namedGroups({names}) contains no supported named groups"),
        )),
        ClientFault::DuplicateGroup(name) => {
            vec![one(ARGUMENT, format!("Duplicate element of namedGroups: {name}"))]
        }
        ClientFault::NoKeys(_) => {
            let message = "Could not generate ECDH keypair";
            let alert = if java.names_alerts { "(internal_error) " } else { "" };
            vec![
                one("javax.net.ssl.SSLException", format!("{alert}{message}")),
                one("java.lang.RuntimeException", message.to_owned()),
            ]
        }
        ClientFault::CryptoPolicy(value) => {
            let security = |message| one("java.lang.SecurityException", message);
            let mut thrown = set_up(security("Can not initialize cryptographic mechanism".to_owned()));
            thrown.push(security(format!("Can't read cryptographic policy directory: {value}")));
            thrown
        }
        ClientFault::Wildcard(_) => {
            set_up(one(ARGUMENT, "Wildcard pattern must start with \"TLS_\"".to_owned()))
        }
        ClientFault::NotBoolean(property) => {
            let message = format!("Value of {property} must either be 'true' or 'false'");
            let inner = one("java.lang.RuntimeException", message);
            match *property {
                "jdk.tls.client.enableStatusRequestExtension" => in_context(inner),
                _ => set_up(inner),
            }
        }
        ClientFault::DhKeySize => {
            set_up(one(ARGUMENT, "Invalid system property jdk.tls.ephemeralDHKeySize".to_owned()))
        }
        ClientFault::NoProtocol => vec![one(
            HANDSHAKE,
            "No appropriate protocol (protocol is disabled or cipher suites are inappropriate)".to_owned(),
        )],
        ClientFault::NoSuite => vec![one(HANDSHAKE, "No negotiable cipher suite".to_owned())],
    }
}

/// The exception of a client that does not like what the server chose.
pub fn of_objection(objection: &Objection, java: &Java) -> Exception {
    let (alert, text) = match objection {
        Objection::NoVersion(version) => {
            // Java: the two octets have signs.
            let [major, minor] = version.to_be_bytes().map(u8::cast_signed);
            ("protocol_version", format!("Unsupported protocol version: (D)TLS-{major}.{minor}"))
        }
        Objection::Suite(suite) => {
            ("illegal_parameter", format!("Server selected improper ciphersuite {}", suite_name(*suite)))
        }
        Objection::Compression(method) => {
            ("illegal_parameter", format!("compression type not supported, {method}"))
        }
        Objection::LegacyVersion => {
            ("protocol_version", "The ServerHello.legacy_version field is not TLS 1.2".to_owned())
        }
        Objection::Version { chosen, accepted } => {
            let accepted: Vec<&str> = accepted.iter().map(|version| version_name(*version)).collect();
            let text = format!(
                "The server selected protocol version {} is not accepted by client preferences [{}]",
                version_name(*chosen),
                accepted.join(", ")
            );
            ("protocol_version", text)
        }
        Objection::Downgrade => {
            ("illegal_parameter", "A potential protocol version downgrade attack".to_owned())
        }
        Objection::NewSuite(suite) => {
            let name = suite_name(*suite);
            let text = format!("TLS 1.2 or prior version does not support the server cipher suite: {name}");
            ("protocol_version", text)
        }
        Objection::UnsafeRenegotiation => {
            ("handshake_failure", "Failed to negotiate the use of secure renegotiation".to_owned())
        }
        Objection::NoMasterSecret => {
            ("handshake_failure", "Extended Master Secret extension is required".to_owned())
        }
        Objection::UnknownGroup(number) => ("illegal_parameter", format!("Unknown named group ID: {number}")),
        Objection::UnsupportedGroup(number) => {
            ("illegal_parameter", format!("Unsupported named group: {}", constant_name(*number)))
        }
        Objection::DisabledGroup(number) => {
            let name = constant_name(*number);
            let text = format!("ServerKeyExchange for {name} does not comply with algorithm constraints");
            ("insufficient_security", text)
        }
        Objection::ExplicitCurve(kind) => ("illegal_parameter", format!("Unsupported ECCurveType: {kind}")),
        Objection::WeakPrime(_) => {
            let text = "DH ServerKeyExchange does not comply to algorithm constraints";
            ("insufficient_security", text.to_owned())
        }
    };
    let message = if java.names_alerts { format!("({alert}) {text}") } else { text };
    Exception { class: HANDSHAKE, message }
}

/// What Java calls a cipher suite.
pub fn suite_name(number: u16) -> String {
    match names::suite(number) {
        Some(suite) => suite.name.to_owned(),
        None => format!("UNKNOWN-CIPHER-SUITE(0x{number:04X})"),
    }
}

/// What Java calls a version in these messages.
fn version_name(version: u16) -> &'static str {
    match version {
        0x0304 => "TLS13",
        0x0303 => "TLS12",
        0x0302 => "TLS11",
        0x0301 => "TLS10",
        0x0300 => "SSL30",
        0x0002 => "SSL20Hello",
        0xFEFD => "DTLS12",
        0xFEFF => "DTLS10",
        // Java: none that it has a name for.
        _ => "null",
    }
}

/// What Java calls a group in these messages: `secp256r1` is SECP256_R1.
fn constant_name(number: u16) -> String {
    let name = names::group(number).map_or("", |group| group.name);
    let upper = name.to_ascii_uppercase();
    let is_curve = upper.starts_with("SEC");
    match upper.find(|character: char| character.is_ascii_digit()) {
        None => upper,
        Some(digits) => {
            let (word, rest) = upper.split_at(digits);
            let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
            let (size, kind) = rest.split_at(end);
            if is_curve {
                format!("{word}{size}_{kind}")
            } else if word == "FFDHE" {
                format!("{word}_{size}")
            } else {
                upper
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pkix::client::recording;
    use crate::pkix::client::{
        Answer, ClientProperties, Parameters, Spoken, object_to_exchange, object_to_hello,
    };
    use crate::pkix::{self, client};

    /// The updates that were recorded under many properties.
    const RECORDED: [(Release, u32); 4] =
        [(Release::Java11, 13), (Release::Java17, 9), (Release::Java21, 8), (Release::Java25, 2)];

    fn written(thrown: &[Exception]) -> String {
        let one = |exception: &Exception| match exception.message.as_str() {
            "" => exception.class.to_owned(),
            message => format!("{}: {message}", exception.class),
        };
        thrown.iter().map(one).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn what_is_thrown_instead_of_a_hello() {
        for (release, update) in RECORDED {
            let (recording, mut count) = (recording(release, update), 0);
            for line in recording.text.lines() {
                let [client, variant, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
                    panic!("{line}")
                };
                let Some(expected) = expected.strip_prefix("! ").filter(|_| client == "https") else {
                    continue;
                };
                let given = recording.variant(client, variant);
                let Ok(java) = given.java else { continue };
                let Err(fault) = pkix::spoken(&java, &given.policy, &given.properties) else { continue };
                let ours = written(&of_client(&fault, &java));
                let is_equal = match fault {
                    // The cause has the names of the curve in all registries.
                    ClientFault::NoKeys(_) => expected.starts_with(&ours),
                    _ => expected == ours,
                };
                assert!(is_equal, "{release}: {variant}\n{expected}\n{ours}");
                count += 1;
            }
            assert!(count >= 3, "{release}: {count}");
        }
    }

    /// The words by which our objections are known in what was recorded.
    const OBJECTIONS: [&str; 10] = [
        "Unsupported protocol version",
        "improper ciphersuite",
        "compression type",
        "legacy_version",
        "selected protocol version",
        "downgrade",
        "does not support the server cipher suite",
        "named group",
        "does not comply",
        "ECCurveType",
    ];

    fn objection(
        java: &Java,
        properties: &ClientProperties,
        spoken: &Spoken,
        case: &[&str],
    ) -> Option<Objection> {
        let number = |text: &str| u16::from_str_radix(text, 16).unwrap();
        let hello = |version, suite| Answer { version, suite, ..Answer::default() };
        let has_13 = spoken.protocols.iter().any(|one| one.number == 0x0304);
        let answer = match *case {
            ["hello", version, suite] => hello(number(version), number(suite)),
            // Java: whom TLS 1.3 was not offered to is not listened to when it chooses it.
            ["hello13", version, suite] if has_13 => {
                Answer { is_in_extension: true, ..hello(number(version), number(suite)) }
            }
            ["hello13", _, suite] => hello(0x0303, number(suite)),
            ["sentinel", kind, version, suite] => Answer {
                downgraded_below: Some(if kind == "01" { 0x0304 } else { 0x0303 }),
                ..hello(number(version), number(suite))
            },
            ["compression", _] => Answer { compression: 1, ..hello(0x0303, 0xC02F) },
            ["compression", _, suite] => Answer { compression: 1, ..hello(0x0303, number(suite)) },
            ["suite", suite, _] | ["exchange", suite, _, _] => hello(0x0303, number(suite)),
            ["dh", bits] => {
                return object_to_exchange(java, properties, Parameters::Prime(bits.parse().unwrap()));
            }
            ["curve", curve] => {
                return object_to_exchange(java, properties, Parameters::Group(curve.parse().unwrap()));
            }
            ["explicit", kind] => {
                return object_to_exchange(
                    java,
                    properties,
                    Parameters::Explicit(if kind == "prime" { 1 } else { 2 }),
                );
            }
            _ => panic!("{case:?}"),
        };
        object_to_hello(spoken, &answer)
    }

    #[test]
    fn what_is_thrown_at_a_choice() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/pkix/hellos");
        for (release, update) in RECORDED {
            let text = std::fs::read_to_string(folder.join(format!("answers-{release}.tsv"))).unwrap();
            let (recording, mut count, mut wrong) = (recording(release, update), 0, Vec::new());
            let (mut last, mut known) = (None, None);
            for line in text.lines() {
                let [variant, case, key_exchange, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
                    panic!("{line}")
                };
                if last != Some(variant) {
                    let given = recording.variant("socket", variant);
                    let java = given.java.unwrap();
                    let spoken = pkix::spoken(&java, &given.policy, &given.properties).unwrap();
                    (last, known) = (Some(variant), Some((java, given.properties, spoken)));
                }
                let (java, properties, spoken) = known.as_ref().unwrap();
                let case: Vec<&str> = case.split(' ').collect();
                if let [kind @ ("chain" | "size"), given] = case[..] {
                    let limit = if kind == "chain" { spoken.limits.chain } else { spoken.limits.message };
                    let is_too_much = given.parse::<i32>().unwrap() > limit;
                    assert_eq!(is_too_much, expected.contains("exceeds the maximum"), "{release} {line}");
                    count += 1;
                    continue;
                }
                let ours = objection(java, properties, spoken, &case).map(|one| of_objection(&one, java));
                let is_equal = match &ours {
                    Some(ours) => expected == format!("{}: {}", ours.class, ours.message),
                    None => !OBJECTIONS.iter().any(|words| expected.contains(words)),
                };
                if !is_equal {
                    wrong.push(format!("{variant} {case:?}\n  they {expected}\n  we   {ours:?}"));
                }
                if key_exchange != "-" && case[0] == "exchange" {
                    let suite = u16::from_str_radix(case[1], 16).unwrap();
                    assert_eq!(client::auth_type(0x0303, suite), Some(key_exchange), "{release} {line}");
                }
                count += 1;
            }
            assert!(wrong.is_empty(), "{release}: {} of {count}\n{}", wrong.len(), wrong.join("\n"));
            assert!(count > 500, "{release}: {count}");
        }
    }
}
