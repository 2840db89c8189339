#!/usr/bin/env python3
"""Records what JVMs log of still more connections, other than the corpus's and those of record.py, with other options of their debug logs.

    further.py FOLDER JDK=HOME... [--only SCENARIO,...]

Each scenario is recorded with two Javas, an older and a newer one, and each writes its debug log with other options than the
others. Packed with

    ../logs.py --into further.gz FOLDER
"""
import os
import socket
import ssl
import struct
import subprocess
import time

import record
from record import (CERT, EKU, INT, LOSS, NEG, OP, OTHER, PROXY, ROOT, VERIFY, Pair, SCENARIOS, alert, client_pair, leaf, listener, mutual, openssl_server,
                    proxied, proxy, read_hello, says, scenario, simple, stores, tls_server, with_int, x509)

SCENARIOS.clear()
DEBUG = ["ssl", "ssl:handshake", "ssl:handshake:verbose", "all", "ssl,handshake,trustmanager", "ssl:keymanager:handshake"]
JDKS = [*record.JAVAS, "27"]


def logs_of(jdk, number):
    at = number + JDKS.index(jdk)
    logs = {"client.trace.txt": [], "client.debug.txt": [f"-Djavax.net.debug={DEBUG[at % len(DEBUG)]}"]}
    if at % 4 == 0:
        logs["client.debug-certpath.txt"] = ["-Djava.security.debug=certpath"]
    return logs


BOTH = ("server operator", "client operator")
CLIENT_CERT = "client-certificate"
ISSUED_BY_OTHER = lambda: Pair("order-import", OTHER, eku=[EKU.CLIENT_AUTH])  # noqa: E731

# A client that sends much before it listens: the server's alert of TLS 1.3 comes after the client's handshake.
mutual("post-none-13", CLIENT_CERT, "no-client-certificate", OP, None, version="TLSv1.3", api="post")
mutual("post-none-12", CLIENT_CERT, "no-client-certificate", OP, None, version="TLSv1.2", api="post")
mutual("post-none-13-socket", CLIENT_CERT, "no-client-certificate", OP, None, version="TLSv1.3", api="post-socket")
mutual("post-none-13-httpclient", CLIENT_CERT, "no-client-certificate", OP, None, version="TLSv1.3", api="post-httpclient")
mutual("post-expired-13", VERIFY, "client-certificate-expired", OP, client_pair(since=-90, until=-2), version="TLSv1.3", api="post")
mutual("post-expired-13-socket", VERIFY, "client-certificate-expired", OP, client_pair(since=-90, until=-2), version="TLSv1.3", api="post-socket")
mutual("post-eku-13", VERIFY, "extended-key-usage", OP, client_pair(eku=[EKU.SERVER_AUTH]), version="TLSv1.3", api="post")


def keyed(place, pair, *more):
    return ["-Djavax.net.ssl.keyStore=" + place.keystore(pair), "-Djavax.net.ssl.keyStorePassword=changeit", *more]


def unlisted(name, pair, check, who, api, version, step=VERIFY):
    """A server of openssl's that tells no names of authorities, and verifies."""
    def make(place, host):
        place.truststore([ROOT])
        anchors = place.write("clients.pem", ROOT.pem())
        port = openssl_server(place, leaf(host), [INT], ["-Verify", "3", "-verify_return_error", "-verifyCAfile", anchors, version])
        return {"port": port, "options": keyed(place, pair()), "api": api}
    scenario(name, step, check, who)(make)


unlisted("post-unknown-ca-13", ISSUED_BY_OTHER, "unknown-client-ca", BOTH, "post", "-tls1_3")
unlisted("post-unknown-ca-12", ISSUED_BY_OTHER, "unknown-client-ca", BOTH, "post", "-tls1_2")
unlisted("post-unknown-ca-13-httpclient", ISSUED_BY_OTHER, "unknown-client-ca", BOTH, "post-httpclient", "-tls1_3")
unlisted("get-self-signed-13-socket", lambda: Pair("order-import", eku=[EKU.CLIENT_AUTH]), "unknown-client-ca", BOTH, "jdbc", "-tls1_3")


