//! What a JVM throws where its TLS client does not get to its hello, or does not like what the server chose.

use super::HANDSHAKE;
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
        // Java: without a blank between.
        ClientFault::HttpsProtocol(name) => vec![one(ARGUMENT, format!("Unsupported protocol{name}"))],
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
