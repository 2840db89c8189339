#!/usr/bin/env python3
"""Writes what a hunt with composed and mutated certificates, CRLs, requests and bundles found: one kind of oddity each.

    strange.py CERTS PRINTS

writes CERTS/strange-<name>.der (testdata/certs/strange, recorded by Certs.java) and PRINTS/strange-<name>.cer, .crl and
.csr (recorded by Prints.java, packed with those of prints.py into testdata/prints.json.gz).
"""
import base64
import pathlib
import sys

from certs_der import *

CERTS, PRINTS = {}, {}


def signed_by(kind, *parameters):
    return certificate(algorithm=seq(oid(kind), *parameters))


def keyed(kind, body, *parameters, unused=0):
    return certificate(key=seq(seq(oid(kind), *parameters), bits(body, unused)))


def named(*general_names):
    return certificate(extensions=[extension("2.5.29.17", seq(*general_names))])


# --- parameters of algorithms --------------------------------------------------------------------------------

RSA, PSS, OAEP, MGF1 = ("1.2.840.113549.1.1." + arc for arc in ("1", "10", "7", "8"))
DSA, DH, LMS = "1.2.840.10040.4.1", "1.2.840.113549.1.3.1", "1.2.840.113549.1.9.16.3.17"
PBE, PBES2, PBKDF2 = "1.2.840.113549.1.12.1.3", "1.2.840.113549.1.5.13", "1.2.840.113549.1.5.12"
SHA256, SALT = seq(oid("2.16.840.1.101.3.4.2.1"), NULL), octets(b"12345678")
AES = seq(oid("2.16.840.1.101.3.4.1.42"), octets(bytes(16)))
FIVE = integer(5)


def pbkdf2(*parts):
    return seq(oid(PBKDF2), seq(*parts))


for label, (kind, parameters) in {
    "dsa-int": (DSA, FIVE),
    "dsa-four": (DSA, seq(FIVE, FIVE, FIVE, FIVE)),
    "dh-four": (DH, seq(FIVE, FIVE, FIVE, FIVE)),
    "ec-explicit": ("1.2.840.10045.2.1", seq(integer(1))),
    "ec-unknown": ("1.2.840.10045.2.1", oid("1.2.3")),
    "aes-iv": ("2.16.840.1.101.3.4.1", SALT),
    "desede-iv": ("1.3.14.3.2.17", octets(bytes(16))),
    "desede-int": ("1.3.14.3.2.17", FIVE),
    "chacha-nonce": ("1.2.840.113549.1.9.16.3.18", SALT),
    "chacha-segments": ("1.2.840.113549.1.9.16.3.18", tlv(0x24, octets(bytes(6)), octets(bytes(6)))),
    "pbe-int": (PBE, FIVE),
    "pbe-salt": (PBE, seq(FIVE, FIVE)),
    "pbe-extra": (PBE, seq(SALT, FIVE, NULL)),
    "pbes2-int": (PBES2, FIVE),
    "pbes2-empty": (PBES2, seq()),
    "pbes2-function-set": (PBES2, seq(set_of(oid(PBKDF2)), AES)),
    "pbes2-function": (PBES2, seq(seq(oid("1.2.3")), AES)),
    "pbes2-salt": (PBES2, seq(pbkdf2(NULL, FIVE), AES)),
    "pbes2-prf": (PBES2, seq(pbkdf2(SALT, FIVE, seq(oid("1.2.3"))), AES)),
    "pbes2-prf-extra": (PBES2, seq(pbkdf2(SALT, FIVE, FIVE, seq(oid("1.2.840.113549.2.9"), NULL, NULL)), AES)),
    "pbes2-cipher": (PBES2, seq(pbkdf2(SALT, FIVE), seq(oid("1.2.3"), SALT))),
    "oaep": (OAEP, seq(context(0, SHA256), context(1, seq(oid(MGF1), SHA256)))),
    "oaep-int": (OAEP, FIVE),
    "oaep-order": (OAEP, seq(context(1, seq(oid(MGF1), SHA256)), context(0, SHA256))),
    "oaep-digest": (OAEP, seq(context(1, seq(oid(MGF1), seq(oid("1.2.3")))))),
    "oaep-source": (OAEP, seq(context(2, seq(oid("1.2.3"), SALT)))),
    "oaep-label": (OAEP, seq(context(2, seq(oid("1.2.840.113549.1.1.9"))))),
    "pss-mgf-none": (PSS, seq(context(1, seq(oid(MGF1))))),
    "pss-mgf-extra": (PSS, seq(context(1, seq(oid(MGF1), SHA256, NULL)))),
    "pss-mgf-int": (PSS, seq(context(1, FIVE))),
    "pss-primitive": (PSS, seq(primitive(0, SHA256), primitive(2, FIVE))),
    "pss-within": (PSS, seq(context(0, seq(oid(PSS), seq(context(2, integer(-1))))))),
}.items():
    CERTS[f"signed-{label}"] = signed_by(kind, parameters)

