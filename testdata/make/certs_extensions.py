# Executed by certs.py in its own name space: every extension Java knows, its variants and its faults.

GN = {
    "dns": primitive(2, b"a.example"), "dns-wildcard": primitive(2, b"*.example.com"), "dns-empty": primitive(2, b""), "dns-bad": primitive(2, b"a b"), "dns-underscore": primitive(2, b"_a.example"), "dns-utf8": primitive(2, "ä.example".encode()), "dns-trailing-dot": primitive(2, b"a.example."),
    "dns-leading-dot": primitive(2, b".example"), "dns-digit": primitive(2, b"1a.example"), "dns-hyphen": primitive(2, b"a-.example"), "dns-double-dot": primitive(2, b"a..b"), "dns-star": primitive(2, b"*"), "dns-star-middle": primitive(2, b"a.*.b"), "dns-space": primitive(2, b" "), "dns-leading-hyphen": primitive(2, b"-a.b"), "dns-nul": primitive(2, b"a\0b"), "dns-star-star": primitive(2, b"*.*.b"), "dns-only-star-dot": primitive(2, b"*."), "dns-long": primitive(2, b"a" * 300), "dns-star-a": primitive(2, b"*a.b"), "dns-colon": primitive(2, b"a:b"), "dns-slash": primitive(2, b"a/b"),
    "email": primitive(1, b"a@b.example"), "email-empty": primitive(1, b""), "email-plain": primitive(1, b"no at"), "email-8bit": primitive(1, b"\xe9@x"), "email-at-end": primitive(1, b"a@"), "email-at-start": primitive(1, b"@b"), "email-two": primitive(1, b"a@b@c"),
    "uri": primitive(6, b"http://a.example/x?y#z"), "uri-ldap": primitive(6, b"ldap:///CN=x,C=y?cert"), "uri-urn": primitive(6, b"urn:uuid:1234"), "uri-no-scheme": primitive(6, b"a/b"), "uri-empty": primitive(6, b""), "uri-space": primitive(6, b"http://a b"), "uri-file": primitive(6, b"file:///x"),
    "uri-ip": primitive(6, b"http://1.2.3.4/"), "uri-ipv6": primitive(6, b"http://[::1]/"), "uri-bad-host": primitive(6, b"http://a_b/"), "uri-8bit": primitive(6, b"http://a/\xe9"), "uri-upper": primitive(6, b"HTTP://A.EXAMPLE/X"), "uri-port": primitive(6, b"http://a:80/"), "uri-no-host": primitive(6, b"http:///x"), "uri-opaque": primitive(6, b"mailto:a@b"), "uri-percent": primitive(6, b"http://a/%zz"), "uri-user": primitive(6, b"http://u@a/"), "uri-ldap-space": primitive(6, b"ldap://a/CN=x y"), "uri-brace": primitive(6, b"http://a/{x}"), "uri-host-dash": primitive(6, b"http://-a/"), "uri-host-wild": primitive(6, b"http://*.a/"), "uri-ip-bad": primitive(6, b"http://1.2.3.400/"), "uri-digit": primitive(6, b"1x:y"), "uri-colon": primitive(6, b":x"), "uri-only-scheme": primitive(6, b"http:"), "uri-slashes": primitive(6, b"http://"), "uri-backslash": primitive(6, b"http://a\\b"), "uri-nul": primitive(6, b"http://a/\0"), "uri-caret": primitive(6, b"ldap://a/^"), "uri-leading-space": primitive(6, b" http://a/"), "uri-trailing-space": primitive(6, b"http://a/ "), "uri-newline": primitive(6, b"http://a/\n"),
    "ip4": primitive(7, b"\x0a\0\0\1"), "ip4-mask": primitive(7, b"\x0a\0\0\0\xff\0\0\0"), "ip6": primitive(7, b"\x20\1\x0d\xb8" + b"\0" * 11 + b"\1"), "ip6-mask": primitive(7, b"\x20\1\x0d\xb8" + b"\0" * 12 + b"\xff" * 4 + b"\0" * 12), "ip-empty": primitive(7, b""), "ip-3": primitive(7, b"\1\2\3"), "ip6-zero": primitive(7, b"\0" * 16), "ip6-mapped": primitive(7, b"\0" * 10 + b"\xff\xff\1\2\3\4"), "ip6-full": primitive(7, bytes(range(1, 17))), "ip6-inner-zero": primitive(7, b"\0\1\0\0\0\0\0\2\0\0\0\0\0\0\0\3"), "ip6-bad-mask": primitive(7, b"\x20\1" + b"\0" * 14 + b"\xff\0\xff" + b"\0" * 13), "ip4-bad-mask": primitive(7, b"\x0a\0\0\0\xff\0\xff\0"), "ip-5": primitive(7, b"\1\2\3\4\5"), "ip6-mask-mapped": primitive(7, b"\0" * 10 + b"\xff\xff\1\2\3\4" + b"\xff" * 16),
    "rid": primitive(8, b"\x2a\3\4"), "rid-known": primitive(8, oid("1.3.6.1.5.5.7.3.1")[2:]), "rid-bad": primitive(8, b"\x80"), "rid-empty": primitive(8, b""),
    "directory": context(4, name((C, printable("DE")), (CN, utf8("Dir, x")))), "directory-empty": context(4, name()), "directory-bad": context(4, utf8("x")), "directory-multi": context(4, name([(CN, utf8("a")), (O, utf8("b"))])),
    "other": context(0, oid("1.2.3.4"), context(0, utf8("other"))), "other-upn": context(0, oid("1.3.6.1.4.1.311.20.2.3"), context(0, utf8("user@example"))), "other-krb": context(0, oid("1.3.6.1.5.2.2"), context(0, seq(context(0, tlv(27, b"REALM"))))), "other-empty": context(0, oid("1.2.3.4")), "other-no-oid": context(0, utf8("x")), "other-primitive": primitive(0, oid("1.2.3.4")), "other-not-explicit": context(0, oid("1.2.3.4"), utf8("x")), "other-two": context(0, oid("1.2.3.4"), context(0, utf8("a"), utf8("b"))), "other-long": context(0, oid("1.2.3.4"), context(0, utf8("long value " * 10))), "other-int": context(0, oid("1.2.3.4"), context(0, integer(77))), "other-bmp": context(0, oid("1.2.3.4"), context(0, tlv(30, b"\0A"))), "other-ia5": context(0, oid("1.2.3.4"), context(0, ia5("abc"))), "other-empty-explicit": context(0, oid("1.2.3.4"), context(0)),
    "x400": context(3, seq(utf8("x"))), "x400-primitive": primitive(3, b"x"), "edi": context(5, context(0, utf8("assigner")), context(1, utf8("party"))), "edi-party": context(5, context(1, printable("party"))), "edi-java": context(5, primitive(0, utf8("assigner")), primitive(1, printable("party"))), "edi-java-party": context(5, primitive(1, utf8("party"))), "edi-java-integer": context(5, primitive(1, integer(5))), "edi-java-twice": context(5, primitive(1, utf8("a")), primitive(1, utf8("b"))), "edi-java-order": context(5, primitive(1, utf8("a")), primitive(0, utf8("b"))), "edi-java-assigner-twice": context(5, primitive(0, utf8("a")), primitive(0, utf8("b"))), "edi-implicit": context(5, primitive(0, b"assigner"), primitive(1, b"party")), "edi-implicit-party": context(5, primitive(1, b"party")), "edi-implicit-8bit": context(5, primitive(1, b"p\xe9")), "edi-implicit-twice": context(5, primitive(1, b"a"), primitive(1, b"b")), "edi-implicit-order": context(5, primitive(1, b"a"), primitive(0, b"b")), "edi-unknown-tag": context(5, primitive(1, b"a"), primitive(3, b"b")), "edi-primitive": primitive(5, b"x"), "edi-implicit-empty": context(5, primitive(1, b"")), "edi-bad": context(5, utf8("x")), "edi-empty": context(5), "edi-no-party": context(5, context(0, utf8("a"))), "edi-three": context(5, context(0, utf8("a")), context(1, utf8("b")), context(2, utf8("c"))),
    "nine": primitive(9, b"x"), "ten": primitive(10, b"x"), "not-context": utf8("x"), "dns-constructed": context(2, ia5("a.example")), "email-constructed": context(1, ia5("a@b")), "uri-constructed": context(6, ia5("http://a")), "ip-constructed": context(7, octets(b"\1\2\3\4")), "rid-constructed": context(8, oid("1.2.3")), "directory-primitive": primitive(4, name((CN, utf8("a")))), "x400-constructed-junk": context(3, b"\xff"),
}
SAN, IAN = "2.5.29.17", "2.5.29.18"
PREFIX = {"generalnames": GN}


