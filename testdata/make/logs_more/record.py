#!/usr/bin/env python3
"""Records what JVMs log of connections that the corpus of testdata/logs lacks, in its form: FOLDER/SCENARIO/JDK/meta.json, *.txt.

    record.py FOLDER JDK=HOME... [--only SCENARIO,...]

Needs javac on the path, openssl, and Python's cryptography. Pack what it leaves with ../logs.py, after the corpus.
"""
import datetime
import hashlib
import http.server
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID as AIA, ExtendedKeyUsageOID as EKU, NameOID

HERE = os.path.dirname(os.path.abspath(__file__))
NOW = datetime.datetime.now(datetime.timezone.utc)
DAY = datetime.timedelta(days=1)


def new_key(kind="ec"):
    return {"ec": lambda: ec.generate_private_key(ec.SECP256R1()), "ed25519": ed25519.Ed25519PrivateKey.generate,
            "ec384": lambda: ec.generate_private_key(ec.SECP384R1()),
            "rsa": lambda: rsa.generate_private_key(65537, 2048), "rsa1024": lambda: rsa.generate_private_key(65537, 1024)}[kind]()


class Pair:
    """A certificate and its key."""

    def __init__(self, name, issuer=None, dns=(), san=None, ca=False, length=None, usage=None, eku=None, since=-20, until=300,
                 kind="ec", key=None, extra=(), digest=None, constraints=True):
        self.key = key or new_key(kind)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Nordwall Depot AB")])
        signer = issuer.key if issuer else self.key
        builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer.cert.subject if issuer else subject)
                   .public_key(self.key.public_key()).serial_number(x509.random_serial_number())
                   .not_valid_before(NOW + since * DAY).not_valid_after(NOW + until * DAY))
        if constraints:
            builder = builder.add_extension(x509.BasicConstraints(ca, length), True)
        names = list(san) if san is not None else [x509.DNSName(name) for name in dns]
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), False)
        if usage is None and ca:
            usage = ["key_cert_sign", "crl_sign"]
        if usage:
            known = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
            builder = builder.add_extension(x509.KeyUsage(**{one: one in usage for one in known}), True)
        if eku:
            builder = builder.add_extension(x509.ExtendedKeyUsage(eku), False)
        for extension, critical in extra:
            builder = builder.add_extension(extension, critical)
        digest = None if isinstance(signer, ed25519.Ed25519PrivateKey) else (digest or hashes.SHA256())
        self.cert = builder.sign(signer, digest)

    def pem(self):
        return self.cert.public_bytes(serialization.Encoding.PEM)


ROOT = Pair("Nordwall Root R2", ca=True, kind="rsa")
INT = Pair("Nordwall Servers S1", ROOT, ca=True, length=0)
OTHER = Pair("Ostwind Private CA", ca=True)
ENCRYPTION = (serialization.PrivateFormat.PKCS12.encryption_builder().kdf_rounds(2000)
              .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC).hmac_hash(hashes.SHA256()).build(b"changeit"))


def leaf(host, issuer=INT, **more):
    more.setdefault("eku", [EKU.SERVER_AUTH])
    more.setdefault("dns", [host])
    return Pair(host, issuer, **more)


