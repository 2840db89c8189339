#!/usr/bin/env python3
"""Writes the certificates of testdata/certs: one feature, or one fault, each.

    certs.py FOLDER [MUTANTS SEED]

writes FOLDER/<group>/<name>.der. What keytool prints for them is recorded by Certs.java beside this file.
"""
import pathlib
import random
import sys

from certs_der import *

CERTS = {}


def add(group, label, der):
    assert (group, label) not in CERTS, (group, label)
    CERTS[group, label] = der


# --- names ---------------------------------------------------------------------------------------------------

KINDS = {
    "cn": CN, "c": C, "o": O, "ou": OU, "l": "2.5.4.7", "st": "2.5.4.8", "street": "2.5.4.9", "title": "2.5.4.12",
    "surname": "2.5.4.4", "givenname": "2.5.4.42", "initials": "2.5.4.43", "generation": "2.5.4.44",
    "dnqualifier": "2.5.4.46", "serialnumber": "2.5.4.5", "dc": "0.9.2342.19200300.100.1.25",
    "uid": "0.9.2342.19200300.100.1.1", "email": "1.2.840.113549.1.9.1", "ip": "1.3.6.1.4.1.42.2.11.2.1",
    "description": "2.5.4.13", "orgid": "2.5.4.97", "postalcode": "2.5.4.17", "name": "2.5.4.41",
    "pseudonym": "2.5.4.65", "business": "2.5.4.15", "jurisdiction-c": "1.3.6.1.4.1.311.60.2.1.3",
    "unstructured-name": "1.2.840.113549.1.9.2", "unknown": "1.2.3.4", "huge-arc": "2.25.340282366920938463463374607431768211455",
    "houseid": "2.5.4.51", "telephone": "2.5.4.20",
}
for label, kind in KINDS.items():
    add("names", f"kind-{label}", certificate(subject=name((kind, utf8("Value")))))

STRINGS = {
    "printable": printable("Plain"), "printable-at": printable("a@b_c*"), "printable-8bit": printable("\xe9t\xe9"),
    "utf8-umlaut": utf8("Müller"), "utf8-astral": utf8("𝄞 clef"), "utf8-broken": utf8(b"a\xffb\xc3("),
    "utf8-truncated": utf8(b"a\xe2\x82"), "utf8-surrogate": utf8(b"\xed\xa0\x80"), "utf8-overlong": utf8(b"\xc0\xaf\xf8\x88"),
    "utf8-nul": utf8("a\0b"), "utf8-control": utf8("a\x01\x1f\x7fb"), "utf8-newline": utf8("a\nb\rc\td"),
    "utf8-bom": utf8("\ufeffx"), "utf8-bidi": utf8("a\u202eb\u200bc"), "utf8-nbsp": utf8("a\u00a0b\u2003c"),
    "t61": tlv(20, b"T\xe9l\xe9"), "t61-latin": tlv(20, b"M\xc8uller"), "bmp": tlv(30, "Bmp é€".encode("utf-16-be")),
    "bmp-odd": tlv(30, b"\0A\0"), "bmp-surrogate": tlv(30, b"\xd8\0\0A"), "bmp-pair": tlv(30, "𝄞".encode("utf-16-be")),
    "universal": tlv(28, "Uni é".encode("utf-32-be")), "universal-short": tlv(28, b"\0\0\0A\0\0"),
    "universal-bad": tlv(28, b"\0\x20\0\0\0\0\0A"), "ia5": ia5("ia5@x"), "ia5-8bit": ia5("\xe9"),
    "numeric": tlv(18, b"12 34"), "visible": tlv(26, b"Visible"), "general": tlv(27, b"Gen\xe9"),
    "graphic": tlv(25, b"Graphic"), "videotex": tlv(21, b"Video"), "integer": integer(5), "null": NULL, "bool": boolean(True),
    "octets": octets(b"abc"), "bits": bits(b"abc"), "sequence": seq(utf8("x")), "set": set_of(utf8("x")), "oid": oid("1.2.3"),
    "utctime": UTC_FROM, "context": primitive(0, b"abc"), "context-12": primitive(12, b"abc"), "constructed-utf8": tlv(0x2C, utf8("ab")),
    "empty-utf8": utf8(""), "empty-printable": printable(""), "empty-bmp": tlv(30), "space": utf8(" "), "spaces": utf8("   "),
    "leading-space": utf8(" a"), "trailing-space": utf8("a "), "inner-spaces": utf8("a   b"), "leading-newline": utf8("\na"),
    "comma": utf8("a,b"), "plus": utf8("a+b"), "equals": utf8("a=b"), "less": utf8("a<b"), "greater": utf8("a>b"),
    "hash": utf8("#ab"), "inner-hash": utf8("a#b"), "semicolon": utf8("a;b"), "backslash": utf8("a\\b"), "quote": utf8('a"b'),
    "quoted": utf8('"a"'), "quoted-comma": utf8('"a,b"'), "only-quote": utf8('"'), "two-quotes": utf8('""'), "quoted-inner": utf8('"a"b"'),
    "backslash-quote": utf8('a\\"b'), "backslash-end": utf8("a\\"), "slash": utf8("a/b"), "dollar": utf8("$ä,"), "apostrophe": utf8("O'Brien, Ltd."),
    "tilde": utf8("~!@$%^&*()_-[]{}|:?'`"), "comma-space": utf8("a, b"), "umlaut-comma": utf8("Ä, B"), "emdash": utf8("a — b"),
    "printable-comma": printable("Go Daddy, Inc."), "t61-comma": tlv(20, b"a,b"), "bmp-comma": tlv(30, "a,b".encode("utf-16-be")),
    "long": utf8("x" * 300), "combining": utf8("e\u0301"), "dotted": utf8("a.b"), "high": utf8("\U0010ffff"), "tab": utf8("\ta"),
    "quoted-ends": utf8('"a" b "c"'), "control-comma": utf8("a\x02,b"), "soft-hyphen": utf8("a\u00adb"), "nel": utf8("a\u0085b"),
    "linesep": utf8("a\u2028b"), "private": utf8("a\ue000b"), "unassigned": utf8("a\u0378b"), "nul-space": utf8("\0 a"),
}
for label, value in STRINGS.items():
    add("names", f"cn-{label}", certificate(subject=name((CN, value))))
    if label in ("utf8-umlaut", "integer", "octets", "sequence", "comma", "bmp", "space", "empty-utf8", "utf8-control", "quote", "hash", "context"):
        add("names", f"unknown-{label}", certificate(subject=name(("1.2.3.4", value))))
        add("names", f"dc-{label}", certificate(subject=name(("0.9.2342.19200300.100.1.25", value))))
        add("names", f"email-{label}", certificate(subject=name(("1.2.840.113549.1.9.1", value))))