def ext(group, label, kind, *values, critical=None):
    add(f"extension-{group}", label, certificate(extensions=[extension(kind, b"".join(values), critical)]))


for label, der in GN.items():
    ext("san", label, SAN, seq(der))
    if label in ("dns", "ip4", "directory", "dns-bad", "uri-no-scheme", "x400", "other-upn"):
        ext("san", f"critical-{label}", SAN, seq(der), critical=True)
        ext("ian", label, IAN, seq(der))
ext("san", "all", SAN, seq(GN["dns"], GN["email"], GN["uri"], GN["ip4"], GN["ip6"], GN["rid"], GN["directory"], GN["other"]))
ext("san", "many", SAN, seq(*(primitive(2, f"host{i}.example".encode()) for i in range(50))))
ext("san", "empty", SAN, seq())
ext("san", "not-sequence", SAN, utf8("x"))
ext("san", "no-bytes", SAN)
ext("san", "trailing", SAN, seq(GN["dns"]), NULL)
ext("ian", "empty", IAN, seq())
ext("ian", "no-bytes", IAN)

for label, value in {
    "plain": octets(bytes(range(20))), "empty": octets(), "long": octets(bytes(range(70))), "sixteen": octets(bytes(range(16))), "seventeen": octets(bytes(range(17))), "eight": octets(bytes(range(8))), "nine": octets(bytes(range(9))), "printable": octets(b"Printable ~ bytes!"), "not-octets": utf8("x"), "no-bytes": b"", "trailing": octets(b"abc") + NULL, "truncated": b"\4\5ab", "constructed": tlv(0x24, octets(b"a"), octets(b"b")),
}.items():
    ext("ski", label, "2.5.29.14", value)
    ext("ski", f"critical-{label}", "2.5.29.14", value, critical=True)

