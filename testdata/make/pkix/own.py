#!/usr/bin/env python3
"""Makes the project's own cases of what JVMs trust: what the given ones leave out.

    JAVA_HOME_25=… JAVA_HOME_21=… JAVA_HOME_17=… JAVA_HOME_11=… own.py CASES.json

records them on the JVMs named, as record.py does; with none named the cases have no "java". They are about blocked
certificates, java.security that was changed, roots that are the JDK's own, TLS 1.2, and the texts and rules of which
random chains (generate.py) gave the first example.
"""
import sys

import generate
import record
from pki import *

CASES = []
SIGN = ku("keyCertSign", "cRLSign")
STRANGER = make("CN=Unrelated", key="p256-unrelated", bc=ca())


def add(id, description, *arguments, **options):
    CASES.append(case(f"own::{id}", *arguments, description=description, **options))


def chain(leaf={}, middle={}, root={}):
    """A good chain of RSA keys, but for what is given."""
    top = make("CN=Own Root", **{"key": "rsa2048-root", "bc": ca(), "ku": SIGN, **root})
    ica = make("CN=Own CA", issuer=top, **{"key": "rsa2048-ca", "bc": ca(), "ku": SIGN, **middle})
    good = {"key": "rsa2048-leaf", "san": san("dns:www.example.com"), "ku": ku("digitalSignature"), "eku": eku("server", "client")}
    return make("CN=www.example.com", issuer=ica, **{**good, **leaf}), ica, top


def ec(label="p256"):
    return {"key": f"{label}-leaf"}, {"key": f"{label}-ca"}, {"key": f"{label}-root"}


LEAF, ICA, ROOT = chain()
CRITICAL = [extension("1.2.3.4", NULL, True)]
RENEWED = make(ROOT.subject, key=ROOT.key, bc=ca(), ku=SIGN, start="2023-01-01")

# --- blocked certificates ------------------------------------------------------------------------------------------

for who, one in (("leaf", LEAF), ("ca", ICA), ("root", ROOT)):
    block = {"blocked": [one.sha256]}
    add(f"blocked-{who}", f"the {who} is in blocked.certs", LEAF, [ICA], [ROOT], **block)
    add(f"blocked-{who}-search", f"the {who} is in blocked.certs, the chain out of order", LEAF, [STRANGER, ICA], [ROOT], **block)
    add(f"blocked-{who}-client", f"the {who} of a client is in blocked.certs", LEAF, [ICA], [ROOT], kind="CLIENT", **block)
    add(f"blocked-{who}-leaf-in-store", f"the {who} is in blocked.certs, the leaf in the store", LEAF, [ICA], [LEAF], **block)
add("blocked-ca-in-store", "the CA is in blocked.certs and in the store", LEAF, [ICA], [ICA], blocked=[ICA.sha256])
add("blocked-root-sent", "the root is in blocked.certs, sent and in the store", LEAF, [ICA, ROOT], [ROOT], blocked=[ROOT.sha256])
add("blocked-unrelated", "a certificate that was sent and is not needed is in blocked.certs", LEAF, [ICA, STRANGER], [ROOT], blocked=[STRANGER.sha256])
add("blocked-root-of-two", "one of two roots of the same name and key is in blocked.certs", LEAF, [ICA], [ROOT, RENEWED], blocked=[ROOT.sha256])
add("blocked-root-renewed", "the root that the new one in the store replaced is in blocked.certs", LEAF, [ICA], [RENEWED], blocked=[ROOT.sha256])
add("blocked-leaf-and-ca", "leaf and CA are in blocked.certs: which is named", LEAF, [ICA], [ROOT], blocked=[LEAF.sha256, ICA.sha256])
add("blocked-lower-case", "a fingerprint in lower case does not count", LEAF, [ICA], [ROOT], blocked=[LEAF.sha256.lower()])
add("blocked-leaf-wrong-host", "a blocked leaf for another host: which is named", LEAF, [ICA], [ROOT], "other.example.org", blocked=[LEAF.sha256])
other = make(ICA.subject, key=ICA.key, issuer=ROOT, bc=ca(), ku=SIGN, start="2023-01-01")
add("blocked-ca-other-copy", "another certificate of the blocked CA was sent", LEAF, [other], [ROOT], blocked=[ICA.sha256])
add("blocked-ca-way-round", "the search goes round a blocked CA", LEAF, [ICA, other], [ROOT], blocked=[ICA.sha256])
for fault, changes in {
    "expired": ({"end": "2025-01-01"},), "bad-signature": ({"corrupt": True},), "weak-key": ({"key": "rsa512"},), "md5": ({"algorithm": "MD5withRSA"},),
    "critical": ({"extra": CRITICAL},), "no-key-usage-bits": ({"ku": ku()},), "ca-expired": ({}, {"end": "2025-01-01"}), "ca-not-a-ca": ({}, {"bc": None}),
    "root-not-a-ca": ({}, {}, {"bc": None}), "root-weak-key": ({}, {"algorithm": "SHA256withRSA"}, {"key": "rsa512"}), "akid": ({}, {"akid": seq(primitive(0, b"x"))}),
    "name-constraints": ({}, {"nc": nc(["dns:other.example"])}),
}.items():
    leaf, ica, root = chain(*changes)
    add(f"blocked-leaf+{fault}", f"a blocked leaf and another fault ({fault}): which is named", leaf, [ica], [root], blocked=[leaf.sha256])
    if fault.startswith(("ca", "root", "akid")):
        add(f"blocked-ca+{fault}", f"a blocked CA and another fault ({fault}): which is named", leaf, [ica], [root], blocked=[ica.sha256])
        add(f"blocked-root+{fault}", f"a blocked root and another fault ({fault}): which is named", leaf, [ica], [root], blocked=[root.sha256])