class Place:
    """A scenario's folder with its stores, and what runs in it."""

    def __init__(self, folder):
        self.folder = folder
        self.ending = []
        os.makedirs(folder, exist_ok=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        return self.path(name)

    def truststore(self, pairs, name="truststore.p12"):
        entries = [pkcs12.PKCS12Certificate(pair.cert, f"ca-{at}".encode()) for at, pair in enumerate(pairs)]
        return self.write(name, pkcs12.serialize_java_truststore(entries, ENCRYPTION))

    def keystore(self, pair, chain=(), name="client.p12"):
        return self.write(name, pkcs12.serialize_key_and_certificates(
            b"client", pair.key, pair.cert, [other.cert for other in chain] or None, ENCRYPTION))

    def pems(self, pair, chain):
        key = pair.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        return self.write("server.pem", key + pair.pem() + b"".join(one.pem() for one in chain))

    def end(self):
        for end in self.ending:
            try:
                end()
            except OSError:
                pass


def listener(place, serve):
    """Serves each connection in a thread; its port."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=16)
    place.ending.append(listening.close)

    def loop():
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=guarded, args=(serve, connection), daemon=True).start()

    threading.Thread(target=loop, daemon=True).start()
    return listening.getsockname()[1]


def guarded(serve, connection):
    try:
        connection.settimeout(25)
        serve(connection)
    except (OSError, ValueError):
        pass
    finally:
        connection.close()


def answer(tls):
    tls.recv(8192)
    tls.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
    try:
        tls.unwrap()
    except OSError:
        pass


def tls_server(place, pair, chain=(INT,), set_up=None, before=None, after=answer):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(place.pems(pair, chain))
    if set_up:
        set_up(context)

    def serve(connection):
        if before:
            before(connection)
        tls = context.wrap_socket(connection, server_side=True)
        after(tls)
        tls.close()

    return listener(place, serve)


def openssl_server(place, pair, chain, options):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with open(place.path("server.openssl.txt"), "wb") as log:
        pems = place.pems(pair, chain)
        child = subprocess.Popen(["openssl", "s_server", "-accept", f"127.0.0.1:{port}", "-cert", pems, "-cert_chain", pems, "-www", *options],
                                 stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=place.folder)
    place.ending += [child.kill, child.wait]
    time.sleep(0.3)
    return port


def read_hello(connection):
    head = connection.recv(5, socket.MSG_WAITALL)
    return head + connection.recv(int.from_bytes(head[3:5], "big"), socket.MSG_WAITALL)


def alert(number):
    def serve(connection):
        read_hello(connection)
        connection.sendall(bytes([21, 3, 3, 0, 2, 2, number]))
        time.sleep(0.2)
    return serve


def says(data, reads=True):
    def serve(connection):
        if reads:
            connection.recv(8192)
        connection.sendall(data)
        time.sleep(0.3)
    return serve


def cut_after_hello(wait):
    """Answers with the beginning of a server's flight, then goes."""
    def serve(connection):
        hello = read_hello(connection)
        session = hello[44:44 + hello[43]]
        body = bytes([3, 3]) + os.urandom(32) + bytes([len(session)]) + session + b"\xc0\x2b\x00" + b"\x00\x05\xff\x01\x00\x01\x00"
        connection.sendall(b"\x16\x03\x03" + (len(body) + 4).to_bytes(2, "big") + b"\x02" + len(body).to_bytes(3, "big") + body)
        time.sleep(wait)
    return serve


def smtp(starts):
    def before(connection):
        connection.sendall(b"220 mx ESMTP\r\n")
        connection.recv(1024)
        connection.sendall(b"250 mx\r\n")
        connection.recv(1024)
        connection.sendall(b"220 go ahead\r\n" if starts else b"502 5.5.1 command not implemented\r\n")
    return before


def ldap_starttls(connection):
    request = connection.recv(4096)
    while b"1.3.6.1.4.1.1466.20037" not in request:
        number = request[2:5]
        connection.sendall(b"\x30\x0c" + number + b"\x61\x07\x0a\x01\x00\x04\x00\x04\x00")
        request = connection.recv(4096)
    connection.sendall(b"\x30\x0c" + request[2:5] + b"\x78\x07\x0a\x01\x00\x04\x00\x04\x00")


def ldap_answer(tls):
    request = tls.recv(4096)
    tls.sendall(b"\x30\x0c" + request[2:5] + b"\x61\x07\x0a\x01\x00\x04\x00\x04\x00")
    time.sleep(0.2)


def proxy(response):
    def serve(connection):
        connection.recv(8192)
        connection.sendall(response)
        time.sleep(0.2)
    return serve


def responder(place, respond):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, data = respond(ocsp.load_der_ocsp_request(body))
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self):
            import base64
            import urllib.parse
            try:
                request = ocsp.load_der_ocsp_request(base64.b64decode(urllib.parse.unquote(self.path[1:])))
            except ValueError:
                request = None
            status, data = respond(request)
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    place.ending.append(server.shutdown)
    return server.server_address[1]


def aia(port):
    return (x509.AuthorityInformationAccess([x509.AccessDescription(AIA.OCSP, x509.UniformResourceIdentifier(f"http://127.0.0.1:{port}/"))]), False)


def ocsp_response(pair, issuer, status, since=-1, until=1, signer=None):
    signer = signer or issuer
    reason = x509.ReasonFlags.key_compromise if status == ocsp.OCSPCertStatus.REVOKED else None
    revoked = NOW - 2 * DAY if reason else None
    return (ocsp.OCSPResponseBuilder().add_response(pair.cert, issuer.cert, hashes.SHA1(), status, NOW + since * DAY, NOW + until * DAY, revoked, reason)
            .responder_id(ocsp.OCSPResponderEncoding.NAME, signer.cert).sign(signer.key, hashes.SHA256())
            .public_bytes(serialization.Encoding.DER))


SCENARIOS = {}


# Scenarios say with which of these they are recorded; another one, such as a newer Java, is recorded with all.
JAVAS = ("11", "17", "21", "25")


def scenario(name, step=None, check=None, who=("server operator",), java=JAVAS):
    """A scenario: its function gives {"port" or "url", "options", "server", "api"}; without a step it succeeds."""
    def register(function):
        SCENARIOS[name] = {"make": function, "step": step, "check": check, "who": list(who), "java": java}
        return function
    return register