KEYID, SERIAL = primitive(0, b"\1\2\3"), primitive(2, b"\x12\x34")
for label, value in {
    "keyid": seq(KEYID), "issuer-serial": seq(context(1, GN["directory"]), SERIAL), "all": seq(KEYID, context(1, GN["directory"], GN["dns"]), SERIAL), "empty": seq(), "serial-only": seq(SERIAL), "issuer-only": seq(context(1, GN["directory"])), "negative-serial": seq(primitive(2, b"\xff")), "keyid-empty": seq(primitive(0)), "keyid-constructed": seq(context(0, octets(b"abc"))),
    "unknown-tag": seq(primitive(3, b"x")), "twice": seq(KEYID, KEYID), "order": seq(SERIAL, KEYID), "not-sequence": octets(b"x"), "issuer-empty": seq(context(1)), "serial-empty": seq(primitive(2)), "no-bytes": b"", "trailing": seq(KEYID) + NULL, "keyid-long": seq(primitive(0, bytes(range(40)))), "serial-zero": seq(primitive(2, b"\0")), "issuer-bad": seq(context(1, GN["dns-bad"])), "issuer-primitive": seq(primitive(1, b"x")), "serial-big": seq(primitive(2, b"\0" + b"\xff" * 20)),
}.items():
    ext("aki", label, "2.5.29.35", value)
ext("aki", "critical-unknown-tag", "2.5.29.35", seq(primitive(3, b"x")), critical=True)

for label, value in {
    "empty": seq(), "ca": seq(boolean(True)), "ca-false": seq(boolean(False)), "ca-one": seq(boolean(b"\1")), "path": seq(boolean(True), integer(3)), "path-zero": seq(boolean(True), integer(0)), "path-negative": seq(boolean(True), integer(-1)), "path-huge": seq(boolean(True), integer(2**40)), "path-max": seq(boolean(True), integer(2**31 - 1)), "path-without-ca": seq(integer(2)), "false-path": seq(boolean(False), integer(2)), "not-sequence": boolean(True), "junk": seq(utf8("x")), "trailing": seq(boolean(True), integer(1), integer(2)), "path-junk": seq(boolean(True), utf8("x")), "outer-trailing": seq(boolean(True)) + NULL, "no-bytes": b"", "bool-empty": seq(boolean(b"")), "bool-long": seq(boolean(b"\1\1")), "truncated": b"\x30\3\1\1", "path-empty": seq(boolean(True), tlv(2)), "path-minus-2": seq(boolean(True), integer(-2)),
}.items():
    ext("basic", label, "2.5.29.19", value)
    ext("basic", f"critical-{label}", "2.5.29.19", value, critical=True)

for label, value in {
    "none": bits(b"\0"), "empty": bits(b""), "all": bits(b"\xff\x80", 7), "ca": bits(b"\6", 1), "beyond": bits(b"\xff\xff"), "digital": bits(b"\x80", 7), "no-padding": bits(b"\6"), "decipher": bits(b"\0\x80", 7), "encipher": bits(b"\x09", 0), "long": bits(b"\x80" * 5), "not-bits": octets(b"\6"), "junk": utf8("x"), "no-bytes": b"", "trailing": bits(b"\6", 1) + NULL, "unused-9": bits(b"\6", 9), "body-empty": tlv(3), "constructed": tlv(0x23, bits(b"\6")), "unused-set": bits(b"\xff", 7), "unused-empty": bits(b"", 3),
}.items():
    ext("usage", label, "2.5.29.15", value)
    ext("usage", f"critical-{label}", "2.5.29.15", value, critical=True)
    ext("netscape", label, "2.16.840.1.113730.1.1", value)
for bit in range(9):
    ext("usage", f"bit-{bit}", "2.5.29.15", bits((0x8000 >> bit).to_bytes(2, "big")))
    ext("netscape", f"bit-{bit}", "2.16.840.1.113730.1.1", bits((0x8000 >> bit).to_bytes(2, "big")))
ext("netscape", "critical-junk", "2.16.840.1.113730.1.1", utf8("x"), critical=True)
ext("netscape", "critical-good", "2.16.840.1.113730.1.1", bits(b"\x07"), critical=True)

EKU = "2.5.29.37"
for number in list(range(1, 25)) + [30, 31, 32, 33, 34, 36]:
    ext("eku", f"kp-{number}", EKU, seq(oid(f"1.3.6.1.5.5.7.3.{number}")))
