"""DER by hand: just enough to write certificates with exactly one thing strange about them."""


def length(count):
    if count < 128:
        return bytes([count])
    octets = count.to_bytes((count.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(octets)]) + octets


def tlv(tag, *parts):
    body = b"".join(parts)
    return bytes([tag]) + length(len(body)) + body


def seq(*parts):
    return tlv(0x30, *parts)


def set_of(*parts):
    return tlv(0x31, *parts)


def integer(value):
    if isinstance(value, bytes):
        return tlv(2, value)
    return tlv(2, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    body = b""
    for arc in [arcs[0] * 40 + arcs[1]] + arcs[2:]:
        groups = [arc & 0x7F]
        while arc > 0x7F:
            arc >>= 7
            groups.insert(0, 0x80 | arc & 0x7F)
        body += bytes(groups)
    return tlv(6, body)


def boolean(value):
    return tlv(1, b"\xff" if value is True else b"\0" if value is False else value)


def octets(*parts):
    return tlv(4, *parts)


def bits(body, unused=0):
    return tlv(3, bytes([unused]), body)


def utf8(text):
    return tlv(12, text.encode() if isinstance(text, str) else text)


def printable(text):
    return tlv(19, text.encode("latin-1") if isinstance(text, str) else text)


def ia5(text):
    return tlv(22, text.encode("latin-1") if isinstance(text, str) else text)


def context(number, *parts):
    """[number], constructed."""
    return tlv(0xA0 | number, *parts)


def primitive(number, *parts):
    """[number], primitive."""
    return tlv(0x80 | number, *parts)


NULL = b"\5\0"


def attribute(kind, value):
    return seq(oid(kind), value)


def name(*rdns):
    """Each RDN is a (kind, value) pair or a list of such pairs."""
    return seq(*(set_of(*(attribute(*pair) for pair in (rdn if isinstance(rdn, list) else [rdn]))) for rdn in rdns))


CN, C, O, OU = "2.5.4.3", "2.5.4.6", "2.5.4.10", "2.5.4.11"
TEST = name((CN, utf8("Test")))
UTC_FROM, UTC_TO = tlv(23, b"200101000000Z"), tlv(23, b"300101000000Z")
ECDSA_SHA256 = seq(oid("1.2.840.10045.4.3.2"))
P256_POINT = bytes.fromhex(
    "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
)
P256 = seq(seq(oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7")), bits(P256_POINT))


def extension(kind, value, critical=None):
    flag = b"" if critical is None else boolean(critical)
    return seq(oid(kind), flag, octets(value))


def certificate(
    serial=integer(1),
    version=context(0, integer(2)),
    algorithm=ECDSA_SHA256,
    outer=None,
    issuer=TEST,
    validity=None,
    start=UTC_FROM,
    end=UTC_TO,
    subject=TEST,
    key=P256,
    unique=b"",
    extensions=None,
    signature=None,
    extra=b"",
    tail=b"",
):
    body = seq(
        version,
        serial,
        algorithm,
        issuer,
        validity if validity is not None else seq(start, end),
        subject,
        key,
        unique,
        context(3, seq(*extensions)) if isinstance(extensions, list) else extensions or b"",
        extra,
    )
    return seq(body, outer or algorithm, signature if signature is not None else bits(b"\x30\x06\2\1\1\2\1\1"), tail)
