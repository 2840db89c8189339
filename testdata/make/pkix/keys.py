"""Keys and signatures from first principles: the old, the small and the odd ones too, which libraries refuse.

Everything follows from the label of a key and the bytes signed, so that a certificate made twice is the same. Only for
tests: nothing here is constant in time or otherwise careful.

    pool("rsa2048")               a key; any label after a dash makes another one ("rsa2048-b")
    key.spki                      its SubjectPublicKeyInfo
    key.sign("SHA256withRSA", m)  (AlgorithmIdentifier, signature)
"""
import functools
import hashlib
import math
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from certs_der import *

# --- digests ---------------------------------------------------------------------------------------------------

DIGESTS = {
    "MD5": ("md5", "1.2.840.113549.2.5"), "SHA1": ("sha1", "1.3.14.3.2.26"), "SHA224": ("sha224", "2.16.840.1.101.3.4.2.4"),
    "SHA256": ("sha256", "2.16.840.1.101.3.4.2.1"), "SHA384": ("sha384", "2.16.840.1.101.3.4.2.2"),
    "SHA512": ("sha512", "2.16.840.1.101.3.4.2.3"), "SHA512/224": ("sha512_224", "2.16.840.1.101.3.4.2.5"),
    "SHA512/256": ("sha512_256", "2.16.840.1.101.3.4.2.6"), "SHA3-224": ("sha3_224", "2.16.840.1.101.3.4.2.7"),
    "SHA3-256": ("sha3_256", "2.16.840.1.101.3.4.2.8"), "SHA3-384": ("sha3_384", "2.16.840.1.101.3.4.2.9"),
    "SHA3-512": ("sha3_512", "2.16.840.1.101.3.4.2.10"),
}
RSA_OID = {
    "MD5": "1.2.840.113549.1.1.4", "SHA1": "1.2.840.113549.1.1.5", "SHA224": "1.2.840.113549.1.1.14",
    "SHA256": "1.2.840.113549.1.1.11", "SHA384": "1.2.840.113549.1.1.12", "SHA512": "1.2.840.113549.1.1.13",
    "SHA512/224": "1.2.840.113549.1.1.15", "SHA512/256": "1.2.840.113549.1.1.16", "SHA3-224": "2.16.840.1.101.3.4.3.13",
    "SHA3-256": "2.16.840.1.101.3.4.3.14", "SHA3-384": "2.16.840.1.101.3.4.3.15", "SHA3-512": "2.16.840.1.101.3.4.3.16",
}
EC_OID = {
    "SHA1": "1.2.840.10045.4.1", "SHA224": "1.2.840.10045.4.3.1", "SHA256": "1.2.840.10045.4.3.2",
    "SHA384": "1.2.840.10045.4.3.3", "SHA512": "1.2.840.10045.4.3.4", "SHA3-224": "2.16.840.1.101.3.4.3.9",
    "SHA3-256": "2.16.840.1.101.3.4.3.10", "SHA3-384": "2.16.840.1.101.3.4.3.11", "SHA3-512": "2.16.840.1.101.3.4.3.12",
}
DSA_OID = {
    "SHA1": "1.2.840.10040.4.3", "SHA224": "2.16.840.1.101.3.4.3.1", "SHA256": "2.16.840.1.101.3.4.3.2",
    "SHA384": "2.16.840.1.101.3.4.3.3", "SHA512": "2.16.840.1.101.3.4.3.4",
}


def digest(algorithm, message):
    return hashlib.new(DIGESTS[algorithm][0], message).digest()


# --- numbers -----------------------------------------------------------------------------------------------------

SIEVE = math.prod(p for p in range(3, 2000, 2) if all(p % q for q in range(3, int(p ** 0.5) + 1, 2)))


