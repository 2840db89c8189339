#!/usr/bin/env python3
"""Records what JVMs log of connections that were thought of before looking at the rules that explain them.

    blind.py FOLDER JDK=HOME... [--only SCENARIO,...]

They measure what `explain` makes of what nobody wrote a rule for. The logs of Java 17 pass through a service wrapper's log, which
writes its own prefix before each line. Packed with

    ../logs.py --into blind.gz FOLDER
"""
import ipaddress
import socket
import ssl
import struct
import time

import record
from further import (BOTH, CLIENT_CERT, KEY, TRUST, jks, logs_of, nobody, unlisted, unlocked, visited)
from record import (CERT, EKU, INT, LOSS, NEG, OP, OTHER, PROXY, REVOCATION, ROOT, VERIFY, Pair, SCENARIOS, answer, client_pair, crl, ldap_answer, leaf, listener,
                    mutual, openssl_server, proxied, read_hello, responder, says, scenario, simple, stores, tls_server, with_int, x509)

SCENARIOS.clear()
CA = ("CA owner", "server operator")
NETWORK = ("network operator", "server operator")
WRAPPER = b"INFO   | jvm 1    | 2026/03/09 04:17:%02d | "
unwrapped = record.elsewhere


def wrapped(log, home, work, jdk):
    log = unwrapped(log, home, work, jdk)
    if not jdk.startswith("17"):
        return log
    return b"".join(WRAPPER % (number // 500 % 60) + line for number, line in enumerate(log.splitlines(True)))


record.elsewhere = wrapped


def ldaps(name, step, check, who, **more):
    simple(name, step, check, who, api="ldap", scheme="ldaps", **more)


# LDAP over TLS, through JNDI.
ldaps("jndi-expired", CERT, "validity", ("server operator",), chain=lambda host: (leaf(host, since=-99, until=-1), [INT]))
ldaps("jndi-missing-intermediate", CERT, "path-building", ("server operator",), chain=lambda host: (leaf(host), []))
ldaps("jndi-eku", CERT, "extended-key-usage", ("server operator",), chain=lambda host: (leaf(host, eku=[EKU.CLIENT_AUTH]), [INT]))
ldaps("jndi-closed", LOSS, "closed-by-peer", NETWORK, raw=read_hello)
ldaps("jndi-plain-port", "first-record", "peer-is-not-tls", BOTH, raw=says(b"0\x24\x02\x01\x00\x78\x1f\x0a\x01\x02\x04\x00\x04\x00\x8a\x161.3.6.1.4.1.1466.20036"))
ldaps("jndi-well", None, None, (), after=ldap_answer)


def other_address(place, host):
    place.truststore([ROOT])
    pair = leaf(host, san=[x509.DNSName(host), x509.IPAddress(ipaddress.ip_address("10.20.30.40"))])
    return {"urls": [f"ldaps://127.0.0.1:{tls_server(place, pair, [INT])}"], "api": "ldap", "scheme": "ldaps", "hosts": [host]}


scenario("jndi-other-address", CERT, "hostname", BOTH)(other_address)


def nowhere(name, step, check, who, api, url):
    def make(place, host):
        place.truststore([ROOT])
        return {"urls": [url(place, host)], "api": api}
    scenario(name, step, check, who)(make)


nowhere("jndi-refused", "tcp-connect", "refused", BOTH, "ldap", lambda place, host: f"ldaps://{host}:{nobody(place)}")
nowhere("jndi-no-such-host", "dns", "unknown-host", OP, "ldap", lambda place, host: "ldaps://directory.missing.example:636")
nowhere("no-such-host-engine", "dns", "unknown-host", OP, "engine", lambda place, host: "https://orders.missing.example:8443/v1")
nowhere("no-such-host-httpclient", "dns", "unknown-host", OP, "httpclient", lambda place, host: "https://orders.missing.example:8443/v1")

# The server's certificates.
simple("nc-address-not-permitted", CERT, "name-constraints", CA,
       chain=lambda host: (lambda under: (leaf(host, under, san=[x509.DNSName(host), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), [under]))(
           Pair("Nordwall Servers S3", ROOT, ca=True, extra=[(x509.NameConstraints([x509.IPAddress(ipaddress.ip_network("10.0.0.0/8"))], None), True)])))
simple("chain-out-of-order-link-missing", CERT, "path-building", api="httpclient", chain=lambda host: (leaf(host), [ROOT]))
simple("alg-rsa1024-intermediate", CERT, "algorithm-constraints", api="jdbc", chain=with_int(kind="rsa1024"),
       options=["SECURITY:jdk.certpath.disabledAlgorithms=MD2, RSA keySize < 2048"])


def crl_of_nonsense(place, host):
    port = responder(place, lambda request: (200, b"<html>moved</html>"))
    point = x509.CRLDistributionPoints([x509.DistributionPoint([x509.UniformResourceIdentifier(f"http://127.0.0.1:{port}/s.crl")], None, None, None)])
    place.truststore([ROOT, INT])
    return {"port": tls_server(place, leaf(host, extra=[(point, False)]), [INT]), "options": REVOCATION + ["-Dcom.sun.security.enableCRLDP=true"]}


def revoked_intermediate(place, host):
    state = {}
    port = responder(place, lambda request: (200, state["crl"]))
    point = x509.CRLDistributionPoints([x509.DistributionPoint([x509.UniformResourceIdentifier(f"http://127.0.0.1:{port}/r.crl")], None, None, None)])
    under = Pair("Nordwall Servers S4", ROOT, ca=True, extra=[(point, False)])
    state["crl"] = crl(ROOT, -1, 5, under)
    place.truststore([ROOT])
    return {"port": tls_server(place, leaf(host, under), [under]), "options": REVOCATION + ["-Dcom.sun.security.enableCRLDP=true"]}


scenario("rev-crl-is-html", CERT, "revocation-unavailable", ("CA owner",))(crl_of_nonsense)
scenario("rev-intermediate-revoked", CERT, "revocation", ("CA owner", "server operator"))(revoked_intermediate)

# Nothing in common.
simple("only-13-server-12-engine", NEG, "protocol-version", BOTH, api="engine", options=["-Dprotocols=TLSv1.3"],
       serve=lambda place, host: openssl_server(place, leaf(host), [INT], ["-tls1_2"]))
simple("suites-of-13-disjoint", NEG, "cipher-suites", BOTH, api="engine", options=["-Dprotocols=TLSv1.3", "-Dsuites=TLS_AES_128_GCM_SHA256"],
       serve=lambda place, host: openssl_server(place, leaf(host), [INT], ["-tls1_3", "-ciphersuites", "TLS_AES_256_GCM_SHA384"]))


# The connection is lost.
def balancer(connection):
    read_hello(connection)
    time.sleep(3)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def half_closed(connection):
    read_hello(connection)
    connection.shutdown(socket.SHUT_WR)
    time.sleep(0.5)


simple("balancer-resets-late", LOSS, "connection-reset", NETWORK, raw=balancer, api="jdbc")
simple("half-closed-httpclient", LOSS, "closed-by-peer", NETWORK, raw=half_closed, api="httpclient")
simple("banner-amqp", "first-record", "peer-is-not-tls", BOTH, raw=says(b"AMQP\x00\x00\x09\x01"), api="httpclient")
simple("banner-postgres", "first-record", "peer-is-not-tls", BOTH, raw=says(b"EFATAL:  unsupported frontend protocol\x00"), api="jdbc")

# Proxies.
proxied("proxy-407-digest", "proxy-authentication", b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Digest realm=\"depot\", nonce=\"q1\", qop=\"auth\"\r\nContent-Length: 0\r\n\r\n", ("client operator", "proxy administrator"))
proxied("proxy-cannot-resolve", "proxy-refused", b"HTTP/1.1 500 Unable to resolve host\r\nConnection: close\r\n\r\n", PROXY, api="httpclient")
proxied("proxy-speaks-tls", "proxy-refused", b"\x15\x03\x03\x00\x02\x02\x46", PROXY)

# Stores.
stores("ts-is-a-keystore-httpclient", TRUST, "keystore-used-as-truststore", OP, lambda place: ["-Djavax.net.ssl.trustStore=" + place.keystore(leaf("c"))], api="httpclient")
unlocked("own-ts-pem", TRUST, "truststore-not-a-keystore", "own", lambda place: place.write("ca.pem", ROOT.pem()), api="own-stores", more=["-DownTrust=ca.pem"])
unlocked("own-ts-folder", TRUST, "truststore-file-missing", "own", lambda place: place.folder, api="own-stores", more=["-DownTrust=."])
unlocked("ks-jceks-key-password", KEY, "key-password", "key", lambda place: jks(place, "different", "JCEKS"), api="httpclient", more=["-Djavax.net.ssl.keyStoreType=JCEKS"])

# Clients' certificates.
mutual("mtls-not-listed-13-httpclient", CLIENT_CERT, "issuer-not-in-ca-list", BOTH, lambda: Pair("order-import", OTHER, eku=[EKU.CLIENT_AUTH]), version="TLSv1.3", api="httpclient")
mutual("mtls-not-yet-13", VERIFY, "client-certificate-invalid", OP, client_pair(since=3, until=300), version="TLSv1.3", api="jdbc")
mutual("mtls-expired-engine", VERIFY, "client-certificate-expired", OP, client_pair(since=-90, until=-2), version="TLSv1.2", api="engine")
unlisted("mtls-chain-cut-httpclient", lambda: Pair("order-import", INT, eku=[EKU.CLIENT_AUTH]), "client-chain-incomplete", OP, "httpclient", "-tls1_2", CLIENT_CERT)


# Who visits a Java's server is no Java.
def mistrusts(port):
    """A client that finds another name in the server's certificate."""
    context = ssl.create_default_context(cadata=ROOT.pem().decode())
    try:
        context.wrap_socket(socket.create_connection(("127.0.0.1", port)), server_hostname="mail.nordwall.example")
    except OSError:
        pass


visited("visit-other-name", CERT, "hostname", BOTH, mistrusts)

for number, spec in enumerate(SCENARIOS.values()):
    spec["logs"] = logs_of
    spec["java"] = (("17", "25"), ("21",))[number % 2]

if __name__ == "__main__":
    record.main()