# --- java.security: jdk.certpath.disabledAlgorithms ----------------------------------------------------------------

CHAINS = {
    "rsa": chain(), "ec": chain(*ec()), "mixed": chain({"key": "p256-leaf"}, {}, {"key": "p384-root"}), "sha1-leaf": chain({"algorithm": "SHA1withRSA"}),
    "sha1-ca": chain({}, {"algorithm": "SHA1withRSA"}), "sha1-root": chain({}, {}, {"algorithm": "SHA1withRSA"}), "pss-leaf": chain({"algorithm": "SHA256withRSASSA-PSS"}),
    "pss-sha1-leaf": chain({"algorithm": "SHA1withRSASSA-PSS"}), "small-leaf": chain({}, {"key": "rsa3072-ca"}, {"key": "rsa3072-root"}),
    "small-ca": chain({"key": "rsa3072-leaf"}, {}, {"key": "rsa3072-root"}), "small-root": chain({"key": "rsa3072-leaf"}, {"key": "rsa3072-ca"}),
    "pss-only": chain({"algorithm": "SHA256withRSASSA-PSS"}, *[{"algorithm": "SHA384withRSA"}] * 2), "sha384": chain(*[{"algorithm": "SHA384withRSA"}] * 3), "sha224-leaf": chain({"algorithm": "SHA224withRSA"}), "ed25519": chain({"key": "ed25519-leaf"}, {"key": "p256-ca"}),
}


def changed(id, rule, names, setting="jdk.certpath.disabledAlgorithms", **options):
    """Cases for one rule: name of a chain, then what else is special."""
    for name in names.split():
        which, *special = name.split("/")
        leaf, ica, root = CHAINS[which]
        sent, stored, extras = [ica], [root], dict(options)
        for one in special:
            if one == "client":
                extras["kind"] = "CLIENT"
            elif one == "search":
                sent = [STRANGER, ica]
            elif one == "leaf-in-store":
                stored = [leaf]
            elif one == "ca-in-store":
                stored = [ica]
            elif one == "jdk-root":
                extras["jdk_roots"] = [root.pem]
            elif one == "tls12":
                extras.update(protocol="TLSv1.2", auth_type="ECDHE_RSA")
        add(f"{id}-{name.replace('/', '-')}", f"{setting} with \"{rule}\"", leaf, sent, stored, policy=f"{setting}={rule}\n", **extras)