add("names", "order", certificate(subject=name((C, printable("DE")), (O, utf8("Org")), (CN, utf8("Name")))))
add("names", "multi", certificate(subject=name([(CN, utf8("a")), (O, utf8("b, c")), ("1.2.3", utf8("d"))], (C, printable("FR")))))
add("names", "multi-order", certificate(subject=name([(O, utf8("b")), (CN, utf8("a"))])))
add("names", "empty-subject", certificate(subject=name()))
add("names", "empty-rdn", certificate(subject=seq(set_of(), set_of(attribute(CN, utf8("x"))))))
add("names", "empty-rdn-only", certificate(subject=seq(set_of())))
add("names", "issuer-other", certificate(issuer=name((C, printable("US")), (CN, utf8("Root")))))
add("names", "many", certificate(subject=name(*[(OU, utf8(f"unit {i}")) for i in range(40)])))
add("names", "twice", certificate(subject=name((CN, utf8("a")), (CN, utf8("b")), (OU, utf8("c")))))

# --- serial numbers ------------------------------------------------------------------------------------------

for label, value in {
    "zero": 0, "one": 1, "255": 255, "negative": -1, "negative-128": -128, "negative-big": -(2**70), "huge": 2**159 + 12345,
    "giant": 2**1000 + 1, "16": 0x10, "long-max": 2**63,
}.items():
    add("serials", label, certificate(serial=integer(value)))
add("serials", "padded", certificate(serial=integer(b"\0\0\1")))
add("serials", "padded-negative", certificate(serial=integer(b"\xff\xff\x80")))
add("serials", "zero-padded", certificate(serial=integer(b"\0\0")))

# --- validity ------------------------------------------------------------------------------------------------

UTC = {
    "plain": "200101000000Z", "49": "491231235959Z", "50": "500101000000Z", "70": "700101000000Z", "no-seconds": "2001010000Z",
    "offset-plus": "200101000000+0100", "offset-minus": "200101000000-0530", "no-seconds-offset": "2001010000+0100", "feb29": "200229000000Z",
    "leap-99": "991231235959Z", "00": "000101000000Z", "offset-max": "200101000000+2359", "second-59": "200101235959Z",
}
GENERAL = {
    "plain": "20200101000000Z", "fraction": "20200101000000.123Z", "fraction-comma": "20200101000000,5Z", "year-0": "00000101000000Z",
    "year-1": "00010101000000Z", "year-9999": "99991231235959Z", "1582": "15821010000000Z", "1500": "15000301000000Z", "1500-feb29": "15000229000000Z",
    "1900": "19000301000000Z", "offset": "20200101000000+0130", "fraction-offset": "20200101000000.5-0100", "no-seconds": "202001010000Z", "2100": "21000228235959Z",
    "fraction-999": "20191231235959.999Z", "1969": "19691231235959.5Z", "1000": "10000101000000Z", "2049": "20490101000000Z", "year-500": "05000101000000Z",
    "no-seconds-offset": "202001010000+0100", "no-seconds-fraction": "202001010000.5Z", "1582-10-04": "15821004000000Z", "1582-10-15": "15821015000000Z", "year-4-feb29": "00040229000000Z",
}
BAD_UTC = {
    "month-0": "200001000000Z", "month-13": "201301000000Z", "day-0": "200100000000Z", "day-32": "200132000000Z", "feb30": "200230000000Z", "apr31": "200431000000Z",
    "hour-24": "200101240000Z", "minute-60": "200101006000Z", "second-60": "200101000060Z", "no-z": "200101000000", "letters": "20010100000aZ",
    "empty": "", "short": "20", "trailing": "200101000000ZZ", "offset-24": "200101000000+2400", "offset-60": "200101000000+0060", "offset-short": "200101000000+01",
    "fraction": "200101000000.5Z", "space": "20 101000000Z", "lower-z": "200101000000z", "feb29-21": "210229000000Z", "sign": "-00101000000Z", "plus": "+20101000000Z",
    "offset-letters": "200101000000+01a0", "thirteen": "2001010000001Z", "nine": "200101000Z",
}
BAD_GENERAL = {
    "month-13": "20201301000000Z", "feb30": "20200230000000Z", "no-z": "20200101000000", "fraction-empty": "20200101000000.Z", "fraction-letters": "20200101000000.xZ",
    "hour-24": "20200101240000Z", "short": "2020", "empty": "", "trailing": "20200101000000ZZ", "fraction-long": "20200101000000.123456789Z", "fraction-4": "20200101000000.1234Z",
    "1582-10-10": "15821010000000Z1", "letters": "2020x101000000Z", "hours-only": "2020010100Z",
}
for label, text in UTC.items():
    add("dates", f"utc-{label}", certificate(start=tlv(23, text.encode())))
