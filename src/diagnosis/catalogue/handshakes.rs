//! What is wrong in the handshake with a server, and with a client's certificate.

use super::always;
use crate::diagnosis::cause::Actor::{
    JavaAdministrator, NetworkAdministrator, ServerAdministrator, StoreOwner,
};
use crate::diagnosis::cause::{Cause, Entry};

pub(super) static CAUSES: [Entry; 19] = [
    Entry {
        cause: Cause::ProtocolMismatch,
        id: "protocol-mismatch",
        title: "no TLS version in common",
        meaning: "The server speaks no version of TLS that this Java still, or already, allows.",
        actor: ServerAdministrator,
        java: &[
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: protocol_version"),
            always("javax.net.ssl.SSLException: *Received fatal alert: protocol_version"),
            always(
                "javax.net.ssl.SSLHandshakeException: *The server selected protocol version * is not accepted by client \
                 preferences *",
            ),
            always(
                "javax.net.ssl.SSLHandshakeException: No appropriate protocol (protocol is disabled or cipher suites are \
                 inappropriate)",
            ),
            always("javax.net.ssl.SSLHandshakeException: Server chose *, but that protocol version is not *"),
            always(
                "javax.net.ssl.SSLHandshakeException: *Client requested protocol * is not enabled or supported in server \
                 context",
            ),
            always(
                "javax.net.ssl.SSLHandshakeException: *The client supported protocol versions * are not *",
            ),
        ],
    },
    Entry {
        cause: Cause::CipherMismatch,
        id: "cipher-mismatch",
        title: "no cipher suite in common",
        meaning: "Client and server have no cipher suite, no group or no signature scheme in common, or the server has no \
                  certificate for those they have.",
        actor: ServerAdministrator,
        java: &[
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: handshake_failure"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: insufficient_security"),
            always("javax.net.ssl.SSLHandshakeException: *Server selected improper ciphersuite *"),
            always("javax.net.ssl.SSLHandshakeException: *no cipher suites in common"),
        ],
    },
    Entry {
        cause: Cause::NameNotServed,
        id: "name-not-served",
        title: "server does not know the name",
        meaning: "The server serves several names and has no certificate for the one that was told (SNI). Java takes even a \
                  warning about it for the end.",
        actor: ServerAdministrator,
        java: &[
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: unrecognized_name"),
            always("javax.net.ssl.SSLHandshakeException: *eceived handshake warning: unrecognized_name"),
            always("javax.net.ssl.SSLProtocolException: handshake alert:  unrecognized_name"),
        ],
    },
    Entry {
        cause: Cause::NameNotSent,
        id: "name-not-sent",
        title: "host name not told",
        meaning: "The server needs to be told the name (SNI), and Java tells none that has no dot or is an address.",
        actor: JavaAdministrator,
        java: &[
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: handshake_failure"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: unrecognized_name"),
        ],
    },
    Entry {
        cause: Cause::AlpnMismatch,
        id: "alpn-mismatch",
        title: "no application protocol in common",
        meaning: "Client and server agree on no protocol within TLS (ALPN), such as http/1.1.",
        actor: ServerAdministrator,
        java: &[always(
            "javax.net.ssl.SSLHandshakeException: *Received fatal alert: no_application_protocol",
        )],
    },
    Entry {
        cause: Cause::WeakKeyExchange,
        id: "weak-key-exchange",
        title: "key exchange too weak",
        meaning: "The server's Diffie-Hellman prime is shorter than this Java allows.",
        actor: ServerAdministrator,
        java: &[
            always(
                "javax.net.ssl.SSLHandshakeException: *DH ServerKeyExchange does not comply to algorithm constraints",
            ),
            always(
                "javax.net.ssl.SSLHandshakeException: *DHPublicKey does not comply to algorithm constraints",
            ),
        ],
    },
    Entry {
        cause: Cause::KeyNotProved,
        id: "key-not-proved",
        title: "key does not belong to the certificate",
        meaning: "Who sent the certificate did not prove to have its key: the key that is configured belongs to another \
                  certificate, or something in between changes the handshake.",
        actor: ServerAdministrator,
        java: &[
            always("javax.net.ssl.SSLHandshakeException: *Invalid * ServerKeyExchange signature"),
            always("javax.net.ssl.SSLHandshakeException: *Invalid CertificateVerify signature"),
        ],
    },
    Entry {
        cause: Cause::RecordDamaged,
        id: "record-damaged",
        title: "encrypted data changed on the way",
        meaning: "What arrived is not what was sent: something in between changes it, such as a proxy, a balancer or a \
                  network card that splits packets, or one of the two programs encrypts wrongly.",
        actor: NetworkAdministrator,
        java: &[
            always("javax.net.ssl.SSLException: *Tag mismatch*"),
            always("javax.net.ssl.SSLException: *bad record MAC"),
            always("javax.net.ssl.SSLException: *Invalid Padding length: *"),
            always("javax.net.ssl.SSLException: *Invalid TLS padding data"),
        ],
    },
    Entry {
        cause: Cause::Downgrade,
        id: "downgrade",
        title: "talked down to an older version",
        meaning: "The server says that it speaks a newer version of TLS than the one it was brought to: something in between \
                  changes the handshake, or the server is misconfigured.",
        actor: NetworkAdministrator,
        java: &[
            always("javax.net.ssl.SSLHandshakeException: *A potential protocol version downgrade attack"),
            always("javax.net.ssl.SSLException: *Received fatal alert: inappropriate_fallback"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: inappropriate_fallback"),
        ],
    },
    Entry {
        cause: Cause::UnsafeRenegotiation,
        id: "unsafe-renegotiation",
        title: "no safe renegotiation",
        meaning: "The server does not know RFC 5746 or RFC 7627, which tie what comes later to the handshake, and this Java is told \
                  not to go on without.",
        actor: ServerAdministrator,
        java: &[
            always(
                "javax.net.ssl.SSLHandshakeException: *Failed to negotiate the use of secure renegotiation",
            ),
            always("javax.net.ssl.SSLHandshakeException: *Extended Master Secret extension is required"),
        ],
    },
    Entry {
        cause: Cause::RenegotiationRefused,
        id: "renegotiation-refused",
        title: "renegotiation refused",
        meaning: "One side wanted to begin the handshake anew, mostly to ask for a client certificate, and the other did not.",
        actor: ServerAdministrator,
        java: &[always("javax.net.ssl.SSLHandshakeException: *eceived handshake warning: no_renegotiation")],
    },
    Entry {
        cause: Cause::ServerAlert,
        id: "server-alert",
        title: "server ended the handshake",
        meaning: "The server ended the handshake with an alert that tells little; its log knows more.",
        actor: ServerAdministrator,
        java: &[
            always("javax.net.ssl.SSLException: *Received fatal alert: *"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: *"),
            always("javax.net.ssl.SSLProtocolException: *Received fatal alert: *"),
        ],
    },
    Entry {
        cause: Cause::MessageTooLarge,
        id: "message-too-large",
        title: "message too large",
        meaning: "A message of the handshake is longer than Java takes: the list of authorities whose client certificates the \
                  server accepts, or the chain.",
        actor: ServerAdministrator,
        java: &[always("*The size of the handshake message (*) exceeds the maximum allowed size (*)")],
    },
    Entry {
        cause: Cause::ServerWithoutKey,
        id: "server-without-key",
        title: "server has no key",
        meaning: "The server's keystore holds no private key that it could prove itself with, so it has no use for any cipher \
                  suite.",
        actor: ServerAdministrator,
        java: &[
            always("javax.net.ssl.SSLHandshakeException: *no cipher suites in common"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: handshake_failure"),
        ],
    },
    Entry {
        cause: Cause::ClientCertificateRequired,
        id: "client-certificate-required",
        title: "server wants a client certificate",
        meaning: "The server lets nobody in who does not prove himself by a certificate of his own.",
        actor: StoreOwner,
        java: &[
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: certificate_required"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: handshake_failure"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: bad_certificate"),
            always("javax.net.ssl.SSLHandshakeException: *Empty client certificate chain"),
        ],
    },
    Entry {
        cause: Cause::ClientIssuerNotListed,
        id: "client-issuer-not-listed",
        title: "client certificate of another authority",
        meaning: "The server lists the authorities whose certificates it takes, and no key of the keystore has one of theirs: \
                  Java then sends none.",
        actor: StoreOwner,
        java: &[
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: certificate_required"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: handshake_failure"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: bad_certificate"),
        ],
    },
    Entry {
        cause: Cause::ClientKeyType,
        id: "client-key-type",
        title: "client key of another kind",
        meaning: "The server takes other kinds of keys, or signatures, than the keystore has: Java then sends no certificate.",
        actor: StoreOwner,
        java: &[
            always("javax.net.ssl.SSLHandshakeException: *No supported signature algorithm"),
            always("javax.net.ssl.SSLException: *No supported CertificateVerify signature algorithm for *"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: certificate_required"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: handshake_failure"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: bad_certificate"),
        ],
    },
    Entry {
        cause: Cause::NoClientKey,
        id: "no-client-key",
        title: "no private key to prove oneself with",
        meaning: "The keystore holds certificates and no private key, so Java has no client certificate to send.",
        actor: StoreOwner,
        java: &[
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: certificate_required"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: handshake_failure"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: bad_certificate"),
        ],
    },
    Entry {
        cause: Cause::ClientCertificateRejected,
        id: "client-certificate-rejected",
        title: "server does not accept the client certificate",
        meaning: "The server got the client's certificate and turned it down: its authority is not trusted there, its time is \
                  over, it was revoked, or it is for another purpose.",
        actor: ServerAdministrator,
        java: &[
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: unknown_ca"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: certificate_unknown"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: bad_certificate"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: unsupported_certificate"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: certificate_expired"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: certificate_revoked"),
            always("javax.net.ssl.SSLHandshakeException: *Received fatal alert: access_denied"),
        ],
    },
];
