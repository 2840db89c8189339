#!/usr/bin/env python3
"""Makes, beside secret.jceks, stores sealed-*.jceks whose one secret key is not what it should be."""
import hashlib
import sys
from pathlib import Path

folder = Path(sys.argv[1])
store = (folder / "secret.jceks").read_bytes()[:-20]


def seal(name, content):
    digest = hashlib.sha1("changeit".encode("utf-16-be") + b"Mighty Aphrodite" + content).digest()
    (folder / f"sealed-{name}.jceks").write_bytes(content + digest)


object_at = store.index(b"\xac\xed\0\x05")
count_at = store.index(b"\x30\x0f\x04\x08") + 14
array_at = store.index(b"uq\0~\0\5") + 6
for name, count in (("count-0", 0), ("count-5000000", 5000000), ("count-5000001", 5000001), ("count-negative", 0xFFFFFF)):
    seal(name, store[:count_at] + count.to_bytes(3, "big") + store[count_at + 3 :])
seal("class", store.replace(b"SealedObjectForKeyProtector", b"SealedObjectForKeyProtectoX"))
seal("version", store.replace(b"\xac\xed\0\x05", b"\xac\xed\0\x06"))
seal("magic", store.replace(b"\xac\xed\0\x05", b"\xac\xee\0\x05"))
seal("integers", store.replace(b"ur\0\x02[B", b"ur\0\x02[I"))
seal("handle", store.replace(b"q\0~\0\x02L\0\x09", b"q\0~\0\x7fL\0\x09"))
seal("large-array", store[:array_at] + b"\x7f\xff\xff\xff" + store[array_at + 4 :])
seal("negative-array", store[:array_at] + b"\xff\xff\xff\xff" + store[array_at + 4 :])
seal("map", store[:object_at] + b"\xac\xed\0\x05sr\0\x11java.util.HashMap\x05\x07\xda\xc1\xc3\x16\x60\xd1\x03\0\x02F\0\x0aloadFactorI"
     b"\0\x09thresholdxp?@\0\0\0\0\0\0w\x08\0\0\0\x10\0\0\0\0x")
seal("deep", store[:object_at] + b"\xac\xed\0\x05" + b"ur\0\x13[Ljava.lang.Object;\x90\xce\x58\x9f\x10s)l\x02\0\0xp\0\0\0\x01" * 400 + b"p")
seal("cut", store[: object_at + 50])

# What the protection hides is no key, or no key that Java takes.
from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES  # noqa: E402
from cryptography.hazmat.primitives.ciphers import Cipher, modes  # noqa: E402


def hide(name, plain):
    salt, password = b"saltsalT", b"changeit"
    key = b""
    for half in (salt[:4], salt[4:]):
        for _ in range(10000):
            half = hashlib.md5(half + password).digest()
        key += half
    padding = 8 - len(plain) % 8
    cipher = Cipher(TripleDES(key[:24]), modes.CBC(key[24:])).encryptor()
    hidden = cipher.update(plain + bytes([padding]) * padding) + cipher.finalize()
    parameters = b"\x30\x0e\x04\x08" + salt + b"\x02\x02\x27\x10"
    length = int.from_bytes(store[array_at : array_at + 4], "big")
    seal(name, store[: count_at - 18] + b"\0\0\0\x10" + parameters + store[count_at + 3 : array_at]
         + len(hidden).to_bytes(4, "big") + hidden + store[array_at + 4 + length :])


def text(value):
    return len(value).to_bytes(2, "big") + value.encode()


octets = b"ur\0\x02[B\xac\xf3\x17\xf8\x06\x08\x54\xe0\x02\0\0xp"
spec = (b"\xac\xed\0\x05sr" + text("javax.crypto.spec.SecretKeySpec") + bytes.fromhex("5b470b66e230614d") + b"\x02\0\x02L"
        + text("algorithm") + b"t" + text("Ljava/lang/String;") + b"[" + text("key") + b"t" + text("[B") + b"xp")
hide("hides-map", b"\xac\xed\0\x05sr\0\x11java.util.HashMap\x05\x07\xda\xc1\xc3\x16\x60\xd1\x03\0\x02F\0\x0aloadFactorI"
     b"\0\x09thresholdxp?@\0\0\0\0\0\0w\x08\0\0\0\x10\0\0\0\0x")
hide("hides-key", spec + b"t" + text("AES") + octets + b"\0\0\0\x10" + bytes(16))
hide("hides-empty-key", spec + b"t" + text("AES") + octets + b"\0\0\0\0")
hide("hides-nameless-key", spec + b"p" + octets + b"\0\0\0\x10" + bytes(16))
hide("hides-long-key", spec + b"t" + text("AES") + octets + b"\x7f\xff\xff\xff" + bytes(16))
hide("hides-nothing", b"")
hide("hides-garbage", b"no stream of Java's")
hide("hides-text", b"\xac\xed\0\x05t" + text("a text"))