changed("sha256", "SHA256", "rsa ec sha1-ca sha384 pss-only rsa/client rsa/search rsa/ca-in-store rsa/leaf-in-store")
changed("sha-256", "SHA-256", "rsa ec")
changed("sha256-lower-case", "sha256", "rsa")
changed("sha256-server", "SHA256 usage TLSServer", "rsa sha1-ca rsa/client rsa/search rsa/tls12 pss-leaf")
changed("sha256-client", "SHA256 usage TLSClient", "rsa rsa/client")
changed("sha256-two-usages", "SHA256 usage TLSClient TLSServer", "rsa rsa/client")
changed("sha256-jar", "SHA256 usage SignedJAR", "rsa")
changed("sha256-jdkca", "SHA256 jdkCA", "rsa rsa/jdk-root rsa/jdk-root/client rsa/jdk-root/ca-in-store mixed/jdk-root")
changed("sha256-jdkca-lower-case", "SHA256 jdkca", "rsa/jdk-root")
changed("sha256-jdkca-server", "SHA256 jdkCA & usage TLSServer", "rsa rsa/jdk-root rsa/jdk-root/client")
changed("sha256-server-jdkca", "SHA256 usage TLSServer & jdkCA", "rsa/jdk-root")
changed("sha256-denied", "SHA256 denyAfter 2020-01-01", "rsa sha1-ca rsa/client sha384")
changed("sha256-denied-later", "SHA256 denyAfter 2090-01-01", "rsa")
changed("sha256-denied-server", "SHA256 usage TLSServer & denyAfter 2020-01-01", "rsa rsa/client")
changed("sha256-denied-client", "SHA256 denyAfter 2020-01-01 & usage TLSClient", "rsa rsa/client")
changed("rsa", "RSA", "rsa ec mixed")
changed("rsa-3072", "RSA keySize < 3072", "rsa ec small-leaf small-ca small-root rsa/client rsa/search rsa/ca-in-store rsa/leaf-in-store")
changed("rsa-at-most-2048", "RSA keySize <= 2048", "small-leaf")
changed("rsa-is-2048", "RSA keySize == 2048", "small-ca")
changed("rsa-not-2048", "RSA keySize != 2048", "small-ca")
changed("rsa-over-2048", "RSA keySize > 2048", "small-root")
changed("rsa-at-least-3072", "RSA keySize >= 3072", "small-root")
changed("rsa-3072-server", "RSA keySize < 3072 & usage TLSServer", "rsa small-leaf small-root rsa/client")
changed("rsa-3072-jdkca", "RSA keySize < 3072 & jdkCA", "rsa rsa/jdk-root small-leaf/jdk-root")
changed("rsa-3072-denied", "RSA keySize < 3072 & denyAfter 2020-01-01", "rsa small-leaf")
changed("rsa-3072-lower-case", "rsa keySize < 3072", "small-leaf")
changed("rsa-two-sizes", "RSA keySize < 1024, RSA keySize < 3072", "small-leaf")
changed("ec", "EC", "rsa ec")
changed("ecdsa", "ECDSA", "rsa ec mixed")
changed("ec-384", "EC keySize < 384", "rsa ec mixed")
changed("ec-384-jdkca", "EC keySize < 384 & jdkCA", "ec")
changed("secp256r1", "secp256r1", "ec mixed")
changed("p-256", "NIST P-256", "ec mixed")
changed("sha256-with-rsa", "SHA256withRSA", "rsa ec mixed")
changed("sha256-with-rsa-server", "SHA256withRSA usage TLSServer", "rsa mixed rsa/client")
changed("sha256-with-rsa-jdkca", "SHA256withRSA jdkCA", "rsa/jdk-root")
changed("sha256-with-rsa-lower-case", "sha256withrsa", "rsa")
changed("pss", "RSASSA-PSS", "rsa pss-leaf pss-sha1-leaf")
changed("pss-server", "RSASSA-PSS usage TLSServer", "pss-leaf pss-leaf/client")
changed("rsa-server", "RSA usage TLSServer", "rsa pss-leaf")
changed("ec-jdkca", "EC jdkCA", "ec/jdk-root mixed/jdk-root")
changed("mgf1", "MGF1", "pss-leaf")
changed("sha1", "SHA1", "sha1-leaf sha1-ca sha1-root pss-sha1-leaf")
changed("sha1-server", "SHA1 usage TLSServer", "sha1-leaf sha1-ca sha1-root sha1-leaf/client")
changed("sha1-denied", "SHA1 denyAfter 2020-01-01", "sha1-leaf")
changed("scheme", "rsa_pkcs1_sha256", "rsa")
changed("nothing", "", "rsa sha1-leaf")
changed("unknown-algorithm", "Nonsense", "rsa")
changed("unknown-usage", "SHA256 usage Nonsense", "rsa")
changed("unknown-constraint", "RSA nonsense 5", "rsa")
changed("no-size", "RSA keySize", "rsa")
changed("size-not-a-number", "RSA keySize < x", "rsa")
changed("no-such-operator", "RSA keySize << 5", "rsa")
changed("no-blanks", "RSA keySize<3072", "rsa")
changed("upper-case-constraint", "SHA256 USAGE TLSServer", "rsa")
changed("no-such-month", "SHA256 denyAfter 2020-13-01", "rsa")
changed("no-date", "SHA256 denyAfter yesterday", "rsa")

