"""The scenes of revocation.py: certificates, responses and CRLs, made with the package `cryptography`.

OCSP responses are written octet by octet, since most of them are ones that no library makes.
"""
import datetime
import hashlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from revocation import NOW, b64, milliseconds

DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)
# In texts that are recorded: not the moment of the recording.
GONE, INVALID = datetime.datetime(2026, 10, 29, 12, tzinfo=datetime.timezone.utc), datetime.datetime(2026, 10, 19, 12, tzinfo=datetime.timezone.utc)
FROM, UNTIL = datetime.datetime(2026, 1, 1), datetime.datetime(2036, 1, 1)
REASONS = {
    "unspecified": 0, "keyCompromise": 1, "cACompromise": 2, "affiliationChanged": 3, "superseded": 4, "cessationOfOperation": 5,
    "certificateHold": 6, "removeFromCRL": 8, "privilegeWithdrawn": 9, "aACompromise": 10,
}


def naive(moment):
    return moment.replace(tzinfo=None)


# DER.

def tlv(tag, *parts):
    content = b"".join(parts)
    length = len(content)
    if length < 128:
        return bytes([tag, length]) + content
    digits = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(digits)]) + digits + content


def seq(*parts):
    return tlv(0x30, *parts)


def integer(number):
    return tlv(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def oid(dotted):
    first, second, *rest = map(int, dotted.split("."))
    content = [40 * first + second]
    for number in rest:
        digits = [number & 0x7F]
        while number := number >> 7:
            digits.insert(0, 0x80 | number & 0x7F)
        content += digits
    return tlv(6, bytes(content))


def when(moment):
    return tlv(0x18, moment.strftime("%Y%m%d%H%M%SZ").encode())


def extension(dotted, value, critical=False):
    return seq(oid(dotted), tlv(1, b"\xff") if critical else b"", tlv(4, value))


NONCE = "1.3.6.1.5.5.7.48.1.2"


# Certificates.

class Own:
    """A certificate and its key."""

    def __init__(self, certificate, key):
        self.certificate, self.key = certificate, key
        self.der = certificate.public_bytes(serialization.Encoding.DER)
        self.name = certificate.subject
        spki = certificate.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        # The octets of the key itself: after the algorithm, without the count of unused bits.
        self.key_octets = bits_of(spki)


def bits_of(spki):
    def header(at):
        first = spki[at + 1]
        return (at + 2, first) if first < 128 else (at + 2 + (first & 0x7F), int.from_bytes(spki[at + 2:at + 2 + (first & 0x7F)], "big"))
    start, _ = header(0)
    start_of_algorithm, length = header(start)
    start_of_bits, length = header(start_of_algorithm + length)
    return spki[start_of_bits + 1:start_of_bits + length]


def named(text):
    return x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Revocation Tests"), x509.NameAttribute(NameOID.COMMON_NAME, text)])


SERIAL = [1000]


def make(name, issuer=None, ca=False, key=None, ocsp=(), crl=(), usage=None, eku=None, start=FROM, end=UNTIL, extra=(), aki=True, algorithm=hashes.SHA256):
    key = key or ec.generate_private_key(ec.SECP256R1())
    SERIAL[0] += 1
    name = named(name) if isinstance(name, str) else name
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(issuer.name if issuer else name).public_key(key.public_key())
    builder = builder.serial_number(SERIAL[0]).not_valid_before(start).not_valid_after(end)
    builder = builder.add_extension(x509.BasicConstraints(ca, None), critical=True)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    if issuer and aki:
        builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
    usage = usage if usage is not None else (["key_cert_sign", "crl_sign"] if ca else ["digital_signature"])
    flags = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
    builder = builder.add_extension(x509.KeyUsage(**{flag: flag in usage for flag in flags}), critical=True)
    if eku:
        builder = builder.add_extension(x509.ExtendedKeyUsage(eku), critical=False)
    if ocsp:
        urls = [x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(url)) for url in ocsp]
        builder = builder.add_extension(x509.AuthorityInformationAccess(urls), critical=False)
    if crl:
        points = [point if isinstance(point, x509.DistributionPoint) else dp(point) for point in crl]
        builder = builder.add_extension(x509.CRLDistributionPoints(points), critical=False)
    for one, critical in extra:
        builder = builder.add_extension(one, critical=critical)
    return Own(builder.sign(issuer.key if issuer else key, algorithm()), key)


def dp(*urls, reasons=None, issuer=None):
    names = [x509.UniformResourceIdentifier(url) for url in urls] or None
    return x509.DistributionPoint(names, None, reasons, [x509.DirectoryName(issuer)] if issuer else None)


SERVER = [ExtendedKeyUsageOID.SERVER_AUTH]
RESPONDER = [ExtendedKeyUsageOID.OCSP_SIGNING]

root = make("Root", ca=True)
other = make("Other Root", ca=True)
middle_key = ec.generate_private_key(ec.SECP256R1())


# OCSP.

def cert_id(cert, issuer, digest="sha1", name=None, key=None, serial=None):
    hashed = lambda octets: hashlib.new(digest, octets).digest()
    algorithm = {"sha1": "1.3.14.3.2.26", "sha256": "2.16.840.1.101.3.4.2.1"}[digest]
    return seq(
        seq(oid(algorithm), tlv(5)), tlv(4, hashed(name or issuer.name.public_bytes())), tlv(4, hashed(key or issuer.key_octets)),
        integer(serial or cert.certificate.serial_number))


def single(cert, issuer, status="good", this=NOW - DAY, next=NOW + DAY, reason=None, at=GONE, extensions=(), **of_id):
    status = {
        "good": tlv(0x80), "unknown": tlv(0x82),
        "revoked": tlv(0xA1, when(at), tlv(0xA0, tlv(0x0A, bytes([reason]))) if reason is not None else b""),
    }[status]
    return seq(
        cert_id(cert, issuer, **of_id), status, when(this), tlv(0xA0, when(next)) if next else b"",
        tlv(0xA1, seq(*extensions)) if extensions else b"")


def sign(key, octets, digest="sha256"):
    algorithm = {"sha256": hashes.SHA256, "sha1": hashes.SHA1, "md5": hashes.MD5}[digest]()
    if isinstance(key, rsa.RSAPrivateKey):
        dotted = {"sha256": "1.2.840.113549.1.1.11", "sha1": "1.2.840.113549.1.1.5", "md5": "1.2.840.113549.1.1.4"}[digest]
        return seq(oid(dotted), tlv(5)), key.sign(octets, padding.PKCS1v15(), algorithm)
    dotted = {"sha256": "1.2.840.10045.4.3.2", "sha1": "1.2.840.10045.4.1"}[digest]
    return seq(oid(dotted)), key.sign(octets, ec.ECDSA(algorithm))


