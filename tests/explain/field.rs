//! What people meet in the field: servers' logs, other libraries than Java's, drivers and builds, as they write it.

use super::{answers, explained};

/// The first answer to each attempt of a log.
fn first(log: &str) -> Vec<String> {
    let word = |answer: String| answer.split(' ').take(2).skip(1).collect::<String>();
    answers(log.as_bytes()).into_iter().map(word).collect()
}

fn host(log: &str) -> Option<(String, Option<u16>)> {
    let attempts = explained(log.as_bytes())?.attempts;
    let handshake = &attempts.first()?.handshake;
    Some((handshake.host.clone()?, handshake.port))
}

#[test]
fn a_servers_log_is_a_servers() {
    let alert = "io.netty.handler.codec.DecoderException: javax.net.ssl.SSLHandshakeException: Received fatal alert: bad_certificate\n";
    let of_server =
        "[WARN] caught exception while handling client http traffic, closing connection\n".to_owned() + alert;
    assert_eq!(first(&of_server), ["server-certificate/validity"]);
    // Without a word of whose log it is, both readings are named.
    let both = &answers(alert.as_bytes())[0];
    assert!(
        both.contains(" client-certificate/") && both.contains(" server-certificate/path-building"),
        "{both}"
    );
    let jetty = "javax.net.ssl.SSLHandshakeException: Received fatal alert: certificate_unknown\n\
                 \tat org.openjsse.sun.security.ssl.TransportContext.fatal(TransportContext.java:307)\n\
                 \tat org.eclipse.jetty.io.ssl.SslConnection$DecryptedEndPoint.fill(SslConnection.java:578)\n";
    assert_eq!(first(jetty), ["server-certificate/path-building"]);
    let elastic = "[WARN][o.e.h.AbstractHttpServerTransport] http client did not trust this server's certificate, closing connection\n";
    assert_eq!(first(elastic), ["server-certificate/path-building"]);
    let was = "SSLC0008E: Unable to initialize SSL connection. Exception is javax.net.ssl.SSLException: Unrecognized SSL message, plaintext connection?\n";
    assert_eq!(first(was), ["first-record/client-is-not-tls"]);
    let tomcat = "SEVERE Failed to initialize end point associated with ProtocolHandler [\"http-nio-8443\"]\n java.io.IOException: Invalid keystore format\n";
    let attempts = explained(tomcat.as_bytes()).unwrap().attempts;
    let who = &attempts[0].diagnosis.as_ref().unwrap().reasons[0].who;
    assert_eq!(who.iter().map(|party| party.words()).collect::<Vec<_>>(), ["server operator"]);
}

#[test]
fn a_record_that_is_none_tells_what_it_is() {
    let log = |octets: &str| {
        format!("Caused by: x\nio.netty.handler.ssl.NotSslRecordException: not an SSL/TLS record: {octets}\n")
    };
    // HTTP/1.1 400, GET /, CQL.
    assert_eq!(first(&log("485454502f312e3120343030")), ["first-record/peer-is-not-tls"]);
    assert_eq!(first(&log("474554202f")), ["first-record/client-is-not-tls"]);
    let unclear = &answers(log("0400000001").as_bytes())[0];
    assert!(unclear.contains("client-is-not-tls") && unclear.contains("peer-is-not-tls"), "{unclear}");
    let version = "javax.net.ssl.SSLException: Unsupported record version Unknown-84.84\n";
    assert_eq!(first(version), ["first-record/peer-is-not-tls"]);
}

