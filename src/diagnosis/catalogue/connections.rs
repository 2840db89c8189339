//! What is wrong on the way to a server, in the handshake with it, and with a client's certificate.

use super::always;
use crate::diagnosis::cause::Actor::{
    JavaAdministrator, NetworkAdministrator, ServerAdministrator, StoreOwner,
};
use crate::diagnosis::cause::{Cause, Entry};

pub(super) static CAUSES: [Entry; 38] = [
    Entry {
        cause: Cause::NameUnresolved,
        id: "name-not-found",
        title: "host name not found",
        meaning: "No name server knows an address for the name: it is misspelled, or this machine asks other name servers \
                  than the one that knows it.",
        actor: NetworkAdministrator,
        java: &[always("java.net.UnknownHostException: *")],
    },
    Entry {
        cause: Cause::ConnectionRefused,
        id: "connection-refused",
        title: "connection refused",
        meaning: "The machine answers, and nothing listens on the port there.",
        actor: ServerAdministrator,
        java: &[always("java.net.ConnectException: Connection refused*")],
    },
    Entry {
        cause: Cause::ConnectTimeout,
        id: "connect-timeout",
        title: "no answer to the connection",
        meaning: "Nobody answers at the address, neither yes nor no: mostly a firewall that drops what it does not like.",
        actor: NetworkAdministrator,
        java: &[
            always("java.net.SocketTimeoutException: *onnect timed out"),
            always("java.net.ConnectException: Connection timed out*"),
        ],
    },
    Entry {
        cause: Cause::Unreachable,
        id: "unreachable",
        title: "no route to the host",
        meaning: "This machine knows no way to the address.",
        actor: NetworkAdministrator,
        java: &[
            always("java.net.SocketException: Network is unreachable*"),
            always("java.net.ConnectException: Network is unreachable*"),
            always("java.net.NoRouteToHostException: No route to host*"),
            always("java.net.NoRouteToHostException: Host is unreachable*"),
        ],
    },
    Entry {
        cause: Cause::ProxyAuthentication,
        id: "proxy-authentication",
        title: "proxy wants a password",
        meaning: "The proxy lets nobody through who does not give a user and a password. Java gives none by Basic \
                  authentication to a proxy for HTTPS unless jdk.http.auth.tunneling.disabledSchemes is emptied.",
        actor: NetworkAdministrator,
        java: &[always("java.io.IOException: Unable to tunnel through proxy. Proxy returns \"HTTP/1.* 407*")],
    },
    Entry {
        cause: Cause::ProxyRefused,
        id: "proxy-refused",
        title: "proxy does not let it through",
        meaning: "The proxy refuses a tunnel to this host and port.",
        actor: NetworkAdministrator,
        java: &[
            always("java.io.IOException: Unable to tunnel through proxy. Proxy returns *"),
            always("java.net.SocketException: SOCKS*"),
        ],
    },
    Entry {
        cause: Cause::Silence,
        id: "no-answer",
        title: "silence after the connection",
        meaning: "The connection came about, and then nothing was said: something in between takes connections and does not \
                  pass them on, or the server is overloaded.",
        actor: NetworkAdministrator,
        java: &[
            always("java.net.SocketTimeoutException: Read timed out"),
            always("javax.net.ssl.SSLException: Read timed out"),
        ],
    },
    Entry {
        cause: Cause::ConnectionReset,
        id: "connection-reset",
        title: "connection reset",
        meaning: "The other side, or a firewall in its name, broke the connection off in the middle.",
        actor: NetworkAdministrator,
        java: &[
            always("java.net.SocketException: Connection reset*"),
            always("java.net.SocketException: Broken pipe*"),
            always("java.net.SocketException: Connection or outbound has closed"),
            always("java.net.SocketException: Socket output is already shut down"),
            always("javax.net.ssl.SSLException: Connection reset*"),
        ],
    },
    Entry {
        cause: Cause::ClosedInHandshake,
        id: "closed-in-handshake",
        title: "connection closed in the handshake",
        meaning: "The server ended the connection without a word about why: it may need the host's name (SNI), another \
                  protocol, or a client certificate; its log knows.",
        actor: ServerAdministrator,
        java: &[
            always("java.io.EOFException: SSL peer shut down incorrectly"),
            always("javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake"),
            always("javax.net.ssl.SSLHandshakeException: Remote host closed connection during handshake"),
        ],
    },
    Entry {
        cause: Cause::NotTls,
        id: "not-tls",
        title: "no TLS on this port",
        meaning: "The server answers in clear text: it is not the port for encrypted connections, or something answers in \
                  its place.",
        actor: ServerAdministrator,
        java: &[
            always("javax.net.ssl.SSLException: *Unsupported or unrecognized SSL message"),
            always("javax.net.ssl.SSLException: Unrecognized SSL message, plaintext connection?"),
        ],
    },
    Entry {
        cause: Cause::StartTlsNeeded,
        id: "starttls-needed",
        title: "TLS only after STARTTLS",
        meaning: "The server begins in clear text and goes over to TLS when it is asked to.",
        actor: JavaAdministrator,
        java: &[always("javax.net.ssl.SSLException: *Unsupported or unrecognized SSL message")],
    },
    Entry {
        cause: Cause::StartTlsRefused,
        id: "starttls-refused",
        title: "server does not go over to TLS",
        meaning: "The server answers in clear text and does not offer TLS, or refuses to begin it.",
        actor: ServerAdministrator,
        java: &[],
    },
    Entry {
        cause: Cause::TlsOnStartTlsPort,
        id: "tls-on-starttls-port",
        title: "TLS at once where STARTTLS was expected",
        meaning: "The server expects TLS from the first byte, and says nothing in clear text.",
        actor: JavaAdministrator,
        java: &[],
    },
    Entry {
        cause: Cause::PlaintextClient,
        id: "client-not-tls",
        title: "client speaks no TLS",
        meaning: "The client spoke plain HTTP to a port for encrypted connections: the address begins with http: where https: \
                  is meant.",
        actor: JavaAdministrator,
        java: &[
            always("java.net.SocketException: Unexpected end of file from server"),
            always("javax.net.ssl.SSLException: *Unsupported or unrecognized SSL message"),
        ],
    },
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
    Entry {
        cause: Cause::Revoked,
        id: "revoked",
        title: "certificate revoked",
        meaning: "The authority has called the certificate back.",
        actor: ServerAdministrator,
        java: &[always("java.security.cert.CertificateRevokedException: Certificate has been revoked, *")],
    },
    Entry {
        cause: Cause::RevocationUnknown,
        id: "revocation-unknown",
        title: "not known whether it was revoked",
        meaning: "This Java is told to ask whether certificates were revoked, and got no answer that it takes.",
        actor: NetworkAdministrator,
        java: &[
            always(
                "java.security.cert.CertPathValidatorException: Certificate's revocation status is unknown",
            ),
            always("java.security.cert.CertPathValidatorException: OCSP response error: *"),
            always(
                "java.security.cert.CertPathValidatorException: Certificate does not specify OCSP responder",
            ),
            always("java.security.cert.CertPathValidatorException: Could not determine revocation status"),
            always(
                "java.security.cert.CertPathValidatorException: Unable to determine revocation status due to network error",
            ),
            always(
                "java.security.cert.CertPathValidatorException: OCSP response does not include a response for a certificate supplied in the OCSP request",
            ),
            always(
                "java.security.cert.CertPathValidatorException: Unable to verify OCSP Response's signature",
            ),
            always(
                "java.security.cert.CertPathValidatorException: Error verifying OCSP Response's signature",
            ),
            always("java.security.cert.CertPathValidatorException: Responder's certificate *"),
            always(
                "java.security.cert.CertPathValidatorException: Response is unreliable: its validity interval is out-of-date",
            ),
            always("java.security.cert.CertPathValidatorException: Nonces don't match"),
            always(
                "java.security.cert.CertPathValidatorException: sun.security.provider.certpath.PKIX$CertStoreTypeException: *",
            ),
            always(
                "java.security.cert.CertPathValidatorException: Unrecognized critical extension(s) in revoked CRL entry",
            ),
            always(
                "java.security.cert.CertPathValidatorException: Cannot find the responder's certificate (set using the OCSP security properties).",
            ),
            always(
                "java.security.cert.CertPathValidatorException: Must specify both ocsp.responderCertIssuerName and ocsp.responderCertSerialNumber properties",
            ),
            always(
                "java.security.cert.CertPathValidatorException: Algorithm constraints check failed on disabled algorithm: *",
            ),
            always("java.security.cert.CertPathValidatorException: incorrect KeyUsage extension bits"),
        ],
    },
    Entry {
        cause: Cause::Intercepted,
        id: "intercepted",
        title: "somebody reads the connection",
        meaning: "The certificate was made by a proxy or virus scanner that opens encrypted connections, not by the server's \
                  authority.",
        actor: NetworkAdministrator,
        java: &[always(
            "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested \
             target",
        )],
    },
    Entry {
        cause: Cause::UnknownSuiteName,
        id: "unknown-suite-name",
        title: "cipher suite by a name that Java does not know",
        meaning: "A setting names a cipher suite or a group as Java does not, mostly as openssl does.",
        actor: JavaAdministrator,
        java: &[
            always("java.lang.IllegalArgumentException: Unsupported CipherSuite: *"),
            always("java.lang.IllegalArgumentException: Unsupported ciphersuite *"),
        ],
    },
    Entry {
        cause: Cause::UnknownProtocolName,
        id: "unknown-protocol-name",
        title: "version of TLS by a name that Java does not know",
        meaning: "A setting names a version of TLS as Java does not: the names are TLSv1.2 and TLSv1.3.",
        actor: JavaAdministrator,
        java: &[
            always("java.lang.IllegalArgumentException: *: * is not a supported SSL protocol name"),
            always("java.lang.IllegalArgumentException: Unsupported protocol*"),
            always("java.security.NoSuchAlgorithmException: * SSLContext not available"),
        ],
    },
    Entry {
        cause: Cause::NameServiceFailure,
        id: "name-service-failure",
        title: "name servers do not answer",
        meaning: "Whether the host's name exists is not known: the name servers could not be asked, or gave no answer.",
        actor: NetworkAdministrator,
        java: &[always("java.net.UnknownHostException: *: Temporary failure in name resolution")],
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
        cause: Cause::ProxyUnreachable,
        id: "proxy-unreachable",
        title: "proxy not reached",
        meaning: "The way to the server is through a proxy, and no connection to that comes about: its host or port is wrong, it is \
                  down, or a firewall stands before it.",
        actor: NetworkAdministrator,
        java: &[],
    },
];