def basic(singles, signer, by="name", certificates=(), extensions=(), produced=NOW - DAY, key=None, responder=None, digest="sha256", flip=False, version=b""):
    responder = responder or signer
    identity = tlv(0xA1, responder.name.public_bytes()) if by == "name" else tlv(0xA2, tlv(4, hashlib.sha1(responder.key_octets).digest()))
    data = seq(version, identity, when(produced), seq(*singles), tlv(0xA1, seq(*extensions)) if extensions else b"")
    algorithm, signature = sign(key or signer.key, data, digest)
    if flip:
        signature = signature[:-1] + bytes([signature[-1] ^ 1])
    kept = tlv(0xA0, seq(*[one.der for one in certificates])) if certificates else b""
    return seq(data, algorithm, tlv(3, b"\0", signature), kept)


def response(octets, status=0, kind="1.3.6.1.5.5.7.48.1.1"):
    inside = tlv(0xA0, seq(oid(kind), tlv(4, octets))) if octets is not None else b""
    return seq(tlv(0x0A, bytes([status])), inside)


# CRLs.

def crl(issuer, revoked=(), this=NOW - DAY, next=NOW + DAY, key=None, extensions=(), number=1, aki=True, digest=hashes.SHA256, name=None):
    builder = x509.CertificateRevocationListBuilder().issuer_name(name or issuer.name).last_update(naive(this))
    builder = builder.next_update(naive(next or NOW))
    for serial, at, entry in revoked:
        one = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(naive(at))
        for extension_, critical in entry:
            one = one.add_extension(extension_, critical)
        builder = builder.add_revoked_certificate(one.build())
    if aki:
        builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
    if number is not None:
        builder = builder.add_extension(x509.CRLNumber(number), critical=False)
    for extension_, critical in extensions:
        builder = builder.add_extension(extension_, critical)
    return builder.sign(key or issuer.key, digest()).public_bytes(serialization.Encoding.DER)


def signed_anew(octets, key, digest):
    """A CRL of an RSA key, signed with a digest that no library signs with any more."""
    rsa_with = lambda number: oid(f"1.2.840.113549.1.1.{number}")
    body = x509.load_der_x509_crl(octets).tbs_certlist_bytes.replace(rsa_with(11), rsa_with({"sha1": 5, "md5": 4}[digest]))
    algorithm, signature = sign(key, body, digest)
    return seq(body, algorithm, tlv(3, b"\0", signature))


def idp(url=None, **flags):
    given = {"only_contains_user_certs": False, "only_contains_ca_certs": False, "only_some_reasons": None, "indirect_crl": False, "only_contains_attribute_certs": False}
    names = [x509.UniformResourceIdentifier(url)] if url else None
    return (x509.IssuingDistributionPoint(full_name=names, relative_name=None, **{**given, **flags}), True)


# Scenes.

FOUND = []
OCSP = {"security:ocsp.enable": "true"}
CRLDP = {"com.sun.security.enableCRLDP": "true"}
BOTH = {**OCSP, **CRLDP}


def served(body=b"", status=200, **more):
    return {"status": status, "body": b64(body), **more}


def scene(id, sent, served, properties=OCSP, how="plain", at=NOW, crls=(), staples=(), roots=None):
    FOUND.append({
        "id": id, "how": how, "properties": properties, "at": milliseconds(at), "clock": milliseconds(NOW), "sent": [b64(one.der) for one in sent],
        "roots": [b64(one.der) for one in roots or [root]], "crls": [b64(one) for one in crls],
        "staples": [staple and b64(staple) for staple in staples], "served": served,
    })


def ocsp_scene(id, make_response, properties=OCSP, how="plain", leaf=None, http=None, **more):
    """A leaf below the root whose responder answers with what `make_response` makes of it."""
    host = f"{id}.ocsp.test"
    leaf = leaf or make(id, root, ocsp=[f"http://{host}/"], eku=SERVER)
    answer = http if http is not None else served(make_response(leaf))
    scene(id, [leaf], {host: answer}, properties, how, **more)


def crl_scene(id, make_crl, properties=CRLDP, how="plain", leaf=None, http=None, points=None, **more):
    host = f"{id}.crl.test"
    leaf = leaf or make(id, root, crl=points or [f"http://{host}/own.crl"], eku=SERVER)
    answer = http if http is not None else served(make_crl(leaf))
    scene(id, [leaf], {host: answer}, properties, how, **more)


def good(leaf, **more):
    return response(basic([single(leaf, root, **more)], root))


def delegated(name="Responder", issuer=None, eku=RESPONDER, **more):
    return make(name, issuer or root, eku=eku, **more)


def revoked(leaf, at=GONE, *entry):
    return (leaf.certificate.serial_number, at, entry)