for label, value in {
    "any": seq(oid("2.5.29.37.0")), "both": seq(oid("1.3.6.1.5.5.7.3.1"), oid("1.3.6.1.5.5.7.3.2")), "unknown": seq(oid("1.2.3.4")), "ms-sgc": seq(oid("1.3.6.1.4.1.311.10.3.3")), "ns-sgc": seq(oid("2.16.840.1.113730.4.1")), "smartcard": seq(oid("1.3.6.1.4.1.311.20.2.2")), "ipsec-ike": seq(oid("1.3.6.1.5.5.8.2.2")), "empty": seq(), "junk": seq(utf8("x")), "not-sequence": oid("1.2.3"), "no-bytes": b"", "trailing": seq(oid("1.2.3")) + NULL, "kdc": seq(oid("1.3.6.1.5.2.3.5")), "twice": seq(oid("1.3.6.1.5.5.7.3.1"), oid("1.3.6.1.5.5.7.3.1")), "ms-efs": seq(oid("1.3.6.1.4.1.311.10.3.4")), "rsa": seq(oid("1.2.840.113549.1.1.1")), "many": seq(*(oid(f"1.3.6.1.5.5.7.3.{i}") for i in range(1, 10))), "bad-oid": seq(tlv(6, b"\x80")), "adobe": seq(oid("1.2.840.113583.1.1.5")),
}.items():
    ext("eku", label, EKU, value)
ext("eku", "critical-both", EKU, seq(oid("1.3.6.1.5.5.7.3.1"), oid("1.3.6.1.5.5.7.3.2")), critical=True)
ext("eku", "critical-junk", EKU, seq(utf8("x")), critical=True)
ext("eku", "critical-empty", EKU, seq(), critical=True)


def full(*names):
    return context(0, context(0, *names))


def relative(*pairs):
    return context(0, context(1, *(attribute(*pair) for pair in pairs)))


CRL_URI = primitive(6, b"http://crl.example/a.crl")
POINTS = {
    "uri": seq(seq(full(CRL_URI))), "two-uris": seq(seq(full(CRL_URI, GN["uri-ldap"]))), "two-points": seq(seq(full(CRL_URI)), seq(full(GN["uri"]))), "reasons": seq(seq(full(CRL_URI), primitive(1, b"\7\x80"))), "all-reasons": seq(seq(full(CRL_URI), primitive(1, b"\7\xff\x80"))), "some-reasons": seq(seq(full(CRL_URI), primitive(1, b"\1\x62"))), "issuer": seq(seq(context(2, GN["directory"]))), "uri-issuer": seq(seq(full(CRL_URI), context(2, GN["directory"]))), "all": seq(seq(full(CRL_URI), primitive(1, b"\1\x60"), context(2, GN["directory"], GN["dns"]))),
    "relative": seq(seq(relative((CN, utf8("rel"))))), "relative-two": seq(seq(relative((CN, utf8("rel")), (O, utf8("org"))))), "relative-issuer": seq(seq(relative((CN, utf8("rel"))), context(2, GN["directory"]))), "directory": seq(seq(full(GN["directory"]))), "empty": seq(), "empty-point": seq(seq()), "reasons-only": seq(seq(primitive(1, b"\1\x60"))), "bad-uri": seq(seq(full(GN["uri-no-scheme"]))), "bad-tag": seq(seq(context(3, NULL))), "bad-name-tag": seq(seq(context(0, context(2, NULL)))), "not-sequence": utf8("x"), "point-not-sequence": seq(utf8("x")), "no-bytes": b"", "trailing": seq(seq(full(CRL_URI))) + NULL, "empty-full": seq(seq(full())), "reasons-empty": seq(seq(full(CRL_URI), primitive(1, b""))), "reasons-constructed": seq(seq(full(CRL_URI), context(1, bits(b"\x60")))), "issuer-twice": seq(seq(context(2, GN["dns"]), context(2, GN["dns"]))), "names-twice": seq(seq(full(CRL_URI), full(CRL_URI))), "empty-distribution": seq(seq(context(0))), "x400": seq(seq(full(GN["x400"]))), "reasons-zero": seq(seq(full(CRL_URI), primitive(1, b"\0\0"))), "reasons-long": seq(seq(full(CRL_URI), primitive(1, b"\0\xff\xff"))), "reasons-twice": seq(seq(primitive(1, b"\1\x60"), primitive(1, b"\1\x60"))), "other-in-full": seq(seq(full(GN["other-upn"]))),
}
for label, value in POINTS.items():
    ext("crldp", label, "2.5.29.31", value)
for label in ("uri", "all", "bad-uri", "empty", "relative", "no-bytes", "reasons", "not-sequence"):
    ext("freshest", label, "2.5.29.46", POINTS[label])
    ext("freshest", f"critical-{label}", "2.5.29.46", POINTS[label], critical=True)
    ext("crldp", f"critical-{label}", "2.5.29.31", POINTS[label], critical=True)