for label, text in GENERAL.items():
    add("dates", f"general-{label}", certificate(start=tlv(24, text.encode()), end=tlv(24, b"21000101000000Z")))
for label, text in BAD_UTC.items():
    add("dates", f"bad-utc-{label}", certificate(start=tlv(23, text.encode())))
for label, text in BAD_GENERAL.items():
    add("dates", f"bad-general-{label}", certificate(start=tlv(24, text.encode())))
add("dates", "reversed", certificate(start=UTC_TO, end=UTC_FROM))
add("dates", "one-date", certificate(validity=seq(UTC_FROM)))
add("dates", "three-dates", certificate(validity=seq(UTC_FROM, UTC_TO, UTC_TO)))
add("dates", "not-a-date", certificate(start=utf8("200101000000Z")))
add("dates", "not-a-sequence", certificate(validity=utf8("x")))
add("dates", "end-bad", certificate(end=tlv(23, b"20")))
add("dates", "end-general", certificate(end=tlv(24, b"99991231235959Z")))

# --- signature algorithms ------------------------------------------------------------------------------------

R = "1.2.840.113549.1.1."
ALGORITHMS = {
    "md2-rsa": R + "2", "md4-rsa": R + "3", "md5-rsa": R + "4", "sha1-rsa": R + "5", "rsa-oaep": R + "7", "sha256-rsa": R + "11", "sha384-rsa": R + "12", "sha512-rsa": R + "13",
    "sha224-rsa": R + "14", "sha512-224-rsa": R + "15", "sha512-256-rsa": R + "16", "rsa": R + "1", "sha1-rsa-oiw": "1.3.14.3.2.29", "sha1-dsa-oiw": "1.3.14.3.2.27",
    "dsa-oiw": "1.3.14.3.2.13", "md5-rsa-oiw": "1.3.14.3.2.3", "dsa-sha1": "1.2.840.10040.4.3", "dsa-sha224": "2.16.840.1.101.3.4.3.1", "dsa-sha256": "2.16.840.1.101.3.4.3.2",
    "dsa-sha384": "2.16.840.1.101.3.4.3.3", "dsa-sha512": "2.16.840.1.101.3.4.3.4", "dsa-sha3-224": "2.16.840.1.101.3.4.3.5", "dsa-sha3-256": "2.16.840.1.101.3.4.3.6",
    "dsa-sha3-384": "2.16.840.1.101.3.4.3.7", "dsa-sha3-512": "2.16.840.1.101.3.4.3.8", "ecdsa-sha3-224": "2.16.840.1.101.3.4.3.9", "ecdsa-sha3-256": "2.16.840.1.101.3.4.3.10",
    "ecdsa-sha3-384": "2.16.840.1.101.3.4.3.11", "ecdsa-sha3-512": "2.16.840.1.101.3.4.3.12", "rsa-sha3-224": "2.16.840.1.101.3.4.3.13", "rsa-sha3-256": "2.16.840.1.101.3.4.3.14",
    "rsa-sha3-384": "2.16.840.1.101.3.4.3.15", "rsa-sha3-512": "2.16.840.1.101.3.4.3.16", "ml-dsa-44": "2.16.840.1.101.3.4.3.17", "ml-dsa-65": "2.16.840.1.101.3.4.3.18",
    "ml-dsa-87": "2.16.840.1.101.3.4.3.19", "slh-dsa": "2.16.840.1.101.3.4.3.20", "hss-lms": "1.2.840.113549.1.9.16.3.17", "ecdsa-sha1": "1.2.840.10045.4.1", "ecdsa-sha224": "1.2.840.10045.4.3.1",
    "ecdsa-sha384": "1.2.840.10045.4.3.3", "ecdsa-sha512": "1.2.840.10045.4.3.4", "ecdsa-specified": "1.2.840.10045.4.3", "ed25519": "1.3.101.112", "ed448": "1.3.101.113",
    "unknown": "1.2.3.4.5", "ripemd-rsa": "1.3.36.3.3.1.2", "gost": "1.2.643.2.2.3", "sm2": "1.2.156.10197.1.501", "pss": R + "10", "ec-key": "1.2.840.10045.2.1", "rsa-x500": "2.5.8.1.1",
    "dsa-key": "1.2.840.10040.4.1", "sha256": "2.16.840.1.101.3.4.2.1", "aes": "2.16.840.1.101.3.4.1.42", "x25519": "1.3.101.110", "pbes2": "1.2.840.113549.1.5.13", "hmac": "1.2.840.113549.2.9",
    "kx": "1.2.840.113549.1.3.1", "ml-kem": "2.16.840.1.101.3.4.4.2", "dsa-sha1-3": "1.3.14.3.2.12", "rc4": "1.2.840.113549.3.4", "tdes": "1.2.840.113549.3.7", "md5": "1.2.840.113549.2.5", "pbe": "1.2.840.113549.1.12.1.3",
    "md2": "1.2.840.113549.2.2", "sha1": "1.3.14.3.2.26", "sha3-256": "2.16.840.1.101.3.4.2.8", "brainpool": "1.3.36.3.3.2.8.1.1.7", "secp256r1": "1.2.840.10045.3.1.7", "mgf1": R + "8", "pspecified": R + "9", "dh-x942": "1.2.840.10046.2.1",
}
for label, dotted in ALGORITHMS.items():
    add("algorithms", label, certificate(algorithm=seq(oid(dotted))))
    if label in ("sha256-rsa", "sha1-rsa", "ecdsa-sha384", "ed25519", "unknown", "dsa-sha256", "pss", "ml-dsa-65", "md5-rsa"):
        add("algorithms", f"{label}-null", certificate(algorithm=seq(oid(dotted), NULL)))
        add("algorithms", f"{label}-junk", certificate(algorithm=seq(oid(dotted), integer(5))))
        add("algorithms", f"{label}-null-overlong", certificate(algorithm=seq(oid(dotted), tlv(5, b"x"))))
        add("algorithms", f"{label}-trailing", certificate(algorithm=seq(oid(dotted), NULL, NULL)))
        add("algorithms", f"{label}-empty-seq", certificate(algorithm=seq(oid(dotted), seq())))