def ocsp_answers():
    ocsp_scene("ocsp-good", good)
    ocsp_scene("ocsp-good-by-key", lambda leaf: response(basic([single(leaf, root)], root, by="key")))
    ocsp_scene("ocsp-unknown", lambda leaf: good(leaf, status="unknown"))
    ocsp_scene("ocsp-revoked", lambda leaf: good(leaf, status="revoked"))
    for name, number in REASONS.items():
        ocsp_scene(f"ocsp-revoked-{name.lower()}", lambda leaf, number=number: good(leaf, status="revoked", reason=number))
    for number in (7, 11):
        ocsp_scene(f"ocsp-revoked-{number}", lambda leaf, number=number: good(leaf, status="revoked", reason=number))
    ocsp_scene("ocsp-revoked-later", lambda leaf: good(leaf, status="revoked", at=NOW + 12 * 60 * MINUTE))
    invalidity = extension("2.5.29.24", when(INVALID))
    ocsp_scene("ocsp-revoked-extensions", lambda leaf: good(leaf, status="revoked", reason=1, extensions=[invalidity]))
    ocsp_scene("ocsp-single-critical", lambda leaf: good(leaf, extensions=[extension("1.2.3.4", b"\5\0", True)]))
    ocsp_scene("ocsp-single-extension", lambda leaf: good(leaf, extensions=[extension("1.2.3.4", b"\5\0")]))
    ocsp_scene("ocsp-response-critical", lambda leaf: response(basic([single(leaf, root)], root, extensions=[extension("1.2.3.4", b"\5\0", True)])))
    ocsp_scene("ocsp-response-extension", lambda leaf: response(basic([single(leaf, root)], root, extensions=[extension("1.2.3.4", b"\5\0")])))
    for number in (1, 2, 3, 5, 6, 4, 9):
        ocsp_scene(f"ocsp-status-{number}", lambda leaf, number=number: response(None, number))
    ocsp_scene("ocsp-no-body", lambda leaf: response(None))
    ocsp_scene("ocsp-other-kind", lambda leaf: response(basic([single(leaf, root)], root), kind="1.2.3.4"))
    ocsp_scene("ocsp-garbage", lambda leaf: b"<html><body>Please log in.</body></html>")
    ocsp_scene("ocsp-truncated", lambda leaf: good(leaf)[:-9])
    ocsp_scene("ocsp-trailing", lambda leaf: good(leaf) + b"\0\0")
    ocsp_scene("ocsp-version", lambda leaf: response(basic([single(leaf, root)], root, version=tlv(0xA0, integer(1)))))
    ocsp_scene("ocsp-no-singles", lambda leaf: response(basic([], root)))
    ocsp_scene("ocsp-wrong-serial", lambda leaf: good(leaf, serial=77))
    ocsp_scene("ocsp-wrong-issuer", lambda leaf: good(leaf, name=other.name.public_bytes()))
    ocsp_scene("ocsp-wrong-key", lambda leaf: good(leaf, key=b"other"))
    ocsp_scene("ocsp-sha256-id", lambda leaf: good(leaf, digest="sha256"))
    ocsp_scene("ocsp-second-single", lambda leaf: response(basic([single(root, root, status="revoked"), single(leaf, root)], root)))
    ocsp_scene("ocsp-two-singles", lambda leaf: response(basic([single(leaf, root), single(leaf, root, status="revoked")], root)))
    ocsp_scene("ocsp-two-singles-revoked-first", lambda leaf: response(basic([single(leaf, root, status="revoked"), single(leaf, root)], root)))


def ocsp_shapes():
    """Responses that are none, each in another place."""
    ok = lambda leaf: single(leaf, root)
    whole = lambda leaf: basic([ok(leaf)], root)
    named = tlv(0xA1, root.name.public_bytes())
    def of_data(*parts):
        data = seq(*parts)
        algorithm, signature = sign(root.key, data)
        return response(seq(data, algorithm, tlv(3, b"\0", signature)))
    shapes = {
        "set": lambda leaf: tlv(0x31, response(whole(leaf))[2:]), "bytes-tag": lambda leaf: seq(tlv(0x0A, b"\0"), tlv(0xA1, seq(oid("1.3.6.1.5.5.7.48.1.1"), tlv(4, whole(leaf))))),
        "bytes-set": lambda leaf: seq(tlv(0x0A, b"\0"), tlv(0xA0, tlv(0x31, oid("1.3.6.1.5.5.7.48.1.1"), tlv(4, whole(leaf))))),
        "bytes-string": lambda leaf: seq(tlv(0x0A, b"\0"), tlv(0xA0, seq(oid("1.3.6.1.5.5.7.48.1.1"), tlv(0x0C, whole(leaf))))),
        "basic-set": lambda leaf: response(tlv(0x31, integer(1))), "data-set": lambda leaf: response(seq(tlv(0x31, integer(1)), seq(oid("1.2.3")), tlv(3, b"\0"))),
        "responder": lambda leaf: of_data(tlv(0xA3, root.name.public_bytes()), when(NOW), seq(ok(leaf))),
        "produced": lambda leaf: of_data(named, tlv(0x17, b"261128120000Z"), seq(ok(leaf))),
        "single-set": lambda leaf: of_data(named, when(NOW), seq(tlv(0x31, ok(leaf)))),
        "status": lambda leaf: of_data(named, when(NOW), seq(seq(cert_id(leaf, root), tlv(0x83), when(NOW)))),
        "this-update": lambda leaf: of_data(named, when(NOW), seq(seq(cert_id(leaf, root), tlv(0x80), tlv(0x17, b"261128120000Z")))),
        "single-field": lambda leaf: of_data(named, when(NOW), seq(seq(cert_id(leaf, root), tlv(0x80), when(NOW - DAY), tlv(0xA2, when(NOW + DAY))))),
        "certificates": lambda leaf: response(whole(leaf)[:0] + seq(*pieces(whole(leaf)), tlv(0xA1, seq()))),
    }
    for name, make_response in shapes.items():
        ocsp_scene(f"ocsp-shape-{name}", make_response)


def pieces(octets):
    """The elements of a SEQUENCE of up to 64 KiB, the last as it is."""
    start = 2 if octets[1] < 128 else 2 + (octets[1] & 0x7F)
    return [octets[start:]]


def ocsp_times():
    ocsp_scene("ocsp-expired", lambda leaf: good(leaf, this=NOW - 3 * DAY, next=NOW - 2 * DAY))
    ocsp_scene("ocsp-expired-10-minutes", lambda leaf: good(leaf, next=NOW - 10 * MINUTE))
    ocsp_scene("ocsp-expired-20-minutes", lambda leaf: good(leaf, next=NOW - 20 * MINUTE))
    ocsp_scene("ocsp-future", lambda leaf: good(leaf, this=NOW + DAY, next=NOW + 2 * DAY))
    ocsp_scene("ocsp-future-10-minutes", lambda leaf: good(leaf, this=NOW + 10 * MINUTE))
    ocsp_scene("ocsp-future-20-minutes", lambda leaf: good(leaf, this=NOW + 20 * MINUTE))
    ocsp_scene("ocsp-no-next", lambda leaf: good(leaf, next=None))
    ocsp_scene("ocsp-no-next-recent", lambda leaf: good(leaf, this=NOW - 5 * MINUTE, next=None))
    ocsp_scene("ocsp-no-next-10-minutes", lambda leaf: good(leaf, this=NOW - 10 * MINUTE, next=None))
    ocsp_scene("ocsp-no-next-20-minutes", lambda leaf: good(leaf, this=NOW - 20 * MINUTE, next=None))
    ocsp_scene("ocsp-expired-revoked", lambda leaf: good(leaf, status="revoked", this=NOW - 3 * DAY, next=NOW - 2 * DAY))
    ocsp_scene("ocsp-produced-late", lambda leaf: response(basic([single(leaf, root)], root, produced=NOW + 5 * DAY)))
    both = lambda leaf: [single(leaf, root), single(root, root, this=NOW - 3 * DAY, next=NOW - 2 * DAY)]
    ocsp_scene("ocsp-other-single-expired", lambda leaf: response(basic(both(leaf), root)))


    # Of another instant than the clock's.
    for days in (-3, 3):
        ocsp_scene(f"ocsp-at-{days}-days", good, at=NOW + days * DAY)
        ocsp_scene(f"ocsp-at-{days}-days-matching", lambda leaf: good(leaf, this=NOW + days * DAY - MINUTE, next=NOW + days * DAY + MINUTE), at=NOW + days * DAY)
        crl_scene(f"crl-at-{days}-days", lambda leaf: crl(root), at=NOW + days * DAY)
        crl_scene(f"crl-at-{days}-days-matching", lambda leaf: crl(root, this=NOW + days * DAY - MINUTE, next=NOW + days * DAY + MINUTE), at=NOW + days * DAY)


