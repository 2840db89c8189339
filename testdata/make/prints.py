#!/usr/bin/env python3
"""Writes the requests and CRLs of testdata/prints: one feature, or one fault, each.

    prints.py FOLDER [MUTANTS SEED]

writes FOLDER/<group>-<name>.csr, .crl and .cer. What keytool prints of them is recorded by Prints.java beside this file,
and prints_pack.py makes one file of all. Left out are the cases that DIVERGENCES.md tells of and those in which a
length is indefinite.
"""
import base64
import itertools
import pathlib
import random
import sys

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, ed448, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from certs_der import *

FILES = {}


def add(name, contents):
    assert name not in FILES, name
    FILES[name] = contents


def spki(key):
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


EC = ec.derive_private_key(0x1234567890ABCDEF, ec.SECP256R1())
EC_KEY = spki(EC)


def ecdsa(message, key=EC, digest=hashes.SHA256()):
    return key.sign(message, ec.ECDSA(digest))


def pem(label, der, end="\n", width=64, before="", after=""):
    body = base64.b64encode(der).decode()
    lines = [f"-----BEGIN {label}-----"] + [body[i : i + width] for i in range(0, len(body), width)]
    return (before + end.join(lines + [f"-----END {label}-----", ""]) + after).encode()


# --- requests ------------------------------------------------------------------------------------------------

EXTENSION_REQUEST, CHALLENGE = "1.2.840.113549.1.9.14", "1.2.840.113549.1.9.7"
SAN, KU, BC, SKI, EKU = "2.5.29.17", "2.5.29.15", "2.5.29.19", "2.5.29.14", "2.5.29.37"
DNS = extension(SAN, seq(primitive(2, b"a.example")))


def requested(*extensions):
    return seq(oid(EXTENSION_REQUEST), set_of(seq(*extensions)))


def request(
    subject=TEST,
    version=integer(0),
    key=EC_KEY,
    attributes=None,
    algorithm=ECDSA_SHA256,
    sign=ecdsa,
    signature=None,
    extra=b"",
    tail=b"",
    trailer=b"",
):
    if attributes is None:
        attributes = context(0)
    elif isinstance(attributes, list):
        attributes = context(0, *attributes)
    body = seq(version, subject, key, attributes, extra)
    return seq(body, algorithm, bits(sign(body)) if signature is None else signature, tail) + trailer


def req(label, **parts):
    add(f"{label}.csr", pem("NEW CERTIFICATE REQUEST", request(**parts)))


req("plain")
req("no-attributes", attributes=b"")
req("san", attributes=[requested(DNS)])
req("several", attributes=[requested(extension(KU, bits(b"\xa0", 5), True), DNS, extension(BC, seq(boolean(True)), True), extension("1.2.3.4", utf8("hi")), extension("1.2.3", b""))])
req("challenge", attributes=[seq(oid(CHALLENGE), set_of(utf8("secret")))])
req("challenge-printable", attributes=[seq(oid(CHALLENGE), set_of(printable("secret")))])
req("challenge-and-extensions", attributes=[seq(oid(CHALLENGE), set_of(printable("secret"))), requested(DNS)])
req("unknown-attribute", attributes=[seq(oid("1.2.3.4"), set_of(utf8("x")))])
req("unknown-attribute-sequence", attributes=[seq(oid("1.2.3.4"), set_of(seq(utf8("x"))))])
req("unknown-and-extensions", attributes=[seq(oid("1.2.3.4"), set_of(utf8("x"))), requested(DNS)])
req("unknown-attribute-empty-set", attributes=[seq(oid("1.2.3.4"), set_of())])
req("unknown-attribute-two-values", attributes=[seq(oid("1.2.3.4"), set_of(utf8("x"), utf8("y")))])
req("unknown-attribute-no-set", attributes=[seq(oid("1.2.3.4"), utf8("x"))])
req("unknown-attribute-no-value", attributes=[seq(oid("1.2.3.4"))])
req("unknown-attribute-extra", attributes=[seq(oid("1.2.3.4"), set_of(utf8("x")), utf8("y"))])
req("attribute-not-sequence", attributes=[set_of(oid("1.2.3.4"), set_of(utf8("x")))])
req("attribute-empty", attributes=[seq()])
req("attribute-no-oid", attributes=[seq(utf8("x"), set_of(utf8("x")))])
for number, (kind, values) in enumerate({
    "1.2.840.113549.1.9.1": [ia5("a@b"), utf8("x"), seq()], "1.2.840.113549.1.9.2": [ia5("name"), utf8("name"), printable("n"), tlv(30, b"\0a"), integer(1)],
    "1.2.840.113549.1.9.3": [oid("1.2.3"), utf8("x")], "1.2.840.113549.1.9.4": [octets(b"digest"), utf8("x")], "1.2.840.113549.1.9.5": [UTC_FROM, tlv(24, b"20200101000000Z"), utf8("x"), tlv(23, b"bad")],
    "1.2.840.113549.1.9.6": [seq(integer(1)), utf8("x"), seq(seq(TEST, integer(1)), ECDSA_SHA256, ECDSA_SHA256, octets(b"x"))], "1.2.840.113549.1.9.7": [integer(1), tlv(20, b"t"), tlv(30, b"\0a"), tlv(28, b"\0\0\0a"), seq()],
    "1.2.840.113549.1.9.8": [utf8("addr"), printable("addr"), integer(1)], "1.2.840.113549.1.9.9": [seq(), utf8("x")], "1.2.840.113549.1.9.10": [seq(TEST, integer(1)), utf8("x")],
    "1.2.840.113549.1.9.11": [utf8("x")], "1.2.840.113549.1.9.12": [utf8("x")], "1.2.840.113549.1.9.13": [integer(5), utf8("x")], "1.2.840.113549.1.9.15": [seq(seq(oid("1.2.3"))), utf8("x")],
    "1.2.840.113549.1.9.16": [seq()], "1.2.840.113549.1.9.20": [tlv(30, b"\0a")], "1.2.840.113549.1.9.16.2.12": [seq(seq()), utf8("x")], "1.2.840.113549.1.9.16.2.14": [seq(), utf8("x")],
    "1.2.840.113549.1.9.52": [seq(ECDSA_SHA256, ECDSA_SHA256), utf8("x")], "1.3.6.1.4.1.311.13.2.3": [ia5("10.0.1.2")], "1.3.6.1.4.1.311.2.1.14": [seq(DNS), utf8("x")],
    "1.3.6.1.4.1.311.13.2.2": [seq(integer(1), tlv(30, b"\0a"), bits(b"\0"))], "1.3.6.1.4.1.311.21.20": [seq(integer(5), utf8("h"), utf8("u"), utf8("p"))],
}.items()):
    for index, value in enumerate(values):
        req(f"attribute-{kind.split('.', 4)[-1]}-{index}", attributes=[seq(oid(kind), set_of(value))])
        if index == 0:
            req(f"attribute-{kind.split('.', 4)[-1]}-none", attributes=[seq(oid(kind), set_of())])
            req(f"attribute-{kind.split('.', 4)[-1]}-two", attributes=[seq(oid(kind), set_of(value, value))])
            req(f"attribute-{kind.split('.', 4)[-1]}-with-extensions", attributes=[seq(oid(kind), set_of(value)), requested(DNS)])
