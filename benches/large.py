#!/usr/bin/env python3
"""Writes a keystore of very many trusted certificates, made from real ones.

Usage: large.py jks|p12 COUNT ROOTS.pem OUT

The certificates are those of ROOTS.pem in turn; each has its own number in the last bytes of its signature, so that no
two are alike. The JKS has the password `changeit`; the PKCS12 is password-less, as `keystore.pkcs12.*` can ask for.
"""
import base64
import hashlib
import re
import struct
import sys

DATE = 1_700_000_000_000


def roots(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        bodies = re.findall(r"-----BEGIN CERTIFICATE-----([^-]*)-----END", file.read())
    return [base64.b64decode(body) for body in bodies]


def certificates(path, count):
    originals = roots(path)
    for number in range(count):
        yield number, originals[number % len(originals)][:-4] + struct.pack(">I", number)


def text(value):
    data = value.encode()
    return struct.pack(">H", len(data)) + data


def jks(path, count):
    out = bytearray(struct.pack(">III", 0xFEEDFEED, 2, count))
    for number, certificate in certificates(path, count):
        out += struct.pack(">I", 2) + text(f"root{number:06}") + struct.pack(">q", DATE) + text("X.509")
        out += struct.pack(">I", len(certificate)) + certificate
    digest = hashlib.sha1("changeit".encode("utf-16-be") + b"Mighty Aphrodite" + out)
    return out + digest.digest()


def tlv(tag, *parts):
    content = b"".join(parts)
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size, "big") + content


def oid(dotted):
    numbers = [int(part) for part in dotted.split(".")]
    content = bytearray([numbers[0] * 40 + numbers[1]])
    for number in numbers[2:]:
        digits = [number & 0x7F]
        while number := number >> 7:
            digits.append(0x80 | number & 0x7F)
        content += bytes(reversed(digits))
    return tlv(0x06, bytes(content))


def p12(path, count):
    data, bag, x509 = oid("1.2.840.113549.1.7.1"), oid("1.2.840.113549.1.12.10.1.3"), oid("1.2.840.113549.1.9.22.1")
    name_id, usage_id = oid("1.2.840.113549.1.9.20"), oid("2.16.840.1.113894.746875.1.1")
    usage = tlv(0x30, usage_id, tlv(0x31, oid("2.5.29.37.0")))
    bags = bytearray()
    for number, certificate in certificates(path, count):
        name = tlv(0x30, name_id, tlv(0x31, tlv(0x1E, f"root{number:06}".encode("utf-16-be"))))
        value = tlv(0xA0, tlv(0x30, x509, tlv(0xA0, tlv(0x04, certificate))))
        bags += tlv(0x30, bag, value, tlv(0x31, name, usage))
    content = tlv(0x30, data, tlv(0xA0, tlv(0x04, tlv(0x30, bytes(bags)))))
    safe = tlv(0x30, content)
    return tlv(0x30, b"\x02\x01\x03", tlv(0x30, data, tlv(0xA0, tlv(0x04, safe))))


def main():
    kind, count, pem, out = sys.argv[1:]
    made = {"jks": jks, "p12": p12}[kind](pem, int(count))
    with open(out, "wb") as file:
        file.write(made)


main()
