#!/usr/bin/env python3
"""Records what JVMs log where their trust manager is SunX509, whose checks are simpler and worded otherwise than PKIX's, where
records were changed on the way, and where a server or a client cannot prove that it has its certificate's key.

    simple_checks.py FOLDER JDK=HOME... [--only SCENARIO,...]

Packed with

    ../logs.py --into simple-checks.gz FOLDER
"""
import hashlib
import os
import socket
import struct
import threading

import record
from further import BOTH
from record import (CERT, EKU, INT, LOSS, NEG, OP, OTHER, ROOT, VERIFY, Pair, SCENARIOS, leaf, listener, new_key, scenario, serialization, simple, tls_server,
                    with_int, x509)

SCENARIOS.clear()
SIMPLE = ["SECURITY:ssl.TrustManagerFactory.algorithm=SunX509"]
CA = ("server operator", "CA owner")
APIS = ["https", "httpclient", "socket", "engine", "jdbc"]


def checked(name, step, check, who=("server operator",), **more):
    simple("simple-" + name, step, check, who, options=SIMPLE + more.pop("options", []), api=APIS[len(SCENARIOS) % len(APIS)], **more)


def under(**more):
    return lambda host: (lambda pair: (leaf(host, pair), [pair]))(Pair("Nordwall Servers S9", ROOT, **more))


checked("unknown-ca", CERT, "path-building", OP, trust=[OTHER])
checked("missing-intermediate", CERT, "path-building", chain=lambda host: (leaf(host), []))
checked("self-signed", CERT, "path-building", BOTH, chain=lambda host: (Pair(host, dns=[host], eku=[EKU.SERVER_AUTH]), []))
checked("expired-leaf", CERT, "validity", chain=lambda host: (leaf(host, since=-99, until=-1), [INT]))
checked("not-yet-valid", CERT, "validity", BOTH, chain=lambda host: (leaf(host, since=2, until=99), [INT]))
checked("expired-intermediate", CERT, "validity", chain=under(ca=True, since=-99, until=-2))
checked("ca-false-intermediate", CERT, "basic-constraints", CA, chain=under(usage=["key_cert_sign"]))
checked("ca-without-constraints", CERT, "basic-constraints", CA, chain=under(usage=["key_cert_sign"], constraints=False))
checked("pathlen", CERT, "path-length", CA,
        chain=lambda host: (lambda pair: (leaf(host, pair), [pair, INT]))(Pair("Nordwall Servers S8", INT, ca=True, length=0)))