def pss(digest="2.16.840.1.101.3.4.2.1", mgf_digest=None, salt=32, trailer=None, mgf="1.2.840.113549.1.1.8"):
    mgf_digest = mgf_digest or digest
    return seq(
        context(0, seq(oid(digest), NULL)) if digest else b"",
        context(1, seq(oid(mgf), seq(oid(mgf_digest), NULL))) if mgf_digest else b"",
        context(2, integer(salt)) if salt is not None else b"",
        context(3, integer(trailer)) if trailer is not None else b"",
    )


for label, parameters in {
    "sha256": pss(), "sha384": pss("2.16.840.1.101.3.4.2.2", salt=48), "sha512": pss("2.16.840.1.101.3.4.2.3", salt=64), "sha1": pss("1.3.14.3.2.26", salt=20), "mixed": pss(mgf_digest="1.3.14.3.2.26"),
    "trailer": pss(trailer=1), "trailer-2": pss(trailer=2), "md5": pss("1.2.840.113549.2.5"), "unknown-digest": pss("1.2.3.4"), "other-mgf": pss(mgf="1.2.3.4"), "negative-salt": pss(salt=-1),
    "no-salt": pss(salt=None), "sha3": pss("2.16.840.1.101.3.4.2.8"), "sha512-256": pss("2.16.840.1.101.3.4.2.6"), "only-digest": seq(context(0, seq(oid("2.16.840.1.101.3.4.2.1")))), "junk": seq(integer(5)),
    "shake": pss("2.16.840.1.101.3.4.2.12"),
}.items():
    add("algorithms", f"pss-params-{label}", certificate(algorithm=seq(oid(R + "10"), parameters)))
add("algorithms", "mismatch", certificate(outer=seq(oid(R + "11"), NULL)))
add("algorithms", "mismatch-null", certificate(algorithm=seq(oid(R + "11"), NULL), outer=seq(oid(R + "11"))))
add("algorithms", "mismatch-outer-null", certificate(algorithm=seq(oid(R + "11")), outer=seq(oid(R + "11"), NULL)))
add("algorithms", "mismatch-junk", certificate(algorithm=seq(oid("1.2.3"), integer(1)), outer=seq(oid("1.2.3"), integer(2))))
add("algorithms", "empty", certificate(algorithm=seq()))
add("algorithms", "not-an-oid", certificate(algorithm=seq(utf8("x"))))
add("algorithms", "not-a-sequence", certificate(algorithm=utf8("x")))
for index, der in enumerate((oid("0.9.2342"), oid("2.999.3"), tlv(6), tlv(6, b"\x2a\x80\1"), tlv(6, b"\x2a\x86"), tlv(6, b"\x2a" + b"\xff" * 30 + b"\x7f"), tlv(6, b"\x2a" * 5000), tlv(6, b"\x80\x01"))):
    add("algorithms", f"oid-{index}", certificate(algorithm=seq(der)))

# --- keys ----------------------------------------------------------------------------------------------------


def rsa_key(size, exponent=65537, algorithm="1.2.840.113549.1.1.1", parameters=NULL):
    return seq(seq(oid(algorithm), parameters), bits(seq(integer(2 ** (size - 1) + 1), integer(exponent))))


def ec_key(parameters, point=P256_POINT):
    return seq(seq(oid("1.2.840.10045.2.1"), parameters), bits(point))


def dsa_key(p=2**1023 + 1, q=2**159 + 1, g=2, y=3):
    return seq(seq(oid("1.2.840.10040.4.1"), seq(integer(p), integer(q), integer(g))), bits(integer(y)))


def raw_key(algorithm, size, parameters=b""):
    return seq(seq(oid(algorithm), parameters), bits(b"\x07" * size))


P256_PRIME = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
P256_A = P256_PRIME - 3
P256_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B