# --- java.security: jdk.tls.disabledAlgorithms ---------------------------------------------------------------------

TLS = "jdk.tls.disabledAlgorithms"
changed("tls-sha256-with-rsa", "SHA256withRSA", "rsa sha1-ca mixed rsa/client rsa/ca-in-store rsa/leaf-in-store rsa/search", TLS)
changed("tls-rsa-3072", "RSA keySize < 3072", "rsa small-leaf small-ca small-root small-root/search rsa/client rsa/ca-in-store", TLS)
changed("tls-rsa-3072-server", "RSA keySize < 3072 & usage TLSServer", "small-leaf", TLS)
changed("tls-rsa-3072-denied", "RSA keySize < 3072 & denyAfter 2020-01-01", "small-leaf", TLS)
changed("tls-ec-384", "EC keySize < 384", "ec mixed ed25519", TLS)
changed("tls-secp256r1", "secp256r1", "ec ed25519", TLS)
changed("tls-sha1", "SHA1", "sha1-leaf sha1-ca sha1-root pss-sha1-leaf sha1-leaf/tls12", TLS)
changed("tls-sha256", "SHA256", "rsa ec pss-leaf", TLS)
changed("tls-rsa", "RSA", "rsa mixed pss-leaf", TLS)
changed("tls-ecdsa", "ECDSA", "ec ed25519", TLS)
changed("tls-pss", "RSASSA-PSS", "pss-leaf", TLS)
changed("tls-scheme", "rsa_pkcs1_sha256", "rsa sha1-ca", TLS)
changed("tls-scheme-certificates", "rsa_pkcs1_sha256 usage CertificateSignature", "rsa sha1-ca", TLS)
changed("tls-scheme-handshakes", "rsa_pkcs1_sha256 usage HandshakeSignature", "rsa", TLS)
changed("tls-sha256-server", "SHA256 usage TLSServer", "rsa", TLS)
changed("tls-nonsense", "RSA keySize < x", "rsa", TLS)

# --- roots that are the JDK's own ----------------------------------------------------------------------------------

for name in ("sha1-leaf", "sha1-ca", "sha1-root", "pss-sha1-leaf"):
    leaf, ica, root = CHAINS[name]
    add(f"jdkca-{name}", "SHA-1 under a root that cacerts has as the JDK's own", leaf, [ica], [root], jdk_roots=[root.pem])
    add(f"jdkca-{name}-search", "SHA-1 under such a root, the chain out of order", leaf, [STRANGER, ica], [root], jdk_roots=[root.pem])
    add(f"jdkca-{name}-client", "SHA-1 under such a root, for a client", leaf, [ica], [root], kind="CLIENT", jdk_roots=[root.pem])
leaf, ica, root = CHAINS["sha1-leaf"]
renewed = make(root.subject, key=root.key, bc=ca(), ku=SIGN, start="2023-01-01")
add("jdkca-sha1-ca-in-store", "SHA-1; the store has the CA under the JDK's root, not the root", leaf, [ica], [ica], jdk_roots=[root.pem])
add("jdkca-sha1-leaf-in-store", "SHA-1; the store has the leaf under the JDK's root", leaf, [ica], [leaf], jdk_roots=[root.pem])
add("jdkca-sha1-renewed", "SHA-1; the store has another certificate of the JDK's root", leaf, [ica], [renewed], jdk_roots=[root.pem])
add("jdkca-sha1-both", "SHA-1; the store has both certificates of the JDK's root, which has both", leaf, [ica], [root, renewed], jdk_roots=[root.pem, renewed.pem])
for fault, changes in {"expired": {"end": "2025-01-01"}, "bad-signature": {"corrupt": True}, "weak-key": {"key": "rsa512"}}.items():
    leaf, ica, root = chain({"algorithm": "SHA1withRSA", **changes})
    add(f"jdkca-sha1+{fault}", f"SHA-1 under the JDK's root and another fault ({fault}): which is named", leaf, [ica], [root], jdk_roots=[root.pem])
for pattern, host in (
    ("*.com", "www.com"), ("*.co.uk", "www.co.uk"), ("*.de", "www.de"), ("w*.com", "www.com"), ("*.k12.ma.us", "www.k12.ma.us"), ("*.github.io", "www.github.io"),
    ("*.example.com", "www.example.com"), ("*.kawasaki.jp", "www.kawasaki.jp"), ("*.ck", "abc.ck"), ("*.local", "www.local"), ("*.xn--p1ai", "www.xn--p1ai"), ("*.parliament.uk", "www.parliament.uk"),
):
    leaf, ica, root = chain({"san": san(f"dns:{pattern}")})
    add(f"jdkca-wildcard {pattern}", "a wildcard under a root that cacerts has as the JDK's own", leaf, [ica], [root], host, jdk_roots=[root.pem])
