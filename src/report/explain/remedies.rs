//! What mends a failure, with the host, the aliases and the paths of its log.

use crate::diagnosis::{Cause, Remedy, path_argument};
use crate::explain::{Explained, Handshake, Reason, Side, Step};

/// What to do, the first thing first.
pub fn remedies(attempt: &Explained) -> Vec<Remedy> {
    let Some(diagnosis) = &attempt.diagnosis else { return Vec::new() };
    let Some(reason) = diagnosis.first() else { return Vec::new() };
    let handshake = &attempt.handshake;
    let mut remedies = of_reason(reason, handshake);
    let says = |words: &str| diagnosis.evidence.iter().any(|evidence| evidence.text.contains(words));
    if reason.cause == Cause::WrongPassword && says(": keystore password was incorrect") {
        remedies.push(older_java(reason, handshake));
    }
    let is_prime = says("Prime size must be multiple of 64") || says("Could not generate DH keypair");
    if reason.cause == Cause::WeakKeyExchange && is_prime {
        remedies.clear();
        remedies.push(Remedy::words(
            "The server's Diffie-Hellman prime is longer than this Java takes, or of a length that it does not take: update this Java, or leave DHE \
             out here (jdk.tls.disabledAlgorithms=…, DHE) so that ECDHE is taken.",
        ));
    }
    if says("does not contain valid private key") {
        remedies.clear();
        remedies.push(Remedy::shell(
            "Make the key one of PKCS#8:",
            ["openssl", "pkcs8", "-topk8", "-nocrypt", "-in", "key.pem", "-out", "key-pkcs8.pem"],
        ));
    }
    if reason.cause == Cause::UnreadableByJava && says(" KeyFactory not available") {
        remedies.clear();
        remedies.push(Remedy::words(
            "Use a key of an algorithm that this Java has, such as RSA, or a fuller or newer Java: EC needs the module jdk.crypto.ec \
             before 22, Ed25519 Java 15.",
        ));
    }
    if diagnosis.reasons.len() > 1 && reason.cause == Cause::EmptyStore {
        // What Java does not tell apart has to be looked at first.
        remedies.insert(0, seen(handshake));
    }
    if (diagnosis.reasons.len() > 1 || is_seen_by_probing(reason.cause))
        && let Some(probe) = probe(handshake)
    {
        remedies.push(probe);
    }
    remedies
}

/// Whether a log tells less of it than the server itself.
fn is_seen_by_probing(cause: Cause) -> bool {
    matches!(
        cause,
        Cause::ClosedInHandshake
            | Cause::ConnectionReset
            | Cause::Silence
            | Cause::Downgrade
            | Cause::ServerAlert
            | Cause::ProtocolMismatch
            | Cause::CipherMismatch
    )
}

/// What a probe from here tells.
fn probe(handshake: &Handshake) -> Option<Remedy> {
    let host = handshake.host.as_deref().filter(|_| handshake.side != Some(Side::Server))?;
    let server = format!(
        "{}:{}",
        if host.contains(':') { format!("[{host}]") } else { host.to_owned() },
        handshake.port.unwrap_or(443)
    );
    let mut arguments = vec!["probe", server.as_str()];
    let trust = handshake.stores.trust.as_ref().map(|store| path_argument(&store.path));
    if let Some(trust) = trust.as_ref().filter(|path| !path.is_empty()) {
        arguments.extend(["--keystore", trust.as_ref()]);
    }
    let text = match handshake.port {
        Some(_) => "See what this server does to a Java:",
        None => {
            "See what this server does to a Java; the log does not tell the port, put the right one in place of 443:"
        }
    };
    Some(Remedy::command(text, arguments))
}