for label, value in {
    "uri": seq(full(CRL_URI)), "user": seq(full(CRL_URI), primitive(1, b"\xff")), "ca": seq(full(CRL_URI), primitive(2, b"\xff")), "reasons": seq(full(CRL_URI), primitive(3, b"\1\x62")), "reasons-alone": seq(primitive(3, b"\0\xff\x80")), "names-twice": seq(full(CRL_URI), full(GN["uri"])), "flag-constructed": seq(context(1, boolean(True))), "flag-long": seq(primitive(1, b"\1\1")), "flag-empty": seq(primitive(4, b"")), "bad-name-tag": seq(context(0, context(2, NULL))), "indirect": seq(primitive(4, b"\xff")), "attribute": seq(primitive(5, b"\xff")), "all": seq(full(CRL_URI), primitive(1, b"\0"), primitive(2, b"\0"), primitive(3, b"\7\x80"), primitive(4, b"\xff"), primitive(5, b"\0")), "empty": seq(), "relative": seq(relative((CN, utf8("rel")))), "two-only": seq(primitive(1, b"\xff"), primitive(2, b"\xff")), "junk": seq(utf8("x")), "no-bytes": b"", "not-sequence": utf8("x"), "unknown-tag": seq(primitive(6, b"\xff")),
}.items():
    ext("idp", label, "2.5.29.28", value)
    ext("idp", f"critical-{label}", "2.5.29.28", value, critical=True)

OCSP, CA_ISSUERS = "1.3.6.1.5.5.7.48.1", "1.3.6.1.5.5.7.48.2"
ACCESS = {
    "ocsp": seq(seq(oid(OCSP), GN["uri"])), "ca-issuers": seq(seq(oid(CA_ISSUERS), GN["uri"])), "both": seq(seq(oid(OCSP), GN["uri"]), seq(oid(CA_ISSUERS), GN["uri-ldap"])), "timestamping": seq(seq(oid("1.3.6.1.5.5.7.48.3"), GN["uri"])), "repository": seq(seq(oid("1.3.6.1.5.5.7.48.5"), GN["uri"])), "unknown": seq(seq(oid("1.2.3.4"), GN["uri"])), "directory": seq(seq(oid(OCSP), GN["directory"])), "email": seq(seq(oid(OCSP), GN["email"])), "empty": seq(), "no-location": seq(seq(oid(OCSP))), "three": seq(seq(oid(OCSP), GN["uri"], NULL)), "bad-location": seq(seq(oid(OCSP), GN["uri-no-scheme"])), "junk": seq(utf8("x")), "no-bytes": b"", "not-sequence": utf8("x"), "trailing": seq(seq(oid(OCSP), GN["uri"])) + NULL, "dns": seq(seq(oid("1.3.6.1.5.5.7.48.4"), GN["dns"])), "method-6": seq(seq(oid("1.3.6.1.5.5.7.48.6"), GN["ip4"])), "not-oid": seq(seq(utf8("x"), GN["uri"])),
}
for label, value in ACCESS.items():
    ext("aia", label, "1.3.6.1.5.5.7.1.1", value)
    ext("sia", label, "1.3.6.1.5.5.7.1.11", value)
ext("aia", "critical-ocsp", "1.3.6.1.5.5.7.1.1", ACCESS["ocsp"], critical=True)
ext("aia", "critical-junk", "1.3.6.1.5.5.7.1.1", ACCESS["junk"], critical=True)


def policy(kind, *qualifiers):
    return seq(oid(kind), seq(*qualifiers) if qualifiers else b"")


CPS = seq(oid("1.3.6.1.5.5.7.2.1"), ia5("http://cps.example/"))
NOTICE = seq(oid("1.3.6.1.5.5.7.2.2"), seq(seq(utf8("Org"), seq(integer(1), integer(2))), utf8("Explicit text")))
for label, value in {
    "any": seq(policy("2.5.29.32.0")), "plain": seq(policy("1.2.3.4")), "two": seq(policy("1.2.3.4"), policy("2.23.140.1.2.2")), "three": seq(policy("1.2.3.4"), policy("1.2.3.5"), policy("1.2.3.6")), "cps": seq(policy("1.2.3.4", CPS)), "notice": seq(policy("1.2.3.4", NOTICE)), "both": seq(policy("1.2.3.4", CPS, NOTICE)), "three-qualifiers": seq(policy("1.2.3.4", CPS, NOTICE, CPS)), "unknown-qualifier": seq(policy("1.2.3.4", seq(oid("1.2.3.9"), integer(5)))), "cps-two": seq(policy("1.2.3.4", CPS), policy("1.2.3.5", CPS)), "empty": seq(), "empty-qualifiers": seq(seq(oid("1.2.3.4"), seq())), "junk": seq(utf8("x")), "not-sequence": utf8("x"), "qualifier-junk": seq(policy("1.2.3.4", utf8("x"))), "qualifier-alone": seq(policy("1.2.3.4", seq(oid("1.3.6.1.5.5.7.2.1")))), "qualifier-three": seq(policy("1.2.3.4", seq(oid("1.3.6.1.5.5.7.2.1"), ia5("x"), NULL))), "third": seq(seq(oid("1.2.3.4"), seq(CPS), NULL)), "twice": seq(policy("1.2.3.4"), policy("1.2.3.4")), "no-bytes": b"", "trailing": seq(policy("1.2.3.4")) + NULL, "qualifiers-not-sequence": seq(seq(oid("1.2.3.4"), utf8("x"))), "qualifier-twice": seq(policy("1.2.3.4", CPS, CPS)), "notice-long": seq(policy("1.2.3.4", seq(oid("1.3.6.1.5.5.7.2.2"), seq(utf8("text " * 60))))), "mixed": seq(policy("1.2.3.4"), policy("1.2.3.5", CPS), policy("1.2.3.6")),
}.items():
    ext("policies", label, "2.5.29.32", value)
    if label in ("plain", "cps", "junk", "empty"):
        ext("policies", f"critical-{label}", "2.5.29.32", value, critical=True)