leaf, ica, root = chain({"san": san("dns:*.com")})
add("wildcard-own-root *.com", "a wildcard of a public suffix under a root that is not the JDK's", leaf, [ica], [root], "www.com", jdk_roots=[STRANGER.pem])
add("jdkca-wildcard-search *.com", "a wildcard of a public suffix under the JDK's root, the chain out of order", leaf, [STRANGER, ica], [root], "www.com", jdk_roots=[root.pem])
add("jdkca-wildcard-ca-in-store *.com", "a wildcard of a public suffix; the store has the CA under the JDK's root, not the root", leaf, [ica], [ica], "www.com", jdk_roots=[root.pem])
add("jdkca-wildcard-leaf-in-store *.com", "a wildcard of a public suffix; the store has the leaf under the JDK's root", leaf, [ica], [leaf], "www.com", jdk_roots=[root.pem])
add("jdkca-wildcard-leaf-is-jdk *.com", "a wildcard of a public suffix; the store and the JDK have the leaf", leaf, [ica], [leaf], "www.com", jdk_roots=[leaf.pem])

# --- TLS 1.2 ---------------------------------------------------------------------------------------------------------

for auth_type, usages in {
    "RSA": "digitalSignature keyEncipherment none", "DHE_RSA": "digitalSignature keyEncipherment", "ECDHE_RSA": "digitalSignature keyEncipherment none", "ECDHE_ECDSA": "digitalSignature keyAgreement",
    "DHE_DSS": "digitalSignature", "DH_RSA": "digitalSignature keyAgreement", "DH_DSS": "keyAgreement", "ECDH_ECDSA": "digitalSignature keyAgreement", "RSA_EXPORT": "digitalSignature keyEncipherment",
    "UNKNOWN": "keyEncipherment", "ECDHE": "digitalSignature", "rsa": "keyEncipherment", "DH_anon": "none", "<null>": "digitalSignature", "<empty>": "digitalSignature",
}.items():
    for usage in usages.split():
        leaf, ica, root = chain({"ku": None if usage == "none" else ku(usage)})
        add(f"tls12-{auth_type}-{usage}", "a key exchange of TLS 1.2 and the key usage of the leaf", leaf, [ica], [root], auth_type=auth_type, protocol="TLSv1.2")
add("tls12-unknown-client", "an authType nobody knows, for a client", LEAF, [ICA], [ROOT], kind="CLIENT", auth_type="NONSENSE", protocol="TLSv1.2")
add("tls12-unknown-leaf-in-store", "an authType nobody knows, and the leaf in the store", LEAF, [ICA], [LEAF], auth_type="NONSENSE", protocol="TLSv1.2")
add("tls12-null-empty-store", "no authType and an empty store: which is named", LEAF, [ICA], [], auth_type="<null>")
add("tls12-unknown-untrusted", "an authType nobody knows and a root nobody knows: which is named", LEAF, [ICA], [STRANGER], auth_type="NONSENSE")
add("tls12-unknown-wrong-host", "an authType nobody knows and the wrong host: which is named", LEAF, [ICA], [ROOT], "other.example.org", auth_type="NONSENSE")
nothing = case("own::no-certificates", LEAF, [], [ROOT], description="nothing was sent")
nothing["inputs"]["peer"] = ""
CASES.append(nothing)
for name, changes in {
    "dsa": ({"algorithm": "SHA256withDSA"}, {"key": "dsa2048-ca"}), "dsa-sha1": ({"algorithm": "SHA1withDSA"}, {"key": "dsa1024-ca"}), "sha224": ({"algorithm": "SHA224withRSA"},),
    "sha224-ca": ({}, {"algorithm": "SHA224withRSA"}), "ecdsa-sha224": ({"algorithm": "SHA224withECDSA", "key": "p256-leaf"}, {"key": "p256-ca"}), "sha3": ({"algorithm": "SHA3-256withRSA"},),
    "sha512-256": ({"algorithm": "SHA512/256withRSA"},), "dsa-root": ({}, {"algorithm": "SHA256withDSA"}, {"key": "dsa2048-root"}),
}.items():
    leaf, ica, root = chain(*changes)
    for protocol in ("TLSv1.2", "TLSv1.3"):
        add(f"{protocol.lower()}-{name}", "signatures that only TLS 1.2 has", leaf, [ica], [root], protocol=protocol, auth_type="ECDHE_RSA")