fn of_reason(reason: &Reason, handshake: &Handshake) -> Vec<Remedy> {
    let stores = &handshake.stores;
    let trust = stores.trust.as_ref().map(|store| store.path.as_str()).filter(|path| !path.is_empty());
    let key = stores.key.as_ref().map(|store| store.path.as_str()).filter(|path| !path.is_empty());
    let host = handshake.host.as_deref().unwrap_or("the host");
    let last = handshake.server_chain.as_deref().and_then(<[_]>::last);
    let issuer =
        last.map(|last| last.issuer.as_str()).filter(|issuer| !issuer.is_empty()).unwrap_or("the authority");
    let words = |text: &str| vec![Remedy::words(text)];
    let is_client = matches!(reason.step, Step::ClientCertificate | Step::ClientCertificateVerification);
    match reason.cause {
        Cause::UnknownCa if is_client => words(
            "Import the authority of the client's certificate into the trust store of the server, or have the client use a certificate \
             of one that the server trusts.",
        ),
        Cause::UnknownCa if reason.check == "certificate-pinning" => words(
            "Bring the program's pins up to date with the server's certificates; where something in between reads the connection, have it \
             leave this server alone.",
        ),
        Cause::UnknownCa => vec![import(
            trust,
            "authority.pem",
            &format!(
                "Get the certificate of {issuer} from its owner, compare the fingerprint with him, and import it:"
            ),
        )],
        Cause::SelfSigned => vec![
            import(
                trust,
                "server.pem",
                "Compare the fingerprint of the certificate with the server's owner, and import it:",
            ),
            Remedy::words(
                "Better: have the server use a certificate of an authority that its clients trust.",
            ),
        ],
        Cause::MissingIntermediate => vec![
            Remedy::words(format!("Have the server send {issuer} after its own certificate.")),
            import(trust, "intermediate.pem", "Until then, import the intermediate here:"),
        ],
        Cause::Intercepted => vec![
            Remedy::words(format!("Have {host} exempted from the inspection.")),
            import(trust, "inspection-root.pem", "Or import the root of the inspection:"),
        ],
        Cause::SilentFallback => {
            let named = stores.inaccessible.as_ref().map_or("", |store| store.path.as_str());
            words(&format!(
                "Correct -Djavax.net.ssl.trustStore={named}: to import certificates elsewhere does not help."
            ))
        }
        Cause::KeystoreAsTruststore => words(
            "Point -Djavax.net.ssl.trustStore to a store with the certificate of the server's authority, or import it into this one.",
        ),
        Cause::EmptyStore => {
            vec![import(trust, "authority.pem", "Import the certificate of the server's authority:")]
        }
        Cause::StoreMissing => words("Correct the path that is configured, or put the file there."),
        Cause::WrongPassword => vec![checked(
            if reason.step == Step::ClientTruststore { trust } else { key },
            "Give the password that the store has; see with which it opens:",
        )],
        Cause::KeyPassword => vec![keypasswd(key)],
        Cause::NotAKeystore => vec![converted(reason, trust, key)],
        Cause::DamagedStore => words(
            "Restore the file from where it came; copy it as binary, and keep tools from filtering it as text.",
        ),
        Cause::WrongStoreType => {
            words("Give the type that the file has by -Djavax.net.ssl.trustStoreType, or leave it out.")
        }
        Cause::UnreadableByJava => words(
            "Make the store anew with algorithms that this Java has, or update it: a JKS store, or PKCS12 with -J-Dkeystore.pkcs12.legacy, is read by every Java.",
        ),
        Cause::Expired if is_client => {
            words("Renew the client's certificate, and put it into the client's keystore.")
        }
        Cause::Expired => words(
            "Renew the server's certificate and install it with its chain; look at the clock of the client if the certificate looks current.",
        ),
        Cause::NotYetValid => {
            words("Look at the clocks first; otherwise use a certificate that is valid already.")
        }
        Cause::HostnameMismatch => words(&format!(
            "Connect by a name that the certificate has, or have the server's certificate issued with {host} among its alternative names (SAN)."
        )),
        Cause::WeakSignature => words("Have the certificate issued anew, signed with SHA-256 or better."),
        Cause::WeakKey => words(
            "Have the certificate issued anew for a key of at least 2048 bits RSA, or of a curve such as secp256r1.",
        ),
        Cause::WeakKeyExchange => {
            words("Have the server use ECDHE, or Diffie-Hellman parameters of at least 2048 bits.")
        }
        Cause::KeyNotProved if is_client => words(
            "Have the client's key and certificate compared: openssl pkey -in KEY -pubout and openssl x509 -in CERT -noout -pubkey must print the same.",
        ),
        Cause::KeyNotProved => words(
            "Have the server's key and certificate compared: openssl pkey -in KEY -pubout and openssl x509 -in CERT -noout -pubkey must print the same.",
        ),
        Cause::RecordDamaged => words(
            "Try the same from a machine nearer to the server: if it works there, look at what lies in between (proxy, inspection, balancer, offloading of network cards); otherwise update the programs at both ends.",
        ),
        Cause::CaFalse => words(
            "Have the server's certificate issued by a certificate that may issue others: basicConstraints CA:TRUE and keyUsage keyCertSign.",
        ),
        Cause::WrongUsage if is_client => words("Use a client certificate with extendedKeyUsage clientAuth."),
        Cause::WrongUsage => words(
            "Have the certificate issued with extendedKeyUsage serverAuth, and keyUsage digitalSignature.",
        ),
        Cause::PathLength => {
            words("Have the chain issued anew: an authority of it may not have others below it.")
        }
        Cause::UnknownCriticalExtension => {
            words("Have the certificate issued with that extension marked as not critical.")
        }
        Cause::DistrustedCa | Cause::Blocked => {
            words("Have the server's certificate issued by another authority.")
        }
        Cause::ChainTooLong => words(
            "Have the server send the certificates that lead from its own to the root, and no others; until then -Djdk.tls.maxCertificateChainLength or -Djdk.tls.maxHandshakeMessageSize allows more.",
        ),
        Cause::MessageTooLarge => words(
            "Have the server list fewer authorities; until then -Djdk.tls.maxHandshakeMessageSize=65536 allows longer messages.",
        ),
        Cause::Unparseable => words("Install the certificate from its source anew."),
        Cause::Revoked => {
            words("Get a new certificate for a new key, and install it; the old one must not be used again.")
        }
        Cause::RevocationUnknown => words(
            "Let the client reach the OCSP responder or the CRL (firewall, -Dhttp.proxyHost), have the responder mended, or have the server staple its answers.",
        ),
        Cause::NameUnresolved => {
            words(&format!("Correct the name {host}, or add it to DNS or to the hosts file."))
        }
        Cause::NameServiceFailure => {
            words("Mend name resolution on the client's machine: /etc/resolv.conf, the name servers.")
        }
        Cause::ConnectionRefused => words("Start the service, or correct host and port: this is before TLS."),
        Cause::ConnectTimeout | Cause::Unreachable => words(
            "Look at address, port, routes and firewalls between client and server: this is before TLS.",
        ),
        Cause::ProxyAuthentication => words(
            "Give the proxy's user and password; for Basic also -Djdk.http.auth.tunneling.disabledSchemes=\"\".",
        ),
        Cause::ProxyRefused => {
            words(&format!("Have the proxy allow {host}, or go around it by http.nonProxyHosts."))
        }
        Cause::NotTls => words(
            "Use the port for encrypted connections, or http:// in the address; for mail and directories perhaps STARTTLS.",
        ),
        Cause::PlaintextClient => {
            words("Use https:// in the client's address, or turn TLS on in its settings.")
        }
        Cause::UnknownSuiteName => words(
            "Use Java's names, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256; `keytool-rs showinfo -tls` lists them.",
        ),
        Cause::UnknownProtocolName => words("Write TLSv1.2 or TLSv1.3."),
        Cause::ProtocolMismatch => of_versions(reason),
        Cause::CipherMismatch => words(
            "Allow a suite, a group or a signature of the other side: look at jdk.tls.client.cipherSuites, jdk.tls.namedGroups and jdk.tls.disabledAlgorithms here, and at the server's settings there.",
        ),
        Cause::ServerWithoutKey => words("Put the private key with its chain into the server's keystore."),
        Cause::NameNotSent => words(
            "Let Java tell the name: remove -Djsse.enableSNIExtension=false, and connect by name and not by address.",
        ),
        Cause::NameNotServed => {
            words(&format!("Add {host} to the names that the server serves, or use one of those."))
        }
        Cause::AlpnMismatch => words("Offer http/1.1 too on the client, or h2 on the server."),
        Cause::Downgrade => {
            words("Update or go around what lies between client and server and changes the handshake.")
        }
        Cause::UnsafeRenegotiation => words("Update the server: it lacks RFC 5746."),
        Cause::RenegotiationRefused => {
            words("Open a new connection in place of a second handshake, or use TLS 1.3.")
        }
        Cause::ClientCertificateRequired => words(
            "Configure a client certificate of an authority that the server lists: -Djavax.net.ssl.keyStore, keyStorePassword and keyStoreType; in Integration Server the outbound SSL key.",
        ),
        Cause::ClientIssuerNotListed => words(
            "Have the client's certificate issued by an authority that the server lists, or have the server list its authority.",
        ),
        Cause::ClientKeyType => words("Use a client certificate with a key of a kind that the server takes."),
        Cause::IncompleteChain => vec![Remedy::command(
            "Import the missing intermediate into the chain of the client's key:",
            ["import", "chain.pem", "--keystore", path_argument(key.unwrap_or("keystore.p12")).as_ref()],
        )],
        Cause::ClientCertificateRejected => words(
            "Have the server trust the authority of the client's certificate; its log tells what it does not like.",
        ),
        Cause::Silence => words(
            "Look for a firewall that drops TLS, an overloaded server, or a port that waits for the client to speak another protocol.",
        ),
        Cause::ConnectionReset | Cause::ClosedInHandshake => words(
            "Look at the logs of the server, the load balancer and the firewall: address lists, versions of TLS, the name (SNI).",
        ),
        Cause::ServerAlert => words("Look at the other side's log."),
        _ => words(reason.cause.entry().meaning),
    }
}