for label, value in {
    "one": seq(seq(oid("1.2.3"), oid("1.2.4"))), "two": seq(seq(oid("1.2.3"), oid("1.2.4")), seq(oid("1.2.5"), oid("1.2.6"))), "empty": seq(), "junk": seq(utf8("x")), "single": seq(seq(oid("1.2.3"))), "three": seq(seq(oid("1.2.3"), oid("1.2.4"), oid("1.2.5"))), "no-bytes": b"", "not-sequence": utf8("x"),
}.items():
    ext("mappings", label, "2.5.29.33", value)
    ext("mappings", f"critical-{label}", "2.5.29.33", value, critical=True)
for label, value in {
    "require": seq(primitive(0, b"\0")), "inhibit": seq(primitive(1, b"\2")), "both": seq(primitive(0, b"\1"), primitive(1, b"\2")), "empty": seq(), "order": seq(primitive(1, b"\1"), primitive(0, b"\2")), "twice": seq(primitive(0, b"\1"), primitive(0, b"\2")), "unknown": seq(primitive(2, b"\1")), "negative": seq(primitive(0, b"\xff")), "junk": seq(utf8("x")), "no-bytes": b"", "not-sequence": utf8("x"), "constructed": seq(context(0, integer(1))), "big": seq(primitive(0, b"\1\0\0\0\0")), "value-empty": seq(primitive(0)), "large": seq(primitive(0, b"\x7f\xff\xff\xff")), "minus-2": seq(primitive(1, b"\xfe")),
}.items():
    ext("constraints", label, "2.5.29.36", value)
    ext("constraints", f"critical-{label}", "2.5.29.36", value, critical=True)
for label, value in {
    "zero": integer(0), "two": integer(2), "max": integer(2**31 - 1), "negative": integer(-1), "minus-2": integer(-2), "big": integer(2**40), "junk": utf8("x"), "no-bytes": b"", "trailing": integer(1) + NULL, "empty": tlv(2),
}.items():
    ext("inhibit", label, "2.5.29.54", value)
    ext("inhibit", f"critical-{label}", "2.5.29.54", value, critical=True)
    ext("crlnumber", label, "2.5.29.20", value)
    ext("deltacrl", label, "2.5.29.27", value)
    ext("reason", label, "2.5.29.21", value)
    ext("crlnumber", f"critical-{label}", "2.5.29.20", value, critical=True)
    ext("deltacrl", f"critical-{label}", "2.5.29.27", value, critical=True)
for number in range(12):
    ext("reason", f"enumerated-{number}", "2.5.29.21", tlv(10, bytes([number])))


def subtree(base, minimum=None, maximum=None):
    return seq(base, primitive(0, minimum) if minimum is not None else b"", primitive(1, maximum) if maximum is not None else b"")