def demands(context):
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(cadata=ROOT.pem().decode())


simple("post-none-13-python", CLIENT_CERT, "no-client-certificate", OP, set_up=demands, api="post")
simple("get-none-13-python-httpclient", CLIENT_CERT, "no-client-certificate", OP, set_up=demands, api="httpclient")


def slams(tls):
    tls.recv(100)
    tls.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


# The server goes while it is sent to: nothing of TLS is wrong.
simple("post-server-goes", LOSS, "connection-reset", ("network operator", "server operator"), after=lambda tls: tls.recv(100), api="post")
simple("post-server-resets-socket", LOSS, "connection-reset", ("network operator", "server operator"), after=slams, api="post-socket")

# What is wrong with the server's certificates, said to other programs than before.
simple("nc-permitted-httpclient", CERT, "name-constraints", ("CA owner", "server operator"), api="httpclient",
       chain=with_int(extra=[(x509.NameConstraints([x509.DNSName("ostwind.example")], None), True)]))
simple("pathlen-zero-engine", CERT, "path-length", ("CA owner", "server operator"), api="engine",
       chain=lambda host: (lambda under: (leaf(host, under), [under, INT]))(Pair("Nordwall Servers S8", INT, ca=True, length=0)))
simple("critical-leaf-engine", CERT, "critical-extension", ("CA owner", "server operator"), api="engine",
       chain=lambda host: (leaf(host, extra=[(x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.11"), b"\x05\x00"), True)]), [INT]))
simple("ku-encipherment-only-httpclient", CERT, "key-usage", api="httpclient", chain=lambda host: (leaf(host, usage=["key_encipherment"]), [INT]))
simple("ca-false-intermediate-engine", CERT, "basic-constraints", ("server operator", "CA owner"), api="engine",
       chain=lambda host: (lambda under: (leaf(host, under), [under]))(Pair("Nordwall Servers S6", ROOT, usage=["key_cert_sign"])))
simple("ca-without-constraints", CERT, "basic-constraints", ("server operator", "CA owner"), api="jdbc",
       chain=lambda host: (lambda under: (leaf(host, under), [under]))(Pair("Nordwall Servers S5", ROOT, usage=["key_cert_sign"], constraints=False)))
simple("no-keycertsign-httpclient", CERT, "key-usage", ("CA owner", "server operator"), api="httpclient", chain=with_int(usage=["crl_sign"]))
simple("eku-email-httpclient", CERT, "extended-key-usage", api="httpclient", chain=lambda host: (leaf(host, eku=[EKU.EMAIL_PROTECTION]), [INT]))
simple("pv-expired-engine", CERT, "validity", api="engine", chain=lambda host: (leaf(host, since=-99, until=-1), [INT]))
simple("pv-not-yet-httpclient", CERT, "validity", ("server operator", "client operator"), api="httpclient", chain=lambda host: (leaf(host, since=2, until=99), [INT]))
simple("pv-expired-jdbc", CERT, "validity", api="jdbc", chain=lambda host: (leaf(host, since=-99, until=-1), [INT]))
# What a Java does not take it does not offer, either, and the server finds nothing.
simple("alg-ec256-too-small", NEG, "signature-algorithms", BOTH, options=["SECURITY:jdk.certpath.disabledAlgorithms=MD2, EC keySize < 384"])
simple("alg-ec256-httpclient", NEG, "signature-algorithms", BOTH, options=["SECURITY:jdk.certpath.disabledAlgorithms=MD2, EC keySize < 384"], api="httpclient")
simple("alg-curve-disabled", NEG, "signature-algorithms", BOTH, options=["SECURITY:jdk.certpath.disabledAlgorithms=MD2, secp256r1"], api="engine")
simple("alg-sha256withecdsa-disabled", NEG, "signature-algorithms", BOTH, options=["SECURITY:jdk.certpath.disabledAlgorithms=MD2, SHA256withECDSA"], api="jdbc")
simple("self-signed-engine", CERT, "path-building", ("server operator", "client operator"), api="engine", chain=lambda host: (Pair(host, dns=[host], eku=[EKU.SERVER_AUTH]), []))
simple("unknown-ca-httpclient", CERT, "path-building", OP, trust=[OTHER], api="httpclient")
simple("missing-intermediate-jdbc", CERT, "path-building", api="jdbc", chain=lambda host: (leaf(host), []))
simple("host-jdbc-other", CERT, "hostname", BOTH, api="jdbc", chain=lambda host: (leaf("x" + host), [INT]))
simple("host-cn-only-other", CERT, "hostname", BOTH, api="engine", chain=lambda host: (leaf("x" + host, dns=[]), [INT]))
simple("chain-limit-3", CERT, "chain-length", options=["-Djdk.tls.maxCertificateChainLength=1"])
simple("chain-limit-inbound-httpclient", CERT, "chain-length", options=["-Djdk.tls.client.maxInboundCertificateChainLength=1", "-Djdk.tls.maxCertificateChainLength=1"], api="httpclient", java=("17", "21", "25"))
simple("message-limit-socket", CERT, "message-too-large", BOTH, options=["-Djdk.tls.maxHandshakeMessageSize=600"], api="jdbc")
simple("message-limit-httpclient", CERT, "message-too-large", BOTH, options=["-Djdk.tls.maxHandshakeMessageSize=600"], api="httpclient")

# Nothing in common.
RSA_ONLY = ["-Dprotocols=TLSv1.2", "-Dsuites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"]
simple("ec-cert-rsa-client-socket", NEG, "cipher-suites", BOTH, options=RSA_ONLY, api="jdbc")
mutual("ec-cert-rsa-client-jsse", NEG, "cipher-suites", BOTH, None, ["-Dauth=none"], api="engine", more=RSA_ONLY)
mutual("groups-disjoint-jsse", NEG, "named-groups", BOTH, None, ["-Dauth=none", "-Djdk.tls.namedGroups=secp521r1"], version="TLSv1.3", api="jdbc", more=["-Djdk.tls.namedGroups=secp256r1"])
mutual("sni-refused-jsse", NEG, "sni", BOTH, None, ["-Dauth=none", "-Dsni=other\\.nordwall\\.example"], api="https")
mutual("sni-refused-jsse-httpclient", NEG, "sni", BOTH, None, ["-Dauth=none", "-Dsni=other\\.nordwall\\.example"], api="httpclient")
mutual("alpn-refused-jsse-httpclient", NEG, "alpn", BOTH, None, ["-Dauth=none", "-Dalpn=mqtt"], api="httpclient")
mutual("schemes-disjoint-jsse-13", NEG, "signature-algorithms", BOTH, None, ["-Dauth=none"], version="TLSv1.3", api="engine", more=["-Djdk.tls.client.SignatureSchemes=rsa_pss_rsae_sha256"])
mutual("tls11-client-jsse", NEG, "protocol-version", OP, None, ["-Dauth=none"], api="jdbc", more=["-Dprotocols=TLSv1.1", "SECURITY:jdk.tls.disabledAlgorithms=SSLv3"])


def keyless(place, host):
    place.truststore([ROOT])
    place.truststore([ROOT], "server.p12")
    return {"jsse": [f"-Dkeys={place.path('server.p12')}", f"-Dtrust={place.path('server.p12')}"], "api": "https"}


scenario("server-keyless-13", NEG, "server-has-no-certificate")(keyless)
for number, word in {86: "inappropriate_fallback", 71: "insufficient_security", 80: "internal_error", 50: "decode_error", 110: "unsupported_extension"}.items():
    simple(f"alert-{word.replace('_', '-')}-engine", NEG, f"alert-{word}", raw=alert(number), api="engine" if number % 2 else "httpclient")
simple("alert-unrecognized-name-httpclient", NEG, "sni", BOTH, raw=alert(112), api="httpclient")
simple("alert-protocol-version-engine", NEG, "protocol-version", raw=alert(70), api="engine")

# No TLS on the other side, or none at all.
for name, data in {"ftp": b"220 ProFTPD Server ready.\r\n", "pop3": b"+OK Dovecot ready.\r\n", "imap": b"* OK IMAP4rev1 ready\r\n", "redis": b"-ERR unknown command\r\n", "smtp-554": b"554 no SMTP here\r\n"}.items():
    simple(f"banner-{name}", "first-record", "peer-is-not-tls", ("client operator", "server operator"), raw=says(data, name == "redis"),
           api={"ftp": "engine", "pop3": "httpclient", "imap": "jdbc", "redis": "https", "smtp-554": "post-socket"}[name])
simple("html-answer-httpclient", "first-record", "peer-is-not-tls", ("client operator", "server operator"), raw=says(b"<html><body>Bad request</body></html>"), api="httpclient")
simple("closed-on-accept-httpclient", LOSS, "closed-by-peer", ("network operator", "server operator"), raw=lambda connection: None, api="httpclient")
simple("closed-after-hello-jdbc", LOSS, "closed-by-peer", ("network operator", "server operator"), raw=read_hello, api="jdbc")


def resets(connection):
    read_hello(connection)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


for api in ("httpclient", "engine", "jdbc"):
    simple(f"reset-after-hello-{api}", LOSS, "connection-reset", ("network operator", "server operator"), raw=resets, api=api)
simple("silent-httpclient", LOSS, "no-answer", ("network operator", "server operator"), raw=lambda connection: (read_hello(connection), time.sleep(5)), api="httpclient", options=["-Dpatience=2500"])
simple("silent-socket", LOSS, "no-answer", ("network operator", "server operator"), raw=lambda connection: (read_hello(connection), time.sleep(5)), api="jdbc", options=["-Dpatience=2500"])


def unreachable(port_of, name, step, check, who, api, options=()):
    def make(place, host):
        place.truststore([ROOT])
        return {"port": port_of(place), "options": list(options), "api": api}
    scenario(name, step, check, who)(make)


def nobody(_):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def full(place):
    """A port whose queue is full: the system drops what wants to connect."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(0)
    port = listening.getsockname()[1]
    waiting = []
    for _ in range(4):
        one = socket.socket()
        one.setblocking(False)
        one.connect_ex(("127.0.0.1", port))
        waiting.append(one)
    place.ending += [one.close for one in waiting] + [listening.close]
    return port


for api in ("httpclient", "jdbc", "engine"):
    unreachable(nobody, f"refused-{api}", "tcp-connect", "refused", BOTH, api)
for api in ("httpclient", "https"):
    unreachable(full, f"connect-timeout-{api}", "tcp-connect", "timeout", ("network operator", "client operator"), api, ["-Dpatience=1500"])

# Proxies.
proxied("proxy-504-httpclient", "proxy-refused", b"HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n", PROXY, api="httpclient")
proxied("proxy-502-httpclient", "proxy-refused", b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", PROXY, api="httpclient")
proxied("proxy-407-digest-httpclient", "proxy-authentication", b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Digest realm=\"x\", nonce=\"y\"\r\nContent-Length: 0\r\n\r\n", ("client operator", "proxy administrator"), api="httpclient")
proxied("proxy-407-negotiate", "proxy-authentication", b"HTTP/1.1 407 Unauthorized\r\nProxy-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n", ("client operator", "proxy administrator"))
proxied("proxy-403-http10", "proxy-forbidden", b"HTTP/1.0 403 Blocked by policy\r\n\r\n", PROXY)


def behind_proxy(name, port_of, step, check, who, api):
    def make(place, host):
        place.truststore([ROOT])
        return {"port": 9443, "options": ["-Dhttps.proxyHost=127.0.0.1", f"-Dhttps.proxyPort={port_of(place)}"], "api": api}
    scenario(name, step, check, who)(make)


behind_proxy("proxy-down-httpclient", nobody, "tcp-connect", "refused", PROXY, "httpclient")
behind_proxy("proxy-closes", lambda place: listener(place, lambda connection: connection.recv(4096)), "proxy-connect", "proxy-refused", PROXY, "https")
behind_proxy("proxy-closes-httpclient", lambda place: listener(place, lambda connection: connection.recv(4096)), "proxy-connect", "proxy-refused", PROXY, "httpclient")


# Stores.
def at(place, which, path, *more):
    return [f"-Djavax.net.ssl.{which}Store={path}", *more]


def unlocked(name, step, check, which, path_of, api="https", more=(), clear=()):
    def make(place, host):
        port = tls_server(place, leaf(host), [INT])
        place.truststore([ROOT])
        password = ["-Djavax.net.ssl.keyStorePassword=changeit"] if which == "key" else []
        return {"port": port, "options": at(place, which, path_of(place), *password, *more), "api": api, "clear": clear}
    scenario(name, step, check, OP)(make)


def half(place, path):
    data = open(path, "rb").read()
    return place.write("half.p12", data[:len(data) // 2])


def jks(place, key_password="changeit", kind="JKS"):
    path = place.path("made." + kind.lower())
    subprocess.run(["keytool", "-genkeypair", "-keyalg", "EC", "-alias", "client", "-dname", "CN=client", "-storetype", kind, "-keystore", path, "-storepass", "changeit", "-keypass", key_password],
                   check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return path


TRUST, KEY = "client-truststore", "client-keystore"
unlocked("ts-p12-no-password", TRUST, "truststore-wrong-password", "trust", lambda place: place.truststore([ROOT], "locked.p12"), clear=["-Djavax.net.ssl.trustStorePassword"])
unlocked("ts-p12-no-password-httpclient", TRUST, "truststore-wrong-password", "trust", lambda place: place.truststore([ROOT], "locked.p12"), api="httpclient", clear=["-Djavax.net.ssl.trustStorePassword"])
unlocked("ts-p12-half", TRUST, "truststore-corrupt", "trust", lambda place: half(place, place.truststore([ROOT], "whole.p12")), api="httpclient")
unlocked("ts-html", TRUST, "truststore-not-a-keystore", "trust", lambda place: place.write("cacerts.jks", "<html>not found</html>"), api="jdbc")
unlocked("ts-zero-length-httpclient", TRUST, "truststore-corrupt", "trust", lambda place: place.write("empty.jks", b""), api="httpclient")
unlocked("ts-jceks-as-pkcs12", TRUST, "truststore-wrong-type", "trust", lambda place: jks(place, kind="JCEKS"), api="engine")
unlocked("ks-missing-httpclient", KEY, "keystore-file-missing", "key", lambda place: place.path("gone/client.p12"), api="httpclient")
unlocked("ks-missing-engine", KEY, "keystore-file-missing", "key", lambda place: place.path("gone.jks"), api="engine")
unlocked("ks-html", KEY, "keystore-format", "key", lambda place: place.write("client.p12", "<html>not found</html>"), api="engine")
unlocked("ks-p12-half", KEY, "keystore-corrupt", "key", lambda place: half(place, place.keystore(leaf("c"))), api="httpclient")
unlocked("ks-jks-key-password", KEY, "key-password", "key", lambda place: jks(place, "different"), api="jdbc")
unlocked("ks-wrong-password-httpclient", KEY, "keystore-password", "key", lambda place: place.keystore(leaf("c")), api="httpclient", more=["-Djavax.net.ssl.keyStorePassword=guess"])
unlocked("own-ks-wrong-password", KEY, "keystore-password", "own", lambda place: place.keystore(leaf("c")), api="own-stores", more=["-DownKeys=client.p12", "-DownPassword=guess"])
unlocked("own-ks-key-password", KEY, "key-password", "own", lambda place: jks(place, "different"), api="own-stores", more=["-DownKeys=made.jks", "-DownType=JKS"])
unlocked("own-ks-missing", KEY, "keystore-file-missing", "own", lambda place: "x", api="own-stores", more=["-DownKeys=conf/client.p12"])
unlocked("own-ks-half", KEY, "keystore-corrupt", "own", lambda place: half(place, place.keystore(leaf("c"))), api="own-stores", more=["-DownKeys=half.p12"])
unlocked("own-ts-wrong-password", TRUST, "truststore-wrong-password", "own", lambda place: place.truststore([ROOT]), api="own-stores", more=["-DownTrust=truststore.p12", "-DownPassword=guess"])
unlocked("own-ts-empty", TRUST, "truststore-empty", "own", lambda place: place.write("void.jks", record.EMPTY_JKS), api="own-stores", more=["-DownTrust=void.jks", "-DownType=JKS"])
unlocked("own-ks-type", KEY, "keystore-format", "own", lambda place: place.keystore(leaf("c")), api="own-stores", more=["-DownKeys=client.p12", "-DownType=JCEKS"])

# Settings.
simple("cfg-protocols-httpclient", "client-config", "protocol-name", OP, options=["-Djdk.tls.client.protocols=TLS1.2"], api="httpclient")
simple("cfg-protocols-https", "client-config", "protocol-name", OP, options=["-Djdk.tls.client.protocols=TLSv1.2,TLSv9"], api="engine")
simple("cfg-all-disabled", "client-hello", "protocol-version", OP, options=["SECURITY:jdk.tls.disabledAlgorithms=TLSv1.3, TLSv1.2, TLSv1.1, TLSv1, SSLv3"], api="httpclient")

# Revocation.
record.revocation("rev-ocsp-refused-to-tell", "revocation-unavailable", lambda pair: (500, b""))
record.revocation("rev-ocsp-future", "revocation-unavailable", lambda pair: (200, record.ocsp_response(pair, INT, record.ocsp.OCSPCertStatus.GOOD, 3, 9)))
record.crl_scenario("rev-crl-foreign", lambda pair: record.crl(OTHER, -1, 5), "revocation-unavailable", ("CA owner",))


# Who connects to a Java's server is no Java.
def visited(name, step, check, who, peer, auth="none"):
    def make(place, host):
        place.truststore([ROOT], "serverstrust.p12")
        place.keystore(leaf(host), [INT], "server.p12")
        return {"jsse": [f"-Dkeys={place.path('server.p12')}", f"-Dtrust={place.path('serverstrust.p12')}", f"-Dauth={auth}"], "peer": peer}
    scenario(name, step, check, who)(make)


def sends(data, wait=0.3):
    def peer(port):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(data)
            time.sleep(wait)
    return peer


def greets(set_up):
    def peer(port):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.set_ciphers("ALL:@SECLEVEL=0")
        set_up(context)
        try:
            with context.wrap_socket(socket.create_connection(("127.0.0.1", port))) as tls:
                tls.sendall(b"GET / HTTP/1.1\r\n\r\n")
                tls.recv(100)
        except OSError:
            pass
    return peer


def old(context):
    context.minimum_version = ssl.TLSVersion.TLSv1_1
    context.maximum_version = ssl.TLSVersion.TLSv1_1


def verifying(context):
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(cadata=OTHER.pem().decode())


def only_rsa(context):
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("ECDHE-RSA-AES128-GCM-SHA256")


visited("visit-http", "first-record", "client-is-not-tls", OP, sends(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
visited("visit-garbage", "first-record", "client-is-not-tls", OP, sends(b"\x03\x00\x00\x13\x0e\xe0\x00\x00\x00\x00\x00\x01\x00\x08\x00\x03\x00\x00\x00"))
visited("visit-scanner", LOSS, "closed-by-peer", ("network operator", "client operator"), sends(b"", 0))
visited("visit-old-version", NEG, "protocol-version", OP, greets(old))
visited("visit-rsa-suites", NEG, "cipher-suites", BOTH, greets(only_rsa))
visited("visit-unknown-ca", CERT, "path-building", OP, greets(verifying))
visited("visit-no-certificate", CLIENT_CERT, "no-client-certificate", OP, greets(lambda context: None), "need")

# Two Javas of each: an older and a newer one.
for number, spec in enumerate(SCENARIOS.values()):
    spec["logs"] = logs_of
    spec["java"] = [one for one in (("11", "25"), ("17", "21"))[number % 2] if one in spec["java"]]

if __name__ == "__main__":
    record.main()