def ocsp_signers():
    ocsp_scene("ocsp-flipped", lambda leaf: response(basic([single(leaf, root)], root, flip=True)))
    ocsp_scene("ocsp-wrong-signer", lambda leaf: response(basic([single(leaf, root)], root, key=other.key)))
    ocsp_scene("ocsp-stranger", lambda leaf: response(basic([single(leaf, root)], other)))
    ocsp_scene("ocsp-stranger-sent", lambda leaf: response(basic([single(leaf, root)], other, certificates=[other])))
    ocsp_scene("ocsp-stranger-by-key", lambda leaf: response(basic([single(leaf, root)], other, by="key")))
    responders = {
        "good": {}, "no-eku": {"eku": None}, "other-eku": {"eku": SERVER}, "expired": {"end": datetime.datetime(2026, 6, 1)},
        "future": {"start": datetime.datetime(2035, 1, 1)}, "other-issuer": {"issuer": other}, "no-usage": {"usage": []},
        "usage-crl-only": {"usage": ["crl_sign"]}, "no-check": {"extra": [(x509.OCSPNoCheck(), False)]},
        "critical": {"extra": [(x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\5\0"), True)]},
        "ca": {"ca": True, "usage": ["key_cert_sign", "digital_signature"]}, "no-aki": {"aki": False},
        "any-eku": {"eku": [ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE]},
    }
    for name, given in responders.items():
        responder = delegated(f"Responder {name}", **given)
        ocsp_scene(f"ocsp-delegated-{name}", lambda leaf, responder=responder: response(basic([single(leaf, root)], responder, certificates=[responder])))
    responder = delegated("Responder by key")
    ocsp_scene("ocsp-delegated-by-key", lambda leaf: response(basic([single(leaf, root)], responder, by="key", certificates=[responder])))
    ocsp_scene("ocsp-delegated-not-sent", lambda leaf: response(basic([single(leaf, root)], responder)))
    ocsp_scene("ocsp-delegated-second", lambda leaf: response(basic([single(leaf, root)], responder, certificates=[root, responder])))
    ocsp_scene("ocsp-delegated-flipped", lambda leaf: response(basic([single(leaf, root)], responder, certificates=[responder], flip=True)))
    ocsp_scene("ocsp-delegated-revoked", lambda leaf: response(basic([single(leaf, root, status="revoked", reason=4)], responder, certificates=[responder])))
    forged = delegated("Responder forged", issuer=Own(root.certificate, other.key))
    ocsp_scene("ocsp-delegated-forged", lambda leaf: response(basic([single(leaf, root)], forged, certificates=[forged])))
    ocsp_scene("ocsp-name-of-root-sent-delegated", lambda leaf: response(basic([single(leaf, root)], responder, responder=root, certificates=[responder])))
    ocsp_scene("ocsp-named-responder", lambda leaf: response(basic([single(leaf, root)], other)), {**OCSP, "security:ocsp.responderCertSubjectName": "CN=Other Root,O=Revocation Tests"}, roots=[root, other])
    ocsp_scene("ocsp-named-responder-missing", good, {**OCSP, "security:ocsp.responderCertSubjectName": "CN=Nobody"})
    ocsp_scene("ocsp-named-responder-issuer", lambda leaf: response(basic([single(leaf, root)], other)), {**OCSP, "security:ocsp.responderCertIssuerName": "CN=Other Root,O=Revocation Tests", "security:ocsp.responderCertSerialNumber": f"{other.certificate.serial_number:x}"}, roots=[root, other])
    ocsp_scene("ocsp-named-responder-half", good, {**OCSP, "security:ocsp.responderCertIssuerName": "CN=Other Root,O=Revocation Tests"})
    ocsp_scene("ocsp-named-responder-root-signs", good, {**OCSP, "security:ocsp.responderCertSubjectName": "CN=Other Root,O=Revocation Tests"}, roots=[root, other])
    rsa_root = make("RSA Root", ca=True, key=rsa.generate_private_key(65537, 2048))
    for digest in ("sha1", "md5"):
        id = f"ocsp-{digest}"
        leaf = make(id, rsa_root, ocsp=[f"http://{id}.ocsp.test/"], eku=SERVER)
        scene(id, [leaf], {f"{id}.ocsp.test": served(response(basic([single(leaf, rsa_root)], rsa_root, digest=digest)))}, roots=[rsa_root])
    small = make("Responder small", root, eku=RESPONDER, key=rsa.generate_private_key(65537, 1024))
    ocsp_scene("ocsp-delegated-1024", lambda leaf: response(basic([single(leaf, root)], small, certificates=[small])))
    twice = delegated("Responder below")
    below = make("Responder twice below", twice, eku=RESPONDER)
    ocsp_scene("ocsp-delegated-twice", lambda leaf: response(basic([single(leaf, root)], below, certificates=[below, twice])))


def ocsp_orders():
    """What comes first where two things are wrong."""
    old = {"this": NOW - 3 * DAY, "next": NOW - 2 * DAY}
    ocsp_scene("ocsp-flipped-wrong-serial", lambda leaf: response(basic([single(leaf, root, serial=77)], root, flip=True)))
    ocsp_scene("ocsp-flipped-expired", lambda leaf: response(basic([single(leaf, root, **old)], root, flip=True)))
    ocsp_scene("ocsp-stranger-wrong-serial", lambda leaf: response(basic([single(leaf, root, serial=77)], other)))
    nonce = tlv(4, b"0123456789abcdef")
    how = f"checker,NO_FALLBACK,nonce={b64(nonce)}"
    another = [extension(NONCE, tlv(4, b"fedcba9876543210"))]
    ocsp_scene("ocsp-nonce-other-expired", lambda leaf: response(basic([single(leaf, root, **old)], root, extensions=another)), how=how)
    ocsp_scene("ocsp-nonce-other-flipped", lambda leaf: response(basic([single(leaf, root)], root, extensions=another, flip=True)), how=how)
    gone = {"end": datetime.datetime(2026, 6, 1)}
    forger = Own(root.certificate, other.key)
    for name, given in {
        "no-eku-expired": {"eku": None, **gone}, "other-issuer-no-eku": {"issuer": other, "eku": None}, "forged-expired": {"issuer": forger, **gone},
        "forged-no-eku": {"issuer": forger, "eku": None}, "forged-no-usage": {"issuer": forger, "usage": []}, "no-usage-expired": {"usage": [], **gone},
        "expired-at": {"end": naive(NOW - DAY)},
    }.items():
        responder = delegated(f"Responder {name}", **given)
        for flip in (False, True):
            at = NOW - 2 * DAY if name == "expired-at" else NOW
            ocsp_scene(f"ocsp-delegated-{name}{'-flipped' if flip else ''}", lambda leaf, responder=responder, flip=flip: response(basic([single(leaf, root)], responder, certificates=[responder], flip=flip)), at=at)
    for days in (-2, 2):
        for then in (-1, 1):
            ocsp_scene(f"ocsp-revoked-{then}-at-{days}", lambda leaf: good(leaf, status="revoked", at=NOW + then * DAY), at=NOW + days * DAY)
    twin = make("Root", ca=True)
    ocsp_scene("ocsp-twin-of-issuer-sent", lambda leaf: response(basic([single(leaf, root)], twin, certificates=[twin])))
    rsa_root = make("RSA Root two", ca=True, key=rsa.generate_private_key(65537, 2048))
    for digest in ("sha1", "md5"):
        id = f"crl-{digest}"
        leaf = make(id, rsa_root, crl=[f"http://{id}.crl.test/x.crl"], eku=SERVER)
        scene(id, [leaf], {f"{id}.crl.test": served(signed_anew(crl(rsa_root), rsa_root.key, digest))}, CRLDP, roots=[rsa_root])
    crl_scene("crl-future-10-minutes", lambda leaf: crl(root, this=NOW + 10 * MINUTE))
    crl_scene("crl-future-20-minutes", lambda leaf: crl(root, this=NOW + 20 * MINUTE))
    for days in (-2, 2):
        for then in (-1, 1):
            crl_scene(f"crl-revoked-{then}-at-{days}", lambda leaf: crl(root, [revoked(leaf, NOW + then * DAY)], this=NOW - 5 * DAY, next=NOW + 5 * DAY), at=NOW + days * DAY)
    for id, hosts in {"crl-refused-then-wrong": ["127.0.0.1:1", "crl-refused-then-wrong.crl.test"], "crl-wrong-then-refused": ["crl-wrong-then-refused.crl.test", "127.0.0.1:1"], "crl-refused-then-missing": ["127.0.0.1:1", "missing.crl.test"], "crl-missing-then-refused": ["missing.crl.test", "127.0.0.1:1"]}.items():
        crl_scene(id, lambda leaf: crl(other), points=[f"http://{host}/{id}.crl" for host in hosts])
    crl_scene("crl-no-aki-in-leaf", lambda leaf: crl(root, [revoked(leaf)]), leaf=make("crl-no-aki-in-leaf", root, aki=False, crl=["http://crl-no-aki-in-leaf.crl.test/x"], eku=SERVER))
    crl_scene("crl-only-cas-and-users", None, points=["http://crl-only-cas-and-users-a.crl.test/own.crl", "http://crl-only-cas-and-users.crl.test/own.crl"], http=served(crl(root)))


def ocsp_network():
    ocsp_scene("ocsp-timeout", good, http={"delay": 3})
    for status in (500, 404, 403, 503):
        ocsp_scene(f"ocsp-http-{status}", good, http=served(b"", status))
    ocsp_scene("ocsp-empty", good, http=served(b""))
    for id, url in {"refused": "http://127.0.0.1:1/", "unknown-host": "http://ocsp.invalid/", "https": "https://127.0.0.1:1/", "ldap": "ldap://127.0.0.1:1/x", "not-a-url": "ocsp"}.items():
        scene(f"ocsp-{id}", [make(f"ocsp-{id}", root, ocsp=[url], eku=SERVER)], {})
    host = "ocsp-two-urls.ocsp.test"
    leaf = make("ocsp-two-urls", root, ocsp=["http://127.0.0.1:1/", f"http://{host}/"], eku=SERVER)
    scene("ocsp-two-urls", [leaf], {host: served(good(leaf))})
    leaf = make("ocsp-ldap-and-http", root, ocsp=["ldap://127.0.0.1:1/", "http://ocsp-ldap-and-http.ocsp.test/"], eku=SERVER)
    scene("ocsp-ldap-and-http", [leaf], {"ocsp-ldap-and-http.ocsp.test": served(good(leaf))})
    bare = make("ocsp-no-responder", root, eku=SERVER)
    scene("ocsp-no-responder", [bare], {})
    scene("ocsp-responder-url", [bare], {"ocsp-responder-url.ocsp.test": served(good(bare))}, {**OCSP, "security:ocsp.responderURL": "http://ocsp-responder-url.ocsp.test/"})
    leaf = make("ocsp-responder-url-instead", root, ocsp=["http://127.0.0.1:1/"], eku=SERVER)
    scene("ocsp-responder-url-instead", [leaf], {"ocsp-responder-url-instead.ocsp.test": served(good(leaf))}, {**OCSP, "security:ocsp.responderURL": "http://ocsp-responder-url-instead.ocsp.test/"})
    ocsp_scene("ocsp-off", lambda leaf: good(leaf, status="revoked"), {})
    nonce = tlv(4, b"0123456789abcdef")
    how = f"checker,NO_FALLBACK,nonce={b64(nonce)}"
    said = lambda value: lambda leaf: response(basic([single(leaf, root)], root, extensions=[extension(NONCE, value)]))
    ocsp_scene("ocsp-nonce", said(nonce), how=how)
    ocsp_scene("ocsp-nonce-other", said(tlv(4, b"fedcba9876543210")), how=how)
    ocsp_scene("ocsp-nonce-missing", good, how=how)
    ocsp_scene("ocsp-nonce-unasked", said(nonce))


def paths():
    def two(id, middle_answer, leaf_answer, properties=OCSP, how="plain", middle_url=True, leaf_url=True, crl_of=None, **more):
        hosts = [f"{id}-middle.ocsp.test", f"{id}-leaf.ocsp.test"]
        middle = make(f"{id} middle", root, ca=True, ocsp=[f"http://{hosts[0]}/"] if middle_url else ())
        leaf = make(f"{id} leaf", middle, ocsp=[f"http://{hosts[1]}/"] if leaf_url else (), eku=SERVER)
        answers = {}
        if middle_answer:
            answers[hosts[0]] = served(response(basic([single(middle, root, **middle_answer)], root)))
        if leaf_answer:
            answers[hosts[1]] = served(response(basic([single(leaf, middle, **leaf_answer)], middle)))
        scene(id, [leaf, middle], answers, properties, how, **more)
        return middle, leaf
    two("path-good", {"status": "good"}, {"status": "good"})
    two("path-middle-revoked", {"status": "revoked", "reason": 2}, {"status": "good"})
    two("path-leaf-revoked", {"status": "good"}, {"status": "revoked", "reason": 5})
    two("path-both-revoked", {"status": "revoked"}, {"status": "revoked"})
    two("path-middle-silent", None, {"status": "good"}, middle_url=False)
    two("path-only-leaf", None, {"status": "good"}, how="checker,ONLY_END_ENTITY,NO_FALLBACK", middle_url=False)
    two("path-only-leaf-revoked", None, {"status": "revoked"}, how="checker,ONLY_END_ENTITY,NO_FALLBACK", middle_url=False)
    two("path-soft-middle", None, {"status": "good"}, how="checker,SOFT_FAIL,NO_FALLBACK", middle_url=False)
    two("path-soft-middle-leaf-revoked", {"status": "unknown"}, {"status": "revoked"}, how="checker,SOFT_FAIL,NO_FALLBACK")
    # In what order things are looked at.
    ocsp_scene("order-expired", lambda leaf: good(leaf, status="revoked"), leaf=make("order-expired", root, ocsp=["http://order-expired.ocsp.test/"], eku=SERVER, end=datetime.datetime(2026, 6, 1)))
    ocsp_scene("order-critical", lambda leaf: good(leaf, status="revoked"), leaf=make("order-critical", root, ocsp=["http://order-critical.ocsp.test/"], eku=SERVER, extra=[(x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\5\0"), True)]))
    ocsp_scene("order-usage", lambda leaf: good(leaf, status="revoked"), leaf=make("order-usage", root, ocsp=["http://order-usage.ocsp.test/"], eku=[ExtendedKeyUsageOID.CLIENT_AUTH]))
    ocsp_scene("order-tls-signature", lambda leaf: good(leaf, status="revoked"), leaf=make("order-tls-signature", root, ocsp=["http://order-tls-signature.ocsp.test/"], eku=SERVER, algorithm=hashes.SHA224))
    ocsp_scene("order-tls-usage-bits", lambda leaf: good(leaf, status="revoked"), leaf=make("order-tls-usage-bits", root, ocsp=["http://order-tls-usage-bits.ocsp.test/"], eku=SERVER, usage=[]))
    leaf = make("peer-in-store", root, ocsp=["http://peer-in-store.ocsp.test/"], eku=SERVER)
    scene("peer-in-store", [leaf], {"peer-in-store.ocsp.test": served(good(leaf, status="revoked"))}, roots=[leaf, root])
    for status in ("good", "revoked", "unknown"):
        id = f"search-{status}"
        middle = make(f"{id} middle", root, ca=True, ocsp=[f"http://{id}-middle.ocsp.test/"])
        leaf = make(f"{id} leaf", middle, ocsp=[f"http://{id}-leaf.ocsp.test/"], eku=SERVER)
        answers = {f"{id}-middle.ocsp.test": served(response(basic([single(middle, root)], root))), f"{id}-leaf.ocsp.test": served(response(basic([single(leaf, middle, status=status)], middle)))}
        scene(id, [leaf, other, middle], answers)


def crls():
    crl_scene("crl-good", lambda leaf: crl(root))
    crl_scene("crl-other-revoked", lambda leaf: crl(root, [revoked(root)]))
    crl_scene("crl-revoked", lambda leaf: crl(root, [revoked(leaf)]))
    for name in REASONS:
        crl_scene(f"crl-revoked-{name.lower()}", lambda leaf, name=name: crl(root, [revoked(leaf, GONE, (x509.CRLReason(x509.ReasonFlags(name)), False))]))
    crl_scene("crl-revoked-later", lambda leaf: crl(root, [revoked(leaf, NOW + 12 * 60 * MINUTE)]))
    crl_scene("crl-revoked-invalidity", lambda leaf: crl(root, [revoked(leaf, GONE, (x509.CRLReason(x509.ReasonFlags.key_compromise), False), (x509.InvalidityDate(naive(INVALID)), False))]))
    crl_scene("crl-entry-critical", lambda leaf: crl(root, [revoked(leaf, GONE, (x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\5\0"), True))]))
    crl_scene("crl-other-entry-critical", lambda leaf: crl(root, [revoked(root, GONE, (x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\5\0"), True))]))
    crl_scene("crl-critical", lambda leaf: crl(root, extensions=[(x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\5\0"), True)]))
    crl_scene("crl-expired", lambda leaf: crl(root, this=NOW - 3 * DAY, next=NOW - 2 * DAY))
    crl_scene("crl-expired-revoked", lambda leaf: crl(root, [revoked(leaf)], this=NOW - 3 * DAY, next=NOW - 2 * DAY))
    crl_scene("crl-expired-10-minutes", lambda leaf: crl(root, next=NOW - 10 * MINUTE))
    crl_scene("crl-expired-20-minutes", lambda leaf: crl(root, next=NOW - 20 * MINUTE))
    crl_scene("crl-future", lambda leaf: crl(root, this=NOW + DAY, next=NOW + 2 * DAY))
    crl_scene("crl-wrong-issuer", lambda leaf: crl(other))
    crl_scene("crl-wrong-signer", lambda leaf: crl(root, key=other.key))
    crl_scene("crl-wrong-aki", lambda leaf: crl(other, name=root.name, key=root.key))
    crl_scene("crl-no-aki", lambda leaf: crl(root, aki=False))
    crl_scene("crl-garbage", lambda leaf: b"<html></html>")
    crl_scene("crl-missing", None, http=served(b"", 404))
    crl_scene("crl-500", None, http=served(b"", 500))
    crl_scene("crl-empty", None, http=served(b""))
    crl_scene("crl-timeout", None, http={"delay": 3})
    crl_scene("crl-refused", None, points=["http://127.0.0.1:1/own.crl"], http={})
    crl_scene("crl-unknown-host", None, points=["http://crl.invalid/own.crl"], http={})
    crl_scene("crl-ldap", None, points=["ldap://127.0.0.1:1/cn=x?certificateRevocationList"], http={})
    crl_scene("crl-off", lambda leaf: crl(root, [revoked(leaf)]), {})
    crl_scene("crl-no-point", None, leaf=make("crl-no-point", root, eku=SERVER), http={})
    crl_scene("crl-pem", lambda leaf: x509.load_der_x509_crl(crl(root, [revoked(leaf)])).public_bytes(serialization.Encoding.PEM))
    crl_scene("crl-only-users", lambda leaf: crl(root, [revoked(leaf)], extensions=[idp(only_contains_user_certs=True)]))
    crl_scene("crl-only-cas", lambda leaf: crl(root, [revoked(leaf)], extensions=[idp(only_contains_ca_certs=True)]))
    crl_scene("crl-only-attributes", lambda leaf: crl(root, [revoked(leaf)], extensions=[idp(only_contains_attribute_certs=True)]))
    crl_scene("crl-some-reasons", lambda leaf: crl(root, [], extensions=[idp(only_some_reasons=frozenset([x509.ReasonFlags.key_compromise]))]))
    crl_scene("crl-some-reasons-revoked", lambda leaf: crl(root, [revoked(leaf, GONE, (x509.CRLReason(x509.ReasonFlags.key_compromise), False))], extensions=[idp(only_some_reasons=frozenset([x509.ReasonFlags.key_compromise]))]))
    crl_scene("crl-point-named", lambda leaf: crl(root, [revoked(leaf)], extensions=[idp("http://crl-point-named.crl.test/own.crl")]))
    crl_scene("crl-point-other", lambda leaf: crl(root, [revoked(leaf)], extensions=[idp("http://elsewhere.test/own.crl")]))
    crl_scene("crl-point-other-good", lambda leaf: crl(root, extensions=[idp("http://elsewhere.test/own.crl")]))
    crl_scene("crl-indirect-flag", lambda leaf: crl(root, [revoked(leaf)], extensions=[idp(indirect_crl=True)]))
    crl_scene("crl-delta", lambda leaf: crl(root, [revoked(leaf)], extensions=[(x509.DeltaCRLIndicator(1), True)]))
    crl_scene("crl-reasons-in-point", lambda leaf: crl(root), points=[dp("http://crl-reasons-in-point.crl.test/own.crl", reasons=frozenset([x509.ReasonFlags.key_compromise]))])
    every = frozenset(flag for flag in x509.ReasonFlags if flag not in (x509.ReasonFlags.unspecified, x509.ReasonFlags.remove_from_crl))
    crl_scene("crl-all-reasons-in-point", lambda leaf: crl(root), points=[dp("http://crl-all-reasons-in-point.crl.test/own.crl", reasons=every)])
    crl_scene("crl-issuer-in-point", lambda leaf: crl(other, [revoked(leaf, GONE, (x509.CertificateIssuer([x509.DirectoryName(root.name)]), True))], extensions=[idp("http://crl-issuer-in-point.crl.test/own.crl", indirect_crl=True)]), points=[dp("http://crl-issuer-in-point.crl.test/own.crl", issuer=other.name)])
    crl_scene("crl-issuer-in-point-trusted", lambda leaf: crl(other, [revoked(leaf, GONE, (x509.CertificateIssuer([x509.DirectoryName(root.name)]), True))], extensions=[idp("http://crl-issuer-in-point-trusted.crl.test/own.crl", indirect_crl=True)]), points=[dp("http://crl-issuer-in-point-trusted.crl.test/own.crl", issuer=other.name)], roots=[root, other])
    crl_scene("crl-two-points", None, points=["http://127.0.0.1:1/x.crl", "http://crl-two-points.crl.test/own.crl"], http=served(crl(root)))
    crl_scene("crl-two-urls", None, points=[dp("http://127.0.0.1:1/x.crl", "http://crl-two-urls.crl.test/own.crl")], http=served(crl(root)))
    crl_scene("crl-ldap-and-http", None, points=["ldap://127.0.0.1:1/cn=x?certificateRevocationList", "http://crl-ldap-and-http.crl.test/own.crl"], http=served(crl(root)))
    leaf = make("crl-two-revoked", root, crl=["http://crl-two-revoked-a.crl.test/x.crl", "http://crl-two-revoked-b.crl.test/x.crl"], eku=SERVER)
    scene("crl-two-revoked", [leaf], {"crl-two-revoked-a.crl.test": served(crl(root)), "crl-two-revoked-b.crl.test": served(crl(root, [revoked(leaf)]))}, CRLDP)
    no_sign = make("Root without cRLSign", ca=True, usage=["key_cert_sign"])
    leaf = make("crl-no-sign", no_sign, crl=["http://crl-no-sign.crl.test/x.crl"], eku=SERVER)
    scene("crl-no-sign", [leaf], {"crl-no-sign.crl.test": served(crl(no_sign))}, CRLDP, roots=[no_sign])
    for usage, id in ((["key_cert_sign"], "crl-middle-no-sign"), (["key_cert_sign", "crl_sign"], "crl-middle-good"), (["key_cert_sign", "crl_sign"], "crl-middle-revoked")):
        middle = make(f"{id} middle", root, ca=True, usage=usage, crl=[f"http://{id}-root.crl.test/x.crl"])
        leaf = make(f"{id} leaf", middle, crl=[f"http://{id}-middle.crl.test/x.crl"], eku=SERVER)
        gone = [revoked(middle)] if id.endswith("revoked") else []
        scene(id, [leaf, middle], {f"{id}-root.crl.test": served(crl(root, gone)), f"{id}-middle.crl.test": served(crl(middle))}, CRLDP)
    # CRLs that are at hand.
    for property, id in (({}, "crl-at-hand"), (CRLDP, "crl-at-hand-dp")):
        leaf = make(id, root, eku=SERVER)
        scene(f"{id}-good", [leaf], {}, property, crls=[crl(root)])
        scene(f"{id}-revoked", [leaf], {}, property, crls=[crl(root, [revoked(leaf)])])
        scene(f"{id}-other", [leaf], {}, property, crls=[crl(other)])
        scene(f"{id}-expired", [leaf], {}, property, crls=[crl(root, this=NOW - 3 * DAY, next=NOW - 2 * DAY)])
        scene(f"{id}-wrong-signer", [leaf], {}, property, crls=[crl(root, key=other.key)])


def fallbacks():
    def mixed(id, ocsp=None, list=None, properties=BOTH, how="plain", http=None, ocsp_url=True, crl_url=True, staple=None, **more):
        hosts = [f"{id}.ocsp.test", f"{id}.crl.test"]
        leaf = make(id, root, ocsp=[f"http://{hosts[0]}/"] if ocsp_url else (), crl=[f"http://{hosts[1]}/x.crl"] if crl_url else (), eku=SERVER)
        answers = {}
        if http:
            answers[hosts[0]] = http
        if ocsp:
            answers[hosts[0]] = served(ocsp(leaf))
        if list:
            answers[hosts[1]] = served(list(leaf))
        scene(id, [leaf], answers, properties, how, staples=[staple(leaf)] if staple else (), **more)
    none, gone = (lambda leaf: crl(root)), (lambda leaf: crl(root, [revoked(leaf)]))
    later = lambda leaf: response(None, 3)
    refused = lambda leaf: response(None, 6)
    revoked_ = lambda leaf: good(leaf, status="revoked", reason=1)
    unknown = lambda leaf: good(leaf, status="unknown")
    mixed("fallback-good-revoked", good, gone)
    mixed("fallback-later-good", later, none)
    mixed("fallback-later-revoked", later, gone)
    mixed("fallback-later-missing", later, None)
    mixed("fallback-unauthorized-good", refused, none)
    mixed("fallback-unknown-good", unknown, none)
    mixed("fallback-unknown-revoked", unknown, gone)
    mixed("fallback-500-missing", None, None, http=served(b"", 500))
    mixed("fallback-none-good", None, none, ocsp_url=False)
    mixed("fallback-none-missing", None, None, ocsp_url=False)
    mixed("fallback-none-none", None, None, ocsp_url=False, crl_url=False)
    mixed("fallback-crl-off", later, none, OCSP)
    for how in ("checker", "checker,NO_FALLBACK", "checker,PREFER_CRLS", "checker,PREFER_CRLS,NO_FALLBACK", "checker,SOFT_FAIL", "checker,SOFT_FAIL,NO_FALLBACK", "checker,SOFT_FAIL,PREFER_CRLS", "checker,SOFT_FAIL,PREFER_CRLS,NO_FALLBACK"):
        short = how.replace(",", "-").lower().replace("_", "-")
        mixed(f"{short}-good-revoked", good, gone, {}, how)
        mixed(f"{short}-revoked-good", revoked_, none, {}, how)
        mixed(f"{short}-later-missing", later, None, {}, how)
        mixed(f"{short}-none-none", None, None, {}, how, ocsp_url=False, crl_url=False)
        mixed(f"{short}-unknown-missing", unknown, None, {}, how)
    for how in ("checker,SOFT_FAIL", "checker,SOFT_FAIL,NO_FALLBACK"):
        short = how.replace(",", "-").lower().replace("_", "-")
        mixed(f"{short}-unauthorized-missing", refused, None, {}, how)
        mixed(f"{short}-500-missing", None, None, {}, how, http=served(b"", 500))
        mixed(f"{short}-timeout-missing", None, None, {}, how, http={"delay": 3})
        mixed(f"{short}-expired-missing", lambda leaf: good(leaf, this=NOW - 3 * DAY, next=NOW - 2 * DAY), None, {}, how)
        mixed(f"{short}-garbage-missing", lambda leaf: b"<html></html>", None, {}, how)
        mixed(f"{short}-flipped-missing", lambda leaf: response(basic([single(leaf, root)], root, flip=True)), None, {}, how)
        mixed(f"{short}-wrong-serial-missing", lambda leaf: good(leaf, serial=77), None, {}, how)
        mixed(f"{short}-stranger-missing", lambda leaf: response(basic([single(leaf, root)], other)), None, {}, how)
    # What servers staple.
    stapled = {
        "good": good, "revoked": revoked_, "unknown": unknown, "later": later, "garbage": lambda leaf: b"<html></html>",
        "expired": lambda leaf: good(leaf, this=NOW - 3 * DAY, next=NOW - 2 * DAY), "wrong-serial": lambda leaf: good(leaf, serial=77),
        "flipped": lambda leaf: response(basic([single(leaf, root)], root, flip=True)), "empty": lambda leaf: None,
    }
    for how in ("plain", "default"):
        for properties, word in (({}, "off"), (OCSP, "ocsp"), (CRLDP, "crldp"), (BOTH, "both")):
            for name, staple in stapled.items():
                if how == "default" and (name not in ("good", "revoked", "unknown", "empty")):
                    continue
                mixed(f"staple-{how}-{word}-{name}", None, None, properties, how, staple=staple)
            if word in ("off", "both"):
                mixed(f"staple-{how}-{word}-later-ocsp-good", good, None, properties, how, staple=later)
                mixed(f"staple-{how}-{word}-later-crl-good", None, none, properties, how, staple=later)
                mixed(f"staple-{how}-{word}-good-ocsp-revoked", revoked_, gone, properties, how, staple=good)
        mixed(f"{how}-off", None, None, {}, how)
        mixed(f"{how}-ocsp-good", good, None, OCSP, how)
        mixed(f"{how}-crl-good", None, none, CRLDP, how)
    middle = make("staple-two middle", root, ca=True)
    leaf = make("staple-two leaf", middle, eku=SERVER)
    answers = [response(basic([single(leaf, middle)], middle)), response(basic([single(middle, root)], root))]
    scene("staple-two-both", [leaf, middle], {}, OCSP, staples=answers)
    scene("staple-two-leaf", [leaf, middle], {}, OCSP, staples=answers[:1])
    scene("staple-two-middle", [leaf, middle], {}, OCSP, staples=[None, answers[1]])
    scene("staple-two-leaf-off", [leaf, middle], {}, {}, staples=answers[:1])


def scenes():
    ocsp_answers()
    ocsp_shapes()
    ocsp_times()
    ocsp_signers()
    ocsp_orders()
    ocsp_network()
    paths()
    crls()
    fallbacks()
    assert len({one["id"] for one in FOUND}) == len(FOUND)
    return FOUND