def is_prime(n):
    if n % 2 == 0 or math.gcd(n, SIEVE) != 1:
        return False
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in (2, 3, 5, 7, 11, 13):
        x = pow(base, odd, n)
        if x in (1, n - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def prime(numbers, size):
    while True:
        candidate = numbers.getrandbits(size) | 3 << size - 2 | 1
        if is_prime(candidate):
            return candidate


def whole(value, size):
    return value.to_bytes(size, "big")


def nonce(secret, message, order):
    """A number under the order that nobody repeats: the same for the same key and message."""
    seed = hashlib.sha512(whole(secret, 80) + message).digest() + hashlib.sha512(message + whole(secret, 80)).digest()
    return int.from_bytes(seed, "big") % (order - 1) + 1


# --- RSA ---------------------------------------------------------------------------------------------------------


class Rsa:
    kind, default = "RSA", "SHA256withRSA"

    def __init__(self, label, size, exponent=65537):
        numbers = random.Random(f"{label} {size}")
        while True:
            self.p, self.q = prime(numbers, size - size // 2), prime(numbers, size // 2)
            totient = math.lcm(self.p - 1, self.q - 1)
            if self.p != self.q and math.gcd(exponent, totient) == 1:
                break
        self.n, self.e, self.d = self.p * self.q, exponent, pow(exponent, -1, totient)
        self.size = (self.n.bit_length() + 7) // 8
        self.spki = seq(seq(oid("1.2.840.113549.1.1.1"), NULL), bits(seq(integer(self.n), integer(self.e))))

    def pkcs8(self):
        numbers = [self.n, self.e, self.d, self.p, self.q, self.d % (self.p - 1), self.d % (self.q - 1), pow(self.q, -1, self.p)]
        return seq(integer(0), seq(oid("1.2.840.113549.1.1.1"), NULL), octets(seq(integer(0), *map(integer, numbers))))

    def private(self, block):
        m = int.from_bytes(block, "big")
        at_p, at_q = pow(m, self.d % (self.p - 1), self.p), pow(m, self.d % (self.q - 1), self.q)
        return whole(at_q + self.q * ((at_p - at_q) * pow(self.q, -1, self.p) % self.p), self.size)

    def sign(self, algorithm, message):
        if algorithm.endswith("RSASSA-PSS"):
            return self.pss(algorithm.partition("with")[0], message)
        hash = algorithm.removesuffix("withRSA")
        info = seq(seq(oid(DIGESTS[hash][1]), NULL), octets(digest(hash, message)))
        block = b"\0\1" + b"\xff" * (self.size - 3 - len(info)) + b"\0" + info
        return seq(oid(RSA_OID[hash]), NULL), self.private(block)

    def pss(self, hash, message):
        """RSASSA-PSS with MGF1 and a salt as long as the digest."""
        size = self.n.bit_length() - 1
        length, hashed = (size + 7) // 8, digest(hash, message)
        salt = digest(hash, b"salt" + hashed)
        h = digest(hash, bytes(8) + hashed + salt)
        data = bytes(length - 2 * len(h) - 2) + b"\1" + salt
        mask = b"".join(digest(hash, h + whole(i, 4)) for i in range(len(data) // len(h) + 1))
        data = bytes(a ^ b for a, b in zip(data, mask))
        data = bytes([data[0] & 0xFF >> 8 * length - size]) + data[1:]
        inner = seq(oid(DIGESTS[hash][1]), NULL)
        parameters = seq(context(0, inner), context(1, seq(oid("1.2.840.113549.1.1.8"), inner)), context(2, integer(len(salt))))
        return seq(oid("1.2.840.113549.1.1.10"), parameters), self.private(bytes(self.size - length) + data + h + b"\xbc")


class Pss(Rsa):
    """A key for RSASSA-PSS alone, with any parameters."""

    default = "SHA256withRSASSA-PSS"

    def __init__(self, label, size):
        super().__init__(label, size)
        self.spki = seq(seq(oid("1.2.840.113549.1.1.10")), bits(seq(integer(self.n), integer(self.e))))

    def pkcs8(self):
        return super().pkcs8().replace(seq(oid("1.2.840.113549.1.1.1"), NULL), seq(oid("1.2.840.113549.1.1.10"), NULL), 1)


# --- DSA ---------------------------------------------------------------------------------------------------------


class Dsa:
    kind, default = "DSA", "SHA256withDSA"

    def __init__(self, label, size):
        numbers = random.Random(f"dsa parameters {size}")
        self.q = prime(numbers, 160 if size <= 1024 else 256)
        while True:
            candidate = numbers.getrandbits(size) | 1 << size - 1
            self.p = candidate - candidate % (2 * self.q) + 1
            if self.p.bit_length() == size and is_prime(self.p):
                break
        self.g = pow(2, (self.p - 1) // self.q, self.p)
        self.x = random.Random(f"{label} {size}").randrange(1, self.q)
        parameters = seq(integer(self.p), integer(self.q), integer(self.g))
        self.algorithm = seq(oid("1.2.840.10040.4.1"), parameters)
        self.spki = seq(self.algorithm, bits(integer(pow(self.g, self.x, self.p))))

    def pkcs8(self):
        return seq(integer(0), self.algorithm, octets(integer(self.x)))

    def sign(self, algorithm, message):
        hash = algorithm.removesuffix("withDSA")
        size = self.q.bit_length() // 8
        h = int.from_bytes(digest(hash, message)[:size], "big")
        k = nonce(self.x, message, self.q)
        r = pow(self.g, k, self.p) % self.q
        s = pow(k, -1, self.q) * (h + self.x * r) % self.q
        return seq(oid(DSA_OID[hash])), seq(integer(r), integer(s))


# --- elliptic curves -----------------------------------------------------------------------------------------------

# oid, p, a, b, x and y of the base point, order
CURVES = {
    "p192": ("1.2.840.10045.3.1.1", 2**192 - 2**64 - 1, -3, 0x64210519E59C80E70FA7E9AB72243049FEB8DEECC146B9B1,
             0x188DA80EB03090F67CBF20EB43A18800F4FF0AFD82FF1012, 0x07192B95FFC8DA78631011ED6B24CDD573F977A11E794811,
             0xFFFFFFFFFFFFFFFFFFFFFFFF99DEF836146BC9B1B4D22831),
    "p224": ("1.3.132.0.33", 2**224 - 2**96 + 1, -3, 0xB4050A850C04B3ABF54132565044B0B7D7BFD8BA270B39432355FFB4,
             0xB70E0CBD6BB4BF7F321390B94A03C1D356C21122343280D6115C1D21, 0xBD376388B5F723FB4C22DFE6CD4375A05A07476444D5819985007E34,
             0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF16A2E0B8F03E13DD29455C5C2A3D),
    "p256": ("1.2.840.10045.3.1.7", 2**256 - 2**224 + 2**192 + 2**96 - 1, -3,
             0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
             0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
             0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
             0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551),
    "p384": ("1.3.132.0.34", 2**384 - 2**128 - 2**96 + 2**32 - 1, -3,
             0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
             0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
             0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
             0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973),
    "p521": ("1.3.132.0.35", 2**521 - 1, -3,
             0x0051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00,
             0x00C6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3DBAA14B5E77EFE75928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66,
             0x011839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E662C97EE72995EF42640C550B9013FAD0761353C7086A272C24088BE94769FD16650,
             0x01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409),
    "secp256k1": ("1.3.132.0.10", 2**256 - 2**32 - 977, 0, 7,
                  0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
                  0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8,
                  0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141),
    "brainpool256": ("1.3.36.3.3.2.8.1.1.7", 0xA9FB57DBA1EEA9BC3E660A909D838D726E3BF623D52620282013481D1F6E5377,
                     0x7D5A0975FC2C3057EEF67530417AFFE7FB8055C126DC5C6CE94A4B44F330B5D9,
                     0x26DC5C6CE94A4B44F330B5D9BBD77CBF958416295CF7E1CE6BCCDC18FF8C07B6,
                     0x8BD2AEB9CB7E57CB2C4B482FFC81B7AFB9DE27E1E3BD23C23A4453BD9ACE3262,
                     0x547EF835C3DAC4FD97F8461A14611DC9C27745132DED8E545C1D54C72F046997,
                     0xA9FB57DBA1EEA9BC3E660A909D838D718C397AA3B561A6F7901E0E82974856A7),
}


class Ec:
    kind, default = "EC", "SHA256withECDSA"

    def __init__(self, label, curve):
        oid_, self.p, self.a, b, x, y, self.order = CURVES[curve]
        assert (y * y - (x * x * x + self.a * x + b)) % self.p == 0
        self.base = (x, y)
        self.d = random.Random(f"{label} {curve}").randrange(1, self.order)
        size = (self.p.bit_length() + 7) // 8
        x, y = self.times(self.d)
        self.algorithm = seq(oid("1.2.840.10045.2.1"), oid(oid_))
        self.spki = seq(self.algorithm, bits(b"\4" + whole(x, size) + whole(y, size)))

    def pkcs8(self):
        return seq(integer(0), self.algorithm, octets(seq(integer(1), octets(whole(self.d, (self.order.bit_length() + 7) // 8)))))

    def times(self, count):
        """count times the base point, in Jacobian coordinates on the way."""
        p = self.p

        def double(point):
            x, y, z = point
            s, m = 4 * x * y * y % p, (3 * x * x + self.a * pow(z, 4, p)) % p
            x = (m * m - 2 * s) % p
            return x, (m * (s - x) - 8 * pow(y, 4, p)) % p, 2 * y * z % p

        bx, by = self.base
        point = (bx, by, 1)
        for bit in bin(count)[3:]:
            point = double(point)
            if bit == "1":
                x, y, z = point
                zz = z * z % p
                h, r = (bx * zz - x) % p, (by * zz * z - y) % p
                if h == 0:
                    point = double(point)
                    continue
                hh = h * h % p
                hhh, v = h * hh % p, x * hh % p
                x = (r * r - hhh - 2 * v) % p
                point = x, (r * (v - x) - y * hhh) % p, z * h % p
        x, y, z = point
        inverse = pow(z, -1, p)
        return x * inverse * inverse % p, y * pow(inverse, 3, p) % p

    def sign(self, algorithm, message):
        hash = algorithm.removesuffix("withECDSA")
        hashed = digest(hash, message)
        h = int.from_bytes(hashed, "big") >> max(0, 8 * len(hashed) - self.order.bit_length())
        k = nonce(self.d, message, self.order)
        r = self.times(k)[0] % self.order
        s = pow(k, -1, self.order) * (h + r * self.d) % self.order
        return seq(oid(EC_OID[hash])), seq(integer(r), integer(s))


# --- Edwards curves ------------------------------------------------------------------------------------------------


class Edwards:
    """Ed25519 and Ed448 as RFC 8032 defines them."""

    kind = "EdDSA"

    def __init__(self, label, name):
        self.default = name
        secret = hashlib.shake_256(f"{label} {name}".encode())
        if name == "Ed25519":
            self.oid, self.p, self.a, self.size = "1.3.101.112", 2**255 - 19, -1, 32
            self.d = -121665 * pow(121666, -1, self.p) % self.p
            self.order = 2**252 + 27742317777372353535851937790883648493
            y = 4 * pow(5, -1, self.p) % self.p
            x = 15112221349535400772501151409588531511454012693041857206046113283949847762202
            self.hash = lambda message: hashlib.sha512(message).digest()
            self.seed = secret.digest(32)
            pruned = bytearray(self.hash(self.seed))
            self.prefix, pruned = bytes(pruned[32:]), pruned[:32]
            pruned[0], pruned[31] = pruned[0] & 0xF8, pruned[31] & 0x7F | 0x40
        else:
            self.oid, self.p, self.a, self.size = "1.3.101.113", 2**448 - 2**224 - 1, 1, 57
            self.d = -39081 % self.p
            self.order = 2**446 - 13818066809895115352007386748515426880336692474882178609894547503885
            x = 224580040295924300187604334099896036246789641632564134246125461686950415467406032909029192869357953282578032075146446173674602635247710
            y = 298819210078481492676017930443930673437544040154080242095928241372331506189835876003536878655418784733982303233503462500531545062832660
            self.hash = lambda message: hashlib.shake_256(b"SigEd448\0\0" + message).digest(114)
            self.seed = secret.digest(57)
            pruned = bytearray(hashlib.shake_256(self.seed).digest(114))
            self.prefix, pruned = bytes(pruned[57:]), pruned[:57]
            pruned[0], pruned[55], pruned[56] = pruned[0] & 0xFC, pruned[55] | 0x80, 0
        assert (self.a * x * x + y * y - 1 - self.d * x * x * y * y) % self.p == 0
        self.base = (x, y, 1)
        self.secret = int.from_bytes(pruned, "little")
        self.public = self.encoded(self.secret)
        self.spki = seq(seq(oid(self.oid)), bits(self.public))

    def pkcs8(self):
        return seq(integer(0), seq(oid(self.oid)), octets(octets(self.seed)))

    def encoded(self, count):
        p, total, addend = self.p, (0, 1, 1), self.base

        def add(one, other):
            (x1, y1, z1), (x2, y2, z2) = one, other
            a = z1 * z2 % p
            b, c, d = a * a % p, x1 * x2 % p, y1 * y2 % p
            e = self.d * c * d % p
            f, g = (b - e) % p, (b + e) % p
            x = a * f * ((x1 + y1) * (x2 + y2) - c - d) % p
            return x, a * g * (d - self.a * c) % p, f * g % p

        while count:
            if count & 1:
                total = add(total, addend)
            addend, count = add(addend, addend), count >> 1
        x, y, z = total
        inverse = pow(z, -1, p)
        x, y = x * inverse % p, y * inverse % p
        return (y | (x & 1) << 8 * self.size - 1).to_bytes(self.size, "little")

    def sign(self, algorithm, message):
        number = lambda data: int.from_bytes(self.hash(data), "little")
        r = number(self.prefix + message) % self.order
        point = self.encoded(r)
        s = (r + number(point + self.public + message) * self.secret) % self.order
        return seq(oid(self.oid)), point + s.to_bytes(self.size, "little")


@functools.cache
def pool(label):
    kind = label.partition("-")[0]
    if kind.startswith("rsa"):
        return Rsa(label, int(kind[3:]))
    if kind.startswith("pss"):
        return Pss(label, int(kind[3:]))
    if kind.startswith("dsa"):
        return Dsa(label, int(kind[3:]))
    if kind.startswith("ed"):
        return Edwards(label, kind.replace("ed", "Ed"))
    return Ec(label, kind)