req("extensions-twice", attributes=[requested(DNS), requested(extension(KU, bits(b"\xa0", 5)))])
req("same-attribute-twice", attributes=[seq(oid("1.2.3.4"), set_of(utf8("x"))), seq(oid("1.2.3.4"), set_of(utf8("y")))])
req("challenge-twice", attributes=[seq(oid(CHALLENGE), set_of(utf8("a"))), seq(oid(CHALLENGE), set_of(utf8("b")))])
req("extension-twice", attributes=[requested(DNS, DNS)])
req("extension-unknown-twice", attributes=[requested(extension("1.2.3", b"a"), extension("1.2.3", b"b"))])
req("extensions-two-values", attributes=[seq(oid(EXTENSION_REQUEST), set_of(seq(DNS), seq(extension(KU, bits(b"\xa0", 5)))))])
req("extensions-no-value", attributes=[seq(oid(EXTENSION_REQUEST), set_of())])
req("extensions-empty", attributes=[requested()])
req("extensions-not-sequence", attributes=[seq(oid(EXTENSION_REQUEST), set_of(utf8("x")))])
req("extensions-set", attributes=[seq(oid(EXTENSION_REQUEST), set_of(set_of(DNS)))])
req("extensions-no-set", attributes=[seq(oid(EXTENSION_REQUEST), seq(DNS))])
req("extension-bad", attributes=[requested(extension(SAN, b"\x30\x05\x82"))])
req("extension-bad-critical", attributes=[requested(extension(SAN, b"\x30\x05\x82", True))])
req("extension-bad-ku", attributes=[requested(extension(KU, b"\x03\x00"))])
req("extension-bad-eku", attributes=[requested(extension(EKU, b"\x05\x00"))])
req("extension-bad-then-good", attributes=[requested(extension(SAN, b"\x05\x00"), DNS)])
req("extension-bad-twice", attributes=[requested(extension(SAN, b"\x05\x00"), extension(SAN, b"\x04\x00"))])
req("extension-no-value", attributes=[requested(seq(oid(SAN)))])
req("extension-value-not-octets", attributes=[requested(seq(oid(SAN), seq()))])
req("extension-not-sequence", attributes=[requested(utf8("x"))])
req("extension-critical-unknown", attributes=[requested(extension("1.2.3", b"x", True))])
for number, extra in {"ku": extension(KU, bits(b"\xff\x80", 7), True), "eku": extension(EKU, seq(oid("1.3.6.1.5.5.7.3.1"), oid("1.3.6.1.5.5.7.3.99"))), "ski": extension(SKI, octets(b"abc")), "bc": extension(BC, seq(boolean(True), integer(3)), True), "aki": extension("2.5.29.35", seq(primitive(0, b"abc"))), "nc": extension("2.5.29.30", seq(context(0, seq(primitive(2, b"x"))))), "policy": extension("2.5.29.32", seq(seq(oid("2.5.29.32.0")))), "crldp": extension("2.5.29.31", seq(seq(context(0, context(0, primitive(6, b"http://a/b")))))), "aia": extension("1.3.6.1.5.5.7.1.1", seq(seq(oid("1.3.6.1.5.5.7.48.1"), primitive(6, b"http://o/")))), "netscape": extension("2.16.840.1.113730.1.1", bits(b"\xff")), "nocheck": extension("1.3.6.1.5.5.7.48.1.5", NULL), "must-staple": extension("1.3.6.1.5.5.7.1.24", seq(integer(5))), "template": extension("1.3.6.1.4.1.311.20.2", tlv(30, b"\0W\0e\0b"))}.items():
    req(f"extension-{number}", attributes=[requested(extra)])