fn of_versions(reason: &Reason) -> Vec<Remedy> {
    let is_own = reason.who == [crate::explain::Party::ClientOperator];
    vec![Remedy::words(if is_own {
        "Allow TLSv1.2 and TLSv1.3 on the client: look at jdk.tls.client.protocols, https.protocols, and in Integration Server at \
         watt.net.jsse.client.enabledProtocols with watt.net.ssl.client.useJSSE=true."
    } else {
        "Have the server speak TLS 1.2 or 1.3, and let the client offer both (jdk.tls.client.protocols)."
    })]
}

fn import(trust: Option<&str>, file: &str, text: &str) -> Remedy {
    let store = path_argument(trust.unwrap_or("cacerts"));
    match trust {
        Some(_) => Remedy::command(text, ["import", file, "--keystore", store.as_ref()]),
        None => Remedy::command(text, ["import", file, "--cacerts"]),
    }
}

fn checked(store: Option<&str>, text: &str) -> Remedy {
    match store {
        Some(store) => Remedy::command(text, ["list", "--keystore", path_argument(store).as_ref()]),
        None => Remedy::words("Give the password that the store has."),
    }
}

/// Java before 8u301 and 11.0.12 says of PKCS12 encrypted with AES what it says of a wrong password, as measured on 11.0.5 and 11.0.9.
fn older_java(reason: &Reason, handshake: &Handshake) -> Remedy {
    const TEXT: &str = "Where that is the password: Java before 8u301 and 11.0.12 says the same of a PKCS12 store encrypted with AES, as \
                        openssl 3 and newer tools write it. A JKS is read by every Java";
    let stores = &handshake.stores;
    let store = if reason.step == Step::ClientTruststore { &stores.trust } else { &stores.key };
    match store.as_ref().filter(|store| !store.path.is_empty()) {
        Some(store) => {
            let path = path_argument(&store.path);
            Remedy::command(
                format!("{TEXT}; see whether it is one:"),
                ["audit", path.as_ref(), "--java", "11.0.11"],
            )
        }
        None => Remedy::words(format!("{TEXT}.")),
    }
}