# --- names, policies and key usage -----------------------------------------------------------------------------------

for constraint in ("uri:example.com", "uri:.example.com", "uri:http://example.com/", "uri:192.0.2.1", "uri:"):
    for value in ("http://example.com/x", "http://sub.example.com", "urn:x:y"):
        leaf, ica, root = chain({"san": san("dns:www.example.com", f"uri:{value}")}, {"nc": nc([constraint])})
        add(f"nc-{constraint} {value}", "a URI under a URI that is permitted", leaf, [ica], [root])
for label, permit, exclude, value in (
    ("email-host", ["email:example.com"], None, "email:a@example.com"), ("email-host-sub", ["email:example.com"], None, "email:a@sub.example.com"), ("email-domain", ["email:.example.com"], None, "email:a@sub.example.com"),
    ("email-domain-apex", ["email:.example.com"], None, "email:a@example.com"), ("email-box", ["email:a@example.com"], None, "email:a@example.com"), ("email-box-case", ["email:A@example.com"], None, "email:a@example.com"),
    ("email-excluded", None, ["email:example.com"], "email:a@example.com"), ("rid-permitted", ["rid:1.2.3"], None, "rid:1.2.3"), ("rid-excluded", None, ["rid:1.2.3"], "rid:1.2.3"), ("rid-below", ["rid:1.2"], None, "rid:1.2.3"),
    ("other-excluded", None, ["other:x"], "other:x"), ("other-excluded-unused", None, ["other:x"], "rid:1.2.3"), ("other-permitted", ["other:x"], None, "other:x"), ("ip-without-mask", [primitive(7, b"\xc0\0\2\1")], None, "ip:192.0.2.1"),
    ("ip-odd-mask", [primitive(7, b"\xc0\0\2\1\xff\0\xff\0")], None, "ip:192.0.9.1"), ("ip-five-bytes", [primitive(7, b"\1\2\3\4\5")], None, "ip:192.0.2.1"), ("ip6-under-ip4", ["ip:192.0.2.0/24"], None, "ip:2001:db8::1"),
    ("dir", ["dir:O=Example"], None, "dir:O=Example, CN=x"), ("dir-other", ["dir:O=Example"], None, "dir:O=Other"), ("dir-empty", ["dir:"], None, "dir:O=Other"), ("wild-constraint", ["dns:*.example.com"], None, "dns:a.example.com"),
    ("empty-permitted", ["dns:"], None, "dns:a.example.com"), ("empty-excluded", None, ["dns:"], "dns:a.example.com"), ("nothing", None, None, "dns:a.example.com"), ("empty-lists", [], [], "dns:a.example.com"),
    ("wild-name-excluded", None, ["dns:a.example.com"], "dns:*.example.com"), ("wild-name-permitted", ["dns:a.example.com"], None, "dns:*.example.com"),
):
    leaf, ica, root = chain({"san": san("dns:www.example.com", value)}, {"nc": nc(permit, exclude)})
    add(f"nc-{label}", "name constraints of a kind that the other cases leave out", leaf, [ica], [root])
for label, distance in (("minimum-0", primitive(0, b"\0")), ("minimum-1", primitive(0, b"\1")), ("maximum-1", primitive(1, b"\1"))):
    leaf, ica, root = chain({}, {"nc": seq(context(0, seq(general("dns:example.com"), distance)))})
    add(f"nc-{label}", "name constraints with a distance", leaf, [ica], [root])
for one, other in (("ip:10.0.0.0/8", "ip:11.0.0.0/8"), ("dns:a.example.com", "ip:10.0.0.0/8"), ("dns:example.com", "dns:www.example.com"), ("email:example.com", "email:example.org"), ("dir:O=A", "dir:O=B"), ("uri:.example.com", "uri:.example.org")):
    root = make("CN=Own Root", key="rsa2048-root", bc=ca(), ku=SIGN)
    upper = make("O=Own, CN=Upper CA", issuer=root, key="rsa2048-upper", bc=ca(), ku=SIGN, nc=nc([one]))
    lower = make("O=Own, CN=Lower CA", issuer=upper, key="rsa2048-ca", bc=ca(), ku=SIGN, nc=nc([other]))
    leaf = make("O=Own", issuer=lower, key="rsa2048-leaf", san=san("dns:www.example.com"))
    add(f"nc-two {one} {other}", "two CAs, each with names that are permitted", leaf, [lower, upper], [root])