req("attributes-primitive", attributes=primitive(0, seq(oid("1.2.3.4"), set_of(utf8("x")))))
req("attributes-as-set", attributes=set_of(requested(DNS)))
req("attributes-as-1", attributes=context(1, requested(DNS)))
req("attributes-not-list", attributes=context(0, utf8("x")))
req("attributes-cut", attributes=context(0, b"\x30\x20\x06"))
req("after-attributes", attributes=[], extra=utf8("x"))
req("no-attributes-but-text", attributes=b"", extra=utf8("x"))
req("version-1", version=integer(1))
req("version-2", version=integer(2))
req("version-negative", version=integer(-1))
req("version-empty", version=integer(b""))
req("version-large", version=integer(2**70))
req("version-wide-zero", version=integer(b"\0\0"))
req("version-boolean", version=boolean(False))
req("version-missing", version=b"")
req("subject-empty", subject=name())
req("subject-set", subject=set_of())
req("subject-utf8", subject=utf8("x"))
req("subject-long", subject=name((C, printable("DE")), (O, utf8("A, B")), ([(CN, utf8("a")), (OU, utf8("b"))])))
req("subject-bad", subject=seq(seq(attribute(CN, utf8("x")))))
req("subject-bmp-odd", subject=name((CN, tlv(30, b"\0A\0"))))
req("subject-octets", subject=name((CN, octets(b"x"))))
req("subject-empty-rdn", subject=seq(set_of()))
req("key-missing", key=b"")
req("key-empty", key=seq())
req("key-unknown", key=seq(seq(oid("1.2.3.4")), bits(b"abc")))
req("key-unknown-curve", key=seq(seq(oid("1.2.840.10045.2.1"), oid("1.2.3")), bits(b"abc")))
req("key-bad-point", key=seq(seq(oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7")), bits(b"\4abc")))
req("key-other", key=P256)
req("algorithm-sha384", algorithm=seq(oid("1.2.840.10045.4.3.3")), sign=lambda m: ecdsa(m, digest=hashes.SHA384()))
req("algorithm-sha1", algorithm=seq(oid("1.2.840.10045.4.1")), sign=lambda m: ecdsa(m, digest=hashes.SHA1()))
req("algorithm-other-digest", algorithm=seq(oid("1.2.840.10045.4.3.3")))
req("algorithm-unknown", algorithm=seq(oid("1.2.3.4")))
req("algorithm-digest", algorithm=seq(oid("2.16.840.1.101.3.4.2.1")))
req("algorithm-rsa", algorithm=seq(oid("1.2.840.113549.1.1.11"), NULL))
req("algorithm-null", algorithm=seq(oid("1.2.840.10045.4.3.2"), NULL))
req("algorithm-parameters", algorithm=seq(oid("1.2.840.10045.4.3.2"), oid("1.2.840.10045.3.1.7")))
req("algorithm-extra", algorithm=seq(oid("1.2.840.10045.4.3.2"), NULL, NULL))
req("algorithm-set", algorithm=set_of(oid("1.2.840.10045.4.3.2")))
req("algorithm-ed25519", algorithm=seq(oid("1.3.101.112")))
req("algorithm-pss-none", algorithm=seq(oid("1.2.840.113549.1.1.10")))
req("algorithm-bare-ecdsa", algorithm=seq(oid("1.2.840.10045.2.1")))
req("signature-wrong", signature=bits(ecdsa(b"something else")))
req("signature-garbage", signature=bits(b"garbage"))
req("signature-empty", signature=bits(b""))
req("signature-empty-sequence", signature=bits(seq()))
req("signature-zero", signature=bits(seq(integer(0), integer(0))))
req("signature-no-bits", signature=tlv(3))
req("signature-octets", signature=octets(ecdsa(b"x")))
req("signature-unused-bits", signature=tlv(3, b"\3abc"))
req("signature-missing", signature=b"")
req("signature-trailing", sign=lambda m: ecdsa(m) + b"\0")
req("after-signature", tail=utf8("x"))
req("after-request", trailer=utf8("x"))
req("after-request-zeros", trailer=b"\0\0\0")
add("not-sequence.csr", pem("CERTIFICATE REQUEST", set_of()))
add("empty-sequence.csr", pem("CERTIFICATE REQUEST", seq()))
add("one-part.csr", pem("CERTIFICATE REQUEST", seq(seq())))
add("body-not-sequence.csr", pem("CERTIFICATE REQUEST", seq(set_of(), ECDSA_SHA256, bits(b"x"))))
add("body-empty.csr", pem("CERTIFICATE REQUEST", seq(seq(), ECDSA_SHA256, bits(b"x"))))
add("body-version-alone.csr", pem("CERTIFICATE REQUEST", seq(seq(integer(0)), ECDSA_SHA256, bits(b"x"))))
add("indefinite.csr", pem("CERTIFICATE REQUEST", b"\x30\x80" + request()[4:] + b"\0\0"))
add("certificate.csr", pem("CERTIFICATE", certificate()))
for bits_ in (512, 1024, 2048, 3072):
    key = None
    try:
        key = rsa.generate_private_key(65537, bits_)
    except ValueError:
        continue
    for digest, kind in ((hashes.SHA1(), 5), (hashes.SHA256(), 11), (hashes.MD5(), 4), (hashes.SHA512(), 13)):
        try:
            req(f"rsa-{bits_}-{digest.name}", key=spki(key), algorithm=seq(oid(f"1.2.840.113549.1.1.{kind}"), NULL), sign=lambda m: key.sign(m, padding.PKCS1v15(), digest))
        except Exception:
            pass
RSA = rsa.generate_private_key(65537, 2048)
for digest, arc in ((hashes.SHA256(), 1), (hashes.SHA512(), 3)):
    parameters = seq(context(0, seq(oid(f"2.16.840.1.101.3.4.2.{arc}"), NULL)), context(1, seq(oid("1.2.840.113549.1.1.8"), seq(oid(f"2.16.840.1.101.3.4.2.{arc}"), NULL))), context(2, integer(32)))
    req(f"rsa-pss-{digest.name}", key=spki(RSA), algorithm=seq(oid("1.2.840.113549.1.1.10"), parameters), sign=lambda m: RSA.sign(m, padding.PSS(padding.MGF1(digest), 32), digest))
req("rsa-pss-no-parameters", key=spki(RSA), algorithm=seq(oid("1.2.840.113549.1.1.10")), sign=lambda m: RSA.sign(m, padding.PSS(padding.MGF1(hashes.SHA1()), 20), hashes.SHA1()))
req("rsa-pss-bad-parameters", key=spki(RSA), algorithm=seq(oid("1.2.840.113549.1.1.10"), seq(utf8("x"))), sign=lambda m: RSA.sign(m, padding.PSS(padding.MGF1(hashes.SHA1()), 20), hashes.SHA1()))
req("rsa-signature-short", key=spki(RSA), algorithm=seq(oid("1.2.840.113549.1.1.11"), NULL), signature=bits(b"abc"))
req("rsa-signature-wrong", key=spki(RSA), algorithm=seq(oid("1.2.840.113549.1.1.11"), NULL), sign=lambda m: RSA.sign(b"x", padding.PKCS1v15(), hashes.SHA256()))
req("rsa-encryption-as-algorithm", key=spki(RSA), algorithm=seq(oid("1.2.840.113549.1.1.1"), NULL), sign=lambda m: RSA.sign(m, padding.PKCS1v15(), hashes.SHA256()))
for label, curve, digest, arc in (("p384", ec.SECP384R1(), hashes.SHA384(), 3), ("p521", ec.SECP521R1(), hashes.SHA512(), 4), ("p256k1", ec.SECP256K1(), hashes.SHA256(), 2), ("brainpool", ec.BrainpoolP256R1(), hashes.SHA256(), 2), ("p224", ec.SECP224R1(), hashes.SHA224(), 1), ("p192", ec.SECP192R1(), hashes.SHA256(), 2)):
    try:
        key = ec.generate_private_key(curve)
    except Exception:
        continue
    req(f"ec-{label}", key=spki(key), algorithm=seq(oid(f"1.2.840.10045.4.3.{arc}")), sign=lambda m: key.sign(m, ec.ECDSA(digest)))
ED = ed25519.Ed25519PrivateKey.from_private_bytes(b"7" * 32)
req("ed25519", key=spki(ED), algorithm=seq(oid("1.3.101.112")), sign=ED.sign)
req("ed25519-wrong", key=spki(ED), algorithm=seq(oid("1.3.101.112")), sign=lambda m: ED.sign(b"x"))
req("ed25519-short", key=spki(ED), algorithm=seq(oid("1.3.101.112")), signature=bits(b"abc"))
E448 = ed448.Ed448PrivateKey.from_private_bytes(b"7" * 57)
req("ed448", key=spki(E448), algorithm=seq(oid("1.3.101.113")), sign=E448.sign)
for size in (1024, 2048):
    DSA = dsa.generate_private_key(size)
    for digest, kind in ((hashes.SHA1(), "1.2.840.10040.4.3"), (hashes.SHA256(), "2.16.840.1.101.3.4.3.2")):
        req(f"dsa-{size}-{digest.name}", key=spki(DSA), algorithm=seq(oid(kind)), sign=lambda m: DSA.sign(m, digest))

# The ways a request comes.
DER = request(attributes=[requested(DNS)])
add("form-der.csr", DER)
add("form-der-trailing.csr", DER + b"trailing")
add("form-der-newline.csr", DER + b"\n")
add("form-pem.csr", pem("CERTIFICATE REQUEST", DER))
for label, words in {"certificate": "CERTIFICATE", "x509": "X509 REQUEST", "lower": "certificate request", "empty": "", "key": "PRIVATE KEY"}.items():
    add(f"form-label-{label}.csr", pem(words, DER))
add("form-crlf.csr", pem("NEW CERTIFICATE REQUEST", DER, "\r\n"))
add("form-cr.csr", pem("NEW CERTIFICATE REQUEST", DER, "\r"))
add("form-one-line.csr", pem("NEW CERTIFICATE REQUEST", DER, width=100000))
add("form-no-breaks.csr", pem("NEW CERTIFICATE REQUEST", DER, end=""))
add("form-text-before.csr", pem("NEW CERTIFICATE REQUEST", DER, before="Subject: a\nmore\n"))
add("form-text-after.csr", pem("NEW CERTIFICATE REQUEST", DER, after="bye\n"))
add("form-text-both.csr", pem("NEW CERTIFICATE REQUEST", DER, before="hello - there\n\n", after="bye -----\n"))
add("form-bom.csr", b"\xef\xbb\xbf" + pem("NEW CERTIFICATE REQUEST", DER))
add("form-indented.csr", b"".join(b"  " + line for line in pem("NEW CERTIFICATE REQUEST", DER).splitlines(True)))
add("form-indented-body.csr", b"".join(line if b"-----" in line else b"  " + line for line in pem("NEW CERTIFICATE REQUEST", DER).splitlines(True)))
add("form-blank-lines.csr", pem("NEW CERTIFICATE REQUEST", DER, "\n\n"))
add("form-trailing-blanks.csr", pem("NEW CERTIFICATE REQUEST", DER, " \n"))
add("form-no-end.csr", b"".join(pem("NEW CERTIFICATE REQUEST", DER).splitlines(True)[:-1]))
add("form-no-begin.csr", b"".join(pem("NEW CERTIFICATE REQUEST", DER).splitlines(True)[1:]))
add("form-base64-alone.csr", base64.b64encode(DER) + b"\n")
add("form-other-end.csr", pem("NEW CERTIFICATE REQUEST", DER).replace(b"END NEW", b"END"))
add("form-no-last-newline.csr", pem("NEW CERTIFICATE REQUEST", DER).rstrip(b"\n"))
add("form-damaged.csr", pem("NEW CERTIFICATE REQUEST", DER).replace(b"A", b"!", 1))
add("form-damaged-umlaut.csr", pem("NEW CERTIFICATE REQUEST", DER).replace(b"A", b"\xc3\xa4", 1))
add("form-cut-base64.csr", pem("NEW CERTIFICATE REQUEST", DER).replace(b"\n-----END", b"", 1)[:-40] + b"\n-----END NEW CERTIFICATE REQUEST-----\n")
add("form-one-character-less.csr", (lambda text: text.replace(text.splitlines()[3], text.splitlines()[3][:-1]))(pem("NEW CERTIFICATE REQUEST", DER)))
add("form-two.csr", pem("NEW CERTIFICATE REQUEST", DER) + pem("NEW CERTIFICATE REQUEST", request()))
add("form-header-lines.csr", pem("NEW CERTIFICATE REQUEST", DER).replace(b"-----\n", b"-----\nProc-Type: 4\n\n", 1))
add("form-comment-within.csr", pem("NEW CERTIFICATE REQUEST", DER).replace(b"\n", b"\n# comment\n", 2))
add("form-begin-twice.csr", b"-----BEGIN X-----\n" + pem("NEW CERTIFICATE REQUEST", DER))
add("form-empty-body.csr", b"-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----\n")
add("form-empty-body-blank.csr", b"-----BEGIN CERTIFICATE REQUEST-----\n\n-----END CERTIFICATE REQUEST-----\n")
add("form-four-dashes.csr", b"----BEGIN CERTIFICATE REQUEST----\n" + base64.b64encode(DER) + b"\n----END CERTIFICATE REQUEST----\n")
add("form-begin-alone.csr", b"-----BEGIN CERTIFICATE REQUEST-----\n")
add("form-begin-no-newline.csr", b"-----BEGIN CERTIFICATE REQUEST-----")
add("form-begin-mid-line.csr", pem("NEW CERTIFICATE REQUEST", DER, before="text "))
add("form-empty.csr", b"")
add("form-one-byte.csr", b"0")
add("form-newline.csr", b"\n")
add("form-garbage.csr", b"this is no request\n")
add("form-binary.csr", bytes(range(256)))
add("form-dashes.csr", b"-----\n-----\n")
add("form-utf16.csr", pem("NEW CERTIFICATE REQUEST", DER).decode().encode("utf-16"))
add("form-cut.csr", DER[:100])
add("form-tag-alone.csr", b"\x30")
add("form-length-cut.csr", b"\x30\x82\x01")
add("form-length-huge.csr", b"\x30\x84\x7f\xff\xff\xff\0")
add("form-length-five.csr", b"\x30\x85\1\1\1\1\1\0")

# --- CRLs ----------------------------------------------------------------------------------------------------

AKI, NUMBER, REASON, INVALIDITY, ISSUER, IDP, DELTA, FRESHEST, HOLD = (
    "2.5.29.35", "2.5.29.20", "2.5.29.21", "2.5.29.24", "2.5.29.29", "2.5.29.28", "2.5.29.27", "2.5.29.46", "2.5.29.23"
)
NOW, NEXT = tlv(23, b"260101000000Z"), tlv(23, b"270101000000Z")


def entry(serial=1, date=NOW, extensions=None, extra=b""):
    serial = serial if isinstance(serial, bytes) else integer(serial)
    extensions = seq(*extensions) if isinstance(extensions, list) else extensions or b""
    return seq(serial, date, extensions, extra)


def crl(
    version=integer(1),
    algorithm=ECDSA_SHA256,
    outer=None,
    issuer=TEST,
    this=NOW,
    next=NEXT,
    entries=None,
    extensions=None,
    sign=ecdsa,
    signature=None,
    extra=b"",
    tail=b"",
    trailer=b"",
):
    if isinstance(entries, list):
        entries = seq(*entries)
    if isinstance(extensions, list):
        extensions = context(0, seq(*extensions))
    body = seq(version, algorithm, issuer, this, next, entries or b"", extensions or b"", extra)
    return seq(body, outer or algorithm, bits(sign(body)) if signature is None else signature, tail) + trailer


def revoked(label, **parts):
    add(f"{label}.crl", pem("X509 CRL", crl(**parts)))


revoked("crl-empty")
revoked("crl-v1", version=b"")
revoked("crl-v1-entries", version=b"", entries=[entry(1), entry(2)])
revoked("crl-v1-explicit", version=integer(0))
revoked("crl-v1-extensions", version=b"", extensions=[extension(NUMBER, integer(1))])
revoked("crl-v1-entry-extensions", version=b"", entries=[entry(1, extensions=[extension(REASON, tlv(10, b"\1"))])])
revoked("crl-v3", version=integer(2))
revoked("crl-version-negative", version=integer(-1))
revoked("crl-version-huge", version=integer(2**40))
revoked("crl-entries", entries=[entry(5), entry(1), entry(300)])
revoked("crl-entries-empty", entries=[])
revoked("crl-entries-same", entries=[entry(5), entry(5), entry(1)])
revoked("crl-entries-same-other-date", entries=[entry(5), entry(5, tlv(23, b"250101000000Z"))])
revoked("crl-entries-many", entries=[entry(n * n) for n in range(40)])
revoked("crl-serials", entries=[entry(n) for n in (0, -1, 127, 128, 255, 256, 2**64, 2**159, -(2**70), 15, 16, 0xABC)])
revoked("crl-serial-padded", entries=[entry(integer(b"\0\0\1")), entry(integer(b"\xff\xff\x80"))])
revoked("crl-serial-empty", entries=[entry(integer(b""))])
revoked("crl-serial-boolean", entries=[entry(boolean(True))])
for code in list(range(0, 13)) + [127]:
    revoked(f"crl-reason-{code}", entries=[entry(1, extensions=[extension(REASON, tlv(10, bytes([code])))])])
revoked("crl-reason-negative", entries=[entry(1, extensions=[extension(REASON, tlv(10, b"\xff"))])])
revoked("crl-reason-integer", entries=[entry(1, extensions=[extension(REASON, integer(1))])])
revoked("crl-reason-empty", entries=[entry(1, extensions=[extension(REASON, tlv(10))])])
revoked("crl-reason-huge", entries=[entry(1, extensions=[extension(REASON, tlv(10, b"\1\0\0\0\0\0"))])])
revoked("crl-reason-critical", entries=[entry(1, extensions=[extension(REASON, tlv(10, b"\1"), True)])])
revoked("crl-reason-bad-critical", entries=[entry(1, extensions=[extension(REASON, b"x", True)])])
revoked("crl-reason-false", entries=[entry(1, extensions=[extension(REASON, tlv(10, b"\1"), False)])])
revoked("crl-invalidity", entries=[entry(1, extensions=[extension(INVALIDITY, tlv(24, b"20250101000000Z"))])])
revoked("crl-invalidity-utc", entries=[entry(1, extensions=[extension(INVALIDITY, tlv(23, b"250101000000Z"))])])
revoked("crl-invalidity-bad", entries=[entry(1, extensions=[extension(INVALIDITY, tlv(24, b"x"))])])
revoked("crl-invalidity-critical", entries=[entry(1, extensions=[extension(INVALIDITY, tlv(24, b"20250101000000Z"), True)])])
revoked("crl-invalidity-and-reason", entries=[entry(1, extensions=[extension(INVALIDITY, tlv(24, b"20250101000000Z")), extension(REASON, tlv(10, b"\1"))])])
revoked("crl-reason-and-invalidity", entries=[entry(1, extensions=[extension(REASON, tlv(10, b"\1")), extension(INVALIDITY, tlv(24, b"20250101000000Z"))])])
revoked("crl-hold", entries=[entry(1, extensions=[extension(HOLD, oid("1.2.840.10040.2.1")), extension(REASON, tlv(10, b"\6"))])])
OTHER = name((C, printable("DE")), (CN, utf8("Other CA")))
by = extension(ISSUER, seq(context(4, OTHER)), True)
revoked("crl-certificate-issuer", entries=[entry(1, extensions=[by]), entry(2), entry(3)])
revoked("crl-certificate-issuer-later", entries=[entry(1), entry(2, extensions=[by]), entry(3)])
revoked("crl-certificate-issuer-not-critical", entries=[entry(1, extensions=[extension(ISSUER, seq(context(4, OTHER)))])])
revoked("crl-certificate-issuer-dns", entries=[entry(1, extensions=[extension(ISSUER, seq(primitive(2, b"x")), True)])])
revoked("crl-certificate-issuer-two", entries=[entry(1, extensions=[extension(ISSUER, seq(context(4, OTHER), context(4, TEST)), True)])])
revoked("crl-certificate-issuer-empty", entries=[entry(1, extensions=[extension(ISSUER, seq(), True)])])
revoked("crl-certificate-issuer-bad", entries=[entry(1, extensions=[extension(ISSUER, b"x")])])
revoked("crl-certificate-issuer-same-serial", entries=[entry(1), entry(1, extensions=[by]), entry(1)])
indirect = extension(IDP, seq(primitive(4, b"\xff")), True)
revoked("crl-indirect", entries=[entry(1), entry(2, extensions=[by]), entry(3, extensions=[extension(REASON, tlv(10, b"\1"))]), entry(4, extensions=[extension(ISSUER, seq(context(4, TEST)), True)])], extensions=[indirect])
revoked("crl-entry-unknown", entries=[entry(1, extensions=[extension("1.2.3.4", utf8("hi"))])])
revoked("crl-entry-unknown-critical", entries=[entry(1, extensions=[extension("1.2.3.4", utf8("hi"), True)])])
revoked("crl-entry-unknown-empty", entries=[entry(1, extensions=[extension("1.2.3.4", b"")])])
revoked("crl-entry-several", entries=[entry(1, extensions=[extension("1.2.3.4", utf8("hi")), extension(REASON, tlv(10, b"\1")), extension("2.5.29.99", b"abc"), extension("0.9.1", b"q")])])
revoked("crl-entry-twice", entries=[entry(1, extensions=[extension(REASON, tlv(10, b"\1")), extension(REASON, tlv(10, b"\2"))])])
revoked("crl-entry-unknown-twice", entries=[entry(1, extensions=[extension("1.2.3.4", b"a"), extension("1.2.3.4", b"b")])])
revoked("crl-entry-extensions-empty", entries=[entry(1, extensions=[])])
revoked("crl-entry-extensions-set", entries=[entry(1, extensions=set_of(extension(REASON, tlv(10, b"\1"))))])
revoked("crl-entry-extensions-text", entries=[entry(1, extensions=utf8("x"))])
revoked("crl-entry-extensions-bad", entries=[entry(1, extensions=[utf8("x")])])
revoked("crl-entry-extra", entries=[entry(1, extensions=[extension(REASON, tlv(10, b"\1"))], extra=utf8("x"))])
revoked("crl-entry-empty", entries=[seq()])
revoked("crl-entry-serial-alone", entries=[seq(integer(1))])
revoked("crl-entry-set", entries=[set_of(integer(1), NOW)])
revoked("crl-entry-text", entries=[utf8("x")])
revoked("crl-entries-set", entries=set_of(entry(1)))
revoked("crl-entries-text", entries=utf8("x"))
for label, other in {"ku": extension(KU, bits(b"\xa0", 5)), "san": DNS, "aki": extension(AKI, seq(primitive(0, b"abc"))), "bc": extension(BC, seq())}.items():
    revoked(f"crl-entry-{label}", entries=[entry(1, extensions=[other])])
for label, date in {"general": tlv(24, b"20260101000000Z"), "general-fraction": tlv(24, b"20260101000000.5Z"), "2060": tlv(24, b"20600101000000Z"), "1950": tlv(23, b"500101000000Z"), "offset": tlv(23, b"2601010000+0100"), "bad": tlv(23, b"261301000000Z"), "empty": tlv(23), "text": utf8("x"), "year-0": tlv(24, b"00000101000000Z"), "no-seconds": tlv(23, b"2601010000Z")}.items():
    revoked(f"crl-this-{label}", this=date)
    revoked(f"crl-next-{label}", next=date)
    revoked(f"crl-date-{label}", entries=[entry(1, date)])
revoked("crl-no-next", next=b"")
revoked("crl-no-next-entries", next=b"", entries=[entry(1)])
revoked("crl-no-next-extensions", next=b"", extensions=[extension(NUMBER, integer(1))])
revoked("crl-no-dates", this=b"", next=b"")
revoked("crl-next-before-this", next=tlv(23, b"250101000000Z"))
revoked("crl-next-twice", next=NEXT + NEXT)
revoked("crl-issuer-empty", issuer=name())
revoked("crl-issuer-long", issuer=name((C, printable("DE")), (O, utf8("A, B")), (CN, utf8("x"))))
revoked("crl-issuer-umlaut", issuer=name((CN, utf8("Köln"))))
revoked("crl-issuer-bad", issuer=seq(seq(attribute(CN, utf8("x")))))
revoked("crl-issuer-text", issuer=utf8("x"))
revoked("crl-issuer-bmp-odd", issuer=name((CN, tlv(30, b"\0A\0"))))
for value in (0, 1, 127, 128, 255, 256, 4096, 2**32, 2**64 + 5, 2**159, -1, -256):
    revoked(f"crl-number-{value}", extensions=[extension(NUMBER, integer(value))])
revoked("crl-number-critical", extensions=[extension(NUMBER, integer(7), True)])
revoked("crl-number-bad", extensions=[extension(NUMBER, b"x")])
revoked("crl-number-bad-critical", extensions=[extension(NUMBER, b"x", True)])
revoked("crl-number-twice", extensions=[extension(NUMBER, integer(1)), extension(NUMBER, integer(2))])
revoked("crl-number-empty", extensions=[extension(NUMBER, integer(b""))])
revoked("crl-delta", extensions=[extension(NUMBER, integer(8)), extension(DELTA, integer(7), True)])
revoked("crl-delta-not-critical", extensions=[extension(DELTA, integer(7))])
revoked("crl-delta-bad", extensions=[extension(DELTA, b"x", True)])
revoked("crl-delta-remove", extensions=[extension(DELTA, integer(7), True)], entries=[entry(1, extensions=[extension(REASON, tlv(10, b"\x08"))])])
revoked("crl-aki", extensions=[extension(AKI, seq(primitive(0, bytes(range(20)))))])
revoked("crl-aki-all", extensions=[extension(AKI, seq(primitive(0, b"abc"), context(1, context(4, TEST)), primitive(2, b"\1\2")))])
revoked("crl-aki-empty", extensions=[extension(AKI, seq())])
revoked("crl-aki-bad", extensions=[extension(AKI, b"x")])
point = context(0, context(0, primitive(6, b"http://crl.example/a")))
for label, value in {
    "name": seq(point), "relative": seq(context(0, context(1, attribute(CN, utf8("x"))))), "users": seq(primitive(1, b"\xff")), "cas": seq(primitive(2, b"\xff")), "attributes": seq(primitive(5, b"\xff")),
    "indirect": seq(primitive(4, b"\xff")), "reasons": seq(primitive(3, b"\1\x7e")), "all": seq(point, primitive(1, b"\xff"), primitive(3, b"\7\x7f\x80"), primitive(4, b"\xff")), "empty": seq(),
    "two": seq(primitive(1, b"\xff"), primitive(2, b"\xff")), "unknown": seq(primitive(7, b"x")), "set": set_of(), "bad": b"x", "false": seq(primitive(1, b"\0")),
    "directory": seq(context(0, context(0, context(4, OTHER)))), "no-names": seq(context(0, context(0))),
}.items():
    revoked(f"crl-idp-{label}", extensions=[extension(IDP, value, True)])
    revoked(f"crl-idp-{label}-not-critical", extensions=[extension(IDP, value)])
revoked("crl-freshest", extensions=[extension(FRESHEST, seq(seq(point)))])
revoked("crl-freshest-bad", extensions=[extension(FRESHEST, b"x")])
revoked("crl-ian", extensions=[extension("2.5.29.18", seq(primitive(1, b"a@b.example")))])
revoked("crl-aia", extensions=[extension("1.3.6.1.5.5.7.1.1", seq(seq(oid("1.3.6.1.5.5.7.48.2"), primitive(6, b"http://o/"))))])
revoked("crl-unknown", extensions=[extension("1.2.3.4", utf8("hi"))])
revoked("crl-unknown-critical", extensions=[extension("1.2.3.4", utf8("hi"), True)])
revoked("crl-unknown-empty", extensions=[extension("1.2.3.4", b"")])
revoked("crl-unknown-twice", extensions=[extension("1.2.3.4", b"a"), extension("1.2.3.4", b"b")])
revoked("crl-ms-ca-version", extensions=[extension("1.3.6.1.4.1.311.21.1", integer(3)), extension(NUMBER, integer(5)), extension("1.3.6.1.4.1.311.21.4", tlv(23, b"260108000000Z"))])
revoked("crl-several", extensions=[extension("1.2.3.4", b"a"), extension(NUMBER, integer(5)), extension(AKI, seq(primitive(0, b"abc"))), extension(IDP, seq(point), True), extension("2.5.29.99", b"z"), extension("0.9.1", b"q")])
revoked("crl-several-other-order", extensions=[extension(IDP, seq(point), True), extension("2.5.29.99", b"z"), extension(AKI, seq(primitive(0, b"abc"))), extension(NUMBER, integer(5)), extension("1.2.3.4", b"a")])
revoked("crl-ku", extensions=[extension(KU, bits(b"\xa0", 5))])
revoked("crl-eku", extensions=[extension(EKU, seq(oid("1.3.6.1.5.5.7.3.1")))])
revoked("crl-reason-in-crl", extensions=[extension(REASON, tlv(10, b"\1"))])
revoked("crl-extensions-empty", extensions=[])
revoked("crl-extensions-not-sequence", extensions=context(0, set_of()))
revoked("crl-extensions-nothing", extensions=context(0))
revoked("crl-extensions-primitive", extensions=primitive(0, seq()))
revoked("crl-extensions-1", extensions=context(1, seq(extension(NUMBER, integer(1)))))
revoked("crl-extensions-untagged", extensions=seq(extension(NUMBER, integer(1))), entries=[entry(1)])
revoked("crl-extensions-bad", extensions=[utf8("x")])
revoked("crl-extra", extensions=[], extra=utf8("x"))
revoked("crl-extra-without-extensions", extra=utf8("x"))
revoked("crl-after-extensions", extensions=[extension(NUMBER, integer(1))], extra=context(0, seq(extension("1.2.3", b"x"))))
revoked("crl-algorithm-mismatch", outer=seq(oid("1.2.840.10045.4.3.3")))
revoked("crl-algorithm-null", outer=seq(oid("1.2.840.10045.4.3.2"), NULL))
revoked("crl-algorithm-both-null", algorithm=seq(oid("1.2.840.10045.4.3.2"), NULL))
revoked("crl-algorithm-unknown", algorithm=seq(oid("1.2.3.4")))
revoked("crl-algorithm-unknown-parameters", algorithm=seq(oid("1.2.3.4"), utf8("x")))
revoked("crl-algorithm-text", algorithm=utf8("x"))
revoked("crl-algorithm-sha1", algorithm=seq(oid("1.2.840.10045.4.1")), sign=lambda m: ecdsa(m, digest=hashes.SHA1()))
revoked("crl-algorithm-md5", algorithm=seq(oid("1.2.840.113549.1.1.4"), NULL), signature=bits(b"x" * 128))
revoked("crl-algorithm-md2", algorithm=seq(oid("1.2.840.113549.1.1.2"), NULL), signature=bits(b"x" * 128))
revoked("crl-algorithm-rsa", algorithm=seq(oid("1.2.840.113549.1.1.11"), NULL), sign=lambda m: RSA.sign(m, padding.PKCS1v15(), hashes.SHA256()))
revoked("crl-algorithm-pss", algorithm=seq(oid("1.2.840.113549.1.1.10"), parameters), sign=lambda m: RSA.sign(m, padding.PSS(padding.MGF1(digest), 32), digest))
revoked("crl-algorithm-pss-none", algorithm=seq(oid("1.2.840.113549.1.1.10")), signature=bits(b"x"))
revoked("crl-algorithm-ed25519", algorithm=seq(oid("1.3.101.112")), sign=ED.sign)
revoked("crl-signature-empty", signature=bits(b""))
revoked("crl-signature-no-bits", signature=tlv(3))
revoked("crl-signature-short", signature=bits(b"abc"))
revoked("crl-signature-unused", signature=tlv(3, b"\3abc"))
revoked("crl-signature-octets", signature=octets(b"abc"))
revoked("crl-signature-missing", signature=b"")
revoked("crl-tail", tail=utf8("x"))
revoked("crl-trailer", trailer=utf8("x"))
add("crl-not-sequence.crl", pem("X509 CRL", set_of()))
add("crl-empty-sequence.crl", pem("X509 CRL", seq()))
add("crl-empty-body.crl", pem("X509 CRL", seq(seq(), ECDSA_SHA256, bits(b"x"))))
add("crl-body-set.crl", pem("X509 CRL", seq(set_of(), ECDSA_SHA256, bits(b"x"))))
add("crl-version-alone.crl", pem("X509 CRL", seq(seq(integer(1)), ECDSA_SHA256, bits(b"x"))))
add("crl-until-issuer.crl", pem("X509 CRL", seq(seq(integer(1), ECDSA_SHA256, TEST), ECDSA_SHA256, bits(b"x"))))
add("crl-certificate.crl", pem("CERTIFICATE", certificate()))
add("crl-request.crl", pem("CERTIFICATE REQUEST", DER))
ONE, TWO = crl(entries=[entry(1)], extensions=[extension(NUMBER, integer(1))]), crl(entries=[entry(2)])


def message(crls=(), certificates=(), kind="1.2.840.113549.1.7.2", version=1):
    parts = [integer(version), set_of(), seq(oid("1.2.840.113549.1.7.1"))]
    parts += [context(0, *certificates)] if certificates else []
    parts += [context(1, *crls)] if crls else []
    return seq(oid(kind), context(0, seq(*parts, set_of())))


add("crl-form-der.crl", ONE)
add("crl-form-der-two.crl", ONE + TWO)
add("crl-form-der-trailing.crl", ONE + b"trailing")
add("crl-form-der-newline.crl", ONE + b"\n")
add("crl-form-pem-two.crl", pem("X509 CRL", ONE) + pem("X509 CRL", TWO))
add("crl-form-pem-two-text.crl", pem("X509 CRL", ONE, before="one\n", after="between\n") + pem("X509 CRL", TWO, after="end\n"))
add("crl-form-pem-then-garbage.crl", pem("X509 CRL", ONE) + b"-----BEGIN garbage\n")
add("crl-form-pem-then-certificate.crl", pem("X509 CRL", ONE) + pem("CERTIFICATE", certificate()))
add("crl-form-certificate-then-pem.crl", pem("CERTIFICATE", certificate()) + pem("X509 CRL", ONE))
add("crl-form-label.crl", pem("CRL", ONE))
add("crl-form-label-certificate.crl", pem("CERTIFICATE", ONE))
add("crl-form-crlf.crl", pem("X509 CRL", ONE, "\r\n"))
add("crl-form-no-end.crl", pem("X509 CRL", ONE)[:-30])
add("crl-form-other-end.crl", pem("X509 CRL", ONE).replace(b"END X509", b"END"))
add("crl-form-no-begin.crl", b"".join(pem("X509 CRL", ONE).splitlines(True)[1:]))
add("crl-form-damaged.crl", pem("X509 CRL", ONE).replace(b"A", b"!", 1))
add("crl-form-cut.crl", ONE[:80])
add("crl-form-empty.crl", b"")
add("crl-form-garbage.crl", b"no crl\n")
add("crl-form-binary.crl", bytes(range(256)))
add("crl-form-newline.crl", b"\n")
add("crl-form-p7-one.crl", pem("PKCS7", message([ONE])))
add("crl-form-p7-two-der.crl", message([ONE, TWO]))
add("crl-form-p7-none.crl", pem("PKCS7", message()))
add("crl-form-p7-certificate.crl", pem("PKCS7", message(certificates=[certificate()])))
add("crl-form-p7-both.crl", pem("PKCS7", message([ONE], [certificate()])))
add("crl-form-p7-bad-crl.crl", pem("PKCS7", message([seq()])))
add("crl-form-p7-bad-certificate.crl", pem("PKCS7", message([ONE], [seq()])))
add("crl-form-p7-version-9.crl", pem("PKCS7", message([ONE], version=9)))
add("crl-form-p7-data.crl", pem("PKCS7", seq(oid("1.2.840.113549.1.7.1"), context(0, octets(b"x")))))
add("crl-form-p7-unknown.crl", pem("PKCS7", message([ONE], kind="1.2.3.4")))
add("crl-form-indefinite.crl", b"\x30\x80" + ONE[4:] + b"\0\0")
add("form-p7-one.cer", pem("PKCS7", message(certificates=[certificate()])))
add("form-p7-none.cer", pem("PKCS7", message()))
add("form-p7-crl.cer", pem("PKCS7", message([ONE])))
add("form-p7-both.cer", pem("PKCS7", message([ONE], [certificate()])))
add("form-p7-bad-crl.cer", pem("PKCS7", message([seq()], [certificate()])))
add("form-p7-bad-certificate.cer", pem("PKCS7", message([], [seq()])))
add("form-p7-attribute-certificate.cer", pem("PKCS7", message([], [context(1, integer(1)), certificate()])))
add("form-p7-data.cer", pem("PKCS7", seq(oid("1.2.840.113549.1.7.1"), context(0, octets(b"x")))))
add("form-p7-twice.cer", pem("PKCS7", message(certificates=[certificate()])) * 2)
add("form-p7-then-certificate.cer", pem("PKCS7", message(certificates=[certificate()])) + pem("CERTIFICATE", certificate(serial=integer(2))))
add("form-certificate-then-p7.cer", pem("CERTIFICATE", certificate(serial=integer(2))) + pem("PKCS7", message(certificates=[certificate()])))
add("form-p7-netscape.cer", seq(oid("2.16.840.1.113730.2.5"), context(0, seq(certificate(), certificate(serial=integer(2))))))
add("form-p7-version-9.cer", pem("PKCS7", message(certificates=[certificate()], version=9)))
add("form-p7-trailing.cer", message(certificates=[certificate()]) + b"x")
add("form-p7-no-content.cer", pem("PKCS7", seq(oid("1.2.840.113549.1.7.2"))))
add("form-p7-signed-and-enveloped.cer", pem("PKCS7", message(certificates=[certificate()], kind="1.2.840.113549.1.7.4")))
add("form-crl.cer", pem("X509 CRL", ONE))
add("form-crl-der.cer", ONE)
add("form-request.cer", pem("CERTIFICATE REQUEST", DER))
add("form-certificate-then-crl.cer", pem("CERTIFICATE", certificate()) + pem("X509 CRL", ONE))
add("form-crl-then-certificate.cer", pem("X509 CRL", ONE) + pem("CERTIFICATE", certificate()))
add("form-der-two.cer", certificate() + certificate(serial=integer(2)))
add("form-der-newline.cer", certificate() + b"\n")

# The edges of PEM and Base64: what begins, ends and may stand within a block.


def edges(kind, der, begin, end):
    """Files of `kind` around one object, with every way of being nearly right."""
    body = base64.b64encode(der).decode()
    lines = "\n".join(body[i : i + 64] for i in range(0, len(body), 64))
    whole = lambda text=lines: f"{begin}\n{text}\n{end}\n"
    middle = lambda inserted: body[:8] + inserted + body[8:]
    for label, text in {
        "cut-1": body[:-1], "cut-2": body[:-2], "cut-3": body[:-3], "more-1": body + "=", "more-2": body + "==", "more-3": body + "===", "middle-1": middle("="), "middle-2": middle("=="),
        "middle-4": middle("===="), "nul": middle("\0"), "no-break-space": middle("\u00a0"), "umlaut": middle("ä"), "vertical-tab": middle("\x0b"), "tab": middle("\t"), "form-feed": middle("\f"),
        "control": middle("\x01"), "euro": middle("€"), "next-line": middle("\x85"), "delete": middle("\x7f"), "url": body.replace("+", "-").replace("/", "_"), "one": "A", "two": "AA", "two-padded": "AA=",
        "equals": "=", "equals-twice": "==", "one-padded": "A=", "three": "AAA", "four": "AAAA", "five": "AAAAA", "none": "", "three-padded": "AAA=", "less-padding": body.rstrip("="), "half-padding": body[:-6] + "=",
    }.items():
        add(f"base64-{label}.{kind}", whole(text).encode())
    for label, text in {
        "header-bare": f"-----\n{lines}\n-----\n", "header-begin": f"-----BEGIN\n{lines}\n{end}\n", "header-no-dashes": f"{begin[:-5]}\n{lines}\n{end}\n", "header-other": f"-----FOO X-----\n{lines}\n{end}\n",
        "header-blank": f"{begin}  \n{lines}\n{end}\n", "header-more": f"{begin} x\n{lines}\n{end}\n", "header-alone": begin, "header-after-text": f"x{begin}\n{lines}\n{end}\n", "header-six": f"-{begin}-\n{lines}\n{end}\n",
        "header-lower": f"{begin.lower()}\n{lines}\n{end}\n", "header-empty": f"-----BEGIN -----\n{lines}\n-----END -----\n", "header-tab": f"\t{begin}\n{lines}\n{end}\n", "header-dash": f"-----BEGIN X-Y-----\n{lines}\n-----END X-Y-----\n",
        "header-cr-cr": f"{begin}\r\r{lines}\n{end}", "header-umlaut": f"-----BEGIN ä-----\n{lines}\n-----END ä-----\n", "header-umlaut-alone": f"-----ä-----\n{lines}\n-----END ä-----\n",
        "footer-bare": f"{begin}\n{lines}\n-----\n", "footer-one": f"{begin}\n{lines}\n-\n", "footer-no-dashes": f"{begin}\n{lines}\n{end[:-5]}\n", "footer-cut": f"{begin}\n{lines}\n-----EN", "footer-other": f"{begin}\n{lines}\n-----FOO-----\n",
        "footer-label": f"{begin}\n{lines}\n-----END X-----\n", "footer-blank": f"{begin}\n{lines}\n{end}  \n", "footer-more": f"{begin}\n{lines}\n{end} x\n", "footer-begins": f"{begin}\n{lines}\n{begin}\n{lines}\n{end}",
        "footer-two": f"{begin}\n{lines}\n--", "footer-broken": f"{begin}\n{lines}\n-\n----\n", "footer-none": f"{begin}\n{lines}\n", "footer-indented": f"{begin}\n{lines}\n {end}\n", "footer-six": f"{begin}\n{lines}\n{end}-\n",
        "footer-lines": f"{begin}\n{lines}\n-----END\nX-----\n", "dash-before": f"a - b\n{whole()}", "dashes-before": f"a ---- b\n{whole()}", "five-before": f"a ----- b\n{whole()}", "five-after": f"{whole()} ----- b\n",
        "five-after-at-end": f"{whole()} ----- b", "text-after": f"{whole()} hello -- b",
    }.items():
        add(f"edge-{label}.{kind}", text.encode())


edges("csr", DER, "-----BEGIN NEW CERTIFICATE REQUEST-----", "-----END NEW CERTIFICATE REQUEST-----")
edges("crl", ONE, "-----BEGIN X509 CRL-----", "-----END X509 CRL-----")
ENDS = {"lf": "\n", "cr": "\r", "crlf": "\r\n", "blank": " ", "blank-lf": " \n", "blank-cr": " \r", "x": "x", "lf-lf": "\n\n", "blanks-lf": "  \n", "cr-blank": "\r ", "tab": "\t", "nothing": ""}
for (first, header), (last, footer) in itertools.product(ENDS.items(), ENDS.items()):
    text = "-----BEGIN X509 CRL-----" + header + base64.b64encode(ONE).decode() + "\n-----END X509 CRL-----" + footer
    add(f"line-ends-{first}-and-{last}.crl", text.encode())
    if first in ("lf", "crlf", "cr"):
        add(f"line-ends-{first}-and-{last}-der.crl", text.encode() + TWO)
for label, file in {
    "cut-1": b"\x30", "cut-2": b"\x30\x82\x01", "five": b"\x30\x85\1\1\1\1\1\1", "four": b"\x30\x84\x7f\xff\xff\xff\1", "four-negative": b"\x30\x84\xff\xff\xff\xff\1", "empty": b"\x30\0", "set": b"\x31\0",
    "indefinite-empty": b"\x30\x80\0\0", "indefinite-cut": b"\x30\x80\1", "then-cut": ONE + b"\x30", "then-pem": ONE + pem("X509 CRL", TWO), "pem-then-cut": pem("X509 CRL", ONE) + TWO[:50], "pem-trailing": pem("X509 CRL", ONE + b"xy"),
    "pem-short": pem("X509 CRL", ONE[:-2]),
}.items():
    add(f"der-{label}.crl", file)


def named(kind, *parameters):
    return seq(oid(kind), *parameters)


MGF1, PSS, SHA2 = "1.2.840.113549.1.1.8", "1.2.840.113549.1.1.10", "2.16.840.1.101.3.4.2."
for label, algorithm in {
    "md5-parameters": named("1.2.840.113549.1.1.4", utf8("x")), "rsa-parameters": named("1.2.840.113549.1.1.11", utf8("x")), "ecdsa-curve": named("1.2.840.10045.4.3.2", oid("1.2.840.10045.3.1.7")),
    "ed25519-parameters": named("1.3.101.112", utf8("x")), "pss-empty": named(PSS, seq()), "pss-salt": named(PSS, seq(context(2, integer(20)))), "pss-md5": named(PSS, seq(context(0, named("1.2.840.113549.2.5", NULL)))),
    "pss-sha256": named(PSS, seq(context(0, named(SHA2 + "1")))), "pss-mixed": named(PSS, seq(context(0, named(SHA2 + "6")), context(1, named(MGF1, named(SHA2 + "8"))))), "pss-unknown": named(PSS, seq(context(0, named("1.2.3.4")))),
    "pss-shake": named(PSS, seq(context(0, named(SHA2 + "11")))), "rsa-key": named("1.2.840.113549.1.1.1", NULL), "3des": named("1.2.840.113549.3.7", octets(b"12345678")), "ml-dsa": named("2.16.840.1.101.3.4.3.17"),
    "dsa-parameters": named("1.2.840.10040.4.3", seq(integer(7), integer(5), integer(3))), "sha1-curve": named("1.2.840.10045.4.1", oid("1.2.3")), "old-sha1": named("1.3.14.3.2.29"), "md4": named("1.2.840.113549.1.1.3"),
    "md2-parameters": named("1.2.840.113549.1.1.2", seq()), "digest": named(SHA2 + "1"), "md5-alone": named("1.2.840.113549.2.5"),
}.items():
    revoked(f"algorithm-{label}", algorithm=algorithm)

# What a certificate is for, which counts where its signature is made over SHA-1.
PURPOSE = "1.3.6.1.5.5.7.3."
BASIC, CODE = extension(BC, seq(boolean(True)), True), [PURPOSE + "3"]


def meant_for(label, purposes, *more, signature="1.2.840.113549.1.1.5", **parts):
    usages = [extension(EKU, seq(*map(oid, purposes)))] if purposes else []
    add(f"eku-{label}.cer", certificate(algorithm=seq(oid(signature), NULL), extensions=usages + list(more), **parts))


for label, purposes in {
    "none": [], "server": ["1"], "client": ["2"], "code": ["3"], "email": ["4"], "timestamp": ["8"], "ocsp": ["9"], "server-code": ["1", "3"],
    "code-server": ["3", "1"], "email-code": ["4", "3"], "client-server": ["2", "1"], "timestamp-code": ["8", "3"],
}.items():
    meant_for(label, [PURPOSE + arc for arc in purposes])
meant_for("any", ["2.5.29.37.0"])
meant_for("code-any", CODE + ["2.5.29.37.0"])
meant_for("authority", CODE, BASIC)
meant_for("authority-server", [PURPOSE + "1"], BASIC)
meant_for("no-authority", CODE, extension(BC, seq(), True))
meant_for("md5", CODE, signature="1.2.840.113549.1.1.4")
meant_for("sha256", CODE, signature="1.2.840.113549.1.1.11")
meant_for("early", CODE, start=tlv(23, b"100101000000Z"), end=tlv(23, b"150101000000Z"))


# --- mutants -------------------------------------------------------------------------------------------------


def mutants(count, seed):
    """Requests and CRLs with a flipped, dropped, doubled or changed byte, in DER; requests are signed anew."""
    generator = random.Random(seed)
    bodies = {
        "csr": [dict(attributes=[requested(extension(KU, bits(b"\xa0", 5), True), DNS)]), dict(attributes=[seq(oid(CHALLENGE), set_of(utf8("secret"))), requested(extension(BC, seq(boolean(True)), True))]), dict()],
        "crl": [dict(entries=[entry(1, extensions=[extension(REASON, tlv(10, b"\1")), extension(INVALIDITY, tlv(24, b"20250101000000Z"))]), entry(2, extensions=[by]), entry(3)], extensions=[extension(NUMBER, integer(5)), extension(AKI, seq(primitive(0, b"abc"))), extension(IDP, seq(point, primitive(4, b"\xff")), True)]), dict(version=b"", entries=[entry(1), entry(2)]), dict(extensions=[extension(NUMBER, integer(5)), extension(DELTA, integer(4), True)])],
    }
    for number in range(count):
        kind = generator.choice(("csr", "crl"))
        parts = dict(generator.choice(bodies[kind]))
        whole = (request if kind == "csr" else crl)(**parts)
        sign_anew = kind == "csr" and generator.random() < 0.8
        header = 4 if whole[1] == 0x82 else 3
        body_length = len(whole)
        changed = bytearray(whole)
        if sign_anew:
            inner = whole[header:]
            size = (4 + int.from_bytes(inner[2:4], "big")) if inner[1] == 0x82 else (3 + inner[2]) if inner[1] == 0x81 else 2 + inner[1]
            changed = bytearray(inner[:size])
        for _ in range(generator.choice((1, 1, 1, 2))):
            place = generator.randrange(len(changed))
            how = generator.randrange(5)
            if how == 0:
                changed[place] ^= 1 << generator.randrange(8)
            elif how == 1:
                changed[place] = generator.choice((0, 1, 2, 3, 4, 5, 6, 0x0A, 0x0C, 0x13, 0x17, 0x18, 0x30, 0x31, 0x7F, 0x80, 0x81, 0x84, 0xA0, 0xFF))
            elif how == 2:
                changed[place] = (changed[place] + generator.choice((1, -1))) % 256
            elif how == 3 and len(changed) > 4:
                del changed[place]
            else:
                changed.insert(place, generator.choice((0, 1, 5, 0x30, 0x80, 0xFF)))
        changed = bytes(changed)
        if sign_anew:
            changed = seq(changed, ECDSA_SHA256, bits(ecdsa(changed)))
        yield f"mutant-{number:05}.{kind}", pem("X", changed)


def main():
    target = pathlib.Path(sys.argv[1])
    count, seed = (int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) > 2 else (250, 25)
    target.mkdir(parents=True, exist_ok=True)
    left_out = ("attribute-1.9.6-0", "attribute-1.9.6-2", "attribute-1.9.6-two", "attribute-1.9.6-with", "attribute-1.9.16.2.12-0", "attribute-1.9.16.2.12-with", "crl-form-indefinite", "indefinite")
    for label in [label for label in FILES if label.startswith(left_out)]:
        del FILES[label]
    for label, contents in list(FILES.items()) + list(mutants(count, seed)):
        (target / label).write_bytes(contents)


if __name__ == "__main__":
    main()