#[test]
fn other_libraries_have_alerts_too() {
    for (log, expected) in [
        (
            "javax.net.ssl.SSLHandshakeException: SSL handshake aborted: ssl=0x1: Failure in SSL library, usually a protocol error\n\
          error:1000042e:SSL routines:OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION (external/boringssl/x.c:5)\n",
            "negotiation/protocol-version",
        ),
        (
            "javax.net.ssl.SSLHandshakeException: error:10000410:SSL routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE\n",
            "negotiation/cipher-suites",
        ),
        (
            "javax.net.ssl.SSLHandshakeException: error:14094412:SSL routines:ssl3_read_bytes:sslv3 alert bad certificate\n",
            "client-certificate/no-client-certificate",
        ),
        (
            "Exception in thread \"main\" org.bouncycastle.tls.TlsFatalAlertReceived: handshake_failure(40)\n",
            "negotiation/cipher-suites",
        ),
        ("org.bouncycastle.tls.TlsFatalAlert: certificate_unknown(46)\n", "server-certificate/path-building"),
        (
            "[server #8] raised fatal(2) alert: org.bouncycastle.tls.TlsFatalAlert: handshake_failure(40); found no selectable cipher suite\n",
            "negotiation/cipher-suites",
        ),
        (
            "Caused: javax.net.ssl.SSLHandshakeException: General SSLEngine problem\n",
            "server-certificate/path-building",
        ),
        (
            "javax.net.ssl.SSLPeerUnverifiedException: peer not authenticated\n",
            "server-certificate/path-building",
        ),
        (
            "javax.net.ssl.SSLPeerUnverifiedException: Certificate pinning failure!\n  Peer certificate chain:\n",
            "server-certificate/certificate-pinning",
        ),
        (
            "org.postgresql.util.PSQLException: The hostname db.example could not be verified by hostnameverifier PgjdbcHostnameVerifier.\n",
            "server-certificate/hostname",
        ),
        (
            "x.SdkClientException: Host name 'a.example' does not match the certificate subject provided by the peer (CN=b.example)\n",
            "server-certificate/hostname",
        ),
        (
            "x.ExtCertPathValidatorException: Could not validate certificate: Certificate expired at Mon Feb 26 09:00:00 GMT 2018\n",
            "server-certificate/validity",
        ),
        (
            "java.security.cert.CertPathValidatorException: algorithm check\nfailed: MD2withRSA is disabled\n",
            "server-certificate/algorithm-constraints",
        ),
        (
            "x.ConfigException: Invalid value javax.net.ssl.SSLHandshakeException: Extended key usage does not permit use for TLS client authentication for configuration A\n",
            "client-certificate-verification/extended-key-usage",
        ),
        (
            "CWPKI0033E: The keystore located at /opt/key.p12 did not load because of the following error: DerInputStream.getLength(): lengthTag=109, too big.\n",
            "client-keystore/keystore-format",
        ),
        (
            "java.lang.IllegalArgumentException: File does not contain valid private key: /etc/server.key\n",
            "client-keystore/keystore-format",
        ),
        (
            "FATAL x: Failed to read key k from store \"C:\\key.jks\": Integrity check failed: java.security.NoSuchAlgorithmException: Algorithm HmacPBESHA256 not available\n",
            "client-keystore/pkcs12-algorithm",
        ),
        (
            "java.io.IOException: Alias name [web] does not identify a key entry\n",
            "client-keystore/keystore-alias",
        ),
        (
            "java.io.IOException: exception unwrapping private key - java.security.InvalidKeyException: pad block corrupted\n",
            "client-keystore/key-password",
        ),
        (
            "x.WebServerException: Could not load key store 'classpath:k.p12'\n",
            "client-keystore/keystore-file-missing",
        ),
        (
            "java.io.IOException: EOF during handshake.\n\tat org.apache.tomcat.util.net.SecureNioChannel.handshake(SecureNioChannel.java:238)\n",
            "transport-loss/closed-by-peer",
        ),
        ("org.eclipse.jetty.http.BadMessageException: 400: Invalid SNI\n", "negotiation/sni"),
        (
            "java.lang.IllegalArgumentException: FIPS mode: only SunJSSE KeyManagers may be used\n",
            "client-config/provider",
        ),
    ] {
        assert_eq!(first(log), [expected], "{log}");
    }
}