fn seen(handshake: &Handshake) -> Remedy {
    const TEXT: &str = "See whether the file is there, and what is in it. Where that asks for a password, the certificates are \
                        encrypted, and Java needs it, too, by -Djavax.net.ssl.trustStorePassword";
    match handshake.stores.trust.as_ref().filter(|store| !store.path.is_empty()) {
        Some(store) => {
            let path = path_argument(&store.path);
            Remedy::command(format!("{TEXT}:"), ["list", "--keystore", path.as_ref()])
        }
        None => Remedy::words(format!("{TEXT}.")),
    }
}

fn keypasswd(key: Option<&str>) -> Remedy {
    let text = "Give the key the password of the store, or Java the password of the key:";
    Remedy::command(
        text,
        ["keypasswd", "ALIAS", "--keystore", path_argument(key.unwrap_or("keystore.jks")).as_ref()],
    )
}

fn converted(reason: &Reason, trust: Option<&str>, key: Option<&str>) -> Remedy {
    if reason.step == Step::ClientTruststore {
        let file = path_argument(trust.unwrap_or("certificate.pem"));
        return Remedy::command(
            "Import the certificate into a keystore:",
            ["import", file.as_ref(), "--keystore", "truststore.p12"],
        );
    }
    let file = path_argument(key.unwrap_or("client.pem"));
    let text = "Look at the file; of a key and its chain in PEM make a keystore:";
    Remedy::shell(text, ["openssl", "pkcs12", "-export", "-in", file.as_ref(), "-out", "client.p12"])
}