def simple(name, step=None, check=None, who=("server operator",), **more):
    """A scenario whose server is made of the given parts."""
    def make(place, host):
        port = None
        if "raw" in more:
            port = listener(place, more["raw"])
        elif "serve" in more:
            port = more["serve"](place, host)
        else:
            made = more["chain"](host) if "chain" in more else (leaf(host), [INT])
            port = tls_server(place, made[0], made[1], more.get("set_up"), more.get("before"), more.get("after", answer))
        place.truststore(more.get("trust", [ROOT]))
        return {"port": port, "options": more.get("options", []), "api": more.get("api", "https"), "scheme": more.get("scheme", "https")}
    scenario(name, step, check, who, more.get("java", JAVAS))(make)


CERT, NEG, LOSS = "server-certificate", "negotiation", "transport-loss"
REVOCATION = ["-Dcom.sun.net.ssl.checkRevocation=true"]


def with_int(**more):
    """A leaf below an issuer of its own."""
    def chain(host):
        issuer = Pair("Nordwall Servers S2", ROOT, ca=True, **more)
        return leaf(host, issuer), [issuer]
    return chain


# What is wrong with the server's certificates.
simple("pv-expired-intermediate", CERT, "validity", chain=with_int(since=-400, until=-5))
simple("pv-intermediate-not-yet", CERT, "validity", ("server operator", "client operator"), chain=with_int(since=5, until=400))
simple("nc-dns-excluded", CERT, "name-constraints", ("CA owner", "server operator"),
       chain=with_int(extra=[(x509.NameConstraints([x509.DNSName("ostwind.example")], None), True)]))
simple("cp-explicit-policy", CERT, "certificate-policies", ("CA owner", "server operator"),
       chain=with_int(extra=[(x509.PolicyConstraints(0, None), True)]))
simple("alg-rsa1024-tls-disabled", CERT, "algorithm-constraints", chain=lambda host: (leaf(host, kind="rsa1024"), [INT]), options=["SECURITY:jdk.certpath.disabledAlgorithms=MD2, MD5, RSA keySize < 2048"])
simple("alg-sha256-denyafter", CERT, "algorithm-constraints", options=["SECURITY:jdk.certpath.disabledAlgorithms=MD2, SHA256 denyAfter 2020-01-01"])
simple("alg-usage-tlsserver", CERT, "algorithm-constraints", options=["SECURITY:jdk.certpath.disabledAlgorithms=MD2, SHA256 usage TLSServer"])
simple("eku-code-signing", CERT, "extended-key-usage", chain=lambda host: (leaf(host, eku=[EKU.CODE_SIGNING]), [INT]))
simple("ku-key-agreement-only", CERT, "key-usage", chain=lambda host: (leaf(host, usage=["crl_sign"]), [INT]))
simple("pathlen-zero-two-below", CERT, "path-length", ("CA owner", "server operator"),
       chain=lambda host: (lambda under: (leaf(host, under), [under, INT]))(Pair("Nordwall Servers S9", INT, ca=True)))
