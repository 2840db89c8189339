"""Makes signatures that no library makes: testdata/policy/signatures-odd.tsv.

usage: python3 odd_signatures.py > signatures.tsv

Lines: what it is, Java's name of the algorithm, expected verdict, SubjectPublicKeyInfo, signature over "keytool-rs".
The verdicts are those of JDK 25's java.security.Signature: ok (true), bad (false), length (it throws "Bad signature
length").
"""
from weak_certificates import *

message = b"keytool-rs"
made = keys()
key, hashed = made["rsa2048"], digest("SHA256", message)
with_null, without = seq(oid(D["SHA256"][0]), NULL), seq(oid(D["SHA256"][0]))

def rsa(key, info):
    size = (key.n.bit_length() + 7) // 8
    block = b"\0\1" + b"\xff" * (size - 3 - len(info)) + b"\0" + info
    return pow(int.from_bytes(block, "big"), key.d, key.n).to_bytes(size, "big")

def line(title, name, verdict, key, signature):
    print(title, name, verdict, key.spki().hex(), signature.hex(), sep="\t")

info = seq(with_null, tlv(4, hashed))
usual = rsa(key, info)
line("DigestInfo with NULL", "SHA256withRSA", "ok", key, usual)
line("DigestInfo without parameters", "SHA256withRSA", "ok", key, rsa(key, seq(without, tlv(4, hashed))))
line("digest without DigestInfo", "SHA256withRSA", "bad", key, rsa(key, hashed))
line("DigestInfo with a long length", "SHA256withRSA", "bad", key, rsa(key, b"\x30\x81" + info[1:]))
line("an octet short", "SHA256withRSA", "length", key, usual[1:])
line("a leading zero", "SHA256withRSA", "length", key, b"\0" + usual)
line("SHA-1 with a 2048-bit DSA key", "SHA1withDSA", "ok", made["dsa2048"], sign(made["dsa2048"], "SHA1", message)[1])
line("SHA-256 with DSA", "SHA256withDSA", "ok", made["dsa2048"], sign(made["dsa2048"], "SHA256", message)[1])
# Of many primes: a key of this size is made in no time, and nobody sees it from outside.
for title, size, primes in (("the largest key", 16384, 16), ("8192 bits", 8192, 8)):
    large = Rsa(size, primes)
    line(title, "SHA256withRSA", "ok", large, rsa(large, info))