# --- keys ----------------------------------------------------------------------------------------------------

HSS = bytes.fromhex("000000010000000500000004") + bytes(48)
MODULUS = 2**1023 + 1
for label, der in {
    "ml-dsa-parameters": keyed("2.16.840.1.101.3.4.3.17", bytes(1312), FIVE),
    "ml-kem-parameters": keyed("2.16.840.1.101.3.4.4.1", bytes(800), FIVE),
    "lms-octets": keyed(LMS, octets(HSS)),
    "lms-short": keyed(LMS, HSS[:11]),
    "lms-length": keyed(LMS, HSS + b"\0"),
    "lms-ots": keyed(LMS, HSS[:11] + b"\5" + HSS[12:]),
    "x25519-empty": keyed("1.3.101.110", b""),
    "x25519-unused": keyed("1.3.101.110", bytes(32), unused=1),
    "rsa-pkcs1": keyed("1.2.840.113549.1.1", seq(integer(MODULUS), integer(3)), NULL),
    "rsa-pkcs1-null": keyed("1.2.840.113549.1.1", NULL, NULL),
    "rsa-exponent": keyed(RSA, seq(integer(MODULUS), integer(MODULUS)), NULL),
    "rsa-unused": keyed(RSA, seq(integer(MODULUS), integer(3)), NULL, unused=2),
    "ec-odd": keyed("1.2.840.10045.2.1", P256_POINT + b"\0", oid("1.2.840.10045.3.1.7")),
    "dsa-value": keyed(DSA, NULL),
    "dsa-value-empty": keyed(DSA, b""),
    "dsa-tail": keyed(DSA, FIVE + b"\0"),
    "dsa-parameters": keyed(DSA, FIVE, seq(FIVE, FIVE, FIVE, FIVE)),
}.items():
    CERTS[f"key-{label}"] = der

# --- names, times, the rest ----------------------------------------------------------------------------------

for label, value in {
    "utf8-surrogate-cut": utf8(b"a\xed\xa0b\xed\xbf"),
    "universal-mark": tlv(28, b"\0\0\xfe\xff\0\0\0a"),
    "universal-surrogate": tlv(28, b"\0\0\xd8\0\0\0\0a"),
}.items():
    CERTS[f"name-{label}"] = certificate(subject=name((CN, value)))
for label, uri in {
    "dot": "http://crl.a.example./x",
    "dot-port": "ldap://a.:389/cn=x",
    "dot-registry": "http://1.2.3./",
    "zone": "http://[fe80::1%25]/",
    "zone-name": "http://[fe80::1%no-such]/",
    "ip4-zeros": "http://[::01.2.003.4]/",
    "path": "http:///{x}",
}.items():
    CERTS[f"uri-{label}"] = named(primitive(6, uri.encode()))