for permit, exclude, value in (
    (None, "ip:0.0.0.0/0", "ip:2001:db8::1"), (None, "ip:32.0.0.0/8", "ip:2001:db8::1"), ("ip:10.0.0.0/8", None, "ip:a00::1"), ("ip:0.0.0.0/0", None, "ip:2001:db8::1"), ("ip:::/0", None, "ip:192.0.2.1"),
    (None, "ip:2001:db8::/32", "ip:192.0.2.1"), ("ip:::ffff:0:0/96", None, "ip:192.0.2.1"), (None, "ip:::ffff:0:0/96", "ip:192.0.2.1"), (None, "ip:0.0.0.0/0", "ip:::ffff:192.0.2.1"),
):
    leaf, ica, root = chain({"san": san("dns:www.example.com", value)}, {"nc": nc([permit] if permit else None, [exclude] if exclude else None)})
    add(f"nc-family {permit or '-'} {exclude or '-'} {value}", "an address of one family under a constraint of the other", leaf, [ica], [root])
for label, top, upper, lower, leaf in (
    ("root-dir-outside", nc(["dir:O=Other"]), None, {}, {}), ("root-dns-excluded", nc(None, ["dns:www.example.com"]), None, {}, {}), ("root-dns-inside", nc(["dns:example.com"]), None, {}, {}),
    ("lower-name-outside-root", nc(["dns:example.com"]), None, {"san": san("dns:ca.example.org")}, {}), ("lower-name-outside", None, nc(["dns:example.com"]), {"san": san("dns:ca.example.org")}, {}),
    ("lower-one-word", None, nc(["dns:example.com"]), {"subject": "CN=LowerCA"}, {}), ("lower-host", None, nc(["dns:example.com"]), {"subject": "CN=ca.example.org"}, {}),
    ("leaf-no-subject", None, nc(["dir:O=Own"]), {}, {"subject": "", "san": (True, san("dns:www.example.com"))}), ("email-in-subject", None, nc(["email:example.com"]), {}, {"subject": "O=Own, E=a@example.org"}),
    ("distance", None, seq(context(0, seq(general("dns:example.com"), primitive(0, b"\1")))), {}, {}), ("urn", None, nc(None, ["uri:example.com"]), {}, {"san": san("dns:www.example.com", "uri:urn:x:y")}),
):
    root = make("O=Own, CN=Own Root", key="rsa2048-root", bc=ca(), ku=SIGN, nc=top)
    first = make("O=Own, CN=Upper CA", issuer=root, key="rsa2048-upper", bc=ca(), ku=SIGN, nc=upper)
    second = make(issuer=first, **{"subject": "O=Own, CN=Lower CA", "key": "rsa2048-ca", "bc": ca(), "ku": SIGN, **lower})
    last = make(issuer=second, **{"subject": "O=Own", "key": "rsa2048-leaf", "san": san("dns:www.example.com"), **leaf})
    add(f"nc-order-{label}", "name constraints, the chain in order", last, [second, first], [root])
    add(f"nc-search-{label}", "name constraints, the chain out of order", last, [STRANGER, first, second], [root])
