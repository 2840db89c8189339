"""Certificates and cases, good unless told otherwise.

    root = make("CN=Test Root", key="rsa2048", bc=ca(), ku=ku("keyCertSign", "cRLSign"))
    leaf = make("CN=www.example.com", issuer=root, san=san("dns:www.example.com"))
    case("own::good", leaf, [], [root])

An extension is given as its value (then as critical as is usual), as (critical, value), or as None for none.
"""
import base64
import dataclasses
import hashlib
import ipaddress

from keys import *

NOW = "2026-06-15T12:00:00+00:00"
KINDS = {"CN": CN, "C": C, "O": O, "OU": OU, "L": "2.5.4.7", "E": "1.2.840.113549.1.9.1", "DC": "0.9.2342.19200300.100.1.25",
         "SERIALNUMBER": "2.5.4.5"}
STRINGS = {
    "utf8": utf8, "printable": printable, "ia5": ia5, "t61": lambda text: tlv(20, text.encode("latin-1")),
    "bmp": lambda text: tlv(30, text.encode("utf-16-be")), "universal": lambda text: tlv(28, text.encode("utf-32-be")),
}
KU_BITS = ["digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign",
           "encipherOnly", "decipherOnly"]
PURPOSES = {
    "server": "1.3.6.1.5.5.7.3.1", "client": "1.3.6.1.5.5.7.3.2", "code": "1.3.6.1.5.5.7.3.3", "email": "1.3.6.1.5.5.7.3.4",
    "time": "1.3.6.1.5.5.7.3.8", "ocsp": "1.3.6.1.5.5.7.3.9", "any": "2.5.29.37.0", "sgc-netscape": "2.16.840.1.113730.4.1",
    "sgc-microsoft": "1.3.6.1.4.1.311.10.3.3",
}
# oid and usual criticality, in the order in which they come in a certificate
EXTENSIONS = {
    "bc": ("2.5.29.19", True), "ku": ("2.5.29.15", True), "eku": ("2.5.29.37", None), "san": ("2.5.29.17", None), "nc": ("2.5.29.30", True),
    "policies": ("2.5.29.32", None), "mappings": ("2.5.29.33", None), "constraints": ("2.5.29.36", True), "inhibit": ("2.5.29.54", True),
    "netscape": ("2.16.840.1.113730.1.1", None), "ian": ("2.5.29.18", None), "skid": ("2.5.29.14", None), "akid": ("2.5.29.35", None),
}


def pem(der):
    body = base64.b64encode(der).decode()
    lines = [body[i:i + 64] for i in range(0, len(body), 64)]
    return "\n".join(["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----"]) + "\n"


def dn(text, string="utf8"):
    """A name: "CN=a, O=b", RDNs in the order of the encoding, a plus between the attributes of one."""
    rdns = []
    for rdn in text.split(", ") if text else []:
        pairs = [pair.split("=", 1) for pair in rdn.split("+")]
        text_of = lambda kind: printable if kind == "C" else ia5 if kind in ("E", "DC") else STRINGS[string]
        rdns.append([(KINDS[kind], text_of(kind)(value)) for kind, value in pairs])
    return name(*rdns)


def moment(text):
    """A time as certificates have it: "2026-01-31" or "2026-01-31 12:34:56", in UTC; "never" is the end of 9999."""
    text = "9999-12-31 23:59:59" if text == "never" else text if " " in text else text + " 00:00:00"
    plain = "".join(c for c in text if c.isdigit()) + "Z"
    return tlv(23, plain[2:].encode()) if "1950" <= text < "2050" else tlv(24, plain.encode())


# --- the values of extensions --------------------------------------------------------------------------------------


def ca(pathlen=None):
    return seq(boolean(True), b"" if pathlen is None else integer(pathlen))