for label, general_name in {
    "mail-two": primitive(1, b"a@b@"),
    "edi-assigner": context(5, primitive(0, tlv(18, b"1")), primitive(1, utf8("party"))),
    "edi-party": context(5, primitive(1, tlv(18, b"1")), primitive(0, b"")),
    "directory-set": context(4, set_of(set_of(attribute(CN, utf8("x"))))),
    "length-negative": primitive(1, b"x") + b"\x82\x84\xff\xff\xff\xff",
}.items():
    CERTS[f"general-{label}"] = named(general_name)
for label, time in {
    "fraction-open": tlv(24, b"20200101000000.5"),
    "zone-digits": tlv(24, b"20200101000000Z+010"),
    "zone-sign": tlv(23, b"200101000000+"),
}.items():
    CERTS[f"time-{label}"] = certificate(start=time)
CERTS["version-1000"] = certificate(version=context(0, integer(999)))
CERTS["version-least"] = certificate(version=context(0, integer(2**31 - 1)))
CERTS["subject-none"] = certificate(subject=seq(), extra=context(4, seq()))
CERTS["aki-serial"] = certificate(extensions=[extension("2.5.29.35", seq(primitive(2, b"\0\0\0\1")))])

# --- CRLs ----------------------------------------------------------------------------------------------------


def crl(issuer=TEST, entries=b"", outer=ECDSA_SHA256, signature=bits(b"x"), extensions=b"", update=UTC_FROM):
    body = seq(integer(1), ECDSA_SHA256, issuer, update, UTC_TO, entries, extensions)
    return seq(body, outer, signature)


def issued_by(*names):
    return seq(seq(integer(1), UTC_FROM, seq(extension("2.5.29.29", seq(*names), True))))


PRINTS["order-algorithm.crl"] = crl(update=tlv(23, b"x"), outer=seq(oid("1.2.3"), NULL, NULL))
PRINTS["order-mismatch.crl"] = crl(outer=seq(oid("1.2.3")), signature=tlv(3))
PRINTS["order-signature.crl"] = crl(extensions=context(0, seq(extension("2.5.29.20", NULL))), signature=NULL)
PRINTS["entry-issuer.crl"] = crl(entries=issued_by(primitive(7, b"\1\2\3\4"), context(4, name((CN, utf8("Other"))))))
PRINTS["entry-no-issuer.crl"] = crl(entries=issued_by(primitive(2, b"a.example")))

# --- bundles -------------------------------------------------------------------------------------------------

ONE, TWO = certificate(), certificate(serial=integer(2))
SIGNED_DATA = oid("1.2.840.113549.1.7.2")
DATA = oid("1.2.840.113549.1.7.1")
RSA_ALGORITHM = seq(oid(RSA), NULL)


def explicit(content):
    return context(0, content)


def bundle(
    digests=set_of(), inner=seq(DATA), certificates=context(0, ONE, TWO), crls=b"", signers=set_of(), tag=0x30,
    around=explicit, after=b"",
):
    content = tlv(tag, integer(1), digests, inner, certificates, crls, signers)
    return seq(SIGNED_DATA, around(content), after)


def signer(issuer=seq(TEST, integer(1)), digest=SHA256, attributes=b"", signature=octets(b"x"), extra=b""):
    return seq(integer(1), issuer, digest, attributes, RSA_ALGORITHM, signature, extra)


def content_type(value):
    return context(0, seq(oid("1.2.840.113549.1.9.3"), set_of(value)))