def explicit(prime=P256_PRIME, a=P256_A, b=P256_B, g=P256_POINT, n=P256_ORDER, h=1, version=1, seed=b""):
    size = (prime.bit_length() + 7) // 8
    return seq(integer(version), seq(oid("1.2.840.10045.1.1"), integer(prime)), seq(octets(a.to_bytes(size, "big")), octets(b.to_bytes(size, "big")), seed), octets(g), integer(n), integer(h) if h else b"")


P = {
    "rsa-512": rsa_key(512), "rsa-1024": rsa_key(1024), "rsa-1023": rsa_key(1023), "rsa-2048": rsa_key(2048), "rsa-4096": rsa_key(4096), "rsa-exponent-3": rsa_key(1024, 3), "rsa-no-parameters": rsa_key(1024, parameters=b""),
    "rsa-16384": rsa_key(16384), "rsa-16385": rsa_key(16385), "rsa-511": rsa_key(511), "rsa-8": rsa_key(8), "rsa-exponent-1": rsa_key(1024, 1), "rsa-exponent-0": rsa_key(1024, 0), "rsa-exponent-big": rsa_key(1024, 2**70 + 1), "rsa-big-exponent-4096": rsa_key(4096, 2**70 + 1),
    "rsa-even-exponent": rsa_key(1024, 4), "rsa-junk-parameters": rsa_key(1024, parameters=integer(1)), "rsa-negative": seq(seq(oid(R + "1"), NULL), bits(seq(integer(-5), integer(3)))), "rsa-not-a-sequence": seq(seq(oid(R + "1"), NULL), bits(b"abc")),
    "rsa-exponent-larger": seq(seq(oid(R + "1"), NULL), bits(seq(integer(2**1023 + 1), integer(2**1024 + 1)))), "rsa-trailing": seq(seq(oid(R + "1"), NULL), bits(seq(integer(2**1023 + 1), integer(3)) + NULL)),
    "rsa-three": seq(seq(oid(R + "1"), NULL), bits(seq(integer(2**1023 + 1), integer(3), integer(3)))), "rsa-empty": seq(seq(oid(R + "1"), NULL), bits(b"")), "rsa-x500": rsa_key(1024, algorithm="2.5.8.1.1"),
    "pss-plain": rsa_key(2048, algorithm=R + "10", parameters=b""), "pss-null": rsa_key(2048, algorithm=R + "10"), "pss-sha256": rsa_key(2048, algorithm=R + "10", parameters=pss()), "pss-empty": rsa_key(2048, algorithm=R + "10", parameters=seq()), "pss-junk": rsa_key(2048, algorithm=R + "10", parameters=integer(3)),
    "oaep": rsa_key(2048, algorithm=R + "7"),
    "dsa-1024": dsa_key(), "dsa-2048": dsa_key(2**2047 + 1, 2**255 + 1), "dsa-512": dsa_key(2**511 + 1), "dsa-no-parameters": seq(seq(oid("1.2.840.10040.4.1")), bits(integer(3))), "dsa-null": seq(seq(oid("1.2.840.10040.4.1"), NULL), bits(integer(3))), "dsa-oiw": seq(seq(oid("1.3.14.3.2.12"), seq(integer(2**511 + 1), integer(5), integer(2))), bits(integer(3))),
    "dsa-bad": seq(seq(oid("1.2.840.10040.4.1"), seq(integer(7))), bits(integer(3))), "dsa-y-junk": seq(seq(oid("1.2.840.10040.4.1"), seq(integer(7), integer(3), integer(2))), bits(b"abc")), "dsa-negative": dsa_key(-7), "dsa-zero": dsa_key(0),
    "dsa-oiw-13": seq(seq(oid("1.3.14.3.2.13"), seq(integer(2**511 + 1), integer(5), integer(2))), bits(integer(3))),
    "ec-p256": P256, "ec-p384": ec_key(oid("1.3.132.0.34"), b"\4" + b"\1" * 96), "ec-p521": ec_key(oid("1.3.132.0.35"), b"\4" + b"\0" * 132), "ec-p224": ec_key(oid("1.3.132.0.33"), b"\4" + b"\1" * 56), "ec-p192": ec_key(oid("1.2.840.10045.3.1.1"), b"\4" + b"\1" * 48),
    "ec-secp256k1": ec_key(oid("1.3.132.0.10"), b"\4" + b"\1" * 64), "ec-brainpool": ec_key(oid("1.3.36.3.3.2.8.1.1.7"), b"\4" + b"\1" * 64), "ec-sect283r1": ec_key(oid("1.3.132.0.17"), b"\4" + b"\1" * 72), "ec-sect163k1": ec_key(oid("1.3.132.0.1"), b"\4" + b"\1" * 42),
    "ec-explicit-p256": ec_key(explicit()), "ec-explicit-other": ec_key(explicit(b=5)), "ec-explicit-seed": ec_key(explicit(seed=bits(b"abcd"))), "ec-explicit-no-cofactor": ec_key(explicit(h=None)), "ec-explicit-version-2": ec_key(explicit(version=2)),
    "ec-compressed": ec_key(oid("1.2.840.10045.3.1.7"), b"\2" + P256_POINT[1:33]), "ec-infinity": ec_key(oid("1.2.840.10045.3.1.7"), b"\0"), "ec-short-point": ec_key(oid("1.2.840.10045.3.1.7"), b"\4\1\2"), "ec-no-parameters": ec_key(b""), "ec-null": ec_key(NULL), "ec-unknown-curve": ec_key(oid("1.2.3.4")),
    "ec-empty-point": ec_key(oid("1.2.840.10045.3.1.7"), b""), "ec-off-curve": ec_key(oid("1.2.840.10045.3.1.7"), b"\4" + b"\1" * 64), "ec-long-point": ec_key(oid("1.2.840.10045.3.1.7"), b"\4" + b"\1" * 66), "ec-hybrid": ec_key(oid("1.2.840.10045.3.1.7"), b"\6" + P256_POINT[1:]),
    "ec-unused-bits": seq(seq(oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7")), bits(P256_POINT, 1)), "ec-sm2": ec_key(oid("1.2.156.10197.1.301"), b"\4" + b"\1" * 64),
    "ed25519": raw_key("1.3.101.112", 32), "ed25519-short": raw_key("1.3.101.112", 31), "ed25519-long": raw_key("1.3.101.112", 33), "ed25519-null": raw_key("1.3.101.112", 32, NULL), "ed448": raw_key("1.3.101.113", 57), "ed448-short": raw_key("1.3.101.113", 56),
    "x25519": raw_key("1.3.101.110", 32), "x25519-short": raw_key("1.3.101.110", 5), "x25519-null": raw_key("1.3.101.110", 32, NULL), "x448": raw_key("1.3.101.111", 56), "x448-long": raw_key("1.3.101.111", 57), "ed25519-empty": raw_key("1.3.101.112", 0), "ed25519-big-y": seq(seq(oid("1.3.101.112")), bits(b"\xff" * 32)), "x25519-ff": seq(seq(oid("1.3.101.110")), bits(b"\xff" * 32)),
    "ml-dsa-44": raw_key("2.16.840.1.101.3.4.3.17", 1312), "ml-dsa-65": raw_key("2.16.840.1.101.3.4.3.18", 1952), "ml-dsa-87": raw_key("2.16.840.1.101.3.4.3.19", 2592), "ml-dsa-44-short": raw_key("2.16.840.1.101.3.4.3.17", 13), "ml-dsa-65-null": raw_key("2.16.840.1.101.3.4.3.18", 1952, NULL),
    "ml-kem-512": raw_key("2.16.840.1.101.3.4.4.1", 800), "ml-kem-768": raw_key("2.16.840.1.101.3.4.4.2", 1184), "ml-kem-1024": raw_key("2.16.840.1.101.3.4.4.3", 1568), "ml-kem-short": raw_key("2.16.840.1.101.3.4.4.2", 3), "slh-dsa": raw_key("2.16.840.1.101.3.4.3.20", 32),
    "hss-lms": raw_key("1.2.840.113549.1.9.16.3.17", 60), "hss-lms-good": seq(seq(oid("1.2.840.113549.1.9.16.3.17")), bits(b"\0\0\0\1" + b"\0\0\0\5" + b"\0\0\0\4" + b"\7" * 48)), "xmss": raw_key("1.3.6.1.5.5.7.6.34", 60),
    "dh": seq(seq(oid("1.2.840.113549.1.3.1"), seq(integer(2**1023 + 1), integer(2))), bits(integer(3))), "dh-length": seq(seq(oid("1.2.840.113549.1.3.1"), seq(integer(2**1023 + 1), integer(2), integer(160))), bits(integer(3))), "dh-no-parameters": seq(seq(oid("1.2.840.113549.1.3.1")), bits(integer(3))), "dh-bad": seq(seq(oid("1.2.840.113549.1.3.1"), integer(3)), bits(integer(3))),
    "dh-x942": seq(seq(oid("1.2.840.10046.2.1"), seq(integer(2**1023 + 1), integer(2), integer(2**159 + 1))), bits(integer(3))), "dh-y-junk": seq(seq(oid("1.2.840.113549.1.3.1"), seq(integer(7), integer(2))), bits(b"ab")), "dh-2048": seq(seq(oid("1.2.840.113549.1.3.1"), seq(integer(2**2047 + 1), integer(2))), bits(integer(3))),
    "unknown": raw_key("1.2.3.4.5", 20), "unknown-parameters": raw_key("1.2.3.4.5", 20, seq(integer(1))), "unknown-null": raw_key("1.2.3.4.5", 20, NULL), "gost": raw_key("1.2.643.2.2.19", 20), "aes": raw_key("2.16.840.1.101.3.4.1.42", 16), "sha256-rsa": rsa_key(2048, algorithm=R + "11"), "ecdsa": raw_key("1.2.840.10045.4.3.2", 65),
    "not-bits": seq(seq(oid("1.2.3.4")), octets(b"x")), "trailing": seq(seq(oid("1.2.3.4")), bits(b"x"), NULL), "not-a-sequence": utf8("x"), "empty": seq(), "no-bits": seq(seq(oid("1.2.3.4"))), "unknown-empty": raw_key("1.2.3.4.5", 0), "unknown-unused": seq(seq(oid("1.2.3.4")), bits(b"x", 3)), "bits-empty": seq(seq(oid("1.2.3.4")), tlv(3)), "bits-unused-9": seq(seq(oid("1.2.3.4")), bits(b"x", 9)),
    "bits-constructed": seq(seq(oid("1.2.3.4")), tlv(0x23, bits(b"x"))), "ecdh": raw_key("1.3.132.1.12", 65), "ecmqv": raw_key("1.3.132.1.13", 65), "elgamal": raw_key("1.3.14.7.2.1.1", 65), "dstu": raw_key("1.2.804.2.1.1.1.1.3.1.1", 33),
}
for label, der in P.items():
    add("keys", label, certificate(key=der))
CURVES = {"1.2.840.10045.3.0.11": 30, "1.2.840.10045.3.0.12": 30, "1.2.840.10045.3.0.13": 30, "1.2.840.10045.3.0.18": 45, "1.2.840.10045.3.0.20": 54, "1.2.840.10045.3.0.5": 24, "1.2.840.10045.3.0.6": 24, "1.2.840.10045.3.0.7": 24, "1.2.840.10045.3.1.1": 24, "1.2.840.10045.3.1.2": 24, "1.2.840.10045.3.1.3": 24, "1.2.840.10045.3.1.4": 30, "1.2.840.10045.3.1.5": 30, "1.2.840.10045.3.1.6": 30, "1.2.840.10045.3.1.7": 32, "1.3.132.0.1": 21, "1.3.132.0.10": 32, "1.3.132.0.15": 21, "1.3.132.0.16": 36, "1.3.132.0.17": 36, "1.3.132.0.2": 21, "1.3.132.0.22": 17, "1.3.132.0.23": 17, "1.3.132.0.24": 25, "1.3.132.0.25": 25, "1.3.132.0.26": 30, "1.3.132.0.27": 30, "1.3.132.0.28": 16, "1.3.132.0.29": 16, "1.3.132.0.3": 30, "1.3.132.0.30": 20, "1.3.132.0.31": 24, "1.3.132.0.32": 28, "1.3.132.0.33": 28, "1.3.132.0.34": 48, "1.3.132.0.35": 66, "1.3.132.0.36": 52, "1.3.132.0.37": 52, "1.3.132.0.38": 72, "1.3.132.0.39": 72, "1.3.132.0.4": 15, "1.3.132.0.5": 15, "1.3.132.0.6": 14, "1.3.132.0.7": 14, "1.3.132.0.8": 20, "1.3.132.0.9": 20, "1.3.36.3.3.2.8.1.1.1": 20, "1.3.36.3.3.2.8.1.1.11": 48, "1.3.36.3.3.2.8.1.1.13": 64, "1.3.36.3.3.2.8.1.1.3": 24, "1.3.36.3.3.2.8.1.1.5": 28, "1.3.36.3.3.2.8.1.1.7": 32, "1.3.36.3.3.2.8.1.1.9": 40}
for curve, octets_of_field in CURVES.items():
    add("curves", curve, certificate(key=ec_key(oid(curve), b"\4" + b"\1" * (2 * octets_of_field))))
add("curves", "1.3.132.0.99", certificate(key=ec_key(oid("1.3.132.0.99"), P256_POINT)))

# --- versions and unique ids ---------------------------------------------------------------------------------

SOME = extension("2.5.29.14", octets(b"\1\2\3\4"))
V1, V2, V3 = context(0, integer(0)), context(0, integer(1)), context(0, integer(2))
add("versions", "v1", certificate(version=b""))
add("versions", "v1-explicit", certificate(version=V1))
add("versions", "v1-extensions", certificate(version=b"", extensions=[SOME]))
add("versions", "v1-unique", certificate(version=b"", unique=primitive(1, b"\0abc")))
add("versions", "v2", certificate(version=V2))
add("versions", "v2-unique", certificate(version=V2, unique=primitive(1, b"\0abc") + primitive(2, b"\0def")))
add("versions", "v2-extensions", certificate(version=V2, extensions=[SOME]))
add("versions", "v3-unique", certificate(unique=primitive(1, b"\0abc") + primitive(2, b"\3de\xf8"), extensions=[SOME]))
add("versions", "v3-unique-only", certificate(unique=primitive(1, b"\0abc")))
add("versions", "v3-subject-unique", certificate(unique=primitive(2, b"\0abc")))
add("versions", "v3-unique-order", certificate(unique=primitive(2, b"\0abc") + primitive(1, b"\0abc")))
add("versions", "v3-unique-constructed", certificate(unique=context(1, bits(b"abc"))))
add("versions", "v3-unique-empty", certificate(unique=primitive(1)))
add("versions", "v3-unique-unused-8", certificate(unique=primitive(1, b"\x08a")))
add("versions", "v4", certificate(version=context(0, integer(3))))
add("versions", "v129", certificate(version=context(0, integer(128))))
add("versions", "negative", certificate(version=context(0, integer(-1))))
add("versions", "huge", certificate(version=context(0, integer(2**40))))
add("versions", "not-integer", certificate(version=context(0, utf8("x"))))
add("versions", "trailing", certificate(version=context(0, integer(2), integer(2))))
add("versions", "primitive", certificate(version=primitive(0, integer(2))))
add("versions", "empty", certificate(version=context(0)))
add("versions", "no-extensions", certificate())
add("versions", "empty-extensions", certificate(extensions=[]))
add("versions", "extensions-not-sequence", certificate(extensions=context(3, utf8("x"))))
add("versions", "extensions-twice", certificate(extensions=context(3, seq(SOME)) + context(3, seq(SOME))))
add("versions", "extensions-trailing", certificate(extensions=context(3, seq(SOME), NULL)))
add("versions", "extensions-primitive", certificate(extensions=primitive(3, seq(SOME))))
add("versions", "after-extensions", certificate(extensions=[SOME], extra=NULL))
add("versions", "context-4", certificate(extra=context(4, NULL)))
add("versions", "context-0-late", certificate(extra=context(0, NULL)))
add("versions", "outer-trailing", certificate(tail=NULL))
add("versions", "extra-null", certificate(extra=NULL))
add("versions", "signature-empty", certificate(signature=bits(b"")))
add("versions", "signature-no-bits", certificate(signature=tlv(3)))
add("versions", "signature-octets", certificate(signature=octets(b"x")))
add("versions", "signature-unused", certificate(signature=bits(b"xy", 3)))
add("versions", "serial-missing", certificate(serial=b""))
add("versions", "serial-utf8", certificate(serial=utf8("x")))
add("versions", "serial-empty", certificate(serial=tlv(2)))
add("versions", "issuer-empty", certificate(issuer=name()))
add("versions", "issuer-not-sequence", certificate(issuer=utf8("x")))
add("versions", "subject-not-sequence", certificate(subject=utf8("x")))
add("versions", "subject-set", certificate(subject=set_of()))
add("versions", "rdn-not-set", certificate(subject=seq(seq(attribute(CN, utf8("x"))))))
add("versions", "attribute-not-sequence", certificate(subject=seq(set_of(utf8("x")))))
add("versions", "attribute-no-value", certificate(subject=seq(set_of(seq(oid(CN))))))
add("versions", "attribute-three", certificate(subject=seq(set_of(seq(oid(CN), utf8("x"), NULL)))))
add("versions", "attribute-no-oid", certificate(subject=seq(set_of(seq(utf8("x"), utf8("x"))))))
add("versions", "attribute-empty", certificate(subject=seq(set_of(seq()))))
add("versions", "empty-subject-san-not-critical", certificate(subject=name(), extensions=[extension("2.5.29.17", seq(primitive(2, b"a.example")))]))
add("versions", "empty-subject-san-critical", certificate(subject=name(), extensions=[extension("2.5.29.17", seq(primitive(2, b"a.example")), True)]))
add("versions", "empty-subject-extension", certificate(subject=name(), extensions=[SOME]))
add("versions", "empty-subject-no-extensions-in-list", certificate(subject=name(), extensions=[]))
add("versions", "empty-subject-san-unparseable", certificate(subject=name(), extensions=[extension("2.5.29.17", utf8("x"))]))
add("versions", "empty-subject-v1", certificate(version=b"", subject=name()))
add("versions", "empty-subject-v2", certificate(version=V2, subject=name()))
add("versions", "empty-subject-empty-rdn", certificate(subject=seq(set_of()), extensions=[SOME]))
add("versions", "v2-after-unique", certificate(version=V2, unique=primitive(1, b"\0abc"), extra=NULL))
add("versions", "empty-subject-san-empty", certificate(subject=name(), extensions=[extension("2.5.29.17", seq(), True)]))

exec((pathlib.Path(__file__).with_name("certs_extensions.py")).read_text())

# --- mutants -------------------------------------------------------------------------------------------------


def mutants(count, seed=25):
    """Certificates with a flipped, dropped, doubled or changed byte: what Java refuses, and how."""
    generator = random.Random(seed)
    sources = list(CERTS.items())
    for number in range(count):
        (group, label), der = generator.choice(sources)
        changed = bytearray(der)
        for _ in range(generator.choice((1, 1, 1, 2))):
            place = generator.randrange(len(changed))
            kind = generator.randrange(5)
            if kind == 0:
                changed[place] ^= 1 << generator.randrange(8)
            elif kind == 1:
                changed[place] = generator.choice((0, 1, 2, 3, 4, 5, 6, 0x0C, 0x13, 0x30, 0x31, 0x7F, 0x80, 0x81, 0x84, 0xA0, 0xFF))
            elif kind == 2:
                changed[place] = (changed[place] + generator.choice((1, -1))) % 256
            elif kind == 3 and len(changed) > 4:
                del changed[place]
            else:
                changed.insert(place, generator.choice((0, 1, 5, 0x30, 0x80, 0xFF)))
        yield f"{number:05}-{group}-{label}"[:60], bytes(changed)


def chosen(group, label):
    """Whether a certificate is among those kept in testdata/certs; the rest is for a wider run now and then."""
    if label in ("dump-4200", "rsa-16385", "rsa-16384", "ml-kem-1024", "ml-dsa-87", "ml-dsa-65-null", "rsa-even-exponent"):
        return False
    if label.startswith("kp-") and len(label) > 4:
        return False
    return not (label.startswith("critical-") and group in ("extension-other", "extension-usage", "extension-pkup", "extension-idp"))


def main():
    """certs.py FOLDER: what is kept. certs.py FOLDER COUNT SEED: everything, and COUNT mutants."""
    target = pathlib.Path(sys.argv[1])
    everything = len(sys.argv) > 2
    count, seed = (int(sys.argv[2]), int(sys.argv[3])) if everything else (200, 25)
    for (group, label), der in CERTS.items():
        if everything or chosen(group, label):
            (target / group).mkdir(parents=True, exist_ok=True)
            (target / group / f"{label}.der").write_bytes(der)
    (target / "mutants").mkdir(parents=True, exist_ok=True)
    for label, der in mutants(count, seed):
        (target / "mutants" / f"{label}.der").write_bytes(der)


if __name__ == "__main__":
    main()
