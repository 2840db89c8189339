//! What is asked of whoever must act, cause by cause: whole sentences that are spoken to that one, and stand for any server.
//!
//! `{host}` is the server's name.

use crate::diagnosis::{Actor, Cause};

/// Who must act, as everybody else calls that one.
pub(super) fn who(actor: Actor) -> &'static str {
    match actor {
        Actor::StoreOwner => "whoever looks after the program's keystores",
        Actor::JavaAdministrator => "whoever looks after the program's Java",
        Actor::ServerAdministrator => "whoever runs the server",
        Actor::NetworkAdministrator => "whoever runs the network in between",
    }
}

/// What is asked of the one who must act about a cause.
pub(super) fn of(cause: Cause) -> &'static str {
    match cause.entry().actor {
        Actor::ServerAdministrator => of_server(cause),
        Actor::NetworkAdministrator => of_network(cause),
        Actor::StoreOwner | Actor::JavaAdministrator => of_customer(cause),
    }
}

/// Whether it is about a client's certificate that the server asks for: something that its administrator knows more of.
pub(super) fn is_about_clients(cause: Cause) -> bool {
    matches!(
        cause,
        Cause::ClientCertificateRequired
            | Cause::ClientIssuerNotListed
            | Cause::ClientKeyType
            | Cause::NoClientKey
    )
}

/// Whether importing the server's certificate into the trust store mends it, be it for the time being.
pub(super) fn is_mended_by_import(cause: Cause) -> bool {
    matches!(
        cause,
        Cause::UnknownCa
            | Cause::SelfSigned
            | Cause::EmptyStore
            | Cause::WrongTrustStore
            | Cause::MissingIntermediate
            | Cause::CaFalse
            | Cause::X509V1
    )
}

fn of_server(cause: Cause) -> &'static str {
    match cause {
        Cause::Expired => "Please install a new certificate: one of those that the server sends has expired.",
        Cause::NotYetValid => {
            "Please look at the server's clock and at its certificates: one of them is not valid yet."
        }
        Cause::ExpiresSoon => "Please renew the certificate before it expires.",
        Cause::MissingIntermediate => {
            "Please have the server send the intermediate certificates as well, each behind the one that it has issued."
        }
        Cause::EmptyChain => "Please configure a certificate: the server sends none.",
        Cause::WeakKey => "Please get certificates whose keys are long enough: RSA with 2048 bits, or P-256.",
        Cause::WeakSignature => "Please get certificates that are signed with SHA-256 or better.",
        Cause::Blocked | Cause::DistrustedCa => "Please get a certificate from another authority.",
        Cause::HostnameMismatch => {
            "Please install a certificate that has {host} among its names (subjectAltName), or tell us the name that it is for."
        }
        Cause::WrongUsage => {
            "Please get a certificate for TLS servers: extendedKeyUsage serverAuth, keyUsage digitalSignature."
        }
        Cause::PathLength | Cause::NameConstraints | Cause::Policies => {
            "Please get a certificate from an authority that may issue it: one of those above does not allow it."
        }
        Cause::UnknownCriticalExtension => {
            "Please get a certificate without the critical extension that Java does not know."
        }
        Cause::BadSignature => {
            "Please install the certificates from their sources anew: one of them does not bear its issuer's signature."
        }
        Cause::Unparseable => {
            "Please install the certificates from their sources anew: one of them cannot be read."
        }
        Cause::JavaStumbles => "Please have the certificates made anew, without what Java stumbles over.",
        Cause::ChainTooLong => {
            "Please have the server send the certificates that lead from its own to the root, and no others."
        }
        Cause::TooManyPaths => "Please have the server send the certificates of one path, and no others.",
        Cause::ConnectionRefused => {
            "Please see that the service runs, and that it listens on this port and address."
        }
        Cause::ClosedInHandshake => {
            "Please look into the server's log for why it closed the connection during the handshake."
        }
        Cause::NotTls => {
            "Please switch TLS on for this port, or tell us the port on which the server speaks it."
        }
        Cause::StartTlsRefused => {
            "Please switch STARTTLS on for this port, or tell us the port on which the server speaks TLS."
        }
        Cause::ProtocolMismatch => "Please switch on TLS 1.2 or TLS 1.3.",
        Cause::CipherMismatch => {
            "Please switch on cipher suites with ECDHE and AES-GCM, and install a certificate that fits them."
        }
        Cause::NameNotServed => "Please configure the server for the name {host}, with a certificate for it.",
        Cause::AlpnMismatch => "Please allow the application protocol http/1.1 (ALPN).",
        Cause::WeakKeyExchange => {
            "Please use elliptic curves (ECDHE) for the key exchange, or a prime of 2048 bits."
        }
        Cause::UnsafeRenegotiation => {
            "Please renew the server's software: it must know RFC 5746 (safe renegotiation) and RFC 7627 (extended master secret)."
        }
        Cause::RenegotiationRefused => {
            "Please have the server ask for a client certificate in the first handshake, not in a renegotiation."
        }
        Cause::ClientCertificateRejected => {
            "Please tell us why the server does not accept the client's certificate; its log says so."
        }
        Cause::Revoked => {
            "Please get a new certificate for a new key: the authority has revoked one of those that the server sends."
        }
        Cause::MessageTooLarge => {
            "Please shorten what the server sends: the list of authorities whose client certificates it accepts, or the chain."
        }
        Cause::ServerWithoutKey => "Please configure a private key and its certificate.",
        Cause::KeyNotProved => "Please configure the private key that belongs to the certificate.",
        _ => "Please look into the server's log for why it ended the handshake.",
    }
}