checked("no-keycertsign", CERT, "key-usage", CA, chain=under(ca=True, usage=["crl_sign"]))
checked("ku-encipherment-only", CERT, "key-usage", chain=lambda host: (leaf(host, usage=["key_encipherment"]), [INT]))
checked("eku-client", CERT, "extended-key-usage", chain=lambda host: (leaf(host, eku=[EKU.CLIENT_AUTH]), [INT]))
checked("critical", CERT, "critical-extension", CA,
        chain=lambda host: (leaf(host, extra=[(x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.11"), b"\x05\x00"), True)]), [INT]))
checked("hostname", CERT, "hostname", chain=lambda host: (leaf("x" + host), [INT]))
checked("weak-intermediate", CERT, "algorithm-constraints", chain=with_int(kind="rsa1024"),
        options=["SECURITY:jdk.certpath.disabledAlgorithms=MD2, RSA keySize < 2048"])
checked("well", None, None, ())


def other_key(host):
    """Issued by one who has the intermediate's name and another key."""
    double = Pair("Nordwall Servers S1", OTHER, ca=True, length=0)
    return leaf(host, double), [INT]


checked("other-key", CERT, "path-building", ("server operator", "CA owner"), chain=other_key)


def changed(place, port, change):
    """A way to a server on which records of its are changed."""
    def serve(connection):
        far = socket.create_connection(("127.0.0.1", port))

        def up():
            try:
                while data := connection.recv(16384):
                    far.sendall(data)
            except OSError:
                pass

        threading.Thread(target=up, daemon=True).start()
        place.ending.append(far.close)
        while True:
            head = far.recv(5, socket.MSG_WAITALL)
            if len(head) < 5:
                return
            body = far.recv(int.from_bytes(head[3:5], "big"), socket.MSG_WAITALL)
            connection.sendall(head + change(head[0], body))
    return listener(place, serve)


def proof_changed(kind, body):
    """The last octet of the server's signature of its key exchange of TLS 1.2: the message before ServerHelloDone."""
    if kind != 22:
        return body
    at, parts = 0, []
    while at < len(body) and body[at] in (2, 11, 12, 13, 14, 22):
        end = at + 4 + int.from_bytes(body[at + 1:at + 4], "big")
        message = body[at:end]
        parts.append(message[:-1] + bytes([message[-1] ^ 1]) if message[0] == 12 else message)
        at = end
    return b"".join(parts) + body[at:]


def data_changed(kind, body):
    return body[:-1] + bytes([body[-1] ^ 1]) if kind == 23 else body


def middle_changed(kind, body):
    return body[:20] + bytes([body[20] ^ 1]) + body[21:] if kind == 23 else body


def on_the_way(name, step, check, who, change, kind, options, api):
    def make(place, host):
        place.truststore([ROOT])
        port = tls_server(place, leaf(host, kind=kind), [INT])
        return {"port": changed(place, port, change), "options": options, "api": api}
    scenario(name, step, check, who)(make)


ONLY_12 = ["-Djdk.tls.client.protocols=TLSv1.2"]
on_the_way("proof-wrong-ec", "server-key-exchange", "signature", ("server operator", "network operator"), proof_changed, "ec", ONLY_12, "https")
on_the_way("proof-wrong-rsa", "server-key-exchange", "signature", ("server operator", "network operator"), proof_changed, "rsa", ONLY_12, "jdbc")
on_the_way("record-changed-13", LOSS, "record-damaged", ("network operator",), data_changed, "ec", [], "https")
on_the_way("record-changed-13-engine", LOSS, "record-damaged", ("network operator",), data_changed, "ec", [], "engine")
on_the_way("record-changed-12", LOSS, "record-damaged", ("network operator",), data_changed, "rsa", ONLY_12, "httpclient")

CBC = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"
on_the_way("record-changed-cbc-mac", LOSS, "record-damaged", ("network operator",), middle_changed, "rsa", [*ONLY_12, f"-Djdk.tls.client.cipherSuites={CBC}"], "https")
on_the_way("record-changed-cbc", LOSS, "record-damaged", ("network operator",), data_changed, "rsa", [*ONLY_12, f"-Djdk.tls.client.cipherSuites={CBC}"], "https")


def with_other_key(place, pair, chain, name):
    """A JKS store with a certificate beside a key that is not its own, as a tool leaves it that was given the wrong file. Others check."""
    def text(value):
        return struct.pack(">H", len(value)) + value

    plain = new_key().private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    password, salt, stream = "changeit".encode("utf-16-be"), os.urandom(20), b""
    block = salt
    while len(stream) < len(plain):
        block = hashlib.sha1(password + block).digest()
        stream += block
    hidden = salt + bytes(one ^ other for one, other in zip(plain, stream)) + hashlib.sha1(password + plain).digest()
    # 1.3.6.1.4.1.42.2.17.1.1, Java's own way of hiding keys.
    algorithm = bytes.fromhex("300e060a2b060104012a021101010500")
    body = algorithm + b"\x04\x81" + bytes([len(hidden)]) + hidden
    key = b"\x30\x81" + bytes([len(body)]) + body
    certificates = [one.cert.public_bytes(serialization.Encoding.DER) for one in (pair, *chain)]
    store = struct.pack(">IIII", 0xFEEDFEED, 2, 1, 1) + text(b"own") + struct.pack(">QI", 0, len(key)) + key + struct.pack(">I", len(certificates))
    for one in certificates:
        store += text(b"X.509") + struct.pack(">I", len(one)) + one
    return place.write(name, store + hashlib.sha1(password + b"Mighty Aphrodite" + store).digest())


def unproved(name, version, api):
    def make(place, host):
        place.truststore([ROOT])
        place.truststore([ROOT], "serverstrust.p12")
        with_other_key(place, leaf(host), [INT], "server.p12")
        keys = [f"-Dkeys={place.path('server.p12')}", f"-Dtrust={place.path('serverstrust.p12')}"]
        return {"jsse": [*keys, "-Dauth=none", f"-Dprotocols={version}"], "api": api}
    scenario(name, "server-key-exchange", "signature")(make)


unproved("server-key-unproved-12", "TLSv1.2", "https")
unproved("server-key-unproved-13", "TLSv1.3", "httpclient")


def unproved_client(name, version, api):
    def make(place, host):
        place.truststore([ROOT])
        place.truststore([ROOT], "serverstrust.p12")
        place.keystore(leaf(host), [INT], "server.p12")
        own = with_other_key(place, Pair("order-import", ROOT, eku=[EKU.CLIENT_AUTH]), [], "client.jks")
        keys = [f"-Dkeys={place.path('server.p12')}", f"-Dtrust={place.path('serverstrust.p12')}"]
        return {"jsse": [*keys, "-Dauth=need", f"-Dprotocols={version}"], "api": api,
                "options": [f"-Djavax.net.ssl.keyStore={own}", "-Djavax.net.ssl.keyStorePassword=changeit"]}
    scenario(name, VERIFY, "client-certificate-invalid", OP)(make)


unproved_client("client-key-unproved-12", "TLSv1.2", "https")
unproved_client("client-key-unproved-13", "TLSv1.3", "jdbc")

if __name__ == "__main__":
    record.main()