simple("critical-unknown-intermediate", CERT, "critical-extension", ("CA owner", "server operator"),
       chain=with_int(extra=[(x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.7"), b"\x05\x00"), True)]))
simple("pkix-root-rekeyed", CERT, "path-building", ("client operator",), trust=[Pair("Nordwall Root R2", ca=True, kind="rsa")])
simple("pkix-int-other-key", CERT, "path-building", chain=lambda host: (leaf(host), [Pair("Nordwall Servers S1", ROOT, ca=True, length=0)]))
simple("pkix-only-leaf-sent-httpclient", CERT, "path-building", chain=lambda host: (leaf(host), []), api="httpclient")
simple("pkix-engine-unknown", CERT, "path-building", ("client operator",), trust=[OTHER], api="engine")
simple("pkix-jdbc-unknown", CERT, "path-building", ("client operator",), trust=[OTHER], api="jdbc")
simple("pkix-smtp-starttls", CERT, "path-building", ("client operator",), trust=[OTHER], api="smtp", before=smtp(True), scheme="smtp")
simple("pkix-ldap-starttls", CERT, "path-building", ("client operator",), trust=[OTHER], api="ldap-starttls", before=ldap_starttls, scheme="ldap")
simple("ca-false-self-signed-issuer", CERT, "basic-constraints", ("server operator", "CA owner"),
       chain=lambda host: (lambda under: (leaf(host, under), [under]))(Pair("Nordwall Servers S7", ROOT, ca=False, usage=["key_cert_sign"])))
# The host is another.
simple("host-httpclient-other", CERT, "hostname", ("server operator", "client operator"), chain=lambda host: (leaf("old." + host), [INT]), api="httpclient")
simple("host-engine-other", CERT, "hostname", ("server operator", "client operator"), chain=lambda host: (leaf("old." + host), [INT]), api="engine")
simple("host-email-san-only", CERT, "hostname", ("server operator", "client operator"),
       chain=lambda host: (Pair("Order Hub", INT, san=[x509.RFC822Name("hub@nordwall.example")], eku=[EKU.SERVER_AUTH]), [INT]))
simple("host-smtp-other", CERT, "hostname", ("server operator", "client operator"), chain=lambda host: (leaf("old." + host), [INT]), api="smtp", before=smtp(True), scheme="smtp")
simple("host-ldap-starttls-other", CERT, "hostname", ("server operator", "client operator"), chain=lambda host: (leaf("old." + host), [INT]),
       api="ldap-starttls", before=ldap_starttls, scheme="ldap", after=ldap_answer)
simple("host-wildcard-apex", CERT, "hostname", ("server operator", "client operator"), chain=lambda host: (leaf("*." + host), [INT]))
simple("host-wildcard-partial", CERT, "hostname", ("server operator", "client operator"), chain=lambda host: (leaf("*." + host.split(".", 2)[2]), [INT]), api="jdbc")


# Revocation.
def revocation(name, check, respond, options=(), who=("CA owner",)):
    def make(place, host):
        state = {}
        port = responder(place, lambda request: respond(state["pair"]))
        state["pair"] = leaf(host, extra=[aia(port)])
        place.truststore([ROOT, INT])
        return {"port": tls_server(place, state["pair"], [INT]), "options": REVOCATION + ["-Djava.security.properties=ocsp", "SECURITY:ocsp.enable=true"] + list(options), "api": "https"}
    scenario(name, CERT, check, who)(make)


UNAUTHORIZED = ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.UNAUTHORIZED).public_bytes(serialization.Encoding.DER)
revocation("rev-ocsp-unauthorized", "revocation-unavailable", lambda pair: (200, UNAUTHORIZED))
revocation("rev-ocsp-http-404", "revocation-unavailable", lambda pair: (404, b"not here"))
revocation("rev-ocsp-html", "revocation-unavailable", lambda pair: (200, b"<html>please log in</html>"))
revocation("rev-ocsp-stale", "revocation-unavailable", lambda pair: (200, ocsp_response(pair, INT, ocsp.OCSPCertStatus.GOOD, -9, -3)))
revocation("rev-ocsp-foreign-signer", "revocation-unavailable", lambda pair: (200, ocsp_response(pair, INT, ocsp.OCSPCertStatus.GOOD, signer=OTHER)))
revocation("rev-ocsp-revoked-again", "revocation", lambda pair: (200, ocsp_response(pair, INT, ocsp.OCSPCertStatus.REVOKED)), who=("server operator",))


def stapled(place, host):
    pair = leaf(host)
    staple = place.write("staple.der", ocsp_response(pair, INT, ocsp.OCSPCertStatus.REVOKED))
    place.truststore([ROOT, INT])
    return {"port": openssl_server(place, pair, [INT], ["-status_file", staple]),
            "options": REVOCATION + ["-Djdk.tls.client.enableStatusRequestExtension=true"]}


scenario("rev-staple-revoked", CERT, "revocation")(stapled)


def crl_scenario(name, crl_of, check, who):
    def make(place, host):
        state = {}
        port = responder(place, lambda request: (200, state["crl"]) if state["crl"] else (404, b""))
        point = x509.CRLDistributionPoints([x509.DistributionPoint([x509.UniformResourceIdentifier(f"http://127.0.0.1:{port}/s.crl")], None, None, None)])
        pair = leaf(host, extra=[(point, False)])
        state["crl"] = crl_of(pair)
        place.truststore([ROOT, INT])
        return {"port": tls_server(place, pair, [INT]), "options": REVOCATION + ["-Dcom.sun.security.enableCRLDP=true"]}
    scenario(name, CERT, check, who)(make)


def crl(issuer, since, until, *revoked):
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.cert.subject).last_update(NOW + since * DAY).next_update(NOW + until * DAY)
    for pair in revoked:
        builder = builder.add_revoked_certificate(x509.RevokedCertificateBuilder().serial_number(pair.cert.serial_number).revocation_date(NOW - 3 * DAY).build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


crl_scenario("rev-crl-dp-missing", lambda pair: None, "revocation-unavailable", ("network operator", "client operator", "CA owner"))
crl_scenario("rev-crl-dp-stale", lambda pair: crl(INT, -30, -10), "revocation-unavailable", ("CA owner",))
crl_scenario("rev-crl-dp-revoked", lambda pair: crl(INT, -1, 5, pair), "revocation", ("server operator",))

# What a server's alerts and bytes say.
for number, word in {49: "access_denied", 47: "illegal_parameter", 51: "decrypt_error", 109: "missing_extension", 22: "record_overflow"}.items():
    simple(f"alert-{word.replace('_', '-')}", NEG, f"alert-{word}", raw=alert(number))
simple("alert-unexpected-message", NEG, "alert-unexpected_message", raw=alert(10), api="httpclient")
simple("alert-no-application-protocol-engine", NEG, "alpn", ("client operator", "server operator"), raw=alert(120), api="engine", options=["-Dalpn=h9"])
simple("raw-ssh-banner", "first-record", "peer-is-not-tls", ("client operator", "server operator"), raw=says(b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", False))
simple("raw-mysql-greeting", "first-record", "peer-is-not-tls", ("client operator", "server operator"),
       raw=says(b"J\x00\x00\x00\x0a8.0.36\x00\x08\x00\x00\x00abcdefgh\x00\xff\xf7\xff\x02\x00\xff\xc1\x15", False), api="jdbc")
simple("raw-http-400", "first-record", "peer-is-not-tls", ("client operator", "server operator"), raw=says(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"), api="httpclient")
simple("raw-http-400-engine", "first-record", "peer-is-not-tls", ("client operator", "server operator"), raw=says(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"), api="engine")
simple("raw-zeros", "first-record", "peer-is-not-tls", ("client operator", "server operator"), raw=says(b"\x00" * 64))
simple("raw-silent-after-hello", LOSS, "no-answer", ("network operator", "server operator"), raw=cut_after_hello(5), api="jdbc")
simple("raw-closed-after-server-hello", LOSS, "closed-by-peer", ("network operator", "server operator"), raw=cut_after_hello(0))
simple("raw-close-notify-instead", LOSS, "closed-by-peer", ("network operator", "server operator"), raw=lambda connection: (read_hello(connection), connection.sendall(b"\x15\x03\x03\x00\x02\x01\x00"), time.sleep(0.2)))
simple("conn-eof-engine", LOSS, "closed-by-peer", ("network operator", "server operator"), raw=lambda connection: read_hello(connection), api="engine")
simple("smtp-closed-after-starttls", LOSS, "closed-by-peer", ("network operator", "server operator"), raw=lambda connection: (smtp(True)(connection), read_hello(connection)), api="smtp", scheme="smtp")
# Negotiation.
simple("neg-client-schemes-ecdsa-only", NEG, "signature-algorithms", ("client operator", "server operator"),
       serve=lambda place, host: openssl_server(place, leaf(host, kind="rsa"), [INT], ["-tls1_3"]), options=["-Djdk.tls.client.SignatureSchemes=ecdsa_secp256r1_sha256"])
simple("neg-tls11-only-client", NEG, "protocol-version", ("client operator",), options=["-Dprotocols=TLSv1.1", "SECURITY:jdk.tls.disabledAlgorithms=SSLv3"], api="jdbc",
       serve=lambda place, host: openssl_server(place, leaf(host), [INT], ["-no_tls1_1", "-no_tls1"]))
simple("neg-suites-of-13-for-12", "client-hello", "protocol-version", ("client operator",), options=["-Dprotocols=TLSv1.2", "-Dsuites=TLS_AES_128_GCM_SHA256"], api="jdbc")
simple("neg-group-ffdhe-only", NEG, "named-groups", ("client operator", "server operator"), options=["-Djdk.tls.namedGroups=ffdhe2048"],
       serve=lambda place, host: openssl_server(place, leaf(host), [INT], ["-tls1_3", "-groups", "P-256"]))
simple("cfg-bad-group-name", "client-config", "named-groups", ("client operator",), options=["-Djdk.tls.namedGroups=p256k"])
simple("cfg-sslcontext-protocol", "client-config", "protocol-name", ("client operator",), options=["-Dprotocols=TLSv1.4"], api="jdbc")
simple("cfg-suite-name-socket", "client-config", "cipher-name", ("client operator",), options=["-Dsuites=ECDHE-RSA-AES128-GCM-SHA256"], api="jdbc")


# Stores.
def stores(name, step, check, who, prepare, java=("11", "17", "21", "25"), api="https"):
    def make(place, host):
        port = tls_server(place, leaf(host), [INT])
        place.truststore([ROOT])
        return {"port": port, "options": prepare(place), "api": api}
    scenario(name, step, check, who, java)(make)


EMPTY_JKS = bytes.fromhex("feedfeed0000000200000000")
EMPTY_JKS += hashlib.sha1("changeit".encode("utf-16-be") + b"Mighty Aphrodite" + EMPTY_JKS).digest()
OP = ("client operator",)
stores("ts-type-bks", "client-truststore", "truststore-wrong-type", OP, lambda place: ["-Djavax.net.ssl.trustStoreType=BKS"])
stores("ts-provider-unknown", "client-truststore", "truststore-wrong-type", OP, lambda place: ["-Djavax.net.ssl.trustStoreProvider=BC"])
stores("ts-is-a-folder", "client-truststore", "truststore-file-missing", OP, lambda place: [f"-Djavax.net.ssl.trustStore={place.folder}"])
stores("ks-type-bks", "client-keystore", "keystore-format", OP, lambda place: ["-Djavax.net.ssl.keyStore=" + place.keystore(leaf("c")), "-Djavax.net.ssl.keyStorePassword=changeit", "-Djavax.net.ssl.keyStoreType=BKS"])
stores("ks-pem-file", "client-keystore", "keystore-format", OP, lambda place: ["-Djavax.net.ssl.keyStore=" + place.pems(leaf("c"), []), "-Djavax.net.ssl.keyStorePassword=changeit"], api="httpclient")
stores("ks-truncated", "client-keystore", "keystore-corrupt", OP, lambda place: ["-Djavax.net.ssl.keyStore=" + place.write("cut.p12", open(place.keystore(leaf("c")), "rb").read()[:700]), "-Djavax.net.ssl.keyStorePassword=changeit"], api="socket")
stores("ks-wrong-password-jdbc", "client-keystore", "keystore-password", OP, lambda place: ["-Djavax.net.ssl.keyStore=" + place.keystore(leaf("c")), "-Djavax.net.ssl.keyStorePassword=secret"], api="jdbc")
stores("ts-empty-socket", "client-truststore", "truststore-empty", OP, lambda place: ["-Djavax.net.ssl.trustStore=" + place.write("void.jks", EMPTY_JKS)], api="socket")


# Clients' certificates, servers of Java.
def mutual(name, step, check, who, client, options=(), trust=(ROOT,), version=None, api="https", client_chain=(), more=()):
    def make(place, host):
        place.truststore([ROOT])
        place.truststore(trust, "serverstrust.p12")
        place.keystore(leaf(host), [INT], "server.p12")
        own = []
        if client:
            own = ["-Djavax.net.ssl.keyStore=" + place.keystore(client(), client_chain), "-Djavax.net.ssl.keyStorePassword=changeit"]
        jsse = [f"-Dkeys={place.path('server.p12')}", f"-Dtrust={place.path('serverstrust.p12')}", "-Dauth=need", *options]
        if version:
            jsse.append(f"-Dprotocols={version}")
        return {"jsse": jsse, "options": own + list(more), "api": api}
    scenario(name, step, check, who)(make)


def client_pair(name="order-import", **more):
    more.setdefault("eku", [EKU.CLIENT_AUTH])
    return lambda: Pair(name, ROOT, **more)


VERIFY = "client-certificate-verification"
mutual("mtls-not-yet-valid", VERIFY, "client-certificate-invalid", ("client operator",), client_pair(since=3, until=300), version="TLSv1.2")
mutual("mtls-eku-server-only", VERIFY, "extended-key-usage", ("client operator",), client_pair(eku=[EKU.SERVER_AUTH]))
mutual("mtls-expired-13-httpclient", VERIFY, "client-certificate-expired", ("client operator",), client_pair(since=-90, until=-2), api="httpclient", version="TLSv1.3")
mutual("mtls-none-httpclient", "client-certificate", "no-client-certificate", ("client operator",), None, api="httpclient", version="TLSv1.2")
mutual("mtls-none-engine-13", "client-certificate", "no-client-certificate", ("client operator",), None, api="jdbc", version="TLSv1.3")
mutual("mtls-self-signed-client", "client-certificate", "issuer-not-in-ca-list", ("client operator", "server operator"), lambda: Pair("order-import", eku=[EKU.CLIENT_AUTH]), api="jdbc", version="TLSv1.2")
mutual("success-mtls-13", None, None, (), client_pair(), version="TLSv1.3")
mutual("success-mtls-httpclient-12", None, None, (), client_pair(), version="TLSv1.2", api="httpclient")
mutual("neg-server-13-only-client-12", NEG, "protocol-version", ("client operator", "server operator"), None, ["-Dauth=none"], version="TLSv1.3", api="jdbc", more=["-Dprotocols=TLSv1.2"])
mutual("neg-suites-disjoint", NEG, "cipher-suites", ("client operator", "server operator"), None, ["-Dauth=none", "-Dsuites=TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"], version="TLSv1.2", api="jdbc",
       more=["-Dprotocols=TLSv1.2", "-Dsuites=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"])
mutual("alpn-disjoint-jsse", NEG, "alpn", ("client operator", "server operator"), None, ["-Dauth=none", "-Dalpn=mqtt"], api="jdbc", more=["-Dalpn=h9"])
mutual("pkix-jsse-server-hears", CERT, "path-building", ("client operator",), None, ["-Dauth=none"], api="engine", more=["-Djavax.net.ssl.trustStore=OTHER"])

# Proxies.
def proxied(name, check, response, who, api="https", options=()):
    def make(place, host):
        place.truststore([ROOT])
        port = listener(place, proxy(response))
        return {"port": 9443, "options": ["-Dhttps.proxyHost=127.0.0.1", f"-Dhttps.proxyPort={port}", *options], "api": api}
    scenario(name, "proxy-connect", check, who)(make)


PROXY = ("proxy administrator", "client operator")
proxied("proxy-502", "proxy-refused", b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", PROXY)
proxied("proxy-503-http10", "proxy-refused", b"HTTP/1.0 503 Service Unavailable\r\n\r\n", PROXY)
proxied("proxy-403-httpclient", "proxy-forbidden", b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", PROXY, api="httpclient")
proxied("proxy-407-ntlm", "proxy-authentication", b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n", ("client operator", "proxy administrator"))


# What is well.
simple("success-expired-anchor", trust=[Pair("Nordwall Root R2", ca=True, key=ROOT.key, since=-900, until=-9)])
simple("success-intermediate-is-anchor", trust=[INT], chain=lambda host: (leaf(host), []))
simple("success-chain-out-of-order", chain=lambda host: (leaf(host), [ROOT, INT]))
simple("success-chain-twice", chain=lambda host: (leaf(host), [INT, INT, ROOT]))
simple("success-eku-of-intermediate", chain=with_int(eku=[EKU.CODE_SIGNING]))
simple("success-smtp-starttls", api="smtp", before=smtp(True), scheme="smtp")
simple("success-engine", api="engine")
simple("success-ed25519", chain=lambda host: (leaf(host, kind="ed25519"), [INT]), java=("17", "21", "25"))
simple("success-wildcard", chain=lambda host: (leaf("*." + host.split(".", 1)[1]), [INT]), api="httpclient")
simple("success-client-renewed", after=lambda tls: answer(tls), api="jdbc")


def several(name, step, check, who, third, threads):
    def make(place, host):
        place.truststore([ROOT])
        hosts = [f"node{number}.{host}" for number in range(4)]
        ports = [tls_server(Place(place.path(one)), *(third(one) if at == 2 else (leaf(one), [INT]))) for at, one in enumerate(hosts)]
        return {"urls": [f"https://{one}:{port}/v1/orders" for one, port in zip(hosts, ports)], "options": ["-Dthreads=true"] if threads else [], "api": "https", "hosts": hosts}
    scenario(name, step, check, who)(make)


several("several-third-expired", CERT, "validity", ("server operator",), lambda host: (leaf(host, since=-99, until=-1), [INT]), False)
several("several-threads-third-hostname", CERT, "hostname", ("server operator", "client operator"), lambda host: (leaf("x." + host), [INT]), True)
several("several-all-well", None, None, (), lambda host: (leaf(host), [INT]), True)


def resumed(name, options):
    def make(place, host):
        place.truststore([ROOT])
        port = tls_server(place, leaf(host), [INT])
        return {"urls": [f"https://{host}:{port}/a", f"https://{host}:{port}/b"], "options": options, "api": "https"}
    scenario(name)(make)


resumed("success-resumed-12", ["-Djdk.tls.client.protocols=TLSv1.2"])
resumed("success-resumed-13", [])

LOCALES = [("de", "DE", "Europe/Berlin"), ("ja", "JP", "Asia/Tokyo"), ("zh", "CN", "Asia/Shanghai"), ("fr", "FR", "Europe/Paris"), ("en", "US", "America/New_York"), ("sv", "SE", "Europe/Stockholm")]


def elsewhere(log, home, work, jdk):
    """A log as it would be where the program is at home."""
    return log.replace(home.encode(), b"/opt/java/" + jdk.encode()).replace(work.encode(), b"/srv/orders/conf")


def end_server(server, log, home, work, jdk):
    server.stdin.close()
    server.wait(10)
    log.close()
    with open(log.name, "rb") as file:
        said = elsewhere(file.read(), home, work, jdk)
    with open(log.name, "wb") as file:
        file.write(said)


def record(folder, classes, name, jdk, home, number):
    spec = SCENARIOS[name]
    target = os.path.join(folder, name, jdk)
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    work = tempfile.mkdtemp(prefix="depot-")
    place = Place(work)
    host = f"hub{number}.{['nordwall', 'varuhus', 'lagerhus'][number % 3]}.example"
    language, country, zone = LOCALES[number % len(LOCALES)]
    try:
        made = spec["make"](place, host)
        hosts = made.get("hosts", [host])
        place.write("hosts", "".join(f"127.0.0.1 {one}\n" for one in hosts))
        security = [option[9:] for option in made.get("options", []) if option.startswith("SECURITY:")]
        options = [option for option in made.get("options", []) if not option.startswith("SECURITY:")]
        place.write("java.security", "\n".join(security) + "\n")
        if any(option.endswith("trustStore=OTHER") for option in options):
            options = [option for option in options if not option.endswith("trustStore=OTHER")]
            place.truststore([OTHER])
        if not any("javax.net.ssl.trustStore=" in option for option in options):
            options.append(f"-Djavax.net.ssl.trustStore={place.path('truststore.p12')}")
        base = ["-XX:TieredStopAtLevel=1", "-Xshare:auto", f"-Djdk.net.hosts.file={place.path('hosts')}", f"-Duser.language={language}", f"-Duser.country={country}", f"-Duser.timezone={zone}",
                "-Djavax.net.ssl.trustStorePassword=changeit", f"-Djava.security.properties={place.path('java.security')}", f"-Dstyle={'jul' if number % 4 == 1 else 'print'}",
                f"-Dapi={made.get('api', 'https')}", f"-Dpatience={3000 if name == 'raw-silent-after-hello' else 25000}", *options]
        base = [option for option in base if not any(option.startswith(one) for one in made.get("clear", ()))]
        logs = spec["logs"](jdk, number) if "logs" in spec else {"client.trace.txt": []}
        if jdk not in ("11", "17") and "logs" not in spec:
            logs["client.debug.txt"] = ["-Djavax.net.debug=ssl:handshake:trustmanager"]
        # The version that the corpus lacks is heard in every way.
        if jdk == "21" and "logs" not in spec:
            logs["client.debug-all.txt"] = ["-Djavax.net.debug=all"]
            logs["client.debug-certpath.txt"] = ["-Djava.security.debug=certpath"]
        for file, flags in logs.items():
            server, port = None, made.get("port")
            if "jsse" in made:
                flag = [one for one in flags if "debug" in one] if "logs" in spec else ["-Djavax.net.debug=ssl:handshake"] if "debug" in file else []
                log = open(os.path.join(target, file.replace("client", "server")), "wb")
                server = subprocess.Popen([f"{home}/bin/java", "-XX:TieredStopAtLevel=1", f"-Duser.timezone={zone}", *flag, *made["jsse"], "-cp", classes, "depot.Serve"],
                                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, cwd=work)
                for line in server.stdout:
                    if line.startswith(b"PORT "):
                        port = int(line.split()[1])
                        break
                if not port:
                    raise RuntimeError("the server did not start")
            if "peer" in made:
                time.sleep(0.1)
                made["peer"](port)
                end_server(server, log, home, work, jdk)
                continue
            urls = made.get("urls") or [f"{made.get('scheme', 'https')}://{host}:{port}/v1/orders" if made.get("api") not in ("ldap", "ldap-starttls") else f"{made['scheme']}://{host}:{port}"]
            done = subprocess.run([f"{home}/bin/java", *base, *flags, "-cp", classes, "shop.orders.Fetch", *urls], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=work, timeout=60)
            with open(os.path.join(target, file), "wb") as out:
                out.write(elsewhere(done.stdout, home, work, jdk))
            if server:
                end_server(server, log, home, work, jdk)
        place.end()
        if os.path.exists(place.path("server.openssl.txt")):
            shutil.copy(place.path("server.openssl.txt"), target)
        meta = {"scenario": name, "jdk": jdk, "host": host if "hosts" not in made else None,
                "truth": {"outcome": "failure" if spec["step"] else "success", "failed_step": spec["step"] or "none", "failed_check": spec["check"], "who_must_act": spec["who"]}}
        with open(os.path.join(target, "meta.json"), "w", encoding="utf-8") as file:
            json.dump(meta, file, indent=1)
    except Exception as problem:  # noqa: BLE001: one that cannot be made must not end the others
        print(f"{name} {jdk}: {type(problem).__name__}: {problem}", flush=True)
        shutil.rmtree(target, ignore_errors=True)
    finally:
        place.end()
        shutil.rmtree(work, ignore_errors=True)


def main():
    folder = os.path.abspath(sys.argv[1])
    homes = dict(argument.split("=", 1) for argument in sys.argv[2:] if "=" in argument and not argument.startswith("--"))
    only = sys.argv[sys.argv.index("--only") + 1].split(",") if "--only" in sys.argv else None
    classes = tempfile.mkdtemp(prefix="depot-classes-")
    subprocess.run(["javac", "-nowarn", "--release", "11", "-d", classes, os.path.join(HERE, "Fetch.java"), os.path.join(HERE, "Serve.java")], check=True)
    with ThreadPoolExecutor(4) as pool:
        for number, name in enumerate(SCENARIOS):
            for jdk, home in homes.items():
                if (jdk in SCENARIOS[name]["java"] or jdk not in JAVAS) and (not only or name in only):
                    pool.submit(record, folder, classes, name, jdk, home, number)
    shutil.rmtree(classes)
    print(len(SCENARIOS), "scenarios")


if __name__ == "__main__":
    main()