fn of_network(cause: Cause) -> &'static str {
    match cause {
        Cause::NameUnresolved => {
            "Please see to it that the program's machine can look up {host}, or tell us the server's right name."
        }
        Cause::NameServiceFailure => "Please see to it that the name servers answer the program's machine.",
        Cause::ConnectTimeout => {
            "Please let TCP connections from the program's machine to this server through."
        }
        Cause::Unreachable => {
            "Please see to it that there is a route from the program's machine to this server."
        }
        Cause::ProxyAuthentication => {
            "Please let the program through the proxy to this server without a password, or tell us the user and password that it is to \
             give."
        }
        Cause::ProxyRefused => "Please have the proxy let CONNECT to this server through.",
        Cause::ProxyUnreachable => {
            "Please see that the proxy runs and takes connections from the program's machine, or tell us its right host and port."
        }
        Cause::Silence => {
            "Please see what takes connections to this server and then passes nothing on: a firewall, or a load balancer."
        }
        Cause::ConnectionReset => {
            "Please see what breaks connections to this server off, such as a firewall."
        }
        Cause::RecordDamaged => {
            "Please see what changes the data on the way to this server, such as a proxy, a balancer or a network card."
        }
        Cause::Downgrade => {
            "Please see what changes the handshake on the way to this server, such as a filter."
        }
        Cause::Intercepted => {
            "Please let connections to this server through unopened, or tell us the root certificate of what opens them."
        }
        Cause::RevocationUnknown => {
            "Please let the program's machine reach the OCSP responders and CRLs that the certificates name."
        }
        _ => "Please see what stands between the program's machine and this server.",
    }
}

fn of_customer(cause: Cause) -> &'static str {
    match cause {
        Cause::ClientCertificateRequired => {
            "Please get a client certificate from an authority that the server accepts, and name its keystore to the program \
             (javax.net.ssl.keyStore and javax.net.ssl.keyStorePassword)."
        }
        Cause::ClientIssuerNotListed => {
            "Please get a client certificate from one of the authorities that the server lists, and put it into the program's keystore \
             with its whole chain."
        }
        Cause::ClientKeyType => {
            "Please get a client certificate for a key of a kind that the server takes, and put it into the program's keystore."
        }
        Cause::NoClientKey => {
            "Please put the client's private key and its certificate into the keystore that the program is told of."
        }
        Cause::WrongPassword | Cause::KeyPassword => {
            "Please correct the password that the program is told for its keystore, or give the key the keystore's password."
        }
        Cause::TrustStorePasswordMissing => {
            "Please tell the program the password of its trust store (javax.net.ssl.trustStorePassword)."
        }
        Cause::SilentFallback | Cause::NoTrustStore | Cause::StoreMissing => {
            "Please correct the path of the trust store that the program is told of (javax.net.ssl.trustStore), and restart it."
        }
        Cause::WrongStoreType => {
            "Please correct the type that the program is told of its trust store (javax.net.ssl.trustStoreType), and restart it."
        }
        Cause::RestartDue => {
            "Please restart the program: a running Java has read its trust store and does not read it again."
        }
        Cause::ServiceFile => {
            "Please correct the file by which the program's service is started, and restart it."
        }
        Cause::StartTlsNeeded => {
            "Please have the program ask for STARTTLS on this port, or name it the port for TLS."
        }
        Cause::TlsOnStartTlsPort => {
            "Please have the program speak TLS from the first byte on this port, without STARTTLS."
        }
        Cause::PlaintextClient => "Please use an address that begins with https: for this server.",
        Cause::NameNotSent => "Please name the server to the program by its full name, with a dot in it.",
        Cause::UnknownProtocolName => {
            "Please write the versions of TLS as Java names them, TLSv1.2 and TLSv1.3 (jdk.tls.client.protocols, https.protocols)."
        }
        Cause::UnknownSuiteName => {
            "Please write cipher suites and groups as Java names them (https.cipherSuites, jdk.tls.namedGroups)."
        }
        Cause::ClientSettings => {
            "Please look at the system properties that the program is started with and at its java.security: what they say is in the \
             way."
        }
        Cause::InvisibleToJava | Cause::UnreadableByJava | Cause::KeystoreAsTruststore => {
            "Please make the program's trust store anew, with the keytool of its Java or with keytool-rs."
        }
        Cause::NotAKeystore | Cause::DamagedStore | Cause::Unreadable => {
            "Please put a sound trust store, which its user may read, in the place of the program's."
        }
        _ => "Please look at the program's keystores.",
    }
}