for label, value in {
    "dns": seq(context(0, subtree(primitive(2, b".example.com")))), "dns-plain": seq(context(0, subtree(GN["dns"]))), "excluded": seq(context(1, subtree(GN["dns"]))), "both": seq(context(0, subtree(GN["dns"])), context(1, subtree(GN["email"]))), "ip4": seq(context(0, subtree(GN["ip4-mask"]))), "ip6": seq(context(0, subtree(GN["ip6-mask"]))), "ip-32": seq(context(0, subtree(primitive(7, b"\1\2\3\4\xff\xff\xff\xff")))), "ip-0": seq(context(1, subtree(primitive(7, b"\0" * 8)))), "ip6-0": seq(context(1, subtree(primitive(7, b"\0" * 32)))), "ip-bad-mask": seq(context(0, subtree(GN["ip4-bad-mask"]))), "ip6-bad-mask": seq(context(0, subtree(GN["ip6-bad-mask"]))), "ip-no-mask": seq(context(0, subtree(GN["ip4"]))), "directory": seq(context(0, subtree(GN["directory"]))), "email-host": seq(context(0, subtree(primitive(1, b"example.com")))), "email-dot": seq(context(0, subtree(primitive(1, b".example.com")))), "uri": seq(context(0, subtree(primitive(6, b".example.com")))), "uri-host": seq(context(0, subtree(primitive(6, b"host.example.com")))), "uri-full": seq(context(0, subtree(GN["uri"]))), "uri-bad": seq(context(0, subtree(primitive(6, b"a b")))), "minimum": seq(context(0, subtree(GN["dns"], b"\2"))), "maximum": seq(context(0, subtree(GN["dns"], b"\0", b"\5"))), "minimum-negative": seq(context(0, subtree(GN["dns"], b"\xff"))), "two": seq(context(0, subtree(GN["dns"]), subtree(GN["email"]), subtree(GN["ip4-mask"]))), "empty": seq(), "empty-permitted": seq(context(0)), "empty-excluded": seq(context(1)), "unknown": seq(context(2, NULL)), "twice": seq(context(0, subtree(GN["dns"])), context(0, subtree(GN["dns"]))), "junk": seq(utf8("x")), "no-bytes": b"", "not-sequence": utf8("x"), "dns-empty": seq(context(1, subtree(GN["dns-empty"]))), "rid": seq(context(0, subtree(GN["rid"]))), "other": seq(context(0, subtree(GN["other-upn"]))), "x400": seq(context(0, subtree(GN["x400"]))), "subtree-junk": seq(context(0, utf8("x"))), "subtree-tag": seq(context(0, seq(GN["dns"], primitive(2, b"\1")))), "directory-empty": seq(context(1, subtree(GN["directory-empty"]))), "uri-empty": seq(context(1, subtree(primitive(6, b"")))), "email-empty": seq(context(1, subtree(primitive(1, b"")))), "minimum-twice": seq(context(0, seq(GN["dns"], primitive(0, b"\1"), primitive(0, b"\1")))), "subtree-empty": seq(context(0, seq())), "ip6-odd": seq(context(0, subtree(primitive(7, b"\x20\1" + b"\0" * 14 + b"\xff\xff\xff\xfe" + b"\0" * 12)))), "ip4-31": seq(context(0, subtree(primitive(7, b"\1\2\3\4\xff\xff\xff\xfe")))), "edi": seq(context(0, subtree(GN["edi"]))), "not-context": seq(context(0, subtree(utf8("x")))),
}.items():
    ext("namec", label, "2.5.29.30", value)
    if label in ("dns", "both", "unknown", "empty", "junk", "ip4", "x400", "uri-bad", "minimum"):
        ext("namec", f"critical-{label}", "2.5.29.30", value, critical=True)

FROM, TO = primitive(0, b"20200101000000Z"), primitive(1, b"20300101000000Z")
for label, value in {
    "both": seq(FROM, TO), "from": seq(FROM), "to": seq(TO), "empty": seq(), "order": seq(TO, FROM), "reversed": seq(primitive(0, b"20300101000000Z"), primitive(1, b"20200101000000Z")), "twice": seq(FROM, FROM), "unknown": seq(primitive(2, b"x")), "junk": seq(utf8("x")), "bad-date": seq(primitive(0, b"2020")), "utc": seq(primitive(0, b"200101000000Z")), "no-bytes": b"", "not-sequence": utf8("x"), "constructed": seq(context(0, tlv(24, b"20200101000000Z"))), "fraction": seq(primitive(0, b"20200101000000.5Z"), TO), "explicit": seq(context(0, tlv(24, b"20200101000000Z")), context(1, tlv(24, b"20300101000000Z"))),
}.items():
    ext("pkup", label, "2.5.29.16", value)
    ext("pkup", f"critical-{label}", "2.5.29.16", value, critical=True)

ext("other", "ocsp-nocheck", "1.3.6.1.5.5.7.48.1.5", NULL)
ext("other", "ocsp-nocheck-critical", "1.3.6.1.5.5.7.48.1.5", NULL, critical=True)
ext("other", "ocsp-nocheck-empty", "1.3.6.1.5.5.7.48.1.5")
ext("other", "ocsp-nocheck-junk", "1.3.6.1.5.5.7.48.1.5", utf8("x"))
ext("other", "ocsp-nonce", "1.3.6.1.5.5.7.48.1.2", octets(b"abc"))
for label, kind in {
    "tls-feature": "1.3.6.1.5.5.7.1.24", "sct": "1.3.6.1.4.1.11129.2.4.2", "qc-statements": "1.3.6.1.5.5.7.1.3", "ms-template": "1.3.6.1.4.1.311.20.2", "ms-ca-version": "1.3.6.1.4.1.311.21.1", "ms-template-7": "1.3.6.1.4.1.311.21.7", "ns-comment": "2.16.840.1.113730.1.13", "ns-base-url": "2.16.840.1.113730.1.2", "biometric": "1.3.6.1.5.5.7.1.2", "proxy": "1.3.6.1.5.5.7.1.14", "entrust": "1.2.840.113533.7.65.0", "subject-attributes": "2.5.29.9", "unknown": "1.2.3.4.5", "smime": "1.2.840.113549.1.9.15", "instruction": "2.5.29.23", "invalidity": "2.5.29.24", "certificate-issuer": "2.5.29.29", "old-aki": "2.5.29.1", "old-policies": "2.5.29.3", "old-subject-alt": "2.5.29.7", "old-basic": "2.5.29.10", "poison": "1.3.6.1.4.1.11129.2.4.3", "ms-app-policies": "1.3.6.1.4.1.311.21.10", "no-rev-avail": "2.5.29.56", "huge-oid": "2.25.340282366920938463463374607431768211455",
}.items():
    ext("other", label, kind, seq(utf8("some text"), integer(5)))
    ext("other", f"critical-{label}", kind, seq(utf8("some text"), integer(5)), critical=True)