BUNDLES = {
    "plain": bundle(),
    "digest": bundle(digests=set_of(NULL)),
    "digests-sequence": bundle(digests=seq()),
    "content-none": bundle(inner=seq()),
    "content-two": bundle(inner=seq(DATA, context(0, octets(b"a"), octets(b"b")))),
    "content-one": bundle(inner=seq(DATA, context(1, NULL))),
    "certificates-none": bundle(certificates=b""),
    "certificates-set": bundle(certificates=set_of(ONE)),
    "certificates-attribute": bundle(certificates=context(0, ONE, context(1, seq()))),
    "certificates-broken": bundle(certificates=context(0, ONE, seq())),
    "certificates-primitive": bundle(certificates=primitive(0, ONE)),
    "crls": bundle(crls=context(1, crl())),
    "crls-broken": bundle(crls=context(1, NULL)),
    "signers-none": bundle(signers=b""),
    "signer": bundle(signers=set_of(signer(attributes=content_type(DATA)))),
    "signer-issuer": bundle(signers=set_of(signer(issuer=seq(TEST)))),
    "signer-digest": bundle(signers=set_of(signer(digest=NULL))),
    "signer-attribute": bundle(signers=set_of(signer(attributes=content_type(integer(1))))),
    "signer-signature": bundle(signers=set_of(signer(signature=bits(b"x")))),
    "signer-extra": bundle(signers=set_of(signer(extra=NULL))),
    "explicit-none": bundle(around=lambda content: content),
    "explicit-one": bundle(around=lambda content: context(1, content)),
    "explicit-two": bundle(around=lambda content: context(0, content, NULL)),
    "explicit-after": bundle(after=NULL),
    "set": bundle(tag=0x31),
    "set-alone": bundle(tag=0x31, around=lambda content: content),
    "netscape": seq(oid("2.16.840.1.113730.2.5"), context(0, seq(ONE, TWO))),
    "netscape-alone": seq(oid("2.16.840.1.113730.2.5"), seq(ONE)),
    "netscape-set": seq(oid("2.16.840.1.113730.2.5"), context(0, set_of(ONE))),
    "netscape-broken": seq(oid("2.16.840.1.113730.2.5"), context(0, seq(ONE, NULL))),
}


def pem(label, der):
    return f"-----BEGIN {label}-----\n".encode() + base64.encodebytes(der) + f"-----END {label}-----\n".encode()


for label, der in BUNDLES.items():
    PRINTS[f"bundle-{label}.cer"] = der
for label in ("digest", "crls", "crls-broken", "signer", "certificates-broken"):
    PRINTS[f"bundle-{label}.crl"] = BUNDLES[label]
PRINTS["bundle-trailing.cer"] = pem("PKCS7", BUNDLES["plain"] + NULL)
PRINTS["certificate-trailing.cer"] = pem("CERTIFICATE", ONE + NULL)
BODY = ONE[2 + (ONE[1] & 0x7F):]
PRINTS["certificate-length.cer"] = b"\x30\x84" + len(BODY).to_bytes(4, "big") + BODY
PRINTS["certificate-x25519-empty.cer"] = CERTS["key-x25519-empty"]

# --- requests ------------------------------------------------------------------------------------------------


def request(key=P256, algorithm=ECDSA_SHA256, attributes=context(0)):
    der = seq(seq(integer(0), TEST, key, attributes), algorithm, bits(b"\x30\x06\2\1\1\2\1\1"))
    return pem("NEW CERTIFICATE REQUEST", der)


USAGE = extension("2.5.29.16", seq(*[primitive(0, b"20200101000000Z")] * 2), True)
PRINTS["dh-four.csr"] = request(key=seq(seq(oid(DH), seq(FIVE, FIVE, FIVE, FIVE)), bits(FIVE)))
PRINTS["signed-lms.csr"] = request(algorithm=seq(oid(LMS)))
PRINTS["signed-unspecified.csr"] = request(algorithm=seq(oid("1.2.840.10045.4.3")))
PRINTS["usage-twice.csr"] = request(
    attributes=context(0, seq(oid("1.2.840.113549.1.9.14"), set_of(seq(USAGE))))
)

if __name__ == "__main__":
    for folder, files, end in ((sys.argv[1], CERTS, ".der"), (sys.argv[2], PRINTS, "")):
        target = pathlib.Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        for label, contents in files.items():
            (target / f"strange-{label}{end}").write_bytes(contents)