def named_bits(names, order):
    numbers = [order.index(name) for name in names]
    if not numbers:
        return bits(b"")
    value, size = sum(1 << 15 - number for number in numbers), max(numbers) + 1
    return bits(value.to_bytes(2, "big")[:(size + 7) // 8], -size % 8)


def ku(*names):
    return named_bits(names, KU_BITS)


def eku(*names):
    return seq(*(oid(PURPOSES.get(name, name)) for name in names))


def netscape(*names):
    return named_bits(names, ["client", "server", "email", "code", "reserved", "ssl-ca", "email-ca", "code-ca"])


def general(text, constraint=False):
    """A GeneralName: "dns:…", "ip:…" (with a mask after a slash in a constraint), "email:…", "uri:…", "dir:…", "rid:…", "other:…"."""
    if isinstance(text, bytes):
        return text
    kind, _, value = text.partition(":")
    if kind == "ip":
        if "/" in value:
            net = ipaddress.ip_network(value, strict=False)
            return primitive(7, net.network_address.packed + net.netmask.packed)
        return primitive(7, ipaddress.ip_address(value).packed)
    if kind == "dir":
        return context(4, dn(value))
    if kind == "rid":
        return primitive(8, oid(value)[2:])
    if kind == "other":
        return context(0, oid("1.2.3.4"), context(0, utf8(value)))
    return primitive({"email": 1, "dns": 2, "uri": 6}[kind], value.encode())


def san(*names):
    return seq(*map(general, names))


def nc(permit=None, exclude=None):
    trees = lambda number, names: b"" if names is None else context(number, *(seq(general(name)) for name in names))
    return seq(trees(0, permit), trees(1, exclude))


ANY_POLICY = "2.5.29.32.0"


def policies(*oids):
    return seq(*(seq(oid(policy)) for policy in oids))


def mappings(*pairs):
    return seq(*(seq(oid(one), oid(other)) for one, other in pairs))


def constraints(require=None, inhibit=None):
    number = lambda tag, value: b"" if value is None else primitive(tag, integer(value)[2:])
    return seq(number(0, require), number(1, inhibit))


# --- certificates ----------------------------------------------------------------------------------------------------


@dataclasses.dataclass
class Certificate:
    subject: bytes
    issuer: bytes
    serial: int
    key: object
    skid: bytes
    der: bytes

    @property
    def pem(self):
        return pem(self.der)

    @property
    def sha256(self):
        return hashlib.sha256(self.der).hexdigest().upper()


def name_of(text):
    return text if isinstance(text, bytes) else dn(text)


def make(
    subject, key="p256", issuer=None, algorithm=None, signer=None, issuer_name=None, start="2024-01-01", end="2034-01-01", serial=None,
    version=3, skid=True, akid=True, extra=(), corrupt=False, outer=None, spki=None, **values,
):
    """A certificate. signer is the key, where it is not the issuer's; akid may be "serial" for issuer and serial."""
    key = pool(key) if isinstance(key, str) else key
    subject = name_of(subject)
    signer = pool(signer) if isinstance(signer, str) else signer or (issuer.key if issuer else key)
    issuer_name = name_of(issuer_name) if issuer_name is not None else issuer.subject if issuer else subject
    own_id = hashlib.sha1(key.spki).digest()
    if skid is True:
        values["skid"] = octets(own_id)
    elif skid:
        values["skid"] = skid if isinstance(skid, tuple) else octets(skid)
        own_id = skid if isinstance(skid, bytes) else own_id
    else:
        own_id = None
    if akid is True and issuer and issuer.skid:
        values["akid"] = seq(primitive(0, issuer.skid))
    elif akid == "serial" and issuer:
        values["akid"] = seq(context(1, context(4, issuer.issuer)), primitive(2, integer(issuer.serial)[2:]))
    elif akid == "both" and issuer:
        values["akid"] = seq(primitive(0, issuer.skid or b"\0"), context(1, context(4, issuer.issuer)), primitive(2, integer(issuer.serial)[2:]))
    elif isinstance(akid, (bytes, tuple)):
        values["akid"] = akid
    extensions = []
    for label, (kind, critical) in EXTENSIONS.items():
        value = values.pop(label, None)
        if value is not None:
            critical, value = value if isinstance(value, tuple) else (critical, value)
            extensions.append(extension(kind, value, critical or None))
    assert not values, values
    extensions += extra
    algorithm = algorithm or signer.default
    moments = [one if isinstance(one, bytes) else moment(one) for one in (start, end)]
    identifier = signer.sign(algorithm, b"")[0]
    body = lambda number: seq(
        context(0, integer(version - 1)) if version > 1 else b"", integer(number), identifier, issuer_name, seq(*moments), subject,
        spki or key.spki, context(3, seq(*extensions)) if extensions and version >= 3 else b"",
    )
    if serial is None:
        serial = int.from_bytes(hashlib.sha256(body(0)).digest()[:8], "big") >> 1 | 1
    tbs = body(serial)
    signature = signer.sign(algorithm, tbs)[1]
    if corrupt:
        signature = signature[:-1] + bytes([signature[-1] ^ 1])
    return Certificate(subject, issuer_name, serial, key, own_id if version >= 3 else None, seq(tbs, outer or identifier, bits(signature)))


# --- cases -----------------------------------------------------------------------------------------------------------


def text(certificate):
    return certificate.pem if isinstance(certificate, Certificate) else pem(certificate)


def case(id, peer, sent, store, host="www.example.com", description="", kind="SERVER", auth_type=None, time=NOW, **setup):
    if kind == "CLIENT" or host is None:
        peer_name = None
    else:
        address = ":" in host or host.replace(".", "").isdigit() and host.count(".") == 3
        peer_name = {"kind": "IP" if address else "DNS", "value": host}
    return {
        "id": id, "kind": kind, "auth_type": auth_type, "description": description,
        "inputs": {"peer": text(peer), "intermediates": [text(one) for one in sent], "roots": [text(one) for one in store]},
        "effective_time": time, "peer_name": peer_name, **setup,
    }