for size in (0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 255, 256, 300, 4200):
    ext("other", f"dump-{size:04}", "1.2.3.4.5", bytes(index * 7 % 256 for index in range(size)))

BASIC, USAGE = extension("2.5.29.19", seq(boolean(True)), True), extension("2.5.29.15", bits(b"\6", 1), True)


def several(label, *extensions):
    add("extensions", label, certificate(extensions=list(extensions)))


U1, U2, U9 = (extension(kind, integer(7)) for kind in ("1.2.3.4.5", "2.5.29.99", "9.9.9" if False else "2.999.1"))
several("order", SOME, USAGE, BASIC, U1, U2, U9)
several("order-reversed", U9, U2, U1, BASIC, USAGE, SOME)
several("twice", SOME, SOME)
several("twice-unknown", U1, U1)
several("many", *(extension(f"1.2.3.{index}", NULL) for index in range(60)))
several("many-twice", *(extension(f"1.2.3.{index}", NULL) for index in range(60)), extension("1.2.3.2", NULL))
several("many-twice-late", *(extension(f"1.2.3.{index}", NULL) for index in range(60)), extension("1.2.3.50", NULL))
several("twice-critical", BASIC, BASIC)
several("twice-unparseable", extension("2.5.29.14", utf8("x")), extension("2.5.29.14", utf8("y")))
several("twice-one-bad", extension("2.5.29.14", utf8("x")), SOME)
several("twice-bad-second", SOME, extension("2.5.29.14", utf8("x")))
several("unparseable-and-good", BASIC, extension("2.5.29.15", utf8("x")), SOME, extension("2.5.29.37", utf8("y")), U1)
several("all-known", *(extension(kind, value, critical) for kind, value, critical in (
    ("2.5.29.14", octets(b"\1\2"), None), ("2.5.29.35", seq(KEYID), None), ("2.5.29.19", seq(boolean(True)), True), ("2.5.29.15", bits(b"\6", 1), True), ("2.5.29.37", seq(oid("1.3.6.1.5.5.7.3.1")), None), (SAN, seq(GN["dns"]), None), (IAN, seq(GN["dns"]), None), ("2.5.29.31", POINTS["uri"], None), ("2.5.29.46", POINTS["uri"], None), ("2.5.29.28", seq(full(CRL_URI)), None), ("1.3.6.1.5.5.7.1.1", ACCESS["ocsp"], None), ("1.3.6.1.5.5.7.1.11", ACCESS["repository"], None), ("2.5.29.32", seq(policy("1.2.3.4")), None), ("2.5.29.33", seq(seq(oid("1.2.3"), oid("1.2.4"))), None), ("2.5.29.36", seq(primitive(0, b"\0")), None), ("2.5.29.54", integer(0), None), ("2.5.29.30", seq(context(0, subtree(GN["dns"]))), None), ("2.5.29.16", seq(FROM, TO), None), ("2.16.840.1.113730.1.1", bits(b"\x07"), None), ("1.3.6.1.5.5.7.48.1.5", NULL, None), ("2.5.29.20", integer(5), None), ("2.5.29.27", integer(5), None), ("2.5.29.21", tlv(10, b"\1"), None), ("2.5.29.29", seq(GN["directory"]), None), ("2.5.29.9", seq(), None), ("1.2.3.4.5", NULL, None), ("2.16.840.1.113730.1.13", ia5("comment"), None),
)))
several("critical-false-explicit", extension("2.5.29.14", octets(b"\1"), False))
several("critical-one", seq(oid("2.5.29.14"), boolean(b"\1"), octets(octets(b"\1"))))
several("critical-long", seq(oid("2.5.29.14"), boolean(b"\1\1"), octets(octets(b"\1"))))
several("not-a-sequence", utf8("x"))
several("no-oid", seq(utf8("x"), octets(b"x")))
several("no-value", seq(oid("2.5.29.14")))
several("value-not-octets", seq(oid("2.5.29.14"), utf8("x")))
several("trailing", seq(oid("2.5.29.14"), octets(octets(b"\1")), NULL))
several("value-constructed", seq(oid("2.5.29.14"), tlv(0x24, octets(octets(b"\1")))))
several("unknown-no-value", seq(oid("1.2.3.4")))
several("empty-sequence", seq())
several("critical-only", seq(oid("1.2.3.4"), boolean(True)))
several("twice-bad-critical", BASIC, extension("2.5.29.19", utf8("x")))
several("unparseable-several", *(extension(kind, utf8("x")) for kind in ("2.5.29.15", "2.5.29.17", "2.5.29.31", "2.5.29.19", "2.5.29.14", "1.3.6.1.5.5.7.1.1", "2.5.29.32", "2.5.29.36", "2.5.29.54", "2.16.840.1.113730.1.1", "2.5.29.30", "2.5.29.33")))
several("unparseable-many", *(extension(kind, utf8("x")) for kind in ("2.5.29.37", "2.5.29.15", "2.5.29.17", "2.5.29.31", "2.5.29.19")))
