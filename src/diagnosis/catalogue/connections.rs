//! What is wrong on the way to a server, with its revocation services, and with a client's settings.

use super::always;
use crate::diagnosis::cause::Actor::{JavaAdministrator, NetworkAdministrator, ServerAdministrator};
use crate::diagnosis::cause::{Cause, Entry};

pub(super) static CAUSES: [Entry; 21] = [
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
            always("javax.net.ssl.SSLHandshakeException: Remote host closed the channel"),
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
        cause: Cause::ProxyUnreachable,
        id: "proxy-unreachable",
        title: "proxy not reached",
        meaning: "The way to the server is through a proxy, and no connection to that comes about: its host or port is wrong, it is \
                  down, or a firewall stands before it.",
        actor: NetworkAdministrator,
        java: &[],
    },
];