/// What is told in several lines, or several times, is one failure.
#[test]
fn one_failure_is_told_once() {
    for (log, expected) in [
        (
            "javax.net.ssl.SSLHandshakeException: com.ibm.jsse2.util.h: PKIX path building failed:\n\n\
          java.security.cert.CertPathBuilderException: PKIXCertPathBuilderImpl could not build a valid CertPath.;\n\n\
          internal cause is: java.security.cert.CertPathValidatorException:\nThe certificate issued by CN=A is not trusted;\n",
            "server-certificate/path-building",
        ),
        (
            "javax.mail.MessagingException: Could not connect to SMTP host: smtp.example, port: 587;\n  nested exception is:\n\
          \tjavax.net.ssl.SSLException: Unrecognized SSL message, plaintext connection?\n",
            "first-record/peer-is-not-tls",
        ),
        (
            "javax.net.ssl.SSLException: SSLEngine closed already\n\tat io.netty.handler.ssl.SslHandler.wrap(Unknown Source)\n\n\
          io.netty.handler.codec.DecoderException: javax.net.ssl.SSLHandshakeException: No subject alternative names present\n",
            "server-certificate/hostname",
        ),
        (
            "https-jsse-nio-8222-exec-3, READ: TLSv1.2 Handshake, length = 7\n*** Certificate chain\nhttps-jsse-nio-8222-exec-3, fatal error: 42: null cert chain\n\
          javax.net.ssl.SSLHandshakeException: null cert chain\nhttps-jsse-nio-8222-exec-3, SEND TLSv1.2 ALERT:  fatal, description = bad_certificate\n",
            "client-certificate/no-client-certificate",
        ),
        (
            "{\"stacktrace\": [\"x.SecurityException: failed\",\n\"Caused by: java.security.UnrecoverableKeyException: failed to decrypt safe contents entry: x\",\n\
          \"at sun.security.pkcs12.PKCS12KeyStore.engineLoad(PKCS12KeyStore.java:2103) ~[?:?]\",\n",
            "client-keystore/keystore-password",
        ),
    ] {
        assert_eq!(first(log), [expected], "{log}");
    }
}

#[test]
fn hosts_are_found_where_they_are_named() {
    for (log, name, port) in [
        (
            "javax.naming.CommunicationException: simple bind failed: ldap.example:636 [Root exception is javax.net.ssl.SSLHandshakeException: PKIX path building failed]\n",
            "ldap.example",
            Some(636),
        ),
        (
            "x.ResourceAccessException: I/O error on GET request for \"https://a.example:8443/certs\": No subject alternative names present\n",
            "a.example",
            Some(8443),
        ),
        (
            "Could not connect to broker ssl://mq.example:61616: javax.net.ssl.SSLHandshakeException: PKIX path building failed\n",
            "mq.example",
            Some(61616),
        ),
        (
            "> Could not GET 'https://repo.example/x.pom'.\n> See: https://docs.example.org/help\n> PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable\n",
            "repo.example",
            Some(443),
        ),
        ("javax.net.ssl.SSLPeerUnverifiedException: Hostname 192.0.2.7 not verified:\n", "192.0.2.7", None),
        (
            "CWPKI0823E: SSL HANDSHAKE FAILURE: A signer was sent from the host [w.example:9443]. The signer might need to be added to local trust store [/opt/key.p12], located in SSL configuration\n",
            "w.example",
            Some(9443),
        ),
    ] {
        assert_eq!(host(log), Some((name.to_owned(), port)), "{log}");
    }
    let liberty = "CWPKI0823E: A signer might need to be added to local trust store [/opt/key.p12], located in SSL configuration alias [x].\n";
    let attempts = explained(liberty.as_bytes()).unwrap().attempts;
    assert_eq!(attempts[0].handshake.stores.trust.as_ref().unwrap().path, "/opt/key.p12");
}

/// A file of certificates that is not there: by its name, or by that of the code that was to read it.
#[test]
fn a_file_that_is_not_there_is_a_store_by_its_name_or_its_reader() {
    let log = |thrown: &str, reader: &str| format!("{thrown}\n\tat {reader}({reader}.java:5)\n");
    let nio = "java.nio.file.NoSuchFileException: /etc/app/trust.jks";
    assert_eq!(first(&log(nio, "com.acme.Tls.open")), ["client-truststore/truststore-file-missing"]);
    let denied = "java.nio.file.AccessDeniedException: /etc/app/client.p12";
    assert_eq!(first(&log(denied, "com.acme.Tls.open")), ["client-keystore/keystore-file-missing"]);
    let unnamed = "java.io.FileNotFoundException: /etc/app/prod (No such file or directory)";
    let either = &answers(log(unnamed, "com.acme.SSLContextBuilder.load").as_bytes())[0];
    assert!(
        either.ends_with("client-keystore/keystore-file-missing client-truststore/truststore-file-missing"),
        "{either}"
    );
    let nothing = answers(b"nothing of it\n");
    assert_eq!(answers(log(unnamed, "com.acme.DataStore.load").as_bytes()), nothing);
    // Who asks for it is not who reads it.
    let of_settings =
        log(unnamed, "com.acme.Settings.read") + "\tat com.acme.SslContextFactory.create(S.java:9)\n";
    assert_eq!(answers(of_settings.as_bytes()), nothing);
}