QUALIFIED = lambda policy, kind: seq(seq(oid(policy), seq(seq(oid(kind), ia5("http://x")))))
for label, changes in {
    "mapping-from-any": ({}, {"policies": policies("1.2.3"), "mappings": mappings((ANY_POLICY, "1.2.3"))}), "mapping-to-any": ({}, {"policies": policies("1.2.3"), "mappings": mappings(("1.2.3", ANY_POLICY))}),
    "mapping-without-policies": ({}, {"mappings": mappings((ANY_POLICY, "1.2.3"))}), "mapping-from-any+expired": ({}, {"policies": policies("1.2.3"), "mappings": mappings((ANY_POLICY, "1.2.3")), "end": "2025-01-01"}),
    "critical-qualifier": ({"policies": (True, QUALIFIED("1.2.3", "1.2.3.4"))},), "critical-known-qualifier": ({"policies": (True, QUALIFIED("1.2.3", "1.3.6.1.5.5.7.2.1"))},),
    "critical-qualifier-below-policies": ({"policies": (True, QUALIFIED("1.2.3", "1.3.6.1.5.5.7.2.1"))}, {"policies": policies("1.2.3")}),
    "qualifier-below-policies": ({"policies": QUALIFIED("1.2.3", "1.2.3.4")}, {"policies": policies("1.2.3")}),
    "critical-qualifier-of-any": ({"policies": (True, QUALIFIED(ANY_POLICY, "1.2.3.4"))},), "critical-qualifier-of-ca": ({}, {"policies": (True, QUALIFIED("1.2.3", "1.2.3.4"))}),
    "explicit": ({"policies": policies("1.2.3")}, {"policies": policies("1.2.3"), "constraints": constraints(0)}), "explicit-mismatch": ({"policies": policies("1.2.4")}, {"policies": policies("1.2.3"), "constraints": constraints(0)}),
    "explicit-mapped": ({"policies": policies("1.2.4")}, {"policies": policies("1.2.3"), "mappings": mappings(("1.2.3", "1.2.4")), "constraints": constraints(0)}),
    "explicit-mapping-inhibited": ({"policies": policies("1.2.4")}, {"policies": policies("1.2.3"), "mappings": mappings(("1.2.3", "1.2.4")), "constraints": constraints(0, 0)}),
    "explicit-any": ({"policies": policies(ANY_POLICY)}, {"policies": policies("1.2.3"), "constraints": constraints(0)}), "explicit-any-inhibited": ({"policies": policies(ANY_POLICY)}, {"policies": policies("1.2.3"), "constraints": constraints(0), "inhibit": integer(0)}),
    "explicit-after-one": ({}, {"constraints": constraints(1)}), "explicit-on-leaf": ({"constraints": constraints(0)},), "explicit-on-root": ({}, {}, {"constraints": constraints(0)}),
}.items():
    leaf, ica, root = chain(*changes)
    add(f"policy-{label}", "certificate policies", leaf, [ica], [root])
for label, usage in {"encipher-only": ku("encipherOnly"), "no-bits": bits(b""), "decipher-only": ku("decipherOnly")}.items():
    leaf, ica, root = chain({"ku": usage})
    add(f"usage-leaf-{label}", "a key usage without any use", leaf, [ica], [root])
    leaf, ica, root = chain({}, {"ku": usage})
    add(f"usage-ca-{label}", "a key usage without any use on a CA", leaf, [ica], [root])
for fault, changes in {
    "expired": {"end": "2025-01-01"}, "bad-signature": {"corrupt": True}, "md5": {"algorithm": "MD5withRSA"}, "weak-key": {"key": "rsa512"}, "critical": {"extra": CRITICAL}, "sha3": {"algorithm": "SHA3-256withRSA"},
}.items():
    leaf, ica, root = chain({"ku": ku(), **changes})
    add(f"usage-leaf-none+{fault}", f"a key usage without any use and another fault ({fault}): which is named", leaf, [ica], [root])
    leaf, ica, root = chain({"algorithm": "SHA256withRSA"}, {"ku": ku(), **changes})
    add(f"usage-ca-none+{fault}", f"a CA with a key usage without any use and another fault ({fault}): which is named", leaf, [ica], [root])

# --- random chains: the first example of a text or of a difference between JVMs ---------------------------------------

for seed in (
    135, 259, 269, 281, 314, 327, 378, 545, 548, 616, 698, 770, 946, 1076, 1119, 1158, 1167, 1443, 1444, 1566, 1631,
    1668, 1887, 2104, 2129, 2151, 2270, 2510, 2552, 2553, 2773, 2811, 2816, 2867, 2884, 3432, 3639, 3768, 3797, 3810,
    3879, 3928, 4053, 4090, 4131, 4235, 4283, 4312, 4446, 4602, 4694, 4763, 4817, 4864, 5102, 5133, 5311, 5319, 5373,
    5502, 5675, 5709, 5863, 5978, 6126, 6153, 6164, 6173, 6265, 6298, 6313, 6329, 6462, 6781, 6873, 6921, 6939, 6960,
    7025, 7124, 7169, 7459, 7481, 7527, 7589, 7639, 7689, 7778, 7941, 8032, 8054, 8210, 8417, 8418, 8451, 8536, 8624,
    8723, 8901, 9039, 9167, 9170, 9261, 9279, 9289, 9320, 9479, 9594, 9614, 9778, 20426,
):
    chosen = generate.generate(seed)
    number, summary = chosen["id"].split("::", 2)[1:]
    CASES.append({**chosen, "id": f"own::random-{number}", "description": summary})

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    assert len({one["id"] for one in CASES}) == len(CASES), "two cases of one id"
    record.write(sys.argv[1], record.record(CASES))
